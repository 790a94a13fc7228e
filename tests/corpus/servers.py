"""Real servers for the tests, each on a free port of this machine: PostgreSQL and Chroma."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

_PATIENCE = 60.0


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """The URL of an empty database; the test is skipped where PostgreSQL or its driver is missing."""
    pytest.importorskip("psycopg", reason="psycopg is missing: pip install 'jixiao[postgres]'")
    found = shutil.which("initdb") or next(map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))), None)
    if found is None:
        pytest.skip("no PostgreSQL on this machine: apt-get install postgresql")
    tools = Path(found).parent
    user = "postgres" if os.getuid() == 0 else None  # the server refuses to run as root
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        data.mkdir()
        if user:
            Path(folder).chmod(0o755)
            shutil.chown(data, user)
        made: list[str | Path] = [
            tools / "initdb",
            "-D",
            data,
            "-U",
            "jixiao",
            "--auth=trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        ]
        subprocess.run(made, check=True, capture_output=True, user=user)
        port = free_port()
        start = [tools / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", data, "-F"]
        with running(start, user):
            wait_for(port)
            yield f"postgresql://jixiao@127.0.0.1:{port}/postgres"


@contextlib.contextmanager
def chroma() -> Iterator[str]:
    """The URL of an empty ``chroma run`` server."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        tool = Path(sys.executable).parent / "chroma"
        start = [tool, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)]
        with running(start):
            wait_for(port)
            yield f"http://127.0.0.1:{port}"


def wait_for(port: int) -> None:
    """Until something listens. Raises TimeoutError."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise TimeoutError(f"nothing listens on port {port}")


@contextlib.contextmanager
def running(command: Sequence[object], user: str | None = None) -> Iterator[None]:
    process = subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, user=user
    )
    try:
        yield
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
