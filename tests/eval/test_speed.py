"""A cheap guard on speed and memory; ``make bench`` measures properly."""

from __future__ import annotations

import gc

from corpus.records import Document
from tests.eval.bench.rules import rate, run, tables


def test_at_least_100_tables_a_second() -> None:
    run(list(tables(60)))
    # The best of three: a busy machine slows one run, a slow rule slows all.
    assert max(rate(150) for _ in range(3)) >= 100


def test_what_was_reviewed_is_let_go() -> None:
    def alive() -> int:
        gc.collect()
        return sum(isinstance(thing, Document) for thing in gc.get_objects())

    before = alive()
    run(list(tables(700)))
    # Some are remembered for the rules that come next, never more than the memory's bound.
    assert alive() - before <= 300
