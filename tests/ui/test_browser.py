"""The whole path in a real browser: upload, see findings at their cells, download; and how the pages fit small screens."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PATHS = {
    "起草绩效目标表": "",
    "审核绩效目标表": "review",
    "审核总览": "overview",
    "检索历年绩效目标": "search",
    "语料库": "corpus",
    "设置": "settings",
}


def seed() -> Path:
    """A real document where ../shared is there, our sample otherwise."""
    found = sorted((ROOT.parent / "shared" / "seeds").glob("000*.txt"))
    return found[0] if found else ROOT / "ui" / "samples" / "emergency.json"


def test_upload_see_findings_download(page: Page, app_url: str, tmp_path: Path) -> None:
    page.goto(f"{app_url}/review")
    page.get_by_role("heading", name="审核绩效目标表").wait_for()
    assert page.locator("html").get_attribute("lang") == "zh-CN", (
        "browsers offer to translate what they take for English"
    )
    page.locator("input[type=file]").set_input_files(seed())
    page.locator(".jx-sheet").first.wait_for()

    chip = page.locator("td a.jx-chip").first
    number = chip.inner_text()
    chip.click()
    assert page.url.endswith(f"#jx-f{number}")
    assert page.locator(f"#jx-f{number}").is_visible()

    with page.expect_download() as waiting:
        page.get_by_role("button", name="审核结果（JSON）").click()
    waiting.value.save_as(tmp_path / "report.json")
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert report["findings"]
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Word 表格").click()
    waiting.value.save_as(tmp_path / "table.docx")
    assert (tmp_path / "table.docx").read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("width", [390, 1366])
def test_no_page_scrolls_sideways(page: Page, app_url: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    for title, path in PATHS.items():
        page.goto(f"{app_url}/{path}")
        page.get_by_role("heading", name=title).first.wait_for()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
    page.goto(f"{app_url}/review")
    page.get_by_role("button", name="应急管理局").click()
    page.locator(".jx-sheet").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_first_page_has_an_address_of_its_own_too(page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/draft")
    page.get_by_role("heading", name="起草绩效目标表").wait_for()
    page.get_by_role("button", name="生成绩效目标表").wait_for()
    assert page.get_by_text("Page not found").count() == 0
