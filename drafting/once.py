"""What is counted already, so that nobody is asked for it again under another name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from drafting.activity import Activity
from drafting.draft import DraftRow
from drafting.purpose_words import PART

_WORD = 2
"""Characters of a word."""


def in_parts(activity: Activity, others: Sequence[Activity]) -> bool:
    """Whether what is named without a count is counted part by part: 两癌检查 beside 宫颈癌筛查7000人、乳腺癌筛查5400人."""
    if activity.quantities or not activity.object:
        return False
    alike = [a for a in others if a.quantities and a.kind.id == activity.kind.id]
    parts = PART.split(activity.object)
    return len(parts) > 1 and all(any(part in a.object for a in alike) for part in parts)


def paid_for_counted(activity: Activity, row: DraftRow, pairs: Sequence[tuple[Activity, DraftRow]]) -> bool:
    """Whether an open count of what is paid would ask again for what it is paid for: 造林补助面积 beside 造林3000亩."""
    if not row.pending or activity.kind.id != "subsidy":
        return False
    named = re.sub(r"(?:补[贴助]|奖[补励])$", "", activity.object + activity.act)
    counted = [r.name for a, r in pairs if not r.pending and r.unit == row.unit and a.kind.id != "subsidy"]
    return len(named) >= _WORD and any(named in name for name in counted)


def paid_in_parts(activity: Activity, row: DraftRow, pairs: Sequence[tuple[Activity, DraftRow]]) -> bool:
    """Whether those of an open count are counted group by group: 发放高龄津贴 beside 80周岁津贴5200人、90周岁津贴860人."""
    if not row.pending or activity.kind.id != "subsidy":
        return False
    alike = [a for a, r in pairs if a.kind.id == "subsidy" and not r.pending and r.unit == row.unit]
    return len(alike) > 1 and all(a.act in activity.object + activity.act or a.act == activity.act for a in alike)


def asked_by_standard(activity: Activity, row: DraftRow, pairs: Sequence[tuple[Activity, DraftRow]]) -> bool:
    """Whether an open count is of what is only paid by the measure of another: 保管费每吨100元 beside 储备8000吨."""
    each = {standard.text.partition("/")[2].partition("·")[0] for standard in activity.standards}
    if not row.pending or activity.kind.id == "subsidy":
        return False
    return any(not r.pending and (r.unit or "").lstrip("万") in each for _, r in pairs)


def told_by_another(row: DraftRow, rows: Iterable[DraftRow]) -> bool:
    """Whether an open count is only the name of one that the user has counted: 法律援助 beside 法律援助案件220件."""
    bare = re.sub(r"(?:数量|次数|人次|件数)$", "", row.name)
    return row.pending and any(len(bare) > _WORD and bare in other.name for other in rows if not other.pending)
