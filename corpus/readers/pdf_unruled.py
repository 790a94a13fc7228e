"""Pages of a PDF that print an indicator table without vertical rules: its words by where they stand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from corpus.chars import ideographs
from corpus.grid import Line
from corpus.outside import Kind, classify
from corpus.readers.pdf_page import Piece, at_margin
from corpus.unruled import head, header
from corpus.unruled.table import Page, Reader
from corpus.unruled.words import Word, beside, lines_of, typical

if TYPE_CHECKING:
    from pdfplumber.page import Page as PdfPage

_SPACE = 1.0
"""Points between two words: in a tight table no more lies between two cells."""
_LONG = 0.3
"""Part of the page's width from which on a rule lies below a row and does not underline a word."""
_WORDS = ("级指标值", "项目名称")
"""Characters of a header, and of a head whose header may stand on the next page."""


class Unruled:
    """Reads page after page, as a table may go on over the end of one."""

    def __init__(self) -> None:
        self._reader = Reader()

    def pieces(self, page: PdfPage, rest: PdfPage) -> list[Piece] | None:
        """What stands outside the ruled tables of ``page``; None where there is no table without rules."""
        waits = self._reader.waits
        if not waits and not any(map(set(ideographs("".join({c["text"] for c in rest.chars}))).issuperset, _WORDS)):
            return None
        lines = [line for line in _lines(rest) if not _is_page_number(line, page)]
        if not waits and header.find(lines) is None and head.start(lines, 0, len(lines)) == len(lines):
            return None
        found = self._reader.page(Page(page.page_number, lines, _rules(page)))
        if page.page_number == len(page.pdf.pages):
            found += self._reader.rest()
        for piece in found:
            piece.at_margin = not piece.cells and at_margin(piece.top, piece.bottom, page.height)
        return found


def _rules(page: PdfPage) -> list[float]:
    """Heights at which a rule is drawn, as one line or cell by cell."""
    lengths: Counter[float] = Counter()
    for edge in page.edges:
        if edge["orientation"] == "h":
            lengths[round(edge["top"])] += edge["x1"] - edge["x0"]
    return [top for top, length in lengths.items() if length > _LONG * page.width]


def _lines(page: PdfPage) -> list[list[Word]]:
    size = typical([char["size"] for char in page.chars], 10.0)
    words = page.extract_words(x_tolerance=_SPACE, y_tolerance=0.35 * size)
    return lines_of([Word(ideographs(w["text"]), w["x0"], w["x1"], w["top"], w["bottom"]) for w in words])


def _is_page_number(line: list[Word], page: PdfPage) -> bool:
    whole = beside(line)
    return at_margin(whole.top, whole.bottom, page.height) and classify(Line(whole.text)).kind is Kind.BLANK
