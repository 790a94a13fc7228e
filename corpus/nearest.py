"""The dense arm: from a query's vector to rows under conditions, quickly at a million rows.

The vector index knows texts and no conditions; the columns know which rows have a text and meet the conditions. So the
nearest texts are kept where a row meets the conditions, or all texts that meet them are compared exactly: whichever
costs less. Figures in docs/decisions/0030-scale.md.
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

_WIDTH = 1.5
"""Texts asked of the index for each row wanted, where all of them meet the conditions."""
_TEXTS_EACH = 200
"""Texts of a kind for each that the index is asked for at least: the graph's recall@10 was 1.000 with 400 among 43,144, but
.672 with 400, .956 with 800 and .996 with 1,600 among 278,378."""
_LEAST, _WIDEST = 400, 1600
"""Texts that cost the index as much as one (what its search looks at in any case), and that it is asked for at most."""
_ENOUGH, _SCARCE = 4, 10
"""Of the rows wanted, the part that an answer of the index must hold; of the widest answer, beside which comparing a
hundred thousand texts costs more than it brings."""
_ASKED = 15
"""What a text asked of the index costs, in texts compared exactly."""


def nearest(
    rows: RowFile, exact: VectorFile, ask: Ask, vector: Vectors, scope: Scope, limit: int, each: int
) -> list[tuple[int, float]]:
    """Rows of ``scope`` with their cosine, nearest first: at most ``limit``, of one text ``each`` before others come.

    Raises CorpusError.
    """
    everything = scope.share == 1
    least = min(len(scope.columns.whole[scope.kind].texts) // _TEXTS_EACH, _WIDEST)
    width = max(int(_WIDTH * limit / max(scope.share, 1e-9)), least)
    while everything or (width <= max(_WIDEST, _WIDTH * limit) and max(width, _LEAST) * _ASKED < len(scope.texts)):
        near = ask(scope.kind, vector, width)
        found = scope.holders(rows.numbered(scope.kind, near), limit, each)
        if everything or len(near) < width or len(found) >= limit // (_ENOUGH if width < _WIDEST else _SCARCE):
            return found
        if width >= _WIDEST:
            break
        # the conditions go with the query less than they do at large
        width = min(_WIDEST, int(width * limit / max(len(found), 1)))
    return scope.holders(exact.nearest(vector, scope.texts, limit), limit, each)
