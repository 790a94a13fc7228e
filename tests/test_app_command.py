"""``jixiao app``: started, found taken, refused to strangers, and stopped in order; as a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.test_cli import jixiao

JIXIAO = str(Path(sys.executable).with_name("jixiao"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def running(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    port = free_port()
    environment = os.environ | {"JIXIAO_DATA": str(tmp_path / "有 空格"), "HOME": str(tmp_path)}
    command = [JIXIAO, "app", "--port", str(port)]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment, cwd=tmp_path, start_new_session=True
    ) as page:
        try:
            wait_for(port, page)
            yield page, port
        finally:
            if page.poll() is None:
                os.killpg(page.pid, signal.SIGKILL)


def wait_for(port: int, page: subprocess.Popen[bytes]) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + 90
    while time.monotonic() < until and page.poll() is None:
        try:
            opener.open(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail("the page did not start")


@pytest.mark.skipif(sys.platform != "linux", reason="ps lists processes by their parent on Linux")
def test_a_page_started_outside_a_checkout_is_set_as_in_one(running: tuple[subprocess.Popen[bytes], int]) -> None:
    """Else Streamlit writes the comments of our pages onto them and paints them in its own colours."""
    page, port = running
    listed = subprocess.run(
        ["ps", "-ww", "-o", "args=", "--ppid", str(page.pid)], capture_output=True, text=True, check=True
    )
    said = dict(pairwise(listed.stdout.split()))
    written = ROOT / ".streamlit" / "config.toml"
    assert written.read_text("utf-8") == (ROOT / "ui" / "streamlit.toml").read_text("utf-8")
    config = tomllib.loads(written.read_text("utf-8"))
    assert said["--runner.magicEnabled"] == "false" == str(config["runner"]["magicEnabled"]).lower()
    assert said["--theme.light.primaryColor"] == config["theme"]["light"]["primaryColor"]
    assert said["--server.port"] == str(port)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as on POSIX")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_the_page_starts_says_where_and_stops_with_all_its_processes(
    running: tuple[subprocess.Popen[bytes], int], sign: signal.Signals
) -> None:
    page, port = running
    page.send_signal(sign)  # to our process alone: it has to take the server with it
    status = page.wait(30)
    assert page.stderr is not None
    said = page.stderr.read().decode()
    assert status == 0, said
    assert f"http://127.0.0.1:{port}" in said and "网页已停止" in said
    assert "Traceback" not in said
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))


def test_a_port_that_is_taken_is_told_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = jixiao("app", "--port", str(port), data=tmp_path)
    assert told.status == 2
    assert f"端口 {port}" in told.err and "--port" in told.err
    assert len(told.err.splitlines()) == 1


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.1", "example.invalid"])
def test_nothing_is_shown_to_other_machines_without_sign_in(tmp_path: Path, address: str) -> None:
    told = jixiao("app", "--address", address, data=tmp_path, cwd=tmp_path)
    assert told.status == 2
    assert "没有设置登录" in told.err and "open_without_sign_in" in told.err


@pytest.mark.parametrize("written", ["open_without_sign_in = true", None])
def test_a_setting_or_a_sign_in_opens_it_to_others(tmp_path: Path, written: str | None) -> None:
    """Opened on an address that this machine does not have: the refusal that is left is the system's."""
    if written:
        (tmp_path / "jixiao.toml").write_text(written, encoding="utf-8")
    else:
        (tmp_path / ".streamlit").mkdir()
        (tmp_path / ".streamlit" / "secrets.toml").write_text('[auth]\nclient_id = "x"\n', encoding="utf-8")
    told = jixiao("app", "--address", "192.0.2.1", data=tmp_path, cwd=tmp_path)
    assert told.status == 2
    assert "没有设置登录" not in told.err and "192.0.2.1" in told.err


def test_a_damaged_file_of_secrets_does_not_pass_for_none(tmp_path: Path) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text("[auth", encoding="utf-8")
    told = jixiao("app", "--address", "0.0.0.0", data=tmp_path, cwd=tmp_path)
    assert told.status == 2 and "secrets.toml" in told.err and "Traceback" not in told.err
