"""The overview's figures, and the page from inside: empty, filled, one mark opened."""

from __future__ import annotations

import pytest

from corpus.records import Budget, Department
from corpus.store import Corpus
from corpus.values import parse_value
from review import engine
from settings import load
from tests.ui.builder import document, indicator, project
from tests.ui.test_pages import html, page, press, upload
from ui import overview
from ui.overview import Names


@pytest.mark.parametrize(
    ("value", "full"),
    [
        ("100%", True),
        ("=100%", True),
        ("≥100％", True),
        ("≤100%", False),
        ("≥95%", False),
        ("100 个", False),
        ("", False),
    ],
)
def test_what_a_full_target_is(value: str, full: bool) -> None:
    assert (
        overview.is_full(indicator("产出指标", "质量指标", "率").model_copy(update={"value": parse_value(value)}))
        is full
    )


def test_figures_of_a_group_are_sums_of_its_projects() -> None:
    one = document(project(1, "甲"), project(2, "乙"))
    report = engine.review([one])
    (line,) = overview.figures([one], report, Names([one], "document")).to_dict("records")
    assert (line["项目数"], line["指标数"], line["取100%"], line["预算"]) == (2, 8, 2, 20.0)
    assert line["占比"] == 0.25
    by_project = overview.figures([one], report, Names([one], "project"))
    assert sorted(by_project["组"]) == ["乙", "甲"]
    assert by_project["问题数"].sum() <= len(report.findings)


def test_every_finding_stands_in_the_heat_map_under_its_project() -> None:
    one = document(project(1, "甲"), project(2, "乙"))
    report = engine.review([one])
    counts = overview.heat(report, Names([one], "project"), top=999)
    assert counts["问题数"].sum() == len(report.findings)
    assert set(counts["组"]) <= {"甲", "乙", "（整份文档）"}


def test_projects_of_one_name_are_told_apart() -> None:
    one = document(project(1, "甲"), project(2, "甲"))
    names = Names([one], "project")
    assert len({names.project(one, each) for each in one.projects}) == 2


def test_a_project_without_budget_or_rows_costs_nothing() -> None:
    bare = project().model_copy(update={"budget": Budget(), "indicators": ()})
    one = document(bare)
    (line,) = overview.figures([one], engine.review([one]), Names([one], "department")).to_dict("records")
    assert (line["预算"], line["占比"]) == (0.0, 0.0)


def test_without_a_review_the_page_says_where_to_begin() -> None:
    app = page("overview")
    assert "还没有审核过文件" in app.info[0].value


def test_a_chosen_mark_opens_its_findings() -> None:
    app = page("review")
    upload(app, document())
    app.switch_page("ui/overview_page.py").run()
    assert not app.exception
    marks = app.selectbox(key="overview_mark")
    assert marks.options[0].startswith("全部规则 · ")
    marks.select_index(0).run()
    assert not app.exception
    assert 'class="jx-card ' in html(app)


def test_the_corpus_of_a_department_is_reviewed_over_the_years() -> None:
    office = Department(code="990001", name="示例县某局")
    with Corpus.open(load().data) as corpus:
        for year in (2023, 2024):
            corpus.add(document(source=f"{year}.txt").model_copy(update={"year": year, "department": office}))
    app = page("overview")
    app.multiselect(key="overview_units").select("示例县某局").run()
    press(app, "汇总这 2 份文件")
    assert "逐年：每个项目的问题数" in [one.value for one in app.subheader]
