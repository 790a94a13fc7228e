"""Where words name the columns of an indicator table, on one line or on two or three."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from corpus import layouts
from corpus.chars import fold
from corpus.unruled.words import Word, beside, columns_of, stacked

_HIGHEST = 3
"""Lines of a header."""
_NEAR = 2.2
"""Heights of a word that the next line of the same header may lie below."""
_PARTS = 6
"""Words that make up one name, spaced out."""
_MOST = 100
"""Words of a header; a text of one long line is none."""
_LEAST = 3


@dataclass(frozen=True)
class Header:
    """The names of the columns, from left to right, on the lines ``first`` to ``stop`` (not counted)."""

    first: int
    stop: int
    names: tuple[Word, ...]

    def fields(self) -> dict[str, int]:
        """Record field → number of its column."""
        return layouts.columns({k: name.text for k, name in enumerate(self.names)}) or {}

    def texts(self) -> tuple[str, ...]:
        """The names for comparing."""
        return tuple(fold(name.text) for name in self.names)


def find(lines: Sequence[Sequence[Word]], start: int = 0, stop: int | None = None) -> Header | None:
    """The first header at or below line ``start``."""
    end = len(lines) if stop is None else stop
    for first in range(start, end):
        if sum(_hints(word.text) for line in lines[first : first + _HIGHEST] for word in line) < _LEAST:
            continue
        found = [header for height in range(1, _HIGHEST + 1) if (header := _at(lines, first, height, end))]
        if found:  # a line above that is none of the header may hide its first line
            below = [(first + down, height) for down in range(1, _HIGHEST) for height in range(1, _HIGHEST + 1)]
            found += [header for at, height in below if (header := _at(lines, at, height, end))]
            return max(found, key=_known)
    return None


def _known(header: Header) -> tuple[int, int, int]:
    known = sum(bool(layouts.column_fields(name.text)) for name in header.names)
    return 2 * known - len(header.names), known, -header.stop


@lru_cache(maxsize=4096)
def _hints(text: str) -> bool:
    """Whether a word may be of a header: its name, or a part of one."""
    return "指标" in text or "级" in text or "值" in text or bool(layouts.column_fields(text))


def _at(lines: Sequence[Sequence[Word]], first: int, height: int, end: int) -> Header | None:
    if first + height > end or sum(map(len, lines[first : first + height])) > _MOST:
        return None
    for above, below in zip(lines[first : first + height - 1], lines[first + 1 : first + height], strict=True):
        if below[0].top - above[0].top > _NEAR * (above[0].bottom - above[0].top):
            return None
    names = [_name(name) for name in _spaced_out(_columns(lines[first : first + height]))]
    known = sum(bool(layouts.column_fields(name.text)) for name in names)
    if known < _LEAST or known < 0.6 * len(names):
        return None
    if layouts.columns({k: name.text for k, name in enumerate(names)}) is None:
        return None
    return Header(first, first + height, tuple(names))


def _name(word: Word) -> Word:
    return word._replace(text=fold(word.text))


def _columns(lines: Sequence[Sequence[Word]]) -> list[Word]:
    """The words of ``lines`` put together that stand one above the other."""
    columns = []
    for group in columns_of(lines):
        rows = groupby(sorted(group, key=lambda word: (word.top, word.left)), key=lambda word: word.top)
        columns.append(stacked([beside(list(row)) for _, row in rows]))
    return sorted(columns, key=lambda word: word.left)


def _spaced_out(words: Sequence[Word]) -> list[Word]:
    """``words`` with those put together that make up one name only together: 指 标 值."""
    found: list[Word] = []
    at = 0
    while at < len(words):
        count = 1
        if not layouts.column_fields(words[at].text):
            for many in range(2, min(_PARTS, len(words) - at) + 1):
                if layouts.column_fields("".join(word.text for word in words[at : at + many])):
                    count = many
                    break
        found.append(beside(words[at : at + count]))
        at += count
    return found
