"""Makes the pictures of docs/guide from the real pages: ``python docs/pictures.py http://127.0.0.1:8501`` while ``make run`` runs."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

GUIDE = Path(__file__).resolve().parent / "guide"


def review(page: Page, url: str) -> None:
    """The first sample, reviewed."""
    page.goto(f"{url}/review")
    page.get_by_role("button", name="应急管理局").click()
    page.locator(".jx-card").first.wait_for()


def search(page: Page, url: str) -> None:
    """The first example question."""
    page.goto(f"{url}/search")
    page.get_by_role("button", name="应急演练").click()
    page.locator(".jx-card").first.wait_for()


def draft(page: Page, url: str) -> None:
    """The sample brief, drafted."""
    page.goto(url)
    page.get_by_role("button", name="填入示例").click()
    page.wait_for_function("document.querySelector('input[aria-label=\"项目名称\"]').value !== ''")
    page.get_by_role("button", name="生成绩效目标表").click()
    page.get_by_role("tab", name="来源").wait_for()


def main(url: str) -> None:
    """Write review.png, search.png and draft.png."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for step in (review, search, draft):
            page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
            step(page, url)
            page.wait_for_timeout(1500)  # fonts and the grid settle
            page.screenshot(path=GUIDE / f"{step.__name__}.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
