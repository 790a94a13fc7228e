"""What the user says the money is for, in the user's words: 提升基层诊疗能力，让群众就近看病."""

from __future__ import annotations

import re

from drafting import purpose_words as words
from drafting.lexicon import verbs
from review.facts.planted import kept_from_model

_SENTENCE = re.compile(r"(?<=[。；;！!？?\n])")
_CLAUSE = re.compile(r"[，,；;。！!\n]")
_FOR_THEM = re.compile(r"^(?:让|使|方便|便利|缓解|减轻|满足|帮助|惠及|丰富|稳定)")
_LEAD = re.compile(r"^(?:(?:项目)?(?:实施|完成|建成|完工)后)?(?:从而|进一步|为了|目的是|旨在|用于|可以?|能够?|以)?")
_HOW_MANY = re.compile(
    r"约?近?\d[\d.]*万?[余多]?(?![\d万小天日月年元亩公个项处种])(?:[名户位](?=[\u4e00-\u9fff]{2})|(?=[^\d，]{0,6}(?:群众|居民|人口|村民|学生|职工|农户|师生|老人))|人(?![口员次]))"
)
"""How many people an aim is for: a row counts them."""
_TASK = re.compile(
    r"(?:运转|运行|开展|支出|经费|资金|费用|开放|发放|到位|(?:有效|[^效功])率)$|完成|^(?:通过|经)?验收|^投入|^解决.{0,6}(?:经费|资金)|全覆盖$|^保[障证].*(?:工资|社会保险|社保|伙食|服装)"
)
"""Ends of clauses that say what has to go on, not what changes by it."""
_REACH = re.compile(r"惠及")
"""With a number, how many are served: a row of its own."""
_DIGIT = re.compile(r"[\d%％]")
_SHORTEST, _LONGEST = 5, 24
_MOST = 2


def aims(purpose: str) -> str:
    """The clauses of ``purpose`` that say what changes by the work; empty where none does."""
    said = [_LEAD.sub("", clause.strip()) for clause in _CLAUSE.split(without_orders(purpose))]
    told = [
        _without_tasks(_HOW_MANY.sub("", clause))
        for clause in said
        if not (_REACH.match(clause) and _DIGIT.search(clause))
    ]
    return "，".join([clause for clause in told if _is_aim(clause)][:_MOST])


def _without_tasks(clause: str) -> str:
    """``clause`` without what is done beside what it is for: 改善条件、购置教具."""
    first, *others = clause.split("、")
    return first if any(other.startswith(verbs()) for other in others) else clause


def without_orders(text: str) -> str:
    """``text`` without the sentences that may speak to a program."""
    return "".join(part for part in _SENTENCE.split(text) if not kept_from_model(part))


def _is_aim(clause: str) -> bool:
    told = words.OUTCOME.match(clause) or _FOR_THEM.match(clause)
    fits = _SHORTEST <= len(clause) <= _LONGEST and not _DIGIT.search(clause)
    return bool(told) and fits and not _TASK.search(clause)
