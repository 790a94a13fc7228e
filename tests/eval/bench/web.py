"""How quick the page is, in a real browser: the times that the browser tests keep, each the median of three runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.conftest import ROOT
from tests.eval.bench.page import machine

ORDER, QUICK = 6, False
_RUNS = 3
_TESTS = "test_the_bars_of_time or test_edit_finding_undo_and_export"
_BARS = {"启动到首页可用": "≤ 3", "上传样本 000 到问题出现": "≤ 3", "改一格到问题出现": "≤ 0.5"}


def section() -> str:
    """The section of the page. Raises CalledProcessError where a test fails, such as without a browser."""
    times: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "times"
        for _ in range(_RUNS):
            subprocess.run(
                [sys.executable, "-m", "pytest", "-q", "-n", "0", "tests/ui", "-k", _TESTS],
                cwd=ROOT,
                env=os.environ | {"JIXIAO_TIMES": str(kept)},
                check=True,
                stdout=subprocess.DEVNULL,
            )
        for line in kept.read_text("utf-8").splitlines():
            what, seconds = json.loads(line)
            times.setdefault(what, []).append(seconds)
    rows = [f"| {what} | {_BARS.get(what, '–')} | {median(each):.2f} |" for what, each in times.items()]
    return "\n".join(
        (
            "## 网页",
            "",
            f"真实浏览器里量的，{_RUNS} 次的中位数；“启动”从启动服务器进程算起，浏览器已经开着。浏览器和服务器在同一台机器上，",
            "机器忙时钟表时间随之变长，处理器时间不变多少。",
            "",
            f"- {machine()}；量时的负载 {os.getloadavg()[0]:.1f}。",
            "",
            "| 什么 | 目标（秒） | 秒 |",
            "| --- | --- | --- |",
            *rows,
            "",
        )
    )
