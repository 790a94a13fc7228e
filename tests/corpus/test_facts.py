"""Facts about figures, each with the rows behind it."""

import json
from collections.abc import Iterator
from decimal import Decimal

import pytest
from typer.testing import CliRunner

from cli import app
from corpus.facts import class_shares, indicator_facts, reference, unit_costs
from corpus.store import Corpus
from tests.corpus.kept import document, project

COURSES = (
    ("示例市甲区委党校", 2023, "30", "400元/人·天", "≥95%"),
    ("示例县委党校", 2024, "8", "450元/人·天", "≥90%"),
    ("示例县委党校", 2025, "60", "0.055万元/人·天", "≥98%"),
)


@pytest.fixture(scope="module")
def courses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """Three courses of two schools in three years, and one whose satisfaction the reviewer rejects."""
    with Corpus.open(tmp_path_factory.mktemp("courses")) as corpus:
        for number, (school, year, budget, cost, satisfied) in enumerate(COURSES, 1):
            rows = [
                ("数量指标", "培训班次", "", f"{number}期"),
                ("成本指标", "人均培训成本", "", cost),
                ("满意度指标", "学员满意度", "", satisfied),
            ]
            table = project(
                1, f"干部培训班{year}", budget, "举办干部培训班", *rows[: 2 if year == 2025 else 3], rows[2]
            )
            corpus.add(document(f"{school}{year}.txt", school, year, table), {})
        weak = project(1, "网络培训", "5", "网上培训", ("满意度指标", "学员满意度", "", "≥20%"))
        corpus.add(document("弱.txt", "示例县某局", 2024, weak), {(1, 1): ["JX403"]})
        yield corpus


def test_values_by_year_region_and_budget(courses: Corpus) -> None:
    fact = indicator_facts(courses, "学员满意度")[0]
    assert fact.told() == "学员满意度：3 张表，中位 95%，范围 90–98%"  # the rejected 20 % is not told
    (unit,) = fact.units
    assert [(part.name, part.spread.points) for part in unit.by_year][:1] == [("2023", (Decimal(95), Decimal(95)))]
    assert [part.name for part in unit.by_region] == ["示例县", "示例市甲区"]
    assert [part.name for part in unit.by_budget] == ["10 万元以下", "10–50 万元", "50–200 万元"]
    assert {one.document for one in fact.seen} == {f"{school}{year}.txt" for school, year, *_ in COURSES}


def test_cost_of_a_unit_counts_ten_thousand_yuan_as_yuan(courses: Corpus) -> None:
    (cost,) = unit_costs(courses, "培训费用")
    assert cost.told() == "元/人·天：3 处，中位 450元/人·天，范围 400–550元/人·天（人均培训成本）"
    assert len(cost.seen) == 3


def test_share_of_tables_that_use_a_class(courses: Corpus) -> None:
    found = class_shares(courses, "培训")
    assert found is not None
    assert found.told().startswith("4 张表：数量指标 75%，成本指标 75%，服务对象满意度指标 100%")
    assert len(found.seen) == 4


def test_one_phrase_for_a_draft(courses: Corpus) -> None:
    assert reference(courses, "学员满意度") == "3 张表：中位 95%，范围 90–98%"
    assert reference(courses, "asdfgh qwerty") is None


def test_facts_on_the_command_line(courses: Corpus) -> None:
    asked = ["corpus", "facts", "学员满意度", "--data", str(courses.data)]
    printed = CliRunner().invoke(app, [*asked, "--format", "json"])
    shown = json.loads(printed.stdout)
    assert shown["indicators"][0]["units"][0]["spread"]["median"] == "95"
    assert "3 张表，中位 95%，范围 90–98%" in CliRunner().invoke(app, asked).stdout
