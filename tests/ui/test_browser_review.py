"""In a real browser: every output opened, a mark of the overview followed to its findings, two people side by side."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from corpus.writers import write
from tests.ui.builder import document, project
from tests.ui.conftest import window

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def download(page: Page, button: str) -> tuple[str, bytes]:
    """Press a button that hands out a file: its name and contents."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button, exact=True).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def upload(page: Page, app_url: str, name: str, data: bytes) -> None:
    page.goto(f"{app_url}/review")
    page.get_by_role("heading", name="审核绩效目标表").wait_for()
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )
    page.locator(".jx-sheet").first.wait_for()


def test_every_output_opens_and_holds_the_findings(page: Page, app_url: str) -> None:
    sent = write(document(project(1, "甲项目")), "docx")
    upload(page, app_url, "某局绩效文本.docx", sent)
    name, data = download(page, "批注 Word")
    assert name == "某局绩效文本（批注）.docx"
    with ZipFile(BytesIO(data)) as handed_back, ZipFile(BytesIO(sent)) as before:
        assert b"w:comment " in handed_back.read("word/comments.xml")
        assert set(before.namelist()) <= set(handed_back.namelist()), "the file that was sent in is handed back"
    office = {
        "批注 Excel": "xl/comments",
        "审核表（Word）": "word/document.xml",
        "审核表（Excel）": "xl/worksheets/sheet1.xml",
        "汇总表（Excel）": "xl/charts/chart",
        "Word 表格": "word/document.xml",
        "Excel 表格": "xl/worksheets/sheet1.xml",
    }
    for button, part in office.items():
        _, data = download(page, button)
        with ZipFile(BytesIO(data)) as book:
            assert any(inside.startswith(part) for inside in book.namelist()), button
            assert book.testzip() is None
    assert "甲项目" in download(page, "审核报告（网页）")[1].decode()
    assert "甲项目" in download(page, "审核意见（文本）")[1].decode()
    assert json.loads(download(page, "审核结果（JSON）")[1])["findings"]
    assert json.loads(download(page, "审核结果（SARIF）")[1])["version"] == "2.1.0"
    assert json.loads(download(page, "JSON 数据")[1])


def test_a_decision_is_there_after_a_reload(page: Page, app_url: str) -> None:
    sent = write(document(project(1, "处理意见项目")), "docx")
    upload(page, app_url, "处理.docx", sent)
    page.locator(".st-key-jx_card_1").get_by_text("误报").click()
    page.get_by_text("已处理 1").wait_for()
    upload(page, app_url, "换了名字.docx", sent)
    page.get_by_text("已处理 1").wait_for()


def test_a_mark_of_the_overview_leads_to_its_findings_and_to_the_table(page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/review")
    page.get_by_role("button", name="应急管理局").click()
    page.locator(".jx-sheet").first.wait_for()
    page.get_by_role("link", name="总览").click()
    chart = page.locator(".st-key-overview_heat canvas, .st-key-overview_heat svg.marks").first
    chart.wait_for()
    page.wait_for_timeout(1000)
    box = chart.bounding_box()
    assert box is not None
    chart.click(position={"x": 400, "y": box["height"] * 0.3})
    dialog = page.get_by_role("dialog")
    dialog.locator(".jx-card").first.wait_for()
    dialog.get_by_role("button", name="在审核页打开").click()
    page.get_by_role("heading", name="审核绩效目标表").wait_for()
    page.locator(".jx-sheet").first.wait_for()
    assert "doc=" in page.url


def test_two_people_side_by_side_do_not_see_each_others_work(browser: Browser, app_url: str) -> None:
    one, other = (window(browser) for _ in range(2))
    upload(one, app_url, "一.docx", write(document(project(1, "第一人的项目")), "docx"))
    upload(other, app_url, "二.docx", write(document(project(1, "第二人的项目")), "docx"))
    one.get_by_role("tab", name="审核表").click()
    assert "第一人的项目" in one.content() and "第二人的项目" not in one.content()
    assert "第二人的项目" in other.content() and "第一人的项目" not in other.content()
    one.context.close()
    other.context.close()
