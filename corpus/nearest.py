"""The dense arm: from a query's vector to rows under conditions, quickly at a million rows.

The vector index knows texts and no conditions; the local row file knows which rows have a text and meet the
conditions. Three ways, the cheapest first: the nearest texts, kept where a row meets the conditions; where few texts
meet them, all of those compared exactly; otherwise wider. Figures in docs/decisions/0017-scale.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from corpus.entries import Kind
from corpus.hits import Filters
from corpus.rowfile import RowFile
from corpus.vectorfile import VectorFile

if TYPE_CHECKING:
    from corpus.embed import Vectors

Ask = Callable[[Kind, "Vectors", int], Sequence[tuple[str, float]]]
"""(kind, vector, how many) → keys of texts with their cosine, nearest first."""

_FEW = 20_000
"""Texts that are compared one by one rather than asked of the index: some 10 ms."""
_WIDER = (4, 6, 8)
"""Texts asked for, in multiples of the rows wanted: at first (with fewer the graph missed one of seven of the nearest ten
among 157,608 texts, with so many one of 150), where that shows that more will do, and where too many texts meet the
conditions to compare them."""


def nearest(
    rows: RowFile, exact: VectorFile, ask: Ask, vector: Vectors, filters: Filters, limit: int, each: int
) -> list[tuple[str, float]]:
    """Entry ids with their cosine, nearest first: at most ``limit`` rows, of one text ``each`` before others come.

    Raises CorpusError.
    """

    def asked(width: int) -> tuple[bool, list[tuple[str, float]]]:
        near = ask(filters.kind, vector, width)
        found = rows.holders(rows.numbered(filters.kind, near), filters, limit, each)
        return len(near) < width, found

    if filters == Filters(kind=filters.kind):
        return asked(_WIDER[0] * limit)[1]
    narrow, wider, widest = (times * limit for times in _WIDER)
    everything, found = asked(narrow)
    if everything or len(found) >= limit // 2:
        return found
    enough = narrow * limit // max(len(found), 1)  # if the conditions go with the query as they did so far
    if enough <= wider:
        everything, found = asked(enough)
        if everything or len(found) >= limit // 2:
            return found
    few = rows.numbers(filters, _FEW)
    if few is None:
        everything, found = asked(widest)
        if everything or len(found) >= limit // 4:
            return found
        few = rows.numbers(filters, exact.upto) or []
    return rows.holders(exact.nearest(vector, few, limit), filters, limit, each)
