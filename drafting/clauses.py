"""A purpose text cut into clauses and their parts, before any verb is read: what belongs together in a list stays so."""

from __future__ import annotations

import re
from functools import lru_cache

from drafting import purpose_words as words
from drafting.lexicon import is_people, is_thing, kind_of, verbs
from drafting.phrases import tidy
from drafting.quantities import take_money, take_quantities, take_standards

_KEPT = {"、": "\ue000", "和": "\ue001", "与": "\ue002", "及": "\ue003"}
"""Stand-ins for separators inside a list that is no list of activities."""
_HIDE = str.maketrans(_KEPT)
_SHOW = str.maketrans({mark: sign for sign, mark in _KEPT.items()})


def clauses(text: str) -> list[str]:
    """The clauses of ``text`` without the documents that the work follows and without empty ones."""
    plain = words.AND_OTHERS.sub("", words.AFTER.sub("", _unfold_brackets(text)))
    return [bare for clause in words.CLAUSE.split(plain) if (bare := clause.strip(" 　:："))]


def parts(clause: str) -> list[str]:
    """The parts of ``clause``, each about one thing: 购置灭火器、防火服 → 购置灭火器, 防火服."""
    found = [part for part in words.PART.split(_whom_together(clause)) if part and part.strip()]
    return [
        part.translate(_SHOW)
        for part in _each(_summed(_paid_together(found)))
        if not words.FEAST.fullmatch(part.strip())
    ]


def _whom_together(clause: str) -> str:
    """对煤改电、煤改气用户发放补贴: those for whom it is done are one part."""
    clause = words.LETTERED.sub(_KEPT["、"], clause)
    hired = words.HIRED.match(clause)
    at = hired.end() - hired[0].endswith("对") if hired else 0
    match = for_whom().match(clause[at:])
    if not match:
        return clause
    start, stop = (at + place for place in match.span("whom"))
    whom, rest = clause[start:stop], clause[stop:]
    light = words.LIGHT.match(rest)
    if light and not any(v in part for part in words.PART.split(rest)[:-1] for v in verbs()):
        rest = rest.translate(_HIDE)  # 对企业开展废水、废气监测: one verb for all
    bare, counts = take_quantities(whom)
    # 对A、B进行: all of it stands between the two
    named = (light and len(counts) < words.LEAST_LIST) or is_people(bare) or is_thing(bare)
    if named or words.PLACE_OF_WORK.search(bare) or (counts and whom.endswith(counts[-1].quote)):
        whom = whom.translate(_HIDE)
    return clause[:start] + whom + rest


def _paid_together(found: list[str]) -> list[str]:
    """发放孤儿和困境儿童生活费: what is paid stands behind the last of those who get it."""
    for k, part in enumerate(found[:-1]):
        verb = next((v for v in verbs() if part.startswith(v)), "")
        thing = part[len(verb) :]
        paid = kind_of(verb) in ("distribute", "subsidy") and (is_people(thing) or (thing and not is_thing(thing)))
        paid = paid and not take_quantities(part)[1] and not words.MONEY_OBJECT.search(thing)
        if paid and words.MONEY_OBJECT.search(found[k + 1]):
            return [*found[:k], f"{part}{_KEPT['和']}{found[k + 1]}", *found[k + 2 :]]
    return found


def _summed(found: list[str]) -> list[str]:
    """建设人口、法人、地理信息三个基础库: a list of as many members as its last word counts is that one thing."""
    if len(found) < words.LEAST_LIST:
        return found
    first = next((v for v in verbs() if found[0].startswith(v)), "")
    if (named := words.EXAMPLES.match(found[-1])) and not any(take_quantities(part)[1] for part in found[:-1]):
        if tidy(found[-1][named.end() :]) not in ("", *words.KINDS_OF_THINGS):
            return [first + found[-1][named.end() :]]
        found = [*found[:-1], named[0].removesuffix("等")]  # 护理床、移位机等设备: the examples say more
    _, counts = take_quantities(found[-1])
    if not counts or counts[0].number != len(found):
        return found
    at = found[-1].find(counts[0].quote)
    rest = found[-1][at:]
    return [first + rest] if at > 0 and len(rest) > len(counts[0].quote) else found


def _each(found: list[str]) -> list[str]:
    """培训与演练各两场: the count behind the last is that of each."""
    if len(found) < words.LEAST_LIST or not words.EACH.search(found[-1]):
        return found
    rest, count = words.EACH.split(found[-1], 1)
    if any(take_quantities(part)[1] for part in (*found[:-1], rest)):
        return found
    said = [part for part in found[:-1] if any(v in part for v in verbs())]
    if not said and rest.endswith(verbs()):  # 汽车、制造实训室建设各1个: what the first is of stands behind the last
        return [rest + count]
    return [part + count for part in (*found[:-1], rest)]


def _unfold_brackets(text: str) -> str:
    """Brackets that hold a count or an amount are opened, others are dropped."""

    def opened(match: re.Match[str]) -> str:
        inner = match[1]
        if len(words.PART.split(inner)) >= words.LEAST_LIST and take_quantities(inner)[1]:
            return f"，{inner}"  # 物资补充（编织袋2万条、救生衣300件）
        return inner if take_money(inner)[1] or take_quantities(inner)[1] or take_standards(inner)[1] else ""

    text = re.sub(r"[（(](?:(?:19|20)\d\d[^（）()\u4e00-\u9fff]*)[)）]", "", text)
    return re.sub(r"[（(]([^（）()]*[\u4e00-\u9fff][^（）()]{1,})[)）]", opened, text)


@lru_cache(maxsize=1)
def for_whom() -> re.Pattern[str]:
    """The beginning of a clause that says for whom something is done."""
    return re.compile(words.FOR.pattern.replace("@@", "|".join(map(re.escape, verbs()))))
