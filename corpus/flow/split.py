"""The tokens between two level-2 labels divided into rows and cells: the division that the evidence likes best."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf
from typing import NamedTuple

from corpus.flow.evidence import ALIKE, USUAL_WIDTH, Expectation, content, likeness, most
from corpus.flow.runs import Runs
from corpus.flow.tokens import Token

NEW_ROW = -14.0
"""A further row under the same label needs evidence worth this much."""
RESUME = -0.5
"""A cell that goes on behind a page break."""
BEAM = 6
"""How many ways of dividing one page's part are carried over to the next page."""
DOUBT = 1.0
"""A best division that wins by less than this is reported as doubtful."""

Span = tuple[int, int]
"""First token and the one behind the last."""
Cell = tuple[Span, ...]
"""One span, and one more for each page on which the cell goes on."""
Row = tuple[Cell, ...]
"""The cell of each column; empty where nothing has been put in."""
Pair = tuple[Cell, Cell]
"""Name and description of a row, which are compared with each other."""
State = tuple[int, int, int]
"""Last column filled on this page, where that cell starts, which columns of the row are filled (bits)."""


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
    """A way of dividing a page's tokens up to one of them: the last cell put in, and the node before it."""

    score: float
    filled: int
    pair: Pair
    fresh: bool
    """Whether the row in progress began on this page."""
    column: int
    """The column of the last cell; -1 at the page's start."""
    cell: Cell
    before: _Node | None


_Entry = tuple[float, _Node, int, int, Pair, bool, Cell]
"""The best node behind which a cell of one column may begin.

Its score, with what is undone where the cell goes on from an earlier page; the node; the column; the bits of the columns
filled by then; the pair; whether the row is fresh; what earlier pages have put into the cell.
"""
_NEW = (0, 1, (), True)
"""The key of a cell that begins a row."""


def _base(entry: _Entry) -> float:
    return -entry[0]


class Splitter:
    """Divides one segment: the tokens between two level-2 labels, of a table with these ``columns`` behind level 2."""

    def __init__(self, tokens: Sequence[Token], columns: Sequence[str], expectation: Expectation) -> None:
        self.tokens = tokens
        self.columns = tuple(columns)
        self.expectation = expectation
        self._runs = Runs(tokens)
        self._text = "".join([token.folded for token in tokens])
        self._offsets = list(accumulate([len(token.folded) for token in tokens], initial=0))
        self._empty: Row = tuple(() for _ in self.columns)
        compared = {"level3", "description"} <= set(self.columns)
        self._name = self.columns.index("level3") if compared else -1
        self._description = self.columns.index("description") if compared else -1
        self._needed = sum(1 << k for k, name in enumerate(self.columns) if name in ("level3", "value"))
        self._most = [most(name, expectation) for name in self.columns]
        self._gains: list[dict[Cell, float]] = [{} for _ in self.columns]
        self._likes: dict[tuple[Cell, Cell], float] = {}
        self._costs: dict[tuple[int, int, int, int], list[float]] = {}

    def divide(self) -> tuple[tuple[Row, ...], bool]:
        """The rows, as spans of token positions, and whether the division is doubtful."""
        beam = [Division(0.0, (), self._empty, 0)]
        for start, end in self._pages():
            ends = [(node, one) for one in beam for node in self._search(one, start, end)]
            ends.sort(key=lambda found: -found[0].score)
            beam = [self._division(node, begun) for node, begun in ends[:BEAM]]
        if not beam:
            # Nothing fits any column: the words are kept in one cell, and a notice will say that it is doubtful.
            return ((((0, len(self.tokens)),), *self._empty[1:]),), True
        closed = sorted(((self._closed(d.score, d.filled), d) for d in beam), key=lambda found: -found[0])
        best = closed[0]
        texts = self._texts(best[1])
        rival = next((score for score, d in closed[1:] if self._texts(d) != texts), None)
        return best[1].rows, rival is not None and best[0] - rival < DOUBT

    def _texts(self, division: Division) -> list[list[str]]:
        return [[self._folded(cell) for cell in row] for row in division.rows]

    def _pages(self) -> Iterator[Span]:
        start = 0
        for k in range(1, len(self.tokens)):
            if self.tokens[k].part != self.tokens[k - 1].part:
                yield start, k
                start = k
        yield start, len(self.tokens)

    def _division(self, node: _Node, begun: Division) -> Division:
        """The rows that the cells up to ``node`` make up, behind those of ``begun``."""
        steps: list[_Node] = []
        at: _Node | None = node
        while at is not None and at.column >= 0:
            steps.append(at)
            at = at.before
        done, row = begun.done, list(begun.row)
        for step in reversed(steps):
            if step.column == 0 and step.fresh:
                done, row = (*done, tuple(row)), list(self._empty)
            row[step.column] = step.cell
        return Division(node.score, done, tuple(row), node.filled)

    def _search(self, begun: Division, first: int, last: int) -> list[_Node]:
        """Best division of the page's tokens for each state at its end, cell by cell from left to right."""
        frontier: list[dict[State, _Node]] = [{} for _ in range(last - first + 1)]
        hopeless = [-inf] * (last - first + 1)
        pair = (begun.row[self._name], begun.row[self._description]) if self._name >= 0 else ((), ())
        frontier[0][-1, 0, begun.filled] = _Node(begun.score, begun.filled, pair, False, -1, (), None)
        for at in range(first, last):
            here = frontier[at - first].values()
            if not here:
                continue
            least = max(node.score for node in here) - self.expectation.patience
            for entry in self._entries([node for node in here if node.score >= least], begun.row):
                self._fill(entry, at, last, frontier, hopeless)
        return list(frontier[-1].values())

    def _entries(self, nodes: Sequence[_Node], begun: Row) -> list[_Entry]:
        """Where each column's cells may begin: of nodes that make no difference to further cells only the best.

        The best first: what they reach shows of others that they cannot matter.
        """
        found: dict[tuple[int, int, Cell, bool], _Entry] = {}
        for node in nodes:
            score, filled, pair, fresh, last, _, _ = node
            for column in range(last + 1, len(self.columns)):
                held: Cell = () if fresh else begun[column]
                other = pair[1] if column == self._name else pair[0] if column == self._description else ()
                base = score
                if held:
                    base += RESUME - self._gain(column, held) - self._likeness(column, held, other)
                key = (column, filled | 1 << column, other, fresh)
                known = found.get(key)
                if known is None or known[0] < base:
                    found[key] = (base, node, column, key[1], pair, fresh, held)
            if last >= 0 and filled & self._needed == self._needed:
                # A row may end where its name and its value are filled.
                base = self._closed(score, filled) + NEW_ROW
                known = found.get(_NEW)
                if known is None or known[0] < base:
                    found[_NEW] = (base, node, 0, 1, ((), ()), True, ())
        return sorted(found.values(), key=_base)

    def _fill(
        self, entry: _Entry, start: int, last: int, frontier: list[dict[State, _Node]], hopeless: list[float]
    ) -> None:
        """Put the tokens from ``start`` on, one more each time, into a cell and record each as a state.

        ``hopeless``: for each token the score below which a state is given up in any case; what cannot reach it is not
        even looked at.
        """
        base, before, column, filled, pair, fresh, held = entry
        other = pair[1] if column == self._name else pair[0] if column == self._description else ()
        most = base + self._most[column] + (ALIKE if other else 0.0)
        gains = self._gains[column]
        state = (column, start, filled)
        at = start - last - 1
        for cost in self._run_costs(column, start, last, held[-1][1] - 1 if held else -1):
            at += 1
            beaten = hopeless[at]
            if most - cost < beaten:
                continue
            cell = (*held, (start, at + last + 1)) if held else ((start, at + last + 1),)
            gain = gains.get(cell)
            if gain is None:
                gain = self._gain(column, cell)
            score = base + gain + (self._likeness(column, cell, other) if other else 0.0) - cost
            ahead = frontier[at]
            known = ahead.get(state)
            if score < beaten or (known is not None and known.score >= score):
                continue
            row_pair = pair
            if column == self._name:
                row_pair = (cell, pair[1])
            elif column == self._description:
                row_pair = (pair[0], cell)
            ahead[state] = _Node(score, filled, row_pair, fresh, column, cell, before)
            if at < -1:
                hopeless[at] = max(beaten, score - self.expectation.patience)
            elif last == len(self.tokens):
                hopeless[at] = max(beaten, self._closed(score, filled) - DOUBT)

    def _closed(self, score: float, filled: int) -> float:
        """``score`` with the cost of columns left empty."""
        return score + sum(self._gain(k, ()) for k in range(len(self.columns)) if not filled >> k & 1)

    def _gain(self, column: int, cell: Cell) -> float:
        """What the content of ``cell`` is worth in ``column``."""
        known = self._gains[column].get(cell)
        if known is None:
            known = self._gains[column][cell] = content(self.columns[column], self._folded(cell), self.expectation)
        return known

    def _likeness(self, column: int, cell: Cell, other: Cell) -> float:
        """Likeness of name and description; 0 where one of the two is not there yet."""
        if not other:
            return 0.0
        key = (cell, other) if column == self._name else (other, cell)
        if key not in self._likes:
            self._likes[key] = likeness(self._folded(key[0]), self._folded(key[1]))
        return self._likes[key]

    def _folded(self, cell: Cell) -> str:
        if len(cell) == 1:
            (start, end) = cell[0]
            return self._text[self._offsets[start] : self._offsets[end]]
        return "".join([self._text[self._offsets[start] : self._offsets[end]] for start, end in cell])

    def _run_costs(self, column: int, start: int, last: int, before: int) -> list[float]:
        """Costs of the runs from ``start`` to each further token, up to the first that is hopeless.

        ``before``: the token, one page earlier, behind which the run goes on; -1 for none.
        """
        key = (column, start, last, before)
        if key not in self._costs:
            name = self.columns[column]
            width = self.expectation.widths.get(name, USUAL_WIDTH)
            words: Callable[[int], bool] | None = None
            if name == "value":

                def words(end: int) -> bool:
                    return self._gain(column, ((start, end),)) <= 0

            elif name != "basis":

                def words(end: int) -> bool:
                    return True

            self._costs[key] = self._runs.costs(start, last, width, self.expectation.too_wide, words, before)
        return self._costs[key]
