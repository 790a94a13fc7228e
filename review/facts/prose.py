"""Every text that a document's author wrote, with its place: what rules about words and marks read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.records import Document
from review.memo import by_identity
from review.rule import Row, Table


@dataclass(frozen=True)
class Text:
    """One cell or paragraph."""

    words: str
    """As printed."""
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
    return tuple(text for text in (*_part_one(document), *_projects(document)) if text.words.strip())


def _part_one(document: Document) -> Iterator[Text]:
    part = document.part_one
    if part is None:
        return
    for words in (part.overall_goal or "", *part.paragraphs):
        yield Text(words, "part_one")
    for item in part.items:
        for words in (item.name, item.duties, item.goal, item.indicators_text):
            yield Text(words, "part_one", item=item.no)
    for measure in part.measures:
        yield Text(measure.text, "part_one")


def _projects(document: Document) -> Iterator[Text]:
    for project in document.projects:
        table = Table.of(document, project)
        yield Text(project.name or "", "name", table)
        yield Text(project.purpose or "", "purpose", table)
        for goal in project.goals:
            yield Text(goal, "goals", table)
        for row in table.rows:
            yield Text(row.indicator.level3, "level3", table, row)
            yield Text(row.indicator.description or "", "description", table, row)
            yield Text(row.indicator.value.text, "value", table, row)
