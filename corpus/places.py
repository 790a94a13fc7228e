"""Where a field of a record stands in the grids of the file it was read from: for notes at the very cell.

The records keep table and row (:class:`corpus.records.Where`); the column is that of the header above the row, the cell
of a head field the one that its label heads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus import headers, layouts
from corpus.chars import squeeze
from corpus.grid import Cell, Grid
from corpus.records import Document, Where

_LABELS: Mapping[str, tuple[str | None, tuple[str, ...]]] = {
    "name": (None, ("name",)),
    "code": (None, ("code",)),
    "budget": ("budget", ("total", "fiscal", "other")),
    "purpose": ("budget", ("purpose",)),
    "spending_plan": ("plan", ()),
    "goals": ("goals", ()),
}
"""Field of a project → the section and the head fields whose labels stand before it."""
_OF_ROWS = frozenset({"indicators", *layouts.READ_COLUMNS})
"""Fields of a table-wide finding that speak of the indicators."""
_Row = tuple[int, int]
"""(table from 1, row from 1): how the records count."""


@dataclass(frozen=True)
class Place:
    """A cell of one of the file's tables."""

    table: int
    cell: Cell


class Places:
    """Looks cells up in ``grids``, the tables (or sheets) of the file that ``document`` was read from."""

    def __init__(self, document: Document, grids: Sequence[Grid]) -> None:
        self._projects = document.projects
        self._grids = {grid.where.table: grid for grid in grids}

    def cell(self, project: int, row: int | None, field: str | None, words: str = "") -> Place | None:
        """The cell of a field in the ``project``-th table (from 0), ``row`` being the indicator's ordinal from 1.

        ``words`` tell which of several cells of a field is meant. A field without a cell of its own stands at the
        name of the indicator, at the head of the indicators, or where the table begins; None where even that is unknown.
        """
        indicators = self._projects[project].indicators
        if row is not None and row <= len(indicators):
            return self._of_row(indicators[row - 1].where, field, words)
        if field in _OF_ROWS and indicators:
            found = self._among([indicator.where for indicator in indicators], field, squeeze(words))
            if found is not None:
                return found
        region = list(self._region(project))
        return self._of_head(region, field or "", squeeze(words)) or self._first(region)

    def holding(self, words: str) -> Place | None:
        """The first cell of the file that holds ``words``, white space aside."""
        wanted = squeeze(words)
        for table, grid in sorted((t, g) for t, g in self._grids.items() if t is not None):
            for cell in sorted(grid.cells, key=lambda c: (c.row, c.col)):
                if wanted and wanted in squeeze(cell.text):
                    return Place(table, cell)
        return None

    def _of_row(self, where: Where, field: str | None, words: str) -> Place | None:
        grid = self._grids.get(where.table)
        if grid is None or where.table is None or where.row is None:
            return None
        row = where.row - 1
        columns = _header(grid, row)[1]
        col = columns.get(field or "", columns.get("level3", columns.get("level2")))
        place = None if col is None else _at(grid, where.table, row, col)
        if place is not None:
            return place
        wanted = squeeze(words)
        cells = [cell for cell in grid.row(row) if cell.row == row] or grid.row(row)
        found = next((cell for cell in cells if wanted and wanted in squeeze(cell.text)), cells[-1] if cells else None)
        return None if found is None else Place(where.table, found)

    def _among(self, rows: Sequence[Where], field: str, words: str) -> Place | None:
        """The cell among these rows that holds ``words``, in the column of ``field`` if it is one; else its heading."""
        heading: Place | None = None
        for where in rows:
            grid = self._grids.get(where.table)
            if grid is None or where.table is None or where.row is None:
                continue
            above, columns = _header(grid, where.row - 1)
            col = columns.get(field)
            heading = heading or _at(grid, where.table, above, columns.get("level3", 0) if col is None else col)
            cells = grid.row(where.row - 1) if col is None else filter(None, [grid.at(where.row - 1, col)])
            for cell in cells:
                if words and words in squeeze(cell.text):
                    return Place(where.table, cell)
        return heading

    def _region(self, project: int) -> Iterator[_Row]:
        """The rows between the end of the table before and the first indicator (or the next table) of this one."""
        start = self._start(project)
        if start is None:
            return
        indicators = self._projects[project].indicators
        end = _row(indicators[0].where) if indicators else None
        if end is None and project + 1 < len(self._projects):
            end = self._start(project + 1)
        for table in sorted(t for t in self._grids if t is not None and t >= start[0]):
            for row in range(1, self._grids[table].height + 1):
                if end is not None and (table, row) >= end:
                    return
                if (table, row) >= start:
                    yield table, row

    def _start(self, project: int) -> _Row | None:
        where = self._projects[project].where
        if where.table is None:
            return None
        start = (where.table, where.row or 1)
        before = self._projects[project - 1].indicators if project else ()
        last = _row(before[-1].where) if before else None
        return start if last is None else max(start, (last[0], last[1] + 1))

    def _of_head(self, region: Sequence[_Row], field: str, words: str) -> Place | None:
        if field not in _LABELS:
            return None
        label: Place | None = None
        inside = False
        for table, row in region:
            cells = [cell for cell in self._grids[table].row(row - 1) if cell.text.strip()]
            if cells and cells[0].row == row - 1 and _is_label(cells[0].text):
                inside = _heads(cells[0].text, field)
            for cell, after in pairwise([*cells, None]):
                assert cell is not None
                if _heads(cell.text, field):
                    label = label or Place(table, cell)
                    if after is not None and field in {"name", "code"}:
                        return Place(table, after)
                elif (inside or label) and words and words in squeeze(cell.text) and not _is_label(cell.text):
                    return Place(table, cell)
        return label

    def _first(self, region: Sequence[_Row]) -> Place | None:
        for table, row in region:
            for cell in self._grids[table].row(row - 1):
                if cell.text.strip():
                    return Place(table, cell)
        return None


def _row(where: Where) -> _Row | None:
    return None if where.table is None or where.row is None else (where.table, where.row)


def _header(grid: Grid, row: int) -> tuple[int, dict[str, int]]:
    """The nearest header row above ``row`` with its field → column; nothing where there is none."""
    for above in range(row, -1, -1):
        header = headers.find(grid, above)
        if header is not None:
            return above + header.height - 1, header.columns
    return row, {}


def _at(grid: Grid, table: int, row: int, col: int) -> Place | None:
    cell = grid.at(row, col)
    return None if cell is None else Place(table, cell)


def _is_label(text: str) -> bool:
    return layouts.section(text) is not None or layouts.head_field(text) is not None


def _heads(text: str, field: str) -> bool:
    """Whether ``text`` is a label of ``field``."""
    section, names = _LABELS[field]
    return (section is not None and layouts.section(text) == section) or layouts.head_field(text) in names
