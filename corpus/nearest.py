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

_FEW = 40_000
"""Texts that are compared one by one rather than asked of the index: some 15 ms."""
_WIDER = (2, 5, 16)
"""Texts asked for, in multiples of the rows wanted: without conditions, with conditions, and when these were too few."""


def nearest(
    rows: RowFile, exact: VectorFile, ask: Ask, vector: Vectors, filters: Filters, limit: int, each: int
) -> list[tuple[str, float]]:
    """Entry ids with their cosine, nearest first: at most ``limit`` rows, of one text ``each`` before others come.

    Raises CorpusError.
    """
    if not _narrows(filters):
        return rows.holders(rows.numbered(filters.kind, ask(filters.kind, vector, _WIDER[0] * limit)), filters, limit, each)
    for width in (_WIDER[1] * limit, _WIDER[2] * limit):
        near = ask(filters.kind, vector, width)
        found = rows.holders(rows.numbered(filters.kind, near), filters, limit, each)
        if len(found) >= limit or len(near) < width:
            return found
        few = rows.numbers(filters, _FEW)
        if few is not None:
            return rows.holders(exact.nearest(vector, few, limit), filters, limit, each)
    return rows.holders(exact.nearest(vector, rows.numbers(filters, exact.upto) or (), limit), filters, limit, each)


def _narrows(filters: Filters) -> bool:
    return filters != Filters(kind=filters.kind)
