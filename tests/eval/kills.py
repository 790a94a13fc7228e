"""Imports that are killed (kill -9) at random moments and run again: is the corpus then what it would have been?

``python -m tests.eval.kills 50`` tries fifty and says how many corpora are sound; the suite tries a few.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

from corpus import indexes
from corpus.hits import Filters
from corpus.records import Document
from corpus.store import Corpus
from tests.eval import province
from tests.eval.given import Given

FORK = multiprocessing.get_context("fork")  # what is loaded stays loaded: most of a trial is then the import itself
_IMPORT = 1200
"""Indicators of one import."""
_ITSELF = 0.999
_DOCUMENTS, _TEXTS = 3, 150
"""Written together: less than in earnest, so that a short import has as many seams as a long one."""


def documents() -> list[Document]:
    """What every trial takes in."""
    return list(province.documents(_IMPORT))


def take_in(data: Path, every: list[Document], one_by_one: bool) -> None:
    """The import: in bulk as the command line does it, or one by one as the page does."""
    with Corpus.open(data, model=Given()) as corpus:
        for document in every:
            corpus.add(document, {}, index=one_by_one)
        corpus.catch_up()


def killed_and_finished(seed: int, every: list[Document], duration: float) -> tuple[float, str | None]:
    """When the import was killed (seconds), and what is wrong with the corpus after it ran again; None: nothing."""
    draw = random.Random(seed)
    moment = draw.uniform(0, duration)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        worker = FORK.Process(target=take_in, args=(data, every, seed % 4 == 3))
        worker.start()
        worker.join(moment)
        if worker.pid and worker.is_alive():
            os.kill(worker.pid, signal.SIGKILL)
        worker.join()
        here, there = FORK.Pipe(duplex=False)
        judge = FORK.Process(target=_judge, args=(data, every, there))
        judge.start()
        there.close()
        try:
            wrong = here.recv()
        except EOFError:
            wrong = f"the second run died with {judge.exitcode}"
        judge.join()
    return moment, wrong


def duration(every: list[Document]) -> float:
    """Seconds that an import takes that is not killed."""
    with tempfile.TemporaryDirectory() as folder:
        worker = FORK.Process(target=take_in, args=(Path(folder), every, False))
        started = time.monotonic()
        worker.start()
        worker.join()
    return time.monotonic() - started


def _judge(data: Path, every: list[Document], answer: Connection) -> None:
    try:
        answer.send(_wrong(data, every))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what went wrong
        answer.send(f"{type(error).__name__}: {error}")


def _wrong(data: Path, every: list[Document]) -> str | None:
    with Corpus.open(data, model=Given()) as corpus:
        kept = [corpus.document(stored.id) for stored in corpus.list()]
        if kept != every[: len(kept)]:
            return "after the kill a document is not whole, or not in its place"
    take_in(data, every, one_by_one=False)
    with Corpus.open(data, model=Given()) as corpus:
        kept = [corpus.document(stored.id) for stored in corpus.list()]
        if kept != every:
            return f"{len(kept)} of {len(every)} documents, or not the same"
        agreement = corpus.check()
        if not agreement.sound:
            return " ".join(agreement.told())
        asked = every[-1].projects[-1].indicators[0].level3
        hits = corpus.search(asked)
        if not hits or hits.notes:
            return f"a search for {asked} gives {len(hits)} hits and says {hits.notes}"
        if lost := _lost(corpus):
            return f"not found by their own vectors: {lost}"
    return None


def _lost(corpus: Corpus) -> list[str]:
    """Names of one indicator of each project that the dense arm does not reach; keys alone do not show it."""
    model = Given()
    scope = corpus._words.columns().scope(Filters())
    entries = [entry for stored in corpus.list() for entry in corpus.entries(stored.id) if entry.id.endswith("-1")]
    indicators = [entry for entry in entries if entry.indicator]
    vectors = model.embed([entry.text for entry in indicators])
    near = [corpus._indexes.nearest(vector, scope, 1, 1) for vector in vectors]
    return [one.name for one, found in zip(indicators, near, strict=True) if not found or found[0][1] < _ITSELF]


def preload() -> None:
    """Load what every trial needs, once, and make the seams narrow; nothing is started."""
    import chromadb
    import numpy

    assert chromadb and numpy
    indexes._DOCUMENTS, indexes._TEXTS = _DOCUMENTS, _TEXTS


def main(count: int) -> int:
    """Try ``count`` kills; how many corpora were not sound."""
    preload()
    every = documents()
    whole = duration(every)
    failures = 0
    for seed in range(count):
        moment, wrong = killed_and_finished(seed, every, whole)
        failures += wrong is not None
        print(f"{seed}: killed after {moment:.2f} of {whole:.2f} s: {wrong or 'sound'}", flush=True)
    print(f"{count - failures} of {count} corpora sound")
    return failures


if __name__ == "__main__":
    sys.exit(min(main(int(sys.argv[1])), 1))
