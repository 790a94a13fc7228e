"""PDF with a text layer: ruled tables joined over pages, and the paragraphs between them → Document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from corpus.chars import fold
from corpus.continuation import SEAM
from corpus.extract import extract
from corpus.grid import Block, Cell, Grid, Line, join, unwrap
from corpus.headpart import starts_table
from corpus.outside import Kind, classify
from corpus.readers.pdf_page import Piece, at_margin, upright, without_running_lines
from corpus.records import Document, Notice, Where
from errors import ReadError

if TYPE_CHECKING:
    from pdfplumber.page import Page

_Y_TOLERANCE = 5
"""Points. Digits and Chinese often stand on different base lines; the library's 3 puts the digits on a line of their own."""
_EDGE = 2.0
"""Points that two rules of one column may lie apart."""
_GOES_ON = frozenset({"续表", "(续表)", "续上表", "(续)", "接上表", "续前表"})
_NO_OCR = "是图片，没有文字层；本机未安装 OCR 组件，请提供文字版 PDF、Word 或 Excel。"


def read(name: str, data: bytes) -> Document:
    """The document in the bytes of a PDF.

    Raises ReadError where ``data`` is damaged, protected by a password, all pictures, or holds no 绩效目标表; single
    pages without text become notices.
    """
    notices: list[Notice] = []
    pages = list(_pages(name, data))
    for number, pieces in enumerate(pages, 1):
        if pieces is None:
            notices.append(Notice(code="page-is-picture", text=f"第 {number} 页{_NO_OCR}", where=Where(page=number)))
    if pages and all(pieces is None for pieces in pages):
        raise ReadError(name, f"全部页面{_NO_OCR}")
    blocks = _blocks(without_running_lines(piece for pieces in pages if pieces for piece in pieces))
    return extract(blocks, name, hashlib.sha256(data).hexdigest(), notices)


def _pages(name: str, data: bytes) -> Iterator[list[Piece] | None]:
    """The pieces of each page from top to bottom; None for a page that shows pictures and no text."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    if not data:
        raise ReadError(name, "文件是空的；请检查后重新上传。")
    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            for page in pdf.pages:
                yield _pieces(upright(page)) if page.chars or not page.images else None
                page.close()
    except (
        MalformedPDFException,
        PdfminerException,
        PDFException,
        PSException,
        ValueError,
        KeyError,
        TypeError,
        RecursionError,
    ) as error:
        if isinstance(error, PDFPasswordIncorrect) or any(isinstance(a, PDFPasswordIncorrect) for a in error.args):
            raise ReadError(name, "PDF 已加密；请解除密码后再试。") from error
        raise ReadError(name, "PDF 已损坏，打不开；请重新导出后再试。") from error


def _pieces(page: Page) -> list[Piece]:
    tables = page.find_tables()
    pieces = [_table(page.page_number, table) for table in tables]
    boxes = [table.bbox for table in tables]

    def outside(thing: dict[str, Any]) -> bool:
        x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
        return not any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in boxes)

    rest = page.filter(lambda thing: thing["object_type"] == "char" and outside(thing)) if boxes else page
    for line in rest.extract_text_lines(y_tolerance=_Y_TOLERANCE, return_chars=True):
        size = max(char["size"] for char in line["chars"])
        piece = Piece(page.page_number, line["top"], line["bottom"], line["x0"], line["x1"], line["text"].strip(), size)
        piece.at_margin = at_margin(piece.top, piece.bottom, page.height)
        pieces.append(piece)
    return sorted(pieces, key=lambda piece: (piece.top, piece.left))


def _table(page: int, table: Any) -> Piece:
    left, top, right, bottom = table.bbox
    piece = Piece(page, top, bottom, left, right)
    for row, texts in zip(table.rows, table.extract(y_tolerance=_Y_TOLERANCE), strict=True):
        for box, text in zip(row.cells, texts, strict=True):
            if box is not None:
                piece.cells.append((*box, unwrap(text or "")))
    return piece


def _blocks(pieces: Sequence[Piece]) -> Iterator[Block]:
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
    whole: Grid | None = None
    for piece in chain:
        grid = _grid(piece, columns)
        if whole is None:
            whole = grid
        elif starts_table(grid, 0):
            yield whole
            whole = grid
        else:
            whole = join(whole, grid, SEAM)
    if whole is not None:
        yield whole


def _grid(piece: Piece, columns: Sequence[float]) -> Grid:
    rows = _edges([y for cell in piece.cells for y in (cell[1], cell[3])])
    where = Where(page=piece.page)
    cells = []
    for left, top, right, bottom, text in piece.cells:
        row, col = _nearest(rows, top), _nearest(columns, left)
        height, width = max(_nearest(rows, bottom) - row, 1), max(_nearest(columns, right) - col, 1)
        cells.append(Cell(text, row, col, height, width, where.model_copy(update={"row": row + 1})))
    return Grid(tuple(cells), where)


def _numbered(grid: Grid, number: int) -> Grid:
    cells = tuple(
        Cell(c.text, c.row, c.col, c.rows, c.cols, c.where.model_copy(update={"table": number})) for c in grid.cells
    )
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
