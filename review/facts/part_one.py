"""Part one against part two: which project an item speaks of, and the numbers that its text promises."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.chars import fold, squeeze
from corpus.records import Document, PartOneItem, Project
from review.facts.texts import likeness, pairs, plain
from review.memo import by_identity

_ASIDE = re.compile(r"[(（][^)）]*[)）]")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,6}(?:[〔\[【(]?20\d{2}年?[〕\]】)]?)?第?\d+号(?:文)?")
_NOTICE = re.compile(r"提前下达|关于(?:印发|下达)?|的?通知$|(?:19|20)\d{2}年度?|中央|省级|市级|县级|本级")
_ENDING = re.compile(r"(?:等|的|各类|专项|经费|资金|费用|补助|费|工作|项目|启动|支出|款)+$")
_SAME = 0.6
"""Likeness from which two names mean one project; below it they are kept apart."""

_CLAUSE = re.compile(r"[，,；;。\n]+")
_DATES = re.compile(
    r"(?:20\d{2}年(?:度)?)|(?<!\d)\d{1,2}\.\d{1,2}(?=[\u4e00-\u9fff])(?![万元亿千百公平亩吨米倍个])|\d{1,2}月(?:\d{1,2}日)?|^\d[、.]|第\d+"
)
"""Numbers that are no quantity: years, 5.12, months and ordinals."""
_PROMISE = re.compile(
    r"(?P<what>[^\d]*?)(?:比例|数量?)?(?P<verb>不?不低于|不少于|不不?超过|不高于|不大于|控制在|达到|达|低于|小于|少于|大于|高于|超过|为|在|[≥≤=><])?"
    r"(?P<number>\d+(?:\.\d+)?)(?P<more>多|余)?"
    r"(?P<unit>%|万元|亿元|元(?:/[\u4e00-\u9fff])?|人次|家次|户次|个?工作日|小时|分钟|个月|公里|平方米|[\u4e00-\u9fff])"
)


@dataclass(frozen=True)
class Promise:
    """A number that a clause of part one sets: ``信息平台覆盖率达到98%以上``."""

    what: str
    """The words before the number, folded."""
    number: Decimal
    unit: str
    printed: str
    """The clause, white space aside, as a quote."""


def name_core(name: str) -> str:
    """A project's name without document numbers, years, brackets and endings such as 专项经费."""
    bare = plain(_NOTICE.sub("", _NUMBER.sub("", _ASIDE.sub("", fold(name)))))
    return _ENDING.sub("", bare) or bare


def matches(document: Document) -> list[tuple[PartOneItem, Project | None]]:
    """Each item of part one with its project in part two, or None; no project is given to two items."""
    return list(_matches(document))


@by_identity
def _matches(document: Document) -> tuple[tuple[PartOneItem, Project | None], ...]:
    items = document.part_one.items if document.part_one else ()
    projects = document.projects
    left = {k: name_core(project.name or project.title or "") for k, project in enumerate(projects)}
    scored = sorted(
        (
            (_name_score(name_core(item.name), core), -n, -k)
            for n, item in enumerate(items)
            for k, core in left.items()
            if core
        ),
        reverse=True,
    )
    taken: dict[int, int] = {}
    for score, n, k in scored:
        if score >= _SAME and -n not in taken and -k not in taken.values():
            taken[-n] = -k
    return tuple((item, projects[taken[n]] if n in taken else None) for n, item in enumerate(items))


def _name_score(a: str, b: str) -> float:
    if a == b:
        return 1.0
    inside = len(min(a, b, key=len)) >= 4 and (a in b or b in a)
    return max(likeness(a, b), 0.7 if inside else 0.0)


def promises(text: str) -> list[Promise]:
    """The numbers that ``text`` sets, clause by clause; the first of a clause counts, with the words before it."""
    found = []
    for clause in _CLAUSE.split(squeeze(text)):
        match = _PROMISE.match(_DATES.sub("", fold(clause)))
        if match and len(match["what"]) >= 2:
            found.append(Promise(match["what"], Decimal(match["number"]), match["unit"], clause))
    return found


def shared(what: str, texts: Sequence[str]) -> float:
    """How far the words of a promise are found in a row: the best share over the row's texts, either way round."""
    words = pairs(what)
    best = 0.0
    for text in texts:
        other = pairs(text)
        if words and other:
            both = len(words & other)
            best = max(best, both / len(words), both / len(other) if len(other) >= 4 else 0.0)
    return best
