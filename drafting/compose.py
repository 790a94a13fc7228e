"""Brief → draft: rows for every class that suits the project, within the budget, the year and the category."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from corpus.library import Category, evidence_for
from corpus.records import Budget
from corpus.taxonomy import BENEFITS, Level2
from corpus.values import PENDING
from drafting.activities import Activity, is_people, read_purpose, subject
from drafting.brief import Brief
from drafting.candidates import library_rows, noun_of, object_of, pattern_rows, quantity_rows, usual
from drafting.category import classify, last_resort
from drafting.cite import user_documents
from drafting.costs import cost_rows
from drafting.draft import Draft, DraftRow, Source, SourceKind
from drafting.goals import goals
from drafting.history import Precedent, precedents, similarity, suggested, with_precedents
from drafting.plan import Deadline, deadline, spending_plan
from drafting.questions import questions

if TYPE_CHECKING:
    from corpus.store import Corpus

FEWEST, MOST = 8, 14
"""How many indicators a table has."""
_QUANTITIES = 5
_ORDER = list(Level2)
_RATES = BENEFITS | {Level2.QUALITY}
_SAME = 0.6
"""Names with this share of common character pairs say the same and stand in a table once."""


def draft(brief: Brief, corpus: Corpus | None = None) -> Draft:
    """The whole table for ``brief``, without a model; reviewed by the tool's own reviewer.

    Raises ConfigError for an unknown category. The same brief and corpus always give the same draft.
    """
    from review.engine import review

    found = classify(brief)
    known = precedents(brief, corpus)
    reading = read_purpose(brief.purpose)
    activities = reading.activities
    until = deadline(brief, found)
    theme = subject(brief.name)
    rows = _rows(brief, found, activities, known, theme, until)
    founded = tuple(_founded(with_precedents(row, known, brief), brief) for row in rows)
    result = Draft(
        name=brief.name,
        department=brief.department,
        year=brief.year,
        budget=Budget(total=brief.budget, fiscal=brief.budget),
        purpose=brief.purpose,
        spending_plan=spending_plan(until),
        goals=goals(brief, activities, found, founded, until),
        rows=founded,
        questions=questions(brief, found, founded, reading),
        categories=tuple(category.id for category in found),
    )
    return result.model_copy(update={"review": review([result.document()])})


def _rows(
    brief: Brief,
    found: Sequence[Category],
    activities: Sequence[Activity],
    known: Sequence[Precedent],
    theme: str,
    until: Deadline,
) -> list[DraftRow]:
    """The rows of every class, in the form's order, 8 to 14 of them."""

    def library(level: Level2, *, fitting: bool = False) -> list[DraftRow]:
        return library_rows(found, brief, level, fitting=fitting)

    def history(level: Level2) -> list[DraftRow]:
        return suggested(known, brief, level)

    effects = [row for a in activities for row in pattern_rows(a.kind.effect, a, theme)]
    chosen = _Chosen()
    chosen.add(_counted(activities, theme), _QUANTITIES)
    chosen.add(history(Level2.QUANTITY), max(0, 4 - len(chosen)))
    chosen.add(library(Level2.QUANTITY, fitting=True), max(0, 2 - len(chosen)))
    chosen.add(library(Level2.QUANTITY), max(0, 2 - len(chosen)))
    usual_ones = (*found[:1], last_resort())
    chosen.add(library_rows(usual_ones, brief, Level2.QUANTITY, loose=True), max(0, 1 - len(chosen)))
    qualities = [row for a in _one_of_each(activities) for row in pattern_rows(a.kind.quality, a, theme)[:1]]
    chosen.add(_interleaved(qualities, history(Level2.QUALITY), library(Level2.QUALITY, fitting=True)), 3)
    chosen.add(library(Level2.QUALITY), 2 - chosen.count_of(Level2.QUALITY))
    chosen.add(library_rows(usual_ones, brief, Level2.QUALITY, loose=True), 1 - chosen.count_of(Level2.QUALITY))
    chosen.add([_finished(brief, activities, theme, until)], 1)
    chosen.add(
        [
            row
            for row in history(Level2.TIMELINESS) + library_rows(found[:1], brief, Level2.TIMELINESS)
            if row.way != "date"
        ],
        1,
    )
    chosen.add(cost_rows(brief, activities, found, theme), 4)
    for level, most in ((Level2.SOCIAL, 2), (Level2.ECONOMIC, 1), (Level2.ECOLOGICAL, 1), (Level2.SUSTAINABLE, 1)):
        own = [row for row in effects if row.level2 is level]
        chosen.add(_interleaved(history(level), library(level, fitting=True), own), most)
        chosen.add(library(level), 1 - chosen.count_of(level))
    chosen.add([_satisfaction(activities, found)], 1)
    spare = qualities + effects + [row for level in _ORDER if level in _RATES for row in library(level)]
    chosen.add(spare, FEWEST - len(chosen))
    for level in (Level2.SOCIAL, Level2.SUSTAINABLE, Level2.QUANTITY, Level2.QUALITY):
        chosen.add(library_rows(usual_ones, brief, level, loose=True), min(1, FEWEST - len(chosen)))
    chosen.trim(MOST)
    return sorted(chosen, key=lambda row: _ORDER.index(row.level2))


class _Chosen(list[DraftRow]):
    """Rows already taken; a row whose name says the same as a taken one is left out."""

    def add(self, rows: Iterable[DraftRow], most: int) -> None:
        """Take the first ``most`` new ones of ``rows``."""
        for row in rows:
            if most <= 0:
                return
            if not any(self._same(row, taken) for taken in self):
                self.append(row)
                most -= 1

    def count_of(self, level: Level2) -> int:
        """How many rows of a class are taken."""
        return sum(row.level2 is level for row in self)

    def trim(self, most: int) -> None:
        """Drop what is needed least until ``most`` rows are left: pending second rows of a class before all others."""
        for drop in _DROPS:
            for row in [r for r in reversed(self) if drop(r)]:
                peers = [r for r in self if r.level2 is row.level2]
                if len(self) > most and len(peers) > 1:
                    self.remove(row)

    @staticmethod
    def _same(a: DraftRow, b: DraftRow) -> bool:
        if a.name == b.name:
            return True
        if a.level2 is Level2.QUANTITY and b.level2 is Level2.QUANTITY:
            return a.sources[0].kind is not SourceKind.USER and similarity(a.name, b.name) >= _SAME
        rates = a.level2 in _RATES and b.level2 in _RATES and a.name[-3:] == b.name[-3:]
        return rates and similarity(a.name, b.name) >= _SAME


_DROPS: tuple[Callable[[DraftRow], bool], ...] = (
    lambda row: row.pending and row.level2 is Level2.TIMELINESS,
    lambda row: row.pending and row.level2 is Level2.SOCIAL,
    lambda row: row.pending and row.level2 is Level2.QUALITY,
    lambda row: row.pending,
    lambda row: row.level2 is Level2.QUANTITY,
)


def _counted(activities: Sequence[Activity], theme: str) -> list[DraftRow]:
    """Quantity rows in the purpose's order; where there are too many, those with the user's own numbers come first.

    A service that is only named (购买环卫服务) says how the other activities are done and is not counted beside them.
    """
    stated = [a for a in activities if a.quantities or a.amount or a.kind.id != "service"]
    rows = [row for activity in (stated if len(stated) > 1 else activities) for row in quantity_rows(activity, theme)]
    if len(rows) <= _QUANTITIES:
        return rows
    kept = sorted(range(len(rows)), key=lambda k: (rows[k].pending, k))[:_QUANTITIES]
    return [rows[k] for k in sorted(kept)]


def _one_of_each(activities: Sequence[Activity]) -> list[Activity]:
    seen: dict[str, Activity] = {}
    for activity in activities:
        seen.setdefault(activity.kind.id, activity)
    return list(seen.values())


def _interleaved(*lists: Sequence[DraftRow]) -> list[DraftRow]:
    """First of each list, then second of each …"""
    longest = max(map(len, lists), default=0)
    return [rows[k] for k in range(longest) for rows in lists if k < len(rows)]


def _finished(brief: Brief, activities: Sequence[Activity], theme: str, until: Deadline) -> DraftRow:
    first = activities[0] if len(activities) == 1 else None
    act = noun_of(first) if first else ""
    name = f"{object_of(first, theme, act)}{act}完成时间" if first else f"{theme}任务完成时间"
    if until.quote:
        source = Source(id="brief/purpose", kind=SourceKind.USER, quote=until.quote)
    elif brief.year:
        source = Source(id="brief/year", kind=SourceKind.USER, quote=str(brief.year))
    else:
        source = Source(id="budget-year", kind=SourceKind.LIBRARY, quote="预算年度终了前完成")
    return DraftRow(
        level2=Level2.TIMELINESS,
        name=name,
        description="资金用途所列任务全部完成并验收的最晚日期",
        value=until.text,
        way="date",
        evidence=evidence_for(Level2.TIMELINESS),
        sources=(source,),
    )


def _satisfaction(activities: Sequence[Activity], found: Sequence[Category]) -> DraftRow:
    """The row that names whose satisfaction is asked for: people in the purpose, else the category's, else the activity's."""
    served = [a.whom for a in activities if a.whom and is_people(a.whom)]
    served += [a.object for a in activities if a.kind.of_people and a.kind.id != "train" and is_people(a.object)]
    usual_ones = [person for category in found for person in category.satisfaction]
    by_kind = [
        (a.kind.satisfaction or "").replace("{obj}", a.object).replace("{act}", a.act)
        for a in activities
        if a.kind.satisfaction
    ]
    who = (served + usual_ones + by_kind + ["受益群众"])[0]
    source = (
        Source(id="brief/purpose", kind=SourceKind.USER, quote=who)
        if served
        else Source(id=found[0].id if found else "activities", kind=SourceKind.LIBRARY, quote=who)
    )
    return DraftRow(
        level2=Level2.SATISFACTION,
        name=f"{who}满意度",
        description=f"满意度调查中表示满意的{who}人数占被调查{who}人数的比例",
        value=PENDING,
        unit="%",
        way="≥",
        evidence=evidence_for(Level2.SATISFACTION),
        reference_value=usual("≥90%"),
        sources=(source,),
    )


def _founded(row: DraftRow, brief: Brief) -> DraftRow:
    """``row`` with the user's own document as its basis, for the counts and dates that such a document sets."""
    named = user_documents(brief)
    if not named or row.basis or row.level2 not in (Level2.QUANTITY, Level2.TIMELINESS):
        return row
    source = Source(id="brief/basis", kind=SourceKind.USER, quote=named[0])
    return row.model_copy(update={"basis": named[0], "sources": (*row.sources, source)})
