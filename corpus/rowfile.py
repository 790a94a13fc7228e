"""Which rows a corpus has, their facts and their distinct texts, in one local SQLite file: what filters ask and what
leads from a text back to the tables that print it.

Disposable: made again from the ledger at any time. A text gets a number that never comes back, in the order in which
texts came in; :class:`corpus.vectorfile.VectorFile` keeps vectors by that number.
"""

from __future__ import annotations

import secrets
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from corpus.entries import Entry, Kind, text_key
from corpus.hits import Filters, fen
from errors import CorpusError

_VERSION = 2
SCHEMA = """
PRAGMA journal_mode = WAL;
CREATE TABLE IF NOT EXISTS about (token TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS documents (document TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS texts (
    number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL,
    UNIQUE (kind, key));
CREATE TABLE IF NOT EXISTS gone (kind TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (kind, key));
CREATE TABLE IF NOT EXISTS rows (
    row INTEGER PRIMARY KEY, entry TEXT NOT NULL, document TEXT NOT NULL, kind TEXT NOT NULL, text INTEGER NOT NULL,
    level2 TEXT, department TEXT, year INTEGER, budget INTEGER);
CREATE INDEX IF NOT EXISTS rows_document ON rows (document);
CREATE INDEX IF NOT EXISTS rows_text ON rows (text, year DESC, department, level2, budget, entry);
CREATE INDEX IF NOT EXISTS rows_department ON rows (department, kind, text);
CREATE INDEX IF NOT EXISTS rows_year ON rows (kind, year, text);
CREATE INDEX IF NOT EXISTS rows_level2 ON rows (kind, level2, text);
CREATE INDEX IF NOT EXISTS rows_budget ON rows (kind, budget, text);
"""
_CHUNK = 500


class Text(NamedTuple):
    """A distinct text of a kind; an indicator and a table with the same words are two."""

    number: int
    kind: Kind
    key: str
    """The key of its vector: :func:`corpus.entries.text_key`."""
    text: str


class RowFile:
    """Rows of entries in the file ``path``. Methods may be called from any thread; each is one transaction.

    Every method raises CorpusError where the file cannot be used.
    """

    schema = SCHEMA

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held = threading.local()

    def close(self) -> None:
        """Let go of this thread's connection."""
        held: tuple[sqlite3.Connection, int] | None = getattr(self._held, "connection", None)
        if held:
            self._held.connection = None
            held[0].close()

    def token(self) -> str:
        """A word that is another one whenever the numbers of texts begin anew."""
        with self._connect() as connection:
            return str(connection.execute("SELECT token FROM about").fetchone()[0])

    def documents(self) -> set[str]:
        """Ids of the documents that are in, each of them whole."""
        with self._connect() as connection:
            return {row[0] for row in connection.execute("SELECT document FROM documents")}

    def put(self, document_id: str, entries: Sequence[Entry]) -> None:
        """Take in a document, all of it or nothing; what stood under its id is replaced."""
        self.put_many([(document_id, entries)])

    def put_many(self, documents: Iterable[tuple[str, Sequence[Entry]]]) -> None:
        """Take in documents by id, all of them or nothing; what stood under their ids is replaced."""
        with self._connect() as connection:
            row = connection.execute("SELECT COALESCE(MAX(row), 0) FROM rows").fetchone()[0]
            numbered: list[tuple[int, Entry]] = []
            for document_id, entries in documents:
                self._drop(connection, document_id)
                connection.execute("INSERT INTO documents VALUES (?)", (document_id,))
                numbered += [(row + k, entry) for k, entry in enumerate(entries, 1)]
                row += len(entries)
            known: dict[tuple[Kind, str], int] = {}
            connection.executemany(
                "INSERT INTO rows VALUES (?,?,?,?,?,?,?,?,?)",
                [_facts(number, entry, _text(connection, entry, known)) for number, entry in numbered],
            )
            self._took(connection, numbered)

    def drop(self, document_id: str) -> None:
        """Forget a document."""
        with self._connect() as connection:
            self._drop(connection, document_id)

    def clear(self) -> None:
        """Forget everything, whatever state the file is in."""
        self.close()
        for end in ("", "-journal", "-wal", "-shm"):
            self._path.with_name(self._path.name + end).unlink(missing_ok=True)

    def census(self) -> dict[str, int]:
        """Document id → rows that are in, documents without rows among them."""
        with self._connect() as connection:
            rows = connection.execute(
                "SELECT d.document, COUNT(r.row) FROM documents d LEFT JOIN rows r ON r.document = d.document "
                "GROUP BY d.document"
            )
            return dict(rows.fetchall())

    def texts(self, after: int, limit: int) -> list[Text]:
        """The next texts by number."""
        with self._connect() as connection:
            found = connection.execute(
                "SELECT number, kind, key, text FROM texts WHERE number > ? ORDER BY number LIMIT ?", (after, limit)
            )
            return [Text(*row) for row in found]

    def text_count(self, upto: int | None = None) -> int:
        """How many texts there are, or how many of the first ``upto`` numbers."""
        with self._connect() as connection:
            if upto is None:
                return int(connection.execute("SELECT COUNT(*) FROM texts").fetchone()[0])
            return int(connection.execute("SELECT COUNT(*) FROM texts WHERE number <= ?", (upto,)).fetchone()[0])

    def keys(self, kind: Kind) -> set[str]:
        """Keys of all texts of a kind."""
        with self._connect() as connection:
            return {row[0] for row in connection.execute("SELECT key FROM texts WHERE kind = ?", (kind,))}

    def gone(self) -> list[tuple[Kind, str]]:
        """Texts that no row has any more and whose vectors may go; :meth:`forget` when they went."""
        with self._connect() as connection:
            return connection.execute("SELECT kind, key FROM gone").fetchall()

    def forget(self, gone: Sequence[tuple[Kind, str]]) -> None:
        """Strike ``gone`` off that list."""
        with self._connect() as connection:
            connection.executemany("DELETE FROM gone WHERE kind = ? AND key = ?", gone)

    def numbers(self, filters: Filters, most: int) -> list[int] | None:
        """Numbers of the texts that some row under ``filters`` has, ascending; None where there are more than ``most``."""
        clauses, values = conditions(filters)
        with self._connect() as connection:
            found = connection.execute(
                f"SELECT DISTINCT text FROM rows WHERE {' AND '.join(clauses)} LIMIT ?", (*values, most + 1)
            ).fetchall()
        return None if len(found) > most else sorted(number for (number,) in found)

    def numbered(self, kind: Kind, near: Sequence[tuple[str, float]]) -> list[tuple[int, float]]:
        """(Text number, cosine) of (text key, cosine), in that order; keys that are not here are left out."""
        found: dict[str, int] = {}
        keys = [key for key, _ in near]
        with self._connect() as connection:
            for start in range(0, len(keys), _CHUNK):
                chunk = keys[start : start + _CHUNK]
                marks = ",".join("?" * len(chunk))
                sql = f"SELECT key, number FROM texts WHERE kind = ? AND key IN ({marks})"
                found.update(connection.execute(sql, (kind, *chunk)).fetchall())
        return [(found[key], cosine) for key, cosine in near if key in found]

    def holders(
        self, near: Sequence[tuple[int, float]], filters: Filters, limit: int, each: int
    ) -> list[tuple[str, float]]:
        """(Entry id, cosine) of at most ``limit`` rows under ``filters`` that have the texts ``near`` (number, cosine).

        Of one text the newest ``each``; where room is left, the rest of the first texts.
        """
        clauses, values = conditions(filters, kind=False)  # the texts are of that kind
        where = " AND ".join(("text = ?", *clauses))
        sql = f"SELECT entry FROM rows INDEXED BY rows_text WHERE {where} LIMIT ? OFFSET ?"
        taken: list[list[str]] = []
        room = limit
        with self._connect() as connection:
            for number, _ in near:
                rows = connection.execute(sql, (number, *values, min(each, room), 0)).fetchall() if room else []
                taken.append([entry for (entry,) in rows])
                room -= len(rows)
            for (number, _), entries in zip(near, taken, strict=True):
                if room and len(entries) == each:
                    rest = connection.execute(sql, (number, *values, room, each)).fetchall()
                    entries += [entry for (entry,) in rest]
                    room -= len(rest)
        return [(entry, cosine) for (_, cosine), entries in zip(near, taken, strict=True) for entry in entries]

    def _took(self, connection: sqlite3.Connection, rows: Sequence[tuple[int, Entry]]) -> None:
        """For what else is kept of each row."""

    def _dropping(self, connection: sqlite3.Connection, document_id: str) -> None:
        """For what else was kept of each row, before it goes."""

    def _drop(self, connection: sqlite3.Connection, document_id: str) -> None:
        if connection.execute("SELECT 1 FROM documents WHERE document = ?", (document_id,)).fetchone() is None:
            return
        self._dropping(connection, document_id)
        held = connection.execute("SELECT DISTINCT text FROM rows WHERE document = ?", (document_id,)).fetchall()
        connection.execute("DELETE FROM rows WHERE document = ?", (document_id,))
        connection.execute("DELETE FROM documents WHERE document = ?", (document_id,))
        for (number,) in held:
            if connection.execute("SELECT 1 FROM rows WHERE text = ? LIMIT 1", (number,)).fetchone() is None:
                connection.execute("INSERT OR IGNORE INTO gone SELECT kind, key FROM texts WHERE number = ?", (number,))
                connection.execute("DELETE FROM texts WHERE number = ?", (number,))

    @contextmanager
    def _connect(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = self._open()
            with connection:
                yield connection
        except (sqlite3.Error, OSError) as error:
            self.close()
            raise CorpusError(
                f"词语索引 {self._path} 不可用（{error}）；请检查文件夹权限和磁盘空间，再运行 jixiao corpus rebuild 重建。"
            ) from error

    def _open(self) -> sqlite3.Connection:
        """This thread's connection, kept open since a warm one answers in a third of the time; a new one where another
        file stands in the place of the old."""
        held: tuple[sqlite3.Connection, int] | None = getattr(self._held, "connection", None)
        try:
            if held and held[1] == self._path.stat().st_ino:
                return held[0]
        except FileNotFoundError:
            pass
        self.close()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=30)
        try:
            self._prepare(connection)
            self._held.connection = (connection, self._path.stat().st_ino)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -32768")
        if version == _VERSION:
            return
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        if names and "about" not in names:
            raise sqlite3.DatabaseError("由另一版本的程序建立")
        connection.executescript(self.schema)
        connection.execute("BEGIN IMMEDIATE")
        if connection.execute("SELECT 1 FROM about").fetchone() is None:
            connection.execute("INSERT INTO about VALUES (?)", (secrets.token_hex(4),))
        connection.execute(f"PRAGMA user_version = {_VERSION}")
        connection.commit()


def conditions(filters: Filters, kind: bool = True) -> tuple[list[str], list[object]]:
    """``filters`` as SQL conditions on ``rows``, and their values; without ``kind`` the other conditions alone."""
    clauses: list[str] = ["rows.kind = ?"] if kind else []
    values: list[object] = [filters.kind] if kind else []

    def one_of(column: str, allowed: Iterable[str]) -> None:
        names = sorted(allowed)
        clauses.append(f"rows.{column} IN ({','.join('?' * len(names))})")
        values.extend(names)

    if filters.level2:
        one_of("level2", filters.level2)
    if filters.departments is not None:
        one_of("department", filters.departments)
    for column, sign, value in (
        ("year", "=", filters.year),
        ("budget", ">=", filters.budget_min),
        ("budget", "<=", filters.budget_max),
    ):
        if value is not None:
            clauses.append(f"rows.{column} {sign} ?")
            values.append(value)
    return clauses, values


def _text(connection: sqlite3.Connection, entry: Entry, known: dict[tuple[Kind, str], int]) -> int:
    """The number of the entry's text, given to it now where it has none."""
    place = (entry.kind, text_key(entry.text))
    if place not in known:
        found = connection.execute("SELECT number FROM texts WHERE kind = ? AND key = ?", place).fetchone()
        if found is None:
            text = entry.text.encode("utf-8", "replace").decode()
            cursor = connection.execute("INSERT INTO texts (kind, key, text) VALUES (?,?,?)", (*place, text))
            known[place] = int(cursor.lastrowid or 0)
        else:
            known[place] = found[0]
    return known[place]


def _facts(row: int, entry: Entry, text: int) -> tuple[object, ...]:
    facts = (entry.level2, entry.department, entry.year, fen(entry.budget))
    return (row, entry.id, entry.document_id, entry.kind, text, *facts)
