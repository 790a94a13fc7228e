"""Which rows there are: every table and indicator with its document, the number of its text, its words and the facts that
conditions ask of it, in one local SQLite file.

Disposable: made again from the ledger at any time. A text gets a number that never comes back, in the order in which
texts came in; :class:`corpus.vectorfile.VectorFile` keeps vectors by that number. Rows get numbers in the same way;
their facts stand together in blocks, so that all of them are read in one breath (:mod:`corpus.columns`).
"""

from __future__ import annotations

import secrets
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from corpus.columns import RECORD, Columns, record
from corpus.entries import Brief, Entry, Kind, text_key
from corpus.records import Value
from errors import CorpusError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_VERSION = 5
SCHEMA = """
PRAGMA journal_mode = WAL;
CREATE TABLE IF NOT EXISTS about (token TEXT NOT NULL, writes INTEGER NOT NULL, next INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS documents (document TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS texts (
    number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL,
    UNIQUE (kind, key));
CREATE TABLE IF NOT EXISTS gone (kind TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (kind, key));
CREATE TABLE IF NOT EXISTS rows (
    row INTEGER PRIMARY KEY, entry TEXT NOT NULL, document TEXT NOT NULL, kind TEXT NOT NULL, text INTEGER NOT NULL,
    name TEXT NOT NULL, description TEXT NOT NULL, label TEXT NOT NULL, context TEXT NOT NULL,
    number TEXT, unit TEXT);
CREATE INDEX IF NOT EXISTS rows_document ON rows (document);
CREATE INDEX IF NOT EXISTS rows_text ON rows (text);
CREATE TABLE IF NOT EXISTS names (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS blocks (block INTEGER PRIMARY KEY, records BLOB NOT NULL);
"""
_TABLES = """SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
ORDER BY sql LIKE 'CREATE VIRTUAL%' DESC"""
"""Ours; those that others consist of behind them."""
_CHUNK = 500
_BLOCK = 4096
"""Rows whose facts stand in one block: some 160 KB, which adding one document writes again."""


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
        self._columns: Columns | None = None

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
        with self._writing() as connection:
            first = row = int(connection.execute("SELECT next FROM about").fetchone()[0])
            numbered: list[tuple[int, Entry]] = []
            for document_id, entries in documents:
                self._drop(connection, document_id)
                connection.execute("INSERT INTO documents VALUES (?)", (document_id,))
                numbered += enumerate(entries, row)
                row += len(entries)
            connection.execute("UPDATE about SET next = ?", (row,))
            known: dict[tuple[Kind, str], int] = {}
            texts = [_text(connection, entry, known) for _, entry in numbered]
            connection.executemany(
                "INSERT INTO rows VALUES (?,?,?,?,?,?,?,?,?,?,?)",
                [(row, *_words(entry, text)) for (row, entry), text in zip(numbered, texts, strict=True)],
            )
            lengths = self._took(connection, numbered)
            self._keep_records(connection, first, [entry for _, entry in numbered], texts, lengths)

    def drop(self, document_id: str) -> None:
        """Forget a document."""
        with self._writing() as connection:
            self._drop(connection, document_id)

    def clear(self) -> None:
        """Forget everything, whatever state the file is in."""
        self.close()
        try:
            for end in ("", "-journal", "-wal", "-shm"):
                self._path.with_name(self._path.name + end).unlink(missing_ok=True)
        except PermissionError:
            self._empty()

    def _empty(self) -> None:
        """Drop all tables: Windows does not remove a file that another thread or program has open."""
        try:
            with closing(sqlite3.connect(self._path, timeout=30)) as connection:
                for (name,) in connection.execute(_TABLES).fetchall():
                    connection.execute(f'DROP TABLE IF EXISTS "{name}"')
                connection.execute("DELETE FROM sqlite_sequence")
                connection.execute("PRAGMA user_version = 0")
                connection.commit()
                self._prepare(connection)
        except (sqlite3.Error, OSError) as error:
            raise CorpusError(
                f"词语索引 {self._path} 正被别的程序使用，不能重建（{error}）；请关闭网页和其他正在运行的 jixiao，再试一次。"
            ) from error

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

    def columns(self) -> Columns:
        """What conditions ask of every row, as it stands now; read again only after a write."""
        with self._connect() as connection:
            writes = connection.execute("SELECT token, writes FROM about").fetchone()
            if self._columns is None or self._columns.token != writes:
                connection.execute("BEGIN")  # the facts and their names as of one moment
                writes = connection.execute("SELECT token, writes FROM about").fetchone()
                blocks = [row[0] for row in connection.execute("SELECT records FROM blocks ORDER BY block")]
                names = dict(connection.execute("SELECT name, number FROM names").fetchall())
                self._columns = Columns.read(writes, names, blocks)
            return self._columns

    def briefs(self, rows: Iterable[int]) -> dict[int, Brief]:
        """The words of ``rows`` by row number; those that are gone are left out."""
        sql = "SELECT entry, kind, name, description, label, context, number, unit FROM rows WHERE row = ?"
        found: dict[int, Brief] = {}
        with self._connect() as connection:
            for row in rows:
                for entry, kind, name, description, label, context, *value in connection.execute(sql, (row,)):
                    found[row] = Brief(entry, kind, name, description, label, context, _value(*value))
        return found

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

    def _took(self, connection: sqlite3.Connection, rows: Sequence[tuple[int, Entry]]) -> Sequence[int]:
        """For what else is kept of each row; the tokens of each."""
        return [0] * len(rows)

    def _dropping(self, connection: sqlite3.Connection, document_id: str) -> None:
        """For what else was kept of each row, before it goes."""

    def _keep_records(
        self,
        connection: sqlite3.Connection,
        first: int,
        entries: Sequence[Entry],
        texts: Sequence[int],
        lengths: Sequence[int],
    ) -> None:
        """Write the facts of ``entries``, which have the rows from ``first`` on, behind all others."""
        import numpy as np

        names = dict(connection.execute("SELECT name, number FROM names").fetchall())

        def number(name: str) -> int:
            if name not in names:
                names[name] = connection.execute("INSERT INTO names (name) VALUES (?)", (name,)).lastrowid
            return int(names[name])

        tables: dict[str, int] = {}
        records = []
        for row, (entry, text, length) in enumerate(zip(entries, texts, lengths, strict=True), first):
            table = tables.setdefault(entry.id if entry.indicator is None else entry.id.rsplit("-", 1)[0], row)
            records.append(record(entry, text, row - table, length, number))
        packed = np.array(records, dtype=RECORD)
        start = first
        while start < first + len(packed):
            end = min(first + len(packed), (start // _BLOCK + 1) * _BLOCK)
            connection.execute(
                "INSERT INTO blocks VALUES (?,?) ON CONFLICT (block) DO UPDATE SET records = CAST(records || "
                "excluded.records AS BLOB)",
                (start // _BLOCK, packed[start - first : end - first].tobytes()),
            )
            start = end

    def _clear_records(self, connection: sqlite3.Connection, rows: NDArray[np.int64]) -> None:
        import numpy as np

        empty = np.zeros(1, dtype=RECORD)[0]
        for block in np.unique(rows // _BLOCK).tolist():
            (held,) = connection.execute("SELECT records FROM blocks WHERE block = ?", (block,)).fetchone()
            records = np.frombuffer(held, dtype=RECORD).copy()
            records[rows[rows // _BLOCK == block] % _BLOCK] = empty
            connection.execute("UPDATE blocks SET records = ? WHERE block = ?", (records.tobytes(), block))

    def _drop(self, connection: sqlite3.Connection, document_id: str) -> None:
        if connection.execute("SELECT 1 FROM documents WHERE document = ?", (document_id,)).fetchone() is None:
            return
        self._dropping(connection, document_id)
        import numpy as np

        held = connection.execute("SELECT DISTINCT text FROM rows WHERE document = ?", (document_id,)).fetchall()
        rows = connection.execute("SELECT row FROM rows WHERE document = ?", (document_id,)).fetchall()
        self._clear_records(connection, np.array(rows, dtype=np.int64).reshape(-1))
        connection.execute("DELETE FROM rows WHERE document = ?", (document_id,))
        connection.execute("DELETE FROM documents WHERE document = ?", (document_id,))
        for (number,) in held:
            if connection.execute("SELECT 1 FROM rows WHERE text = ? LIMIT 1", (number,)).fetchone() is None:
                connection.execute("INSERT OR IGNORE INTO gone SELECT kind, key FROM texts WHERE number = ?", (number,))
                connection.execute("DELETE FROM texts WHERE number = ?", (number,))

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._connect() as connection:
            connection.execute("UPDATE about SET writes = writes + 1")
            yield connection

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
        import numpy as np

        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -32768")
        if version == _VERSION:
            return
        names = {row[0] for row in connection.execute(_TABLES)}
        if names and (version or "about" not in names):
            raise sqlite3.DatabaseError("由另一版本的程序建立")
        connection.executescript(self.schema)
        connection.execute("BEGIN IMMEDIATE")
        if connection.execute("SELECT 1 FROM about").fetchone() is None:
            connection.execute("INSERT INTO about VALUES (?, 0, 1)", (secrets.token_hex(4),))
            connection.execute("INSERT INTO blocks VALUES (0, ?)", (bytes(np.dtype(RECORD).itemsize),))  # row 0 is none
        connection.execute(f"PRAGMA user_version = {_VERSION}")
        connection.commit()


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


def _words(entry: Entry, text: int) -> tuple[object, ...]:
    brief = Brief.of(entry)
    number = None if brief.value.number is None else str(brief.value.number)
    words = (brief.name, brief.description, brief.label, brief.context, number, brief.value.unit)
    storable = (word and word.encode("utf-8", "replace").decode() for word in words)
    return (entry.id, entry.document_id, entry.kind, text, *storable)


@lru_cache(maxsize=10_000)
def _value(number: str | None, unit: str | None) -> Value:
    return Value(number=None if number is None else Decimal(number), unit=unit)
