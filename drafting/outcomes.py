"""What changes by the work, for the goals: what the brief's sector has to say of it, else what its own work brings about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.library import Category, Outcome
from drafting.activity import Activity
from drafting.brief import Brief
from drafting.lexicon import is_people

_MOST = 2
"""Clauses of a sentence."""
_NAMED = 2
"""Objects that one clause names."""
_LONGEST = 14
"""Characters of an object that still reads as a name."""
_HOLE = re.compile(r"\{(\w+)\}")
_VALUE = re.compile(r"不低于|不超过|达到")
_SAME = 0.6
"""Share of a measure's pairs of characters by which a clause says what the measure says with its value."""


def outcomes(
    brief: Brief, activities: Sequence[Activity], categories: Sequence[Category], measured: Sequence[str]
) -> list[str]:
    """Clauses for what changes; none that ``measured`` says already, and none of what the brief has no word of."""
    found = _of_sector(brief, categories[:1]) or _of_work(activities)
    return [clause for clause in found if not any(_alike(clause, told) for told in measured)]


def _of_sector(brief: Brief, categories: Sequence[Category]) -> list[str]:
    """What the sector has to say of the brief's own words, in the order of these words."""
    text = brief.name + brief.purpose
    fitting = [o for category in categories for o in category.outcome if _fits(o, text)]
    fitting.sort(key=lambda o: min((text.find(word) for word in o.when if word in text), default=len(text)))
    return [o.text for o in fitting][:_MOST]


def _of_work(activities: Sequence[Activity]) -> list[str]:
    """The outcomes of the kinds of work, those of one kind in one clause: 档案柜、打印机等验收合格并投入使用."""
    found: dict[str, tuple[str, list[Activity]]] = {}
    for activity in activities:
        text = next((o.text for o in activity.kind.outcome if _suits(o, activity)), "")
        if text and not activity.borrowed:
            told, done = found.setdefault(activity.kind.id, (text.replace("{act}", activity.act), []))
            done += [activity] if told == text.replace("{act}", activity.act) else []
    return [_filled(text, done) for text, done in found.values()][:_MOST]


def _fits(outcome: Outcome, text: str) -> bool:
    return (not outcome.when or any(word in text for word in outcome.when)) and not any(
        word in text for word in outcome.unless
    )


def _suits(outcome: Outcome, activity: Activity) -> bool:
    filled = all(0 < len(_value(hole, activity)) <= _LONGEST for hole in _HOLE.findall(outcome.text))
    return filled and _fits(outcome, f"{activity.object}{activity.act}")


def _filled(text: str, done: Sequence[Activity]) -> str:
    def named(hole: re.Match[str]) -> str:
        values = list(dict.fromkeys(_value(hole[1], activity) for activity in done))
        return "、".join(values[:_NAMED]) + ("等" if len(values) > _NAMED else "")

    return _HOLE.sub(named, text)


def _value(hole: str, activity: Activity) -> str:
    people = activity.whom if hole == "whom" else activity.object
    if hole in ("whom", "people"):
        return people if is_people(people) else ""
    return activity.act if hole == "act" else activity.object


def _alike(clause: str, told: str) -> bool:
    name = _VALUE.split(told)[0]
    pairs = {name[k : k + 2] for k in range(len(name) - 1)}
    return sum(pair in clause for pair in pairs) >= _SAME * len(pairs)
