"""axe-core finds no serious issue: every page, empty and filled, light and dark, wide and narrow."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.ui.conftest import window
from tests.ui.test_browser import PATHS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
_SERIOUS = """axe.run(document, {resultTypes: ["violations"]}).then(r => r.violations
  .filter(v => ["serious", "critical"].includes(v.impact))
  .map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(" | ")))"""


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of axe-core, from the npm registry where npm can reach one."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("no npm on this machine: axe-core cannot be fetched")
    folder = tmp_path_factory.mktemp("axe")
    try:
        fetched = subprocess.run(
            [npm, "pack", "axe-core@4", "--silent"], cwd=folder, capture_output=True, text=True, timeout=90
        )
    except subprocess.TimeoutExpired:
        pytest.skip("npm did not answer in time: axe-core could not be fetched")
    packed = next(folder.glob("axe-core-*.tgz"), None)
    if packed is None:
        pytest.skip(f"npm could not fetch axe-core: {fetched.stderr[-200:]}")
    with tarfile.open(packed) as archive:
        archive.extract("package/axe.min.js", folder, filter="data")
    return Path(folder / "package" / "axe.min.js").read_text("utf-8")


def serious(page: Page, axe: str) -> list[str]:
    """What axe-core calls serious or critical on the page as it is now."""
    page.locator('[data-test-script-state="notRunning"]').wait_for()  # while it runs, what is there is paled
    page.wait_for_timeout(700)
    page.evaluate(axe)
    found: list[str] = page.evaluate(_SERIOUS)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 390])
def test_no_serious_issue_on_any_page(browser: Browser, app_url: str, axe: str, scheme: str, width: int) -> None:
    page = window(browser, viewport={"width": width, "height": 768}, color_scheme=scheme)
    found: dict[str, list[str]] = {}
    for title, path in PATHS.items():
        page.goto(f"{app_url}/{path}")
        page.get_by_role("heading", name=title).first.wait_for()
        found[title] = serious(page, axe)
    page.goto(f"{app_url}/review")
    page.get_by_role("button", name="应急管理局").click()
    page.locator(".jx-card").first.wait_for()
    found["审核结果"] = serious(page, axe)
    page.get_by_role("tab", name="审核表").click()
    found["审核表"] = serious(page, axe)
    page.goto(app_url)
    page.get_by_role("button", name="填入示例").click()
    page.wait_for_function("document.querySelector('input[aria-label=\"项目名称\"]').value !== ''")
    page.get_by_role("button", name="生成绩效目标表").click()
    page.get_by_role("tab", name="本行").wait_for()
    found["草稿"] = serious(page, axe)
    page.get_by_role("button", name="换一个").click()
    page.get_by_role("button", name="换一批").wait_for()
    found["换一个"] = serious(page, axe)
    page.context.close()
    assert {where: what for where, what in found.items() if what} == {}
