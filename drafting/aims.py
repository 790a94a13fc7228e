"""What the user says the money is for, in the user's words: 提升基层诊疗能力，让群众就近看病."""

from __future__ import annotations

import re

from drafting import purpose_words as words
from review.facts.planted import kept_from_model

_SENTENCE = re.compile(r"(?<=[。；;！!？?\n])")
_CLAUSE = re.compile(r"[，,；;。！!\n]")
_FOR_THEM = re.compile(r"^(?:让|使|方便|便利|缓解|减轻|满足|帮助|惠及)")
_LEAD = re.compile(r"^(?:从而|进一步|为了|以)")
_TASK = re.compile(
    r"(?:运转|运行|开展|支出|经费|资金|费用|开放|发放|到位)$|^(?:通过|经)?验收|^投入|^解决.{0,6}(?:经费|资金)"
)
"""Ends of clauses that say what has to go on, not what changes by it."""
_DIGIT = re.compile(r"[\d%％]")
_SHORTEST, _LONGEST = 5, 24
_MOST = 2


def aims(purpose: str) -> str:
    """The clauses of ``purpose`` that say what changes by the work; empty where none does."""
    said = (_LEAD.sub("", clause.strip()) for clause in _CLAUSE.split(without_orders(purpose)))
    return "，".join([clause for clause in said if _is_aim(clause)][:_MOST])


def without_orders(text: str) -> str:
    """``text`` without the sentences that may speak to a program."""
    return "".join(part for part in _SENTENCE.split(text) if not kept_from_model(part))


def _is_aim(clause: str) -> bool:
    told = words.OUTCOME.match(clause) or _FOR_THEM.match(clause)
    fits = _SHORTEST <= len(clause) <= _LONGEST and not _DIGIT.search(clause)
    return bool(told) and fits and not _TASK.search(clause)
