"""One project's table as HTML, laid out as the official form prints it, with findings marked at their cells.

Every word of a document goes through :func:`html.escape` here; nothing else here or in ui writes document tables as HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from corpus.records import Department, Indicator, PartOne, Project
from review.findings import Finding
from review.formats.words import FIELD_WORDS, SEVERITY_WORDS, place

_COLUMNS = ("level1", "level2", "level3", "description", "value", "basis", "weight")
_HEAD_FIELDS = frozenset({"name", "code", "budget", "purpose", "spending_plan", "goals"})


@dataclass(frozen=True)
class Mark:
    """A finding with the number that stands at its cell and before its card."""

    number: int
    finding: Finding


def number_findings(findings: Iterable[Finding]) -> list[Mark]:
    """The findings numbered from 1 in the order given; the numbers join cells and cards."""
    return [Mark(number, finding) for number, finding in enumerate(findings, 1)]


def project_html(project: Project, marks: Sequence[Mark] = (), department: Department | None = None) -> str:
    """The whole table of ``project`` with ``marks`` at their cells; those without a cell of their own stand at the title."""
    placed = _Placed(marks, len(project.indicators))
    unit = " ".join(filter(None, (department.code, department.name))) if department else ""
    title = project.title or project.name or "（未填项目名称）"
    title = title if "绩效目标" in title else f"{title}绩效目标表"
    return (
        '<div class="jx-sheet"><div class="jx-title">'
        f'{escape(title)}{placed.at("")}</div><div class="jx-unit"><span>{escape(unit)}</span><span>单位：万元</span></div>'
        f"{_head(project, placed)}{_indicators(project, placed)}</div>"
    )


def part_one_html(part_one: PartOne, marks: Sequence[Mark] = ()) -> str:
    """部门整体绩效目标: running text, items and measures, with all ``marks`` at the title."""
    quotes = [mark for mark in marks if mark.finding.where.field == "part_one"]
    lines = [f'<div class="jx-sheet jx-prose"><div class="jx-title">部门整体绩效目标{_chips(marks)}</div>']
    if part_one.overall_goal:
        lines.append(f"<h4>总体绩效目标</h4><p>{_words(part_one.overall_goal, quotes)}</p>")
    lines += [f"<p>{_words(text, quotes)}</p>" for text in part_one.paragraphs]
    for item in part_one.items:
        lines.append(f"<h4>{item.no}. {escape(item.name)}</h4>")
        parts = (("职责活动", item.duties), ("绩效目标", item.goal), ("绩效指标", item.indicators_text))
        lines += [f"<p><b>{label}</b>　{_words(text, quotes)}</p>" for label, text in parts if text]
    if part_one.measures:
        lines.append("<h4>工作保障措施</h4>")
        lines += [f"<p><b>{escape(m.title)}</b>　{_words(m.text, quotes)}</p>" for m in part_one.measures]
    return "".join(lines) + "</div>"


def finding_html(mark: Mark, rule_title: str) -> str:
    """One finding in full: severity, place, quote, reason, suggestion and clause."""
    finding = mark.finding
    source = "" if finding.source == "rule" else " · 模型意见"
    return (
        f'<div class="jx-card jx-{finding.severity}" id="jx-f{mark.number}"><div class="jx-card-head">'
        f"{_chip(mark)}<b>{SEVERITY_WORDS[finding.severity]}</b><span>{escape(rule_title)}</span></div>"
        f'<div class="jx-place">{escape(place(finding))}</div><blockquote>{escape(finding.evidence)}</blockquote>'
        f'<p>{escape(finding.message)}</p><p class="jx-advice">{escape(finding.suggestion)}</p>'
        f'<div class="jx-clause">{escape(finding.clause)} · {escape(finding.code)} {escape(finding.name)}{source}</div></div>'
    )


class _Placed:
    """Marks by cell: ``(row, field)`` in the indicator part, ``(0, field)`` in the head, ``(0, "")`` at the title."""

    def __init__(self, marks: Sequence[Mark], rows: int) -> None:
        self._cells: dict[tuple[int, str], list[Mark]] = {}
        for mark in marks:
            row, field = mark.finding.where.row or 0, mark.finding.where.field or ""
            if row > rows or (row and field not in _COLUMNS) or (not row and field not in _HEAD_FIELDS):
                row, field = 0, ""
            self._cells.setdefault((row, field), []).append(mark)

    def of(self, field: str, *rows: int) -> list[Mark]:
        """The marks at one cell; a merged cell stands in several rows."""
        return [mark for row in rows or (0,) for mark in self._cells.get((row, field), ())]

    def at(self, field: str, *rows: int) -> str:
        """The number chips of one cell."""
        return _chips(self.of(field, *rows))


def _head(project: Project, placed: _Placed) -> str:
    budget = project.budget
    steps = project.spending_plan
    months = "".join(f"<th>{f'{step.month}月底' if step.month else '—'}</th>" for step in steps)
    percents = "".join(f"<td>{escape(step.percent)}%</td>" for step in steps)
    plan = f"<table><tr>{months}</tr><tr>{percents}</tr></table>" if steps else "（未填）"
    sums = (("预算数", budget.total), ("其中：财政资金", budget.fiscal), ("其他资金", budget.other))
    money = "".join(f"<span>{label}　<b>{_money(amount)}</b></span>" for label, amount in sums)
    goals = "<br>".join(_words(goal, placed.of("goals")) for goal in project.goals)
    rows = (
        ("项目编码", escape(project.code or ""), "code"),
        ("项目名称", escape(project.name or ""), "name"),
        ("预算规模", f'<div class="jx-money">{money}</div>', "budget"),
        ("资金用途", _words(project.purpose or "", placed.of("purpose")), "purpose"),
        ("资金支出计划", plan, "spending_plan"),
        ("绩效目标", goals, "goals"),
    )
    body = "".join(
        f'<tr><th>{label}</th><td class="{_shade(placed.of(field))}">{text}{placed.at(field)}</td></tr>'
        for label, text, field in rows
    )
    return f'<table class="jx-head">{body}</table>'


def _indicators(project: Project, placed: _Placed) -> str:
    rows = project.indicators
    fields = ["level1", "level2", "level3"]
    if any(row.description is not None for row in rows):
        fields.append("description")
    fields.append("value")
    if any(row.basis is not None for row in rows):
        fields.append("basis")
    if any(row.weight is not None for row in rows):
        fields.append("weight")
    spans1 = _spans([row.level1 or "" for row in rows])
    spans2 = _spans([f"{row.level1}\t{row.level2 or ''}" for row in rows])
    lines = ["<tr>" + "".join(f"<th>{FIELD_WORDS[field]}</th>" for field in fields) + "</tr>"]
    for number, row in enumerate(rows, 1):
        cells = []
        for field in fields:
            span = {"level1": spans1, "level2": spans2}.get(field, {}).get(number, 1 if field[:5] != "level" else 0)
            if field == "level3":
                span = 1
            if span:
                cells.append(_cell(row, number, field, span, placed))
        lines.append(f'<tr id="jx-r{number}">' + "".join(cells) + "</tr>")
    if not rows:
        lines.append(f'<tr><td colspan="{len(fields)}">（没有绩效指标）</td></tr>')
    return f'<table class="jx-rows">{"".join(lines)}</table>'


def _cell(row: Indicator, number: int, field: str, span: int, placed: _Placed) -> str:
    covered = range(number, number + span)
    marks = placed.of(field, *covered)
    merged = f' rowspan="{span}"' if span > 1 else ""
    return f'<td class="jx-c-{field} {_shade(marks)}"{merged}>{_words(row.printed(field), marks)}{_chips(marks)}</td>'


def _spans(labels: Sequence[str]) -> dict[int, int]:
    """Where a run of equal labels begins (from 1) and how long it is; a row with an empty label stands alone."""
    starts: dict[int, int] = {}
    begin = 0
    for number, label in enumerate(labels, 1):
        if begin and label.strip() and label == labels[begin - 1]:
            starts[begin] += 1
        else:
            begin = number
            starts[begin] = 1
    return starts


def _words(text: str, marks: Sequence[Mark]) -> str:
    """``text`` escaped, with the longest quote of ``marks`` that is part of it set off."""
    quotes = sorted((m.finding.evidence for m in marks if m.finding.evidence in text), key=len, reverse=True)
    if not quotes or quotes[0] == text or not quotes[0]:
        return escape(text).replace("\n", "<br>")
    before, _, after = text.partition(quotes[0])
    pieces = [escape(before), "<mark>", escape(quotes[0]), "</mark>", escape(after)]
    return "".join(pieces).replace("\n", "<br>")


def _shade(marks: Sequence[Mark]) -> str:
    """The class that colours a cell after the heaviest of its findings."""
    return f"jx-{min((m.finding.severity for m in marks), key=lambda s: s.rank)}" if marks else ""


def _chips(marks: Sequence[Mark]) -> str:
    return "".join(_chip(mark) for mark in marks)


def _chip(mark: Mark) -> str:
    return (
        f'<a class="jx-chip jx-{mark.finding.severity}" href="#jx-f{mark.number}" target="_self" '
        f'title="{escape(mark.finding.message)}">{mark.number}</a>'
    )


def _money(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:f}"
