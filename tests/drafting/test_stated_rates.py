"""Rates and amounts that the purpose itself sets are targets of the table, under the user's own words."""

import pytest

from drafting.brief import brief_of
from drafting.compose import draft
from drafting.draft import DraftRow, SourceKind

CASES = [
    ("对寄递服务站给予运营补贴，快递进村覆盖率达到100%", "快递进村覆盖率", "=100%"),
    ("更换净水设备18套，农村自来水普及率达到96%以上", "农村自来水普及率", "≥96%"),
    ("直播带货活动20场，农产品网络零售额增长15%", "农产品网络零售额增长率", "≥15%"),
    ("红松栽植500亩成活率85%以上", "红松栽植成活率", "≥85%"),
    ("护林员培训2期，确保参训学员满意度不低于92%", "参训学员满意度", "≥92%"),
    ("实训室设备购置30台，设备利用率不低于90%", "设备利用率", "≥90%"),
]
NO_TARGET = [
    "县级财政承担保费的20%，投保小麦45万亩",  # a share of the money
    "开展排查12次，把事故发生率控制在5%",  # less is better: left to the user
    "培训500人次，保障标准提高到80%",  # a level and no growth
]
LISTED = [
    ("支付债券利息及手续费，其中利息95万元，手续费5万元", ["利息成本", "手续费成本"]),
    ("支付债券利息及手续费，其中利息90万元，手续费5万元", ["项目总成本"]),  # they do not make up the budget
]


def _rows(purpose: str, budget: int = 100) -> tuple[DraftRow, ...]:
    return draft(brief_of({"name": "甲乙丙", "budget": budget, "purpose": purpose, "year": 2027})).rows


@pytest.mark.parametrize(("purpose", "name", "value"), CASES)
def test_a_rate_in_the_purpose_is_a_target(purpose: str, name: str, value: str) -> None:
    [row] = [row for row in _rows(purpose) if row.name == name]
    assert (row.value, row.reference_value) == (value, None)
    quotes = [source.quote for source in row.sources if source.kind is SourceKind.USER]
    assert any(quote in purpose and value[1:] in quote for quote in quotes)


@pytest.mark.parametrize("purpose", NO_TARGET)
def test_a_share_of_the_money_is_none(purpose: str) -> None:
    assert not [row.name for row in _rows(purpose) if row.unit == "%" and not row.pending]


@pytest.mark.parametrize(("purpose", "names"), LISTED)
def test_amounts_that_make_up_the_budget_are_cost_rows(purpose: str, names: list[str]) -> None:
    costs = [row.name for row in _rows(purpose) if "成本" in row.name and not row.pending]
    assert costs == names
