"""绩效目标 of a draft: what is done until when for how much, and what changes by it. No adjective without a measure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.library import Category
from corpus.library.recognise import of_another_sector, speaks_of
from corpus.taxonomy import BENEFITS
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
_OF_ANY_THING = (
    "activities/build",
    "activities/repair",
    "activities/purchase",
    "activities/supply",
    "activities/event",
)
"""Kinds whose effects say that a thing is used and kept, or how many came, which hardly shows what changed."""
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
    first = f"{until.text}完成{work}{more}，全年支出不超过{plain(brief.budget)}万元。"
    measured = _measured(rows)[:_MOST_MEASURES]
    outcome = aims(brief.purpose) or _of_sector(categories, brief) or _GENERAL
    measure = f"，{'、'.join(measured)}达到指标表所列目标值" if measured else ""
    return first, f"项目实施后，{outcome}{measure}。"


def _of_sector(categories: Sequence[Category], brief: Brief) -> str:
    """What projects of the brief's sector bring about, without what is another matter; of a guessed sector only what the
    brief speaks of."""
    text = brief.name + brief.purpose
    parts = categories[0].outcome.split("，") if categories else []
    sure = is_sure(brief)
    return "，".join(part for part in parts if speaks_of(part, text) or (sure and not of_another_sector(part, text)))


def _measured(rows: Sequence[DraftRow]) -> list[str]:
    """By what the outcome is measured: the sector's own indicators before those of any thing bought or built (投入使用率)."""
    effects = [row for row in rows if row.level2 in BENEFITS]
    own = [row for row in effects if not row.sources[0].id.startswith(_OF_ANY_THING)]
    return [row.name for row in own or effects]


def _phrase(activity: Activity) -> str:
    """``演练2次``, ``灭火器购置300具``: object, verb and the user's counts."""
    counts = "、".join(_count(q.text.removeprefix("≥"), q.scope) for q in activity.quantities)
    noun = activity.act if activity.kind.id in ("purchase", "meet", "print", "publicity") else noun_of(activity)
    act = "" if activity.object.endswith(noun) else noun
    return f"{activity.object}{act}{counts}"


def _count(text: str, scope: str) -> str:
    return f"{text}{scope}"
