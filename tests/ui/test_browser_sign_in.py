"""Signing in for real: a browser, the app, and an OIDC provider on this machine."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.writers import write
from tests.test_app_command import JIXIAO, free_port, wait_for
from tests.ui.builder import document
from tests.ui.conftest import window
from tests.ui.provider import Provider
from ui import audit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
ROLES = '[roles]\n"keeper@example.gov.cn" = "keeper"\n"reviewer@example.gov.cn" = "reviewer"\n'


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[str, Provider, Path]]:
    """An app that asks for a sign-in: its address, who decides who comes in, its data folder."""
    provider, port = Provider(), free_port()
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text(provider.secrets_toml(port), encoding="utf-8")
    (tmp_path / "jixiao.toml").write_text(ROLES, encoding="utf-8")
    data = tmp_path / "data"
    environment = os.environ | {"JIXIAO_DATA": str(data), "HOME": str(tmp_path), "NO_PROXY": "127.0.0.1"}
    log = (tmp_path / "log").open("wb")
    command = [JIXIAO, "app", "--port", str(port)]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, cwd=tmp_path, start_new_session=True
    ) as app:
        try:
            wait_for(port, app)
            yield f"http://127.0.0.1:{port}", provider, data
        finally:
            os.killpg(app.pid, signal.SIGKILL)
            provider.close()
            log.close()


def sign_in(browser: Browser, address: str, provider: Provider, **claims: object) -> Page:
    provider.claims = {"sub": "1", **claims}
    page = window(browser)
    page.goto(f"{address}/review")
    page.get_by_role("button", name="登录").click()
    page.get_by_role("button", name="退出登录").wait_for(state="attached")
    page.goto(f"{address}/review")
    page.get_by_role("heading", name="审核绩效目标表").wait_for()
    return page


def test_people_sign_in_with_their_roles_and_leave_their_names(
    browser: Browser, office: tuple[str, Provider, Path]
) -> None:
    address, provider, data = office
    stranger = window(browser)
    stranger.goto(f"{address}/review")
    stranger.get_by_role("button", name="登录").wait_for()
    assert not stranger.locator("input[type=file]").count()

    officer = sign_in(browser, address, provider, email="officer@example.gov.cn")
    officer.locator("input[type=file]").set_input_files(
        {"name": "甲.docx", "mimeType": "application/octet-stream", "buffer": write(document(), "docx")}
    )
    officer.locator(".jx-sheet").first.wait_for()
    links = officer.get_by_role("link").all_inner_texts()
    assert not [text for text in links if "设置" in text or "总览" in text]

    keeper = sign_in(browser, address, provider, email="keeper@example.gov.cn", email_verified=True)
    keeper.goto(f"{address}/settings")
    keeper.get_by_role("heading", name="操作记录").wait_for()
    keeper.get_by_text("officer@example.gov.cn").first.wait_for()
    assert {(line.who, line.action) for line in audit.latest(data, 99)} >= {
        ("officer@example.gov.cn", "upload"),
        ("officer@example.gov.cn", "review"),
    }

    liar = sign_in(browser, address, provider, sub="7", email="keeper@example.gov.cn", email_verified=False)
    liar.goto(f"{address}/settings")
    liar.get_by_role("heading").first.wait_for()
    liar.wait_for_timeout(1500)
    assert not liar.get_by_role("heading", name="操作记录").count(), "an address that nobody verified is nobody's role"
