"""The cells that may begin with each piece of a part, whatever column they stand in: put together once for all columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from corpus import taxonomy
from corpus.chars import fold, width
from corpus.listing.any_class import fit_of_any
from corpus.listing.columns import MID
from corpus.listing.evidence import NEVER, fit
from corpus.listing.header import Shape
from corpus.listing.labels import label, may_begin
from corpus.listing.pieces import Piece
from corpus.values import normal

_BLANK_JOIN = -1.2
_LINE_JOIN = -2.5
_OPEN_JOIN = -0.1
_AMOUNT_JOIN = -0.3
"""Of a number and its unit: 2023 年 12 月, ≥ 90 %."""
_LABEL_JOIN = -4.0
_TWO_CLASSES = -1.0
"""For the name of a class on the same line that is one by itself: 产出 数量."""
_REPEATED = 7.0
"""For the name of an indicator that is the name of its class again."""
_PARTS = 2
"""Pieces that the name of a class is mostly broken into, if it is."""
_FULL_CUT = -2.0
_LEAST_FULL = 2
"""So many lines as wide as the widest show that lines are broken there."""
_LONGEST_CELL = {Shape.BLANKS: 8, Shape.GLUED: 1}
"""So many pieces can be one cell, where not two."""
_LONGEST_CLASS = 9
_LONGEST_NAME_OF_CLASS = 20


Candidate = tuple[int, str, float]
"""A cell that may begin with a piece: how many pieces it takes, its text, points of its joints and its end."""


class Candidates:
    """The cells of the pieces of one part, parted as ``shape`` says."""

    def __init__(self, pieces: Sequence[Piece], shape: Shape, *, any_class: bool = False) -> None:
        """``any_class``: the classes are in words of the table's own."""
        self.pieces = pieces
        self._fit = fit_of_any if any_class else fit
        full = _full_width(pieces) if shape is Shape.LINES else None
        self._full = [full is not None and width(piece.text) >= full - 1 for piece in pieces]
        self._longest = _LONGEST_CELL.get(shape, 2 if full is None else 4)
        self._words: list[list[Candidate] | None] = [None] * len(pieces)
        self._fitting: dict[str, list[list[Candidate] | None]] = {}
        self._classes: list[list[Candidate] | None] = [None] * len(pieces)

    def at(self, k: int, *, is_class: bool) -> list[Candidate]:
        """The cells that begin with piece ``k``: of columns that name classes, or of others."""
        known = self._classes if is_class else self._words
        found = known[k]
        if found is None:
            found = known[k] = self._put_together(k, is_class)
        return found

    def fitting(self, field: str, *, is_class: bool) -> Callable[[int], Sequence[Candidate]]:
        """By the first piece those that can stand in the column ``field``, their points with those of fitting there."""
        known = self._fitting.setdefault(field, [None] * len(self.pieces) + [[]])
        names = field.removeprefix(MID) == "level3"

        def beginning(k: int) -> Sequence[Candidate]:
            found = known[k]
            if found is None:
                found = known[k] = [
                    (taken, text, fits + points)
                    for taken, text, points in self.at(k, is_class=is_class)
                    if (fits := self._fit(field, text)) > NEVER / 2
                ]
                if names and found and self._repeats_class(k):
                    taken, text, points = found[0]
                    found[0] = (taken, text, points + _REPEATED)
            return found

        return beginning

    def _repeats_class(self, k: int) -> bool:
        """Whether piece ``k`` names the class that is printed right before it: 社会效益指标, 社会效益."""
        klass = taxonomy.level2(self.pieces[k].text) if label(self.pieces[k].text) else None
        before = ""
        for piece in self.pieces[max(0, k - _PARTS) : k][::-1] if klass else ():
            before = piece.text + before
            if taxonomy.level2(before) is klass:
                return True
        return False

    def _put_together(self, k: int, is_class: bool) -> list[Candidate]:
        text, joints = self.pieces[k].text, 0.0
        found = [(1, text, joints + self._end(k))]
        longest = _LONGEST_CLASS if is_class else self._longest
        if not is_class and _is_class(text):
            joints += _LABEL_JOIN
        for end in range(k + 1, min(k + longest, len(self.pieces))):
            piece = self.pieces[end]
            if piece.parted or not piece.text or not text:
                break
            if is_class and (len(text) > _LONGEST_NAME_OF_CLASS or not may_begin(text)):
                break
            if not is_class:
                if _is_class(piece.text):
                    joints += _LABEL_JOIN
                joints += self._joint(end, text)
            elif not piece.newline and label(piece.text) is not None:
                joints += _TWO_CLASSES
            text += ("" if piece.newline else " ") + piece.text
            if not is_class or label(text) is not None:
                found.append((end + 1 - k, text, joints + self._end(end)))
        return found

    def _joint(self, k: int, text: str) -> float:
        """What it costs that piece ``k`` goes on with the cell that ``text`` begins."""
        if _is_open(text) or self._full[k - 1]:
            return _OPEN_JOIN
        piece = self.pieces[k]
        if piece.newline:
            return _LINE_JOIN
        return _AMOUNT_JOIN if _is_one_amount(text[-1], piece.text) else _BLANK_JOIN

    def _end(self, k: int) -> float:
        """What it costs that a cell ends with piece ``k``: a line as long as lines can be mostly goes on."""
        return _FULL_CUT if self._full[k] else 0.0


def _full_width(pieces: Sequence[Piece]) -> int | None:
    """The width at which the lines of this part are broken; None where its widest lines do not agree on one.

    Empty lines between the cells leave nothing to ask: there every piece is a whole cell.
    """
    if sum(after.line - before.line == 1 for before, after in pairwise(pieces)) * 2 < len(pieces):
        return None
    widths = [width(piece.text) for piece in pieces if label(piece.text) is None]
    widest = max(widths, default=0)
    return widest if sum(w >= widest - 1 for w in widths) >= _LEAST_FULL else None


@lru_cache(maxsize=5_000)
def _is_one_amount(last: str, text: str) -> bool:
    """Whether the blank before ``text`` parts a number from its unit or sign, or a date; ``last`` stands before it."""
    if text[0].isdigit():
        return last in _BEFORE_NUMBER
    return last.isdigit() and (text[0] in "年月日" or normal("1" + fold(text)).unit == fold(text))


_BEFORE_NUMBER = frozenset("年月≥≤><=＞＜＝≧≦")


def _is_class(text: str) -> bool:
    return (known := label(text)) is not None and known.sure


@lru_cache(maxsize=20_000)
def _is_open(text: str) -> bool:
    """Whether a bracket in ``text`` is still open."""
    plain = fold(text)
    return plain.count("(") > plain.count(")")
