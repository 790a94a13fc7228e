"""Rows of 时效: the date of the whole project, and those of single tasks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.library import evidence_for
from corpus.taxonomy import Level2
from drafting.activity import Activity
from drafting.brief import Brief
from drafting.candidates import user_source
from drafting.count_names import noun_of, object_of
from drafting.draft import DraftRow, Source, SourceKind
from drafting.due import LONGEST, Task
from drafting.plan import Deadline
from drafting.project_name import ends_in_act, titled

MOST_TASKS = 2
"""Most rows for tasks with a date of their own beside the project's."""


def finished(brief: Brief, theme: str, activities: Sequence[Activity], until: Deadline) -> DraftRow:
    """The date by which the work is done, or the time at which it is done again and again."""
    if until.again:
        what = "发放" if until.paid else ""
        name = until.name or re.sub("(?:任务|发放|拨付)?完成时间$", f"{what}时间", _project(brief, theme, activities))
        return _row(name, until.text, _when(name), _source(brief, until))
    about = "资金用途所列任务全部完成并验收的最晚日期"
    name = _project(brief, theme, activities)
    if until.later:  # the project is not done before its last task
        rest = re.sub("(?:任务)?完成时间$", "其余任务完成时间", name)
        name, about = rest if len(rest) <= LONGEST else "其余任务完成时间", f"除{until.later[0].what}外，{about}"
    return _row(name, until.text, about, _source(brief, until))


def of_tasks(until: Deadline) -> list[DraftRow]:
    """The dates of single tasks, which are not the project's."""
    return [_row(task.name, task.text, _about(task), user_source(task.quote)) for task in until.tasks][:MOST_TASKS]


def _row(name: str, value: str, about: str, source: Source) -> DraftRow:
    return DraftRow(
        level2=Level2.TIMELINESS,
        name=name,
        description=about,
        value=value,
        way="date",
        evidence=evidence_for(Level2.TIMELINESS),
        sources=(source,),
    )


def _about(task: Task) -> str:
    return _when(task.name) if task.again else f"{task.what}全部完成的最晚日期"


def _when(name: str) -> str:
    return f"年度内各次{name.removesuffix('时间')}的实际日期"


def _project(brief: Brief, theme: str, activities: Sequence[Activity]) -> str:
    """How the project's date is called: 护林员培训完成时间, 惠民殡葬补贴发放完成时间."""
    short = titled(brief.name)
    paid = any(a.kind.id == "subsidy" for a in activities) and re.search(r"补[贴助]$|奖补$|津贴$", short)
    act = "" if ends_in_act(short) else "发放" if paid else "拨付" if short.endswith("费") else "任务"
    names = [f"{short}{act}完成时间", f"{theme}任务完成时间"]
    if activities and activities[0].act:
        noun = noun_of(activities[0])
        names.insert(1, f"{object_of(activities[0], theme, noun)}{noun}完成时间")
    return next((name for name in names if len(name) <= LONGEST), "年度任务完成时间")


def _source(brief: Brief, until: Deadline) -> Source:
    if until.quote:
        return user_source(until.quote)
    if brief.year:
        return Source(id="brief/year", kind=SourceKind.USER, quote=str(brief.year))
    return Source(id="budget-year", kind=SourceKind.LIBRARY, quote="预算年度终了前完成")
