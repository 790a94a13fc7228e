"""Drafts of 28 fictional briefs of 28 sectors, held against the laws of the house."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from corpus.citations import citations
from corpus.records import Document
from corpus.taxonomy import BENEFITS, Level2
from corpus.values import PENDING, wan
from drafting.brief import Brief, brief_of
from drafting.compose import FEWEST, MOST, draft
from drafting.draft import Draft
from errors import ConfigError
from review.findings import Severity

BRIEFS = [json.loads(line) for line in (Path(__file__).parent / "briefs.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module", params=BRIEFS, ids=[b["sector"] for b in BRIEFS])
def drafted(request: pytest.FixtureRequest) -> tuple[Brief, Draft]:
    brief = brief_of({k: v for k, v in request.param.items() if k != "sector"})
    return brief, draft(brief)


def test_a_whole_table_without_errors(drafted: tuple[Brief, Draft]) -> None:
    _, result = drafted
    assert FEWEST <= len(result.rows) <= MOST
    classes = {row.level2 for row in result.rows}
    assert classes >= {Level2.QUANTITY, Level2.QUALITY, Level2.TIMELINESS, Level2.COST, Level2.SATISFACTION}
    assert [f for f in result.review.findings if f.severity is Severity.ERROR] == []
    names = [row.name for row in result.rows]
    assert len(set(names)) == len(names)


def test_every_number_has_an_owner(drafted: tuple[Brief, Draft]) -> None:
    brief, result = drafted
    owned = brief.purpose.replace("两", "2") + str(brief.budget) + str(brief.year)
    for row in result.rows:
        printed = re.findall(r"\d+(?:\.\d+)?", row.value)
        if row.level2 is Level2.TIMELINESS and row.value.endswith("12月底前"):
            printed.remove("12")
        assert all(number in owned for number in printed), row


def test_no_document_is_invented(drafted: tuple[Brief, Draft]) -> None:
    _, result = drafted
    for row in result.rows:
        basis = row.indicator().basis
        assert basis is not None
        assert citations(basis.text) == ()
        assert basis.text.startswith(PENDING)


def test_money_fits_the_budget(drafted: tuple[Brief, Draft]) -> None:
    brief, result = drafted
    amounts = [wan(row.indicator().value) for row in result.rows if row.level2 is Level2.COST]
    assert sum((a for a in amounts if a is not None), Decimal(0)) == brief.budget
    percents = [int(step.percent) for step in result.spending_plan]
    assert percents == sorted(percents)
    assert percents[-1] == 100


def test_every_row_names_its_source(drafted: tuple[Brief, Draft]) -> None:
    brief, result = drafted
    for row in result.rows:
        assert row.sources
        for source in row.sources:
            if source.id == "brief/purpose":
                assert source.quote in brief.purpose
    pending = [row for row in result.rows if row.pending]
    assert all(any(f"“{row.name}”" in question for question in result.questions) for row in pending)


def test_json_has_the_shape_of_the_contract(drafted: tuple[Brief, Draft]) -> None:
    _, result = drafted
    told: dict[str, Any] = json.loads(json.dumps(result.to_json(), ensure_ascii=False))
    assert {"name", "budget", "purpose", "spending_plan", "goals", "indicators", "questions", "review"} <= told.keys()
    for row in told["indicators"]:
        assert {"level1", "level2", "level3", "value", "basis", "sources", "reference_value"} <= row.keys()
        if row["value"]["text"] == PENDING:
            assert row["wanted"]["evidence"]
    assert Document.model_validate(result.document().to_json()) == result.document()


def test_no_pattern_is_left_unfilled(drafted: tuple[Brief, Draft]) -> None:
    _, result = drafted
    printed = [(row.name, row.description, row.value, row.evidence, row.basis, row.sources) for row in result.rows]
    assert not re.search(r"\{(?:obj|act|theme)\}", f"{printed} {result.goals} {result.questions}")


def test_the_same_brief_gives_the_same_draft() -> None:
    brief = brief_of({k: v for k, v in BRIEFS[0].items() if k != "sector"})
    assert draft(brief) == draft(brief)


def test_the_users_own_words_decide() -> None:
    result = draft(
        brief_of({"name": "森林防火宣传与演练", "budget": 18, "purpose": "购置宣传品,组织两次演练,培训护林员"})
    )
    rows = {row.name: row for row in result.rows}
    assert rows["森林防火演练次数"].value == "≥2次"
    assert rows["护林员培训人次"].pending
    assert any("“护林员培训人次”（人次）" in question for question in result.questions)
    assert rows["项目总成本"].value == "≤18万元"
    assert "预算年度是哪一年？" in result.questions


def test_stated_parts_stand_under_the_whole_and_no_remainder_is_made_up() -> None:
    purpose = "购置灭火机20台（6万元），组织演练2次（2.5万元），培训护林员100人次"
    result = draft(brief_of({"name": "森林防火", "budget": "10", "purpose": purpose, "year": 2027}))
    costs = [row.value for row in result.rows if row.level2 is Level2.COST]
    assert costs == ["≤10万元", "≤6万元", "≤2.5万元"]


@pytest.mark.parametrize(
    ("purpose", "date", "months"),
    [
        ("采购编织袋5万条，汛期前入库", "2027年汛期前", ["60", "100", "100", "100"]),
        ("改造冷库2座，10月底前完工", "2027年10月底前", ["30", "60", "100", "100"]),
        ("改造冷库2座", "2027年12月底前", ["25", "50", "83", "100"]),
    ],
)
def test_dates_and_plan_follow_the_brief(purpose: str, date: str, months: list[str]) -> None:
    result = draft(brief_of({"name": "某项目", "budget": 5, "purpose": purpose, "year": 2027}))
    assert date in [row.value for row in result.rows if row.level2 is Level2.TIMELINESS]
    assert [step.percent for step in result.spending_plan] == months


@pytest.mark.parametrize(
    ("name", "purpose", "year"),
    [
        ("冷库改造", "改造冷库2座，2025年10月底前完工", 2025),
        ("2026年冷库改造", "改造2000年以前建成的冷库2座", 2026),
        ("冷库改造", "2026年度维护冷库2座，对2024年认定的3家企业奖励", 2026),
        ("冷库改造", "改造2000年以前建成的冷库2座", None),
    ],
)
def test_the_budget_year_is_the_one_that_the_words_name(name: str, purpose: str, year: int | None) -> None:
    result = draft(brief_of({"name": name, "budget": 10, "purpose": purpose}))
    assert result.year == year
    assert result.review is not None
    assert not [finding for finding in result.review.findings if "早于预算年度" in finding.message]


def test_an_unknown_category_is_refused() -> None:
    with pytest.raises(ConfigError, match="支出类别“航天”不认识"):
        draft(brief_of({"name": "甲", "budget": 1, "purpose": "购置车辆", "category": "航天"}))


def test_an_unknown_matter_still_speaks_of_its_own_objects() -> None:
    result = draft(brief_of({"name": "甲乙丙", "budget": 1, "purpose": "购置陨石切片机2台，打磨陨石40块"}))
    assert result.categories == ()
    assert "陨石切片机购置数量" in [row.name for row in result.rows]
    assert any("没有认出类别" in question for question in result.questions)


def test_counts_alone_still_make_a_table_without_errors() -> None:
    result = draft(brief_of({"name": "甲乙丙", "budget": 1, "purpose": "陨石打磨面积5亩，陨石称量300块，陨石命名6个"}))
    assert {row.level2 for row in result.rows} & BENEFITS
    assert [f for f in result.review.findings if f.severity is Severity.ERROR] == []


def test_what_the_purpose_leaves_open_is_asked() -> None:
    vague = draft(brief_of({"name": "森林防火专项资金", "budget": 1, "purpose": "森林防火经费，保障林区安全"}))
    assert any("常见支出：护林员补助" in question for question in vague.questions)
    assert "资金用途中的“保障林区安全”用什么结果来衡量？" in vague.questions
    assert FEWEST <= len(vague.rows) <= MOST
    assert [f for f in vague.review.findings if f.severity is Severity.ERROR] == []


def test_an_average_that_comes_out_even_is_the_budgets_arithmetic() -> None:
    even = draft(
        brief_of({"name": "县域经济课题研究", "budget": 15, "purpose": "委托高校开展课题研究3项", "year": 2027})
    )
    costs = {row.name: row for row in even.rows if row.level2 is Level2.COST}
    assert costs["单项成果成本"].value == "≤5万元/项"
    assert {"15", "3项"} <= {source.quote for source in costs["单项成果成本"].sources}
    odd = draft(brief_of({"name": "临时救助", "budget": 200, "purpose": "给予临时救助650人次", "year": 2027}))
    assert all(row.pending for row in odd.rows if row.level2 is Level2.COST and "/" in (row.unit or ""))


def test_questions_are_asked_by_kind() -> None:
    result = draft(brief_of({"name": "甲县信访维稳经费", "budget": 45, "purpose": "信访值班、劝返接回、积案化解"}))
    about_numbers = [question for question in result.questions if "填写" in question]
    assert 1 <= len(about_numbers) <= 3


@pytest.mark.parametrize(
    ("work", "sums"),
    [
        ("举办阅读活动40场，服务读者12万", ()),
        ("清运垃圾6万，保洁面积30万平方米", ()),
        ("每天接待群众3万，栽植苗木15万", ()),
        ("改造基层社4个，每个补15万，贷款贴息22万", ("≤22万元", "≤15万元/个")),
        ("更换火化炉2台，160万", ("≤160万元",)),
    ],
)
def test_ten_thousands_are_money_only_where_it_is_said(work: str, sums: tuple[str, ...]) -> None:
    rows = draft(brief_of({"name": "某某项目", "budget": 400, "purpose": work})).rows
    told = [row.value for row in rows if row.level2 is Level2.COST and not row.pending]
    assert set(sums) <= set(told)
    assert sums or told == ["≤400万元"]
