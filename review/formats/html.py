"""The report as one web page: tables as printed with findings at their cells, no script, nothing fetched.

Every word of a document is escaped, and the page forbids itself (Content-Security-Policy) to load or run anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from corpus.records import Document
from review.findings import Assessment, Finding, NotRun, Report
from review.formats.sheet import Mark, finding_html, number_findings, part_one_html, project_html
from review.formats.words import SEVERITY_WORDS, title
from review.worklist import Entry, count, entries

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
:root { color-scheme: light dark; }
body.jx-report { margin: 1rem auto; max-width: 1500px; padding: 0 1rem; font: 15px/1.5 "Noto Sans SC", "Microsoft YaHei", sans-serif;
  background: var(--jx-paper); color: light-dark(#1c2430, #e4e9f0); }
.jx-report h1 { font-size: 1.35rem; } .jx-report h2 { font-size: 1.1rem; margin: 2rem 0 .4rem; scroll-margin-top: 1rem; }
.jx-two { display: grid; grid-template-columns: minmax(0, 2.2fr) minmax(16rem, 1fr); gap: 1rem; align-items: start; }
.jx-report a { color: light-dark(#1f4e79, #7fb0de); }
@media (max-width: 900px) { .jx-two { grid-template-columns: minmax(0, 1fr); } }
@media print { .jx-two { display: block; } .jx-card { break-inside: avoid; } h2 { break-after: avoid; } }
"""


def render(report: Report, documents: Sequence[Document]) -> str:
    """The page: totals, projects with the worst first, then every table with its findings and its form."""
    shown = entries(documents, report)
    forms = {(a.document, a.project_no, a.project): a for a in report.assessment}
    marks = iter(number_findings(f for entry in shown for f in _sorted(entry.findings)))
    lines = [
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>绩效目标审核报告</title>',
        f"<style>{(Path(__file__).with_name('sheet.css')).read_text(encoding='utf-8')}{_STYLE}</style></head>",
        '<body class="jx-report"><h1>绩效目标审核报告</h1>',
        _totals(report, documents),
        _contents(shown, forms, several=len(documents) > 1),
    ]
    for number, entry in enumerate(shown, 1):
        own = [next(marks) for _ in entry.findings]
        lines += _section(number, entry, own, _form_of(entry, forms))
    lines += [_not_checked(report), "</body></html>\n"]
    return "\n".join(filter(None, lines))


_Forms = dict[tuple[str, int | None, str | None], Assessment]


def _form_of(entry: Entry, forms: _Forms) -> Assessment | None:
    project = entry.project
    return forms.get((entry.document.source, project.no, project.name)) if project else None


def _sorted(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.severity.rank)


def _totals(report: Report, documents: Sequence[Document]) -> str:
    words = [f"<span>文件 <b>{len(documents)}</b></span>"]
    words += [f"<span>项目 <b>{sum(len(d.projects) for d in documents)}</b></span>"]
    words += [
        f'<span class="jx-{severity}">{word} <b>{number}</b></span>'
        for (severity, word), number in zip(SEVERITY_WORDS.items(), count(report.findings), strict=True)
    ]
    if report.known:
        words.append(f"<span>基线已有、不再列出 <b>{len(report.known)}</b></span>")
    return f'<div class="jx-counts">{"".join(words)}</div>'


def _contents(shown: Sequence[Entry], forms: _Forms, *, several: bool) -> str:
    head = "<tr><th>项目（问题多的在前）</th><th>错误</th><th>警告</th><th>提示</th><th>得分</th><th>等级</th><th>审核结论</th></tr>"
    rows = []
    for number, entry in enumerate(shown, 1):
        form = _form_of(entry, forms)
        tail = (form.score, form.grade, form.verdict) if form else ("", "", "")
        cells = "".join(f"<td>{value}</td>" for value in (*entry.counts, *map(str, tail)))
        rows.append(f'<tr><td><a href="#jx-p{number}">{_caption(entry, several)}</a></td>{cells}</tr>')
    return f'<div class="jx-sheet"><table>{head}{"".join(rows)}</table></div>'


def _caption(entry: Entry, several: bool) -> str:
    return escape(f"{entry.document.source} · {entry.name}" if several else entry.name)


def _section(number: int, entry: Entry, marks: Sequence[Mark], form: Assessment | None) -> Iterator[str]:
    yield f'<section><h2 id="jx-p{number}">{escape(entry.name)}</h2><div class="jx-place">{escape(entry.document.source)}</div>'
    yield '<div class="jx-two"><div>'
    if entry.project:
        yield project_html(entry.project, marks, entry.document.department)
    elif entry.document.part_one:
        yield part_one_html(entry.document.part_one, marks)
    yield _points(form) if form else ""
    yield "</div><div>"
    yield from (finding_html(mark, title(mark.finding.code)) for mark in marks)
    yield "" if marks else "<p>没有问题。</p>"
    yield "</div></div></section>"


def _points(form: Assessment) -> str:
    rows = "".join(
        f"<tr><td>{escape(item.axis)}</td><td>{escape(item.point)}</td><td>{item.score} / {item.of}</td>"
        f"<td>{escape('；'.join(f'{code} {title(code)}' for code in item.because))}</td></tr>"
        for item in form.items
    )
    total = f"<tr><th colspan='2'>合计</th><th>{form.score} / 100</th><th>{escape(form.grade)}，{escape(form.verdict)}</th></tr>"
    head = "<tr><th>审核内容</th><th>要点</th><th>得分</th><th>扣分的规则</th></tr>"
    return f'<div class="jx-sheet"><div class="jx-title">绩效目标审核表</div><table>{head}{rows}{total}</table></div>'


def _not_checked(report: Report) -> str:
    checks = report.checks
    lines = [f"<section><h2>检查了什么</h2><p>执行 {len(checks.ran)} 条规则。</p>"]
    lines.append(_list("未能执行（缺少输入，需人工核对）", map(_reason, checks.could_not_run)))
    lines.append(_list("不适用", map(_reason, checks.not_applicable)))
    lines.append(
        _list("按例外清单不计", (f"{i.finding.code} {i.finding.message}理由：{i.reason}" for i in report.ignored))
    )
    lines.append(_list("提醒", report.notices))
    return "".join(lines) + "</section>"


def _reason(one: NotRun) -> str:
    return f"{one.code} {title(one.code)}：{one.reason}"


def _list(heading: str, texts: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f'<b>{heading}</b><ul class="jx-plain">{items}</ul>' if items else ""
