"""BM25 over single Chinese characters and pairs of them: rows come and go one by one.

Pairs find words without a dictionary, single characters keep short names findable (docs/decisions/0002-search-arms.md).
For each token the rows that hold it lie together as numbers, so that a query adds up whole columns at once; what stands
in more than half of all rows tells nothing and is not read (docs/decisions/0030-scale.md). The file is disposable: it is
made again from the ledger at any time.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING

from corpus import rowfile
from corpus.entries import Entry
from corpus.rowfile import RowFile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from corpus.columns import Scope

_WORDS = re.compile(r"[a-z]+|\d+(?:\.\d+)?|[\u3400-\u9fff]+")
_QUERY_TOKENS = 120
"""Tokens of a query that count: a pasted page is no question."""
_QUERIED = 500
_LEAST_TOKENS = 2
_ROWS_READ = 50_000
"""Rows that one query may score: some 2 ms."""
_FEW_ROWS = 5_000
"""Rows that cost nothing: in a small corpus every token is read."""
SYNONYM_WEIGHT = 0.6
"""What a synonym's match counts against a match of the query's own word."""
_WEIGHTS = (2, 1, 1, 1)
"""How much a match in name, description, class and context weighs."""
_K1, _B = 1.2, 0.75
"""BM25's own constants: how soon further matches of one token count less, and how much a long row is discounted."""
_SPAN = 32_768
"""Rows whose numbers stand together: each is a number within the span, shifted by 8 bits, and below it the weighed count."""
_MOST = 255
_SCHEMA = """
CREATE TABLE IF NOT EXISTS frequencies (token TEXT PRIMARY KEY, rows INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS postings (
    id INTEGER PRIMARY KEY, token TEXT NOT NULL, span INTEGER NOT NULL, rows BLOB NOT NULL, UNIQUE (token, span));
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

    def best(self, query: str, scope: Scope, limit: int, synonyms: Iterable[str] = ()) -> list[tuple[int, float]]:
        """Rows of ``scope`` with their BM25 score (higher is better), best first; rows without a common token are left out.

        Pairs of characters of ``synonyms`` count for less than the query's own tokens.
        """
        words = list(dict.fromkeys(tokens(query)))[:_QUERY_TOKENS]
        if not words:
            return []
        others = dict.fromkeys(token for text in synonyms for token in tokens(text) if len(token) > 1)
        scores: dict[int, float] = dict(self._scored(words, scope, limit))
        for row, score in self._scored([o for o in others if o not in words][:_QUERY_TOKENS], scope, limit):
            scores[row] = scores.get(row, 0.0) + SYNONYM_WEIGHT * score
        return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]

    def _scored(self, words: Sequence[str], scope: Scope, limit: int) -> list[tuple[int, float]]:
        """The ``limit`` rows of ``scope`` with the highest BM25 of ``words``, in no order."""
        import numpy as np

        columns = scope.columns
        chosen, first = _bounded(self.counts(words), len(columns), columns.total)
        scores = np.zeros(len(columns), dtype=np.float32)
        touched = []
        for word, count in chosen.items():
            rows, weighed = self._holding(word, first, len(columns))
            here = scope.mask[rows]
            rows, weighed = rows[here], weighed[here]
            long = _K1 * (1 - _B) + _K1 * _B * columns.lengths[rows]
            others = max(columns.total - count, 0)  # counts may be newer than the columns: another process has written
            idf = max(log((others + 0.5) / (count + 0.5)), 1e-6)
            scores[rows] += idf * (_K1 + 1) * (weighed / (weighed + long))
            touched.append(rows)
        if not touched:
            return []
        found = np.concatenate(touched)
        if len(found) > 4 * limit * len(touched):  # a row stands there once for each of its tokens
            place = len(found) - limit * len(touched)
            found = found[np.argpartition(scores[found], place)[place:]]
        found = np.unique(found)
        found = found[np.argsort(-scores[found], kind="stable")[:limit]]
        return list(zip(found.tolist(), scores[found].tolist(), strict=True))

    def _holding(self, word: str, first: int, end: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Rows from ``first`` to before ``end`` that hold a token, ascending, and its weighed counts in them."""
        import numpy as np

        sql = "SELECT span, rows FROM postings WHERE token = ? AND span >= ? ORDER BY span"
        with self._connect() as connection:
            spans = connection.execute(sql, (word, first // _SPAN)).fetchall()
        packed = [np.frombuffer(rows, dtype="<u4") for _, rows in spans]
        every = np.concatenate(packed) if packed else np.empty(0, dtype="<u4")
        starts = np.repeat(np.array([span * _SPAN for span, _ in spans], dtype=np.int64), [len(p) for p in packed])
        rows = starts + (every >> 8)
        part = slice(*np.searchsorted(rows, (first, end)))
        return rows[part], (every[part] & _MOST).astype(np.float32)

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

    def _took(self, connection: sqlite3.Connection, rows: Sequence[tuple[int, Entry]]) -> Sequence[int]:
        postings: defaultdict[tuple[str, int], array[int]] = defaultdict(lambda: array("I"))
        counted: Counter[str] = Counter()
        lengths = []
        for row, entry in rows:
            weighed, length = _weighed((entry.name, entry.description, entry.label, entry.context))
            lengths.append(length)
            counted.update(weighed.keys())
            span, place = row // _SPAN, (row % _SPAN) << 8
            for token, count in weighed.items():
                postings[token, span].append(place | min(count, _MOST))
        connection.executemany(
            "INSERT INTO postings (token, span, rows) VALUES (?,?,?) ON CONFLICT (token, span) DO UPDATE SET "
            "rows = CAST(rows || excluded.rows AS BLOB)",
            ((*place, own.tobytes()) for place, own in sorted(postings.items())),
        )
        connection.executemany(
            "INSERT INTO frequencies VALUES (?,?) ON CONFLICT (token) DO UPDATE SET rows = rows + excluded.rows",
            sorted(counted.items()),
        )
        return lengths

    def _dropping(self, connection: sqlite3.Connection, document_id: str) -> None:
        import numpy as np

        sql = "SELECT row, name, description, label, context FROM rows WHERE document = ?"
        counted: Counter[str] = Counter()
        rows: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        for row, *texts in connection.execute(sql, (document_id,)).fetchall():
            for token in _weighed(texts)[0]:
                counted[token] += 1
                rows[token, row // _SPAN].append(row % _SPAN)
        for place, gone in sorted(rows.items()):
            held = connection.execute("SELECT rows FROM postings WHERE token = ? AND span = ?", place).fetchone()
            own = np.frombuffer(held[0] if held else b"", dtype="<u4")
            left = own[~np.isin(own >> 8, gone)].tobytes()
            connection.execute("UPDATE postings SET rows = ? WHERE token = ? AND span = ?", (left, *place))
        connection.executemany(
            "UPDATE frequencies SET rows = rows - ? WHERE token = ?", [(n, token) for token, n in counted.items()]
        )


def _weighed(texts: Sequence[str]) -> tuple[Mapping[str, int], int]:
    """How often each token stands in name, description, class and context, weighed; and how many tokens there are."""
    found: dict[str, int] = {}
    length = 0
    for text, weight in zip(texts, _WEIGHTS, strict=True):
        own = _remembered(text)
        length += len(own)
        for token in own:
            found[token] = found.get(token, 0) + weight
    return found, length


@lru_cache(maxsize=20_000)
def _remembered(text: str) -> tuple[str, ...]:
    return tuple(tokens(text))


def _bounded(counted: Mapping[str, int], end: int, total: int) -> tuple[dict[str, int], int]:
    """What to look for of the tokens with their numbers of rows, and from which row on, so that no more than
    :data:`_ROWS_READ` of ``total`` rows are scored; ``end`` is the first row number that is not given yet.

    The rarest tokens, and none that stands in more than half of all rows, unless it is one of two: it tells nothing.
    Where even the rarest two stand in more rows than that, the newest rows answer for all.
    """
    chosen: dict[str, int] = {}
    read = 0
    for word, count in sorted(counted.items(), key=lambda pair: (pair[1], pair[0])):
        common = 2 * count > total and count > _FEW_ROWS
        if len(chosen) >= _LEAST_TOKENS and (common or read + count > _ROWS_READ):
            break
        read += count
        chosen[word] = count
    return chosen, 0 if read <= _ROWS_READ else end - end * _ROWS_READ // read
