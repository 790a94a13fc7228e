"""Texts that a file might carry to harm whoever opens the report."""

SCRIPT = '<script>alert("1")</script>'
FORMULA = "=cmd|'/C calc'!A0"
CONTROL = "\x00\x0b\x1b[31m_x0041_]]>"
ALL = (SCRIPT, FORMULA, CONTROL, "'\"><img src=x onerror=alert(1)>", "{{7*7}}", "@SUM(1)", "-1+1", "＝100％")
