"""Documents, tables, indicators and verdicts in a database: the truth from which every index is made again."""

from __future__ import annotations

import secrets
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, inspect, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError, OperationalError

from corpus import ledger_entries, schema, taxonomy
from corpus.chars import fold
from corpus.database import Database
from corpus.entries import Entry
from corpus.fingerprint import fingerprint
from corpus.hits import fen
from corpus.records import Document, Indicator, Record
from errors import CorpusError

Verdicts = Mapping[tuple[int | None, int], Sequence[str]]
"""(``Project.no``, row from 1 within the project) → codes of the rules that speak against that indicator. Rows that
are not named were found sound."""

_CHUNK = 500
"""Values in one ``IN (…)``: databases bear few thousand."""
_TRIES = 40


class StoredDocument(Record):
    """One line of ``jixiao corpus list``."""

    id: str
    source: str
    department: str | None
    year: int | None
    projects: int
    indicators: int
    weak: int
    """Indicators that the reviewer rejects."""
    added: str
    """ISO 8601, UTC."""


class Stats(Record):
    """``jixiao corpus stats``."""

    documents: int
    departments: int
    projects: int
    indicators: int
    sound: int
    weak: int
    unjudged: int
    years: dict[int, int]
    """Year → documents."""
    level2: dict[str, int]
    """Normal level-2 class → indicators; ``未识别`` for labels that are none."""


@dataclass(frozen=True)
class Revision:
    """Changes whenever a document comes or goes."""

    documents: int
    last: int


class Ledger(Database):
    """What a corpus holds. Methods and errors as of every :class:`corpus.database.Database`."""

    def ready(self) -> bool:
        """Whether the tables are there. Raises CorpusError for tables of another version."""
        with self._transaction("打开") as connection:
            if not inspect(connection).has_table("about"):
                return False
            version = connection.scalar(select(schema.about.c.value).where(schema.about.c.key == "version"))
        if version is None:  # another process is just making them
            return False
        if version != schema.VERSION:
            raise CorpusError(
                f"语料库由另一版本的程序建立（{version}）；请用那个版本 jixiao corpus export 导出，再收入新的文件夹。"
            )
        return True

    def create(self) -> None:
        """Make the tables. The caller holds the folder's lock."""
        if self._engine.dialect.name == "sqlite":
            self._write_ahead()
        with self._transaction("建立") as connection:
            schema.metadata.create_all(connection)
            if connection.scalar(select(func.count()).select_from(schema.about)) == 0:
                connection.execute(insert(schema.about).values(key="version", value=schema.VERSION))

    def identity(self) -> str:
        """A short word that no other ledger has: on a server it keeps the vectors of corpora apart."""
        wanted = select(schema.about.c.value).where(schema.about.c.key == "id")
        with self._transaction("读取") as connection:
            known = connection.scalar(wanted)
        if known is None:
            try:
                with self._transaction("写入") as connection:
                    connection.execute(insert(schema.about).values(key="id", value=secrets.token_hex(4)))
            except IntegrityError:
                pass  # another process was quicker
            with self._transaction("读取") as connection:
                known = connection.scalar(wanted)
        return str(known)

    def add(self, document: Document, verdicts: Verdicts | None) -> str | None:
        """Take in a whole document; its id, or None where its content is there already, under whatever name."""
        mark = fingerprint(document)
        try:
            with self._transaction("写入") as connection:
                if connection.scalar(select(schema.documents.c.seq).where(schema.documents.c.fingerprint == mark)):
                    return None
                _insert(connection, document, mark, verdicts)
        except IntegrityError:  # another process was quicker between the look and the insert
            return None
        return mark[:12]

    def remove(self, document_id: str) -> None:
        """Forget a document. Raises CorpusError where there is none of that id."""
        with self._transaction("写入") as connection:
            for table in (schema.indicators, schema.projects):
                connection.execute(table.delete().where(table.c.document_id == document_id))
            gone = connection.execute(schema.documents.delete().where(schema.documents.c.id == document_id))
            if gone.rowcount == 0:
                raise CorpusError(f"语料库中没有编号为 {document_id} 的文件；jixiao corpus list 列出全部编号。")

    def judge(self, document_id: str, verdicts: Verdicts) -> None:
        """Replace what the reviewer said about a document's indicators."""
        with self._transaction("写入") as connection:
            table = schema.indicators
            rows = connection.execute(
                select(table.c.id, table.c.row, schema.projects.c.no)
                .join(schema.projects, schema.projects.c.id == table.c.project_id)
                .where(table.c.document_id == document_id)
            ).all()
            for row in rows:
                weak = " ".join(verdicts.get((row.no, row.row), ()))
                connection.execute(update(table).where(table.c.id == row.id).values(weak=weak))

    def judged(self, document_id: str) -> list[tuple[int | None, int, str | None]]:
        """(``Project.no``, row, rule codes with blanks between) of a document's indicators; None: nobody judged it."""
        table = schema.indicators
        with self._transaction("读取") as connection:
            rows = connection.execute(
                select(schema.projects.c.no, table.c.row, table.c.weak)
                .join(schema.projects, schema.projects.c.id == table.c.project_id)
                .where(table.c.document_id == document_id)
                .order_by(schema.projects.c.ordinal, table.c.row)
            )
            return [(row.no, row.row, row.weak) for row in rows]

    def revision(self) -> Revision:
        """What to compare in order to see that nothing changed."""
        with self._transaction("读取") as connection:
            columns = (func.count(), func.coalesce(func.max(schema.documents.c.seq), 0))
            count, last = connection.execute(select(*columns).select_from(schema.documents)).one()
        return Revision(count, last)

    def ids(self) -> list[str]:
        """Ids of all documents, oldest first."""
        with self._transaction("读取") as connection:
            return list(connection.scalars(select(schema.documents.c.id).order_by(schema.documents.c.seq)))

    def document(self, document_id: str) -> Document:
        """A document as it was read. Raises CorpusError where there is none of that id."""
        with self._transaction("读取") as connection:
            body = connection.scalar(select(schema.documents.c.body).where(schema.documents.c.id == document_id))
        if body is None:
            raise CorpusError(f"语料库中没有编号为 {document_id} 的文件；jixiao corpus list 列出全部编号。")
        return Document.model_validate_json(body)

    def stored(self) -> list[StoredDocument]:
        """All documents, oldest first."""
        d, i, p = schema.documents, schema.indicators, schema.projects
        with self._transaction("读取") as connection:
            tables = dict(_counted(connection, select(p.c.document_id, func.count()).group_by(p.c.document_id)))
            rows = dict(_counted(connection, select(i.c.document_id, func.count()).group_by(i.c.document_id)))
            weak = dict(
                _counted(
                    connection, select(i.c.document_id, func.count()).where(i.c.weak > "").group_by(i.c.document_id)
                )
            )
            found = connection.execute(
                select(d.c.id, d.c.source, d.c.department, d.c.year, d.c.added).order_by(d.c.seq)
            )
            return [
                StoredDocument(
                    **row._asdict(),
                    projects=tables.get(row.id, 0),
                    indicators=rows.get(row.id, 0),
                    weak=weak.get(row.id, 0),
                )
                for row in found
            ]

    def stats(self) -> Stats:
        """What is in, counted."""
        d, i, p = schema.documents, schema.indicators, schema.projects
        with self._transaction("读取") as connection:
            years = _counted(connection, select(d.c.year, func.count()).where(d.c.year.isnot(None)).group_by(d.c.year))
            level2 = _counted(connection, select(i.c.level2, func.count()).group_by(i.c.level2))
            weak = connection.scalar(select(func.count()).select_from(i).where(i.c.weak > "")) or 0
            sound = connection.scalar(select(func.count()).select_from(i).where(i.c.weak == "")) or 0
            total = sum(count for _, count in level2)
            return Stats(
                documents=connection.scalar(select(func.count()).select_from(d)) or 0,
                departments=connection.scalar(select(func.count(d.c.department.distinct()))) or 0,
                projects=connection.scalar(select(func.count()).select_from(p)) or 0,
                indicators=total,
                sound=sound,
                weak=weak,
                unjudged=total - sound - weak,
                years=dict(sorted(years)),
                level2=dict(Counter({level or "未识别": count for level, count in level2}).most_common()),
            )

    def departments(self, part: str) -> tuple[str, ...]:
        """Names of the departments that hold ``part``, white space and width forms aside."""
        column = schema.documents.c.department
        with self._transaction("读取") as connection:
            names = connection.scalars(select(column).where(column.isnot(None)).distinct())
            return tuple(sorted(name for name in names if fold(part) in fold(name)))

    def entries(self, document_id: str) -> list[Entry]:
        """What is searched of one document, tables first; empty where there is none of that id."""
        return self.entries_of([document_id])[document_id]

    def entries_of(self, ids: Sequence[str]) -> dict[str, list[Entry]]:
        """What is searched of some documents, tables first; empty for those that are gone."""
        found: dict[str, list[Entry]] = {}
        with self._transaction("读取") as connection:
            for chunk in _chunks(list(ids)):
                found |= ledger_entries.of_documents(connection, chunk)
        return found

    def row_counts(self) -> dict[str, int]:
        """Document id → its tables and indicators together."""
        total: dict[str, int] = dict.fromkeys(self.ids(), 0)
        with self._transaction("读取") as connection:
            for table in (schema.projects, schema.indicators):
                column = table.c.document_id
                for key, count in _counted(connection, select(column, func.count()).group_by(column)):
                    total[key] = total.get(key, 0) + count
        return total

    def find(self, ids: Iterable[str]) -> dict[str, Entry]:
        """Entries by id; those that are gone are left out."""
        found: dict[str, Entry] = {}
        with self._transaction("读取") as connection:
            for chunk in _chunks(list(ids)):
                found.update((entry.id, entry) for entry in ledger_entries.find(connection, chunk))
        return found

    def weak(self, ids: Iterable[str]) -> dict[str, tuple[str, ...] | None]:
        """What the reviewer says of indicators by id, as :attr:`corpus.entries.Entry.weak`; others are left out."""
        table = schema.indicators
        found: dict[str, tuple[str, ...] | None] = {}
        with self._transaction("读取") as connection:
            for chunk in _chunks(list(ids)):
                for key, weak in connection.execute(select(table.c.id, table.c.weak).where(table.c.id.in_(chunk))):
                    found[key] = None if weak is None else tuple(weak.split())
        return found

    def vectors(self, model: str, keys: Sequence[str]) -> dict[str, bytes]:
        """Kept vectors of ``model`` by text key: float32 in native order."""
        table = schema.vectors
        found: dict[str, bytes] = {}
        with self._transaction("读取") as connection:
            for chunk in _chunks(list(dict.fromkeys(keys))):
                wanted = select(table.c.text, table.c.vector).where(table.c.model == model, table.c.text.in_(chunk))
                found.update((row.text, row.vector) for row in connection.execute(wanted))
        return found

    def keep_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors of ``model`` by text key; those that are there stay. The caller holds the folder's lock."""
        new = [{"model": model, "text": key, "vector": vector} for key, vector in vectors.items()]
        if new:
            with self._transaction("写入") as connection:
                kind = postgresql if connection.dialect.name == "postgresql" else sqlite
                connection.execute(kind.insert(schema.vectors).on_conflict_do_nothing(), new)

    def _write_ahead(self) -> None:
        """Let readers and a writer work at once. The file remembers it; a switch needs a moment with no reader, for
        which SQLite does not wait by itself. Without it everything works too, one after the other."""
        for _ in range(_TRIES):
            try:
                with self._engine.connect() as connection:
                    connection.exec_driver_sql("PRAGMA journal_mode=WAL")
                return
            except OperationalError:
                time.sleep(0.05)


def _insert(connection: Connection, document: Document, mark: str, verdicts: Verdicts | None) -> None:
    department = document.department
    document_id = mark[:12]
    connection.execute(
        insert(schema.documents).values(
            id=document_id,
            fingerprint=mark,
            sha256=document.sha256,
            source=_storable(document.source),
            year=document.year,
            department_code=_storable(department.code) if department else None,
            department=_storable(department.name) if department else None,
            added=datetime.now(UTC).isoformat(timespec="seconds"),
            body=document.model_dump_json(),
        )
    )
    for ordinal, project in enumerate(document.projects, 1):
        key = f"{document_id}-{ordinal}"
        connection.execute(
            insert(schema.projects).values(
                id=key,
                document_id=document_id,
                ordinal=ordinal,
                no=project.no,
                name=_storable(project.name),
                budget_fen=fen(project.budget.total),
                body=project.model_copy(update={"indicators": ()}).model_dump_json(),
            )
        )
        rows = [_row(document_id, key, project.no, n, i, verdicts) for n, i in enumerate(project.indicators, 1)]
        if rows:
            connection.execute(insert(schema.indicators), rows)


def _row(
    document_id: str, project_id: str, no: int | None, row: int, indicator: Indicator, verdicts: Verdicts | None
) -> dict[str, Any]:
    return {
        "id": f"{project_id}-{row}",
        "project_id": project_id,
        "document_id": document_id,
        "row": row,
        "level1": taxonomy.level1(indicator.level1),
        "level2": taxonomy.level2(indicator.level2),
        "name": _storable(indicator.level3),
        "weak": None if verdicts is None else " ".join(verdicts.get((no, row), ())),
        "body": indicator.model_dump_json(),
    }


def _storable(text: str | None) -> str | None:
    """``text`` without the one character that PostgreSQL does not take; the document's body keeps it, escaped."""
    return text and text.replace("\0", "")


def _counted(connection: Connection, statement: Any) -> list[tuple[Any, int]]:
    return [(key, count) for key, count in connection.execute(statement)]


def _chunks(values: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
