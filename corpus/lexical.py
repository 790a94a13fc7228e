"""BM25 over single Chinese characters and pairs of them, in SQLite FTS5: rows come and go one by one.

Pairs find words without a dictionary, single characters keep short names findable; why FTS5, in
docs/decisions/0002-search-arms.md. The file is disposable: it is made again from the ledger at any time.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from corpus.entries import Entry
from corpus.hits import Filters, fen
from errors import CorpusError

_WORDS = re.compile(r"[a-z]+|\d+(?:\.\d+)?|[\u3400-\u9fff]+")
_QUERY_TOKENS = 120
"""Tokens of a query that count: a pasted page is no question."""
_LEAST_TOKENS = 2
_ROWS_READ = 8_000
"""Rows that one query may score: FTS5 needs some 4 µs for each. A corpus of some hundred documents never has so many."""
SYNONYM_WEIGHT = 0.6
"""What a synonym's match counts against a match of the query's own word."""
_WEIGHTS = (2.0, 1.0, 1.0, 1.0)
"""How much a match in name, description, class and context weighs."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS rows (
    row INTEGER PRIMARY KEY, entry TEXT NOT NULL, document TEXT NOT NULL, kind TEXT NOT NULL,
    level2 TEXT, department TEXT, year INTEGER, budget INTEGER);
CREATE INDEX IF NOT EXISTS rows_document ON rows (document);
CREATE TABLE IF NOT EXISTS documents (document TEXT PRIMARY KEY);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
    name, description, class, context, tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE IF NOT EXISTS vocabulary USING fts5vocab(words, row);
"""


def tokens(text: str) -> list[str]:
    """Characters and pairs of neighbours of Chinese runs, whole Latin words and numbers: ``招商12次`` → 招 商 招商 12 次."""
    found: list[str] = []
    for run in _WORDS.findall(unicodedata.normalize("NFKC", text).lower()):
        if "\u3400" <= run[0] <= "\u9fff":
            found += run
            found += [run[i : i + 2] for i in range(len(run) - 1)]
        else:
            found.append(run)
    return found


class LexicalIndex:
    """Words of entries in the file ``path``. Methods may be called from any thread."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def documents(self) -> set[str]:
        """Ids of the documents that are in, each of them whole."""
        with self._connect() as connection:
            return {row[0] for row in connection.execute("SELECT document FROM documents")}

    def census(self) -> dict[str, int]:
        """Document id → rows that are in, documents without rows among them."""
        with self._connect() as connection:
            rows = connection.execute(
                "SELECT d.document, COUNT(w.id) FROM documents d LEFT JOIN rows r ON r.document = d.document "
                "LEFT JOIN words_docsize w ON w.id = r.row GROUP BY d.document"
            )
            return dict(rows.fetchall())

    def put(self, document_id: str, entries: Sequence[Entry]) -> None:
        """Take in a document, all of it or nothing; what stood under its id is replaced."""
        self.put_many([(document_id, entries)])

    def put_many(self, documents: Iterable[tuple[str, Sequence[Entry]]]) -> None:
        """Take in documents by id, all of them or nothing; what stood under their ids is replaced."""
        with self._connect() as connection:
            for document_id, entries in documents:
                _drop(connection, document_id)
                for entry in entries:
                    _put(connection, document_id, entry)
                connection.execute("INSERT INTO documents VALUES (?)", (document_id,))

    def drop(self, document_id: str) -> None:
        """Forget a document."""
        with self._connect() as connection:
            _drop(connection, document_id)

    def clear(self) -> None:
        """Forget everything, whatever state the file is in."""
        for path in (self._path, self._path.with_name(self._path.name + "-journal")):
            path.unlink(missing_ok=True)

    def best(self, query: str, filters: Filters, limit: int, synonyms: Iterable[str] = ()) -> list[tuple[str, float]]:
        """Entry ids with their BM25 score (higher is better), best first; rows without a common token are left out.

        Pairs of characters of ``synonyms`` count for less than the query's own tokens.
        """
        words = list(dict.fromkeys(tokens(query)))[:_QUERY_TOKENS]
        if not words:
            return []
        others = dict.fromkeys(token for text in synonyms for token in tokens(text) if len(token) > 1)
        with self._connect() as connection:
            scores = _scores(connection, words, filters, limit)
            for entry, score in _scores(connection, [o for o in others if o not in words], filters, limit).items():
                scores[entry] = scores.get(entry, 0.0) + SYNONYM_WEIGHT * score
        return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]

    @contextmanager
    def _connect(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=30)) as connection, connection:
                connection.executescript(_SCHEMA)
                yield connection
        except (sqlite3.Error, OSError) as error:
            raise CorpusError(
                f"词语索引 {self._path} 不可用（{error}）；请检查文件夹权限和磁盘空间，再运行 jixiao corpus rebuild 重建。"
            ) from error


def _scores(connection: sqlite3.Connection, words: Sequence[str], filters: Filters, limit: int) -> dict[str, float]:
    if not words:
        return {}
    clauses, values = _conditions(filters)
    match = " OR ".join(f'"{word}"' for word in _telling(connection, words[:_QUERY_TOKENS]))
    weights = ", ".join(map(str, _WEIGHTS))
    sql = (
        f"SELECT rows.entry, bm25(words, {weights}) AS score FROM words JOIN rows ON rows.row = words.rowid "
        f"WHERE words MATCH ? AND {' AND '.join(clauses)} ORDER BY score, rows.row LIMIT ?"
    )
    return {entry: -score for entry, score in connection.execute(sql, (match, *values, limit))}


def _telling(connection: sqlite3.Connection, words: Sequence[str]) -> list[str]:
    """The rarest of ``words``, as many as some thousand rows hold: what stands everywhere costs time and tells little."""
    marks = ",".join("?" * len(words))
    counted = connection.execute(f"SELECT term, doc FROM vocabulary WHERE term IN ({marks})", tuple(words))
    chosen: list[str] = []
    rows = 0
    for word, count in sorted(counted, key=lambda pair: pair[1]):
        rows += count
        if len(chosen) >= _LEAST_TOKENS and rows > _ROWS_READ:
            break
        chosen.append(word)
    return chosen or list(words)


def _put(connection: sqlite3.Connection, document_id: str, entry: Entry) -> None:
    facts = (entry.id, document_id, entry.kind, entry.level2, entry.department, entry.year, fen(entry.budget))
    cursor = connection.execute(
        "INSERT INTO rows (entry, document, kind, level2, department, year, budget) VALUES (?,?,?,?,?,?,?)", facts
    )
    texts = (entry.name, entry.description, entry.label, entry.context)
    connection.execute(
        "INSERT INTO words (rowid, name, description, class, context) VALUES (?,?,?,?,?)",
        (cursor.lastrowid, *(" ".join(tokens(text)) for text in texts)),
    )


def _drop(connection: sqlite3.Connection, document_id: str) -> None:
    connection.execute("DELETE FROM words WHERE rowid IN (SELECT row FROM rows WHERE document = ?)", (document_id,))
    connection.execute("DELETE FROM rows WHERE document = ?", (document_id,))
    connection.execute("DELETE FROM documents WHERE document = ?", (document_id,))


def _conditions(filters: Filters) -> tuple[list[str], list[object]]:
    clauses, values = ["rows.kind = ?"], [filters.kind]
    parts: list[object] = list(values)

    def one_of(column: str, allowed: Iterable[str]) -> None:
        names = sorted(allowed)
        clauses.append(f"rows.{column} IN ({','.join('?' * len(names))})")
        parts.extend(names)

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
            parts.append(value)
    return clauses, parts
