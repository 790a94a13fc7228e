"""Every page from inside: first screen, its one main action, and failures told in words."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from streamlit.testing.v1 import AppTest

from corpus.readers import pool
from corpus.records import Document
from corpus.store import Corpus
from drafting.alternatives import alternatives
from tests.ui.builder import document
from ui import draft_state, uploads
from ui.draft_table import from_draft
from ui.reviewing import Batch

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile


class Upload(BytesIO):
    """An uploaded file as the pages use it."""

    def __init__(self, name: str, data: bytes) -> None:
        super().__init__(data)
        self.name, self.file_id = name, name


PAGES = ("draft", "review", "overview", "search", "corpus", "settings")


def page(name: str) -> AppTest:
    """The app with one page open."""
    app = AppTest.from_file("../../app.py", default_timeout=60).run()
    app.switch_page(f"ui/{name}_page.py").run()
    assert not app.exception
    return app


def html(app: AppTest) -> str:
    """Everything that was written as HTML."""
    return "\n".join(str(element.proto.body) for element in app.get("html"))


def said(markdown: str) -> str:
    """What a message reads like: without the marks that keep its words from being Markdown."""
    return markdown.replace("\\", "").replace("\u2060", "")


def press(app: AppTest, label: str) -> AppTest:
    """Press the only button that is called so."""
    (button,) = [button for button in app.button if button.label == label]
    button.click().run()
    assert not app.exception
    return app


def upload(app: AppTest, read: Document) -> None:
    """Upload ``read`` as the JSON that ``jixiao read`` prints."""
    data = json.dumps({"version": 1, "documents": [read.to_json()]}).encode()
    app.file_uploader[0].set_value(("示例.json", data, "application/json")).run()


@pytest.mark.parametrize("name", PAGES)
def test_the_first_screen_needs_no_key_no_upload_and_no_corpus(name: str) -> None:
    app = page(name)
    assert app.title[0].value
    assert not app.error


def test_a_sample_is_one_click_away_and_its_planted_defects_are_found() -> None:
    app = press(page("review"), "应急管理局（2 个项目）")
    shown = html(app)
    assert "资金支出计划" in shown and "jx-card jx-error" in shown
    names = [option.split("·")[0] for option in app.radio[0].options]
    assert names[:2] == ["全部项目", "应急物资储备专项"], "the worst table stands first"


def test_the_sample_that_follows_the_rules_has_no_error() -> None:
    app = press(page("review"), "图书馆（较规范）")
    assert "错误 <b>0</b>" in html(app)


def test_upload_review_filter_and_all_projects() -> None:
    app = page("review")
    upload(app, document())
    assert not app.exception
    assert "示例项目" in html(app)
    found = html(app).count('class="jx-card ')
    assert found
    app.pills[0].set_value(["error"]).run()
    assert html(app).count('class="jx-card jx-error') == html(app).count('class="jx-card ')
    app.radio[0].set_value("全部项目").run()
    assert "涉及项目" in html(app)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("坏.docx", b"no zip"),
        ("空.txt", b""),
        ("图.txt", b"%PDF-1.7 \x00\x01"),
        ("错.json", b"{"),
        ("旧.doc", b"\xd0\xcf\x11\xe0" * 99),
        ("长" * 120 + ".txt", b""),
    ],
)
def test_a_file_that_cannot_be_read_is_named_in_words(name: str, data: bytes) -> None:
    app = page("review")
    app.file_uploader[0].set_value((name, data, "application/octet-stream")).run()
    assert not app.exception
    (told,) = [one.value for one in app.error] + [
        one.value for one in app.warning
    ]  # with LibreOffice an old file may be read, and then it has no table
    assert name in told.replace("\\", "")
    assert "Traceback" not in told


def test_markup_in_a_document_is_shown_as_text() -> None:
    hostile = "<img src=x onerror=alert(1)>"
    read = document()
    read = read.model_copy(update={"projects": (read.projects[0].model_copy(update={"purpose": hostile}),)})
    app = page("review")
    upload(app, read)
    assert hostile not in html(app)
    assert "&lt;img" in html(app)


def test_draft_edit_and_come_back() -> None:
    app = press(press(page("draft"), "填入示例"), "生成绩效目标表")
    assert "森林防火宣传与演练" in html(app)
    current = app.session_state["jx_drafted"]
    first, _, *others = current.now.rows
    renamed = replace(first, indicator=first.indicator.model_copy(update={"level3": "宣传品印制数量"}))
    app.session_state["jx_drafted"] = draft_state.renewed(current, (renamed, *others))
    app.run()
    assert not app.exception
    edited = app.session_state["jx_drafted"].document.projects[0].indicators
    assert edited[0].level3 == "宣传品印制数量"
    assert len(edited) == len(current.document.projects[0].indicators) - 1
    app.switch_page("ui/review_page.py").run()
    app.switch_page("ui/draft_page.py").run()
    assert not app.exception
    assert app.session_state["jx_drafted"].document.projects[0].indicators == edited


def test_a_draft_without_a_budget_says_what_is_missing() -> None:
    app = press(page("draft"), "生成绩效目标表")
    assert [warning.value for warning in app.warning] == ["还缺：项目名称、预算、资金用途。"]


def test_corpus_add_search_use_in_a_draft_and_remove(own_corpus: Path) -> None:
    app = press(page("corpus"), "装入内置示例表")
    assert app.success[0].value.startswith("已加入")
    press(app, "装入内置示例表")
    assert "原已在库" in app.success[0].value

    app.switch_page("ui/search_page.py").run()
    app.text_input[0].set_value("培训人次")
    press(app, "检索")
    assert 'class="jx-card' in html(app)
    uses = [button for button in app.button if button.label == "用于起草"]
    uses[0].click().run()
    assert len(app.session_state["jx_picked"]) == 1
    app.switch_page("ui/draft_page.py").run()
    press(press(app, "填入示例"), "生成绩效目标表")
    drafted = app.session_state["jx_drafted"]
    assert any(r.origin.sources and r.origin.sources[0]["kind"] == "history" for r in drafted.now.rows)

    app.switch_page("ui/corpus_page.py").run()
    with Corpus.open(own_corpus) as corpus:
        before, chosen = len(corpus.list()), corpus.list()[0].id
    app.multiselect(key="corpus_chosen").set_value([chosen]).run()
    press(app, "按现在的规则重审")
    app.multiselect(key="corpus_chosen").set_value([chosen]).run()
    press(app, "确认移除")
    with Corpus.open(own_corpus) as corpus:
        assert len(corpus.list()) == before - 1
    press(app, "重建索引")
    press(app, "核对索引")
    assert "一致" in app.success[-1].value
    assert not app.error


def test_an_empty_corpus_is_said_in_words() -> None:
    app = press(page("search"), "应急演练")
    assert "语料库为空" in app.info[0].value


def test_a_wrong_setting_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_MAX_FILE_MB", "many")
    app = page("corpus")
    (error,) = app.error
    assert "max_file_mb" in said(error.value) or "JIXIAO_MAX_FILE_MB" in said(error.value)


PROPOSAL = """关于申请森林防火专项资金的请示
一、主要内容
购置风力灭火机 12 台；组织防火演练 2 次。
二、资金
申请财政资金 18 万元。
"""


def test_a_proposal_fills_the_form_with_its_words_beside() -> None:
    app = page("draft")
    app.file_uploader(key="draft_proposal").set_value(("请示.txt", PROPOSAL.encode(), "text/plain")).run()
    assert not app.exception
    assert app.session_state["draft_budget"] == 18.0
    assert "12 台" in app.session_state["draft_purpose"]
    assert "申请财政资金 18 万元" in html(app)
    press(app, "生成绩效目标表")
    assert "12 台" in app.session_state["jx_drafted"].document.projects[0].purpose


def test_another_indicator_takes_a_rows_place_and_can_be_taken_back() -> None:
    app = press(press(page("draft"), "填入示例"), "生成绩效目标表")
    before = app.session_state["jx_drafted"]
    made = alternatives(before.document, 1)[0]
    app.session_state["jx_drafted"] = draft_state.renewed(before, (from_draft("r1", made), *before.now.rows[1:]))
    app.run()
    assert not app.exception
    after = app.session_state["jx_drafted"]
    assert after.document.projects[0].indicators[0].level3 == made.name
    assert draft_state.back(after).document == before.document


def test_a_reviewed_table_is_changed_on_the_draft_page() -> None:
    app = page("review")
    upload(app, document())
    press(app, "在起草页修改这张表")
    assert app.session_state["jx_drafted"].document.projects[0].name == "示例项目"
    assert "起草绩效目标表" in [title.value for title in app.title]


def test_a_stopped_batch_goes_on_where_it_was_or_is_reviewed_as_far_as_it_was_read() -> None:
    app = page("review")
    one = json.dumps({"version": 1, "documents": [document(source="甲.txt").to_json()]}).encode()
    held = Batch(
        ("x", "y"), [cast("UploadedFile", Upload("乙.json", one))], 2, [document(source="丙.txt")], stopped=True
    )
    app.session_state["jx_batch"] = held
    app.run()
    assert "读了 1/2 份" in app.warning[0].value
    press(app, "只审已读的 1 份")
    assert [d.source for d in app.session_state["jx_reviewed"].documents] == ["丙.txt"]
    app.session_state["jx_batch"] = Batch(
        ("x", "y"), [cast("UploadedFile", Upload("乙.json", one))], 2, [document(source="丙.txt")], stopped=True
    )
    press(app.run(), "继续")
    assert [d.source for d in app.session_state["jx_reviewed"].documents] == ["丙.txt", "甲.txt"]


@pytest.mark.parametrize(
    ("limit", "value", "told"), [("MAX_FILES", "1", "一次最多上传 1 份"), ("MAX_UPLOAD_MB", "1", "合计最多 1 MB")]
)
def test_too_many_or_too_large_uploads_are_one_sentence_and_nothing_is_read(
    monkeypatch: pytest.MonkeyPatch, limit: str, value: str, told: str
) -> None:
    monkeypatch.setenv(f"JIXIAO_{limit}", value)
    app = page("review")
    files = [(f"{n}.txt", b"x" * 700_000, "text/plain") for n in range(2)]
    app.file_uploader[0].set_value(files).run()
    assert not app.exception
    (error,) = app.error
    assert told in error.value and len(error.value) < 80
    assert app.title[0].value == "审核绩效目标表"


def test_a_file_over_the_limit_is_named_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_MAX_FILE_MB", "1")
    app = page("corpus")
    large = ("大.txt", b"x" * 1_100_000, "text/plain")
    data = json.dumps({"version": 1, "documents": [document().to_json()]}).encode()
    app.file_uploader[0].set_value([large, ("好.json", data, "application/json")])
    press(app, "加入语料库")
    assert "大.txt" in said(app.error[0].value) and "超过上限 1 MB" in app.error[0].value
    assert app.success[0].value.startswith("已加入 1 份")


def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_MAX_SECONDS", "8")
    endless = "import time; from corpus.readers import worker; read = worker.read_documents; "
    endless += "worker.read_documents = lambda name, data: time.sleep(99) if name == '慢.html' else read(name, data); "
    monkeypatch.setattr(pool, "_SERVE", endless + "worker.main()")
    uploads.pool_of.clear()
    app = page("corpus")
    data = json.dumps({"version": 1, "documents": [document().to_json()]}).encode()
    app.file_uploader[0].set_value([("慢.html", b"<table>", "text/html"), ("好.json", data, "application/json")])
    press(app, "加入语料库")
    uploads.pool_of.clear()
    assert "慢.html" in said(app.error[0].value) and "8 秒内没有读完" in app.error[0].value
    assert app.success[0].value.startswith("已加入 1 份")
