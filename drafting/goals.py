"""绩效目标 of a draft: what is done until when for how much, and what changes by it. No adjective without a measure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.library import Category
from corpus.library.recognise import of_another_sector, speaks_of
from corpus.taxonomy import BENEFITS, Level2
from drafting.activity import Activity
from drafting.aims import aims
from drafting.brief import Brief
from drafting.category import is_sure
from drafting.costs import plain
from drafting.count_names import noun_of
from drafting.draft import DraftRow
from drafting.plan import Deadline

_LEAD = re.compile(r"^(?:资金)?(?:主要)?(?:用于|拟|计划|并|同时)+")
_MOST_ACTIVITIES = 6
_MOST_MEASURES = 2
_OUTCOMES = (*(level for level in Level2 if level in BENEFITS), Level2.QUALITY, Level2.SATISFACTION)
"""Classes of the rows by which an outcome is measured, the benefits first."""
_WAYS = {"≥": "不低于", "≤": "不超过", "=": "达到"}
_GENERAL = "各项任务按期完成，达到约定的质量要求"


def goals(
    brief: Brief,
    activities: Sequence[Activity],
    categories: Sequence[Category],
    rows: Sequence[DraftRow],
    until: Deadline,
) -> tuple[str, ...]:
    """Two sentences: the work with the user's counts, its date and its limit; then the outcome with its measure."""
    work = "、".join(_phrase(a) for a in activities[:_MOST_ACTIVITIES]) or brief.name
    more = "等" if len(activities) > _MOST_ACTIVITIES else ""
    first = f"{until.words}完成{work}{more}，全年支出不超过{plain(brief.budget)}万元。"
    outcome = aims(brief.purpose) or _of_sector(categories, brief) or _GENERAL
    measured = _measured(rows)[:_MOST_MEASURES]
    return first, f"项目实施后，{'，'.join((outcome, *measured))}。"


def _of_sector(categories: Sequence[Category], brief: Brief) -> str:
    """What projects of the brief's sector bring about, without what is another matter; of a guessed sector only what the
    brief speaks of."""
    text = brief.name + brief.purpose
    parts = categories[0].outcome.split("，") if categories else []
    sure = is_sure(brief)
    return "，".join(part for part in parts if speaks_of(part, text) or (sure and not of_another_sector(part, text)))


def _measured(rows: Sequence[DraftRow]) -> list[str]:
    """What the user has set for the outcome, in words: 点位在线率不低于98%. Where nothing is set nothing is promised."""
    told = [row for row in rows if row.level2 in _OUTCOMES and not row.pending]
    told.sort(key=lambda row: list(_OUTCOMES).index(row.level2))
    return [f"{row.name}{_WAYS.get(row.way or '', '达到')}{(row.value or '').lstrip('≥≤=')}" for row in told]


def _phrase(activity: Activity) -> str:
    """``演练2次``, ``灭火器购置300具``: object, verb and the user's counts."""
    counts = "".join(_count(q.text.removeprefix("≥"), q.scope) for q in activity.quantities)
    if activity.object == "受益" and any(q.scope for q in activity.quantities):
        return f"覆盖{counts}"
    noun = activity.act if activity.kind.id in ("purchase", "meet", "print", "publicity") else noun_of(activity)
    act = "" if activity.object.endswith(noun) else noun
    return f"{activity.object}{act}{counts}"


def _count(text: str, scope: str) -> str:
    return f"{text}{scope}"
