"""Speed of the rules over typed tables.

Half of the tables are sound, half have a planted fault, so that findings are paid for too. Reading files is not counted.
"""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice

from corpus.records import Document
from review.engine import review, rules
from tests.eval.bench.page import machine
from tests.eval.faults import FAULTS
from tests.eval.tables import sound

ORDER, QUICK = 1, True
SIZES = (1_000, 3_000, 10_000)
CHUNK = 50


def tables(count: int) -> Iterator[Document]:
    """``count`` documents of one table, each a new object as from a reader, and no two with the same words: what the
    program remembers of one table must not flatter it at the next."""
    single = [document for document in sound() if len(document.projects) == 1]
    planted = [p for n, fault in enumerate(FAULTS) if (p := fault.plant(single[n % len(single)]))]
    both = [document for pair in zip(cycle(single), planted, strict=False) for document in pair]
    for n, document in enumerate(islice(cycle(both), count)):
        yield _own(document, n)


def _own(document: Document, n: int) -> Document:
    project = document.projects[0]
    rows = tuple(
        row.model_copy(update={"description": f"第{n}批{row.description}"} if row.description else {}, deep=True)
        for row in project.indicators
    )
    mine = project.model_copy(update={"name": f"{project.name}{n}期", "indicators": rows}, deep=True)
    return document.model_copy(update={"source": f"{n}.json", "projects": (mine,)})


def run(documents: Sequence[Document]) -> int:
    """How many findings there are; reviewed in chunks, as a batch does."""
    return sum(len(review(documents[k : k + CHUNK]).findings) for k in range(0, len(documents), CHUNK))


def timed(count: int) -> float:
    """Seconds of processor time for ``count`` tables, chunk by chunk as a batch reviews them; making them is not counted."""
    waiting, spent = tables(count), 0.0
    while chunk := list(islice(waiting, CHUNK)):
        started = time.process_time()
        run(chunk)
        spent += time.process_time() - started
    return spent


def rate(count: int) -> float:
    """Tables a second of processor time: what one core does, whatever else the machine is busy with."""
    return count / timed(count)


def section() -> str:
    """The rates of one process and of all cores, with the memory they took."""
    run(list(tables(100)))
    lines = [
        "## 规则审核",
        "",
        "只计规则审核，不计读文件；表是虚构的样例，一半没有毛病，一半各植入一处毛病。",
        "",
        f"- 机器：{machine()}，规则 {len(rules())} 条，平均每表约 12 行指标。",
        "",
        "| 表数 | 进程数 | 张/秒（处理器时间） | 进程最大内存（MB） |",
        "| --- | --- | --- | --- |",
    ]
    for size in SIZES:
        speed = rate(size)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        lines.append(f"| {size} | 1 | {speed:.0f} | {memory:.0f} |")
    workers = os.cpu_count() or 1
    with ProcessPoolExecutor(workers) as pool:
        list(pool.map(timed, [100] * workers))
        slowest = max(pool.map(timed, [SIZES[1]] * workers))
    lines.append(f"| {SIZES[1] * workers} | {workers} | {SIZES[1] * workers / slowest:.0f} | – |")
    lines += ["", "表按 50 张一批送审，内存不随表数增长。", ""]
    return "\n".join(lines)
