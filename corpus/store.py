"""The one door to the corpus: add, list, remove, export, rebuild, search.

The ledger is written first and in one transaction; the indexes follow and are caught up at the next use where a
process was killed in between. Nothing here loads chromadb or the embedding before it is needed.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from corpus import foreign
from corpus import search as searching
from corpus.decisions import Decisions
from corpus.embed import Embedder, embedder, question
from corpus.entries import Brief, Entry, Kind
from corpus.hits import Filters, Hits, fen, level2_filter
from corpus.index import VectorIndex
from corpus.indexes import Agreement, Indexes, Progress
from corpus.ledger import Ledger, Revision, Stats, StoredDocument, Verdicts
from corpus.lexical import LexicalIndex
from corpus.library.recognise import named
from corpus.locks import QUERY_WAIT, WRITE_WAIT, FolderLock
from corpus.records import Document
from corpus.regions import level_named, lies_in
from corpus.regions import region as region_of
from corpus.slips import mended
from corpus.synonyms import synonyms
from errors import ConfigError, CorpusError, ModelError, WriteError
from settings import Settings, load

if TYPE_CHECKING:
    from corpus.columns import Columns, Scope
    from corpus.embed import Vectors
    from corpus.exported import Kept

EMPTY = "语料库为空；请先用 jixiao corpus add 文件或文件夹 收入绩效目标表。"
NOTHING = "没有找到合适的结果；请换一种说法，或放宽类别、部门、年度、预算的条件。"
_CATCH_UP = 250
"""Texts that a search embeds in passing, in some seconds; more than that is work for ``rebuild``."""
_DEPTH = 100
_DEEPEST = 2500
_PROJECTS = 25
"""Tables that speak for their indicators."""
_EACH = 3
"""Rows of one text that count before the rows of other texts do, where alike ones are folded."""

_MEMBERS = 20
"""Alike rows that are read to be shown in one hit."""


@dataclass(frozen=True)
class Asked:
    """The conditions of a search in the user's words; budgets in 万元."""

    kind: Kind
    level2: str | None
    department: str | None
    year: int | None
    budget_min: Decimal | float | None
    budget_max: Decimal | float | None
    region: str | None
    level: str | None
    category: str | None
    sound: bool


class Corpus:
    """Documents that were taken in, and the search over them. Safe between threads and between processes.

    Every method raises CorpusError, in one Chinese sentence, where the folder is locked, damaged, full or not to be
    written.
    """

    def __init__(self, data: Path, settings: Settings, model: Embedder) -> None:
        self.data = data
        self._settings = settings.model_copy(update={"data": data})
        self._lock = FolderLock(data)
        self._ledger = Ledger(settings.ledger_url or f"sqlite:///{data / 'ledger.sqlite3'}")
        self._words = LexicalIndex(data / "index" / "lexical.sqlite3")
        self._model = model
        owner = self._ledger.identity if settings.chroma_url else str
        self._vectors = VectorIndex(data / "index", model.model, settings.chroma_url, owner)
        self._indexes = Indexes(data / "index", self._ledger, self._lock, self._words, self._vectors, model)
        self.note: str | None = None
        """Why the vector index lags behind the ledger since the last ``add`` or ``remove``; None where it does not."""

    @classmethod
    def open(cls, data: Path, settings: Settings | None = None, model: Embedder | None = None) -> Corpus:
        """The corpus in folder ``data``, made there if it is missing. ``settings`` say which embedding, Chroma and ledger;
        ``model`` takes the place of that embedding where a program brings vectors of its own.

        Raises CorpusError where the folder cannot be used or holds a corpus of another version.
        """
        settings = settings or load(data=data)
        try:
            data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CorpusError(
                f"语料库文件夹 {data} 不能建立（{error.strerror}）；请检查权限，或用 --data 换一个文件夹。"
            ) from error
        corpus = cls(data, settings, model or embedder(settings))
        if not corpus._ledger.ready():
            with corpus._lock.hold("建立语料库"):
                corpus._ledger.create()
        return corpus

    def __enter__(self) -> Corpus:
        """For ``with``; :meth:`close` at the end."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close, whatever happened."""
        self.close()

    def close(self) -> None:
        """Let go of files and connections."""
        self._vectors.close()
        self._words.close()
        self._ledger.close()

    def add(self, document: Document, verdicts: Verdicts | None = None, index: bool = True) -> bool:
        """Take in a document; False where the same content is there already, under whatever name.

        ``verdicts``: what the reviewer said, (``Project.no``, row from 1) → rule codes; rows that are not named are
        sound; None where nobody judged. Once this returns, the document is in; ``note`` says where its vectors are still
        wanting. With ``index`` False the indexes wait for :meth:`catch_up`, which embeds the texts of many documents
        together; a search in between brings up the words and a few documents by itself. Raises CorpusError for a document without tables and without part one.
        """
        if not document.projects and document.part_one is None:
            raise CorpusError(f"{document.source}：没有读出绩效目标表，未收入语料库；可用 jixiao read 查看读到了什么。")
        with self._lock.hold(f"收入 {document.source}"):
            added = self._ledger.add(document, verdicts)
        if added is None:
            return False
        if index:
            self._sync()
        return True

    def judge(self, document_id: str, verdicts: Verdicts) -> None:
        """Replace the reviewer's word on a document that is in; shape as in :meth:`add`."""
        with self._lock.hold("更新审核结论"):
            self._ledger.judge(document_id, verdicts)

    def list(self) -> list[StoredDocument]:
        """What is in, oldest first."""
        return self._ledger.stored()

    def stats(self) -> Stats:
        """What is in, counted."""
        return self._ledger.stats()

    def document(self, document_id: str) -> Document:
        """A document as it was read. Raises CorpusError where there is none of that id."""
        return self._ledger.document(document_id)

    def entries(self, document_id: str) -> Sequence[Entry]:
        """What is searched of one document, tables first; empty where there is none of that id."""
        return self._ledger.entries(document_id)

    def find(self, ids: Iterable[str]) -> dict[str, Entry]:
        """Tables and indicators by the ids of their hits; those that are gone are left out."""
        return self._ledger.find(ids)

    def remove(self, document_id: str) -> None:
        """Forget a document and all that hangs on it. Raises CorpusError where there is none of that id."""
        with self._lock.hold(f"移除 {document_id}"):
            self._ledger.remove(document_id)
        self._sync()

    def export(self, path: Path) -> int:
        """Write all documents to ``path``, one a line, oldest first, with the reviewers' verdicts and what people decided
        about their findings; how many.

        ``corpus add`` of that file makes the same corpus elsewhere. Raises WriteError where ``path`` cannot be written.
        """
        from corpus import exported

        draft = path.with_name(path.name + ".part")
        count = 0
        try:
            with draft.open("w", encoding="utf-8") as file:
                for document_id in self._ledger.ids():
                    file.write(exported.line(self._kept(document_id)))
                    count += 1
            draft.replace(path)
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise WriteError(f"不能写入 {path}（{error.strerror}）；请检查文件夹是否存在、权限和磁盘空间。") from error
        return count

    def take_back(self, kept: Kept) -> bool:
        """Take in one document of an exported corpus with all that belongs to it; the indexes wait for
        :meth:`catch_up`. False where the same content is there already; decisions are then taken over all the same."""
        added = self.add(kept.document, kept.verdicts, index=False)
        if kept.decisions:
            decisions = Decisions.beside(self._settings)
            with self._lock.hold("收入审核决定"), contextlib.closing(decisions):
                decisions.restore(kept.decisions)
        return added

    def _kept(self, document_id: str) -> Kept:
        from corpus.exported import Kept, verdicts_of

        document = self._ledger.document(document_id)
        with contextlib.closing(Decisions.beside(self._settings)) as decisions:
            decided = decisions.of([document.sha256]) if document.sha256 else {}
        return Kept(document, verdicts_of(self._ledger.judged(document_id)), tuple(decided.values()))

    def rebuild(self, progress: Progress | None = None) -> tuple[str, ...]:
        """Make both indexes again from the ledger; what the user should be told, such as that only words are indexed.

        Vectors that the ledger keeps are not computed again.
        """
        self._indexes.clear()
        return self.catch_up(progress)

    def catch_up(self, progress: Progress | None = None) -> tuple[str, ...]:
        """Bring both indexes up to the ledger, as after :meth:`add` without ``index`` or a killed import; what the user
        should be told."""
        self._indexes.sync_words(progress)
        self.note = self._indexes.sync_vectors(None, WRITE_WAIT, progress)
        return (self.note,) if self.note else ()

    def check(self) -> Agreement:
        """Whether both indexes hold what the ledger holds, row by row; changes nothing."""
        return self._indexes.agreement()

    def search(
        self,
        query: str,
        kind: Kind = "indicator",
        level2: str | None = None,
        department: str | None = None,
        year: int | None = None,
        budget_min: Decimal | float | None = None,
        budget_max: Decimal | float | None = None,
        top: int = 10,
        flat: bool = False,
        sound_only: bool = False,
        region: str | None = None,
        level: str | None = None,
        category: str | None = None,
        members: int = _MEMBERS,
    ) -> Hits:
        """The ``top`` tables or indicators that answer ``query``, best first; ``.notes`` has what to tell the user.

        ``level2`` in any spelling; ``department`` is a part of its name; budgets in 万元, both ends included; ``region`` a
        province, city or county, ``level`` one of 省 市 县 乡, both as the department's name tells them; ``category`` a
        spending category by name, id or one of its words. Alike hits are folded into one and weak ones stand behind
        sound ones, the nearest ``members`` of each in their hit, unless ``flat``: then every row by itself in order of relevance alone. ``sound_only`` leaves out what
        the reviewer rejects, as drafting must. Raises ConfigError for an empty query, an unknown class, level or
        category, or a class asked of tables.
        """
        asked = Asked(kind, level2, department, year, budget_min, budget_max, region, level, category, sound_only)
        filters = self._filters(query, asked)
        revision = self._ledger.revision()
        if revision.documents == 0:
            return Hits(notes=[EMPTY])
        self._indexes.sync_words(revision=revision)
        meant = mended(query, self._words.counts)
        vector, notes = self._query_vector(query, meant, revision)
        columns = self._words.columns()
        projects = self._projects(vector, columns, filters)
        floor = self._model.floors.get(kind)
        others = synonyms(query)
        if meant != query:
            others += [*synonyms(meant), meant]
            notes = [*notes, f"也按“{meant}”找了。"]
        scope = columns.scope(filters)
        depth = max(_DEPTH, top * 5)
        while True:
            words = self._words.best(query, scope, depth, others)
            near, note = self._nearest(vector, scope, depth, depth if flat else _EACH)
            if note:
                vector, notes = None, [*notes, note]
            found = searching.rank(query, words, near, self._briefs, floor, self._model.spread, projects)
            if near and vector is not None and floor is not None and self._is_foreign(meant, vector, found, scope):
                found = []
                break
            if filters.sound:
                found = [one for one in found if not one.weak]
            if not flat:
                found = searching.fold_alike(searching.prefer_sound(query, found))
            if len(found) >= top or max(len(words), len(near)) < depth or depth >= _DEEPEST:
                break
            depth *= 5
        shown = found[:top]
        entries = self._ledger.find(one.entry.id for first in shown for one in (first, *first.members[:members]))
        hits = [
            hit
            for one in shown
            if (hit := searching.hit(one, query, filters, entries, 1 if flat else scope.tables(one.row)))
        ]
        return Hits(hits, notes if hits else [*notes, NOTHING])

    def _is_foreign(self, query: str, vector: Vectors, found: Sequence[searching.Found], scope: Scope) -> bool:
        """Whether nothing in the corpus fits ``query``, whose vector is ``vector``; ``found`` best first."""
        import numpy as np

        if not found or searching.by_name(query, found):
            return False
        asked = foreign.subject(query)
        subject = self._model.embed([asked])[0] if asked != query else vector
        try:
            with self._lock.hold(None, QUERY_WAIT):
                closest = self._indexes.closest(subject, scope.columns.text[[one.row for one in found]])
        except CorpusError:
            return False
        cosines = (max(one.cosine or 0 for one in found), closest)
        best = [foreign.Best.of(one.entry, scope.columns.categories(one.row)) for one in found[: searching.JUDGED]]
        vectors = np.stack([vector, subject])
        return foreign.foreign(foreign.signs(query, scope.kind, best, vectors, cosines, len(scope.texts)), scope.kind)

    def _briefs(self, rows: Iterable[int]) -> dict[int, Brief]:
        """The words of ``rows`` and what the reviewer says of them, by row; those that are gone are left out."""
        found = self._words.briefs(rows)
        weak = self._ledger.weak(one.id for one in found.values() if one.kind == "indicator")
        for one in found.values():
            one.weak = weak.get(one.id)
        return found

    def _filters(self, query: str, asked: Asked) -> Filters:
        if not query.strip():
            raise ConfigError("检索词为空；请写出要找的指标或项目，例如 招商引资活动次数。")
        if asked.kind == "table" and asked.level2:
            raise ConfigError("二级指标的条件只用于检索指标；请加 --kind indicator，或去掉 --level2。")
        return Filters(
            kind=asked.kind,
            level2=level2_filter(asked.level2),
            departments=self._departments(asked),
            year=asked.year,
            budget_min=fen(asked.budget_min),
            budget_max=fen(asked.budget_max),
            category=named(asked.category).id if asked.category else None,
            sound=asked.sound,
        )

    def _departments(self, asked: Asked) -> tuple[str, ...] | None:
        """Names in full of the departments that meet the conditions; None where there are none."""
        level = level_named(asked.level)
        if not (asked.department or asked.region or level):
            return None
        names = self._ledger.departments(asked.department or "")
        return tuple(
            name
            for name in names
            if (level is None or region_of(name).level is level) and (not asked.region or lies_in(name, asked.region))
        )

    def _query_vector(self, query: str, meant: str, revision: Revision) -> tuple[Vectors | None, Sequence[str]]:
        try:
            vector = question(query, self._model, meant if meant != query else None)
        except ModelError as error:
            return None, [str(error)]
        try:
            note = self._indexes.sync_vectors(_CATCH_UP, QUERY_WAIT, revision=revision)
        except CorpusError as error:
            return None, [f"这次只比较了字词：{error}"]
        return vector, [note] if note else []

    def _projects(self, vector: Vectors | None, columns: Columns, filters: Filters) -> Sequence[tuple[str, float]]:
        """Where indicators are looked for: the tables nearest to the query by id, which speak for their indicators."""
        if filters.kind == "table":
            return ()
        scope = columns.scope(replace(filters, kind="table", level2=frozenset()))
        near, _ = self._nearest(vector, scope, _PROJECTS, _PROJECTS)
        names = self._words.briefs(row for row, _ in near)
        return [(names[row].id, cosine) for row, cosine in near if row in names]

    def _nearest(
        self, vector: Vectors | None, scope: Scope, depth: int, each: int
    ) -> tuple[Sequence[tuple[int, float]], str | None]:
        if vector is None or not scope.mask.any():
            return (), None
        try:
            with self._lock.hold(None, QUERY_WAIT):
                return self._indexes.nearest(vector, scope, depth, each), None
        except CorpusError as error:
            return (), f"这次只比较了字词：{error}"

    def _sync(self) -> None:
        """After a change of the ledger: what fails here is told and made up for later, the change stands."""
        self._indexes.sync_words()
        try:
            self.note = self._indexes.sync_vectors(_CATCH_UP, WRITE_WAIT)
        except CorpusError as error:
            self.note = str(error)
