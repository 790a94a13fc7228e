"""The offline model from head to tail: a province's hundred thousand indicators taken in with no vector given.

``make bench PARTS=embedding`` takes seven minutes on two quiet cores. Wall time, since the model uses all cores.
"""

from __future__ import annotations

import resource
import tempfile
import time
from pathlib import Path

from corpus.store import Corpus
from tests.eval import province
from tests.eval.bench.page import machine

ORDER, QUICK = 6, False
COUNT = 100_000
QUERIES = 80


def section() -> str:
    """Take the province in, then ask it with questions that are embedded too."""
    with tempfile.TemporaryDirectory() as folder, Corpus.open(Path(folder)) as corpus:
        start = time.monotonic()
        for document in province.documents(COUNT):
            corpus.add(document, {}, index=False)
        corpus.catch_up()
        took = time.monotonic() - start
        state = corpus.check()
        whole = sorted(_seconds(corpus, query) for query in province.questions(QUERIES))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"## 语料库：{COUNT} 条指标，离线向量\n\n虚构的一省，{state.texts} 段不同的文字由离线模型计算；机器：{machine()}，"
        "没有别的程序在运行。时间是经过的时间。\n\n"
        f"* 收入和建索引：{took / 60:.1f} 分钟，进程最大内存 {memory:.0f} MB；核对：{'一致' if state.sound else '不一致'}。\n"
        f"* 检索（连同问题的向量）：p50 {1000 * whole[QUERIES // 2]:.0f} 毫秒，"
        f"p95 {1000 * whole[QUERIES * 95 // 100]:.0f} 毫秒。\n"
    )


def _seconds(corpus: Corpus, query: str) -> float:
    start = time.perf_counter()
    corpus.search(query)
    return time.perf_counter() - start
