"""The tokens between two level-2 labels divided into rows and cells: the division that the evidence likes best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.flow.evidence import (
    USUAL_WIDTH,
    Expectation,
    content,
    cut_cost,
    join_cost,
    likeness,
    restarts,
    swallowed_values,
)
from corpus.flow.tokens import Token

NEW_ROW = -14.0
"""A further row under the same label needs evidence worth this much."""
RESUME = -0.5
"""A cell that goes on behind a page break."""
HOPELESS = 16.0
"""A run whose line breaks cost more than this is no cell, nor is any longer one."""
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


class Splitter:
    """Divides one segment: the tokens between two level-2 labels, of a table with these ``columns`` behind level 2."""

    def __init__(self, tokens: Sequence[Token], columns: Sequence[str], expectation: Expectation) -> None:
        self.tokens = tokens
        self.columns = tuple(columns)
        self.expectation = expectation
        self._empty: Row = tuple(() for _ in self.columns)
        self._pair = tuple(k for k, name in enumerate(self.columns) if name in ("level3", "description"))
        self._needed = sum(1 << k for k, name in enumerate(self.columns) if name in ("level3", "value"))
        self._gains: dict[tuple[int, Cell], float] = {}
        self._likes: dict[tuple[Cell, Cell], float] = {}
        self._costs: dict[tuple[int, int, int, int], list[float]] = {}

    def divide(self) -> tuple[tuple[Row, ...], bool]:
        """The rows, as spans of token positions, and whether the division is doubtful."""
        beam = [Division(0.0, (), self._empty, 0)]
        for start, end in self._pages():
            ends = [division for one in beam for division in self._search(one, start, end)]
            beam = sorted(ends, key=lambda d: -d.score)[:BEAM]
        if not beam:
            # Nothing fits any column: the words are kept in one cell, and a notice will say that it is doubtful.
            return ((((0, len(self.tokens)),), *self._empty[1:]),), True
        closed = sorted(((self._closed(d), d) for d in beam), key=lambda pair: -pair[0])
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

    def _search(self, begun: Division, first: int, last: int) -> list[Division]:
        """Best division of the page's tokens for each state at its end, cell by cell from left to right."""
        frontier: list[dict[State, Division]] = [{} for _ in range(last - first + 1)]
        frontier[0][(-1, 0, begun.filled)] = begun
        for at in range(first, last):
            here = frontier[at - first]
            if not here:
                continue
            least = max(division.score for division in here.values()) - self.expectation.patience
            for (column, *_), division in here.items():
                if division.score < least:
                    continue
                for target in range(column + 1, len(self.columns)):
                    self._fill(frontier, division, target, at, last)
                if column >= 0 and division.filled & self._needed == self._needed:
                    # A row may end where its name and its value are filled.
                    fresh = Division(self._closed(division) + NEW_ROW, division.rows, self._empty, 0)
                    self._fill(frontier, fresh, 0, at, last)
        return list(frontier[-1].values())

    def _fill(
        self, frontier: list[dict[State, Division]], division: Division, column: int, start: int, last: int
    ) -> None:
        """Put the tokens from ``start`` on, one more each time, into ``column`` and record each as a state."""
        held = division.row[column]
        base = division.score
        if held:
            base += RESUME - self._gain(column, held) - self._likeness(division.row, column, held)
        filled = division.filled | 1 << column
        state = (column, start, filled)
        end = start
        for cost in self._run_costs(column, start, last, held[-1][1] - 1 if held else -1):
            end += 1
            cell = (*held, (start, end))
            score = base + self._gain(column, cell) + self._likeness(division.row, column, cell) - cost
            ahead = frontier[end - last - 1]
            known = ahead.get(state)
            if known is None or known.score < score:
                row = (*division.row[:column], cell, *division.row[column + 1 :])
                ahead[state] = Division(score, division.done, row, filled)

    def _closed(self, division: Division) -> float:
        """The score with the cost of columns left empty."""
        return division.score + sum(self._gain(k, ()) for k, cell in enumerate(division.row) if not cell)

    def _gain(self, column: int, cell: Cell) -> float:
        """What the content of ``cell`` is worth in ``column``."""
        key = (column, cell)
        if key not in self._gains:
            self._gains[key] = content(self.columns[column], self._folded(cell), self.expectation)
        return self._gains[key]

    def _likeness(self, row: Row, column: int, cell: Cell) -> float:
        """Likeness of name and description with ``cell`` in ``column``; 0 where one of the two is not there yet."""
        if column not in self._pair or len(self._pair) < 2:
            return 0.0
        name, description = (cell if k == column else row[k] for k in self._pair)
        if not name or not description:
            return 0.0
        key = (name, description)
        if key not in self._likes:
            self._likes[key] = likeness(self._folded(name), self._folded(description))
        return self._likes[key]

    def _folded(self, cell: Cell) -> str:
        return "".join([token.folded for start, end in cell for token in self.tokens[start:end]])

    def _run_costs(self, column: int, start: int, last: int, before: int) -> list[float]:
        """Costs of the runs from ``start`` to each further token, up to the first that is hopeless.

        ``before``: the token, one page earlier, behind which the run goes on; -1 for none.
        """
        key = (column, start, last, before)
        if key not in self._costs:
            self._costs[key] = list(self._costs_of(column, start, last, before))
        return self._costs[key]

    def _costs_of(self, column: int, start: int, last: int, before: int) -> Iterator[float]:
        name = self.columns[column]
        width = self.expectation.widths.get(name, USUAL_WIDTH)
        lead = [self.tokens[before]] if before >= 0 else []
        for end in range(start + 1, last + 1):
            run = [*lead, *self.tokens[start:end]]
            cost = join_cost(run, width, self.expectation.too_wide)
            plain_value = name == "value" and self._gain(column, ((start, end),)) > 0
            if not plain_value and name != "basis":
                cost += swallowed_values(run) + restarts(run)
            if cost > HOPELESS and end > start + 1:
                return
            yield cost + (cut_cost(run, self.tokens[end], width) if end < last else 0.0)
