"""The numbers that running text sets, clause by clause: ``信息平台覆盖率达到98%以上`` → a promise of 98 %."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from corpus.chars import fold, squeeze
from corpus.values import normal

_CLAUSE = re.compile(r"[，,；;。\n]+")
_DATES = re.compile(
    r"(?:20\d{2}年(?:度)?)|(?<!\d)\d{1,2}\.\d{1,2}(?=[\u4e00-\u9fff])(?![万元亿千百公平亩吨米倍个])|\d{1,2}月(?:\d{1,2}日)?|^\d[、.]|第\d+"
)
"""Numbers that are no quantity: years, 5.12, months and ordinals."""
_PROMISE = re.compile(
    r"(?P<what>[^\d]*?)(?:比例|数量?)?(?P<verb>不?不低于|不少于|不不?超过|不高于|不大于|控制在|达到|达|低于|小于|少于|大于|高于|超过|为|在|[≥≤=><])?"
    r"(?P<number>\d+(?:\.\d+)?)(?P<more>多|余)?"
    r"(?P<unit>%|万元|亿元|元(?:/[\u4e00-\u9fff])?|人次|家次|户次|个?工作日|小时|分钟|个月|公里|平方米|[\u4e00-\u9fff])"
    r"(?P<after>及?以[上内下])?"
)


@dataclass(frozen=True)
class Promise:
    """A number that a clause sets: ``信息平台覆盖率达到98%以上``."""

    what: str
    """The words before the number, folded."""
    number: Decimal
    unit: str
    operator: str | None
    """One of ≥ ≤ > < = as the words before or behind the number mean it; None where they say none."""
    printed: str
    """The clause, white space aside, as a quote."""


def promises(text: str) -> list[Promise]:
    """The numbers that ``text`` sets, clause by clause; the first of a clause counts, with the words before it."""
    found = []
    for clause in _CLAUSE.split(squeeze(text)):
        match = _PROMISE.match(_DATES.sub("", fold(clause)))
        if match and len(match["what"]) >= 2:
            value = normal(f"{match['verb'] or ''}{match['number']}{match['unit']}{match['after'] or ''}")
            found.append(Promise(match["what"], Decimal(match["number"]), match["unit"], value.operator, clause))
    return found
