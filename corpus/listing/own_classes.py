"""Tables whose classes are words of their own, as those of whole departments print them: 运行成本, 管理效率, 履职效能."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.listing.align import Alignment, align
from corpus.listing.any_class import fit_of_any
from corpus.listing.header import Shape
from corpus.listing.pieces import Piece

_MANY, _MOST = 3, 0.04
"""So many pieces, and more than this share of all, in no whole row show that known classes do not part the rows."""
_LEAST = 2
"""Whole rows that a table must give when read so."""


def align_below_classes(pieces: Sequence[Piece], columns: Sequence[str], shape: Shape) -> tuple[Alignment, bool]:
    """``pieces`` in rows of ``columns`` below known classes, else below any words, where these leave less unread; and whether so."""
    known = align(pieces, columns, shape)
    unread = _unread(known)
    if unread < max(_MANY, _MOST * sum(bool(piece.text) for piece in pieces)):
        return known, False
    own = align(pieces, columns, shape, any_class=True)
    better = _valued(own) >= max(_LEAST, _valued(known)) and 2 * _unread(own) <= unread
    return (own, True) if better else (known, False)


def _unread(found: Alignment) -> int:
    """Pieces in no row, in one without name or value, or above the first class although columns are there for it."""
    lost = len(found.left)
    below = False
    for row in found.rows:
        below = below or bool(row.text("level1") or row.text("level2"))
        if not (below and row.text("level3") and row.text("value")):
            lost += sum(bool(piece.text) for cell in row.cells.values() for piece in cell)
    return lost


def _valued(found: Alignment) -> int:
    """Rows with a name and a value that reads like one."""
    return sum(bool(row.text("level3")) and _is_value(row.text("value")) for row in found.rows)


def _is_value(text: str) -> bool:
    return bool(text) and fit_of_any("value", text) > 0
