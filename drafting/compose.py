"""Brief → draft: rows for every class that suits the project, within the budget, the year and the category."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from corpus.records import Budget
from corpus.taxonomy import BENEFITS, Level2
from drafting.brief import Brief
from drafting.chosen import Chosen
from drafting.cite import user_documents
from drafting.draft import Draft, DraftRow, Source, SourceKind
from drafting.goals import goals
from drafting.history import with_precedents, with_spread
from drafting.plan import spending_plan
from drafting.pool import STATED, Pool, interleaved
from drafting.questions import questions
from drafting.stated_rates import with_stated

if TYPE_CHECKING:
    from corpus.store import Corpus

FEWEST, MOST = 8, 14
"""How many indicators a table has."""
_ORDER = list(Level2)


def draft(brief: Brief, corpus: Corpus | None = None) -> Draft:
    """The whole table for ``brief``, without a model; reviewed by the tool's own reviewer.

    Raises ConfigError for an unknown category. The same brief and corpus always give the same draft.
    """
    from review.engine import review

    pool = Pool.of(brief, corpus)
    rows = tuple(founded(row, pool) for row in chosen_rows(pool))
    result = Draft(
        name=brief.name,
        department=brief.department,
        year=pool.brief.year,
        budget=Budget(total=brief.budget, fiscal=brief.budget),
        purpose=brief.purpose,
        spending_plan=spending_plan(pool.until),
        goals=goals(pool.brief, pool.activities, pool.found, rows, pool.until),
        rows=rows,
        questions=questions(pool.brief, pool.found, rows, pool.reading),
        categories=tuple(category.id for category in pool.found),
    )
    return result.model_copy(update={"review": review([result.document()])})


def founded(row: DraftRow, pool: Pool) -> DraftRow:
    """``row`` with what earlier tables set beside it, and with the user's own document as the basis of counts and dates."""
    row = with_precedents(row, pool.known, pool.brief)
    if pool.corpus and pool.known:
        row = with_spread(row, pool.corpus)
    named = user_documents(pool.brief)
    if not named or row.basis or row.level2 not in (Level2.QUANTITY, Level2.TIMELINESS):
        return row
    source = Source(id="brief/basis", kind=SourceKind.USER, quote=named[0])
    return row.model_copy(update={"basis": named[0], "sources": (*row.sources, source)})


def chosen_rows(pool: Pool) -> list[DraftRow]:
    """The rows of every class, in the form's order, 8 to 14 of them."""
    chosen = Chosen()
    _outputs(pool, chosen)
    effects = pool.effects()
    for level, most in ((Level2.SOCIAL, 2), (Level2.ECONOMIC, 1), (Level2.ECOLOGICAL, 1), (Level2.SUSTAINABLE, 1)):
        own = [row for row in effects if row.level2 is level]
        chosen.add(interleaved(pool.history(level), pool.library(level, fitting=True)), most)
        if level is Level2.SOCIAL:
            if not chosen.count_of(level):  # the sector has only what it says of every project: the work comes first
                chosen.add([row for a in pool.activities if not a.kind.soft for row in pool.effects_of(a, level)], 1)
            chosen.add(pool.library(level), most - chosen.count_of(level))
        chosen.add(own, 1 - chosen.count_of(level))
        chosen.add(pool.library(level), 1 - chosen.count_of(level))
    chosen.add(pool.satisfaction(), 1)
    rates = [row for level in _ORDER for row in pool.library(level) if row.unit == "%"]
    chosen.add(pool.qualities() + effects + rates, FEWEST - len(chosen))
    for level in (Level2.SOCIAL, Level2.SUSTAINABLE, Level2.QUALITY, Level2.QUANTITY):
        chosen.add(pool.library(level, loose=True), min(1, FEWEST - len(chosen)))
    if not any(row.level2 in BENEFITS for row in chosen):
        chosen.add(pool.library(Level2.SOCIAL, loose=True), 1)
    chosen = Chosen(with_stated(chosen, pool.brief.purpose))
    _trim(chosen)
    return sorted(chosen, key=lambda row: _ORDER.index(row.level2))


def _outputs(pool: Pool, chosen: Chosen) -> None:
    """What is done, how well, when and for how much."""
    quantity, quality = Level2.QUANTITY, Level2.QUALITY
    chosen.add(pool.counted(), STATED)
    chosen.add(pool.history(quantity), 4 - len(chosen))
    told = {_measure(row) for row in chosen if not row.pending}
    for fitting in () if told else (True, False):  # where the user has counted, nothing of ours is counted besides
        more = [row for row in pool.spoken(quantity, fitting=fitting) if _measure(row) not in told]
        chosen.add(more, 1 - len(chosen))
    chosen.add(pool.library(quantity), 1 - len(chosen))
    chosen.add(pool.library(quantity, loose=True), 1 - len(chosen))
    chosen.add(interleaved(pool.qualities(), pool.history(quality), pool.spoken(quality, fitting=True)), 3)
    chosen.add(pool.spoken(quality), 1 - chosen.count_of(quality))
    chosen.add(pool.qualities(soft=True), 2 - chosen.count_of(quality))
    chosen.add(pool.library(quality), 1 - chosen.count_of(quality))
    chosen.add(pool.own_qualities(), 1 - chosen.count_of(quality))
    chosen.add(pool.library(quality, loose=True), 1 - chosen.count_of(quality))
    chosen.add([pool.finished(), *pool.due()])
    chosen.add(pool.punctual(), 1)
    chosen.add(pool.costs(), 4)


def _measure(row: DraftRow) -> str:
    """What a row is counted in: 人 and 万人次 are heads."""
    return (row.unit or "").lstrip("万亿").removesuffix("次") or "次"


def _trim(rows: Chosen) -> None:
    """Drop what is needed least until there are not too many: pending second rows of a class before all others, the
    user's own counts last."""
    for drop in _DROPS:
        for row in [r for r in reversed(rows) if drop(r)]:
            if len(rows) > MOST and rows.count_of(row.level2) > 1:
                rows.remove(row)
    for row in [r for r in reversed(rows) if r.pending and r.level2 in BENEFITS]:
        if len(rows) > MOST and sum(r.level2 in BENEFITS for r in rows) > 1:
            rows.remove(row)
    for row in [r for r in reversed(rows) if r.level2 is Level2.QUANTITY]:
        if len(rows) > MOST and rows.count_of(row.level2) > 1:
            rows.remove(row)


_DROPS: tuple[Callable[[DraftRow], bool], ...] = (
    lambda row: row.pending and row.level2 is Level2.TIMELINESS,
    lambda row: row.pending and row.level2 is Level2.SOCIAL,
    lambda row: row.pending and row.level2 is Level2.QUALITY,
    lambda row: row.pending,
)
