"""In a real browser: an edit outlives a reload, and the table goes to the clipboard as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def drafted(page: Page, app_url: str) -> None:
    page.goto(app_url)
    page.get_by_role("button", name="填入示例").click()
    page.wait_for_function("document.querySelector('input[aria-label=\"项目名称\"]').value !== ''")
    page.get_by_role("button", name="生成绩效目标表").click()
    page.get_by_role("tab", name="来源").wait_for(timeout=30_000)


def test_a_reload_in_the_middle_of_an_edit_loses_nothing(page: Page, app_url: str) -> None:
    drafted(page, app_url)
    page.get_by_text("资金用途、绩效目标与支出计划").click()
    page.get_by_label("资金用途", exact=True).fill("购置宣传品 500 份，组织两次演练。")
    page.keyboard.press("Control+Enter")
    page.wait_for_function("location.search.includes('draft=')")
    page.wait_for_timeout(1500)
    page.reload()
    page.get_by_role("tab", name="来源").wait_for(timeout=30_000)
    page.get_by_text("资金用途、绩效目标与支出计划").click()
    assert page.get_by_label("资金用途", exact=True).input_value() == "购置宣传品 500 份，组织两次演练。"


def test_the_table_goes_to_the_clipboard_as_a_table(page: Page, app_url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    drafted(page, app_url)
    page.get_by_role("button", name="复制为表格").click()
    page.get_by_text("已复制").wait_for()
    kinds, html = page.evaluate(
        "navigator.clipboard.read().then(async i => [i[0].types, await (await i[0].getType('text/html')).text()])"
    )
    assert {"text/html", "text/plain"} <= set(kinds)
    assert "<table" in html and "三级指标" in html and "rowspan" in html


def test_the_row_beside_the_grid_is_turned_by_keyboard(page: Page, app_url: str) -> None:
    drafted(page, app_url)
    page.get_by_text("第 1 行 ·").wait_for()
    page.get_by_role("button", name="›").focus()
    page.keyboard.press("Enter")
    page.get_by_text("第 2 行 ·").wait_for()
