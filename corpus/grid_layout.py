"""Rows of spanning fields, as HTML and its like give them → one grid; and whether a grid is a table of our kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus import layouts
from corpus.grid import MAX_COLUMNS, MAX_FIELDS, Cell, Grid, GridTooLargeError
from corpus.headpart import starts_table
from corpus.records import Where


@dataclass(frozen=True)
class Field:
    """A cell as written in its row, before it has a column."""

    text: str
    rows: int = 1
    cols: int = 1


def place(rows: Sequence[Sequence[Field]], where: Where) -> Grid:
    """The grid of ``rows``: each field takes the next columns that no field above still covers.

    Raises GridTooLargeError where the spans cover more than a table can have. Spans end at the last row; a field that meets a covered column on its way is cut before it.
    """
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for r, fields in enumerate(rows):
        col = 0
        for field in fields:
            while (r, col) in taken:
                col += 1
            if col >= MAX_COLUMNS:
                break
            width = 1
            while width < min(field.cols, MAX_COLUMNS - col) and (r, col + width) not in taken:
                width += 1
            height = min(field.rows, len(rows) - r)
            if len(taken) + height * width > MAX_FIELDS:
                raise GridTooLargeError
            taken.update((r + down, col + right) for down in range(height) for right in range(width))
            cells.append(Cell(field.text, r, col, height, width, where.model_copy(update={"row": r + 1})))
            col += width
    return Grid(tuple(cells), where)


def holds_table(grid: Grid) -> bool:
    """Whether any row of ``grid`` names indicator columns or begins a project's head."""
    return any(
        layouts.columns({cell.col: cell.text for cell in grid.row(row)}) is not None or starts_table(grid, row)
        for row in range(grid.height)
    )
