"""Part one's amounts, thresholds and documents as ``read --format json`` prints them."""

import json
from decimal import Decimal

import pytest

from corpus.part_facts import facts
from corpus.readers import read_bytes
from corpus.records import Document, PartOne, PartOneItem
from corpus.writers.json import write


@pytest.mark.parametrize(
    ("clause", "kind", "operator", "number", "unit", "amount"),
    [
        ("平台覆盖率达到 98%以上", "threshold", "≥", "98", "%", None),
        ("系统故障率低于 2%", "threshold", "<", "2", "%", None),
        ("运行维护成本不超过 10万元", "amount", "≤", "10", "万元", "10"),
        ("每户投保标准为 500元", "amount", None, "500", "元", "0.05"),
        ("组织演练 3 次", "threshold", None, "3", "次", None),
    ],
)
def test_a_clause_gives_a_typed_fact(
    clause: str, kind: str, operator: str | None, number: str, unit: str, amount: str | None
) -> None:
    (fact,) = facts(clause)
    assert (fact.kind, fact.operator, fact.number, fact.unit) == (kind, operator, Decimal(number), unit)
    assert fact.amount == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize("text", ["", "做好各项工作", "开展512宣传活动", "2026年3月底前完成"])
def test_no_fact_is_made_up(text: str) -> None:
    assert facts(text) == ()


def test_documents_are_facts() -> None:
    (fact,) = facts("按照《示例县防汛办法》（示政发〔2025〕3号）执行")
    assert fact.document is not None
    assert (fact.kind, fact.text, fact.document.number) == ("document", "示例县防汛办法", "示政发〔2025〕3号")


def test_items_are_printed_with_their_facts_and_read_again_without_loss() -> None:
    item = PartOneItem(no=1, name="示例项目", goal="管好", indicators_text="成本不超过 25 万元。")
    document = Document(source="样例.txt", part_one=PartOne(overall_goal="覆盖率达到 90%以上", items=(item,)))
    data = write(document)
    part = json.loads(data)["documents"][0]["part_one"]
    assert [fact["number"] for fact in part["facts"]] == ["90"]
    assert [(fact["kind"], fact["amount"]) for fact in part["items"][0]["facts"]] == [("amount", "25")]
    assert read_bytes("样例.json", data).part_one == document.part_one
