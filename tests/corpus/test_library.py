"""The library's data: wide, well-formed, and our own samples pass our own reviewer."""

import re

import numpy as np
import pytest

from corpus.foreign import BACKGROUND
from corpus.library import Category, LibraryIndicator, activity_kinds, categories, samples, units
from corpus.records import Document, Indicator, Project
from corpus.taxonomy import LEVEL1_OF, Level2
from corpus.values import Kind, kind, parse_value
from drafting.owned import numbers
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


def test_the_background_of_the_search_is_that_of_these_categories() -> None:
    """Otherwise: python -m tests.eval.search_background; and see in `make eval` whether the weights still do."""
    assert np.load(BACKGROUND)["ids"].tolist() == [category.id for category in categories()]


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


def test_no_indicator_brings_a_number() -> None:
    for category in categories():
        for indicator in category.indicators:
            assert numbers(indicator.name + indicator.about) == set(), indicator.id


@pytest.mark.parametrize("category", categories(), ids=[c.id for c in categories()])
def test_our_own_reviewer_finds_no_fault_with_name_class_or_value(category: Category) -> None:
    rows = tuple(
        Indicator(
            level1=LEVEL1_OF[indicator.level2].value,
            level2=indicator.level2.value,
            level3=indicator.name,
            description=indicator.about,
            value=parse_value(indicator.typical or _any_value(indicator)),
        )
        for indicator in category.indicators
    )
    project = Project(no=1, name=category.name, purpose="、".join(category.spending), indicators=rows)
    told = review([Document(source=category.id, year=2027, projects=(project,))]).findings
    faults = {"misclassified-indicator", "unit-mismatch", "unmeasurable-percent", "indicator-name-unclear", "tautology"}
    assert [(f.name, f.where.row, f.evidence) for f in told if f.name in faults] == []


def _any_value(indicator: LibraryIndicator) -> str:
    if indicator.way == "date":
        return "2027年11月底前"
    return f"{indicator.way}{'95' if indicator.unit == '%' and indicator.way == '≥' else '7'}{indicator.unit}"
