"""What pages show, in printed order → paragraphs and tables joined over pages; the same for text and for scans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus import layouts
from corpus.chars import fold, lead_unit, width
from corpus.continuation import SEAM
from corpus.goals import next_number_starts
from corpus.grid import Block, Cell, Grid, Line, in_row, join, unwrap
from corpus.headpart import starts_table
from corpus.outside import Kind, classify
from corpus.readers.pdf_page import Piece
from corpus.records import Where

_EDGE = 2.0
"""Points that two rules of one column may lie apart."""
_TIGHT = 4
"""Characters of a line from which on its length may tell the size of the type."""
_WIDE = 0.35
"""Part of the table's width from which on a cell may hold several paragraphs; narrower ones hold a few words."""
_GOES_ON = frozenset({"续表", "(续表)", "续上表", "(续)", "接上表", "续前表"})


def blocks(pieces: Sequence[Piece]) -> Iterator[Block]:
    """Paragraphs and whole tables in printed order."""
    lines: list[Piece] = []
    tables = 0
    margins = _margins([piece for piece in pieces if not piece.cells])
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        if not piece.cells:
            lines.append(piece)
            index += 1
            continue
        yield from _paragraphs(lines, margins)
        lines = []
        chain, index = _chain(pieces, index)
        for grid in _grids(chain):
            tables += 1
            yield _numbered(grid, tables)
    yield from _paragraphs(lines, margins)


def _chain(pieces: Sequence[Piece], start: int) -> tuple[list[Piece], int]:
    """The table pieces from ``start`` that follow each other with only page numbers and page breaks between them."""
    chain = [pieces[start]]
    index = start + 1
    while index < len(pieces):
        ahead = index
        while ahead < len(pieces) and not pieces[ahead].cells and _is_page_number(pieces[ahead]):
            ahead += 1
        if ahead == len(pieces) or not pieces[ahead].cells:
            break
        last, piece = chain[-1], pieces[ahead]
        if piece.page != last.page + 1 or abs(piece.left - last.left) > _EDGE or abs(piece.right - last.right) > _EDGE:
            break
        chain.append(piece)
        index = ahead + 1
    return chain, index


def _is_page_number(piece: Piece) -> bool:
    """Whether the line says nothing: a page number, or that the table goes on."""
    return classify(Line(piece.text)).kind is Kind.BLANK or fold(piece.text) in _GOES_ON


def _grids(chain: Sequence[Piece]) -> Iterator[Grid]:
    """The tables of a chain of pieces, with the columns of all its pages; a piece with a head of its own begins anew."""
    columns = _edges([x for piece in chain for cell in piece.cells for x in (cell[0], cell[2])])
    em = _em(chain)
    whole: _Whole | None = None
    for piece in chain:
        grid = _grid(piece, columns)
        if piece.flowed:
            if whole is not None:
                yield _flowing(whole.grid(), columns, em)
            whole = None
            yield grid
            continue
        if whole is None:
            whole = _Whole(grid)
            continue
        grid = _without_repeated_head(whole.top(grid.height), grid)
        if _begins_anew(whole, grid):
            yield _flowing(whole.grid(), columns, em)
            whole = _Whole(grid)
        else:
            whole.add(grid)
    if whole is not None:
        yield _flowing(whole.grid(), columns, em)


class _Whole:
    """A table that grows page by page. Only its last rows are laid out anew for each: it may go on over hundreds."""

    _LAST = 4
    """Rows at the end that the next page may change, or that a header there needs beside it."""

    def __init__(self, first: Grid) -> None:
        self._where, self._height = first.where, first.height
        self._cells = {(cell.row, cell.col): cell for cell in first.cells}
        self.has_header = any(SEAM.is_header(first, row) for row in range(first.height))

    def add(self, grid: Grid) -> None:
        """Carry the table on with ``grid``."""
        last = tuple(cell for cell in self._cells.values() if cell.bottom > self._height - self._LAST)
        joined = join(Grid(last, self._where), grid, SEAM, has_header=self.has_header)
        self._cells.update({(cell.row, cell.col): cell for cell in joined.cells})
        self.has_header = self.has_header or any(
            SEAM.is_header(joined, row) for row in range(max(0, self._height - self._LAST // 2), joined.height)
        )
        self._height = joined.height

    def top(self, rows: int) -> Grid:
        """Its first rows."""
        return Grid(tuple(cell for cell in self._cells.values() if cell.row < rows), self._where)

    def grid(self) -> Grid:
        """All of it."""
        return Grid(tuple(self._cells.values()), self._where)


def _begins_anew(whole: _Whole, grid: Grid) -> bool:
    """Whether ``grid`` begins with a head of its own, and not with the rest of a head that the page before cut."""
    if not starts_table(grid, 0):
        return False
    if whole.has_header:
        return True
    upper = whole.grid()
    labels = {next(filter(None, _texts(upper, row)), "") for row in range(upper.height)}
    return _texts(grid, 0)[0] in labels


def _without_repeated_head(whole: Grid, grid: Grid) -> Grid:
    """``grid`` without the rows at its top that repeat those of ``whole``: a page may print the whole head once more.

    Where other rows of a head follow the equal ones, another table begins, and nothing is taken away. Below the first
    row the labels at the left may differ: programs cut or mix up what a merged cell says when they print it again.
    """
    same = 0
    while same < min(whole.height, grid.height):
        upper, lower = _texts(whole, same), _texts(grid, same)
        if lower != upper and not (same and any(upper[1:]) and lower[1:] == upper[1:]):
            break
        same += 1
    label = next(filter(None, _texts(grid, same)), "") if same < grid.height else ""
    if not same or starts_table(grid, same) or layouts.section(label) or layouts.head_field(label):
        return grid
    return Grid(tuple(cell._replace(row=cell.row - same) for cell in grid.cells if cell.row >= same), grid.where)


def _texts(grid: Grid, row: int) -> list[str]:
    return [fold(cell.text) for cell in grid.row(row)]


def _grid(piece: Piece, columns: Sequence[float]) -> Grid:
    # A row begins where a cell does; below a merged cell that goes on past its last row there is no other.
    rows = _edges([*(cell[1] for cell in piece.cells), max(cell[3] for cell in piece.cells)])
    where = Where(page=piece.page)
    places = [in_row(where, row) for row in range(len(rows))]
    row_at = {y: _nearest(rows, y) for y in {y for cell in piece.cells for y in (cell[1], cell[3])}}
    col_at = {x: _nearest(columns, x) for x in {x for cell in piece.cells for x in (cell[0], cell[2])}}
    cells = []
    for left, top, right, bottom, text in piece.cells:
        row, col = row_at[top], col_at[left]
        cells.append(Cell(text, row, col, max(row_at[bottom] - row, 1), max(col_at[right] - col, 1), places[row]))
    return Grid(tuple(_without_gaps(cells)), where)


def _without_gaps(cells: Sequence[Cell]) -> Iterator[Cell]:
    """``cells``, those at the left carried on over rows that have none there: programs forget rules of merged cells."""
    first = sorted((cell for cell in cells if cell.col == 0), key=lambda cell: cell.row)
    below = {id(cell): after.row for cell, after in pairwise(first)}
    for cell in cells:
        bottom = below.get(id(cell), cell.bottom)
        yield cell._replace(rows=bottom - cell.row) if bottom > cell.bottom else cell


def _flowing(grid: Grid, columns: Sequence[float], em: float) -> Grid:
    """``grid`` with the lines of its cells put together; wide cells keep their paragraphs."""

    def text(cell: Cell) -> str:
        room = columns[min(cell.right, len(columns) - 1)] - columns[cell.col]
        wide = room >= _WIDE * (columns[-1] - columns[0])
        return _with_paragraphs(cell.text, room / em) if wide else unwrap(cell.text)

    return Grid(tuple(cell._replace(text=text(cell)) for cell in grid.cells), grid.where)


def _em(chain: Sequence[Piece]) -> float:
    """Points that a Chinese character takes in full lines; not less than its true size, as a cell's margins count too.

    The tightest lines of all are left out: where cells overlap, their texts are read as one.
    """
    ratios = sorted(
        (cell[2] - cell[0]) / (width(line) / 2)
        for piece in chain
        for cell in piece.cells
        for line in cell[4].split("\n")[:-1]
        if width(line) >= 2 * _TIGHT
    )
    return ratios[len(ratios) // 10] if ratios else 1000.0


def _with_paragraphs(text: str, room: float) -> str:
    """``text`` of a cell ``room`` characters wide: lines broken for want of room put together, others left apart.

    A full line that ends a sentence is the end of a paragraph where the cell has others.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    early = [(width(a) + width(lead_unit(b))) / 2 < room - 1 for a, b in pairwise(lines)]
    kept = lines[:1]
    number = 1 + bool(lines and next_number_starts(lines[0], 1))
    for above, line, ends_early in zip(lines, lines[1:], early, strict=False):
        numbered = next_number_starts(line, number)
        number += numbered
        if numbered or ends_early or (above.endswith("。") and any(early)):
            kept.append(line)
        else:
            kept[-1] = unwrap(f"{kept[-1]}\n{line}")
    return "\n".join(kept)


def _numbered(grid: Grid, number: int) -> Grid:
    wheres = {id(cell.where): cell.where for cell in grid.cells}
    places = {key: where.model_copy(update={"table": number}) for key, where in wheres.items()}
    cells = tuple(cell._replace(where=places[id(cell.where)]) for cell in grid.cells)
    return Grid(cells, grid.where.model_copy(update={"table": number}))


def _edges(values: Sequence[float]) -> list[float]:
    """The distinct rules among ``values``, from left to right."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _EDGE:
            edges.append(value)
    return edges


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda k: abs(edges[k] - value))


def _margins(lines: Sequence[Piece]) -> tuple[float, float]:
    """Left and right side of the text block: where most lines begin, and how far the widest go."""
    if not lines:
        return 0.0, 0.0
    starts = sorted(line.left for line in lines)
    ends = sorted(line.right for line in lines)
    return starts[len(starts) // 10], ends[-1 - len(ends) // 10]


def _paragraphs(lines: Sequence[Piece], margins: tuple[float, float]) -> Iterator[Line]:
    """Lines put together: one that is full and not followed by an indented line or a gap goes on in the next."""
    left, right = margins
    texts: list[str] = []
    first: Piece | None = None
    last: Piece | None = None
    for line in lines:
        if _is_page_number(line):
            continue
        if last is not None and not _goes_on(last, line, left, right):
            yield _paragraph(texts, first)
            texts, first = [], None
        texts.append(line.text)
        first, last = first or line, line
    if texts:
        yield _paragraph(texts, first)


def _goes_on(last: Piece, line: Piece, left: float, right: float) -> bool:
    full = last.right > right - 2.5 * last.size
    indented = line.left > left + 1.2 * line.size
    gap = line.page == last.page and line.top - last.bottom > 0.9 * line.size
    return full and not indented and not gap and classify(Line(line.text)).kind is Kind.TEXT


def _paragraph(texts: Sequence[str], first: Piece | None) -> Line:
    return Line(unwrap("\n".join(texts)), Where(page=first.page if first else None))
