"""The corpus at scale: adding, searching under conditions, and what plain tools do with the same rows and vectors.

``make bench PARTS=corpus``; a million: :mod:`tests.eval.bench.million`. Vectors are given (:mod:`tests.eval.given`), so
that everything but the embedding is measured, which :mod:`tests.eval.bench.embedding` does. Times are processor time: the
machine may be busy with other things.
"""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.hits import Filters
from corpus.lexical import tokens
from corpus.store import Corpus
from tests.eval import province
from tests.eval.bench.page import machine
from tests.eval.given import Given

if TYPE_CHECKING:
    from corpus.embed import Vectors

ORDER, QUICK = 5, False
COUNT = 100_000
QUERIES = 60
CONDITIONS: dict[str, dict[str, Any]] = {
    "无条件": {},
    "二级指标（约三成）": {"level2": "数量指标"},
    "年度（一成）": {"year": 2020},
    "部门（2%以下）": {"department": "示例东河县"},
    "预算（一半）": {"budget_min": 2500},
    "预算（2%）": {"budget_min": 1000, "budget_max": 1100},
    "行业（百分之一）": {"category": "林业与国土绿化"},
    "地区（七分之一）": {"region": "示例东"},
    "级别（九成）": {"level": "县"},
    "二级指标、级别、预算": {"level2": "质量指标", "level": "县", "budget_min": 1000},
}


class Clock:
    """Processor seconds between calls."""

    def __init__(self) -> None:
        self._last = time.process_time()

    def lap(self) -> float:
        """Since the last call."""
        last, self._last = self._last, time.process_time()
        return self._last - last


def section() -> str:
    """Fill a corpus, ask it, ask the others."""
    with tempfile.TemporaryDirectory() as folder:
        model = Given()
        with Corpus.open(Path(folder) / "corpus", model=model) as corpus:
            filled = list(fill(corpus, COUNT))
            asked = list(answers(corpus, model))
            texts, recall = exact(corpus, model)
        return "\n".join([head(COUNT, len(texts)), *filled, *asked, recall, *others(Path(folder), model, texts), ""])


def head(count: int, texts: int) -> str:
    """The heading and what was measured."""
    return (
        f"## 语料库：{count} 条指标\n\n虚构的一省（tests/eval/province.py），{texts} 段不同的文字，向量现成（384 维）；"
        f"机器：{machine()}。时间都是处理器时间，不含问题本身的向量。\n"
    )


def fill(corpus: Corpus, count: int) -> Iterator[str]:
    """Take in the made-up province; lines of the page."""
    lines = ["| 收入 | 秒 |", "| --- | --- |"]
    spent = 0.0
    for document in province.documents(count):
        clock = Clock()
        corpus.add(document, {}, index=False)
        spent += clock.lap()
    lines.append(f"| 台账 | {spent:.0f} |")
    clock = Clock()
    corpus.catch_up()
    lines.append(f"| 词语索引、向量索引 | {clock.lap():.0f} |")
    yield from (*lines, "", f"进程最大内存 {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB。", "")


def answers(corpus: Corpus, model: Given) -> Iterator[str]:
    """Search under each of the conditions; lines of the page."""
    yield from ("| 检索（折叠，前 10 条） | p50 毫秒 | p95 毫秒 |", "| --- | --- | --- |")
    queries = province.questions(QUERIES)
    corpus.search(queries[0])
    own = float(np.median(list(_times(lambda query: model.embed([query]), queries))))
    for name, condition in CONDITIONS.items():
        yield _row(name, [t - own for t in _times(partial(corpus.search, **condition), queries)])
    yield ""


def exact(corpus: Corpus, model: Given) -> tuple[dict[str, str], str]:
    """The texts of the indicators by entry id, one entry for each, and recall of the dense arm against all of them."""
    texts: dict[str, str] = {}
    for stored in corpus.list():
        for entry in corpus.entries(stored.id):
            if entry.indicator:
                texts.setdefault(entry.text, entry.id)
    every = model.embed(list(texts))
    found = wanted = 0
    scope = corpus._words.columns().scope(Filters())
    for query in province.questions(QUERIES):
        vector = model.embed([query])[0]
        best = np.sort(every @ vector)[::-1][:10]
        near = corpus._indexes.nearest(vector, scope, 100, 1)
        found += sum(cosine >= best[-1] - 1e-4 for _, cosine in near[:10])
        wanted += len(best)
    return {key: text for text, key in texts.items()}, f"语义一路的 recall@10（对照逐条比较）：{found / wanted:.3f}。\n"


def others(folder: Path, model: Given, texts: dict[str, str]) -> Iterator[str]:
    """Plain tools with the same distinct texts and vectors: what they take to build and to ask."""
    import bm25s
    import chromadb

    queries = province.questions(QUERIES)
    vectors = model.embed(list(texts.values()))
    asked = model.embed(queries)
    years = [k % 10 for k in range(len(texts))]
    yield from ("| 别的工具，同样的文字和向量 | 建立（秒） | p50 毫秒 | p95 毫秒 |", "| --- | --- | --- | --- |")
    clock = Clock()
    client = chromadb.PersistentClient(folder / "plain")
    plain = client.create_collection("plain", embedding_function=None, configuration={"hnsw": {"space": "cosine"}})
    ids = list(texts)
    for start in range(0, len(ids), 1000):
        part = slice(start, start + 1000)
        facts: Any = [{"year": year} for year in years[part]]
        plain.add(ids=ids[part], embeddings=vectors[part], metadatas=facts)
    built = f"{clock.lap():.0f}"
    conditions: dict[str, Any] = {"无条件": None, "一成": {"year": 3}, "一半": {"year": {"$lt": 5}}}
    for name, where in conditions.items():
        ask = partial(plain.query, n_results=100, where=where)
        yield _row(f"Chroma 本身，{name} | {built}", list(_times(ask, asked)))
    clock = Clock()
    words = bm25s.BM25()
    words.index([tokens(text) for text in texts.values()], show_progress=False)
    built = f"{clock.lap():.0f}"
    yield _row(
        f"bm25s（同样的切分） | {built}",
        list(_times(lambda q: words.retrieve([tokens(q)], k=100, show_progress=False), queries)),
    )
    yield _row("numpy 逐条比较 | 0", list(_times(lambda v: _all(vectors, v), asked)))


def _all(vectors: Vectors, vector: Vectors) -> object:
    return np.argpartition(-(vectors @ vector), 100)[:100]


def _times(ask: Callable[[Any], object], questions: Sequence[Any] | Vectors) -> Iterator[float]:
    """Processor seconds of each question."""
    for question in questions:
        clock = Clock()
        ask(question)
        yield clock.lap()


def _row(name: str, seconds: Sequence[float]) -> str:
    p50, p95 = np.quantile(seconds, [0.5, 0.95]) * 1000
    return f"| {name} | {p50:.0f} | {p95:.0f} |"
