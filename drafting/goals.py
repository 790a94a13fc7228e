"""绩效目标 of a draft: what is done until when for how much, and what changes by it. No adjective without a measure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.library import Category
from corpus.taxonomy import BENEFITS, Level2
from drafting.activity import Activity
from drafting.aims import aims
from drafting.brief import Brief
from drafting.costs import plain
from drafting.draft import DraftRow
from drafting.goal_work import work_told
from drafting.outcomes import outcomes
from drafting.plan import Deadline

_MOST_MEASURES = 2
_OUTCOMES = (*(level for level in Level2 if level in BENEFITS), Level2.QUALITY, Level2.SATISFACTION)
"""Classes of the rows by which an outcome is measured, the benefits first."""
_WAYS = {"≥": "不低于", "≤": "不超过", "=": "达到"}
_PRICE = re.compile(r"利率")
"""What only says how dear the money is, though it is a rate."""
_GENERAL = "各项任务按期完成，达到约定的质量要求"


def goals(
    brief: Brief,
    activities: Sequence[Activity],
    categories: Sequence[Category],
    rows: Sequence[DraftRow],
    until: Deadline,
) -> tuple[str, ...]:
    """Two sentences: the work with the user's counts, its date and its limit; then the outcome with its measure."""
    work = work_told(activities, rows) or f"完成{brief.name}"
    first = f"{until.words}{work}，全年支出不超过{plain(brief.budget)}万元。"
    measured = _measured(rows)[:_MOST_MEASURES]
    own = aims(brief.purpose)
    changed = [own] if own else outcomes(brief, activities, categories, measured)
    return first, f"项目实施后，{'，'.join([*changed, *measured]) or _GENERAL}。"


def _measured(rows: Sequence[DraftRow]) -> list[str]:
    """What the user has set for the outcome, in words: 点位在线率不低于98%. Where nothing is set nothing is promised."""
    told = [row for row in rows if row.level2 in _OUTCOMES and not row.pending and not _PRICE.search(row.name)]
    told.sort(key=lambda row: list(_OUTCOMES).index(row.level2))
    return [f"{row.name}{_WAYS.get(row.way or '', '达到')}{(row.value or '').lstrip('≥≤=')}" for row in told]
