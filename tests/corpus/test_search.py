"""Search through the one door: what is first, why, under which conditions, and what is said when nothing fits."""

from typing import Any

import pytest

from corpus.hits import Spread
from corpus.store import Corpus
from corpus.values import parse_value
from errors import ConfigError, ModelError


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("防火演练次数", "防火演练次数"),
        ("山火扑救练了几场", "防火演练次数"),
        ("水管换了多少公里", "供水管网改造长度"),
        ("家长满不满意", "学生家长满意度"),
        ("签了几个合同", "签约项目个数"),
        ("推介活动数量", "举办推介活动数量（个）"),
        ("每平方米多少钱", "维修单价"),
        ("工程质量验收", "维修验收合格率"),
    ],
)
def test_everyday_words_find_the_indicator(kept: Corpus, query: str, first: str) -> None:
    hit = kept.search(query)[0]
    assert hit.indicator is not None
    assert hit.indicator.level3 == first


@pytest.mark.parametrize(
    ("query", "first"),
    [("森林防火宣传与演练", "森林防火专项"), ("村民喝水问题", "农村饮水安全工程"), ("教学楼屋顶漏雨", "校舍维修")],
)
def test_tables(kept: Corpus, query: str, first: str) -> None:
    hit = kept.search(query, kind="table")[0]
    assert (hit.kind, hit.project, hit.indicator) == ("table", first, None)


@pytest.mark.parametrize(
    ("query", "project", "name"),
    [
        ("换水管满意度", "农村饮水安全工程", "群众满意度"),
        ("森林防火多少钱", "森林防火专项", "项目总成本"),
        ("防火专项成本", "森林防火专项", "项目总成本"),
    ],
)
def test_a_project_and_what_is_measured_of_it(kept: Corpus, query: str, project: str, name: str) -> None:
    hit = kept.search(query, flat=True)[0]
    assert hit.indicator is not None
    assert (hit.project, hit.indicator.level3) == (project, name)
    assert hit.score <= 1


@pytest.mark.parametrize(
    ("conditions", "projects"),
    [
        ({"level2": "满意度"}, {"森林防火专项", "招商引资专项", "农村饮水安全工程", "校舍维修"}),
        ({"level2": "成本"}, {"森林防火专项", "校舍维修"}),
        ({"department": "水利"}, {"农村饮水安全工程"}),
        ({"year": 2023}, {"农村饮水安全工程"}),
        ({"budget_min": 18, "budget_max": 120.5}, {"森林防火专项", "校舍维修"}),
        ({"budget_max": 6}, {"招商引资专项"}),
        ({"region": "示例市"}, {"校舍维修"}),
        ({"level": "县"}, {"森林防火专项", "招商引资专项", "农村饮水安全工程"}),
        ({"level": "市级", "region": "示例"}, {"校舍维修"}),
        ({"category": "森林防火"}, {"森林防火专项"}),
    ],
)
def test_conditions(kept: Corpus, conditions: dict[str, Any], projects: set[str]) -> None:
    hits = kept.search("群众满意度 成本", flat=True, top=50, **conditions)
    assert {hit.project for hit in hits} <= projects
    assert hits


def test_a_hit_says_why_and_where(kept: Corpus) -> None:
    hit = kept.search("护林员培训", level2="产出数量", department="林业", year=2024, budget_min=18)[0]
    assert hit.why[0] == "命中词「护林员培训」"
    assert hit.why[1].startswith("语义相近 0.")
    assert hit.why[2:] == ("同类别：数量指标", "同部门：示例县林业局", "同年度：2024", "预算相近：18 万元")
    assert (hit.document, hit.project_no, hit.where.page, hit.where.row) == ("示例县林业局.txt", 1, 1, 2)


def test_the_shape_that_programs_rely_on(kept: Corpus) -> None:
    shown = kept.search("防火演练次数")[0].to_json()
    assert {"id", "kind", "score", "why", "document", "project", "department", "year", "indicator", "where"} <= set(
        shown
    )
    assert shown["indicator"]["value"] == {"text": "≥2次", "operator": "≥", "number": "2", "unit": "次"}
    assert shown["budget"] == "18"
    assert shown["score"] == 1.0


def test_alike_rows_are_one_answer_and_the_sound_one_stands_for_them(kept: Corpus) -> None:
    hit = kept.search("群众满意度")[0]
    assert {hit.project, *(member.project for member in hit.members)} == {
        "森林防火专项",
        "招商引资专项",
        "农村饮水安全工程",
    }
    assert hit.weak == ()
    assert [member.weak for member in hit.members if member.project == "招商引资专项"] == [("JX403",)]


def test_a_folded_answer_says_how_many_tables_and_what_they_set(kept: Corpus) -> None:
    hit = kept.search("群众满意度")[0]
    assert hit.count == 3
    assert hit.spread is not None
    assert hit.spread.told() == "中位 97.5%，范围 95–100%"  # the weak row's 90 % is not taught
    shown = {"unit": "%", "values": 2, "median": "97.5", "low": "95", "high": "100", "points": ["95", "100"]}
    assert hit.to_json()["spread"] == shown
    assert hit.to_json()["spreads"] == [shown]
    assert kept.search("供水管网改造长度")[0].spread is None


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (("≥95%", "≥90%", "≥98%"), ["中位 95%，范围 90–98%"]),
        (("5份", "5份", "≥90%"), ["都是 5份"]),
        (("≥90%", "≥3次", "≥98%", "2次", "≥96%"), ["中位 96%，范围 90–98%", "中位 2.5次，范围 2–3次"]),
        (("≥1次", "显著提高"), []),
        ((), []),
    ],
)
def test_spread(values: tuple[str, ...], told: list[str]) -> None:
    assert [spread.told() for spread in Spread.of([(parse_value(text), False) for text in values])] == told


def test_flat_gives_every_row_by_itself_in_order_of_relevance(kept: Corpus) -> None:
    hits = kept.search("群众满意度", flat=True)
    assert [hit.indicator.level3 for hit in hits[:3] if hit.indicator] == ["群众满意度"] * 3
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert not any(hit.members for hit in hits)
    weak = next(hit for hit in hits if hit.weak)
    assert weak.why[-1] == "审核认为有不足：JX403"


def test_drafting_never_sees_a_weak_row(kept: Corpus) -> None:
    hits = kept.search("群众满意度", sound_only=True, top=50)
    shown = [hit for first in hits for hit in (first, *first.members)]
    assert shown
    assert not any(hit.weak for hit in shown)


@pytest.mark.parametrize("query", ["asdfgh qwerty", "?!…", "😀", "打新冠针多少人", "卫星发射次数"])
def test_nothing_fits_and_it_says_so(kept: Corpus, query: str) -> None:
    hits = kept.search(query)
    assert list(hits) == []
    assert "没有找到合适的结果" in hits.notes[-1]


@pytest.mark.parametrize(
    ("query", "conditions", "says"),
    [
        (" ", {}, "检索词为空"),
        ("满意度", {"level2": "颜色指标"}, "不是已知的类别"),
        ("满意度", {"kind": "table", "level2": "数量指标"}, "只用于检索指标"),
        ("满意度", {"level": "村"}, "政府级别“村”不认识"),
        ("满意度", {"category": "航天"}, "支出类别“航天”不认识"),
    ],
)
def test_a_question_that_cannot_be(kept: Corpus, query: str, conditions: dict[str, Any], says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        kept.search(query, **conditions)


def test_words_alone_where_the_embedding_fails(kept: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: object, texts: object) -> None:
        raise ModelError("离线向量模型在这台机器上不可用；检索只比较字词。")

    monkeypatch.setattr("corpus.embed.Offline.embed", fail)
    hits = kept.search("护林员的培训")
    assert hits[0].indicator is not None
    assert hits[0].indicator.level3 == "护林员培训人次"
    assert hits.notes == ("离线向量模型在这台机器上不可用；检索只比较字词。",)
    assert not any(reason.startswith("语义") for reason in hits[0].why)


def test_a_long_query_and_a_query_of_marks(kept: Corpus) -> None:
    assert kept.search("组织森林防火演练并培训护林员。" * 300)[0].project == "森林防火专项"
    assert kept.search('"防火" OR * AND (演练)')[0].project == "森林防火专项"
