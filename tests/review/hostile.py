"""Texts that a file's name or cells might carry to harm whoever opens a page, a report or a workbook."""

SCRIPT = '<script>alert("1")</script>'
FORMULA = "=cmd|'/C calc'!A0"
CONTROL = "\x00\x0b\x1b[31m_x0041_]]>"
MARKUP = (
    SCRIPT,
    "'\"><img src=x onerror=alert(1)>",
    "<img src=http://evil.invalid/x.png>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<a href='javascript:alert(1)'>点这里</a>",
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=//evil.invalid/x.css>",
    "<meta http-equiv=refresh content='0;url=//evil.invalid'>",
    "<base href=//evil.invalid/>",
    "<form action=//evil.invalid><input name=q></form>",
    "<details open ontoggle=alert(1)>",
    "<math><mtext></table><mglyph><style><img src onerror=alert(1)>",
    "<body onload=alert(1)>",
    "</td></tr></table><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)",
    '" onmouseover="alert(1)" x="',
    "' onfocus='alert(1)' autofocus='",
)
MARKDOWN = (
    "[点这里](javascript:alert(1))",
    "![图](http://evil.invalid/x.png)",
    "**粗** `码` ~~删~~ :red[红]",
    "$\\href{javascript:alert(1)}{x}$",
    ":material/delete: # 标题",
    "| a | b |\n|---|---|",
)
TEMPLATES = ("{{7*7}}", "${7*7}", "#{7*7}", "%s%n{0.__class__}")
FORMULAS = (
    FORMULA,
    "@SUM(1)",
    "-1+1",
    "+1+1",
    "\t=1+1",
    '=HYPERLINK("http://evil.invalid","点")',
    '=WEBSERVICE("http://evil.invalid")',
    "＝100％",
)
OTHERS = (CONTROL, "\u202e反过来\u202c", "../../etc/passwd", "a\r\nSet-Cookie: x=1", "\ufeff\u200b零宽")
ALL = (*MARKUP, *MARKDOWN, *TEMPLATES, *FORMULAS, *OTHERS)
