"""BM25 over single Chinese characters and pairs of them, in SQLite FTS5: rows come and go one by one.

Pairs find words without a dictionary, single characters keep short names findable; why FTS5, in
docs/decisions/0002-search-arms.md, and how a query stays short in a corpus of a million rows, in
docs/decisions/0017-scale.md. The file is disposable: it is made again from the ledger at any time.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from corpus import rowfile
from corpus.entries import Entry
from corpus.hits import Filters
from corpus.rowfile import RowFile, conditions

_WORDS = re.compile(r"[a-z]+|\d+(?:\.\d+)?|[\u3400-\u9fff]+")
_QUERY_TOKENS = 120
"""Tokens of a query that count: a pasted page is no question."""
_QUERIED = 500
_LEAST_TOKENS = 2
_ROWS_READ = 5_000
"""Rows that one query may score: FTS5 needs about 1 µs for each, and as much again for its facts. A corpus of some hundred documents never has so many."""
SYNONYM_WEIGHT = 0.6
"""What a synonym's match counts against a match of the query's own word."""
_WEIGHTS = (2.0, 1.0, 1.0, 1.0)
"""How much a match in name, description, class and context weighs."""
_SCHEMA = """
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
    name, description, class, context, tokenize = "unicode61 remove_diacritics 0");
CREATE TABLE IF NOT EXISTS frequencies (token TEXT PRIMARY KEY, rows INTEGER NOT NULL) WITHOUT ROWID;
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


class LexicalIndex(RowFile):
    """Words of entries, in the file that holds their rows."""

    schema = rowfile.SCHEMA + _SCHEMA

    def census(self) -> dict[str, int]:
        """Document id → rows whose words are in, documents without rows among them."""
        with self._connect() as connection:
            rows = connection.execute(
                "SELECT d.document, COUNT(w.id) FROM documents d LEFT JOIN rows r ON r.document = d.document "
                "LEFT JOIN words_docsize w ON w.id = r.row GROUP BY d.document"
            )
            return dict(rows.fetchall())

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

    def counts(self, tokens: Iterable[str]) -> dict[str, int]:
        """How many rows hold each of some hundred tokens; those that none holds are left out."""
        wanted = sorted(set(tokens))
        found: dict[str, int] = {}
        with self._connect() as connection:
            for start in range(0, len(wanted), _QUERIED):
                part = wanted[start : start + _QUERIED]
                marks = ",".join("?" * len(part))
                sql = f"SELECT token, rows FROM frequencies WHERE rows > 0 AND token IN ({marks})"
                found.update(connection.execute(sql, part).fetchall())
        return found

    def _took(self, connection: sqlite3.Connection, rows: Sequence[tuple[int, Entry]]) -> None:
        found = [(row, [tokens(text) for text in (e.name, e.description, e.label, e.context)]) for row, e in rows]
        connection.executemany(
            "INSERT INTO words (rowid, name, description, class, context) VALUES (?,?,?,?,?)",
            [(row, *(" ".join(text) for text in texts)) for row, texts in found],
        )
        counted = Counter(token for _, texts in found for token in {t for text in texts for t in text})
        connection.executemany(
            "INSERT INTO frequencies VALUES (?,?) ON CONFLICT (token) DO UPDATE SET rows = rows + excluded.rows",
            sorted(counted.items()),
        )

    def _dropping(self, connection: sqlite3.Connection, document_id: str) -> None:
        rows = "SELECT row FROM rows WHERE document = ?"
        held = connection.execute(f"SELECT * FROM words WHERE rowid IN ({rows})", (document_id,)).fetchall()
        counted = Counter(token for texts in held for token in {t for text in texts for t in text.split()})
        connection.executemany(
            "UPDATE frequencies SET rows = rows - ? WHERE token = ?", [(n, token) for token, n in counted.items()]
        )
        connection.execute(f"DELETE FROM words WHERE rowid IN ({rows})", (document_id,))


def _scores(connection: sqlite3.Connection, words: Sequence[str], filters: Filters, limit: int) -> dict[str, float]:
    chosen, first = _bounded(connection, words[:_QUERY_TOKENS])
    if not chosen:
        return {}
    clauses, values = conditions(filters)
    match = " OR ".join(f'"{word}"' for word in chosen)
    weights = ", ".join(map(str, _WEIGHTS))
    sql = (
        f"SELECT rows.entry, bm25(words, {weights}) AS score FROM words JOIN rows ON rows.row = words.rowid "
        f"WHERE words MATCH ? AND words.rowid >= ? AND {' AND '.join(clauses)} ORDER BY score, rows.row LIMIT ?"
    )
    return {entry: -score for entry, score in connection.execute(sql, (match, first, *values, limit))}


def _bounded(connection: sqlite3.Connection, words: Sequence[str]) -> tuple[list[str], int]:
    """What to look for, and from which row on, so that no more than some thousand rows are scored.

    The rarest of ``words``: what stands everywhere costs time and tells little. Where even the rarest two stand in
    more rows than that, the newest rows answer for all.
    """
    marks = ",".join("?" * len(words))
    counted = connection.execute(
        f"SELECT token, rows FROM frequencies WHERE rows > 0 AND token IN ({marks})", tuple(words)
    ).fetchall()
    chosen: list[str] = []
    total = 0
    for word, count in sorted(counted, key=lambda pair: (pair[1], pair[0])):
        if len(chosen) >= _LEAST_TOKENS and total + count > _ROWS_READ:
            break
        total += count
        chosen.append(word)
    if total <= _ROWS_READ:
        return chosen, 0
    last = connection.execute("SELECT MAX(row) FROM rows").fetchone()[0]
    return chosen, last - last * _ROWS_READ // total
