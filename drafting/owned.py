"""Which numbers and documents of a text belong to somebody: those that stand in the texts it may draw on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from corpus.chars import fold
from corpus.citations import citations

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_ARABIC = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_CHINESE = re.compile(
    r"(?:(?<=分之)[零〇一二两三四五六七八九十百千万]+|(?!百分之)[零〇一二两三四五六七八九十百千万]+(?=分之)"
    r"|(?<![\d.零〇一二两三四五六七八九十百千万])[零〇一二两三四五六七八九十百千万]*[二两三四五六七八九十百千万][零〇一二两三四五六七八九十百千万]*"
    r"(?=(?:个|次|场|期|台|套|辆|份|件|条|项|处|座|名|人|户|家|所|批|部|册|公里|亩|天|日|月|年|元|小时|成|倍)))"
)
_SERIAL = re.compile(r"(?:第[一二三四五六七八九十百]+)|[一二三]级")


def numbers(text: str) -> set[Decimal]:
    """The numbers of ``text``, in digits or as Chinese numerals before a measure word; 一个, 第二, 三级 are no counts."""
    plain = _SERIAL.sub("", fold(text))
    return {Decimal(found.replace(",", "")) for found in _ARABIC.findall(plain)} | {
        _value(found) for found in _CHINESE.findall(plain)
    }


def unowned(text: str, owners: Iterable[str]) -> list[str]:
    """Numbers and documents of ``text`` that none of ``owners`` has; empty where all belong to somebody."""
    allowed = list(owners)
    known = {number for owner in allowed for number in numbers(owner)}
    told = [str(number) for number in sorted(numbers(text) - known)]
    blob = fold("\0".join(allowed))
    named = [words for c in citations(text) for words in (c.title, c.number) if words]
    return told + [words for words in named if fold(words) not in blob]


def _value(words: str) -> Decimal:
    total = part = digit = 0
    for character in words:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character == "万":
            total, part, digit = (total + part + digit) * 10000, 0, 0
        else:
            part += (digit or 1) * _POWERS[character]
            digit = 0
    return Decimal(total + part + digit)
