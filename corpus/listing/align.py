"""Pieces → rows: the most plausible way to lay a run of cells into rows of known columns.

A Viterbi search over (piece, column): each step leaves a column empty, fills it with the next piece or pieces, closes
the row, or passes over a piece that belongs to none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.listing.candidates import Candidates
from corpus.listing.evidence import Habits, learned
from corpus.listing.header import MID, Shape
from corpus.listing.labels import is_section
from corpus.listing.pieces import Piece

_BETWEEN = -1
"""The column of a state between rows."""
_NAMED, _CLASSED, _FILLED = 1, 2, 4
_ALL = 8
_MARKS = {"level3": _NAMED, "level1": _CLASSED, "level2": _CLASSED}
_BEAM = 25.0
"""A state so far behind the best that has used as many pieces is given up."""
_JUNK = -4.0
_ROW_INSIDE_LINE = -5.0
_LINE_INSIDE_ROW = -5.0
_LINE_BEHIND_CLASS = -1.0
_UNNAMED = -6.0
_CLASS_ALONE = -1.0
_CLASS_WITHOUT_CELLS = -3.0
"""A class that nobody filled in, in a text that does not print empty cells."""
_CUT_OFF = -2.0
"""The most that a column may cost which is empty in the last row: a text may end in the middle of it."""
_SLACK = 0.02
_EQUAL = 1e-9
"""Points by which a step must be better to replace another."""

State = tuple[int, int]
"""(next column, what the row has so far)."""
_Step = tuple[float, int, State, int, int]
"""The best way to a state: its score; the pieces used and the state before; the column filled (−1: none), the pieces taken."""
_Run = tuple[int, int, float]
"""A cell that may stand next in a column: pieces taken, what the row has by it, points."""


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


def align(pieces: Sequence[Piece], columns: Sequence[str], shape: Shape) -> Alignment:
    """Lay ``pieces`` into rows of ``columns`` (record fields, see :attr:`Header.columns`).

    Done twice where a first pass shows which columns are always filled and which texts come back in them.
    """
    candidates = Candidates(pieces, shape)
    first = _Search(candidates, columns, shape, Habits()).result()
    habits = learned([row.texts() for row in first.rows], columns)
    return first if habits == Habits() else _Search(candidates, columns, shape, habits).result()


class _Search:
    def __init__(self, candidates: Candidates, columns: Sequence[str], shape: Shape, habits: Habits) -> None:
        self.candidates = candidates
        self.pieces = candidates.pieces
        self.habits = habits
        self.columns = columns
        self.best: list[dict[State, _Step]] = [{} for _ in range(len(self.pieces) + 1)]
        self._is_class = [field.removeprefix(MID) in {"level1", "level2"} for field in columns]
        self._missing = [habits.missing(field) for field in columns]
        self._row_wise = shape.row_wise
        self._runs_here: list[list[_Run] | None] = []

    def result(self) -> Alignment:
        """The rows of the best path."""
        self.best[0][_BETWEEN, 0] = (0.0, -1, (_BETWEEN, 0), -1, 0)
        for k in range(len(self.pieces) + 1):
            self._expand(k)
        return self._traced()

    def _expand(self, k: int) -> None:
        """Every step from the states that have used ``k`` pieces, in an order that leaves each state final when it is left."""
        here = self.best[k]
        self._runs_here = [None] * len(self.columns)
        least = max([step[0] for step in here.values()], default=0.0) - _BEAM
        for column in range(len(self.columns)):
            self._fill(k, column, range(1, _ALL), least)
        for has in range(1, _ALL):
            if (step := here.get((len(self.columns), has))) is not None:
                _put(here, (_BETWEEN, 0), (step[0] + _closed(has), k, (len(self.columns), has), -1, 0))
        for column in range(1, len(self.columns)):
            if (step := here.get((column, _CLASSED))) is not None:
                _put(here, (_BETWEEN, 0), (step[0] + _CLASS_WITHOUT_CELLS, k, (column, _CLASSED), -1, 0))
        between = here.get((_BETWEEN, 0))
        if between is None or k == len(self.pieces):
            return
        self._pass_over(k, between)
        cost = 0.0 if self._may_begin(k) else _ROW_INSIDE_LINE
        _put(here, (0, 0), (between[0] + cost, k, (_BETWEEN, 0), -1, 0))
        for column in range(len(self.columns)):
            self._fill(k, column, range(1), least)

    def _pass_over(self, k: int, between: _Step) -> None:
        piece = self.pieces[k]
        cost = -_SLACK if not piece.text or is_section(piece.text) else _JUNK
        _put(self.best[k + 1], (_BETWEEN, 0), (between[0] + cost, k, (_BETWEEN, 0), -1, 1))

    def _fill(self, k: int, column: int, marks: range, least: float) -> None:
        """Leave ``column`` empty or fill it, from every state that stands before it and is not hopeless."""
        here = self.best[k]
        before = [(has, step[0]) for has in marks if (step := here.get((column, has))) and step[0] >= least]
        if not before:
            return
        missing = self._missing[column] if k < len(self.pieces) else max(self._missing[column], _CUT_OFF)
        wrapped = self._row_wise and k < len(self.pieces) and self.pieces[k].newline
        runs = self._runs(k, column)
        for has, score in before:
            state = (column, has)
            _put(here, (column + 1, has), (score + missing, k, state, column, 0))
            if has and wrapped:
                score += _LINE_INSIDE_ROW if has & _NAMED else _LINE_BEHIND_CLASS
            for taken, mark, points in runs:
                ahead, key, reached = self.best[k + taken], (column + 1, has | mark), score + points
                known = ahead.get(key)
                if known is None or known[0] < reached - _EQUAL:
                    ahead[key] = (reached, k, state, column, taken)

    def _runs(self, k: int, column: int) -> list[_Run]:
        """The cells of ``column`` that may begin with piece ``k``."""
        found = self._runs_here[column]
        if found is None:
            field = self.columns[column]
            mark = _MARKS.get(field, _FILLED)
            fitting = self.candidates.fitting(k, field, is_class=self._is_class[column]) if k < len(self.pieces) else ()
            found = self._runs_here[column] = [
                (taken, mark if text else 0, points + self.habits.familiar(field, text))
                for taken, text, points in fitting
            ]
        return found

    def _may_begin(self, k: int) -> bool:
        """Whether a row may begin here: anywhere in a stream; else at a line, or behind what only names the part."""
        if not self._row_wise or self.pieces[k].newline:
            return True
        before = self.pieces[k - 1]
        return not before.text or is_section(before.text)

    def _traced(self) -> Alignment:
        k, state = len(self.pieces), (_BETWEEN, 0)
        rows: list[Row] = []
        left: list[Piece] = []
        cells: dict[str, tuple[Piece, ...]] = {}
        while (step := self.best[k][state])[1] >= 0:
            _, origin, before, column, taken = step
            if taken and column >= 0:
                cells[self.columns[column]] = tuple(self.pieces[origin : origin + taken])
            elif taken and self.pieces[origin].text and not is_section(self.pieces[origin].text):
                left.append(self.pieces[origin])
            if state[0] == 0 and before[0] == _BETWEEN and cells:
                rows.append(Row(dict(cells)))
                cells = {}
            k, state = origin, before
        return Alignment(tuple(reversed(rows)), tuple(reversed(left)))


def _put(states: dict[State, _Step], state: State, step: _Step) -> None:
    known = states.get(state)
    if known is None or known[0] < step[0] - _EQUAL:
        states[state] = step


def _closed(has: int) -> float:
    """The points of closing a row that has this much."""
    if has & _NAMED:
        return 0.0
    return _CLASS_ALONE if has == _CLASSED else _UNNAMED
