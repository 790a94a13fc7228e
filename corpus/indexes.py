"""Both indexes brought up to the ledger, in batches of documents, and the proof that they agree with it.

A process that is killed in between leaves whole documents in an index or none of them; the next call goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from corpus.embed import Embedder, remembered
from corpus.entries import Entry
from corpus.index import VectorIndex
from corpus.ledger import Ledger, Revision
from corpus.lexical import LexicalIndex
from corpus.locks import FolderLock
from corpus.records import Record
from errors import CorpusError, ModelError

Progress = Callable[[int, int, str], None]
"""Called with (documents done, documents in all, name of the one that is done)."""

_TOGETHER = 500
"""Rows of several documents that are embedded and written together: one call of the model, one write."""


class Agreement(Record):
    """What ``jixiao corpus check`` found: documents that an index lacks, has too much of or holds in part."""

    documents: int
    rows: int
    """Tables and indicators in the ledger."""
    words_lack: tuple[str, ...]
    words_extra: tuple[str, ...]
    words_rows: int
    vectors_lack: tuple[str, ...]
    """Half-written ones among them."""
    vectors_extra: tuple[str, ...]
    vectors_rows: int
    trouble: tuple[str, ...] = ()
    """Sentences about an index that could not be read at all."""

    @property
    def sound(self) -> bool:
        """Whether nothing is missing and nothing is too much."""
        gaps = (self.words_lack, self.words_extra, self.vectors_lack, self.vectors_extra, self.trouble)
        return not any(gaps) and self.words_rows == self.vectors_rows == self.rows

    def told(self) -> list[str]:
        """The outcome in Chinese, with what mends it."""
        lines = [f"台账：{self.documents} 份文件，{self.rows} 条（项目和指标）。"]
        for name, rows, lack, extra in (
            ("词语索引", self.words_rows, self.words_lack, self.words_extra),
            ("向量索引", self.vectors_rows, self.vectors_lack, self.vectors_extra),
        ):
            lines.append(f"{name}：{rows} 条，缺 {len(lack)} 份文件，多 {len(extra)} 份文件。")
        lines += self.trouble
        lines.append("一致。" if self.sound else "不一致；运行 jixiao corpus rebuild 按台账重建索引。")
        return lines


class Indexes:
    """The lexical and the vector index of one corpus folder, as followers of its ledger."""

    def __init__(
        self, ledger: Ledger, lock: FolderLock, words: LexicalIndex, vectors: VectorIndex, model: Embedder
    ) -> None:
        self._ledger, self._lock, self._words, self._vectors, self._model = ledger, lock, words, vectors, model
        self._dimension: int | None = None
        self._words_at: Revision | None = None
        self._vectors_at: Revision | None = None

    def clear(self) -> None:
        """Forget both indexes, whatever state they are in."""
        with self._lock.hold("重建索引"):
            self._words.clear()
            self._vectors.clear()
        self._words_at = self._vectors_at = None

    def sync_words(self) -> None:
        """Bring the lexical index up to the ledger."""
        revision = self._ledger.revision()
        if revision == self._words_at:
            return
        with self._lock.hold("更新词语索引"):
            try:
                self._catch_up_words()
            except CorpusError:  # a damaged file is disposable: once more from nothing
                self._words.clear()
                self._catch_up_words()
        self._words_at = revision

    def sync_vectors(self, limit: int | None, wait: float, progress: Progress | None = None) -> str | None:
        """Bring the vector index up to the ledger; at most ``limit`` documents. A sentence where it stays behind."""
        revision = self._ledger.revision()
        if revision == self._vectors_at:
            return None
        try:
            return self._catch_up_vectors(revision, limit, wait, progress)
        except ModelError as error:
            return str(error)

    def agreement(self) -> Agreement:
        """Compare both indexes with the ledger. Loads the embedding, for its dimension; changes nothing."""
        wanted = {key: len(self._ledger.entries(key)) for key in self._ledger.ids()}
        words: dict[str, int] = {}
        whole: dict[str, int] = {}
        known: set[str] = set()
        rows = 0
        trouble: list[str] = []
        with self._lock.hold("核对索引"):
            try:
                words = self._words.census()
            except CorpusError as error:
                trouble.append(str(error))
            try:
                whole, known, rows = self._vectors.census(self._size())
            except (CorpusError, ModelError) as error:
                trouble.append(str(error))
        return Agreement(
            documents=len(wanted),
            rows=sum(wanted.values()),
            words_lack=tuple(sorted(key for key in wanted if words.get(key) != wanted[key])),
            words_extra=tuple(sorted(words.keys() - wanted.keys())),
            words_rows=sum(words.values()),
            vectors_lack=tuple(sorted(key for key, count in wanted.items() if count and whole.get(key) != count)),
            vectors_extra=tuple(sorted(known - wanted.keys())),
            vectors_rows=rows,
            trouble=tuple(trouble),
        )

    def _catch_up_words(self) -> None:
        there = self._words.documents()
        wanted = self._ledger.ids()
        for document_id in there - set(wanted):
            self._words.drop(document_id)
        for batch in self._batches([key for key in wanted if key not in there]):
            self._words.put_many(batch)

    def _catch_up_vectors(
        self, revision: Revision, limit: int | None, wait: float, progress: Progress | None
    ) -> str | None:
        dimension = self._size()
        with self._lock.hold("核对向量索引", wait):
            whole = self._vectors.documents(dimension)
            wanted = self._ledger.ids()
            for document_id in self._vectors.known(dimension) - set(wanted):
                self._vectors.drop(document_id, dimension)
        missing = [document_id for document_id in wanted if document_id not in whole]
        done = 0
        for batch in self._batches(missing[:limit]):
            self._index(batch, wait)
            for _, entries in batch:
                done += 1
                if progress:
                    progress(done, len(missing), entries[0].document if entries else "")
        if limit is not None and len(missing) > limit:
            return f"还有 {len(missing) - limit} 份文件没有向量索引，只按字词检索；运行 jixiao corpus rebuild 可补齐。"
        self._vectors_at = revision
        return None

    def _index(self, batch: Sequence[tuple[str, Sequence[Entry]]], wait: float) -> None:
        filled = [(key, entries) for key, entries in batch if entries]
        if not filled:
            return
        texts = [entry.text for _, entries in filled for entry in entries]
        vectors = remembered(texts, self._model, self._ledger, self._keep)
        with self._lock.hold(f"索引 {filled[0][1][0].document}", wait):
            there = set(self._ledger.ids())  # another process may have removed one meanwhile
            keep = [row for key, entries in filled for row in [key in there] * len(entries)]
            self._vectors.put_many([(key, entries) for key, entries in filled if key in there], vectors[keep])

    def _batches(self, ids: Sequence[str]) -> Iterator[list[tuple[str, Sequence[Entry]]]]:
        """Documents with their entries, as many together as hold some hundred rows."""
        batch: list[tuple[str, Sequence[Entry]]] = []
        rows = 0
        for document_id in ids:
            entries = self._ledger.entries(document_id)
            batch.append((document_id, entries))
            rows += len(entries)
            if rows >= _TOGETHER:
                yield batch
                batch, rows = [], 0
        if batch:
            yield batch

    def _keep(self, vectors: dict[str, bytes]) -> None:
        with self._lock.hold("保存向量"):
            self._ledger.keep_vectors(self._model.model, vectors)

    def _size(self) -> int:
        """The model's dimension."""
        if self._dimension is None:
            self._dimension = self._model.embed(["维"]).shape[1]
        return self._dimension
