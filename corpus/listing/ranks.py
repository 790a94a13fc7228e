"""Rows of all levels one below the other, each behind its rank: 一级 产出指标, 二级 数量指标, 三级 名称 值."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.chars import fold
from corpus.listing.columns import OTHER, Name
from corpus.listing.evidence import SIGN, look_at
from corpus.listing.header import RANKS, Shape
from corpus.listing.labels import label
from corpus.listing.pieces import Piece
from corpus.values import Kind

_OF_WORDS = {
    f"{word}{end}": rank for rank, word in enumerate("一二三", 1) for end in ("级", "级指标", "级绩效指标", "级目标")
}
_RANKS = _OF_WORDS | {f"{rank}{end}": rank for rank in (1, 2, 3) for end in ("", "级", "级指标")}
_ROW = 3
"""The rank of a row; those above are classes."""


def names_ranks(names: Sequence[Name]) -> bool:
    """Whether a column of a header is for the rank of each row."""
    return any(name.field == OTHER and fold(name.text) in RANKS for name in names)


def without_ranks(
    body: Sequence[Piece], columns: Sequence[str], shape: Shape
) -> tuple[Sequence[Piece], tuple[str, ...]] | None:
    """``body`` and ``columns`` without the ranks, each class before its first row; None where rows have no ranks."""
    marks = _OF_WORDS if shape is Shape.LINES else _RANKS
    groups = [(marks[fold(group[0].text)], group[1:]) for group in _groups(body, marks)]
    if not {rank for rank, _ in groups} >= {2, _ROW}:
        return None
    named = list(columns)
    if OTHER in named:
        named.remove(OTHER)
    return [piece for row in _rows(groups, shape) for piece in row], tuple(named)


def _groups(body: Sequence[Piece], marks: dict[str, int]) -> Iterator[list[Piece]]:
    """What stands behind each rank, with it."""
    group: list[Piece] = []
    begins = True
    for piece in body:
        begins = piece.newline or (begins and not piece.text)
        if begins and fold(piece.text) in marks:
            if group:
                yield group
            group = [piece]
            begins = False
        elif group:
            group.append(piece)
        begins = begins and not piece.text
    if group:
        yield group


def _rows(groups: Sequence[tuple[int, Sequence[Piece]]], shape: Shape) -> Iterator[list[Piece]]:
    classes: dict[int, Piece] = {}
    for rank, group in groups:
        if rank < _ROW:
            if (named := _class(group)) is not None:
                classes[rank] = named
            continue
        first = next((k for k, piece in enumerate(group) if piece.text), len(group))
        known = label(group[first].text) if first < len(group) else None
        row = list(group)
        if not (known is not None and known.sure):  # the row does not print its classes once more
            row = [*(classes[level] for level in sorted(classes)), *group[first:]]
        if row:
            yield [row[0]._replace(newline=True), *(_behind(piece, shape) for piece in row[1:])]
        classes = {}


def _behind(piece: Piece, shape: Shape) -> Piece:
    """``piece`` behind another one of its row."""
    return piece if shape is Shape.LINES or not piece.newline else piece._replace(newline=False)


def _class(group: Sequence[Piece]) -> Piece | None:
    """The class that a row of rank 1 or 2 names, whatever else it prints."""
    words = [piece for piece in group if _is_word(piece.text)]
    known = [piece for piece in words if label(piece.text) is not None]
    return known[-1] if known else (words[0] if words else None)


def _is_word(text: str) -> bool:
    look = look_at(text)
    return bool(text) and look.value.number is None and look.kind is not Kind.MISSING and not SIGN.fullmatch(look.plain)
