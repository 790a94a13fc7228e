"""The model words a draft, row by row; the draft stays the code's.

The model may word names, descriptions and goals, and replace a row whose target is still open by one that suits better.
It sets no target: what it thinks usual stands in ``reference_value``, marked. It brings no number and no document: a
wording with one that neither the brief nor the row had is left out and counted. A wording that our own reviewer finds
fault with is asked for again with the fault, at most three rounds in all, and given up for the old one after that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from corpus.taxonomy import LEVEL1_OF, Level1, Level2
from drafting.activities import read_purpose
from drafting.brief import Brief
from drafting.category import classify
from drafting.costs import plain
from drafting.draft import Draft, DraftRow, Source, SourceKind
from drafting.goals import goals as composed_goals
from drafting.owned import numbers, unowned
from drafting.plan import deadline
from drafting.questions import questions
from errors import ModelError
from prompts.gateway import Client
from prompts.loader import Message, fence, load, visible
from review.engine import review
from review.facts.planted import speaks_to_reviewer
from review.findings import Finding, Report, Severity
from review.model_use import Meter
from review.rule import Table
from review.shown import sheet

ROUNDS = 3
"""Times that a row is worded before the old wording stays."""
_LONGEST_NAME, _LONGEST_TEXT, _LONGEST_GOAL, _LONGEST_VALUE = 20, 90, 160, 20
_BRIEF = 800
"""Characters of the purpose that are sent; the rest of 3,000 tokens is the table's and the rules'."""

Progress = Callable[[int, int], None]
"""Called with (round, rows still to be worded)."""


class Wording(BaseModel):
    """A row as the model words it."""

    model_config = ConfigDict(extra="forbid")

    no: int
    name: str
    description: str
    suggested: str | None


class Wordings(BaseModel):
    """The rows of one call."""

    model_config = ConfigDict(extra="forbid")

    rows: list[Wording]


class GoalWording(BaseModel):
    """A goal as the model words it."""

    model_config = ConfigDict(extra="forbid")

    no: int
    text: str


class GoalWordings(BaseModel):
    """The goals of one call."""

    model_config = ConfigDict(extra="forbid")

    goals: list[GoalWording]


@dataclass
class _Work:
    """What is known of one draft while it is worded."""

    brief: Brief
    base: Draft
    client: Client
    dropped: int = 0
    note: str | None = None

    @property
    def owners(self) -> tuple[str, ...]:
        """Texts whose numbers and documents are the user's."""
        brief = self.brief
        return (brief.name, brief.purpose, plain(brief.budget), str(brief.year or ""), *brief.basis)

    def failed(self, error: ModelError) -> None:
        """Keep the first reason why the model did not do all of it."""
        self.note = self.note or str(error)


def refine(draft: Draft, brief: Brief, client: Client, progress: Progress | None = None) -> Draft:
    """``draft`` in the model's words where they hold, reviewed again; its targets and bases are unchanged.

    Where the model fails, the draft stays as far as it was worded, and ``model.note`` says why in one sentence.
    """
    meter = Meter(client)
    work = _Work(brief, draft, client)
    rows = _worded_rows(work, progress)
    refined = _worded_goals(work, _with_rows(work, rows))
    use = meter.use(tables=1, dropped=work.dropped, note=work.note)
    return refined.model_copy(update={"model": use})


def _worded_rows(work: _Work, progress: Progress | None) -> tuple[DraftRow, ...]:
    rows = list(work.base.rows)
    open_rows: dict[int, list[str]] = {number: [] for number in range(len(rows))}
    for turn in range(1, ROUNDS + 1):
        if not open_rows:
            break
        if progress is not None:
            progress(turn, len(open_rows))
        parts = list(_sections(rows, open_rows))
        messages = [_message(work, rows, part, open_rows) for part in parts]
        for part, answer in zip(parts, work.client.ask_all(messages, Wordings), strict=True):
            if isinstance(answer, ModelError):
                work.failed(answer)
                continue
            _take(work, rows, part, answer)
        faults = _faults(work, rows)
        open_rows = {number: told for number, told in faults.items() if number >= 0}
    for number in open_rows:
        work.dropped += rows[number] != work.base.rows[number]
        rows[number] = work.base.rows[number]
    return tuple(rows if not _faults(work, rows) else work.base.rows)


def _sections(rows: Sequence[DraftRow], wanted: Iterable[int]) -> Iterable[list[int]]:
    """The wanted rows by level-1 class: one call each."""
    for level in Level1:
        part = [number for number in wanted if _section(rows[number]) is level]
        if part:
            yield part


def _section(row: DraftRow) -> Level1:
    # The form prints cost rows among the output ones; worded apart, a call stays small.
    return Level1.COST if row.level2 is Level2.COST else LEVEL1_OF[row.level2]


def _message(work: _Work, rows: Sequence[DraftRow], part: Sequence[int], faults: dict[int, list[str]]) -> Message:
    listed = []
    for number in part:
        told = "；".join(faults[number])
        fixed = "" if rows[number].pending else "（名称不改，只改描述）"
        row = rows[number]
        again = f"。上一稿“{row.name}，{row.description}”的问题：{told}" if told else ""
        listed.append(f"第{number + 1}行（{row.level2.value}）{fixed}{again}")
    # The table as it was: the same prefix for every call, and no wording of the model's own to lean on.
    return load("refine").message(brief=_brief(work), table=_table(work.base), rows=fence("\n".join(listed)))


def _brief(work: _Work) -> str:
    brief = work.brief
    purpose = "（略）" if speaks_to_reviewer(brief.purpose) else brief.purpose[:_BRIEF]
    return fence(f"项目：{brief.name}\n部门：{brief.department or '未填'}\n用途：{purpose}")


def _table(draft: Draft) -> str:
    document = draft.document()
    return sheet(Table.of(document, document.projects[0])).text


def _take(work: _Work, rows: list[DraftRow], part: Sequence[int], answer: Wordings) -> None:
    """Put the wordings that hold into ``rows``; of two for one row neither is taken."""
    asked = [wording.no - 1 for wording in answer.rows]
    for wording in answer.rows:
        number = wording.no - 1
        if number not in part or asked.count(number) > 1:
            work.dropped += 1
            continue
        worded = _reworded(work, work.base.rows[number], wording)
        if worded is None:
            work.dropped += 1
        else:
            rows[number] = worded


def _reworded(work: _Work, row: DraftRow, wording: Wording) -> DraftRow | None:
    """``row`` in the model's words; None where they do not hold."""
    name = _line(wording.name) if row.pending else row.name
    description = _line(wording.description)
    if not name or not description or len(name) > _LONGEST_NAME or len(description) > _LONGEST_TEXT:
        return None
    if any(_foreign(work, text, (row.name, row.description, row.value)) for text in (name, description)):
        return None
    if row.level2 is Level2.SATISFACTION and not name.endswith("满意度"):
        return None
    reference = _reference(row, wording.suggested)
    changed = name != row.name or description != row.description or reference != row.reference_value
    if not changed:
        return row
    quote = name if name != row.name else description
    source = Source(id=work.client.model, kind=SourceKind.MODEL, quote=quote)
    return row.model_copy(
        update={
            "name": name,
            "description": description,
            "reference_value": reference,
            "sources": (*row.sources, source),
        }
    )


def _foreign(work: _Work, text: str, own: Sequence[str]) -> bool:
    """Whether ``text`` brings what is nobody's, or speaks to the reviewer."""
    return bool(unowned(text, (*work.owners, *own))) or speaks_to_reviewer(text)


def _reference(row: DraftRow, suggested: str | None) -> str | None:
    """What the model thinks usual, beside what is known already; only for an open target, and marked."""
    value = _line(suggested or "")
    if not row.pending or not numbers(value) or len(value) > _LONGEST_VALUE or speaks_to_reviewer(value):
        return row.reference_value
    told = f"{value}（模型建议，须核实）"
    return f"{row.reference_value}；{told}" if row.reference_value else told


def _line(text: str) -> str:
    return "".join(visible(text).split())


def _faults(work: _Work, rows: Sequence[DraftRow]) -> dict[int, list[str]]:
    """What the reviewer finds in the draft with ``rows`` that it did not find before, by row; -1 for the table."""
    before = {(f.code, f.where.row) for f in work.base.review.findings}
    faults: dict[int, list[str]] = {}
    for finding in _with_rows(work, tuple(rows)).review.findings:
        if _weighs(finding) and (finding.code, finding.where.row) not in before:
            faults.setdefault((finding.where.row or 0) - 1, []).append(finding.message)
    return faults


def _weighs(finding: Finding) -> bool:
    return finding.severity is not Severity.HINT


def _with_rows(work: _Work, rows: tuple[DraftRow, ...]) -> Draft:
    """The draft with other rows: what speaks of them (goals, questions, review) follows."""
    if rows == work.base.rows:
        return work.base
    brief, found = work.brief, classify(work.brief)
    reading = read_purpose(brief.purpose)
    changed = work.base.model_copy(
        update={
            "rows": rows,
            "goals": composed_goals(brief, reading.activities, found, rows, deadline(brief, found)),
            "questions": questions(brief, found, rows, reading),
        }
    )
    return changed.model_copy(update={"review": _reviewed(changed)})


def _reviewed(draft: Draft) -> Report:
    return review([draft.document()])


def _worded_goals(work: _Work, draft: Draft) -> Draft:
    """``draft`` with goals in the model's words, where all numbers stay and the reviewer finds nothing new."""
    listed = "\n".join(f"{number}：{goal}" for number, goal in enumerate(draft.goals, 1))
    message = load("goals").message(brief=_brief(work), table=_table(draft), goals=fence(listed))
    [answer] = work.client.ask_all([message], GoalWordings)
    if isinstance(answer, ModelError):
        work.failed(answer)
        return draft
    worded = {goal.no: _line(goal.text) for goal in answer.goals}
    goals = tuple(worded.get(number, "") for number in range(1, len(draft.goals) + 1))
    holds = len(answer.goals) == len(draft.goals) and all(
        0 < len(new) <= _LONGEST_GOAL and numbers(old) <= numbers(new) and not _foreign(work, new, (old,))
        for old, new in zip(draft.goals, goals, strict=True)
    )
    changed = draft.model_copy(update={"goals": goals}) if holds else draft
    changed = changed.model_copy(update={"review": _reviewed(changed)})
    before = {finding.code for finding in draft.review.findings}
    if not holds or any(_weighs(f) and f.code not in before for f in changed.review.findings):
        work.dropped += 1
        return draft
    return changed
