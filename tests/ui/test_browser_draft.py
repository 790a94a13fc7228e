"""A draft in a real browser: typed into and judged at once, taken back, kept through a reload, exported and copied."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.readers import read_bytes

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
Record = Callable[[str, float], None]


def drafted(page: Page, app_url: str) -> None:
    page.goto(app_url)
    page.get_by_role("button", name="填入示例").click()
    page.wait_for_function("document.querySelector('input[aria-label=\"项目名称\"]').value !== ''")
    page.get_by_role("button", name="生成绩效目标表").click()
    page.get_by_role("tab", name="本行").wait_for()


def cell(page: Page, row: int, words: str) -> Locator:
    return page.get_by_role("textbox", name=f"第 {row} 行 {words}", exact=True)


def saved(page: Page, path: Path, button: str = "Excel 表格") -> bytes:
    """A file of the draft on the page, with whatever was typed last."""
    wanted = page.get_by_role("button", name=button)
    if not wanted.is_visible():
        page.get_by_role("button", name="导出").click()
        wanted.wait_for()
    with page.expect_download() as waiting:
        wanted.click()
    waiting.value.save_as(path)
    return path.read_bytes()


def names(data: bytes) -> list[str]:
    """The indicators in an exported file, read again by our own reader."""
    return [row.level3 for row in read_bytes("草稿.xlsx", data).projects[0].indicators]


def test_edit_finding_undo_and_export(page: Page, app_url: str, tmp_path: Path, measured: Record) -> None:
    drafted(page, app_url)
    value = cell(page, 4, "指标值")
    value.click()
    page.wait_for_timeout(600)
    value.press("Control+a")
    began = time.perf_counter()
    page.keyboard.insert_text("大幅提升")
    page.locator("tr.selected td.value .mark").first.wait_for()
    measured("改一格到问题出现", time.perf_counter() - began)

    def target(data: bytes) -> str:
        return read_bytes("草稿.xlsx", data).projects[0].indicators[3].value.text

    data = saved(page, tmp_path / "edited.xlsx")
    assert target(data) == "大幅提升"
    before = names(data)
    page.get_by_role("button", name="撤销").click()
    page.locator("tr:nth-child(4) td.value .mark").wait_for(state="detached")
    assert value.inner_text() == "待填报"

    page.get_by_role("textbox", name="第 2 行 三级指标").press("Alt+ArrowDown")
    cell(page, 1, "三级指标").press("Control+Enter")
    page.keyboard.type("新指标")
    page.wait_for_timeout(300)
    cell(page, 6, "三级指标").press("Control+Delete")
    wanted = [before[0], "新指标", before[2], before[1], before[3], *before[5:]]
    assert names(saved(page, tmp_path / "moved.xlsx")) == wanted, "the file holds the edit made right before the click"


def test_every_file_of_a_draft_holds_the_same_table(page: Page, app_url: str, tmp_path: Path) -> None:
    drafted(page, app_url)
    named = {"Word 表格": "草稿.docx", "Excel 表格": "草稿.xlsx", "JSON 数据": "草稿.json"}
    read = [read_bytes(name, saved(page, tmp_path / name, button)).projects[0] for button, name in named.items()]
    rows = [[(row.level3, row.value.text, row.basis) for row in project.indicators] for project in read]
    assert len(rows[0]) > 4
    assert rows[0] == rows[1] == rows[2]


def test_a_reload_in_the_middle_of_an_edit_loses_nothing(page: Page, app_url: str) -> None:
    drafted(page, app_url)
    page.wait_for_function("location.search.includes('draft=')")
    name = cell(page, 1, "三级指标")
    name.press("Control+a")
    page.keyboard.type("宣传折页印制")
    page.wait_for_timeout(500)
    page.keyboard.type("份数")  # not yet sent when the window goes
    page.reload()
    page.get_by_role("tab", name="本行").wait_for()
    assert name.inner_text().startswith("宣传折页印制")


def test_the_table_goes_to_the_clipboard_as_a_table_and_a_block_comes_from_it(page: Page, app_url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=app_url)
    drafted(page, app_url)
    page.get_by_role("button", name="复制为表格").click()
    page.get_by_text("已复制").wait_for()
    kinds = page.evaluate("navigator.clipboard.read().then(items => items[0].types)")
    assert "text/html" in kinds and "text/plain" in kinds
    html = page.evaluate(
        "navigator.clipboard.read().then(i => i[0].getType('text/html')).then(b => b.text())",
    )
    assert "<table" in html and "rowspan" in html
    page.evaluate("navigator.clipboard.writeText('甲指标\\t说明甲\\t≥3 个\\n乙指标\\t说明乙\\t≥4 个')")
    cell(page, 1, "三级指标").click()
    page.keyboard.press("Control+v")
    page.wait_for_timeout(300)
    assert cell(page, 2, "三级指标").inner_text() == "乙指标"
    assert cell(page, 2, "指标值").inner_text() == "≥4 个"
