"""The cells that the tokens of one segment can make: what each is worth in a column, and the most that it can be worth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate

from corpus.flow.evidence import (
    ALIKE,
    CONTAINED,
    EMPTY,
    SIMILAR,
    USUAL_EMPTY,
    USUAL_WIDTH,
    Expectation,
    content,
    likeness,
    most_of_bases,
    most_of_values,
    most_of_words,
)
from corpus.flow.runs import Runs
from corpus.flow.tokens import Token

Span = tuple[int, int]
"""First token and the one behind the last."""
Cell = tuple[Span, ...]
"""One span, and one more for each page on which the cell goes on; empty where nothing has been put in."""


class Segment:
    """The tokens between two level-2 labels, with what does not depend on expectations."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.runs = Runs(tokens)
        self.text = "".join([token.folded for token in tokens])
        self.offsets = list(accumulate([len(token.folded) for token in tokens], initial=0))

    @cached_property
    def most_of_values(self) -> list[float]:
        """For each token the most that a cell which begins with it gains as a value."""
        return most_of_values(self.text, self.offsets[:-1])

    @cached_property
    def most_of_words(self) -> list[float]:
        """The same as words."""
        return most_of_words(self.text, self.offsets[:-1])


class _Missing(dict[int, float]):
    """The cost of the columns whose bit is not set in the key."""

    def __init__(self, columns: Sequence[str]) -> None:
        self._empty = [EMPTY.get(name, USUAL_EMPTY) for name in columns]

    def __missing__(self, filled: int) -> float:
        self[filled] = cost = sum(one for k, one in enumerate(self._empty) if not filled >> k & 1)
        return cost


_missing = lru_cache(maxsize=100)(_Missing)


class Cells:
    """Cells of ``segment`` in ``columns``, each worked out when it is first asked for."""

    def __init__(self, segment: Segment, columns: Sequence[str], expectation: Expectation) -> None:
        self.size = len(segment.tokens)
        self.columns = tuple(columns)
        self.expectation = expectation
        compared = {"level3", "description"} <= set(self.columns)
        self.name = self.columns.index("level3") if compared else -1
        self.description = self.columns.index("description") if compared else -1
        self.missing = _missing(self.columns)
        self._runs, self._text, self._offsets = segment.runs, segment.text, segment.offsets
        self.most = [self._most(name, segment) for name in self.columns]
        """By column and token: no cell that begins with the token gains more in the column."""
        self.most_by_token = list(zip(*self.most, strict=True))
        self._gains: list[dict[Cell, float]] = [{} for _ in self.columns]
        self._likes: dict[tuple[Cell, Cell], float] = {}
        self._alike: dict[tuple[Cell, int], float] = {}
        self._costs: dict[tuple[int, int, int, int], list[float]] = {}

    def _most(self, name: str, segment: Segment) -> list[float]:
        if name == "value":
            return segment.most_of_values
        if name == "basis":
            return most_of_bases(self._text, self._offsets, segment.most_of_words, self.expectation)
        return segment.most_of_words

    def text(self, cell: Cell) -> str:
        """The folded text of ``cell``."""
        offsets = self._offsets
        if len(cell) == 1:
            (start, end) = cell[0]
            return self._text[offsets[start] : offsets[end]]
        return "".join([self._text[offsets[start] : offsets[end]] for start, end in cell])

    def gain(self, column: int, cell: Cell) -> float:
        """What the content of ``cell`` is worth in ``column``."""
        known = self._gains[column].get(cell)
        if known is None:
            known = self._gains[column][cell] = content(self.columns[column], self.text(cell), self.expectation)
        return known

    def resumed(self, column: int, held: Cell) -> float:
        """The most that ``held``, which an earlier page put into ``column``, may gain by going on."""
        return self.most[column][held[0][0]] - self.gain(column, held)

    def likeness(self, column: int, cell: Cell, other: Cell) -> float:
        """Likeness of name and description, one of which is ``cell``; 0 where one of the two is not there yet."""
        if not other:
            return 0.0
        key = (cell, other) if column == self.name else (other, cell)
        known = self._likes.get(key)
        if known is None:
            known = self._likes[key] = likeness(self.text(key[0]), self.text(key[1]))
        return known

    def most_alike(self, other: Cell, start: int) -> float:
        """No cell from token ``start`` on is more like the name or description ``other``."""
        known = self._alike.get((other, start))
        if known is None:
            begin = self._offsets[start]
            place = self._text.find(self.text(other), begin)
            known = SIMILAR if place < 0 else ALIKE if place == begin else CONTAINED
            self._alike[other, start] = known
        return known

    def costs(self, column: int, start: int, last: int, before: int) -> list[float]:
        """Costs of the runs from ``start`` to each further token before ``last``, up to the first that is hopeless.

        ``before``: the token, one page earlier, behind which the run goes on; -1 for none.
        """
        key = (column, start, last, before)
        known = self._costs.get(key)
        if known is None:
            name = self.columns[column]
            width = self.expectation.widths.get(name, USUAL_WIDTH)
            words: Callable[[int], bool] | None = None
            if name == "value":

                def words(end: int) -> bool:
                    return self.gain(column, ((start, end),)) <= 0

            elif name != "basis":

                def words(end: int) -> bool:
                    return True

            known = self._runs.costs(start, last, width, self.expectation.too_wide, words, before)
            self._costs[key] = known
        return known
