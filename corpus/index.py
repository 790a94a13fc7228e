"""The vector index: the only file that knows chromadb. Disposable, made again from the ledger at any time.

It holds one vector for each distinct text, under the text's key, tables and indicators apart; what else a row has is
asked of :mod:`corpus.rowfile`, since Chroma's own conditions cost many times the query (docs/decisions/0017-scale.md).
Embedded Chroma bears one process in a folder, so the caller holds :class:`corpus.locks.FolderLock` around every call
here; a process whose view has grown old, because another one wrote, opens the folder anew.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args
from urllib.parse import urlsplit

from corpus.entries import Kind
from errors import CorpusError

if TYPE_CHECKING:
    from corpus.embed import Vectors

_BATCH = 1000
_PAGE = 20_000
_GRAPH = {"space": "cosine", "ef_construction": 64, "ef_search": 400, "max_neighbors": 16}
"""Half the build time of Chroma's own settings; the width of the search is what recall needs at a million rows:
docs/decisions/0017-scale.md."""
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class _State:
    """What ``current.json`` says: where the index lies, and a token that changes with every write."""

    folder: str
    token: str


class VectorIndex:
    """Vectors of texts under one embedding model; cosine space.

    ``folder`` holds the embedded index; with ``url`` a Chroma server holds it instead. Every method raises CorpusError
    where the index cannot be used.
    """

    def __init__(self, folder: Path, model: str, url: str | None = None, owner: Callable[[], str] = str) -> None:
        """Opens nothing yet and does not load chromadb. The word of ``owner`` keeps the corpora on one server apart."""
        self._root = folder
        self._model = model
        self._url = url
        self._owner = owner
        self._client: Any = None
        self._collections: dict[str, Any] = {}
        self._seen: _State | None = None

    def put(self, kind: Kind, keys: Sequence[str], vectors: Vectors) -> None:
        """Take in unit vectors under the keys of their texts; what stands under a key already stays.

        A killed import puts the same ones again. They are left out, since replacing a vector tears links out of the graph,
        and a text was then never found any more (docs/decisions/0051-same-vectors-again.md).
        """
        with self._collection(kind, vectors.shape[1]) as collection:
            for start in range(0, len(keys), _BATCH):
                batch = keys[start : start + _BATCH]
                there = set(collection.get(ids=list(batch), include=[])["ids"])
                new = [k for k, key in enumerate(batch, start) if key not in there]
                if new:
                    collection.add(ids=[keys[k] for k in new], embeddings=vectors[new])
            self._touch()

    def drop(self, kind: Kind, keys: Sequence[str], dimension: int) -> None:
        """Forget the vectors under ``keys``."""
        with self._collection(kind, dimension) as collection:
            for start in range(0, len(keys), _BATCH):
                collection.delete(ids=list(keys[start : start + _BATCH]))
            self._touch()

    def keys(self, kind: Kind, dimension: int) -> set[str]:
        """The keys of all vectors of a kind."""
        with self._collection(kind, dimension) as collection:
            size = collection.count()
            pages = (collection.get(include=[], limit=_PAGE, offset=k)["ids"] for k in range(0, size, _PAGE))
            return {key for page in pages for key in page}

    def count(self, dimension: int) -> int:
        """How many vectors there are, of both kinds."""
        total = 0
        for kind in KINDS:
            with self._collection(kind, dimension) as collection:
                total += collection.count()
        return total

    def nearest(self, kind: Kind, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        """Keys of texts with their cosine to ``vector`` (shape ``(dimension,)``), nearest first."""
        with self._collection(kind, len(vector)) as collection:
            answer = collection.query(query_embeddings=[vector], n_results=limit, include=["distances"])
        pairs = zip(answer["ids"][0], answer["distances"][0], strict=True)
        return [(key, 1 - distance) for key, distance in pairs]

    def clear(self) -> None:
        """Forget everything, whatever state the files are in: a new folder, or on a server the collections dropped."""
        if self._url:
            with self._guarded():
                client = self._open()
                prefix = self._prefix()
                for collection in client.list_collections():
                    if collection.name.startswith(prefix):
                        client.delete_collection(collection.name)
                self._collections.clear()
            return
        old = self._state().folder
        self.close()
        with self._guarded():
            self._write(_State(f"chroma-{secrets.token_hex(4)}", secrets.token_hex(8)))
        shutil.rmtree(self._root / old, ignore_errors=True)  # what another process still reads is removed next time

    def close(self) -> None:
        """Let go of the client."""
        self._collections.clear()
        if self._client is not None:
            self._client.close()
            self._client = None
            self._seen = None

    @contextmanager
    def _collection(self, kind: Kind, dimension: int) -> Iterator[Any]:
        with self._guarded():
            client = self._open()
            name = f"{self._prefix()}-{dimension}-{kind}"
            if name not in self._collections:
                self._collections[name] = client.get_or_create_collection(
                    name, embedding_function=None, configuration={"hnsw": _GRAPH}
                )
            try:
                yield self._collections[name]
            except Exception:
                self._collections.clear()  # somebody else may have dropped it on the server
                raise

    def _prefix(self) -> str:
        """Of the collections of this model; a name may hold ASCII letters, digits, ``._-`` and not much of them."""
        plain = re.sub(r"[^a-zA-Z0-9]+", "-", self._model).strip("-").lower()[:40]
        return "-".join(filter(None, ("jixiao", self._owner(), plain or "model")))

    def _open(self) -> Any:
        if self._url:
            if self._client is None:
                self._client = _client(self._url)
            return self._client
        state = self._state()
        if self._client is None or state != self._seen:
            self.close()
            path = self._root / state.folder
            path.mkdir(parents=True, exist_ok=True)
            self._client = _client(path)
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


def _client(place: Path | str) -> Any:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if isinstance(place, Path):
        return chromadb.PersistentClient(place, settings=settings)
    parts = urlsplit(place)
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 8000)
    return chromadb.HttpClient(parts.hostname or place, port, ssl=secure, settings=settings)
