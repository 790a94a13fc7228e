"""Roles and the record of who did what, without a browser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from corpus.decisions import Subject, Verdict
from errors import AccessError, WriteError
from settings import Role, load
from tests.conftest import ROOT
from tests.ui.builder import document
from tests.ui.test_pages import html, page, press, upload
from ui import audit, deciding, people
from ui.people import Person, is_private, role_of
from ui.roles import ACTION_WORDS, Action, may, may_open


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch) -> list[Role]:
    """Somebody signs in: the role can be changed by the test. The real way in is tried in test_browser_sign_in.py."""
    role: list[Role] = ["officer"]
    monkeypatch.setattr(people, "me", lambda: Person("li@example.gov.cn", role[0]))
    return role


@pytest.mark.parametrize(
    ("action", "least"),
    [
        (Action.REVIEW, "officer"),
        (Action.DRAFT, "officer"),
        (Action.EXPORT, "officer"),
        (Action.DECIDE, "reviewer"),
        (Action.WITHDRAW, "reviewer"),
        (Action.CORPUS_ADD, "keeper"),
        (Action.CORPUS_REMOVE, "keeper"),
        (Action.CORPUS_REBUILD, "keeper"),
        (Action.SETTINGS_TEST, "keeper"),
    ],
)
def test_each_role_may_what_the_one_before_may(action: Action, least: Role) -> None:
    order: tuple[Role, ...] = ("officer", "reviewer", "keeper")
    assert [may(role, action) for role in order] == [order.index(role) >= order.index(least) for role in order]
    assert action in ACTION_WORDS


def test_pages_of_each_role() -> None:
    names = ("draft", "review", "overview", "search", "corpus", "settings")
    assert [name for name in names if not may_open("officer", name)] == ["overview", "settings"]
    assert [name for name in names if not may_open("reviewer", name)] == ["settings"]


def test_roles_come_from_the_settings_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "jixiao.toml").write_text(
        '[roles]\n"Li@Example.gov.cn" = "keeper"\n"*" = "reviewer"\n', encoding="utf-8"
    )
    settings = load()
    assert role_of("li@example.GOV.cn", settings) == "keeper"
    assert role_of("wang@example.gov.cn", settings) == "reviewer"
    (tmp_path / "jixiao.toml").write_text('[roles]\n"li@example.gov.cn" = "reviewer"\n', encoding="utf-8")
    assert role_of("wang@example.gov.cn", load()) == "officer", "who is not named may the least"


@pytest.mark.parametrize(
    ("address", "private"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        (None, False),
        ("0.0.0.0", False),
        ("192.0.2.7", False),
        ("example.invalid", False),
    ],
)
def test_only_loopback_is_private(address: str | None, private: bool) -> None:
    assert is_private(address) is private


def test_an_officer_is_refused_by_the_function_not_only_by_a_hidden_button(
    signed_in: list[Role], own_corpus: Path
) -> None:
    with pytest.raises(AccessError, match="审核人"):
        people.require(Action.DECIDE)
    app = page("review")
    upload(app, document())
    assert not app.exception and "示例项目" in html(app)
    assert all(control.proto.disabled for control in app.get("button_group") if "处理" in control.proto.label)
    deciding.decide(Subject("0" * 64, "0" * 16, "JX401"), Verdict.FALSE_ALARM)
    assert "审核人" in st.session_state["jx_decide_failed"]
    actions = [line.action for line in audit.latest(own_corpus, 10)]
    assert "decide" not in actions


def test_pages_that_a_role_may_not_open_are_not_there(signed_in: list[Role]) -> None:
    app = AppTest.from_file("../../app.py", default_timeout=60).run()
    with pytest.raises(ValueError, match="Known pages"):
        app.switch_page("ui/settings_page.py")
    app = page("corpus")
    assert not [button for button in app.button if button.label in ("装入内置示例表", "重建索引", "移除")]
    signed_in[0] = "keeper"
    assert page("settings").title[0].value == "设置"
    press(page("corpus"), "装入内置示例表")


def test_what_is_done_is_recorded_without_words_of_documents_and_shown_to_the_keeper(own_corpus: Path) -> None:
    app = page("review")
    upload(app, document())
    app.get("button_group")
    app.switch_page("ui/draft_page.py").run()
    press(press(app, "填入示例"), "生成绩效目标表")
    app.switch_page("ui/corpus_page.py").run()
    press(app, "装入内置示例表")
    lines = audit.latest(own_corpus, 100)
    assert {"upload", "review", "draft", "corpus-add"} <= {line.action for line in lines}
    assert {line.who for line in lines} == {"本机"}
    text = (own_corpus / "audit.jsonl").read_text("utf-8")
    assert "购置设备" not in text and "森林防火" not in text
    app.switch_page("ui/settings_page.py").run()
    assert "加入语料库" in html(app) and "示例.json" in html(app)


def test_each_person_has_drafts_of_their_own(monkeypatch: pytest.MonkeyPatch, own_corpus: Path) -> None:
    folders = {}
    monkeypatch.setattr(people, "signs_in", lambda: True)
    for name in ("li@example.gov.cn", "wang@example.gov.cn", "../../etc"):
        monkeypatch.setattr(people, "me", lambda name=name: Person(name, "officer"))
        folders[name] = people.own_folder()
    assert len(set(folders.values())) == 3
    assert all(folder.parent == own_corpus / "people" for folder in folders.values())


def test_a_record_is_never_cut_and_a_full_file_is_put_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "_FULL", 200)
    for number in range(10):
        audit.record(tmp_path, "li", Action.EXPORT, f"{number}\n\u2028<script>")
    lines = [
        json.loads(line)
        for path in tmp_path.glob("audit*.jsonl")
        for line in path.read_text("utf-8").split("\n")
        if line
    ]
    assert sorted(line["what"][0] for line in lines) == [str(number) for number in range(10)]


def test_damaged_lines_are_left_out(tmp_path: Path) -> None:
    audit.record(tmp_path, "li", Action.EXPORT, "甲")
    with (tmp_path / "audit.jsonl").open("ab") as file:
        file.write(b'{"time": 1}\n[]\n\xff\xfe\n{')
    assert [line.what for line in audit.latest(tmp_path, 9)] == ["甲"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way", encoding="utf-8")
    with pytest.raises(WriteError, match="操作记录没有写下"):
        audit.record(tmp_path / "data", "li", Action.EXPORT, "甲")


def test_the_page_is_not_drawn_for_other_machines_without_a_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    script = str(ROOT / "app.py")
    monkeypatch.setattr(people, "is_private", lambda _: False)
    app = AppTest.from_file(script, default_timeout=60).run()
    assert "没有设置登录" in app.error[0].value and not app.title
    monkeypatch.setenv("JIXIAO_OPEN_WITHOUT_SIGN_IN", "true")
    assert AppTest.from_file(script, default_timeout=60).run().title
