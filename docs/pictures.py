"""Makes the pictures of docs/guide from the real pages: ``python docs/pictures.py http://127.0.0.1:8501`` while ``make run`` runs.

Every page at 1366 × 768 and at a phone's 390 px, light and dark: ``review.png``, ``review-dark.png``, ``review-phone.png``,
``review-phone-dark.png`` and so on.
"""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Page, sync_playwright

GUIDE = Path(__file__).resolve().parent / "guide"
SAMPLES = sorted((GUIDE.parents[1] / "ui" / "samples").glob("*.json"))
WIDTHS = {"": (1366, 768), "-phone": (390, 844)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def review(page: Page, url: str) -> None:
    """The samples, reviewed."""
    page.goto(f"{url}/review")
    page.get_by_role("heading", name="审核绩效目标表").wait_for()
    page.locator("input[type=file]").set_input_files(SAMPLES)
    page.locator(".jx-card").first.wait_for()
    page.get_by_role("radio").first.wait_for()


def form(page: Page, url: str) -> None:
    """The official form of the worst table."""
    review(page, url)
    page.get_by_role("tab", name="审核表").click()


def overview(page: Page, url: str) -> None:
    """Where the problems of the samples are."""
    review(page, url)
    menu = page.get_by_test_id("stExpandSidebarButton")
    if menu.is_visible():
        menu.click()
    page.get_by_role("link", name="总览").first.click()
    page.get_by_role("heading", name="审核总览").wait_for()
    page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)").first.wait_for()
    if (fold := page.get_by_test_id("stSidebarCollapseButton").locator("button")).is_visible():
        fold.click()


def search(page: Page, url: str) -> None:
    """The first example question."""
    page.goto(f"{url}/search")
    page.get_by_role("button", name="应急演练").click()
    page.locator(".jx-card").first.wait_for()


def draft(page: Page, url: str) -> None:
    """The sample brief, drafted, with the reader in the row whose target is open."""
    page.goto(url)
    page.get_by_role("button", name="填入示例").click()
    page.wait_for_function("document.querySelector('input[aria-label=\"项目名称\"]').value !== ''")
    page.get_by_role("button", name="生成绩效目标表").click()
    page.get_by_role("tab", name="本行").wait_for()
    cell = page.get_by_role("textbox", name="第 6 行 指标值", exact=True)
    cell.click()
    cell.press("Control+a")
    page.keyboard.insert_text("大幅提升")


def corpus(page: Page, url: str) -> None:
    """The documents."""
    page.goto(f"{url}/corpus")
    page.get_by_role("button", name="加入语料库").wait_for()


def settings(page: Page, url: str) -> None:
    """The settings."""
    page.goto(f"{url}/settings")
    page.get_by_role("heading", name="设置", exact=True).wait_for()


def write(page: Page, file: Path) -> None:
    """The page as it is, in 256 colours: a third of the size."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(file, optimize=True)


def main(url: str, names: Sequence[str] = ()) -> None:
    """Write every picture, or those of the pages named."""
    steps: tuple[Callable[[Page, str], None], ...] = (review, form, overview, search, draft, corpus, settings)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for step in (one for one in steps if not names or one.__name__ in names):
            for narrow, (width, height) in WIDTHS.items():
                for scheme in SCHEMES:
                    size = {"width": width, "height": height}
                    page = browser.new_page(viewport=size, color_scheme=scheme, locale="zh-CN")  # type: ignore[arg-type]
                    page.set_default_timeout(60_000)
                    step(page, url)
                    page.wait_for_timeout(3000)  # fonts, grids and charts settle
                    write(page, GUIDE / f"{step.__name__}{narrow}{'-dark' if scheme == 'dark' else ''}.png")
                    page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), sys.argv[2:])
