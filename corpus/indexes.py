"""The local rows, the vector index and the vector file brought up to the ledger, and the proof that they agree with it.

Each step is done again without harm: a process that is killed in between leaves whole documents among the rows and
whole texts among the vectors, and the next call goes on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.embed import Embedder, remembered
from corpus.index import KINDS, VectorIndex
from corpus.ledger import Ledger, Revision
from corpus.lexical import LexicalIndex
from corpus.locks import FolderLock
from corpus.nearest import nearest
from corpus.records import Record
from corpus.rowfile import Text
from corpus.vectorfile import VectorFile
from errors import CorpusError, ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from corpus.columns import Scope
    from corpus.embed import Vectors

Progress = Callable[[int, int, str], None]
"""Called with (done, in all, name of what is done): documents whose words are in, then texts whose vectors are."""

_DOCUMENTS = 200
"""Documents whose words are written together."""
_TEXTS = 1000
"""Texts that are embedded and written together: twenty seconds of the offline model or more."""


class Agreement(Record):
    """What ``jixiao corpus check`` found: what an index lacks or has too much of."""

    documents: int
    rows: int
    """Tables and indicators in the ledger."""
    words_lack: tuple[str, ...]
    """Documents, those that are in by half among them."""
    words_extra: tuple[str, ...]
    words_rows: int
    texts: int
    """Distinct texts of those rows."""
    vectors_lack: int
    """Texts."""
    vectors_extra: int
    trouble: tuple[str, ...] = ()
    """Sentences about an index that could not be read at all."""

    @property
    def sound(self) -> bool:
        """Whether nothing is missing and nothing is too much."""
        gaps = (self.words_lack, self.words_extra, self.vectors_lack, self.vectors_extra, self.trouble)
        return not any(gaps) and self.words_rows == self.rows

    def told(self) -> list[str]:
        """The outcome in Chinese, with what mends it."""
        lack, extra = len(self.words_lack), len(self.words_extra)
        return [
            f"台账：{self.documents} 份文件，{self.rows} 条（项目和指标）。",
            f"词语索引：{self.words_rows} 条，缺 {lack} 份文件，多 {extra} 份文件。",
            f"向量索引：{self.texts} 段不同的文字，缺 {self.vectors_lack} 段，多 {self.vectors_extra} 段。",
            *self.trouble,
            "一致。" if self.sound else "不一致；运行 jixiao corpus rebuild 按台账重建索引。",
        ]


class Indexes:
    """What one corpus folder keeps for searching, as a follower of its ledger."""

    def __init__(
        self, folder: Path, ledger: Ledger, lock: FolderLock, words: LexicalIndex, vectors: VectorIndex, model: Embedder
    ) -> None:
        self._folder = folder
        self._ledger, self._lock, self._words, self._vectors, self._model = ledger, lock, words, vectors, model
        self._dimension: int | None = None
        self._exact: dict[Path, VectorFile] = {}
        self._words_at: Revision | None = None
        self._vectors_at: Revision | None = None

    def clear(self) -> None:
        """Forget everything, whatever state it is in."""
        with self._lock.hold("重建索引"):
            self._words.clear()
            self._vectors.clear()
            self._tidy("")
        self._words_at = self._vectors_at = None

    def sync_words(self, progress: Progress | None = None, revision: Revision | None = None) -> None:
        """Bring the local rows and their words up to the ledger; ``revision`` is what it holds, where that was just seen."""
        revision = revision or self._ledger.revision()
        if revision == self._words_at:
            return
        with self._lock.hold("更新词语索引"):
            try:
                self._catch_up_words(progress)
            except CorpusError:  # a damaged file, or one of an earlier version, is disposable: once more from nothing
                self._words.clear()
                self._catch_up_words(progress)
        self._words_at = revision

    def sync_vectors(
        self, limit: int | None, wait: float, progress: Progress | None = None, revision: Revision | None = None
    ) -> str | None:
        """Bring the vectors up to the local rows; at most ``limit`` texts. A sentence where they stay behind."""
        revision = revision or self._ledger.revision()
        if revision == self._vectors_at:
            return None
        try:
            return self._catch_up_vectors(revision, limit, wait, progress)
        except ModelError as error:
            return str(error)

    def nearest(self, vector: Vectors, scope: Scope, limit: int, each: int) -> list[tuple[int, float]]:
        """Rows of ``scope`` with their cosine to ``vector``, nearest first; of one text ``each`` before others come.

        The caller holds the folder's lock.
        """
        exact = self._file(len(vector))
        return nearest(self._words, exact, self._vectors.nearest, vector, scope, limit, each)

    def closest(self, vector: Vectors, texts: Sequence[int] | NDArray[np.int32]) -> float:
        """The highest cosine to ``vector`` of the texts with these numbers, compared exactly; -1 where none has one.

        The caller holds the folder's lock.
        """
        import numpy as np

        best = self._file(len(vector)).nearest(vector, np.unique(np.asarray(texts, dtype=np.int64)), 1)
        return best[0][1] if best else -1.0

    def agreement(self) -> Agreement:
        """Compare everything with the ledger. Loads the embedding, for its dimension; changes nothing."""
        wanted = self._ledger.row_counts()
        words: dict[str, int] = {}
        texts = lack = extra = 0
        trouble: list[str] = []
        with self._lock.hold("核对索引"):
            try:
                words = self._words.census()
                texts = self._words.text_count()
                dimension = self._size()
                for kind in KINDS:
                    here, there = self._words.keys(kind), self._vectors.keys(kind, dimension)
                    lack, extra = lack + len(here - there), extra + len(there - here)
                lack = max(lack, texts - self._words.text_count(self._file(dimension).upto))
            except (CorpusError, ModelError) as error:
                trouble.append(str(error))
        return Agreement(
            documents=len(wanted),
            rows=sum(wanted.values()),
            words_lack=tuple(sorted(key for key in wanted if words.get(key) != wanted[key])),
            words_extra=tuple(sorted(words.keys() - wanted.keys())),
            words_rows=sum(words.values()),
            texts=texts,
            vectors_lack=lack,
            vectors_extra=extra,
            trouble=tuple(trouble),
        )

    def _catch_up_words(self, progress: Progress | None) -> None:
        there = self._words.documents()
        wanted = self._ledger.ids()
        for document_id in there - set(wanted):
            self._words.drop(document_id)
        missing = [key for key in wanted if key not in there]
        for start in range(0, len(missing), _DOCUMENTS):
            batch = self._ledger.entries_of(missing[start : start + _DOCUMENTS])
            self._words.put_many(batch.items())
            if progress and len(missing) > _DOCUMENTS:
                progress(start + len(batch), len(missing), "份文件的字词")

    def _catch_up_vectors(
        self, revision: Revision, limit: int | None, wait: float, progress: Progress | None
    ) -> str | None:
        dimension = self._size()
        with self._lock.hold("核对向量索引", wait):
            file = self._file(dimension)
            self._settle(file, dimension)
            start = self._words.text_count(file.upto)
            total = self._words.text_count() - start
        done = 0
        while (limit is None or done < limit) and (batch := self._next(file, limit, done)):
            vectors = remembered([text.text for text in batch], self._model, self._ledger, self._keep)
            with self._lock.hold("更新向量索引", wait):
                if file.upto < batch[0].number:  # otherwise another process was quicker
                    self._put(file, batch, vectors)
            done += len(batch)
            if progress:
                progress(done, max(total, done), batch[-1].text[:20])
        if done < total:
            new = "" if start + done else f"向量模型 {self._model.model} 是新换的："
            return f"{new}还有 {total - done} 段文字没有向量，只按字词检索；运行 jixiao corpus rebuild 可补齐。"
        self._vectors_at = revision
        return None

    def _settle(self, file: VectorFile, dimension: int) -> None:
        """Take out the vectors of texts that are gone; start anew where the index lost some."""
        if gone := self._words.gone():
            for kind in KINDS:
                if keys := [key for k, key in gone if k == kind]:
                    self._vectors.drop(kind, keys, dimension)
            self._words.forget(gone)
        if file.upto and self._vectors.count(dimension) < self._words.text_count(file.upto):
            self._vectors.clear()
            file.clear()

    def _next(self, file: VectorFile, limit: int | None, done: int) -> list[Text]:
        most = _TEXTS if limit is None else min(_TEXTS, limit - done)
        return self._words.texts(file.upto, most)

    def _put(self, file: VectorFile, batch: Sequence[Text], vectors: Vectors) -> None:
        for kind in KINDS:
            own = [k for k, text in enumerate(batch) if text.kind == kind]
            if own:
                self._vectors.put(kind, [batch[k].key for k in own], vectors[own])
        file.append([text.number for text in batch], vectors)

    def _keep(self, vectors: dict[str, bytes]) -> None:
        with self._lock.hold("保存向量"):
            self._ledger.keep_vectors(self._model.model, vectors)

    def _file(self, dimension: int) -> VectorFile:
        """The vectors beside the present numbering of texts; those of an earlier one are removed."""
        token = self._words.token()
        path = self._folder / f"vectors-{token}-{_plain(self._model.model)}-{dimension}.f32"
        if path not in self._exact or not path.exists():
            self._tidy(token)
            self._exact = {path: VectorFile(path, dimension)}
        return self._exact[path]

    def _tidy(self, token: str) -> None:
        self._exact = {}
        for path in self._folder.glob("vectors-*.f32"):
            if not token or not path.name.startswith(f"vectors-{token}-"):
                with suppress(OSError):  # Windows keeps what another process still reads; it is removed next time
                    path.unlink(missing_ok=True)

    def _size(self) -> int:
        """The model's dimension."""
        if self._dimension is None:
            self._dimension = self._model.embed(["维"]).shape[1]
        return self._dimension


def _plain(model: str) -> str:
    return re.sub(r"[^a-zA-Z0-9]+", "-", model).strip("-").lower()[:40] or "model"
