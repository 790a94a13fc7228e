"""The model's part of a draft: it words rows, and a capable one also adds, drops and orders them; the laws stay the code's.

A small model only words what is there. Any other sees what could stand in the table besides (earlier tables, library)
and answers for a whole section. What it says counts where :mod:`drafting.wording` lets it, and where our own reviewer
finds no new fault with it; a faulty row is asked for again, at most three rounds in all, and then given up for the old.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.library.recognise import of_another_sector, speaks_of
from corpus.taxonomy import LEVEL1_OF, Level1, Level2
from drafting.activities import read_purpose
from drafting.answers import GoalWordings, RowWords, Section, Wordings, section_of
from drafting.brief import Brief
from drafting.category import classify
from drafting.draft import Draft, DraftRow, SourceKind
from drafting.goals import goals as composed_goals
from drafting.offered import Offer, offers
from drafting.owned import numbers
from drafting.plan import deadline
from drafting.questions import questions
from drafting.told import brief_told, table_told
from drafting.wording import Owner, line, new_row, reworded, same_row
from errors import ModelError
from prompts.gateway import Client
from prompts.loader import Message, fence, load
from prompts.local_model import is_small
from review.engine import review
from review.findings import Finding, Report, Severity
from review.model_use import Meter

if TYPE_CHECKING:
    from corpus.store import Corpus

ROUNDS = 3
"""Times that a row is worded before the old wording stays."""
MOST = 14
"""Rows of a table."""
_LONGEST_GOAL = 160

Progress = Callable[[int, int], None]
"""Called with (round, rows still to be worded)."""


@dataclass(frozen=True)
class _Line:
    """One row of the table in the making."""

    row: DraftRow
    origin: int | None
    """Place of the row in the draft that it words (from 0); None for a row that the model adds."""


@dataclass
class _Work:
    """What is known of one draft while it is worded."""

    brief: Brief
    base: Draft
    client: Client
    owner: Owner
    offers: tuple[Offer, ...]
    free: bool
    """Whether the model may add, drop and order rows."""
    lines: list[_Line]
    dropped: int = 0
    note: str | None = None

    @cached_property
    def matter(self) -> str:
        """What the project is about: the brief's words, and the names of the draft's and of its sector's indicators."""
        sector = [indicator.name for category in classify(self.brief) for indicator in category.indicators]
        rows = [row.name for row in self.base.rows]
        return "\n".join((self.brief.name, self.brief.purpose, self.brief.department or "", *rows, *sector))

    def off_topic(self, row: DraftRow) -> bool:
        """Whether a row in the model's own words is about something else. What is done has to take up a word of the
        matter; how well and what comes of it may bring words of its own, but not those of another sector."""
        if row.level2 is Level2.QUANTITY and not speaks_of(row.name, self.matter):
            return True
        return of_another_sector(row.name, self.matter)

    def failed(self, error: ModelError) -> None:
        """Keep the first reason why the model did not do all of it."""
        self.note = self.note or str(error)

    @property
    def rows(self) -> tuple[DraftRow, ...]:
        """The table as it stands."""
        return tuple(one.row for one in self.lines)


def refine(
    draft: Draft, brief: Brief, client: Client, progress: Progress | None = None, corpus: Corpus | None = None
) -> Draft:
    """``draft`` as the model words it where that holds, reviewed again. ``corpus``: where precedents are looked for.

    No target of the draft changes; an open one is filled only from the user's own numbers. Where the model fails, the
    draft stays as far as it was worded, and ``model.note`` says why in one sentence.
    """
    meter = Meter(client)
    brief = brief.heard
    free = not is_small(client.model)
    lines = [_Line(row, number) for number, row in enumerate(draft.rows)]
    offered = offers(brief, draft, corpus) if free else ()
    work = _Work(brief, draft, client, Owner.of(brief), offered, free, lines)
    _word_rows(work, progress)
    refined = _worded_goals(work, _with_rows(work, work.rows))
    use = meter.use(tables=1, dropped=work.dropped, note=work.note)
    return refined.model_copy(update={"model": use})


def _word_rows(work: _Work, progress: Progress | None) -> None:
    told: dict[int, list[str]] = {number: [] for number in range(len(work.base.rows))}
    for turn in range(1, ROUNDS + 1):
        if not told:
            break
        if progress is not None:
            progress(turn, len(told))
        free = work.free and turn == 1
        parts = list(_sections(work.base.rows, told))
        messages = [_message(work, level, part, told, free) for level, part in parts]
        shapes = [section_of(tuple(n + 1 for n in part), _levels(level), free) for level, part in parts]
        for (level, part), answer in zip(parts, work.client.ask_all(messages, shapes), strict=True):
            if isinstance(answer, ModelError):
                work.failed(answer)
            else:
                _take(work, level, part, answer, free)
        told = _settle(work)
    for number in told:
        _give_up(work, number)
    if _faults(work):
        _as_it_was(work)


def _sections(rows: Sequence[DraftRow], wanted: Iterable[int]) -> Iterable[tuple[Level1, list[int]]]:
    """The wanted rows by level-1 class: one call each."""
    for level in Level1:
        part = [number for number in wanted if _section(rows[number].level2) is level]
        if part:
            yield level, part


def _section(level: Level2) -> Level1:
    # The form prints cost rows among the output ones; worded apart, a call stays small.
    return Level1.COST if level is Level2.COST else LEVEL1_OF[level]


def _levels(section: Level1) -> tuple[Level2, ...]:
    return tuple(level for level in Level2 if _section(level) is section)


def _message(work: _Work, section: Level1, part: Sequence[int], told: dict[int, list[str]], free: bool) -> Message:
    listed = []
    rows = {one.origin: one.row for one in work.lines}
    for number in part:
        row = rows.get(number, work.base.rows[number])
        fixed = "" if row.pending else "（目标值不改，名称只可润色）"
        faults = "；".join(told[number])
        again = f"。上一稿“{row.name}，{row.description}”的问题：{faults}" if faults else ""
        listed.append(f"第{number + 1}行（{row.level2.value}）{fixed}{again}")
    # The table as it was: the same beginning for every call, and no wording of the model's own to lean on.
    given = {
        "brief": brief_told(work.brief),
        "table": table_told(work.base.document()),
        "rows": fence("\n".join(listed)),
    }
    if not free:
        return load("refine").message(**given)
    known = [offer.line for offer in work.offers if _section(offer.level2) is section]
    room = max(0, MOST - len(work.lines))
    return load("section").message(
        **given,
        classes="、".join(level.value for level in _levels(section)),
        offered=fence("\n".join(known) or "（没有）"),
        room=f"现有 {len(work.base.rows)} 行，全表最多 {MOST} 行；删几行可补几行，另可增加 {room} 行",
    )


def _take(work: _Work, section: Level1, part: Sequence[int], answer: Section | Wordings, free: bool) -> None:
    """Put what holds of one answer into the table; of two wordings for one row neither is taken."""
    numbers_said = [words.no - 1 for words in answer.said]
    there = {one.origin: one for one in work.lines if one.origin in part}
    kept: dict[int | None, _Line] = {}
    added: list[_Line] = []
    for words in answer.said:
        number = words.no - 1
        row: DraftRow | None = None
        if number in there and numbers_said.count(number) == 1:
            row = reworded(work.base.rows[number], words, work.owner, work.client.model)
            if row and row.name != work.base.rows[number].name and work.off_topic(row):
                row = None
            kept[number] = _Line(row, number) if row else there[number]
            added += [kept[number]]
        elif number == -1 and free:
            row = _added(work, words, section)
            added += [_Line(row, None)] if row else []
        work.dropped += row is None
    if not free:
        work.lines = [kept.get(one.origin, one) for one in work.lines]
        return
    silent = [one for origin, one in there.items() if origin not in kept]
    lines = [*(one for one in work.lines if one.origin not in part), *added, *silent]
    gone = {number - 1 for number in answer.gone}
    for one in silent:
        if one.origin in gone and _may_go(one, lines):
            lines.remove(one)
    work.lines = _in_order(_within(work, lines))


def _added(work: _Work, words: RowWords, section: Level1) -> DraftRow | None:
    """A new row: an offered one where the model chose it, else its own."""
    row = new_row(words, _levels(section), work.owner, work.client.model)
    if row is None or work.off_topic(row):
        return None
    for offer in work.offers:
        if offer.row and offer.name == row.name and offer.level2 is row.level2:
            return reworded(offer.row, words, work.owner, work.client.model) or row
    return row


def _may_go(gone: _Line, lines: Sequence[_Line]) -> bool:
    """Whether a row may be dropped: no number of the user leaves the table with it."""
    if gone.row.pending:
        return True
    rest = {n for one in lines if one is not gone for n in numbers(one.row.value)}
    return numbers(gone.row.value) <= rest


def _within(work: _Work, lines: Sequence[_Line]) -> list[_Line]:
    """``lines`` without new rows that say what another row says, or that are too many.

    In a full table a new row takes the place of an open one of its class that the library brought.
    """
    taken = [one for one in lines if one.origin is not None]
    for one in (one for one in lines if one.origin is None):
        idle = [other for other in taken if other.row.level2 is one.row.level2 and _from_library(other.row)]
        full = len(taken) >= MOST
        if any(same_row(one.row, other.row) for other in taken) or (full and not idle):
            work.dropped += 1
            continue
        if full:
            taken.remove(idle[-1])
        taken.append(one)
    return [one for one in lines if any(one is kept for kept in taken)]


def _from_library(row: DraftRow) -> bool:
    return row.pending and row.sources[0].kind is SourceKind.LIBRARY


def _in_order(lines: Sequence[_Line]) -> list[_Line]:
    """By class as in the form; within a class as they are listed."""
    classes = list(Level2)
    return sorted(lines, key=lambda one: classes.index(one.row.level2))


def _settle(work: _Work) -> dict[int, list[str]]:
    """Undo what our reviewer finds fault with as a whole; the faults that are left, by row of the base."""
    if bad := _faulty_additions(work):
        work.dropped += len(bad)
        work.lines = [one for place, one in enumerate(work.lines) if place not in bad]
    faults = _faults(work)
    if None in faults:
        # What is found of the whole table: added rows first, since they may double what stands there; then dropped
        # rows come back.
        work.dropped += sum(one.origin is None for one in work.lines)
        work.lines = [one for one in work.lines if one.origin is not None]
        if None in _faults(work):
            _bring_back(work, set(Level1))
        faults = _faults(work)
    untouched = {one.origin for one in work.lines if one.origin is not None and one.row == work.base.rows[one.origin]}
    if blamed := {_section(work.base.rows[n].level2) for n in faults if n is not None and n in untouched}:
        # Fault is found with a row that nobody changed: a row that was dropped is missed there.
        _bring_back(work, blamed)
        faults = _faults(work)
    return {number: told for number, told in faults.items() if number is not None}


def _bring_back(work: _Work, sections: set[Level1]) -> None:
    """Rows of ``sections`` that the model dropped stand in the table again; added rows make room."""
    there = {one.origin for one in work.lines}
    lost = [
        _Line(row, n) for n, row in enumerate(work.base.rows) if n not in there and _section(row.level2) in sections
    ]
    work.lines = _in_order([*work.lines, *lost])
    for one in [one for one in reversed(work.lines) if one.origin is None][: max(0, len(work.lines) - MOST)]:
        work.lines.remove(one)
        work.dropped += 1


def _as_it_was(work: _Work) -> None:
    """Sections with which fault is still found get their old rows back; the whole table only where that is not enough."""
    blamed = {_section(work.base.rows[n].level2) for n in _faults(work) if n is not None}
    for sections in (blamed, set(Level1)):
        others = [one for one in work.lines if _section(one.row.level2) not in sections]
        old = [_Line(row, n) for n, row in enumerate(work.base.rows) if _section(row.level2) in sections]
        taken = {one.origin for one in others}
        work.lines = _in_order([*others, *(one for one in old if one.origin not in taken)])
        if not _faults(work):
            return


def _faulty_additions(work: _Work) -> set[int]:
    """Places of the added rows with which the reviewer finds fault; the others are no worse for it."""
    rows = {f.where.row - 1 for f in _with_rows(work, work.rows).review.findings if f.where.row and _weighs(f)}
    return {place for place in rows if place < len(work.lines) and work.lines[place].origin is None}


def _give_up(work: _Work, number: int) -> None:
    for place, one in enumerate(work.lines):
        if one.origin == number:
            work.dropped += one.row != work.base.rows[number]
            work.lines[place] = replace(one, row=work.base.rows[number])


def _faults(work: _Work) -> dict[int | None, list[str]]:
    """What the reviewer finds that it did not find before, by row of the base; None for added rows and the table."""
    before = {(f.code, f.where.row) for f in work.base.review.findings}
    faults: dict[int | None, list[str]] = {}
    for finding in _with_rows(work, work.rows).review.findings:
        row = finding.where.row
        origin = work.lines[row - 1].origin if row and row <= len(work.lines) else None
        known = (finding.code, origin + 1 if origin is not None else None)
        added = row is not None and origin is None
        if _weighs(finding) and (added or known not in before):
            faults.setdefault(origin, []).append(finding.message)
    return faults


def _weighs(finding: Finding) -> bool:
    return finding.severity is not Severity.HINT


def _with_rows(work: _Work, rows: tuple[DraftRow, ...]) -> Draft:
    """The draft with other rows: what speaks of them (goals, questions, review) follows."""
    if rows == work.base.rows:
        return work.base
    brief, found = work.brief, classify(work.brief)
    reading = read_purpose(brief.purpose)
    until = deadline(brief, reading.activities, found)
    changed = work.base.model_copy(
        update={
            "rows": rows,
            "goals": composed_goals(brief, reading.activities, found, rows, until),
            "questions": questions(brief, found, rows, reading),
        }
    )
    return changed.model_copy(update={"review": _reviewed(changed)})


def _reviewed(draft: Draft) -> Report:
    return review([draft.document()])


def _worded_goals(work: _Work, draft: Draft) -> Draft:
    """``draft`` with goals in the model's words, where all numbers stay and the reviewer finds nothing new."""
    listed = "\n".join(f"{number}：{goal}" for number, goal in enumerate(draft.goals, 1))
    message = load("goals").message(
        brief=brief_told(work.brief), table=table_told(draft.document()), goals=fence(listed)
    )
    [answer] = work.client.ask_all([message], GoalWordings)
    if isinstance(answer, ModelError):
        work.failed(answer)
        return draft
    worded = {goal.no: line(goal.text) for goal in answer.goals}
    goals = tuple(worded.get(number, "") for number in range(1, len(draft.goals) + 1))
    holds = len(answer.goals) == len(draft.goals) and all(
        0 < len(new) <= _LONGEST_GOAL and numbers(old) <= numbers(new) and not work.owner.foreign(new, old)
        for old, new in zip(draft.goals, goals, strict=True)
    )
    changed = draft.model_copy(update={"goals": goals}) if holds else draft
    changed = changed.model_copy(update={"review": _reviewed(changed)})
    before = {finding.code for finding in draft.review.findings}
    if not holds or any(_weighs(f) and f.code not in before for f in changed.review.findings):
        work.dropped += 1
        return draft
    return changed
