"""Findings → the official form."""

from __future__ import annotations

import pytest

from review.assess import assess, form
from review.engine import review, rules
from tests.review.builder import document

CLEAN = document({"project": {"name": "甲"}, "rows": []})


def test_points_add_up_to_a_hundred() -> None:
    assert sum(point.of for point in form().point) == 100
    assert form().grade[-1].score == 0


def test_every_rule_costs_some_point() -> None:
    starts = [start for point in form().point for start in point.codes]
    assert all(any(rule.code.startswith(start) for start in starts) for rule in rules())


def test_a_table_without_findings_gets_full_marks() -> None:
    one = assess(CLEAN, CLEAN.projects[0], [])
    assert (one.score, one.grade) == (100, "优")


def test_lost_points_name_their_findings() -> None:
    faulty = document({"project": {"name": "甲", "total": 6}, "rows": [["成本指标", "总成本", None, "13万元"]]})
    one = review([faulty], select=["JX301"], strict=True).assessment[0]
    lost = {item.point: (item.of - item.score, item.because) for item in one.items if item.because}
    assert lost == {"资金匹配性": (form().lost["error"], ("JX301",))}
    assert one.grade != "优"


@pytest.mark.parametrize("count", [5, 50])
def test_no_point_falls_below_its_floor(count: int) -> None:
    goals = ["完成水库除险加固"] * count
    one = review([document({"project": {"goals": goals}})], select=["duplicate-goal"]).assessment[0]
    assert all(item.score >= 0 for item in one.items)
    assert one.score == sum(item.score for item in one.items)


def test_projects_of_the_same_name_keep_their_own_form() -> None:
    faulty = {"project": {"name": "甲", "total": 6}, "rows": [["成本指标", "总成本", None, "13万元"]]}
    sound = {"project": {"name": "甲", "total": 6}, "rows": [["成本指标", "总成本", None, "6万元"]]}
    forms = review([document(faulty), document(sound)], select=["JX301"], strict=True).assessment
    assert [one.score < 100 for one in forms] == [True, False]
