"""Pages of a PDF before anything is read of them: turned upright, and without what runs along their margins."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.chars import fold
from corpus.grid import Line
from corpus.outside import Kind, classify

if TYPE_CHECKING:
    from pdfplumber.page import Page

_SAMPLE = 400
"""Characters that tell how a page is turned."""
_MARGIN = 0.1
"""Part of the page's height in which headers and footers stand."""
_SAME_PLACE = 4.0
"""Points that a running line may move from page to page."""


@dataclass
class Piece:
    """What one page shows of a table, or one line; boxes in points from the left and the top of the page."""

    page: int
    top: float
    bottom: float
    left: float
    right: float
    text: str = ""
    size: float = 0.0
    cells: list[tuple[float, float, float, float, str]] = field(default_factory=list)
    """(left, top, right, bottom, text) of each cell of a table, its lines as printed; empty for a line."""
    at_margin: bool = False
    flowed: bool = False
    """Whether line breaks in its cells are those of paragraphs only."""
    by_place: bool = False
    """Whether its cells are cut by where the words stand, as no rules part them."""


def upright(page: Page) -> Page:
    """``page`` itself, or turned, where most of its text runs up, down or upside down."""
    quarters = Counter(_quarter(char["matrix"]) for char in page.chars[:_SAMPLE])
    turn = quarters.most_common(1)[0][0] if quarters else 0
    if turn == 0:
        return page
    page.page_obj.rotate = (page.rotation + 90 * turn) % 360
    page.page_obj.attrs["Rotate"] = page.page_obj.rotate
    return type(page)(page.pdf, page.page_obj, page.page_number, page.initial_doctop)


def _quarter(matrix: Sequence[float]) -> int:
    """Quarter turns against the clock that the text of a character is turned by."""
    return round(math.atan2(matrix[1], matrix[0]) / (math.pi / 2)) % 4


def at_margin(top: float, bottom: float, height: float) -> bool:
    """Whether a line from ``top`` to ``bottom`` stands in the margin of a page of ``height`` points."""
    return bottom < height * _MARGIN or top > height * (1 - _MARGIN)


def without_running_lines(pieces: Iterable[Piece]) -> list[Piece]:
    """``pieces`` without headers and footers: lines in the margin that pages one after the other repeat at one place.

    Page numbers in them may count on. The first of a line that names the document is kept; titles and lines of units
    are never taken for running ones, as every table has its own.
    """
    pieces = list(pieces)
    seen: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        if piece.at_margin and not piece.cells:
            seen[re.sub(r"\d+", "0", fold(piece.text))].append(piece)
    running: set[int] = set()
    for same in seen.values():
        kind = classify(Line(same[0].text)).kind
        if kind in {Kind.TITLE, Kind.UNIT, Kind.PART_ONE, Kind.PART_TWO}:
            continue
        repeated = [
            piece
            for piece in same
            if any(abs(p.page - piece.page) in {1, 2} and abs(p.top - piece.top) < _SAME_PLACE for p in same)
        ]
        running.update(id(piece) for piece in (repeated[1:] if kind is Kind.COVER else repeated))
    return [piece for piece in pieces if id(piece) not in running]
