"""A best-first search over the ways to divide one page's tokens into cells.

Cell after cell from left to right; what may still be gained behind a cell is never guessed too low, so that the first
division found whole is the best, and hardly any cell is looked at that has no part in a good one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from math import inf
from typing import NamedTuple

from corpus.flow.cells import Cell, Cells
from corpus.flow.evidence import ALIKE

NEW_ROW = -14.0
"""A further row under the same label needs evidence worth this much."""
RESUME = -0.5
"""A cell that goes on behind a page break."""
PATIENCE = 15.0
"""A way that is so much less promising than another up to the same token is given up."""

NEEDED = frozenset({"level3", "value"})
"""A row may end where these are filled."""

Row = tuple[Cell, ...]
"""The cell of each column; empty where nothing has been put in."""
Pair = tuple[Cell, Cell]
"""Name and description of a row, which are compared with each other."""


@dataclass(frozen=True, slots=True)
class Division:
    """One way of dividing: finished rows and the row in progress, with the score so far."""

    score: float
    done: tuple[Row, ...]
    row: Row
    filled: int
    """Bit k is set where column k of ``row`` holds something."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, the one in progress included."""
        return (*self.done, self.row) if self.filled else self.done


class _Node(NamedTuple):
    """A way of dividing up to a token: the last cell put in, and the node before it."""

    score: float
    begun: int
    """Which of the divisions of the pages before it goes on with."""
    filled: int
    pair: Pair
    fresh: bool
    """Whether the row in progress began on this page."""
    column: int
    """The column of the last cell; -1 at the page's start."""
    cell: Cell
    before: _Node | None


_Entry = tuple[float, _Node, int, int, Pair, bool, Cell, Cell, int, float]
"""A cell that may begin at a token, whatever its end: the score before it, with what is undone where it goes on from an
earlier page; the node before it; its column; the columns filled with it; name and description so far; whether the row began
on this page; what earlier pages have put into the cell; what it is compared with; the token; the most that it may be worth
with what stands before it (the score, its gain and likeness, columns passed over)."""


def divisions(
    cells: Cells, begun: Sequence[Division], first: int, last: int, within: float = inf
) -> Iterator[Division]:
    """The divisions of the tokens from ``first`` to before ``last``, behind those of the pages before, best first.

    Those whose score is ``within`` that of the best; of those that end in the same cell only the best. At the segment's end the score counts the columns left empty.
    """
    return _Search(cells, begun, first, last).found(within)


class _Search:
    def __init__(self, cells: Cells, begun: Sequence[Division], first: int, last: int) -> None:
        self.cells = cells
        self.begun = begun
        self.first = first
        self.last = last
        self.columns = range(len(cells.columns))
        self.closes = last == cells.size
        """Whether rows end here, so that what is not filled stays empty."""
        self._to_come = [ALIKE if k < max(cells.name, cells.description) else 0.0 for k in self.columns]
        """The likeness that cells behind one of each column may have."""
        self._needed = sum(1 << k for k, name in enumerate(cells.columns) if name in NEEDED)
        self._heap: list[tuple[float, int, _Entry | None, _Node, int, float]] = []
        """What is to be looked at: its promise below nought, a number that parts equals, the cell that may begin or the node
        that is reached, the token, the cost of the cell up to there."""
        self._number = count()
        self._entered: dict[tuple[int, int, int, int, Cell, bool], float] = {}
        self._reached: set[tuple[int, int, int, int, int, bool]] = set()
        self._floor = -inf
        """What promises no more than this is of no use any more."""
        self._best = [-inf] * (last + 1)
        self._fresh = Outlook(cells, first, last, self.closes, ((),) * len(cells.columns))
        self._outlooks = [
            Outlook(cells, first, last, self.closes, one.row, self._fresh) if one.filled else self._fresh
            for one in begun
        ]

    def found(self, within: float) -> Iterator[Division]:
        """The divisions, best first."""
        for number, division in enumerate(self.begun):
            pair: Pair = ((), ())
            if self.cells.name >= 0:
                pair = (division.row[self.cells.name], division.row[self.cells.description])
            self._expand(_Node(division.score, number, division.filled, pair, False, -1, (), None), self.first)
        heap, best = self._heap, self._best
        while heap:
            promise, _, entry, what, at, cost = heappop(heap)
            if -promise <= self._floor:
                return
            if -promise < best[at] - PATIENCE:
                continue
            if entry is not None:
                if at == entry[8]:
                    self._open(entry)
                else:
                    self._look(entry, at, cost)
                continue
            state = (what.begun, what.column, what.cell[-1][0], what.filled, at, what.fresh)
            if state in self._reached:
                continue
            self._reached.add(state)
            if at == self.last:
                self._floor = max(self._floor, -promise - within)
                yield self._division(what)
            else:
                self._expand(what, at)

    def _expand(self, node: _Node, at: int) -> None:
        """Every cell that may begin at token ``at`` behind ``node``."""
        cells, row = self.cells, self.begun[node.begun].row
        score, _, filled, pair, fresh, last, _, _ = node
        for column in self.columns[last + 1 :]:
            other = pair[1] if column == cells.name else pair[0] if column == cells.description else ()
            if fresh or not (held := row[column]):
                self._enter(score, node, column, filled | 1 << column, pair, fresh, (), other, at)
            else:
                base = score + RESUME - cells.gain(column, held) - cells.likeness(column, held, other)
                self._enter(base, node, column, filled | 1 << column, pair, fresh, held, other, at)
        if last >= 0 and filled & self._needed == self._needed:
            # A row may end where its name and its value are filled.
            self._enter(score + cells.missing[filled] + NEW_ROW, node, 0, 1, ((), ()), True, (), (), at)

    def _enter(
        self,
        base: float,
        node: _Node,
        column: int,
        filled: int,
        pair: Pair,
        fresh: bool,
        held: Cell,
        other: Cell,
        at: int,
    ) -> None:
        """Put up a cell that may begin at token ``at`` by the most that it promises."""
        key = (node.begun, at, column, filled, other, fresh)
        known = self._entered.get(key)
        if known is not None and known >= base:
            return
        self._entered[key] = base
        cells = self.cells
        outlook = self._fresh if fresh else self._outlooks[node.begun]
        most = base + cells.most[column][held[0][0] if held else at]
        if other:
            most += ALIKE if held else cells.most_alike(other, at)
        if self.closes:
            most += cells.missing[filled | -1 << column]
        promise = most + outlook.behind[at - self.first][column] + self._to_come[column]
        if promise > self._floor and promise >= self._best[at] - PATIENCE:
            entry = (base, node, column, filled, pair, fresh, held, other, at, most)
            heappush(self._heap, (-promise, next(self._number), entry, node, at, 0.0))

    def _open(self, entry: _Entry) -> None:
        """Put up the cell of ``entry`` with each end that it may have, by the most that it promises."""
        _, node, column, filled, _, fresh, held, _, at, bound = entry
        outlook = self._fresh if fresh else self._outlooks[node.begun]
        rest = outlook.rest
        cells = self.cells
        looks_ahead = column == cells.name < cells.description and not held
        most = bound + (0.0 if looks_ahead else self._to_come[column])
        heap, best, floor, number = self._heap, self._best, self._floor, self._number
        end = at
        for cost in cells.costs(column, at, self.last, held[-1][1] - 1 if held else -1):
            end += 1
            if end == self.last:
                promise = bound - cost + self._closing(filled, column)
            else:
                promise = most - cost + rest[end - self.first][column]
                if looks_ahead:
                    promise += cells.most_alike(((at, end),), end)
            if promise > floor and promise >= best[end] - PATIENCE:
                heappush(heap, (-promise, next(number), entry, node, end, cost))

    def _closing(self, filled: int, column: int) -> float:
        """The cost of the columns behind ``column`` that stay empty at the page's end."""
        return self.cells.missing[filled | (2 << column) - 1] if self.closes else 0.0

    def _look(self, entry: _Entry, end: int, cost: float) -> None:
        """Work out what the cell of ``entry`` up to ``end`` gains, and put it up by that."""
        base, before, column, filled, pair, fresh, held, other, start, _ = entry
        cells = self.cells
        cell: Cell = (*held, (start, end))
        score = base + cells.gain(column, cell) - cost
        if other:
            score += cells.likeness(column, cell, other)
        alike = 0.0
        if column == cells.name:
            pair = (cell, pair[1])
            alike = cells.most_alike(cell, end) if column < cells.description else 0.0
        elif column == cells.description:
            pair = (pair[0], cell)
            alike = ALIKE if column < cells.name else 0.0
        node = _Node(score, before.begun, filled, pair, fresh, column, cell, before)
        promise = score
        if self.closes:
            promise += cells.missing[filled | -1 << column]
        if end == self.last:
            promise += self._closing(filled, column)
        else:
            outlook = self._fresh if fresh else self._outlooks[before.begun]
            promise += outlook.rest[end - self.first][column] + alike
        if promise > self._best[end]:
            self._best[end] = promise
        if promise > self._floor and promise >= self._best[end] - PATIENCE:
            heappush(self._heap, (-promise, next(self._number), None, node, end, 0.0))

    def _division(self, node: _Node) -> Division:
        """The rows that the cells up to ``node`` make up, behind those of the division that it began with."""
        steps: list[_Node] = []
        at: _Node | None = node
        while at is not None and at.column >= 0:
            steps.append(at)
            at = at.before
        begun = self.begun[node.begun]
        done, row = begun.done, list(begun.row)
        for step in reversed(steps):
            if step.column == 0 and step.fresh:
                done, row = (*done, tuple(row)), [()] * len(row)
            row[step.column] = step.cell
        score = node.score + (self.cells.missing[node.filled] if self.closes else 0.0)
        return Division(score, done, tuple(row), node.filled)


class Outlook:
    """The most that may be gained from each token of a page on, where the row so far holds the cells ``held``.

    Likeness of name and description is left out: it is known by the cell that is compared.
    """

    def __init__(
        self, cells: Cells, first: int, last: int, closes: bool, held: Row, fresh: Outlook | None = None
    ) -> None:
        columns = range(len(cells.columns))
        size = last - first
        self.rest = [[0.0] * len(columns)] * (size + 1)
        """By token and column: behind a cell that ends before the token."""
        self.behind = self.rest[:size]
        """By token and column: behind a cell that begins with the token and ends anywhere."""
        self._further = [-inf] * (size + 1)
        passed = [cells.missing[~(1 << column)] if closes and not held[column] else 0.0 for column in columns]
        resumed = [cells.resumed(column, cell) + RESUME if (cell := held[column]) else None for column in columns]
        ends_row = max((k for k, name in enumerate(cells.columns) if name in NEEDED), default=0)
        backwards = tuple(reversed(columns))
        begins = NEW_ROW + (ALIKE if cells.name >= 0 else 0.0)
        tops = [sum(passed[column + 1 :]) for column in columns]
        for k in range(size - 1, -1, -1):
            most: Sequence[float] = cells.most_by_token[first + k]
            if fresh is not None:
                most = [top if kept is None else max(0.0, kept) for top, kept in zip(most, resumed, strict=True)]
            behind = self.behind[k] = tops.copy()
            new = self._further[k] = fresh._further[k] if fresh else begins + most[0] + behind[0]
            best = -inf
            rest = self.rest[k] = behind.copy()
            for column in backwards:
                rest[column] = here = new if column >= ends_row and new > best else best
                if here > tops[column]:
                    tops[column] = here
                best += passed[column]
                if most[column] + behind[column] > best:
                    best = most[column] + behind[column]
