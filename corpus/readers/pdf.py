"""PDF with a text layer: ruled tables joined over pages, and the paragraphs between them → Document."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from corpus.extract import extract
from corpus.grid import Block
from corpus.readers.pdf_page import Piece, at_margin, upright, without_running_lines
from corpus.readers.pdf_unruled import Unruled
from corpus.readers.pieces import blocks
from corpus.records import Document, Notice, Where
from errors import ReadError

if TYPE_CHECKING:
    from pdfplumber.page import Page

_Y_TOLERANCE = 5
"""Points. Digits and Chinese often stand on different base lines; the library's 3 puts the digits on a line of their own."""
_RULE = 3
"""Points; what is shorter is the end of a rule that is drawn as a thin box, and no rule."""
_STAMP = 40
"""Characters that scanning programs print on a page that is otherwise a picture."""


def read(name: str, data: bytes) -> Document:
    """The document in the bytes of a PDF.

    Pages that are pictures are recognised where the extra ``scan`` is installed; else they become notices. Raises
    ReadError where ``data`` is damaged, protected by a password, or all pictures that nothing here can read.
    """
    pages = list(_pages(name, data))
    pictures = [number for number, pieces in enumerate(pages, 1) if pieces is None]
    if not pictures:
        found = blocks(without_running_lines(piece for pieces in pages for piece in pieces or ()))
        return extract(found, name, hashlib.sha256(data).hexdigest(), _by_place(pages))
    from corpus.readers import scan
    from corpus.readers.scan_words import HOW_TO_INSTALL

    if scan.is_installed():
        scanned, late = scan.recognised_pages(pictures, lambda number: scan.rendered(name, data, number))
        whole = [
            (scanned[number].pieces if number in scanned else []) if pieces is None else pieces
            for number, pieces in enumerate(pages, 1)
        ]
        return scan.assemble(name, data, whole, scanned, [*late, *_by_place(pages)])
    if len(pictures) == len(pages):
        raise ReadError(name, f"全部页面是图片，没有文字层；{HOW_TO_INSTALL}")
    text = "第 {} 页是图片，没有文字层，未读入；" + HOW_TO_INSTALL
    notices = [Notice(code="page-is-picture", text=text.format(n), where=Where(page=n)) for n in pictures]
    return scan.assemble(name, data, [pieces or [] for pieces in pages], {}, [*notices, *_by_place(pages)])


def _by_place(pages: Sequence[list[Piece] | None]) -> list[Notice]:
    """One notice for all pages whose tables have no rules between their columns."""
    numbers = sorted({piece.page for pieces in pages for piece in pieces or () if piece.by_place})
    if not numbers:
        return []
    text = f"第 {'、'.join(map(str, numbers))} 页的表没有竖线，按文字的位置分栏分行，请对照原件。"
    return [Notice(code="columns-by-place", text=text, where=Where(page=numbers[0]))]


def printed(name: str, data: bytes) -> list[Block]:
    """Paragraphs and tables of the pages that have a text layer, whatever they are about. Raises ReadError as :func:`read`,
    and where no page has one."""
    pages = list(_pages(name, data))
    if not any(pages):
        raise ReadError(name, "没有文字层（可能是扫描件）；请提供 Word 文件或可以复制文字的 PDF。")
    return list(blocks(without_running_lines(piece for pieces in pages for piece in pieces or ())))


def _pages(name: str, data: bytes) -> Iterator[list[Piece] | None]:
    """The pieces of each page from top to bottom; None for a page that shows pictures and no text."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    if not data:
        raise ReadError(name, "文件是空的；请检查后重新上传。")
    unruled = Unruled()
    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            for page in pdf.pages:
                yield None if _is_picture(page) else _pieces(_without_background(upright(page)), unruled)
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


def _is_picture(page: Page) -> bool:
    """Whether ``page`` shows a picture and no text, or a picture of the whole page with a stamp on it."""
    if not page.images or not page.chars:
        return bool(page.images)
    covered = max((image["width"] * image["height"] for image in page.images), default=0)
    return len(page.chars) <= _STAMP and covered >= 0.7 * page.width * page.height


def _without_background(page: Page) -> Page:
    """``page`` without what is painted white on white: browsers put such a box below everything, and its sides are no rules."""
    if not any(map(_is_white, page.rects)):
        return page
    return page.filter(lambda thing: not (thing["object_type"] == "rect" and _is_white(thing)))


def _is_white(rect: dict[str, Any]) -> bool:
    color = rect.get("non_stroking_color")
    parts = color if isinstance(color, tuple | list) else (color,)
    white = (0, 0, 0, 0) if len(parts) == 4 else (1,) * len(parts)  # CMYK counts ink, grey and RGB count light
    return bool(rect.get("fill")) and not rect.get("stroke") and tuple(parts) == white


def _open_ends(page: Page) -> list[float]:
    """Heights at which a table is cut by the page's end without a rule: browsers and some office programs draw only the sides
    of a cell that goes on."""
    lying = [edge for edge in page.edges if edge["orientation"] == "h" and edge["width"] >= _RULE]
    standing = [edge for edge in page.edges if edge["orientation"] == "v" and edge["height"] >= _RULE]
    if not lying or not standing:
        return []
    first, last = min(edge["top"] for edge in lying), max(edge["top"] for edge in lying)
    found = []
    for side in ("top", "bottom"):
        ends = [
            round(edge[side], 1)
            for edge in standing
            if (edge[side] <= first + _RULE if side == "top" else edge[side] >= last - _RULE)
            and not any(_touches(rule, edge["x0"], edge[side]) for rule in lying)
        ]
        found += [most for most, _ in Counter(ends).most_common(1)]  # not what is drawn beyond the page and cut off
    return found


def _touches(rule: dict[str, Any], x: float, y: float) -> bool:
    return bool(abs(rule["top"] - y) <= _RULE and rule["x0"] - _RULE <= x <= rule["x1"] + _RULE)


def _pieces(page: Page, unruled: Unruled) -> list[Piece]:
    ends = _open_ends(page)
    tables = page.find_tables({"explicit_horizontal_lines": ends} if ends else None)
    pieces = [_table(page.page_number, table, ends) for table in tables]
    boxes = [table.bbox for table in tables]

    def outside(thing: dict[str, Any]) -> bool:
        x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
        return not any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in boxes)

    rest = page.filter(lambda thing: thing["object_type"] == "char" and outside(thing)) if boxes else page
    if (others := unruled.pieces(page, rest)) is not None:
        return sorted([*pieces, *others], key=lambda piece: (piece.top, piece.left))
    for line in rest.extract_text_lines(y_tolerance=_Y_TOLERANCE, return_chars=True):
        size = max(char["size"] for char in line["chars"])
        piece = Piece(page.page_number, line["top"], line["bottom"], line["x0"], line["x1"], line["text"].strip(), size)
        piece.at_margin = at_margin(piece.top, piece.bottom, page.height)
        pieces.append(piece)
    return sorted(pieces, key=lambda piece: (piece.top, piece.left))


def _table(page: int, table: Any, ends: Sequence[float]) -> Piece:
    """The table with its cells; one that goes on beyond all others to an open end of the page ends with the last row."""
    left, top, right, bottom = table.bbox
    piece = Piece(page, top, bottom, left, right)
    closed = [box[3] for box in table.cells if not any(abs(box[3] - end) <= _RULE for end in ends)]
    last = max(closed, default=bottom)
    if any(box[1] >= last - _RULE for box in table.cells):
        last = bottom  # a whole row goes on
    for row, texts in zip(table.rows, table.extract(y_tolerance=_Y_TOLERANCE), strict=True):
        for box, text in zip(row.cells, texts, strict=True):
            if box is not None:
                x0, above, x1, below = box
                piece.cells.append((x0, above, x1, min(below, last) if above < last else below, text or ""))
    return piece
