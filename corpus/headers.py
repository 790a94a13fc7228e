"""The header of an indicator part: one row or two, for one period or for two side by side.

Some forms print a target for the whole term of the project beside that of the year. The year's is the table's; the other
is kept apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus import layouts
from corpus.chars import fold
from corpus.grid import Grid
from corpus.layouts import Period


@dataclass(frozen=True)
class Header:
    """Field → grid column, as :func:`corpus.layouts.columns` finds them, over ``height`` rows."""

    columns: dict[str, int]
    height: int = 1
    midterm: dict[str, int] = field(default_factory=dict)
    """The columns of the whole term's targets, where they stand beside those of the year."""
    of_term: bool = False
    """Whether the part holds nothing but targets of the whole term: 长期绩效指标."""

    @property
    def has_levels(self) -> bool:
        """Whether a column names the classes."""
        return bool({"level1", "level2"} & self.columns.keys())


@dataclass(frozen=True)
class _Name:
    """What stands above one column: its fields, best first, and the period that it or its group is for."""

    col: int
    fields: tuple[str, ...]
    label: str
    period: Period | None


def may_hold(words: str) -> bool:
    """Whether a header may stand among ``words``: no name of a value column is without 值."""
    return "值" in words


def find(grid: Grid, row: int) -> Header | None:
    """The header that begins in ``row``; None where there is none."""
    if not may_hold("\n".join(grid.texts(row))) and not may_hold("\n".join(grid.texts(row + 1))):
        return None  # most rows end here
    for height in (2, 1):
        if height == 2 and not _has_second_row(grid, row):
            continue
        names = _names(grid, row, height)
        header = _two_periods(names, height) or _header(names, height)
        if header is not None:
            return header
    return None


def is_part_of_header(grid: Grid, row: int) -> bool:
    """Whether ``row`` is a header or the second row of one."""
    if find(grid, row) is not None:
        return True
    above = find(grid, row - 1) if row else None
    return above is not None and above.height == 2


def _has_second_row(grid: Grid, row: int) -> bool:
    """Whether a heading of ``row`` is divided below, all that begins below is a heading and most of what stands above."""
    above = [cell for cell in grid.row(row) if cell.row == row and cell.text.strip()]
    below = [cell for cell in grid.row(row + 1) if cell.row == row + 1 and cell.text.strip()]
    groups = [cell for cell in above if cell.cols > 1 and cell.bottom == row + 1]
    divided = [cell for cell in below if any(group.col <= cell.col < group.right for group in groups)]
    known = sum(_is_heading(cell.text) for cell in above)
    return len(divided) > 1 and all(_is_heading(cell.text) for cell in below) and known > len(above) / 2


def _is_heading(text: str) -> bool:
    return bool(layouts.column_fields(text)) or layouts.period(text) is not None


def _names(grid: Grid, row: int, height: int) -> list[_Name]:
    names = []
    for cell in grid.row(row + height - 1):
        above = grid.at(row, cell.col)
        lower = fold(cell.text)
        upper = fold(above.text) if above is not None and above is not cell else ""
        fields = layouts.column_fields(lower) or layouts.column_fields(upper + lower)
        if not fields and (not lower or layouts.period(lower) is not None):
            fields = layouts.column_fields(upper)
        label = upper + lower
        names.append(_Name(cell.col, fields, label, layouts.period(lower) or layouts.period(upper)))
    return names


def _header(names: Sequence[_Name], height: int) -> Header | None:
    """One set of columns, or two of which only the values (and what else is named for a period) differ."""
    annual = layouts.choose({n.col: n.fields for n in names if n.period is not Period.TERM})
    term = layouts.choose({n.col: n.fields for n in names if n.period is not Period.YEAR})
    if annual is None:
        return Header(term, height, of_term=True) if term is not None else None
    chosen = {n.col: n.period for n in names}
    beside = term is not None and any(
        name in term and name in annual and chosen[term[name]] is Period.TERM for name in ("value", "level3", "level2")
    )
    if any(n.period is Period.TERM and "section" in n.fields for n in names):
        return Header(annual, height, of_term=True)
    return Header(annual, height, midterm=term if beside and term is not None else {})


def _two_periods(names: Sequence[_Name], height: int) -> Header | None:
    """Names and values printed twice under the same labels: the left ones are the term's, the right ones the year's."""
    cols: dict[str, list[int]] = {}
    for name in names:
        cols.setdefault(name.label, []).append(name.col)
    twice = {name.label for name in names if len(cols[name.label]) == 2}
    fields = {field for name in names if name.label in twice for field in name.fields}
    if "value" not in fields or not {"level2", "level3"} & fields:
        return None
    start = min(cols[label][1] for label in twice)
    left = {n.col: n.fields for n in names if n.col < start}
    right = {n.col: n.fields for n in names if n.col >= start or n.label not in twice}
    annual, term = layouts.choose(right), layouts.choose(left)
    return Header(annual, height, midterm=term) if annual is not None and term is not None else None
