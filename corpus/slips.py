"""Typing slips: a character typed for another one of the same sound is found by what the corpus holds in its place.

``环卫保结`` → ``环卫保洁``: no pair of characters with 结 in it stands in the corpus or in the field's own words, one with
洁 does. The query itself is still asked; what this brings and costs: docs/decisions/0015-search-texts.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from corpus.chars import fold
from corpus.synonyms import groups

Counts = Callable[[Iterable[str]], Mapping[str, int]]
"""Pairs of characters → rows that hold them; those that no row holds are left out."""

_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")
_EVERYDAY = frozenset(
    "的了吗呢着过和与在是有不没人大小上下来去到给把被让叫说看吃喝钱事东西谁哪啥咋怎么几多少个次每一二三四五六七八九十"
)
"""Characters that nobody types by mistake, and that stand beside anything."""
_MOST = 8
"""Characters of one query that are looked into."""
_COMMON_ROWS = range(0xB0, 0xD8)
"""First bytes of the 3,755 common characters in GB 2312."""


def mended(query: str, counts: Counts) -> str:
    """``query`` with the characters replaced that are likely slips; itself where none is."""
    text = fold(query)
    pairs = {text[i : i + 2] for run in _RUN.finditer(text) for i in range(run.start(), run.end() - 1)}
    known = {pair for pair in pairs if pair in _field_pairs()} | counts(pairs).keys()
    places = list(_suspects(text, known))[:_MOST]
    tried = {(place, char): _beside(text, place, char) for place in places for char in _alike(text[place])}
    held = counts({pair for beside in tried.values() for pair in beside}) if tried else {}
    found = list(text)
    for place in places:
        fits = {
            char: min(held[pair] for pair in beside)
            for (at, char), beside in tried.items()
            if at == place and all(pair in held for pair in beside)
        }
        if fits:
            found[place] = max(fits, key=lambda char: fits[char])
    return "".join(found) if found != list(text) else query


def _suspects(text: str, known: Iterable[str]) -> Iterator[int]:
    """Places of characters of which no pair is known, though their sound is one of others too."""
    for run in _RUN.finditer(text):
        for place in range(run.start(), run.end()):
            beside = [text[i : i + 2] for i in (place - 1, place) if run.start() <= i < run.end() - 1]
            if text[place] not in _EVERYDAY and not any(pair in known for pair in beside):
                yield place


def _beside(text: str, place: int, char: str) -> tuple[str, ...]:
    """The pairs that ``char`` would make with its neighbours in the run."""
    run = next(run for run in _RUN.finditer(text) if run.start() <= place < run.end())
    before = (text[place - 1] + char,) if place > run.start() else ()
    after = (char + text[place + 1],) if place + 1 < run.end() else ()
    return before + after


def _alike(char: str) -> list[str]:
    return [other for other in _sounds().get(_sound(char), ()) if other != char]


@cache
def _field_pairs() -> frozenset[str]:
    return frozenset(word[i : i + 2] for word in groups() for i in range(len(word) - 1))


@cache
def _sounds() -> dict[str, list[str]]:
    """Sound → common characters that have it."""
    found: dict[str, list[str]] = {}
    for first in _COMMON_ROWS:
        for second in range(0xA1, 0xFF):
            try:
                char = bytes((first, second)).decode("gb2312")
            except UnicodeDecodeError:
                continue
            found.setdefault(_sound(char), []).append(char)
    return found


@cache
def _sound(char: str) -> str:
    """The sound without its tone; 平翘舌 and 前后鼻音 are one, as many people type them."""
    from pypinyin import lazy_pinyin

    plain = lazy_pinyin(char)[0]
    return re.sub(r"(?<=[aei])ng$", "n", re.sub(r"^([zcs])h", r"\1", plain))
