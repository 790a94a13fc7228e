"""Entries read out of the ledger's rows: the joins behind :meth:`corpus.ledger.Ledger.entries` and ``find``."""

from __future__ import annotations

from typing import Any  # of rows, which SQLAlchemy 2.0 and 2.1 type in different ways

from sqlalchemy import ColumnElement, Connection, select

from corpus import schema
from corpus.entries import Entry, Kind
from corpus.records import Indicator, Project

ROWS = (
    select(
        schema.indicators.c.id,
        schema.indicators.c.weak,
        schema.indicators.c.body,
        schema.projects.c.body.label("project"),
        schema.documents.c.id.label("document_id"),
        schema.documents.c.source,
        schema.documents.c.department,
        schema.documents.c.year,
        (schema.projects.c.ordinal * 100000 + schema.indicators.c.row).label("seq"),
    )
    .join(schema.projects, schema.projects.c.id == schema.indicators.c.project_id)
    .join(schema.documents, schema.documents.c.id == schema.indicators.c.document_id)
)
TABLES = select(
    schema.projects.c.id,
    schema.projects.c.body.label("project"),
    schema.documents.c.id.label("document_id"),
    schema.documents.c.source,
    schema.documents.c.department,
    schema.documents.c.year,
).join(schema.documents, schema.documents.c.id == schema.projects.c.document_id)


def tables(connection: Connection, condition: ColumnElement[bool]) -> list[Entry]:
    """The tables that meet ``condition``, with the names of their indicators."""
    found = connection.execute(TABLES.where(condition).order_by(schema.projects.c.ordinal)).all()
    names: dict[str, list[str]] = {}
    column = schema.indicators.c
    wanted = select(column.project_id, column.name).where(column.project_id.in_([row.id for row in found]))
    for key, name in connection.execute(wanted.order_by(column.row)):
        names.setdefault(key, []).append(name)
    return [_entry(row, "table", None, tuple(dict.fromkeys(names.get(row.id, ())))) for row in found]


def indicator(row: Any) -> Entry:
    """The entry of one of ``ROWS``."""
    return _entry(row, "indicator", Indicator.model_validate_json(row.body), ())


def _entry(row: Any, kind: Kind, indicator: Indicator | None, names: tuple[str, ...]) -> Entry:
    project = Project.model_validate_json(row.project)
    weak = None if indicator is None or row.weak is None else tuple(row.weak.split())
    return Entry(
        id=row.id,
        kind=kind,
        document_id=row.document_id,
        document=row.source,
        department=row.department,
        year=row.year,
        project_no=project.no,
        project=project.name,
        budget=project.budget.total,
        purpose=project.purpose,
        goals=project.goals,
        names=names,
        indicator=indicator,
        where=indicator.where if indicator else project.where,
        weak=weak,
    )
