"""The tokens between two level-2 labels divided into rows and cells: the division that the evidence likes best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.flow.evidence import Expectation, content, cut_cost, join_cost, likeness, restarts, swallowed_values
from corpus.flow.tokens import Token, joined

NEW_ROW = -14.0
"""A further row under the same label needs evidence worth this much."""
RESUME = -0.5
"""A cell that goes on behind a page break."""
HOPELESS = 20.0
"""A run whose line breaks cost more than this is no cell, nor is any longer one."""
TOO_FAR_BEHIND = 15.0
"""A division that is so much worse than another up to the same token is given up."""
BEAM = 6
"""How many ways of dividing one page's part are carried over to the next page."""
DOUBT = 1.0
"""A best division that wins by less than this is reported as doubtful."""

Cells = tuple[tuple[int, ...], ...]
"""Token indices of each column of one row."""
State = tuple[int, int, tuple[bool, ...]]
"""Last column filled on this page, where that cell starts, which columns of the row are filled."""


@dataclass(frozen=True)
class Division:
    """One way of dividing: finished rows and the row in progress, with the score so far."""

    score: float
    done: tuple[Cells, ...]
    row: Cells

    @cached_property
    def rows(self) -> tuple[Cells, ...]:
        """All rows, the one in progress included."""
        return (*self.done, self.row) if any(self.row) else self.done


class Splitter:
    """Divides segments of one table with ``columns`` (record fields behind the level-2 column)."""

    def __init__(self, tokens: Sequence[Token], columns: Sequence[str], expectation: Expectation) -> None:
        self.tokens = tokens
        self.columns = tuple(columns)
        self.expectation = expectation
        self._content: dict[tuple[int, tuple[int, ...]], float] = {}
        self._like: dict[tuple[tuple[int, ...], tuple[int, ...]], float] = {}
        self._pair = tuple(k for k, name in enumerate(self.columns) if name in ("level3", "description"))
        self._cut: dict[tuple[int, tuple[int, ...]], float] = {}
        self._join: dict[tuple[int, tuple[int, ...]], float] = {}

    def divide(self, segment: Sequence[int]) -> tuple[tuple[Cells, ...], bool]:
        """Rows of the tokens ``segment`` (indices, in order), and whether the division is doubtful."""
        empty: Cells = tuple(() for _ in self.columns)
        beam = [Division(0.0, (), empty)]
        for part in self._pages(segment):
            beam = self._extend(beam, part)
        closed = sorted(((self._closed(d), d) for d in beam), key=lambda pair: -pair[0])
        best = closed[0]
        texts = self._texts(best[1])
        rival = next((score for score, d in closed[1:] if self._texts(d) != texts), None)
        return best[1].rows, rival is not None and best[0] - rival < DOUBT

    def text(self, cell: Sequence[int]) -> str:
        """The printed text of a cell."""
        return joined([self.tokens[k] for k in cell])

    def _texts(self, division: Division) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(self.text(cell) for cell in row) for row in division.rows)

    def _pages(self, segment: Sequence[int]) -> Iterable[tuple[int, ...]]:
        part: list[int] = []
        for k in segment:
            if part and self.tokens[k].part != self.tokens[part[-1]].part:
                yield tuple(part)
                part = []
            part.append(k)
        if part:
            yield tuple(part)

    def _extend(self, beam: Sequence[Division], part: tuple[int, ...]) -> list[Division]:
        """The best ways to go on with ``part``, the tokens of one page."""
        ends: list[Division] = []
        for start in beam:
            ends.extend(self._search(start, part))
        ends.sort(key=lambda d: -d.score)
        return ends[:BEAM]

    def _search(self, start: Division, part: tuple[int, ...]) -> list[Division]:
        """Best division for each (last boundaries) of ``part``, cell by cell from left to right."""
        size, width = len(part), len(self.columns)
        frontier: list[dict[State, Division]] = [{} for _ in range(size + 1)]
        frontier[0][(-1, 0, ())] = start
        for used in range(size):
            if not frontier[used]:
                continue
            least = max(d.score for d in frontier[used].values()) - TOO_FAR_BEHIND
            for (column, *_), division in frontier[used].items():
                if division.score < least:
                    continue
                for target in range(column + 1, width):
                    self._fill(frontier, division, target, part, used)
                if self._may_close(division, column):
                    fresh = Division(
                        self._closed(division) + NEW_ROW,
                        (*division.done, division.row),
                        tuple(() for _ in self.columns),
                    )
                    self._fill(frontier, fresh, 0, part, used)
        return list(frontier[size].values())

    def _fill(
        self,
        frontier: list[dict[State, Division]],
        division: Division,
        column: int,
        part: tuple[int, ...],
        used: int,
    ) -> None:
        """Put runs of ``part`` from position ``used`` into ``column`` and record each as a state."""
        held = division.row[column]
        before = division.score - self._gain(division.row, column) if held else division.score
        for end in range(used + 1, len(part) + 1):
            run = part[used:end]
            cost = self._join_cost(column, held[-1:] + run)
            if cost > HOPELESS:
                break
            if end < len(part):
                cost += self._cut_cost(column, run, part[end])
            row = (*division.row[:column], held + run, *division.row[column + 1 :])
            score = before + self._gain(row, column) - cost + (RESUME if held else 0.0)
            state = (column, used, tuple(map(bool, row)))
            known = frontier[end].get(state)
            if known is None or known.score < score:
                frontier[end][state] = Division(score, division.done, row)

    def _gain(self, row: Cells, column: int) -> float:
        """What the content of ``column`` is worth in ``row``."""
        return self._content_of(column, row[column]) + self._likeness(row, column)

    def _may_close(self, division: Division, column: int) -> bool:
        """A row may end where its name and its value are filled."""
        return column >= 0 and all(
            division.row[k] for k, name in enumerate(self.columns) if name in ("level3", "value")
        )

    def _closed(self, division: Division) -> float:
        """The score with the cost of columns left empty."""
        return division.score + sum(self._content_of(k, ()) for k, cell in enumerate(division.row) if not cell)

    def _likeness(self, row: Cells, column: int) -> float:
        """Likeness of name and description, counted when either of the two changes and both are there."""
        if column not in self._pair or len(self._pair) < 2:
            return 0.0
        key = (row[self._pair[0]], row[self._pair[1]])
        if key not in self._like:
            self._like[key] = likeness(self._folded(key[0]), self._folded(key[1]))
        return self._like[key]

    def _content_of(self, column: int, cell: tuple[int, ...]) -> float:
        key = (column, cell)
        if key not in self._content:
            self._content[key] = content(self.columns[column], self._folded(cell), self.expectation)
        return self._content[key]

    def _folded(self, cell: tuple[int, ...]) -> str:
        return "".join([self.tokens[k].folded for k in cell])

    def _join_cost(self, column: int, run: tuple[int, ...]) -> float:
        key = (column, run)
        if key not in self._join:
            width = self.expectation.widths[self.columns[column]]
            tokens = [self.tokens[k] for k in run]
            plain_value = self.columns[column] == "value" and self._content_of(column, run) > 0
            odd = 0.0 if plain_value or self.columns[column] == "basis" else swallowed_values(tokens) + restarts(tokens)
            self._join[key] = join_cost(tokens, width, self.expectation.too_wide) + odd
        return self._join[key]

    def _cut_cost(self, column: int, run: tuple[int, ...], after: int) -> float:
        key = (column, run)
        if key not in self._cut:
            width = self.expectation.widths[self.columns[column]]
            self._cut[key] = cut_cost([self.tokens[k] for k in run], self.tokens[after], width)
        return self._cut[key]
