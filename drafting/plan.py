"""When the work stands ready and how the money flows until then: arithmetic on the calendar, no guess."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.library import Category
from corpus.records import Record, SpendingStep
from drafting.activity import Activity
from drafting.brief import Brief
from drafting.dates import latest
from drafting.due import Due, Task, due, works

_MONTHS = (3, 6, 10, 12)
"""The points in time that the Hebei form asks for."""
_LAST = 12


class Deadline(Record):
    """The date by which the work is done."""

    month: int
    text: str
    """As printed in the table: ``2027年12月底前``."""
    quote: str | None = None
    """The user's words; null where it is the end of the budget year."""
    name: str = ""
    """What it is called where it is no day on which all is done: 低保金发放时间 of 每月10日前."""
    again: bool = False
    """Whether it is such a time."""
    paid: bool = False
    """Whether it is when money is paid out."""
    tasks: tuple[Task, ...] = ()
    """What the user wants by a date of its own."""

    @property
    def later(self) -> tuple[Task, ...]:
        """The tasks that are due only after the budget year, and so after the rest of the project."""
        return tuple(task for task in self.tasks if task.later)

    @property
    def words(self) -> str:
        """The date as the goals tell it: ``2027年12月底前（其中疫木清理2028年3月底前）``."""
        told = "、".join(f"{task.what}{task.text}" for task in self.later)
        return f"{self.text}（其中{told}）" if told else self.text


def deadline(brief: Brief, activities: Sequence[Activity], categories: Sequence[Category] = ()) -> Deadline:
    """The project's own date in the user's words, else the season's, else the end of the budget year; with the dates that
    are of one task only.

    Where every task has a date the last of them is the project's, and no project is done before its last task.
    """
    year = f"{brief.year}年" if brief.year else ""
    told = due(brief.name, brief.purpose, activities, brief.year) or due(brief.name, brief.name, (), brief.year)
    once = [one for one in told if not one.moment.again]
    whole = [one.moment for one in once if one.whole]
    again = next((one for one in told if one.moment.again and one.whole), None)
    if whole or (once and _all_told(once, works(brief.purpose, activities))):
        last = latest([one.moment for one in once])
        tasks = _tasks(told, last.text)
        return Deadline(month=_LAST if last.later else last.month, text=last.text, quote=last.quote, tasks=tasks)
    if again:
        at = again.moment
        tasks = _tasks(told, at.text)
        return Deadline(
            month=at.month, text=at.text, quote=at.quote, name=again.name, again=True, paid=again.paid, tasks=tasks
        )
    if not told and categories and categories[0].season:
        return Deadline(month=categories[0].season_month, text=year + categories[0].season)
    text = f"{year}12月底前"
    return Deadline(month=_LAST, text=text, tasks=_tasks(told, text))


def _all_told(told: Sequence[Due], activities: Sequence[Activity]) -> bool:
    """Whether there is a date for every task."""
    dated = [a for one in told for a in one.activities]
    return bool(dated) and all(a in dated for a in activities)


def _tasks(told: Sequence[Due], project: str) -> tuple[Task, ...]:
    """The dates that are not the project's, each name once."""
    named = {one.name: one.moment for one in told if one.name and one.moment.text != project}
    return tuple(
        Task(name=name, text=m.text, quote=m.quote, again=m.again, later=m.later > 0) for name, m in named.items()
    )


def spending_plan(deadline: Deadline) -> tuple[SpendingStep, ...]:
    """Even over the months until the deadline, cumulative, 100 % at the end of the year and from the deadline on."""
    return tuple(
        SpendingStep(month=month, percent=str(100 if month >= deadline.month else round(100 * month / deadline.month)))
        for month in _MONTHS
    )
