"""Drafts on disk: kept whole, opened again, never mixed, never a path; and on the page through a reload."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from errors import ReadError, WriteError
from tests.ui.builder import document
from tests.ui.test_pages import html, page, press
from ui import drafts
from ui.draft_state import typed
from ui.draft_table import Origin, cells
from ui.drafts import Kept


def draft(name: str = "甲") -> Kept:
    source = {"id": "lib-1", "kind": "library", "quote": "合格率"}
    origins = (Origin((source,), "≥95%"), Origin(), Origin(), Origin())
    return Kept(drafts.new_id(), name, document(), origins, ("几台？",))


def test_a_draft_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    kept = drafts.save(draft(), tmp_path)
    assert drafts.load(kept.id, tmp_path) == kept
    assert kept.revision == 1
    assert [title.name for title in drafts.titles(tmp_path)] == ["甲"]
    assert [path.suffix for path in drafts.folder(tmp_path).iterdir()] == [".json"], "nothing half-written is left"


def test_two_windows_on_one_draft_do_not_overwrite_each_other(tmp_path: Path) -> None:
    first = drafts.save(draft(), tmp_path)
    drafts.save(first, tmp_path)
    late = drafts.save(first, tmp_path)
    assert late.id != first.id and late.name == "甲（副本）"
    assert drafts.load(first.id, tmp_path).revision == 2


def test_a_window_that_was_broken_off_after_saving_is_not_another_window(tmp_path: Path) -> None:
    before = drafts.save(replace(draft("甲"), window="a"), tmp_path)
    drafts.save(before, tmp_path)  # the session did not learn of it
    after = drafts.save(replace(before, name="乙"), tmp_path)
    assert (after.id, after.revision) == (before.id, 3)
    assert drafts.load(before.id, tmp_path).name == "乙"


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "0" * 11, "ABCDEF012345", "0" * 12])
def test_an_address_never_names_another_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReadError):
        drafts.load(name, tmp_path)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": 2}', '{"version": 1, "name": "甲"}'])
def test_a_damaged_file_is_told_in_words_and_harms_no_other(tmp_path: Path, content: str) -> None:
    kept = drafts.save(draft("好的"), tmp_path)
    damaged = drafts.folder(tmp_path) / f"{drafts.new_id()}.json"
    damaged.write_text(content, encoding="utf-8")
    with pytest.raises(ReadError):
        drafts.load(damaged.stem, tmp_path)
    assert {title.id for title in drafts.titles(tmp_path)} == {kept.id, damaged.stem}
    drafts.remove(damaged.stem, tmp_path)
    assert [title.id for title in drafts.titles(tmp_path)] == [kept.id]


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("a file in the way")
    with pytest.raises(WriteError, match="草稿没有存下"):
        drafts.save(draft(), tmp_path)


def drafted() -> AppTest:
    return press(press(page("draft"), "填入示例"), "生成绩效目标表")


def retype(app: AppTest, name: str) -> None:
    """Type ``name`` into the first row as the grid does, which only a real browser draws."""
    current = app.session_state["jx_drafted"]
    first, *others = map(cells, current.now.rows)
    handed = {"version": current.version, "touched": "", "rows": [first | {"level3": name}, *others]}
    app.session_state["jx_drafted"] = typed(current, handed)
    app.run()
    assert not app.exception


def test_an_edit_is_on_disk_at_once_and_a_reload_goes_on_with_it(own_corpus: Path) -> None:
    app = drafted()
    retype(app, "宣传品印制数量")
    name = app.query_params["draft"]
    assert drafts.load(name, own_corpus).document.projects[0].indicators[0].level3 == "宣传品印制数量"
    again = AppTest.from_file("../../app.py", default_timeout=60)
    again.query_params["draft"] = name
    again.run()
    assert not again.exception
    assert "宣传品印制数量" in html(again)


def test_several_drafts_are_listed_renamed_opened_and_deleted(own_corpus: Path) -> None:
    app = drafted()
    (name,) = [box for box in app.text_input if box.label == "这份草稿的名称"]
    name.set_value("防火（定稿）").run()
    press(app, "另起一份")
    assert any("防火（定稿）" in one.value.replace("\\", "") for one in app.markdown)
    press(app, "打开")
    assert "森林防火宣传与演练" in html(app)
    press(app, "另起一份")
    press(app, "删除")
    assert drafts.titles(own_corpus) == []


def test_a_link_to_a_draft_that_is_gone_says_so() -> None:
    app = AppTest.from_file("../../app.py", default_timeout=60)
    app.query_params["draft"] = "0" * 12
    app.run()
    assert not app.exception
    assert "可能已经删除" in app.warning[0].value


def test_a_saved_file_is_json_of_the_record(tmp_path: Path) -> None:
    kept = drafts.save(draft(), tmp_path)
    content = json.loads((drafts.folder(tmp_path) / f"{kept.id}.json").read_text("utf-8"))
    assert content["document"]["projects"][0]["name"] == "示例项目"
