"""Ten people who review at once on one server, against one alone.

Each uploads a Word file of five tables of their own, waits for the findings, looks at two other tables, and begins again with
another file, with pauses as people make them. Clients speak the page's protocol: ten browsers would measure themselves.
"""

from __future__ import annotations

import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from statistics import median, quantiles

from corpus.records import Document
from corpus.writers import write
from settings import package_root
from tests.eval.bench.page import machine
from tests.eval.bench.rules import tables
from tests.ui.visitor import Visitor

ORDER, QUICK = 9, False
PEOPLE = 10
ROUNDS = 3
TABLES = 5
PAUSE = (5.0, 15.0)
"""Seconds between two actions of one person: shorter than people read."""


def files(count: int) -> list[bytes]:
    """Word files of five tables, no two alike."""
    singles = tables(count * TABLES)
    made = []
    while several := list(islice(singles, TABLES)):
        projects = [one.projects[0].model_copy(update={"no": n}) for n, one in enumerate(several, 1)]
        made.append(write(Document(**{**dict(several[0]), "projects": tuple(projects), "part_one": None}), "docx"))
    return [content if isinstance(content, bytes) else content.encode() for content in made]


@contextmanager
def server() -> Iterator[str]:
    """A server of its own with an empty data folder; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as data:
        command = [str(Path(sys.executable).with_name("jixiao")), "app", "--port", str(port), "--data", data]
        quiet = subprocess.DEVNULL
        with subprocess.Popen(command, cwd=package_root(), stdin=quiet, stdout=quiet, stderr=quiet) as app:
            address = f"http://127.0.0.1:{port}"
            try:
                _wait(address)
                yield address
            finally:
                app.terminate()
                app.wait(30)


def _wait(address: str) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            opener.open(f"{address}/_stcore/health", timeout=2).close()
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise TimeoutError(address)


class Person(threading.Thread):
    """One session: seconds from the upload to the findings and from a click to the table, and what went wrong."""

    def __init__(self, address: str, content: Sequence[bytes], seed: int, pause: tuple[float, float]) -> None:
        super().__init__(daemon=True)
        self._address, self._content, self._pause = address, content, pause
        self._chance = random.Random(seed)
        self.uploads: list[float] = []
        self.clicks: list[float] = []
        self.errors: list[str] = []

    def run(self) -> None:
        """Work through the files."""
        try:
            for number, data in enumerate(self._content):
                visitor = Visitor(self._address, "review")
                visitor.open()
                self._rest()
                self.uploads.append(
                    self._timed(lambda v=visitor, n=number, d=data: v.upload(f"{n}.docx", d, 'class="jx-card'))
                )
                for table in (2, 3):
                    self._rest()
                    self.clicks.append(self._timed(lambda v=visitor, t=table: v.choose(t)))
                self.errors += visitor.errors
                visitor.close()
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is what is counted
            self.errors.append(repr(error))

    def _timed(self, act: object) -> float:
        began = time.monotonic()
        act()  # type: ignore[operator]
        return time.monotonic() - began

    def _rest(self) -> None:
        time.sleep(self._chance.uniform(*self._pause))


def measured(address: str, people: int, pause: tuple[float, float], rounds: int = ROUNDS) -> list[Person]:
    """``people`` at once, each with files of their own."""
    content = files(people * rounds)
    everyone = [Person(address, content[n * rounds : (n + 1) * rounds], n, pause) for n in range(people)]
    for person in everyone:
        person.start()
    for person in everyone:
        person.join()
    return everyone


def p95(values: Sequence[float]) -> float:
    """The value that one in twenty is above."""
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def section() -> str:
    """The section of docs/benchmarks.md."""
    with server() as address:
        measured(address, 1, (0, 0), 2)  # what only the first of all pays
        alone = measured(address, 1, PAUSE, 6)
        together = measured(address, PEOPLE, PAUSE)
        burst = measured(address, PEOPLE, (0.0, 0.0), 1)
    lines = [
        "## 多人同时审核",
        "",
        f"一台服务器（{machine()}），每人上传一份 {TABLES} 张表的 Word，等结果，再看两张别的表，然后换一份；"
        f"动作之间停 {PAUSE[0]:g}–{PAUSE[1]:g} 秒。人用页面自己的协议（WebSocket）来扮，不含浏览器画页面的时间。",
        "最后一行是最坏的情形：十个人在同一瞬间按下上传，中间不停。",
        "",
        "| 情形 | 上传到看见问题：中位（秒） | 95 分位（秒） | 换一张表：中位（秒） | 95 分位（秒） | 出错 |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for name, people in (("1 人", alone), (f"{PEOPLE} 人", together), (f"{PEOPLE} 人，同一瞬间", burst)):
        uploads = [seconds for person in people for seconds in person.uploads]
        clicks = [seconds for person in people for seconds in person.clicks]
        errors = sum(len(person.errors) for person in people)
        cells = (median(uploads), p95(uploads), median(clicks), p95(clicks))
        lines.append(f"| {name} | {' | '.join(f'{cell:.2f}' for cell in cells)} | {errors} |")
        for person in people:
            for error in person.errors:
                print(error, file=sys.stderr)
    return "\n".join(lines)
