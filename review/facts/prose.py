"""Every text that a document's author wrote, with its place: what rules about words and marks read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.chars import squeeze
from corpus.records import Document
from review.memo import by_identity
from review.rule import Row, Table

_Place = tuple[str, str, Table | None, Row | None, int | None]
"""Words, field, table, row, number of the item."""


@dataclass(frozen=True)
class Text:
    """One cell or paragraph."""

    words: str
    """As printed."""
    plain: str
    """Without white space."""
    field: str
    table: Table | None = None
    row: Row | None = None
    item: int | None = None


def texts(document: Document) -> tuple[Text, ...]:
    """Part one, then each project: name, use, goals, and the names, descriptions and values of its rows.

    Bases are left out: they quote what others wrote.
    """
    return _texts(document)


@by_identity
def _texts(document: Document) -> tuple[Text, ...]:
    found = (*_part_one(document), *_projects(document))
    return tuple(
        Text(words, plain, field, table, row, item)
        for words, field, table, row, item in found
        if (plain := squeeze(words))
    )


def blob(document: Document) -> str:
    """All of the texts in one string without white space: one search tells whether a word stands anywhere."""
    return _blob(document)


@by_identity
def _blob(document: Document) -> str:
    # A NUL between texts: it is in no pattern, so nothing is found across two of them.
    return "\0".join(text.plain for text in texts(document))


def _part_one(document: Document) -> Iterator[_Place]:
    part = document.part_one
    if part is None:
        return
    for words in (part.overall_goal or "", *part.paragraphs):
        yield words, "part_one", None, None, None
    for item in part.items:
        for words in (item.name, item.duties, item.goal, item.indicators_text):
            yield words, "part_one", None, None, item.no
    for measure in part.measures:
        yield measure.text, "part_one", None, None, None


def _projects(document: Document) -> Iterator[_Place]:
    for project in document.projects:
        table = Table.of(document, project)
        yield project.name or "", "name", table, None, None
        yield project.purpose or "", "purpose", table, None, None
        for goal in project.goals:
            yield goal, "goals", table, None, None
        for row in table.rows:
            yield row.indicator.level3, "level3", table, row, None
            yield row.indicator.description or "", "description", table, row, None
            yield row.indicator.value.text, "value", table, row, None
