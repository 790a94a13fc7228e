"""Entries read out of the ledger's rows: the joins behind :meth:`corpus.ledger.Ledger.entries` and ``find``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any  # of rows, which SQLAlchemy 2.0 and 2.1 type in different ways

from sqlalchemy import Connection, select

from corpus import schema
from corpus.entries import Entry
from corpus.records import Indicator, Project

_ROWS = select(
    schema.indicators.c.id,
    schema.indicators.c.project_id,
    schema.indicators.c.name,
    schema.indicators.c.weak,
    schema.indicators.c.body,
)
_TABLES = select(
    schema.projects.c.id,
    schema.projects.c.body,
    schema.documents.c.id.label("document_id"),
    schema.documents.c.source,
    schema.documents.c.department,
    schema.documents.c.year,
).join(schema.documents, schema.documents.c.id == schema.projects.c.document_id)


def of_documents(connection: Connection, ids: Sequence[str]) -> dict[str, list[Entry]]:
    """What is searched of the documents ``ids``, of each the tables first; all in four queries' time."""
    heads = connection.execute(
        _TABLES.where(schema.projects.c.document_id.in_(ids)).order_by(schema.projects.c.ordinal)
    ).all()
    rows: dict[str, list[Any]] = {}
    column = schema.indicators.c
    for row in connection.execute(_ROWS.where(column.document_id.in_(ids)).order_by(column.row)):
        rows.setdefault(row.project_id, []).append(row)
    projects = {head.id: Project.model_validate_json(head.body) for head in heads}
    found: dict[str, list[Entry]] = {key: [] for key in ids}
    indicators: dict[str, list[Entry]] = {}
    for head in heads:
        names = tuple(dict.fromkeys(row.name for row in rows.get(head.id, ())))
        indicators[head.id] = list(_indicators(head, projects[head.id], rows.get(head.id, ())))
        texts = tuple(entry.text for entry in indicators[head.id])
        found[head.document_id].append(_table(head, projects[head.id], names, texts))
    for head in heads:
        found[head.document_id] += indicators[head.id]
    return found


def find(connection: Connection, ids: Sequence[str]) -> Iterator[Entry]:
    """The entries ``ids`` that are there, in no order."""
    rows: dict[str, list[Any]] = {}
    column = schema.indicators.c
    for row in connection.execute(_ROWS.where(column.id.in_(ids))):
        rows.setdefault(row.project_id, []).append(row)
    asked = set(ids)
    wanted = [*rows, *(key for key in asked if key.count("-") == 1)]
    heads = connection.execute(_TABLES.where(schema.projects.c.id.in_(wanted))).all()
    names: dict[str, list[str]] = {}
    tables = [head.id for head in heads if head.id in asked]
    if tables:
        held = select(column.project_id, column.name).where(column.project_id.in_(tables)).order_by(column.row)
        for key, name in connection.execute(held):
            names.setdefault(key, []).append(name)
    for head in heads:
        project = Project.model_validate_json(head.body)
        yield from _indicators(head, project, rows.get(head.id, ()))
        if head.id in asked:
            yield _table(head, project, tuple(dict.fromkeys(names.get(head.id, ()))))


def _table(head: Any, project: Project, names: tuple[str, ...], rows: tuple[str, ...] = ()) -> Entry:
    around = _around(head, project)
    return Entry(id=head.id, kind="table", names=names, indicator=None, where=project.where, rows=rows, **around)


def _indicators(head: Any, project: Project, rows: Sequence[Any]) -> Iterator[Entry]:
    around = _around(head, project)
    for row in rows:
        indicator = Indicator.model_validate_json(row.body)
        weak = None if row.weak is None else tuple(row.weak.split())
        yield Entry(
            id=row.id, kind="indicator", names=(), indicator=indicator, where=indicator.where, weak=weak, **around
        )


def _around(head: Any, project: Project) -> dict[str, Any]:
    """What an entry has from its document and its project."""
    return {
        "document_id": head.document_id,
        "document": head.source,
        "department": head.department,
        "year": head.year,
        "project_no": project.no,
        "project": project.name,
        "budget": project.budget.total,
        "purpose": project.purpose,
        "goals": project.goals,
    }
