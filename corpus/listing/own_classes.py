"""Tables whose classes are words of their own, as those of whole departments print them: 运行成本, 管理效率, 履职效能."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.listing.align import Alignment, align
from corpus.listing.header import Shape
from corpus.listing.pieces import Piece

_MOST_LEFT = 0.1
"""More than this share of the pieces in no row shows that known classes do not part the rows."""
_LEAST = 2
"""Whole rows that a table must give when read so."""


def align_below_classes(
    pieces: Sequence[Piece], columns: Sequence[str], shape: Shape
) -> tuple[Alignment, bool]:
    """``pieces`` in rows of ``columns`` below known classes, else below any words, where these leave less unread; and whether so."""
    known = align(pieces, columns, shape)
    if not _is_poor(known, pieces):
        return known, False
    own = align(pieces, columns, shape, any_class=True)
    better = _whole(own) >= _LEAST and _left(own) < _left(known)
    return (own, True) if better else (known, False)


def _is_poor(found: Alignment, pieces: Sequence[Piece]) -> bool:
    return _left(found) > _MOST_LEFT * sum(bool(piece.text) for piece in pieces)


def _left(found: Alignment) -> int:
    """Pieces in no row, or in one that has no class although columns are there for it."""
    classless = 0
    seen = False
    for row in found.rows:
        seen = seen or bool(row.text("level1") or row.text("level2"))
        classless += 0 if seen else sum(len(cell) for cell in row.cells.values())
    return len(found.left) + classless


def _whole(found: Alignment) -> int:
    return sum(bool(row.text("level3") and row.text("value")) for row in found.rows)
