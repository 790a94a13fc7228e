"""What a purpose names and no activity has taken up: kept under the user's own words, however it is worded (执行悬赏公告)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.library import activity_kinds
from drafting import purpose_words as words
from drafting.activity import Activity
from drafting.clauses import clauses
from drafting.lexicon import is_people, verbs
from drafting.phrases import without_season
from drafting.quantities import take_money, take_quantities, take_standards
from review.facts.planted import kept_from_model

_A_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z“”]{4,14}")
_ABOUT_HOW = re.compile(
    r"^(?:[对为向给在由以按经与及和从被因如各该其此凡若须应可已未不无有是年月季周天后前并再仍又均都全每分共另含除到至达](?!急|视|研|期|端|人机|机|动产|障碍|害|线|民|景|质|水|土|科|校|流|区)|"
    r"通过|统一|实行|纳入|采取|采用|合同|期限|时间|周期|范围|标准|其余|相关|有关|要求|预计|惠及|受益|带动|覆盖|保证|做到|达到|确保|包括|涉及|属于|位于|所需)"
    r"|(?:[的了着过中后时上下内外间为等和与及为]|要求|标准|范围|为主|为准|负责|承担|执行|到位|完毕|完成|结束|左右|以内|以上|以下|期限|计算|拨付|兑付|支付|不限|原则|方式|比例|比例承担|资金|经费|费用|费|支出|配套)$"
    r"|[你您我请]|作为|财政|预算|政府采购|招标|合同|市场化|不超过|不少于|不低于|验收|按照|根据|依据"
)
"""Clauses that say how, when, for whom or by what rule, or speak to somebody: no work and no thing."""
_RECURRING = re.compile(r"(?:[水电气暖热网]|燃气|供热|采暖|取暖|通[讯信]|电话|专线|流量|房租|租赁|物业)费$|租金$")
"""What is paid month by month: counted by the months paid. Other costs are no work and get no row."""
_PAID = "支付"
_SENTENCE = re.compile(r"(?<=[。；;！!？?\n])")
"""Between sentences: one that may speak to a program names no work."""
_LEAST_SAID = 0.34
"""Share of its character pairs in an activity's words from which a part is taken up there."""


def unread(text: str, activities: Sequence[Activity]) -> list[Activity]:
    """The parts of ``text`` that name what is done or got and stand in none of ``activities``, each as one to be counted."""
    said = "\0".join(part for a in activities for part in (a.object, a.act, a.whom, *_own_quote(a)))
    other = next(kind for kind in activity_kinds() if kind.id == "other")
    found: dict[str, Activity] = {}
    plain = "".join(part for part in _SENTENCE.split(text) if not kept_from_model(part))
    for clause in clauses(plain):
        if words.OUTCOME.match(clause) or clause.startswith(("其中", "包括")):
            continue
        parts = [part for part in words.PART.split(clause) if part.strip()]
        names = [_named(part) for part in parts]
        if len(parts) > 1 and (not all(names) or any(_taken_up(name, said) for name in names)):
            # members of a list may share a verb or a count that stands behind the last; bills share nothing
            names = [name if name.endswith(_PAID) else "" for name in names]
        for part, name in zip(parts, names, strict=True):
            if name and part.strip() in text and not _taken_up(name, said):
                found[name] = Activity(kind=other, act="", object=name, quote=part.strip())
    return list(found.values())


def _own_quote(activity: Activity) -> tuple[str, ...]:
    """The activity's quote where it is about nothing else: that of a list is the whole of its clause."""
    return () if words.PART.search(activity.quote) else (activity.quote,)


def _named(part: str) -> str:
    """The bare words of a part of a clause; empty where they name nothing that could be counted."""
    rest, standards = take_standards(part)
    rest, money = take_money(rest)
    rest, counts = take_quantities(rest)
    if standards or counts or money:
        return ""
    name = without_season(words.LEAD.sub("", words.DATES.sub("", rest).strip()))
    name = words.HEAD.sub("", name)
    if _RECURRING.search(name) and _A_NAME.fullmatch(name) and not _ABOUT_HOW.search(name.removesuffix("费")):
        return f"{name}{_PAID}"
    plain = bool(_A_NAME.fullmatch(name)) and not _ABOUT_HOW.search(name) and not words.NO_NOUN.search(name)
    if not plain or words.OUTCOME.match(name) or words.COSTS.search(name) or is_people(name):
        return ""
    return "" if name in words.GENERIC or name in verbs() else name


def _taken_up(name: str, said: str) -> bool:
    pairs = [a + b for a, b in pairwise(name)]
    return sum(pair in said for pair in pairs) >= len(pairs) * _LEAST_SAID
