"""Hostile file names and cells on every page, in a real browser: shown as the words they are, and nothing happens."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from corpus.records import Department, Document
from tests.review import hostile
from tests.ui.builder import indicator, project
from tests.ui.conftest import window

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, FilePayload, Page, Request

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
_HARMFUL = """() => {
  const found = [], evil = /evil\\.invalid|javascript:|alert\\(/;
  const look = root => root.querySelectorAll("*").forEach(one => {
    if (one.shadowRoot) look(one.shadowRoot);
    for (const name of one.getAttributeNames())
      if (name.startsWith("on") || (["src", "href", "action", "srcset", "srcdoc", "style", "data"].includes(name) && evil.test(one.getAttribute(name))))
        found.push(one.outerHTML.slice(0, 200));
    if (["SCRIPT", "STYLE"].includes(one.tagName) && /alert\\(|display:none}$/.test(one.textContent)) found.push(one.outerHTML.slice(0, 200));
    if (["OBJECT", "EMBED", "BASE", "MARQUEE"].includes(one.tagName)) found.push(one.outerHTML.slice(0, 200));
  });
  look(document);
  return found;
}"""
"""Elements that a document's words must never become, the inside of components included."""
_TEXT = """() => { const all = [];
  const look = root => { all.push(root.innerText ?? [...root.children].map(c => c.innerText).join(" "));
    root.querySelectorAll("*").forEach(one => { if (one.shadowRoot) look(one.shadowRoot); if (one.value) all.push(String(one.value)); }); };
  look(document.body); return all.join(" "); }"""


def squeezed(text: str) -> str:
    """Without white space, marks that show nothing and control characters: none of them is seen on a page."""
    return re.sub(r"[\s\u2060\x00-\x1f\u200b\u202a-\u202e\ufeff]|_x0041_", "", text)


NAMES = [re.sub(r"[/\\\"\x00-\x1f]", "", text)[:60] for text in hostile.ALL]
"""As file names: what none may hold is left out, and the quote that browsers send as %22."""


def document(name: str) -> Document:
    """A table in which every text is hostile, a row a text."""
    words = hostile.ALL
    rows = tuple(
        indicator("产出指标", "数量指标", text, text, text).model_copy(update={"description": text}) for text in words
    )
    table = project(1, hostile.SCRIPT).model_copy(
        update={"indicators": rows, "purpose": words[1], "goals": words, "title": words[2], "code": words[3]}
    )
    office = Department(code="990001", name="![图](http://evil.invalid/x.png)<script>alert(1)</script>")
    return Document(source=name, year=2025, projects=(table,), department=office)


def as_json(name: str) -> FilePayload:
    data = json.dumps({"version": 1, "documents": [document(name).to_json()]}).encode()
    return {"name": name, "mimeType": "application/json", "buffer": data}


@pytest.fixture
def watched(browser: Browser) -> Iterator[Page]:
    """A window that fails the test for every dialog and every request to somebody else."""
    page = window(browser, viewport={"width": 1366, "height": 900})
    happened: list[str] = []

    def refuse(dialog: Dialog) -> None:
        happened.append(dialog.message)
        dialog.dismiss()

    def watch(asked: Request) -> None:
        if not asked.url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:")):
            happened.append(asked.url)

    page.on("dialog", refuse)
    page.on("request", watch)
    yield page
    page.context.close()
    assert not happened


def harmless(page: Page, *shown: str) -> None:
    """Nothing on the page is what the words wanted to be, and ``shown`` stand there literally."""
    page.wait_for_timeout(500)
    assert page.evaluate(_HARMFUL) == []
    text = squeezed(page.evaluate(_TEXT))
    assert [one for one in shown if squeezed(one) not in text] == []


def test_forty_hostile_names_and_cells_are_only_words_on_every_page(watched: Page, app_url: str) -> None:
    page = watched
    page.goto(f"{app_url}/review")
    page.get_by_role("heading", name="审核绩效目标表").wait_for()
    bad: list[FilePayload] = [{"name": f"{name}.txt", "mimeType": "text/plain", "buffer": b""} for name in NAMES]
    page.locator("input[type=file]").set_input_files([as_json(f"{NAMES[2]}.json"), *bad])
    page.locator(".jx-sheet").first.wait_for()
    if (more := page.get_by_text("份文件没有读出来")).count():
        more.click()
    harmless(page, *NAMES, *hostile.ALL)

    page.get_by_role("link", name="总览").click()
    page.get_by_role("heading", name="审核总览").wait_for()
    harmless(page)

    page.get_by_role("link", name="语料库").click()
    page.get_by_role("heading", name="语料库", exact=True).wait_for()
    with page.expect_response(lambda got: "upload_file" in got.url and got.request.method == "PUT"):
        page.locator("input[type=file]").first.set_input_files([as_json(f"{NAMES[1]}.json")])
    page.wait_for_timeout(500)
    page.get_by_role("button", name="加入语料库").click()
    page.get_by_text("已加入 1 份文件").wait_for()
    harmless(page)

    page.get_by_role("link", name="检索").click()
    page.get_by_role("textbox", name="要找什么").fill("<script>alert(1)</script> 图")
    page.get_by_role("textbox", name="要找什么").press("Enter")
    page.get_by_text("相似的已合并").or_(page.get_by_text("没有找到")).first.wait_for()
    harmless(page)

    page.get_by_role("link", name="设置").click()
    page.get_by_role("heading", name="操作记录").wait_for()
    harmless(page, NAMES[1])


@pytest.mark.parametrize("text", ["![图](http://evil.invalid/x.png)<img src=x onerror=alert(1)>"])
def test_a_draft_of_hostile_words_is_only_words(watched: Page, app_url: str, text: str) -> None:
    page = watched
    page.goto(app_url)
    page.get_by_role("button", name="填入示例").click()
    page.wait_for_function("document.querySelector('input[aria-label=\"项目名称\"]').value !== ''")
    page.get_by_role("textbox", name="项目名称").fill(text)
    page.get_by_role("textbox", name="项目名称").press("Tab")
    page.wait_for_timeout(500)
    page.get_by_role("button", name="生成绩效目标表").click()
    page.get_by_role("tab", name="按表样预览").wait_for()
    harmless(page, text)
    page.get_by_role("button", name="另起一份").click()
    page.get_by_text("接着写以前的草稿").wait_for()
    harmless(page, text)
