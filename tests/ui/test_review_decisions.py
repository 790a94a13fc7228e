"""Decisions and links of the review page: kept, applied to the same file later, and found again by address."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from corpus.decisions import Verdict
from corpus.store import Corpus
from review import engine
from review.decided import subjects
from settings import load
from tests.ui.builder import document, project
from tests.ui.test_pages import html, page, press, upload
from ui import links


def decide(app: AppTest, number: int, verdict: Verdict | None) -> AppTest:
    """Set what is decided about the finding on card ``number`` (from 1)."""
    control = [group for group in app.button_group if str(group.key).startswith("decide_")][number - 1]
    control.set_value(verdict).run()
    assert not app.exception
    return app


def counted(app: AppTest) -> int:
    """Cards that count."""
    return html(app).count('class="jx-card ') - html(app).count('<div class="jx-done">')


def reviewed() -> AppTest:
    app = page("review")
    upload(app, document())
    return app


def test_a_false_alarm_is_greyed_not_counted_and_remembered_in_a_later_run() -> None:
    app = reviewed()
    before = counted(app)
    decide(app, 1, Verdict.FALSE_ALARM)
    assert counted(app) == before - 1
    assert '<div class="jx-reason">误报</div>' in html(app)
    assert "已处理 1" in html(app)
    later = reviewed()
    assert counted(later) == before - 1
    press(later, "撤销")
    assert counted(later) == before
    assert 'jx-reason">' not in html(later)


def test_to_ignore_a_finding_takes_a_reason_which_is_shown() -> None:
    app = reviewed()
    before = counted(app)
    decide(app, 2, Verdict.IGNORED)
    assert counted(app) == before, "nothing is set aside before the reason is written"
    (asked,) = [box for box in app.text_input if "理由" in box.label]
    asked.set_value("余款<b>列入</b>下年预算").run()
    assert not app.exception
    assert counted(app) == before - 1
    assert "忽略：余款&lt;b&gt;列入&lt;/b&gt;下年预算" in html(app)


def test_what_is_accepted_counts_and_can_be_taken_back() -> None:
    app = reviewed()
    before = counted(app)
    decide(app, 1, Verdict.ACCEPTED)
    again = reviewed()
    (first, *_) = [group for group in again.button_group if str(group.key).startswith("decide_")]
    assert (first.value, counted(again)) == (Verdict.ACCEPTED, before)
    decide(again, 1, None)
    assert next(g.value for g in again.button_group if str(g.key).startswith("decide_")) is None


def opened(**query: str) -> AppTest:
    """The review page opened by a link."""
    app = page("search")
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page("ui/review_page.py").run()
    assert not app.exception
    return app


def test_a_link_opens_the_table_of_a_document_in_the_corpus_and_points_at_the_finding() -> None:
    read = document(project(1, "甲项目"), project(2, "乙项目"))
    with Corpus.open(load().data) as corpus:
        corpus.add(read)
    report = engine.review([read])
    named = subjects(report.findings, [read])
    name = next(links.finding_id(s) for f, s in zip(report.findings, named, strict=True) if f.project == "乙项目")
    app = opened(doc=links.document_id(read), project="2", finding=name)
    assert "乙项目绩效目标表" in html(app)
    assert html(app).count('class="jx-focus"') == 1


def test_the_address_follows_the_table_on_the_page() -> None:
    read = document(project(1, "甲项目"), project(2, "乙项目"))
    app = page("review")
    upload(app, read)
    assert app.query_params["doc"] == links.document_id(read)
    app.radio[0].set_value("全部项目").run()
    assert "doc" not in app.query_params


def test_a_link_to_an_unknown_document_says_what_to_do() -> None:
    app = opened(doc="0" * 12, project="1")
    assert "上传同一份文件" in app.warning[0].value


@pytest.mark.parametrize("value", ["<script>alert(1)</script>", "9" * 400, "../../etc"])
def test_a_hostile_link_is_only_an_unknown_one(value: str) -> None:
    app = opened(doc=value, project=value, finding=value)
    assert app.warning and value not in html(app)


def test_several_files_with_json_and_the_same_name_stand_apart() -> None:
    data = json.dumps({"version": 1, "documents": [document(project(1, "甲")).to_json()] * 2}).encode()
    app = page("review")
    app.file_uploader[0].set_value(("批.json", data, "application/json")).run()
    assert not app.exception
