"""Words with their places, and the lines that they stand on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus.chars import lead_unit

_LATIN_END = re.compile(r"[A-Za-z0-9,.;:]$")
_LATIN_START = re.compile(r"^[A-Za-z0-9]")
_SPACE = 0.3
"""Of a character: white that is a space and no mere change of the script."""
_SAME_LINE = 0.35
"""Of a word's height: how far two words of one line may stand apart; half a line is where a cell of one line is centred
beside a cell of two."""


class Word(NamedTuple):
    """A text with its box; x grows to the right, y downwards."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Where it stands from left to right."""
        return (self.left + self.right) / 2

    @property
    def em(self) -> float:
        """The width that one of its characters takes."""
        return (self.right - self.left) / max(len(self.text), 1)

    def lead(self) -> float:
        """Room that its unbreakable beginning needs."""
        return self.em * len(lead_unit(self.text))


def lines_of(words: Sequence[Word]) -> list[list[Word]]:
    """``words`` line by line, each from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.middle, word.left)):
        last = lines[-1][0] if lines else None
        if last is not None and word.middle - last.middle <= _SAME_LINE * (word.bottom - word.top):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.left) for line in lines]


def beside(words: Sequence[Word]) -> Word:
    """Words of one line as one, with a space where Latin words or a gap ask for it."""
    text = ""
    for before, word in zip((None, *words), words, strict=False):
        gap = before is not None and (
            word.left - before.right >= _SPACE * min(before.em, word.em)
            or (_LATIN_END.search(before.text) and _LATIN_START.search(word.text))
        )
        text += " " + word.text if gap else word.text
    return _around(text, words)


def stacked(words: Sequence[Word]) -> Word:
    """Words that stand one below the other as one text of several lines."""
    return _around("\n".join(word.text for word in words), words)


def _around(text: str, words: Sequence[Word]) -> Word:
    return Word(
        text,
        min(word.left for word in words),
        max(word.right for word in words),
        min(word.top for word in words),
        max(word.bottom for word in words),
    )


def overlap(a: Word, b: Word) -> bool:
    """Whether the two share a part of the line's length."""
    return a.left < b.right and b.left < a.right


def columns_of(lines: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """What stands one above the other, from left to right; words of one line may come together that way."""
    columns: list[list[Word]] = []
    for word in (word for line in lines for word in line):
        mine = [column for column in columns if any(overlap(word, other) for other in column)]
        columns = [column for column in columns if not any(column is other for other in mine)]
        columns.append([*(other for column in mine for other in column), word])
    return sorted(columns, key=lambda column: min(word.left for word in column))


def typical(values: Sequence[float], otherwise: float) -> float:
    """The median."""
    return sorted(values)[len(values) // 2] if values else otherwise
