"""Lays a document out as the text layer of a PDF: cells broken at column widths, rows cut by page breaks, headers repeated.

The counterpart of :mod:`corpus.readers.text`, written from how such texts look and not from how they are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.chars import width
from corpus.records import Document, Indicator, Project

HEADER = ["一级指标 二级指标 三级指标 绩效指标描述 指标值", "指标值确定", "", "依据"]
_NAMES = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
_NO_LINE_START = "，。、；：！？）》】”’%"


@dataclass(frozen=True)
class Setting:
    """How a page is set; widths in columns, a Chinese character taking two."""

    level2: int = 10
    level3: int = 10
    description: int = 22
    value: int = 10
    basis: int = 10
    page: int = 46
    """Lines on a page."""
    header_repeated: bool = True


def wrapped(text: str, columns: int) -> list[str]:
    """``text`` broken into lines; numbers and Latin words stay whole, closing marks do not begin a line."""
    lines = [""]
    for piece in _pieces(text):
        if width(lines[-1] + piece) > columns and lines[-1]:
            lines.append("")
        lines[-1] += piece
    return lines


def flatten(document: Document, setting: Setting = Setting()) -> str:
    """The text of ``document``: part two only, one table after another."""
    lines: list[str] = ["第二部分", "", "预算项目绩效目标"]
    for project in document.projects:
        lines += [" " + f"{project.no}.{project.name}绩效目标表", *_table(document, project, setting)]
    return "\n".join(lines) + "\n"


def stacked(document: Document) -> str:
    """The text of ``document`` as a word processor saves it: a line for each cell, empty where it is or where a merged
    label covers it."""
    assert document.department is not None
    lines: list[str] = []
    for project in document.projects:
        money = (project.budget.total, project.budget.fiscal, project.budget.other)
        total, fiscal, other = ("" if amount is None else f"{amount}" for amount in money)
        lines += [f"{project.no}.{project.name}绩效目标表", f"{document.department.name}    单位：万元"]
        lines += ["项目编码", project.code or "", "项目名称", project.name or "", "预算规模及资金用途", "预算数", total]
        lines += [f"其中：财政资金 {fiscal}", "其他资金", other, "", project.purpose or "", "资金支出计划（%）"]
        lines += [f"{step.month}月底" for step in project.spending_plan]
        lines += ["", *(f"{step.percent}%" for step in project.spending_plan), "绩效目标"]
        lines += [*(f"{number}.{goal}" for number, goal in enumerate(project.goals, 1)), *_NAMES]
        above: tuple[str | None, str | None] = (None, None)
        for row in project.indicators:
            shown = ["" if row.level1 == above[0] else row.level1 or ""]
            shown += ["" if (row.level1, row.level2) == above else row.level2 or ""]
            lines += [*shown, *map(row.printed, ("level3", "description", "value", "basis"))]
            above = (row.level1, row.level2)
        lines.append("")
    return "\n".join(lines) + "\n"


def _pieces(text: str) -> Iterator[str]:
    run = ""
    for char in text:
        unbroken = char.isascii() and (char.isalnum() or char in ".%-")
        if unbroken or (char in _NO_LINE_START and run):
            run += char
        else:
            if run:
                yield run
            run = char
    yield run


def _table(document: Document, project: Project, setting: Setting) -> Iterator[str]:
    assert document.department is not None
    yield f"{document.department.code} {document.department.name} 单位：万元"
    yield ""
    yield "项目编码"
    code = project.code or ""
    yield from (code[:19], "", code[19:])
    yield "项目名称"
    yield from _spread(wrapped(project.name or "", 36))
    yield from ("预算规模及", "", "资金用途", "")
    yield f"预算数 {project.budget.total}"
    yield from ("其中：财政", "", "资金")
    yield f"{project.budget.fiscal} 其他资金 {'' if project.budget.other is None else project.budget.other}".strip()
    yield ""
    yield from _spread(wrapped(project.purpose or "", 76))
    yield from ("资金支出计", "", "划（%）", "", "3 月底 6 月底 10 月底 12 月底", "")
    yield " ".join(f"{step.percent}%" for step in project.spending_plan)
    yield from ("", "绩效目标", "")
    for number, goal in enumerate(project.goals, 1):
        yield from _spread(wrapped(f"{number}.{goal}", 76))
    yield from HEADER
    yield from _rows(project.indicators, setting)


def _rows(rows: Sequence[Indicator], setting: Setting) -> Iterator[str]:
    """The rows, each cut at the page's end where it does not fit: what is left of every cell follows on the next page."""
    room = setting.page
    group = ""
    for row in rows:
        cells = [
            wrapped(row.level2 or "", setting.level2),
            wrapped(row.level3, setting.level3),
            wrapped(row.description or "", setting.description),
            wrapped(row.value.text, setting.value),
            wrapped(row.basis.text if row.basis else "", setting.basis),
        ]
        if row.level1 != group:
            group = row.level1 or ""
            yield from (group, "")
        height = max(map(len, cells))
        if height > room:
            yield from _cells([cell[:room] for cell in cells])
            yield from (" " + HEADER[0], *HEADER[1:]) if setting.header_repeated else (" ",)
            yield ""
            cells = [cell[room:] for cell in cells]
            height -= room
            room = setting.page
        yield from _cells(cells)
        room -= height
        if room <= 2:
            yield from (" " + HEADER[0], *HEADER[1:], "")
            room = setting.page


def _cells(cells: Sequence[Sequence[str]]) -> Iterator[str]:
    for cell in cells:
        yield from _spread(cell)


def _spread(lines: Sequence[str]) -> Iterator[str]:
    """Lines of one cell, a blank line between them, as text layers have it."""
    for k, line in enumerate(lines):
        if k:
            yield ""
        yield line
