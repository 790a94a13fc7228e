"""Faults planted one at a time into sound tables are found, and nothing else changes in the report."""

from __future__ import annotations

import pytest

from corpus.records import Document
from review.engine import find_rule, review
from review.findings import Severity
from tests.eval.faults import FAULTS
from tests.eval.planting import Planted, plant_all
from tests.eval.tables import sound

pytestmark = pytest.mark.xdist_group("planted")
"""One worker plants the faults, for all tests that ask about them."""


@pytest.fixture(scope="module")
def planted() -> list[Planted]:
    return list(plant_all())


def test_there_are_enough_of_both(planted: list[Planted]) -> None:
    assert len({fault.rule for fault in FAULTS}) >= 40
    assert len(sound()) >= 12
    assert {one.fault.name for one in planted} == {fault.name for fault in FAULTS}, "an operator found no table"


def test_every_fault_names_a_rule() -> None:
    for fault in FAULTS:
        for name in (fault.rule, *fault.also):
            assert find_rule(name).name == name


def test_faults_are_found(planted: list[Planted]) -> None:
    missed = [f"{one.fault.name} in {one.source}" for one in planted if not one.found]
    assert len(missed) <= 0.05 * len(planted), missed


def test_nothing_else_changes(planted: list[Planted]) -> None:
    assert {f"{one.fault.name} in {one.source}": one.changes for one in planted if one.changes} == {}


@pytest.mark.parametrize("document", sound(), ids=lambda document: document.source)
def test_sound_tables_are_left_alone(document: Document) -> None:
    findings = review([document], strict=True).findings
    assert [f.message for f in findings if f.severity is Severity.ERROR] == []
    assert len([f for f in findings if f.severity is Severity.WARNING]) <= len(document.projects)
