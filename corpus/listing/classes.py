"""Merged class cells are printed once: which class each row of a table belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from corpus import taxonomy
from corpus.chars import fold
from corpus.listing.labels import label

Printed = tuple[str, str]
"""What a row prints as level 1 and level 2; empty where it prints nothing."""


def filled(rows: Sequence[Printed]) -> list[tuple[str | None, str | None]]:
    """The level-1 and level-2 class of each row, as printed; None where the table does not say.

    A class holds until the next. A level-1 class that is printed beside a later row only (a merged cell, centred) is
    given to the earlier rows whose level 2 belongs to it.
    """
    known: dict[taxonomy.Level1, str] = {}
    for outer, inner in rows:
        klass = taxonomy.level1(outer) if outer and not _is_inner(outer, inner) else None
        if klass is not None:
            known.setdefault(klass, outer)
    found: list[tuple[str | None, str | None]] = []
    level1: str | None = None
    level2: str | None = None
    for outer, inner in rows:
        if _is_inner(outer or inner, inner if outer else ""):
            outer, inner = _placed(outer or inner, level1)
        if outer and (level1 is None or fold(outer) != fold(level1)):
            level1 = outer
            level2 = level2 if _stays(level1, level2, inner) else None
        if inner:
            level2 = inner
            level1 = outer or _parent(inner, level1, known)
        found.append((level1, level2))
    return found


def _is_inner(outer: str, inner: str) -> bool:
    """Whether a lone label can be one of level 2 as well (成本指标, 满意度指标)."""
    found = label(outer)
    return not inner and found is not None and found.inner and taxonomy.level1(outer) is not None


def _placed(text: str, level1: str | None) -> tuple[str, str]:
    """A lone label of both levels: satisfaction is its own level 2; cost stands under output where output came before."""
    klass = taxonomy.level1(text)
    if klass is taxonomy.Level1.COST:
        return ("", text) if level1 is not None else (text, text)
    return (text, text) if klass is not None else ("", text)


def _stays(level1: str, level2: str | None, inner: str) -> bool:
    """Whether the level-2 class above goes on although level 1 is printed here: a centred cell names its own rows."""
    klass = taxonomy.level2(level2) if level2 and not inner else None
    return klass is not None and taxonomy.LEVEL1_OF.get(klass) is taxonomy.level1(level1)


def _parent(inner: str, level1: str | None, known: dict[taxonomy.Level1, str]) -> str | None:
    """The level-1 class of a row that prints level 2 only."""
    klass = taxonomy.level2(inner)
    natural = taxonomy.LEVEL1_OF.get(klass) if klass else None
    if natural is None or (level1 is not None and taxonomy.level1(level1) is natural):
        return level1
    if klass is taxonomy.Level2.COST and level1 is not None:
        return level1
    of_cost = level1 is not None and taxonomy.level1(level1) is taxonomy.Level1.COST
    return known.get(natural, None if of_cost else level1)
