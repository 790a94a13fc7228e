"""Settings with value and source; no key is ever shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from review import engine
from settings import load
from tests.ui.test_pages import html, page
from ui import setup


def test_every_setting_tells_its_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "jixiao.toml").write_text('max_file_mb = 7\nmodel = "甲"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JIXIAO_MODEL", "乙")
    found = {line.name: line for line in setup.lines(load())}
    assert (found["max_file_mb"].value, found["max_file_mb"].source) == ("7", "文件 jixiao.toml")
    assert (found["model"].value, found["model"].source) == ("乙", "环境变量 JIXIAO_MODEL")
    assert (found["chroma_url"].value, found["chroma_url"].source) == (setup.UNSET, "默认")
    assert all(line.meaning for line in found.values())


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
