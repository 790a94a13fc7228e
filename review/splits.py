"""Reading help: where the reader doubts how words are divided into cells, a model may choose among its divisions.

The model names a letter and nothing else. Code takes the choice only where it is one of those offered, holds exactly the
characters that were read, and still stands where the notice says; a notice tells what was chosen, or that the reader's
own division stays. What speaks to the reviewer is not shown to the model.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from corpus.chars import squeeze
from corpus.citations import parse_basis
from corpus.records import Document, Indicator, Notice, RowCells, Value, Where
from corpus.values import parse_value
from errors import ModelError
from prompts.gateway import Client
from prompts.loader import Message, fence, load
from review.facts.planted import kept_from_model
from review.findings import ModelUse
from review.model_use import Meter

CHOSEN = "cell-split-chosen"
"""Code of the notice of a division that a model chose; the doubt stays a doubt, for a person to look at."""
_LETTERS = "ABCD"
_LONGEST = 1500
"""Characters of one segment's divisions; a longer one is left to a person."""


class Chosen(BaseModel):
    """The answer: the letter of a division."""

    model_config = ConfigDict(extra="forbid")

    choice: str


@dataclass(frozen=True)
class _Doubt:
    """One notice that offers divisions."""

    document: int
    project: int
    first: int
    """Index of the first row it is about."""
    notice: Notice


def divided(documents: Sequence[Document], client: Client) -> tuple[list[Document], ModelUse | None]:
    """``documents`` with the divisions that the model chose, and what that cost; None where nothing was in doubt."""
    doubts = [doubt for n, document in enumerate(documents) for doubt in _doubts(n, document)]
    if not doubts:
        return list(documents), None
    meter = Meter(client)
    answers = client.ask_all(
        [_question(d.notice, documents[d.document]) for d in doubts], [_shape(len(d.notice.choices)) for d in doubts]
    )
    changed = list(documents)
    dropped, errors = 0, []
    # From the last row to the first: a division with more or fewer rows moves only those behind it.
    for doubt, answer in sorted(zip(doubts, answers, strict=True), key=lambda p: -p[0].first):
        if isinstance(answer, ModelError):
            errors.append(str(answer))
            continue
        letter = answer.choice.strip().upper()
        choice = _LETTERS.find(letter) if letter else -1
        if not (0 <= choice < len(doubt.notice.choices)) or not _same_characters(doubt.notice, choice):
            dropped += 1
            continue
        changed[doubt.document] = _taken(changed[doubt.document], doubt, choice, client.model)
    tables = len({(d.document, d.project) for d in doubts})
    return changed, meter.use(tables=tables, dropped=dropped, note=errors[0] if errors else None)


def _doubts(number: int, document: Document) -> list[_Doubt]:
    """The notices of ``document`` that offer divisions which can still be put in place, and shown to a model."""
    found = []
    for notice in document.notices:
        place = _place(document, notice) if len(notice.choices) > 1 else None
        words = [text for row in notice.choices[0] for text in _texts(row)] if place else []
        if place and sum(map(len, words)) * len(notice.choices) <= _LONGEST and not any(map(kept_from_model, words)):
            found.append(_Doubt(number, *place, notice))
    return found


def _place(document: Document, notice: Notice) -> tuple[int, int] | None:
    """(project, first row) where the first of the notice's divisions stands as it was read; None where it does not."""
    was = notice.choices[0]
    for number, project in enumerate(document.projects):
        for first, indicator in enumerate(project.indicators):
            if (indicator.where.table, indicator.where.row) == (notice.where.table, notice.where.row):
                rows = project.indicators[first : first + len(was)]
                return (number, first) if tuple(map(_cells, rows)) == was else None
    return None


def _question(notice: Notice, document: Document) -> Message:
    place = _place(document, notice)
    assert place is not None
    label = document.projects[place[0]].indicators[place[1]].level2 or "未写"
    told = "\n\n".join(
        f"分法 {letter}\n" + fence("\n".join(" ｜ ".join(_texts(row)) for row in division))
        for letter, division in zip(_LETTERS, notice.choices, strict=False)
    )
    return load("split").message(label=label, divisions=told)


@lru_cache
def _shape(count: int) -> type[Chosen]:
    """The shape of the answer about ``count`` divisions."""
    letter: Any = Field(json_schema_extra={"enum": list(_LETTERS[:count])})
    return create_model("Chosen", __base__=Chosen, choice=(str, letter))


def _same_characters(notice: Notice, choice: int) -> bool:
    """Whether a division holds exactly the characters of the one that was read."""
    counts = [Counter(squeeze("".join(t for row in notice.choices[k] for t in _texts(row)))) for k in (0, choice)]
    return counts[0] == counts[1]


def _taken(document: Document, doubt: _Doubt, choice: int, model: str) -> Document:
    """``document`` with the chosen division in place, and a notice that says so."""
    project = document.projects[doubt.project]
    was, now = doubt.notice.choices[0], doubt.notice.choices[choice]
    before = project.indicators[doubt.first : doubt.first + len(was)]
    start, more = doubt.notice.where.row or 0, len(now) - len(was)
    rows = (
        *project.indicators[: doubt.first],
        *(_row(before[min(k, len(before) - 1)], cells, start + k) for k, cells in enumerate(now)),
        *(_moved(row, more) for row in project.indicators[doubt.first + len(was) :]),
    )
    projects = list(document.projects)
    projects[doubt.project] = project.model_copy(update={"indicators": rows})
    told = "模型也认为照现在的分法" if choice == 0 else f"照模型 {model} 选的第 {choice + 1} 种分法读"
    notice = Notice(
        code=CHOSEN,
        text=f"{doubt.notice.text.rstrip('。')}；有 {len(doubt.notice.choices)} 种分法，{told}",
        where=doubt.notice.where,
        choices=doubt.notice.choices,
    )
    notices = [notice if old == doubt.notice else old for old in document.notices]
    notices = [old for old in notices if not _told(old, doubt.notice, start + len(was))]
    if more:
        notices = [
            old.model_copy(update={"where": _down(old.where, more)})
            if old.where.table == notice.where.table and (old.where.row or 0) >= start + len(was)
            else old
            for old in notices
        ]
    return document.model_copy(update={"projects": tuple(projects), "notices": tuple(notices)})


def _told(old: Notice, doubt: Notice, end: int) -> bool:
    """Whether ``old`` tells the same doubt of a further row of the division."""
    further = doubt.where.row is not None and old.where.row is not None and doubt.where.row < old.where.row < end
    return further and old.code == doubt.code and old.where.table == doubt.where.table


def _row(was: Indicator, cells: RowCells, row: int) -> Indicator:
    """A row of the chosen division: the classes of the row that was there, the chosen cells."""
    return was.model_copy(
        update={
            "level3": cells.level3,
            "description": cells.description,
            "value": parse_value(cells.value) if cells.value else Value(),
            "basis": None if cells.basis is None else parse_basis(cells.basis),
            "where": was.where.model_copy(update={"row": row}),
        }
    )


def _moved(row: Indicator, by: int) -> Indicator:
    return row.model_copy(update={"where": _down(row.where, by)}) if by else row


def _down(where: Where, by: int) -> Where:
    return where.model_copy(update={"row": where.row + by}) if by and where.row else where


def _cells(row: Indicator) -> RowCells:
    return RowCells(
        level3=row.level3,
        description=row.description,
        value=row.value.text or None,
        basis=row.basis.text if row.basis else None,
    )


def _texts(row: RowCells) -> list[str]:
    return [text or "" for text in (row.level3, row.description, row.value, row.basis) if text is not None]
