"""Settings with value and source; no key is ever shown."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextInput

from errors import ConfigError, WriteError
from review import engine
from settings import load
from tests.ui.test_pages import html, page, said
from ui import setup
from ui.settings_file import save


def test_every_setting_tells_its_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "jixiao.toml").write_text('max_file_mb = 7\nmodel = "甲"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JIXIAO_MODEL", "乙")
    found = {line.name: line for line in setup.lines(load())}
    assert (found["max_file_mb"].value, found["max_file_mb"].source) == ("7", "文件 jixiao.toml")
    assert (found["model"].value, found["model"].source) == ("乙", "环境变量 JIXIAO_MODEL")
    assert (found["chroma_url"].value, found["chroma_url"].source) == (setup.UNSET, "默认")
    assert all(line.meaning for line in found.values())


def test_variables_of_other_programs_set_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = load()
    for name in ("DATA", "MODEL", "MAX_FILES", "ROLES"):
        monkeypatch.setenv(name, "7")
    assert load() == before


@pytest.mark.parametrize("name", ["OPENAI_API_KEY", "JIXIAO_EMBEDDING_KEY", "JIXIAO_LEDGER_URL"])
def test_secrets_are_not_shown(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "sqlite:///geheim-1234.sqlite3")
    app = page("settings")
    assert "geheim" not in html(app) + str(app)
    assert setup.SECRET in html(app)


def test_a_password_inside_an_address_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "https://somebody:geheim@model.example/v1?key=geheim2")
    app = page("settings")
    assert "geheim" not in html(app)
    assert "model.example/v1" in html(app)


def test_thresholds_are_listed_with_what_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "jixiao.toml").write_text("[thresholds.overuse-of-100-percent]\nshare = 0.6\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = {(one.code, one.option): one for one in setup.limits(load(), engine.rules())}
    assert found["JX306", "share"][3:6] == ("0.6", "0.4", "jixiao.toml")
    assert found["JX306", "rows"].source == "默认"
    assert len(found) == sum(len(rule.options) for rule in engine.rules())


def test_the_list_of_thresholds_is_filtered() -> None:
    app = page("settings")
    app.text_input(key="settings_filter").set_value("JX306").run()
    assert "[thresholds.overuse-of-100-percent] share" in html(app)
    assert "[thresholds.too-few-or-many]" not in html(app)
    app.text_input(key="settings_filter").set_value("没有这个词").run()
    assert "没有这样的阈值" in app.info[-1].value


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where the program runs, with no endpoint from the environment."""
    monkeypatch.chdir(tmp_path)
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "JIXIAO_MODEL"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def fill(app: AppTest, name: str, text: str) -> None:
    """Type into the field of a setting."""
    field(app, name).set_value(text)


def field(app: AppTest, name: str) -> TextInput:
    """The field of a setting; its key ends with how often something was saved."""
    (found,) = [one for one in app.text_input if str(one.key).rpartition("_")[0] == f"settings_{name}"]
    return found


def test_an_endpoint_is_set_on_the_page_and_its_key_is_never_shown(folder: Path, own_corpus: Path) -> None:
    file = folder / "jixiao.toml"
    file.write_text("# 财政局统一的设置\n[thresholds.overuse-of-100-percent]\nshare = 0.6\n", encoding="utf-8")
    app = page("settings")
    for name, text in (
        ("openai_base_url", "http://127.0.0.1:9/v1"),
        ("model", "甲"),
        ("openai_api_key", "geheim-1234"),
    ):
        fill(app, name, text)
    press_in_form(app, "edit_openai_base_url")
    assert not app.error and "127" in said(app.markdown[0].value)
    text = file.read_text("utf-8")
    assert text.startswith("# 财政局统一的设置") and "share = 0.6" in text
    assert (load().openai_base_url, load().model, load().openai_api_key) == (
        "http://127.0.0.1:9/v1",
        "甲",
        "geheim-1234",
    )
    assert os.name != "posix" or file.stat().st_mode & 0o077 == 0
    assert "geheim" not in html(app) + str(app) and setup.SECRET in html(app)
    assert "geheim" not in (own_corpus / "audit.jsonl").read_text("utf-8")

    fill(app, "openai_base_url", "http://127.0.0.2:9/v1")
    press_in_form(app, "edit_openai_base_url")
    assert (load().openai_base_url, load().openai_api_key) == ("http://127.0.0.2:9/v1", None), "no key to a new address"
    fill(app, "openai_base_url", "http://somebody:geheim-5@127.0.0.2:9/v1")
    press_in_form(app, "edit_openai_base_url")
    fill(app, "model", "乙")
    press_in_form(app, "edit_openai_base_url")
    assert (load().openai_base_url, load().model) == ("http://somebody:geheim-5@127.0.0.2:9/v1", "乙")
    assert "geheim" not in html(app) + "".join(str(one) for one in app.text_input)
    fill(app, "openai_base_url", "")
    press_in_form(app, "edit_openai_base_url")
    assert (load().openai_base_url, load().model) == (None, None)


def press_in_form(app: AppTest, form: str) -> None:
    """Save a form."""
    (button,) = [one for one in app.button if one.form_id == form]
    button.click().run()
    assert not app.exception


def test_what_the_environment_sets_cannot_be_changed_on_the_page(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_MODEL", "乙")
    found = field(page("settings"), "model")
    assert found.disabled and "JIXIAO_MODEL" in found.help


@pytest.mark.parametrize(
    ("name", "typed", "kept"), [("max_files", "30", 30), ("model_seconds", "-1", 600), ("max_file_mb", "很多", 30)]
)
def test_one_setting_is_changed_or_told_why_not(folder: Path, name: str, typed: str, kept: int) -> None:
    app = page("settings")
    app.selectbox(key="settings_one").set_value(name).run()
    fill(app, name, typed)
    app.button(key="settings_one_save").click().run()
    assert getattr(load(), name) == kept
    assert bool(app.error) == (typed != str(kept)) == (not (folder / "jixiao.toml").exists())


def test_levels_and_thresholds_are_changed_and_taken_back(folder: Path) -> None:
    (folder / "jixiao.toml").write_text("[thresholds.JX306]\nshare = 0.7\n", encoding="utf-8")
    app = page("settings")
    app.selectbox(key="settings_rule").set_value("JX605").run()
    app.selectbox(key="settings_level_JX605_0").set_value("off")
    app.button(key="settings_level_save").click().run()
    assert load().severities == {"JX605": "off"}
    found = [(one.code, one.option) for one in setup.limits(load(), engine.rules())].index(("JX306", "share"))
    app.selectbox(key="settings_threshold").set_value(found).run()
    app.number_input[0].set_value(0.5)
    app.button(key="settings_threshold_save").click().run()
    assert load().thresholds == {"overuse-of-100-percent": {"share": 0.5}}
    app.button(key="settings_threshold_default").click().run()
    assert load().thresholds == {} and not app.error


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        ("", {("max_files",): "9"}, "max_files = 9\n"),
        ("max_files = 9 # 少传些\nmodel = '甲'\n", {("max_files",): None}, "model = '甲'\n"),
        ("[roles]\n'*' = 'officer'\n", {("max_files",): 9}, "max_files = 9\n\n[roles]\n'*' = 'officer'\n"),
        ("severities = {JX605 = 'off'}\n", {("severities", "JX605"): None}, ""),
    ],
)
def test_the_file_keeps_what_is_not_changed(
    folder: Path, before: str, change: dict[tuple[str, ...], object], after: str
) -> None:
    file = folder / "jixiao.toml"
    file.write_text(before, encoding="utf-8")
    save(change)
    assert file.read_text("utf-8") == after


@pytest.mark.parametrize("before", ["max_files = \n", "unknown = 1\n"])
def test_a_file_that_cannot_be_is_left_as_it_is(folder: Path, before: str) -> None:
    (folder / "jixiao.toml").write_text(before, encoding="utf-8")
    with pytest.raises(ConfigError):
        save({("max_files",): 9})
    assert [path.name for path in folder.iterdir()] == ["jixiao.toml"]
    assert (folder / "jixiao.toml").read_text("utf-8") == before


def test_a_full_or_shut_folder_is_told_and_nothing_is_left_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(WriteError, match="没有存下"):
        save({("max_files",): 9})
    assert not list(folder.iterdir())
