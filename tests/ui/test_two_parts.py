"""Part one beside part two: the words of both sides of every difference."""

from __future__ import annotations

from corpus.records import Document, PartOne, PartOneItem
from review import engine
from review.findings import Report
from tests.ui.builder import document, project
from ui.review_tabs import pairs_html
from ui.two_parts import Pair, pairs


def two_sided(item: PartOneItem) -> tuple[Document, Report]:
    read = document(project()).model_copy(update={"part_one": PartOne(items=(item,))})
    return read, engine.review([read])


def of_rule(name: str, found: list[Pair]) -> Pair:
    return next(pair for pair in found if pair.finding.name == name)


def test_an_amount_stands_beside_the_budget_it_should_be() -> None:
    item = PartOneItem(no=1, name="示例项目", goal="购置设备。", indicators_text="成本不超过25万元。")
    read, report = two_sided(item)
    pair = of_rule("part1-part2-amount-mismatch", pairs(read, report.findings))
    assert "成本不超过25万元" in pair.one
    assert "示例项目" in pair.two and "10.00 万元" in pair.two


def test_an_item_without_a_table_has_an_empty_side() -> None:
    read, report = two_sided(PartOneItem(no=1, name="别的工作", goal="开展一次。", indicators_text=""))
    found = [p for p in pairs(read, report.findings) if p.finding.name == "part1-item-without-table"]
    assert {bool(pair.two) for pair in found} == {True, False}
    assert "没有对应的内容" in pairs_html(found)


def test_a_document_without_part_one_has_nothing_to_compare() -> None:
    read = document()
    assert pairs(read, engine.review([read]).findings) == []


def test_both_sides_are_escaped() -> None:
    hostile = "<img src=x onerror=alert(1)>"
    item = PartOneItem(no=1, name="示例项目", goal=hostile, indicators_text="成本不超过25万元。")
    read, report = two_sided(item)
    shown = pairs_html(pairs(read, report.findings))
    assert hostile not in shown and "&lt;img" in shown
