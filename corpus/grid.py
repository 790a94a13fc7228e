"""One grid of cells for every format, and the pure functions on it: addressing, filling down, joining over pages.

Readers turn a file into blocks (:class:`Line` and :class:`Grid`, in the order of the document);
:mod:`corpus.extract` turns blocks into records. Rows and columns count from 0 here; ``Where.row`` counts from 1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from corpus.records import Where

MAX_COLUMNS = 1000
"""Columns of a table; a span beyond is cut, as no table that people read has more."""
MAX_FIELDS = 5_000_000
"""Rows × columns that the cells of one grid may cover; more is no table but a trap or a sheet with a stray cell."""


class GridTooLargeError(ValueError):
    """The cells of a grid cover more than ``MAX_FIELDS``; the reader's caller turns it into a ReadError."""


@dataclass(frozen=True)
class Line:
    """Running text outside tables: one paragraph as printed."""

    text: str
    where: Where = Where()


_NOWHERE = Where()


class Cell(NamedTuple):
    """One cell with its place; ``rows`` and ``cols`` say how many grid fields it covers."""

    text: str
    row: int
    col: int
    rows: int = 1
    cols: int = 1
    where: Where = _NOWHERE

    @property
    def bottom(self) -> int:
        """The first row below this cell."""
        return self.row + self.rows

    @property
    def right(self) -> int:
        """The first column right of this cell."""
        return self.col + self.cols


@dataclass(frozen=True)
class Grid:
    """The cells of one table. No two cells cover the same field; a field may be covered by none."""

    cells: tuple[Cell, ...]
    where: Where = Where()
    _rows: dict[int, tuple[Cell, ...]] = field(default_factory=dict, compare=False, repr=False)
    _texts: dict[int, Sequence[str]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        if sum(rows * cols for _, _, _, rows, cols, _ in self.cells) > MAX_FIELDS:
            raise GridTooLargeError

    @cached_property
    def _map(self) -> dict[tuple[int, int], Cell]:
        """Field → the cell that covers it."""
        found: dict[tuple[int, int], Cell] = {}
        put = found.setdefault
        for cell in self.cells:
            _, row, col, rows, cols, _ = cell
            if rows == 1 and cols == 1:
                put((row, col), cell)
                continue
            for below in range(row, row + rows):
                for right in range(col, col + cols):
                    put((below, right), cell)
        return found

    @cached_property
    def height(self) -> int:
        """Number of rows."""
        return max([row + rows for _, row, _, rows, _, _ in self.cells], default=0)

    @cached_property
    def width(self) -> int:
        """Number of columns."""
        return max([col + cols for _, _, col, _, cols, _ in self.cells], default=0)

    def at(self, row: int, col: int) -> Cell | None:
        """The cell that covers this field, wherever it begins; None where there is none."""
        return self._map.get((row, col))

    def row(self, row: int) -> tuple[Cell, ...]:
        """The distinct cells that cover ``row``, from left to right (those that began further up too)."""
        known = self._rows.get(row)
        if known is None:
            found: list[Cell] = []
            for col in range(self.width):
                cell = self._map.get((row, col))
                if cell is not None and (not found or found[-1] is not cell):
                    found.append(cell)
            known = self._rows[row] = tuple(found)
        return known

    def texts(self, row: int) -> Sequence[str]:
        """The texts of the cells that cover ``row``, from left to right."""
        known = self._texts.get(row)
        if known is None:
            known = self._texts[row] = [cell.text for cell in self.row(row)]
        return known

    def own_texts(self, row: int) -> list[str]:
        """What is printed in the cells that begin in ``row``."""
        return [text for cell in self.row(row) if cell.text and cell.row == row and (text := cell.text.strip())]

    def different(self) -> Collection[str]:
        """The texts of its cells, each once (or what more than holds them, where that is cheaper)."""
        return {cell.text for cell in self.cells}

    def is_blank(self) -> bool:
        """Whether no cell holds a text."""
        return not any(cell.text.strip() for cell in self.cells)

    def opening(self) -> str:
        """What is printed in the first row that holds a text."""
        return next((" ".join(texts) for row in range(self.height) if (texts := self.own_texts(row))), "")

    def has_lone_text(self) -> bool:
        """Whether in any row one cell alone begins that holds a text."""
        return any(len(self.own_texts(row)) == 1 for row in range(self.height))

    def row_where(self, row: int) -> Where:
        """Where this row stands: of a cell that begins in it, else of the table."""
        for cell in self.row(row):
            if cell.row == row and cell.where is not _NOWHERE and any(vars(cell.where).values()):
                return cell.where
        return in_row(self.where, row)

    def has_vertical_spans(self) -> bool:
        """Whether any cell covers more than one row."""
        return any(cell.rows > 1 for cell in self.cells)


class PlainGrid(Grid):
    """The values of a sheet without spans. They become texts, and texts cells, when asked for: other matters need neither."""

    def __init__(
        self,
        values: Sequence[Sequence[object]],
        where: Where,
        show: Callable[[int], Sequence[Sequence[str]]],
        wording: Collection[str] = (),
    ) -> None:
        """``show`` gives the texts of so many rows: of ``values`` that are none, in figures and the words of ``wording``."""
        self.__dict__.update(where=where, _values=values, _show=show, _wording=wording, _rows={})
        if self.height * self.width > MAX_FIELDS:
            raise GridTooLargeError

    if TYPE_CHECKING:
        _values: Sequence[Sequence[object]]
        _show: Callable[[int], Sequence[Sequence[str]]]
        _wording: Collection[str]

    @cached_property
    def _printed(self) -> Sequence[Sequence[str]]:
        return self._show(self.height)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """All cells, row by row."""
        return tuple(cell for row in range(self.height) for cell in self.row(row))

    @cached_property
    def height(self) -> int:
        """Number of rows."""
        return len(self._values)

    @cached_property
    def width(self) -> int:
        """Number of columns."""
        return max(map(len, self._values), default=0)

    def at(self, row: int, col: int) -> Cell | None:
        """As :meth:`Grid.at`."""
        cells = self.row(row)
        return cells[col] if 0 <= col < len(cells) else None

    def row(self, row: int) -> tuple[Cell, ...]:
        """As :meth:`Grid.row`."""
        known = self._rows.get(row)
        if known is None:
            place = in_row(self.where, row)
            known = self._rows[row] = tuple(
                Cell(text, row, col, 1, 1, place) for col, text in enumerate(self.texts(row))
            )
        return known

    def texts(self, row: int) -> Sequence[str]:
        """As :meth:`Grid.texts`."""
        return self._printed[row] if 0 <= row < self.height else ()

    def own_texts(self, row: int) -> list[str]:
        """As :meth:`Grid.own_texts`."""
        return [text for text in map(str.strip, self.texts(row)) if text]

    @cached_property
    def _different(self) -> set[object]:
        return set().union(*self._values)

    def different(self) -> Collection[str]:
        """As :meth:`Grid.different`, figures left out."""
        return {*(value for value in self._different if isinstance(value, str)), *self._wording}

    def is_blank(self) -> bool:
        """As :meth:`Grid.is_blank`."""
        return not any(str(value).strip() for value in self._different)

    def opening(self) -> str:
        """As :meth:`Grid.opening`."""
        first = next((k for k, row in enumerate(self._values, 1) if any(str(value).strip() for value in row)), 0)
        return " ".join(filter(None, map(str.strip, self._show(first)[-1]))) if first else ""

    def has_lone_text(self) -> bool:
        """As :meth:`Grid.has_lone_text`."""
        blank = [value for value in self._different if isinstance(value, str) and not value.strip()]
        return any(len(row) - sum(map(row.count, blank)) == 1 for row in self._values)

    def row_where(self, row: int) -> Where:
        """As :meth:`Grid.row_where`."""
        return in_row(self.where, row)

    def has_vertical_spans(self) -> bool:
        """Never."""
        return False


Block = Line | Grid
"""What a reader hands over."""


def in_row(where: Where, row: int) -> Where:
    """The place of grid row ``row`` in the table at ``where``."""
    return Where(page=where.page, sheet=where.sheet, table=where.table, row=row + 1, line=where.line)


def from_rows(rows: Sequence[Sequence[str]], where: Where = Where()) -> Grid:
    """A grid without spans from plain rows of texts."""
    cells = [
        Cell(text, r, c, where=place)
        for r, row in enumerate(rows)
        for place in (in_row(where, r),)
        for c, text in enumerate(row)
    ]
    return Grid(tuple(cells), where)


def fill_down(grid: Grid, cols: Sequence[int], rows: Sequence[int], *, inherit: bool) -> list[list[str]]:
    """The texts of ``cols`` (outer class first) in each of ``rows``: a merged cell speaks for all its rows.

    With ``inherit`` an empty field repeats the one above it, until an outer class changes: so read tables of programs
    that cannot merge cells. Without it an empty cell is empty.
    """
    filled: list[list[str]] = []
    for row in rows:
        texts = [cell.text.strip() if (cell := grid.at(row, col)) else "" for col in cols]
        if inherit and filled:
            for k, text in enumerate(texts):
                if text:
                    break
                texts[k] = filled[-1][k]
        filled.append(texts)
    return filled


_LATIN_END = re.compile(r"[A-Za-z]$")
_LATIN_START = re.compile(r"^[A-Za-z]")


def unwrap(text: str) -> str:
    """``text`` with its line breaks taken out: they are layout, and only Latin words need a space between them."""
    lines = text.splitlines()
    if len(lines) == 1:
        return lines[0].strip()
    joined = ""
    for line in map(str.strip, lines):
        gap = " " if _LATIN_END.search(joined) and _LATIN_START.search(line) else ""
        joined += gap + line
    return joined


@dataclass(frozen=True)
class Seam:
    """What a format's reader knows about tables that go on over a page."""

    is_header: Callable[[Grid, int], bool]
    """Whether a row names the columns; a repetition of it at the top of a page is dropped."""
    completes: Callable[[str, str], bool]
    """Whether the second text is the end of the label that the first begins."""
    is_label: Callable[[str], bool]
    """Whether a text names a class, so that an empty cell below it at the top of a page belongs to it."""
    is_rest: Callable[[Sequence[tuple[str, str]]], bool]
    """Whether the lower texts of these pairs (last row of the page, first row of the next) end the upper row."""


def join(upper: Grid, lower: Grid, seam: Seam, *, has_header: bool | None = None) -> Grid:
    """The table that ``upper`` begins and ``lower`` carries on over the page.

    Repeated header rows are dropped, a row cut in two is put together, and an empty or completing label at the top of
    ``lower`` belongs to the merged cell above it. Texts keep their line breaks, the page's too: ``unwrap`` is the caller's.
    ``has_header``: whether a header stands anywhere above, where the caller knows; ``upper`` may then be the last rows only.
    """
    skip = 0
    if has_header is None:
        has_header = any(seam.is_header(upper, row) for row in range(upper.height))
    if has_header:
        while skip < lower.height and seam.is_header(lower, skip):
            skip += 1
    rest = Grid(tuple(cell._replace(row=cell.row - skip) for cell in lower.cells if cell.row >= skip))
    pairs = _pairs(upper, rest)
    broken = bool(pairs) and seam.is_rest([(unwrap(above.text), unwrap(below.text)) for above, below in pairs])
    offset = upper.height - (1 if broken else 0)
    cells = {(cell.row, cell.col): cell for cell in upper.cells}
    merged = {
        (below.row, below.col): above
        for above, below in pairs or _labels(upper, rest)
        if broken or _same_label(unwrap(above.text), unwrap(below.text), seam)
    }
    for cell in rest.cells:
        moved = cell._replace(row=cell.row + offset)
        above = merged.get((cell.row, cell.col))
        if above is None:
            cells[moved.row, moved.col] = moved
        else:
            text = "\n".join(filter(None, (above.text, cell.text)))
            cells[above.row, above.col] = above._replace(text=text, rows=moved.bottom - above.row)
    return Grid(tuple(_renumbered(cells.values(), upper.where)), upper.where)


def _pairs(upper: Grid, lower: Grid) -> list[tuple[Cell, Cell]]:
    """The cells of the last row of ``upper`` with those of the first row of ``lower``; none where the columns differ."""
    last = upper.row(upper.height - 1) if upper.cells else []
    first = lower.row(0) if lower.cells else []
    if [(c.col, c.cols) for c in last] != [(c.col, c.cols) for c in first]:
        return []
    return list(zip(last, first, strict=True))


def _labels(upper: Grid, lower: Grid) -> list[tuple[Cell, Cell]]:
    """The leftmost cells on both sides of the page, where they are of one width: the columns beside them may differ."""
    above, below = upper.at(upper.height - 1, 0), lower.at(0, 0)
    return [(above, below)] if above and below and above.cols == below.cols and below.text.strip() else []


def _same_label(above: str, below: str, seam: Seam) -> bool:
    return seam.completes(above, below) if below else seam.is_label(above)


def _renumbered(cells: Iterable[Cell], table: Where) -> Iterable[Cell]:
    """``cells`` with their rows in ``table``; those of the pages before have them already."""
    places: dict[tuple[int | None, int], Where] = {}
    for cell in cells:
        if cell.where.row == cell.row + 1 and cell.where.table == table.table:
            yield cell
            continue
        key = (cell.where.page, cell.row)
        if key not in places:
            places[key] = cell.where.model_copy(update={"table": table.table, "row": cell.row + 1})
        yield cell._replace(where=places[key])
