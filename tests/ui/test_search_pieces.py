"""Facets count and narrow, cards and comparisons show every word as text, the spread chart says what it draws."""

from __future__ import annotations

from decimal import Decimal

from corpus.hits import Hit
from corpus.records import Where
from corpus.values import parse_value
from tests.ui.builder import document, indicator, project
from ui import facets
from ui.search_cards import Table, card_html, compared_html
from ui.spread import dots, spread_html

HOSTILE = "<img src=x onerror=alert(1)>"


def hit(name: str = "培训人次", value: str = "≥40 人次", **changed: object) -> Hit:
    fields = {
        "id": "abc-2-3", "kind": "indicator", "score": 1, "why": ("命中",), "document": "某局.txt", "document_id": "abc",
        "project": "某项目", "project_no": 1, "department": "某县某局", "year": 2024, "budget": None, "purpose": None,
        "level2": "数量指标", "indicator": indicator("产出指标", "数量指标", name, value), "where": Where(page=3),
    }  # fmt: skip
    return Hit.model_validate(fields | changed)


def test_facets_count_and_narrow() -> None:
    hits = [hit(), hit(year=2025), hit(year=2025, weak=("JX301",))]
    assert facets.counts(hits) == {"可否参考": {"可参考": 2, "有问题": 1}, "年度": {"2025 年": 2, "2024 年": 1}}
    assert facets.narrowed(hits, {"年度": ["2025 年"], "可否参考": ["可参考"]}) == [hits[1]]
    assert facets.narrowed(hits, {"年度": []}) == hits


def test_a_card_leads_to_the_row_in_its_table_and_draws_what_others_set() -> None:
    alike = hit(members=(hit(value="≥60 人次", department="另一局"), hit(value="≥50 场")))
    shown = card_html(alike)
    assert 'href="review?doc=abc&amp;project=2&amp;row=3"' in shown
    assert "某局.txt 第 3 页 第 3 行" in shown
    assert "2 张表：40–60人次，中位 50人次" in shown, "another unit is no point of the chart"


def test_own_value_stands_in_the_chart() -> None:
    found, unit = dots([hit(), hit(value="≥60 人次")])
    shown = spread_html(found, unit, own=parse_value("≥100 人次"))
    assert "三角是本表的值" in shown and 'style="left:98.0%" title="本表：≥100 人次"' in shown
    assert spread_html(found, unit, own=parse_value("≥3 场")).count("<em") == 0
    assert spread_html(found[:1], unit) == ""


def test_words_of_documents_stay_text_in_cards_and_comparisons() -> None:
    hostile = project(name=HOSTILE).model_copy(update={"purpose": HOSTILE, "goals": (HOSTILE,)})
    read = document(hostile, project(2, "乙"))
    shown = compared_html([Table(read, hostile), Table(read, read.projects[1])])
    shown += card_html(hit(name=HOSTILE, why=(HOSTILE,), document=HOSTILE, department=HOSTILE), None)
    shown += card_html(hit(indicator=None, kind="table", project=HOSTILE, budget=Decimal(3)), hostile)
    assert HOSTILE not in shown and "&lt;img" in shown
    assert shown.count("<th>") == 3
