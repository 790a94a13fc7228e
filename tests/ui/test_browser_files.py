"""In a real browser: a file of each format and of each kind of bad one in a single batch; from the corpus to the row and back."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.corpus import scans
from tests.corpus.damage import good_files
from tests.ui.builder import document, project
from tests.ui.conftest import serving, window
from tests.ui.test_browser import seed

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
Record = Callable[[str, float], None]
GOOD = ("表.docx", "表.xlsx", "表.xls", "表.pdf", "表.html", "表.csv", "表.md")
"""The same table in every format: none may hide another."""
SCANNED = [
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "演练次数", "≥2次"],
    ["效益指标", "社会效益指标", "群众知晓率", "≥90%"],
]
BAD = {
    "空.txt": b"",
    "坏.docx": b"no zip",
    "断.pdf": b"%PDF-1.7 \x00\x01",
    "错.json": b"{",
    "假.xlsx": b"PK\x03\x04 nothing behind it",
    "乱.txt": bytes(range(128, 256)) * 9,
}


def give(page: Page, files: dict[str, bytes]) -> None:
    """Upload ``files`` on the page that is open."""
    sent = [{"name": n, "mimeType": "application/octet-stream", "buffer": data} for n, data in files.items()]
    page.locator("input[type=file]").first.set_input_files(sent)  # type: ignore[arg-type]


def keep(page: Page, app_url: str, files: dict[str, bytes]) -> None:
    """Put a file into the corpus by its page."""
    page.goto(f"{app_url}/corpus")
    page.get_by_role("heading", name="语料库").first.wait_for()
    with page.expect_response(lambda got: "upload_file" in got.url and got.request.method == "PUT"):
        give(page, files)
    page.wait_for_timeout(500)
    page.get_by_role("button", name="加入语料库").click()
    page.get_by_text("已加入 1 份文件").wait_for()


def test_every_format_is_shown_and_every_bad_file_named(page: Page, app_url: str) -> None:
    every = good_files()
    good = {name: every[name] for name in GOOD}
    good["扫描.png"] = scans.png(scans.page(["项目名称：示例项目"], SCANNED))
    page.goto(f"{app_url}/review")
    page.get_by_role("heading", name="审核绩效目标表").wait_for()
    give(page, good | BAD)
    page.locator(".jx-sheet").first.wait_for()
    page.get_by_role("radio").nth(len(good)).wait_for()
    shown = page.locator(".stApp").inner_text()
    told = page.get_by_text("空.txt：")  # its sentence; the name alone also stands on the uploader's chip
    if not told.is_visible():
        page.get_by_text("份文件没有读出来").click()
        told.wait_for()
        shown = page.locator(".stApp").inner_text()
    assert f"文件 {len(good)}" in shown
    assert [name for name in (*good, *BAD) if name not in shown] == []
    assert "Traceback" not in shown


def test_from_the_corpus_by_search_to_the_row_and_into_a_draft(page: Page, app_url: str) -> None:
    read = document(project(1, "护林员装备购置"), source="林业局.json")
    keep(page, app_url, {"林业局.json": json.dumps({"version": 1, "documents": [read.to_json()]}).encode()})
    page.goto(f"{app_url}/search")
    page.get_by_label("要找什么").fill("培训人次")
    page.get_by_role("button", name="检索", exact=True).click()
    link = page.get_by_role("link", name="林业局.json 第 2 行")
    link.wait_for()
    page.get_by_role("button", name="用于起草").first.click()
    page.get_by_role("link", name="去起草（已选 1 条）").wait_for()
    with page.context.expect_page() as opening:
        link.click()
    table = opening.value
    table.locator("#jx-r2.jx-at").wait_for()
    assert "护林员装备购置" in table.locator(".jx-sheet").first.inner_text()
    table.close()


def test_the_corpus_goes_out_as_a_file_and_a_link_leads_to_a_finding_in_it(page: Page, app_url: str) -> None:
    table = document(project(1, "界河清淤工程"), source="水利局.json")
    sent = {"水利局.json": json.dumps({"version": 1, "documents": [table.to_json()]}).encode()}
    keep(page, app_url, sent)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="导出语料库").click()
    lines = Path(waiting.value.path()).read_text("utf-8").splitlines()
    assert any("界河清淤工程" in line for line in lines)
    assert all(json.loads(line) for line in lines)

    page.goto(f"{app_url}/review")
    page.get_by_role("heading", name="审核绩效目标表").wait_for()
    give(page, sent)
    card = page.locator(".jx-card").nth(1)
    card.wait_for()
    words = card.inner_text()
    link = page.get_by_role("link", name="本条链接").nth(1).get_attribute("href")
    other = window(page.context.browser)  # type: ignore[arg-type]
    other.goto(f"{app_url}/review{link}")
    other.locator(".jx-focus").wait_for()
    assert other.locator(".jx-focus").inner_text() == words
    other.context.close()


def test_the_bars_of_time(page: Page, tmp_path: Path, measured: Record) -> None:
    """From the start of the server. The clock is written down; the bar of 3 s is held to the server's processor time,
    since the cores of a test machine are shared."""
    began = time.perf_counter()
    with serving(tmp_path / "corpus", tmp_path / "log") as app:
        page.goto(app.url)
        page.get_by_role("button", name="生成绩效目标表").wait_for()
        measured("启动到首页可用", time.perf_counter() - began)
        first = app.processor_time()
        page.goto(f"{app.url}/review")
        page.get_by_role("heading", name="审核绩效目标表").wait_for()
        before, began = app.processor_time(), time.perf_counter()
        page.locator("input[type=file]").set_input_files(seed())
        page.locator(".jx-card").first.wait_for()
        measured("上传样本 000 到问题出现", time.perf_counter() - began)
        shown = app.processor_time() - before
    measured("启动到首页可用（服务器处理器时间）", first)
    measured("上传样本 000 到问题出现（服务器处理器时间）", shown)
    assert 0 < first < 4.5 and 0 < shown < 3
