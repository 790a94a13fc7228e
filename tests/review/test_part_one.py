"""Part one's items find their projects, and its clauses their numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpus.promises import promises
from review.facts.part_one import matches, name_core
from tests.review.builder import document


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("信息化建设专项经费", "信息化建设"),
        ("防汛物资购置费", "防汛物资购置"),
        ("某财建 2022年 233号提前下达 2023年自然灾害救助专项资金", "自然灾害救助"),
        ("（上年结转）农房保险资金", "农房保险"),
        ("专项资金", "专项资金"),
    ],
)
def test_a_name_without_its_endings(name: str, core: str) -> None:
    assert name_core(name) == core


def test_no_project_is_given_to_two_items() -> None:
    case = document(
        {
            "part_one": {"items": [[name, "", "", ""] for name in ("农房保险补助", "农房保险资金", "风险普查经费")]},
            "projects": [{"name": "农房保险专项资金"}, {"name": "防汛物资购置费"}],
        }
    )
    found = [(item.no, project.name if project else None) for item, project in matches(case)]
    assert sorted(name or "" for _, name in found) == ["", "", "农房保险专项资金"]
    assert found[2] == (3, None)


@pytest.mark.parametrize(
    ("clause", "what", "number", "unit"),
    [
        ("信息平台覆盖率达到 98%以上", "信息平台覆盖率", "98", "%"),
        ("发放救助资金及时性不不超过 30天", "发放救助资金及时性", "30", "天"),
        ("财政每户投保标准为 2元", "财政每户投保标准", "2", "元"),
        ("5.12 防灾减灾日发放宣传品 3000 份", "防灾减灾日发放宣传品", "3000", "份"),
        ("演练成本不超过 17.2 万元", "演练成本", "17.2", "万元"),
        ("2024年组织演练 2 次", "组织演练", "2", "次"),
    ],
)
def test_a_clause_sets_a_number(clause: str, what: str, number: str, unit: str) -> None:
    (promise,) = promises(clause)
    assert (promise.what, promise.number, promise.unit) == (what, Decimal(number), unit)


@pytest.mark.parametrize("text", ["", "做好各项工作", "2024年", "第3项", "7月28日宣传活动"])
def test_what_sets_no_number(text: str) -> None:
    assert promises(text) == []
