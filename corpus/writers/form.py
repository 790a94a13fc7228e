"""The official Hebei form (部门预算绩效文本) as lines and grids, before any file format.

Word and Excel print the same form; :mod:`corpus.extract` reads it back. Money is in 万元, as its line of units says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from corpus.grid import Cell, Grid
from corpus.layouts import MONTHS
from corpus.records import Department, Document, Indicator, PartOne, Project, SpendingStep
from errors import WriteError

WIDTH = 7
"""Grid columns of every table: the label and the six fields of the budget row."""
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_Field = tuple[str, int]
"""(text, columns covered)"""


@dataclass(frozen=True)
class FormTable:
    """One project: the lines above its table, the head, and the indicator part whose first row is its header."""

    title: str
    unit: str
    head: Grid
    indicators: Grid


@dataclass(frozen=True)
class Form:
    """A whole document. ``headings`` of ``front`` are its lines that head a part or section."""

    cover: str
    front: tuple[str, ...]
    tables: tuple[FormTable, ...]


HEADINGS = (
    "第一部分 部门整体绩效目标",
    "一、总体绩效目标",
    "二、分项绩效目标",
    "三、工作保障措施",
    "第二部分 预算项目绩效目标",
)


def lay_out(document: Document) -> Form:
    """The form of ``document``. Raises WriteError where a spending plan has more steps than the form has columns."""
    year = "" if document.year is None else f"{document.year}年"
    front = _part_one(document.part_one) if document.part_one else ()
    return Form(
        cover=f"{year}部门预算绩效文本",
        front=tuple(clean(line) for line in front),
        tables=tuple(_table(project, document.department) for project in document.projects),
    )


def clean(text: str) -> str:
    """``text`` without the control characters that Word and Excel files cannot hold."""
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _part_one(part: PartOne) -> Iterator[str]:
    first, overall, items, measures, _ = HEADINGS
    yield first
    yield from part.paragraphs
    if part.overall_goal:
        yield overall
        yield part.overall_goal
    if part.items:
        yield items
        for item in part.items:
            yield f"{item.no}、{item.name}"
            if item.duties:
                yield item.duties
            yield from (
                f"{label}：{text}"
                for label, text in (("绩效目标", item.goal), ("绩效指标", item.indicators_text))
                if text
            )
    if part.measures:
        yield measures
        for measure in part.measures:
            yield f"{measure.no}、{measure.title}"
            if measure.text:
                yield measure.text


def _table(project: Project, department: Department | None) -> FormTable:
    number = "" if project.no is None else f"{project.no}."
    unit = " ".join(filter(None, (department.code, department.name))) if department else ""
    return FormTable(
        title=clean(f"{number}{project.title or ''}绩效目标表"),
        unit=clean(f"{unit}    单位：万元".strip()),
        head=_grid(_head(project)),
        indicators=_indicators(project.indicators),
    )


def _head(project: Project) -> list[list[_Field]]:
    """The head rows; an empty label field belongs to the label above it."""
    budget = project.budget
    months, percents = _plan(project.spending_plan)
    goals = "\n".join(f"{number}. {goal}" for number, goal in enumerate(project.goals, 1))
    amounts = (("预算数", budget.total), ("其中：财政资金", budget.fiscal), ("其他资金", budget.other))
    return [
        [("项目编码", 1), (project.code or "", 2), ("项目名称", 1), (project.name or "", 3)],
        [("预算规模及资金用途", 1), *((text, 1) for label, amount in amounts for text in (label, _plain(amount)))],
        [("", 1), (project.purpose or "", 6)],
        [("资金支出计划（%）", 1), *months],
        [("", 1), *percents],
        [("绩效目标", 1), (goals, 6)],
    ]


def _plan(steps: Sequence[SpendingStep]) -> tuple[list[_Field], list[_Field]]:
    """The row of months and the row of percentages.

    Steps that fit the four columns of the form stand in them; others get columns of their own, headed by their month or
    by nothing where it is not known.
    """
    by_month = {step.month: step for step in steps}
    fits = list(by_month) == [month for month in MONTHS if month in by_month] and len(by_month) == len(steps)
    if fits:
        labels = [f"{month}月底" for month in MONTHS]
        values = [by_month[month].percent + "%" if month in by_month else "" for month in MONTHS]
    else:
        labels = ["" if step.month is None else f"{step.month}月底" for step in steps]
        values = [step.percent + "%" for step in steps]
    if len(labels) > WIDTH - 1:
        raise WriteError(f"资金支出计划有 {len(labels)} 期，官方表式最多放 {WIDTH - 1} 期；请合并后再导出。")
    spans = [(WIDTH - 1) // len(labels) + (k >= len(labels) - (WIDTH - 1) % len(labels)) for k in range(len(labels))]
    return list(zip(labels, spans, strict=True)), list(zip(values, spans, strict=True))


def _indicators(indicators: Sequence[Indicator]) -> Grid:
    """The indicator part: its header, then a row each; equal neighbours of a class are one merged cell.

    A column that no indicator has (description, basis, weight) is left out, as null means that the form has none.
    """
    fields = ["level1", "level2", "level3"]
    fields += ["description"] if not indicators or any(i.description is not None for i in indicators) else []
    fields += ["value"]
    fields += ["basis"] if not indicators or any(i.basis is not None for i in indicators) else []
    fields += ["weight"] if any(i.weight is not None for i in indicators) else []
    spans = _SPANS[len(fields)]
    rows = [[(_HEADER[name], span) for name, span in zip(fields, spans, strict=True)]]
    for indicator in indicators:
        texts = _texts(indicator)
        rows.append([(texts[name], span) for name, span in zip(fields, spans, strict=True)])
    return _grid(rows, _class_spans(indicators))


_HEADER = {
    "level1": "一级指标", "level2": "二级指标", "level3": "三级指标", "description": "绩效指标描述",
    "value": "指标值", "basis": "指标值确定依据", "weight": "权重",
}  # fmt: skip
_SPANS = {4: (1, 1, 3, 2), 5: (1, 1, 2, 2, 1), 6: (1, 1, 1, 2, 1, 1), 7: (1,) * 7}
"""Grid columns of each indicator column, by how many there are."""


def _texts(indicator: Indicator) -> dict[str, str]:
    words = ("level1", "level2", "level3", "description", "value", "basis")
    return {name: indicator.printed(name) for name in words} | {"weight": _plain(indicator.weight)}


def _class_spans(indicators: Sequence[Indicator]) -> dict[tuple[int, int], int]:
    """(row, column) → rows that a merged class cell covers; 0 for the fields below its first."""
    spans: dict[tuple[int, int], int] = {}
    keys: list[list[object]] = [
        [i.level1 for i in indicators],
        [(i.level1, i.level2) if i.level2 else None for i in indicators],
    ]
    for col, column in enumerate(keys):
        row = 1
        for key, group in groupby(column):
            length = len(list(group))
            for k in range(length):
                spans[row + k, col] = 1 if key is None else (length if k == 0 else 0)
            row += length
    return spans


def _grid(rows: Sequence[Sequence[_Field]], spans: dict[tuple[int, int], int] | None = None) -> Grid:
    """The rows as a grid; without ``spans`` an empty first field is covered by the label above it."""
    cells: list[Cell] = []
    for r, row in enumerate(rows):
        col = 0
        for text, width in row:
            height = (spans or {}).get((r, col), 1)
            if spans is None and col == 0 and not text:
                label = max((k for k, cell in enumerate(cells) if cell.col == 0), key=lambda k: cells[k].row)
                cells[label] = Cell(cells[label].text, cells[label].row, 0, r + 1 - cells[label].row)
            elif height:
                cells.append(Cell(clean(text), r, col, height, width))
            col += width
    return Grid(tuple(cells))


def _plain(amount: Decimal | None) -> str:
    """The number with the decimals it was printed with; empty for none."""
    return "" if amount is None else f"{amount:f}"
