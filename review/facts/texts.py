"""Likeness of short Chinese texts by their pairs of characters; no word list, no model."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.chars import fold

_MARKS = re.compile(r"[^\w\u4e00-\u9fff%]+")
_NUMBERING = re.compile(r"^(?:[(（]?[一二三四五六七八九十\d]+[)）.、:：]|目标内容\d*[.、:：]?)+")
_CLAUSE = re.compile(r"[,，;；。、!！?？:：\n]+")
_PURPOSE_LEAD = re.compile(r"^(?:主要)?(?:用于|为了?)")
_SPEND_TAIL = re.compile(r"(?:等)?(?:所需)?(?:的)?(?:相关)?(?:经费|费用|资金|支出|开支|专项)+$")


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """Folded text without numbering and punctuation."""
    return _MARKS.sub("", _NUMBERING.sub("", fold(text)))


def subject(text: str) -> str:
    """What a text about money or a goal is about: without a leading 用于 and trailing 经费, 费用, 支出."""
    bare = _PURPOSE_LEAD.sub("", plain(text))
    return _SPEND_TAIL.sub("", bare) or bare


def clauses(text: str) -> list[str]:
    """``text`` cut at its commas and stops, folded, empty parts left out."""
    return [part for part in _CLAUSE.split(_NUMBERING.sub("", fold(text))) if part]


@lru_cache(maxsize=1024)
def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters in ``text``, punctuation aside."""
    bare = plain(text)
    return frozenset(bare[k : k + 2] for k in range(len(bare) - 1))


def likeness(a: str, b: str) -> float:
    """Dice coefficient of the pairs of ``a`` and ``b``: 1 for the same text, 0 for nothing in common."""
    one, two = pairs(a), pairs(b)
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


def covered(part: str, whole: str) -> float:
    """Which share of the pairs of ``part`` occur in ``whole``."""
    one = pairs(part)
    return len(one & pairs(whole)) / len(one) if one else 0.0
