"""The library's data: wide, well-formed, and our own samples pass our own reviewer."""

import re

import pytest

from corpus.library import activity_kinds, categories, samples, units
from corpus.records import Document
from corpus.taxonomy import Level2
from corpus.values import Kind, kind, parse_value
from review.engine import review
from review.findings import Severity


def test_there_are_categories_for_every_sector() -> None:
    found = categories()
    assert len(found) >= 30
    assert len({c.id for c in found}) == len({c.name for c in found}) == len(found)
    for category in found:
        classes = {indicator.level2 for indicator in category.indicators}
        assert classes >= {Level2.QUANTITY, Level2.QUALITY, Level2.TIMELINESS}, category.id
        assert category.satisfaction, category.id


def test_names_are_short_and_described() -> None:
    for category in categories():
        for indicator in category.indicators:
            assert 3 <= len(indicator.name) <= 20, indicator.id
            assert not re.search(r"[。，；？]|是否|确保", indicator.name), indicator.id
            assert len(indicator.about) > len(indicator.name) / 2, indicator.id
            assert indicator.name != indicator.about
            assert indicator.evidence


def test_only_rates_and_zeroes_have_a_typical_value() -> None:
    for category in categories():
        for indicator in category.indicators:
            if indicator.typical is None:
                continue
            value = parse_value(indicator.typical)
            assert kind(value) is Kind.PERCENT or value.number == 0, indicator.id
            assert value.operator == indicator.way


def test_quantities_and_costs_leave_amounts_to_the_user() -> None:
    for category in categories():
        for indicator in category.indicators:
            if indicator.level2 in (Level2.QUANTITY, Level2.COST):
                assert indicator.typical is None, indicator.id
                assert indicator.unit, indicator.id


def test_a_verb_belongs_to_one_kind() -> None:
    verbs = [verb for activity in activity_kinds() for verb in activity.verbs]
    assert len(set(verbs)) == len(verbs)
    assert set(units().labels).isdisjoint(units().plain)


@pytest.mark.parametrize("sample", samples(), ids=[s.source for s in samples()])
def test_samples_are_sound(sample: Document) -> None:
    findings = review([sample]).findings
    assert [f for f in findings if f.severity is Severity.ERROR] == []
    assert sum(f.severity is Severity.WARNING for f in findings) <= 1
    for project in sample.projects:
        costs = [i.value for i in project.indicators if i.level2 == "成本指标" and i.value.unit == "万元"]
        assert sum(v.number for v in costs if v.number) == project.budget.total
