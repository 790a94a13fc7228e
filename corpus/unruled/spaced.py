"""Text that sets its columns apart with spaces, page by page → lines of words with their places."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence

from corpus.chars import width
from corpus.unruled.words import Word

_WORD = re.compile(
    r"(?:[^ \u3000]|(?<=[\d【（《〔]) (?=[月日号年分元万亿%）】〕\d])|(?<=[【（《〔]) (?=\d)| (?=[，。、；]))+"
)
"""A word; between a figure and what it counts such programs print a space that no page shows."""
EM = 10.0
_HEIGHT, _PITCH = 10.0, 12.0
_GAPS, _INDENTED = 0.25, 0.1
"""Parts of the lines."""
_GAP = re.compile(r"\S {3,}\S")


def pages(text: str) -> list[list[list[Word]]]:
    """The words of each line of each page. A character counts one column or, where that lines more up, a Chinese one two."""
    measured = [_pages(text, measure) for measure in (len, width)]
    return max(measured, key=lambda found: sum(map(_lined_up, found)))


def is_spaced(lines: Sequence[str]) -> bool:
    """Whether many of ``lines`` hold wide gaps, and some begin below a later cell than the first of the line above.

    Where every line begins with its first cell each is a row, and no places are needed.
    """
    filled = [line for line in lines if line.strip()]
    gaps = sum(bool(_GAP.search(line)) for line in filled)
    return gaps > _GAPS * len(filled) and sum(line.startswith("   ") for line in filled) > _INDENTED * len(filled)


def _pages(text: str, measure: Callable[[str], int]) -> list[list[list[Word]]]:
    found = []
    for page in text.split("\f"):
        lines = []
        for number, line in enumerate(page.expandtabs(8).splitlines()):
            if words := [_word(match, line, number, measure) for match in _WORD.finditer(line)]:
                lines.append(words)
        found.append(lines)
    return found


def _word(match: re.Match[str], line: str, number: int, measure: Callable[[str], int]) -> Word:
    left = measure(line[: match.start()])
    top = number * _PITCH
    return Word(match[0], left * EM, (left + measure(match[0])) * EM, top, top + _HEIGHT)


def _lined_up(lines: Sequence[Sequence[Word]]) -> int:
    """Words that begin where one of the line above begins, the first of a line aside."""
    count = 0
    for above, line in itertools.pairwise(lines):
        starts = {word.left for word in above[1:]}
        count += sum(word.left in starts for word in line[1:])
    return count
