"""Pieces → rows: the most plausible way to lay a run of cells into rows of known columns.

A Viterbi search over (piece, column): each step leaves a column empty, fills it with the next piece or pieces, closes
the row, or passes over a piece that belongs to none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.listing.candidates import Candidate, Candidates
from corpus.listing.columns import MID
from corpus.listing.evidence import Habits, learned
from corpus.listing.header import Shape
from corpus.listing.labels import is_section
from corpus.listing.pieces import Piece

_BETWEEN = -1
"""The column of a state between rows."""
_CLASSED, _FILLED, _NAMED = 1, 2, 3
"""What a row has so far, by the most that matters: classes alone, something else without a name, a name."""
_BEGUN = (_CLASSED, _FILLED, _NAMED)
_MARKS = {"level3": _NAMED, "level1": _CLASSED, "level2": _CLASSED}
_CLASS_COLUMNS = frozenset(name for name, mark in _MARKS.items() if mark == _CLASSED)
_BEAM = 25.0
"""A state so far behind the best that has used as many pieces is given up."""
_JUNK = -4.0
_ROW_INSIDE_LINE = -5.0
_LINE_INSIDE_ROW = -5.0
_LINE_BEHIND_CLASS = -1.0
_UNNAMED = -6.0
_CLASS_ALONE = -1.0
_CLASS_WITHOUT_CELLS = -4.0
"""A class that nobody filled in, in a text that does not print empty cells."""
_CLOSED = {_CLASSED: _CLASS_ALONE, _FILLED: _UNNAMED, _NAMED: 0.0}
"""The points of closing a row that has this much."""
_CUT_OFF = -2.0
"""The most that a column may cost which is empty in the last row: a text may end in the middle of it."""
_SLACK = 0.02
_EQUAL = 1e-9
"""Points by which a step must be better to replace another."""

_Step = tuple[float, int, int, int, int, int]
"""The best way to a state: its score; the pieces used, column and what the row had before; the column filled (−1: none), the
pieces taken."""
_States = dict[int, _Step]
"""What the row has so far → the best way there."""


@dataclass(frozen=True)
class Row:
    """One row: the pieces of each filled column."""

    cells: dict[str, tuple[Piece, ...]]

    @property
    def first(self) -> Piece:
        """Its first piece."""
        return min((piece for cell in self.cells.values() for piece in cell), key=lambda piece: piece.line)

    def text(self, field: str) -> str:
        """The text of one cell; empty where the row has none."""
        return joined(self.cells.get(field, ()))

    def texts(self) -> dict[str, str]:
        """The texts of all its cells."""
        return {field: joined(cell) for field, cell in self.cells.items()}


@dataclass(frozen=True)
class Alignment:
    """The rows of a part, and the pieces that belong to none."""

    rows: tuple[Row, ...]
    left: tuple[Piece, ...]


def joined(cell: Sequence[Piece]) -> str:
    """The text of a cell: lines put together, a blank kept."""
    text = ""
    for piece in cell:
        text += ("" if piece.newline or not text else " ") + piece.text
    return text


def align(pieces: Sequence[Piece], columns: Sequence[str], shape: Shape, *, any_class: bool = False) -> Alignment:
    """Lay ``pieces`` into rows of ``columns`` (record fields, see :attr:`Header.columns`).

    Done twice where a first pass shows which columns are always filled and which texts come back in them. ``any_class``: words
    that no taxonomy knows may stand as classes (:mod:`corpus.listing.own_classes`).
    """
    candidates = Candidates(pieces, shape, any_class=any_class)
    first = _Search(candidates, columns, shape, Habits()).result()
    habits = learned([row.texts() for row in first.rows], columns)
    return first if habits == Habits() else _Search(candidates, columns, shape, habits).result()


class _Search:
    def __init__(self, candidates: Candidates, columns: Sequence[str], shape: Shape, habits: Habits) -> None:
        self.candidates = candidates
        self.pieces = candidates.pieces
        self.habits = habits
        self.columns = columns
        self._open: list[list[_States]] = [[{} for _ in range(len(columns) + 1)] for _ in range(len(self.pieces) + 1)]
        """By pieces used and next column: the rows begun."""
        self._between: list[_States] = [{} for _ in range(len(self.pieces) + 1)]
        """By pieces used: the row before is closed, none begun."""
        self._marks = [_MARKS.get(field, _FILLED) for field in columns]
        self._runs = [self._cells(field) for field in columns]
        self._behind_classes = max((k for k, name in enumerate(columns, 1) if name in _CLASS_COLUMNS), default=0)
        self._missing = [habits.missing(field) for field in columns]
        self._row_wise = shape.row_wise
        self._wraps = [shape.row_wise and piece.newline for piece in self.pieces] + [False]

    def result(self) -> Alignment:
        """The rows of the best path."""
        self._between[0][0] = (0.0, -1, _BETWEEN, 0, -1, 0)
        for k in range(len(self.pieces) + 1):
            self._expand(k)
        return self._traced()

    def _expand(self, k: int) -> None:
        """Every step from the states that have used ``k`` pieces, in an order that leaves each state final when it is left."""
        here, between = self._open[k], self._between[k]
        scores = [step[0] for states in (*here, between) for step in states.values()]
        least = max(scores, default=0.0) - _BEAM
        for column, states in enumerate(here[:-1]):
            if states:
                self._fill(
                    k, column, [(has, step[0]) for has in _BEGUN if (step := states.get(has)) and step[0] >= least]
                )
        for has in _BEGUN:
            if (step := here[-1].get(has)) is not None:
                _put(between, 0, (step[0] + _CLOSED[has], k, len(self.columns), has, -1, 0))
        if (step := here[self._behind_classes].get(_CLASSED)) is not None:
            _put(between, 0, (step[0] + _CLASS_WITHOUT_CELLS, k, self._behind_classes, _CLASSED, -1, 0))
        if not between or k == len(self.pieces):
            return
        self._pass_over(k, between[0])
        cost = 0.0 if self._may_begin(k) else _ROW_INSIDE_LINE
        _put(here[0], 0, (between[0][0] + cost, k, _BETWEEN, 0, -1, 0))
        for column, states in enumerate(here[:-1]):
            if (step := states.get(0)) is not None and step[0] >= least:
                self._fill(k, column, [(0, step[0])])

    def _pass_over(self, k: int, between: _Step) -> None:
        piece = self.pieces[k]
        cost = -_SLACK if not piece.text or is_section(piece.text) else _JUNK
        _put(self._between[k + 1], 0, (between[0] + cost, k, _BETWEEN, 0, -1, 1))

    def _fill(self, k: int, column: int, begun: Sequence[tuple[int, float]]) -> None:
        """Leave ``column`` empty or fill it, from the states that stand before it: what their rows have, and their scores."""
        if not begun:
            return
        missing = self._missing[column]
        if k == len(self.pieces):
            missing = max(missing, _CUT_OFF)
        wraps, most = self._wraps[k], self._marks[column]
        empty, cells = self._open[k][column + 1], self._runs[column](k)
        for has, score in begun:
            known = empty.get(has)
            if known is None or known[0] < score + missing - _EQUAL:
                empty[has] = (score + missing, k, column, has, column, 0)
            if has and wraps:
                score += _LINE_INSIDE_ROW if has == _NAMED else _LINE_BEHIND_CLASS
            mark = has if has > most else most
            for taken, text, points in cells:
                ahead, key, reached = self._open[k + taken][column + 1], mark if text else has, score + points
                known = ahead.get(key)
                if known is None or known[0] < reached - _EQUAL:
                    ahead[key] = (reached, k, column, has, column, taken)

    def _cells(self, field: str) -> Callable[[int], Sequence[Candidate]]:
        """By the first piece the cells that may stand in the column ``field``, with their points there."""
        fitting = self.candidates.fitting(field, is_class=field.removeprefix(MID) in {"level1", "level2"})
        if field not in {name for name, _ in self.habits.repeated}:
            return fitting
        familiar = self.habits.familiar
        return lambda k: [(taken, text, points + familiar(field, text)) for taken, text, points in fitting(k)]

    def _may_begin(self, k: int) -> bool:
        """Whether a row may begin here: anywhere in a stream; else at a line, or behind what only names the part."""
        if not self._row_wise or self.pieces[k].newline:
            return True
        before = self.pieces[k - 1]
        return not before.text or is_section(before.text)

    def _traced(self) -> Alignment:
        at, step = _BETWEEN, self._between[-1][0]
        rows: list[Row] = []
        left: list[Piece] = []
        cells: dict[str, tuple[Piece, ...]] = {}
        while (origin := step[1]) >= 0:
            _, _, before, has, column, taken = step
            if taken and column >= 0:
                cells[self.columns[column]] = tuple(self.pieces[origin : origin + taken])
            elif taken and self.pieces[origin].text and not is_section(self.pieces[origin].text):
                left.append(self.pieces[origin])
            if at == 0 and before == _BETWEEN and cells:
                rows.append(Row(dict(cells)))
                cells = {}
            at, step = before, (self._between[origin] if before == _BETWEEN else self._open[origin][before])[has]
        return Alignment(tuple(reversed(rows)), tuple(reversed(left)))


def _put(states: _States, has: int, step: _Step) -> None:
    known = states.get(has)
    if known is None or known[0] < step[0] - _EQUAL:
        states[has] = step
