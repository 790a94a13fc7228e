"""审核: one project's assessment form, part one beside part two, the rules that found something, what was not checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from corpus.records import Document
from review.assess import form
from review.findings import Assessment, Finding, NotRun, Report
from review.form import HEADER, TITLE
from review.formats.sheet import Mark
from review.formats.words import SEVERITY_WORDS, place
from review.worklist import Entry, tally
from ui.parts import rule_title
from ui.two_parts import Pair

_NOTICES = 200


def form_html(filled: Assessment, marks: Sequence[Mark]) -> str:
    """The official form of one project; every lost point names the findings behind it, joined to their cards."""
    asks = {point.name: point.asks for point in form().point}
    lines = ["<tr>" + "".join(f"<th>{word}</th>" for word in HEADER) + "</tr>"]
    for axis, group in groupby(filled.items, key=lambda item: item.axis):
        items = list(group)
        for number, item in enumerate(items):
            first = f'<td rowspan="{len(items)}" class="jx-c-level1">{escape(axis)}</td>' if number == 0 else ""
            behind = [
                mark for mark in marks if mark.finding.code in item.because and form().lost[mark.finding.severity]
            ]
            shade = " jx-lost" if item.score < item.of else ""
            lines.append(
                f"<tr>{first}<td><b>{escape(item.point)}</b><br>{escape(asks[item.point])}</td><td>{item.of}</td>"
                f'<td class="jx-score{shade}">{item.score}</td><td>{"".join(map(_reason_html, behind)) or "—"}</td></tr>'
            )
    grade = next(one for one in form().grade if one.name == filled.grade)
    total = (
        f'<div class="jx-counts"><span>总分 <b>{filled.score}</b> / 100</span><span>等级 <b>{escape(filled.grade)}</b></span>'
        f"<span>审核结论 <b>{escape(filled.verdict)}</b></span></div>"
        f'<div class="jx-meta">{escape(grade.handling)}</div>'
    )
    note = f'<div class="jx-meta">分值和等次口径：{escape(form().note)}。机器按规则初审，供审核人参考。</div>'
    return f'<div class="jx-sheet jx-form"><div class="jx-title">{TITLE}</div>{total}<table>{"".join(lines)}</table>{note}</div>'


def _reason_html(mark: Mark) -> str:
    finding = mark.finding
    return (
        f'<div><a class="jx-chip jx-{finding.severity}" href="#jx-f{mark.number}" target="_self">{mark.number}</a> '
        f"{escape(place(finding))}：{escape(finding.message)}（扣 {form().lost[finding.severity]} 分）</div>"
    )


def pairs_html(pairs: Sequence[Pair]) -> str:
    """Part one beside part two, a line for every difference."""
    lines = ["<tr><th>第一部分 整体绩效目标</th><th>第二部分 项目绩效目标表</th><th>差异</th></tr>"]
    for pair in pairs:
        finding = pair.finding
        lines.append(
            f"<tr><td>{_quote(pair.one, finding)}</td><td>{_quote(pair.two, finding)}</td>"
            f'<td class="jx-{finding.severity}"><b>{escape(rule_title(finding.code))}</b><br>{escape(finding.message)}</td></tr>'
        )
    return f'<div class="jx-sheet jx-pairs"><table>{"".join(lines)}</table></div>'


def _quote(text: str, finding: Finding) -> str:
    if not text:
        return '<span class="jx-meta">没有对应的内容</span>'
    before, found, after = text.partition(finding.evidence)
    marked = f"<mark>{escape(found)}</mark>" if found else ""
    return f"{escape(before)}{marked}{escape(after)}".replace("\n", "<br>")


def overview_html(findings: Sequence[Finding]) -> str:
    """Findings by rule, the heaviest and most frequent first."""
    rows = "".join(
        f"<tr><td>{escape(one.code)}</td><td>{escape(rule_title(one.code))}</td><td>{SEVERITY_WORDS[one.severity]}</td>"
        f"<td>{one.findings}</td><td>{one.projects}</td></tr>"
        for one in tally(findings)
    )
    head = "<tr><th>编号</th><th>规则</th><th>级别</th><th>问题数</th><th>涉及项目</th></tr>"
    return f'<div class="jx-sheet"><table class="jx-rows">{head}{rows}</table></div>'


def grades_html(entries: Sequence[Entry], report: Report) -> str:
    """The projects with their grades, worst first."""
    forms = {(a.document, a.project_no, a.project): a for a in report.assessment}
    rows = []
    for entry in entries:
        project = entry.project
        filled = forms.get((entry.document.source, project.no, project.name)) if project else None
        told = (filled.score, filled.grade, filled.verdict) if filled else ("", "", "")
        cells = "".join(f"<td>{escape(str(value))}</td>" for value in (*entry.counts, *told))
        rows.append(f"<tr><td>{escape(entry.name)}</td><td>{escape(entry.document.source)}</td>{cells}</tr>")
    words = ("项目（问题多的在前）", "文件", "错误", "警告", "提示", "得分", "等级", "审核结论")
    head = "".join(f"<th>{word}</th>" for word in words)
    return f'<div class="jx-sheet"><table class="jx-rows"><tr>{head}</tr>{"".join(rows)}</table></div>'


def checks_html(report: Report, documents: Sequence[Document]) -> str:
    """What could not be checked, what had nothing to check, and where the reading was in doubt."""
    checks = report.checks
    notices = [
        f"{document.source}{f' 第 {n.where.page} 页' if n.where.page else ''}"
        f"{f' 第 {n.where.line} 行' if n.where.line else ''}：{n.text}"
        for document in documents
        for n in document.notices
    ]
    return (
        _list("未能执行（缺少输入，需人工核对）", map(_not_run, checks.could_not_run))
        + _list("读取时没有把握的地方", notices[:_NOTICES])
        + _list("不适用（表中没有这些规则所检查的内容）", map(_not_run, checks.not_applicable))
        + _list("提醒", report.notices)
    )


def _not_run(one: NotRun) -> str:
    return f"{one.code} {rule_title(one.code)}：{one.reason}"


def _list(heading: str, texts: Iterable[str]) -> str:
    lines = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f'<b>{heading}</b><ul class="jx-plain">{lines}</ul>' if lines else ""
