"""What the library knows of single words: verbs of activities, things that are counted, people."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.library import activity_kinds, units

_WORK = ("误工", "施工", "加工", "手工", "竣工", "复工", "用工", "开工", "完工", "招工")
"""Words for work, which end as those for workers do."""


@lru_cache(maxsize=1)
def verbs() -> tuple[str, ...]:
    """Every verb that the library knows, the longest first."""
    return tuple(sorted({v for kind in activity_kinds() for v in kind.verbs}, key=len, reverse=True))


def kind_of(verb: str) -> str:
    """Id of the kind of activity that ``verb`` means; empty for one that the library does not know."""
    return next((kind.id for kind in activity_kinds() if verb in kind.verbs), "")


def kinds_in(text: str) -> set[str]:
    """Ids of the kinds of activity whose verbs stand in ``text``."""
    return {kind_of(verb) for verb in verbs() if verb in text}


def is_thing(word: str) -> bool:
    """Whether ``word`` ends in the name of a thing that the library counts: 疫苗, 设备."""
    return word.endswith(tuple(end for end in units().objects if len(end) > 1))


def doing_of(text: str) -> str:
    """What ``text`` ends in where that is something done, of no kind that the library knows: 抢修 in 管网抢修."""
    return next((word for word in units().doings if text.endswith(word)), "")


def doing_before(text: str) -> str:
    """What is done to the thing that ``text`` names behind it, of no kind that the library knows: 打捞 in 打捞漂浮物."""
    return next((word for word in units().doings if text.startswith(word) and len(text) > len(word) + 1), "")


def is_people(word: str) -> bool:
    """Whether ``word`` names people."""
    return word.endswith(units().people) and not word.endswith(_WORK)


def people_before(clause: str) -> str:
    """The people with whom ``clause`` begins, before a verb: 社区工作者 in 社区工作者招聘和培训."""
    ends = [k for k in range(2, min(len(clause), 12)) if is_people(clause[:k]) and clause[k:].startswith(verbs())]
    return clause[: max(ends)] if ends else ""


def served_in(text: str) -> str:
    """The beginning of ``text`` that says for whom: 为二年级学生; empty where it says nothing of people."""
    match = _served().match(text)
    return match[0] if match else ""


@lru_cache(maxsize=1)
def _served() -> re.Pattern[str]:
    people = sorted((word for word in units().people if len(word) > 1), key=len, reverse=True)
    return re.compile(r"(?:为|对|给|向)[\u4e00-\u9fff\d]{0,8}?(?:" + "|".join(people) + ")(?=.{2,})")
