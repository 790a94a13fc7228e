"""A million indicators on one machine: filling, searching, and how search grows from ten thousand.

``make bench PARTS=million`` takes a quarter of an hour of processor time and some 1.5 GB; vectors are given.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from corpus.store import Corpus
from tests.eval.bench.corpus import answers, exact, fill, head
from tests.eval.given import Given

ORDER, QUICK = 6, False
COUNT, FEW = 1_000_000, 10_000


def section() -> str:
    """Fill a corpus of a million and one of ten thousand, ask both."""
    with tempfile.TemporaryDirectory() as folder:
        model = Given()
        with Corpus.open(Path(folder) / "few", model=model) as corpus:
            list(fill(corpus, FEW))
            few = list(answers(corpus, model))
        with Corpus.open(Path(folder) / "million", model=model) as corpus:
            filled = list(fill(corpus, COUNT))
            many = list(answers(corpus, model))
            texts, recall = exact(corpus, model)
    return "\n".join([head(COUNT, len(texts)), *filled, *_beside(few, many), recall, ""])


def _beside(few: list[str], many: list[str]) -> Iterator[str]:
    """Both tables of answers as one."""
    yield f"| 检索（折叠，前 10 条） | {FEW} 条：p50 毫秒 | p95 毫秒 | {COUNT} 条：p50 毫秒 | p95 毫秒 |"
    yield "| --- | --- | --- | --- | --- |"
    for before, after in zip(few[2:], many[2:], strict=True):
        yield before + after.partition("|")[2].partition("|")[2] if after else ""
