"""Part one against part two: which project an item speaks of, and the numbers that its text promises."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.chars import fold
from corpus.records import Document, PartOneItem, Project
from review.facts.texts import likeness, pairs, plain
from review.memo import by_identity

_ASIDE = re.compile(r"[(（][^)）]*[)）]")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,6}(?:[〔\[【(]?20\d{2}年?[〕\]】)]?)?第?\d+号(?:文)?")
_NOTICE = re.compile(r"提前下达|关于(?:印发|下达)?|的?通知$|(?:19|20)\d{2}年度?|中央|省级|市级|县级|本级")
_ENDING = re.compile(r"(?:等|的|各类|专项|经费|资金|费用|补助|费|工作|项目|启动|支出|款)+$")
_SAME = 0.6
"""Likeness from which two names mean one project; below it they are kept apart."""


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
