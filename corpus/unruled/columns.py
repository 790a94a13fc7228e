"""Where one column ends and the next begins: white that runs down between the names of a header."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from corpus.unruled.words import Word

_DOUBT = 0.03
"""Part of the words that may stand across a border; more of them show that these are no columns."""


def borders(names: Sequence[Word], lines: Sequence[Sequence[Word]]) -> list[float] | None:
    """The x between each two neighbours of ``names`` that the words of ``lines`` leave free; None where there is none."""
    words = [word for line in lines for word in line]
    found = []
    crossing = 0
    for left, right in itertools.pairwise(names):
        at, crossed = _border(left, right, words)
        found.append(at)
        crossing += crossed
    return None if crossing > max(1, _DOUBT * len(words)) else found


def _border(left: Word, right: Word, words: Sequence[Word]) -> tuple[float, int]:
    """The middle of the widest strip between the middles of two names that the fewest words cross; and how many do."""
    near = [word for word in words if word.right > left.centre and word.left < right.centre]
    near += [left, right]
    edges = sorted({left.centre, right.centre, *(x for word in near for x in (word.left, word.right))})
    edges = [x for x in edges if left.centre <= x <= right.centre]
    strips: list[tuple[int, float, float]] = []
    for low, high in itertools.pairwise(edges):
        middle = (low + high) / 2
        crossed = sum(word.left < middle < word.right for word in near)
        if strips and strips[-1][0] == crossed and strips[-1][2] == low:
            strips[-1] = (crossed, strips[-1][1], high)
        else:
            strips.append((crossed, low, high))
    if not strips:
        return left.centre, 0
    crossed, low, high = min(strips, key=lambda strip: (strip[0], strip[1] - strip[2]))
    return (low + high) / 2, crossed


def column_of(word: Word, borders: Sequence[float]) -> int:
    """The column that ``word`` stands in."""
    return sum(border <= word.centre for border in borders)


def crosses(word: Word, borders: Sequence[float], em: float) -> bool:
    """Whether ``word`` runs from one column well into the next."""
    return any(word.left + em < border < word.right - em for border in borders)
