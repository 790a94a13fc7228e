"""A web app of its own for every test that needs one, with an empty corpus in a temporary folder."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(autouse=True)
def own_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty corpus folder that the settings point at; nothing of the user's is touched."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("JIXIAO_DATA", str(tmp_path / "corpus"))
    return tmp_path / "corpus"


@pytest.fixture(scope="session")
def app_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running app with an empty corpus."""
    with serving(tmp_path_factory.mktemp("corpus"), tmp_path_factory.mktemp("app") / "log") as app:
        yield app.url


@dataclass(frozen=True)
class Served:
    """A running app."""

    url: str
    process: int

    def processor_time(self) -> float:
        """Seconds that its process and threads have used so far; skips where the system does not tell."""
        import os

        try:
            fields = Path(f"/proc/{self.process}/stat").read_text("ascii").rpartition(")")[2].split()
        except OSError:
            pytest.skip("no /proc on this machine: processor time cannot be read")
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(data: Path, log: Path) -> Iterator[Served]:
    """An app of one's own, as long as it is wanted."""
    import os

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--server.address", "127.0.0.1", "--server.port", str(port), "--server.headless", "true"]
    with log.open("w", encoding="utf-8") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", *options],
            cwd=ROOT,
            env=os.environ | {"JIXIAO_DATA": str(data)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health", server, log)
        yield Served(f"http://127.0.0.1:{port}", server.pid)
    finally:
        server.terminate()
        server.wait(90)


def _wait(health: str, server: subprocess.Popen[bytes], log: Path) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            opener.open(health, timeout=2).close()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    pytest.fail(f"the app did not start:\n{log.read_text('utf-8')}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium; the tests that need it skip where there is none."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(
            "no chromium on this machine: apt-get install chromium fonts-noto-cjk (make test does it where it may)"
        )
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, headless=True, args=list(QUIET))
        yield running
        running.close()


@pytest.fixture
def measured(record_testsuite_property: Callable[[str, object], None]) -> Callable[[str, float], None]:
    """Keep a time that was measured (seconds) for docs/benchmarks.md, where ``JIXIAO_TIMES`` names a file for them."""
    import json
    import os

    def keep(what: str, seconds: float) -> None:
        record_testsuite_property(what, round(seconds, 2))
        if file := os.environ.get("JIXIAO_TIMES"):
            with Path(file).open("a", encoding="utf-8") as times:
                times.write(json.dumps([what, round(seconds, 2)], ensure_ascii=False) + "\n")

    return keep


def window(browser: Browser, **options: Any) -> Page:
    """A window of its own person. A machine may be slow: what is waited for may take a minute and a half."""
    context = browser.new_context(**{"viewport": {"width": 1366, "height": 768}, "locale": "zh-CN", **options})
    context.set_default_timeout(90_000)
    return context.new_page()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window of 1366 × 768 that calls nobody but this machine; what it asked of others is a failure."""
    opened = window(browser)
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    yield opened
    opened.context.close()
    outside = [url for url in asked if not url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:"))]
    assert not outside
