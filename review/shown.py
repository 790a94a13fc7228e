"""A table as a model is shown it: short enough, fenced as data, without what speaks to the reviewer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.chars import squeeze
from prompts.loader import fence
from review.facts.planted import kept_from_model, speaks_to_reviewer
from review.rule import Row, Table

_WIDTHS = (160, 80, 40, 24, 12)
"""Characters of a cell that are shown: the widest at which the table stays within :data:`_MOST`."""
_MOST = 2600
"""Characters of a table, about 1,750 tokens; with rules and questions a prompt stays below 3,000."""
_LEFT_OUT = "（略）"


@dataclass(frozen=True)
class Sheet:
    """One table ready to be sent."""

    text: str
    planted: tuple[str, ...]
    """Places whose words speak to the reviewer."""
    whole: bool
    """Whether nothing is kept from the model; otherwise what it says of the table weighs less."""


def sheet(table: Table) -> Sheet:
    """``table`` as lines, every cell cut to one width. The text starts alike for all questions about the table."""
    planted = tuple(place for place, text in _cells(table) if speaks_to_reviewer(text))
    whole = not any(kept_from_model(text) for _, text in _cells(table))
    for width in _WIDTHS:
        text = "\n".join(_lines(table, width))
        if len(text) <= _MOST:
            break
    return Sheet(fence(text[:_MOST]), planted, whole)


def cell_text(table: Table, row: Row | None, field: str) -> tuple[str, ...]:
    """The printed texts of one field: a row's cell, or the goals one by one, or a field of the table."""
    project = table.project
    if row is None:
        return project.goals if field == "goals" else (str(getattr(project, field) or ""),)
    return (row.indicator.printed(field),)


def _cells(table: Table) -> Iterator[tuple[str, str]]:
    project, department = table.project, table.document.department
    head = (
        ("文件名", table.document.source),
        ("部门", department.name if department else None),
        ("表名", project.title),
        ("项目名称", project.name),
        ("资金用途", project.purpose),
    )
    yield from ((place, text) for place, text in head if text)
    yield from ((f"目标{number}", goal) for number, goal in enumerate(project.goals, 1))
    for row in table.rows:
        for field in ("level1", "level2", "level3", "description", "value", "basis"):
            yield f"第{row.number}行", cell_text(table, row, field)[0]


def _lines(table: Table, width: int) -> Iterator[str]:
    project, department = table.project, table.document.department
    head = (
        ("部门", department.name if department else None),
        ("年度", str(table.document.year or "")),
        ("项目名称", project.name or project.title),
        ("预算（万元）", str(project.budget.total or "")),
        ("资金用途", project.purpose),
        *((f"目标{number}", goal) for number, goal in enumerate(project.goals, 1)),
    )
    yield from (f"{label}：{_shown(text, width * 2)}" for label, text in head if text)
    yield "行｜二级指标｜三级指标｜描述｜指标值｜依据"
    for row in table.rows:
        cells = (cell_text(table, row, field)[0] for field in ("level2", "level3", "description", "value", "basis"))
        yield f"{row.number}｜" + "｜".join(_shown(text, width) for text in cells)


def _shown(text: str, width: int) -> str:
    if kept_from_model(text):
        return _LEFT_OUT
    flat = squeeze(text)
    return flat if len(flat) <= width else flat[: width - 1] + "…"
