"""The dense arm: from a query's vector to rows under conditions, quickly at a million rows.

The vector index knows texts and no conditions; the columns know which rows meet the conditions. So the index is asked where
most texts meet them, and the vector file compares those that do where fewer are left. Figures in
docs/decisions/0043-conditions-at-a-million.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from corpus.entries import Kind
from corpus.rowfile import RowFile
from corpus.vectorfile import VectorFile

if TYPE_CHECKING:
    from corpus.columns import Scope
    from corpus.embed import Vectors

Ask = Callable[[Kind, "Vectors", int], Sequence[tuple[str, float]]]
"""(kind, vector, how many) → keys of texts with their cosine, nearest first."""

_MOST = 0.5
"""Share of the texts from which on the index costs less."""
_WIDTH = 1.5
"""Texts for each row wanted: some are gone from the rows while another process writes."""
_TEXTS_EACH = 200
"""Texts of a kind for each that the index is asked for at least, though few are used: the graph's recall@10 was 1.000 with 400 among 43,144, but
.672 with 400, .956 with 800 and .996 with 1,600 among 278,378."""
_WIDEST = 1600
"""Texts that it is asked for at most."""


def nearest(
    rows: RowFile, exact: VectorFile, ask: Ask, vector: Vectors, scope: Scope, limit: int, each: int
) -> list[tuple[int, float]]:
    """Rows of ``scope`` with their cosine, nearest first: at most ``limit``, of one text ``each`` before others come.

    Raises CorpusError.
    """
    if scope.share >= _MOST:
        enough = int(_WIDTH * limit / scope.share)
        near = ask(scope.kind, vector, max(enough, min(len(scope.texts) // _TEXTS_EACH, _WIDEST)))
        found = scope.holders(rows.numbered(scope.kind, near[:enough]), limit, each)
        if scope.share == 1 or len(found) == limit:
            return found
    return scope.holders(exact.nearest(vector, scope.texts, limit), limit, each)
