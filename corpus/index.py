"""The vector index: the only file that knows chromadb. Disposable, made again from the ledger at any time.

Embedded Chroma bears one process in a folder, so the caller holds :class:`corpus.locks.FolderLock` around every call
here; a process whose view has grown old, because another one wrote, opens the folder anew.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from corpus.entries import Entry
from corpus.hits import Filters, fen
from errors import CorpusError

if TYPE_CHECKING:
    from corpus.embed import Vectors

_BATCH = 1000
_MARK = "document:"
_WIDER = (3, 16)
"""How many times the wanted rows are asked for without a condition before Chroma is given the condition: its own filter
took 459 ms where nine tenths of 60,000 rows meet it, the same rows unfiltered 2 ms."""


@dataclass(frozen=True)
class _State:
    """What ``current.json`` says: where the index lies, and a token that changes with every write."""

    folder: str
    token: str


class VectorIndex:
    """Vectors of entries under one embedding model; cosine space.

    ``folder`` holds the embedded index; with ``url`` a Chroma server holds it instead. Every method raises CorpusError
    where the index cannot be used.
    """

    def __init__(self, folder: Path, model: str, url: str | None = None) -> None:
        """Opens nothing yet and does not load chromadb."""
        self._root = folder
        self._model = model
        self._url = url
        self._client: Any = None
        self._seen: _State | None = None

    def documents(self, dimension: int) -> set[str]:
        """Ids of the documents that are in whole. Empties an index that lost rows, so that it is filled again."""
        whole, _, rows = self.census(dimension)
        if rows >= sum(whole.values()):
            return set(whole)
        self.clear()
        return set()

    def census(self, dimension: int) -> tuple[dict[str, int], set[str], int]:
        """(Documents that are in whole → their rows, all that left a trace, rows that are there); changes nothing."""
        with self._collection(dimension) as rows, self._collection(dimension, marks=True) as marks:
            found = marks.get(include=["metadatas"])["metadatas"]
            whole = {str(m["document"]): int(m["rows"]) for m in found if m["done"]}
            return whole, {str(m["document"]) for m in found}, rows.count()

    def put(self, document_id: str, entries: Sequence[Entry], vectors: Vectors) -> None:
        """Take in a document's entries with their unit vectors. Marked as whole only after its last row."""
        self.put_many([(document_id, entries)], vectors)

    def put_many(self, documents: Sequence[tuple[str, Sequence[Entry]]], vectors: Vectors) -> None:
        """Take in documents by id; ``vectors`` are those of all their entries, in order."""
        if not documents:
            return
        dimension = vectors.shape[1]
        everything = [entry for _, entries in documents for entry in entries]
        with self._collection(dimension) as rows, self._collection(dimension, marks=True) as marks:
            self._mark(marks, documents, done=False)
            for start in range(0, len(everything), _BATCH):
                part = everything[start : start + _BATCH]
                rows.upsert(
                    ids=[entry.id for entry in part],
                    embeddings=vectors[start : start + _BATCH],
                    metadatas=[_metadata(entry) for entry in part],
                )
            self._mark(marks, documents, done=True)
            self._touch()

    def drop(self, document_id: str, dimension: int) -> None:
        """Forget a document, whole or half."""
        with self._collection(dimension) as rows, self._collection(dimension, marks=True) as marks:
            rows.delete(where={"document": document_id})
            marks.delete(ids=[_MARK + document_id])
            self._touch()

    def known(self, dimension: int) -> set[str]:
        """Ids of all documents that left a trace, whole or half."""
        with self._collection(dimension, marks=True) as marks:
            return {key.removeprefix(_MARK) for key in marks.get(include=[])["ids"]}

    def nearest(self, vector: Vectors, filters: Filters, limit: int) -> list[tuple[str, float]]:
        """Entry ids with their cosine to ``vector`` (shape ``(dimension,)``), nearest first."""
        with self._collection(len(vector)) as rows:
            size = rows.count()
            for width in (limit * times for times in _WIDER):
                if size == 0:
                    return []
                answer = rows.query(
                    query_embeddings=[vector], n_results=min(width, size), include=["distances", "metadatas"]
                )
                found = [pair for pair, facts in _answered(answer) if _fits(facts, filters)]
                if len(found) >= limit or width >= size:
                    return found[:limit]
                if len(found) * _WIDER[-1] < _WIDER[0] * limit:  # so few meet the condition that wider is not enough
                    break
            answer = rows.query(
                query_embeddings=[vector],
                n_results=min(limit, size),
                where=_where(filters),
                include=["distances", "metadatas"],
            )
        return [pair for pair, _ in _answered(answer)]

    def clear(self) -> None:
        """Forget everything, whatever state the files are in: a new folder, or on a server the collections dropped."""
        if self._url:
            with self._guarded():
                client = self._open()
                prefix = _slug(self._model)
                for collection in client.list_collections():
                    if collection.name.startswith(prefix):
                        client.delete_collection(collection.name)
            return
        old = self._state().folder
        self.close()
        with self._guarded():
            self._write(_State(f"chroma-{secrets.token_hex(4)}", secrets.token_hex(8)))
        shutil.rmtree(self._root / old, ignore_errors=True)  # what another process still reads is removed next time

    def close(self) -> None:
        """Let go of the client."""
        if self._client is not None:
            self._client.close()
            self._client = None
            self._seen = None

    @contextmanager
    def _collection(self, dimension: int, marks: bool = False) -> Iterator[Any]:
        with self._guarded():
            name = f"{_slug(self._model)}-{dimension}" + ("-documents" if marks else "")
            yield self._open().get_or_create_collection(
                name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
            )

    def _open(self) -> Any:
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        if self._url:
            if self._client is None:
                parts = urlsplit(self._url)
                secure = parts.scheme == "https"
                port = parts.port or (443 if secure else 8000)
                self._client = chromadb.HttpClient(parts.hostname or self._url, port, ssl=secure, settings=settings)
            return self._client
        state = self._state()
        if self._client is None or state != self._seen:
            self.close()
            path = self._root / state.folder
            path.mkdir(parents=True, exist_ok=True)
            self._client = chromadb.PersistentClient(path, settings=settings)
            self._seen = state
        return self._client

    def _state(self) -> _State:
        path = self._root / "current.json"
        try:
            return _State(**json.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return _State("chroma-0", "")
        except (OSError, ValueError, TypeError):  # unreadable: whatever it named is given up
            return _State(f"chroma-{secrets.token_hex(4)}", "")

    def _touch(self) -> None:
        if not self._url:
            self._write(_State(self._state().folder, secrets.token_hex(8)))

    def _write(self, state: _State) -> None:
        self._root.mkdir(parents=True, exist_ok=True)
        draft = self._root / "current.json.new"
        draft.write_text(json.dumps(state.__dict__), encoding="utf-8")
        draft.replace(self._root / "current.json")
        if self._client is not None:
            self._seen = state

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            from chromadb.errors import ChromaError
            from httpx import HTTPError
        except ImportError as error:
            raise CorpusError(f"向量索引需要的 chromadb 不可用（{error}）；检索只比较字词。") from error
        try:
            yield
        except (ChromaError, HTTPError, ValueError, RuntimeError, OSError) as error:
            place = self._url or self._root
            raise CorpusError(
                f"向量索引 {place} 不可用（{error}）；请运行 jixiao corpus rebuild 从台账重建。"
            ) from error

    @staticmethod
    def _mark(marks: Any, documents: Sequence[tuple[str, Sequence[Entry]]], *, done: bool) -> None:
        marks.upsert(
            ids=[_MARK + document_id for document_id, _ in documents],
            embeddings=[[1.0]] * len(documents),
            metadatas=[{"document": key, "rows": len(entries), "done": done} for key, entries in documents],
        )


def _slug(model: str) -> str:
    """A collection name may hold ASCII letters, digits, ``._-`` and not much of them."""
    plain = re.sub(r"[^a-zA-Z0-9]+", "-", model).strip("-").lower()[:40]
    return f"jixiao-{plain or 'model'}"


def _metadata(entry: Entry) -> dict[str, str | int]:
    facts: dict[str, str | int | None] = {
        "document": entry.document_id,
        "kind": entry.kind,
        "level2": entry.level2 and entry.level2.value,
        "department": entry.department,
        "year": entry.year,
        "budget": fen(entry.budget),
    }
    return {name: value for name, value in facts.items() if value is not None}


def _answered(answer: Any) -> list[tuple[tuple[str, float], dict[str, Any]]]:
    """((entry id, cosine), facts) of one query's answer, nearest first."""
    columns = (answer["ids"][0], answer["distances"][0], answer["metadatas"][0])
    return [((key, 1 - distance), facts) for key, distance, facts in zip(*columns, strict=True)]


def _fits(facts: dict[str, Any], filters: Filters) -> bool:
    """The same conditions as :func:`_where`, on one row's facts."""
    budget = facts.get("budget")
    return (
        facts["kind"] == filters.kind
        and (not filters.level2 or facts.get("level2") in filters.level2)
        and (filters.departments is None or facts.get("department") in filters.departments)
        and (filters.year is None or facts.get("year") == filters.year)
        and (filters.budget_min is None or (budget is not None and budget >= filters.budget_min))
        and (filters.budget_max is None or (budget is not None and budget <= filters.budget_max))
    )


def _where(filters: Filters) -> dict[str, Any]:
    conditions: list[dict[str, Any]] = [{"kind": filters.kind}]
    if filters.level2:
        conditions.append({"level2": {"$in": sorted(filters.level2)}})
    if filters.departments is not None:
        conditions.append({"department": {"$in": list(filters.departments)}})
    if filters.year is not None:
        conditions.append({"year": filters.year})
    if filters.budget_min is not None:
        conditions.append({"budget": {"$gte": filters.budget_min}})
    if filters.budget_max is not None:
        conditions.append({"budget": {"$lte": filters.budget_max}})
    return conditions[0] if len(conditions) == 1 else {"$and": conditions}
