"""PDF with a text layer: ruled tables joined over pages, and the paragraphs between them → Document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from corpus.extract import extract
from corpus.grid import unwrap
from corpus.readers.pdf_page import Piece, at_margin, upright, without_running_lines
from corpus.readers.pieces import blocks
from corpus.records import Document, Notice, Where
from errors import ReadError

if TYPE_CHECKING:
    from pdfplumber.page import Page

_Y_TOLERANCE = 5
"""Points. Digits and Chinese often stand on different base lines; the library's 3 puts the digits on a line of their own."""
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
    found = blocks(without_running_lines(piece for pieces in pages if pieces for piece in pieces))
    return extract(found, name, hashlib.sha256(data).hexdigest(), notices)


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
