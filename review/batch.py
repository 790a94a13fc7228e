"""Many documents reviewed by all cores: the same report as by one, in the same order."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from corpus.records import Document
from review.engine import merged, review, review_rules
from review.findings import Report

_WORTH_IT = 400
"""Tables from which on the start of worker processes pays."""
_CHUNK = 100
"""Tables that a worker is handed at a time."""
Progress = Callable[[int, int], None]
"""Called as the work goes on: documents done, documents in all."""


def review_many(
    documents: Sequence[Document], *, jobs: int | None = None, progress: Progress | None = None, **options: Any
) -> Report:
    """As :func:`review.engine.review` with the same ``options``, over ``jobs`` processes (None: as many as cores).

    Small batches are reviewed right here. Raises what ``review`` raises.
    """
    tables = sum(len(document.projects) for document in documents)
    workers = min(jobs or os.cpu_count() or 1, max(1, tables // _CHUNK))
    if workers < 2 or (jobs is None and tables < _WORTH_IT):
        return review(documents, **options)
    chosen = [
        rule.code for rule in review_rules(**_of_rules(options))
    ]  # wrong options are told before any process starts
    return merged(_in_parallel(list(_chunks(documents)), workers, progress, options, len(documents)), chosen)


def _of_rules(options: Mapping[str, Any]) -> dict[str, Any]:
    return {key: options[key] for key in ("select", "ignore", "thresholds", "severities") if key in options}


def _in_parallel(
    chunks: Sequence[Sequence[Document]], workers: int, progress: Progress | None, options: dict[str, Any], total: int
) -> Iterator[Report]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # A copy of this process starts at once, but is safe only on Linux and while no other thread runs.
    quick = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if quick else "spawn")
    done = 0
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(options,)) as pool:
        for chunk, report in zip(chunks, pool.map(_review_chunk, chunks), strict=True):
            done += len(chunk)
            if progress is not None:
                progress(done, total)
            yield report


_options: dict[str, Any] = {}


def _start(options: dict[str, Any]) -> None:
    _options.update(options)
    gc.disable()


def _review_chunk(documents: Sequence[Document]) -> Report:
    return review(documents, **_options)


def _chunks(documents: Sequence[Document], size: int = _CHUNK) -> Iterator[list[Document]]:
    """The documents in their order, about ``size`` tables at a time."""
    chunk: list[Document] = []
    tables = 0
    for document in documents:
        chunk.append(document)
        tables += len(document.projects)
        if tables >= size:
            yield chunk
            chunk, tables = [], 0
    if chunk:
        yield chunk


def review_stepwise(documents: Sequence[Document], progress: Progress, tables: int = 10, **options: Any) -> Report:
    """As :func:`review_many` in this one process; ``progress`` is called every ``tables`` tables or so, and before all.

    What ``progress`` raises stops the work.
    """
    chosen = [rule.code for rule in review_rules(**_of_rules(options))]
    parts, done = [], 0
    for chunk in _chunks(documents, tables):
        progress(done, len(documents))
        parts.append(review(chunk, **options))
        done += len(chunk)
    return merged(parts, chosen)
