"""A cheap guard on speed and memory; ``make bench`` measures properly."""

from __future__ import annotations

import gc

import pytest

from corpus.records import Document
from tests.corpus import listed
from tests.corpus.flattened import flatten
from tests.eval.bench import reading
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


@pytest.mark.parametrize(
    ("text", "least"),
    [
        (flatten(reading.merged(20)), 0.15),
        ("\n\n".join(map(listed.tabs, reading.sheets(10))), 0.10),
        ("\n\n".join(map(listed.glued, reading.sheets(10))), 0.015),
    ],
    ids=["official", "tabs", "glued"],
)
def test_text_is_read_at_so_many_megabytes_a_second(text: str, least: float) -> None:
    file = reading.File("表.txt", text.encode(), "")
    assert len(file.data) / reading.seconds(file) / 1e6 >= least
