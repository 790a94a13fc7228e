"""The tokens between two level-2 labels divided into rows and cells: the division that the evidence likes best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from corpus.flow.cells import Cells, Segment, Span
from corpus.flow.evidence import Expectation
from corpus.flow.search import Division, Row, divisions

BEAM = 6
"""How many ways of dividing one page's part are carried over to the next page."""
DOUBT = 1.0
"""A best division that wins by less than this is reported as doubtful."""
RIVALS = 3
"""So many others are told."""


class Splitter:
    """Divides one segment of a table with these ``columns`` behind level 2."""

    def __init__(self, segment: Segment, columns: Sequence[str], expectation: Expectation) -> None:
        self.tokens = segment.tokens
        self.cells = Cells(segment, columns, expectation)
        self._empty: Row = ((),) * len(self.cells.columns)
        self._best: Division | None = None
        self._found: Iterator[Division] = iter(())

    def divide(self) -> tuple[Row, ...]:
        """The rows, as spans of token positions."""
        begun = [Division(0.0, (), self._empty, 0)]
        *pages, (start, end) = self._pages()
        for page in pages:
            begun = list(islice(divisions(self.cells, begun, *page), BEAM))
        self._found = divisions(self.cells, begun, start, end, DOUBT)
        self._best = next(self._found, None)
        if self._best is None:
            # Nothing fits any column: the words are kept in one cell, and a notice will say that it is doubtful.
            return ((((0, len(self.tokens)),), *self._empty[1:]),)
        return self._best.rows

    def rivals(self) -> tuple[tuple[Row, ...], ...] | None:
        """Divisions with other texts that are nearly as good as that of :meth:`divide`, the best first, at most RIVALS.

        None where no division is any good. May be asked for once.
        """
        if self._best is None:
            return None
        texts = [self._texts(self._best)]
        found: list[tuple[Row, ...]] = []
        for other in self._found:
            if (words := self._texts(other)) not in texts:
                texts.append(words)
                found.append(other.rows)
            if len(found) == RIVALS:
                break
        return tuple(found)

    def _texts(self, division: Division) -> list[list[str]]:
        return [[self.cells.text(cell) for cell in row] for row in division.rows]

    def _pages(self) -> Iterator[Span]:
        start = 0
        for k in range(1, len(self.tokens)):
            if self.tokens[k].part != self.tokens[k - 1].part:
                yield start, k
                start = k
        yield start, len(self.tokens)
