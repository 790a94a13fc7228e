"""Whatever the endpoint does: one Chinese sentence, a bounded wait, no key in it and nothing of the document."""

from __future__ import annotations

import logging
import re
import socket
import time
from pathlib import Path

import pytest

from errors import ModelError
from prompts.gateway import client_of
from settings import Settings
from tests.prompts.faults import FAULTS
from tests.prompts.scripted import KEY, MODEL, Asked, Script, endpoint, refused
from tests.prompts.test_gateway import GOOD, Sum, question

SECRET_WORDS = "示例县机密项目"


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_one_sentence(name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    script, told = FAULTS[name]
    caplog.set_level(logging.DEBUG)
    with endpoint(script) as server:
        model = client_of(server.settings(tmp_path))
        assert model is not None
        started = time.monotonic()
        with model, pytest.raises(ModelError, match=told) as caught:
            model.ask(question(SECRET_WORDS), Sum)
        assert time.monotonic() - started < 15
        assert len(server.asked) <= 12
    sentence = str(caught.value)
    assert re.fullmatch(r"[^\n]+。", sentence)
    assert KEY not in sentence
    assert caught.value.__cause__ is None
    kept = "".join(path.read_text("utf-8") for path in tmp_path.rglob("*") if path.is_file())
    assert KEY not in kept
    assert SECRET_WORDS not in kept
    assert KEY not in caplog.text
    assert (tmp_path / "model" / "calls.jsonl").is_file()


def test_nobody_listening(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://user:{KEY}@127.0.0.1:{port}/v1?key={KEY}"
    model = client_of(Settings(data=tmp_path, openai_base_url=url, openai_api_key=KEY, model=MODEL))
    assert model is not None
    started = time.monotonic()
    with model, pytest.raises(ModelError, match="连不上") as caught:
        model.ask(question(), Sum)
    assert time.monotonic() - started < 10
    assert f"127.0.0.1:{port}" in str(caught.value)
    assert KEY not in str(caught.value) + (tmp_path / "model" / "calls.jsonl").read_text("utf-8")


def _after(times: int, status: int) -> Script:
    left = [times]

    def script(_: Asked) -> object:
        left[0] -= 1
        return GOOD if left[0] < 0 else refused("wait", status)

    return script  # type: ignore[return-value]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_stumble_is_overcome(status: int, tmp_path: Path) -> None:
    with endpoint(_after(2, status)) as server:
        model = client_of(server.settings(tmp_path))
        assert model is not None
        with model:
            assert model.ask(question(), Sum).sum == 5
        assert len(server.asked) == 3


@pytest.mark.parametrize(
    "noise",
    [
        "<think>先想 {\"sum\": 9} 再说</think>{\"sum\": 5}",
        "先想想</think>\n{\"sum\": 5}",
        "```json\n{\"sum\": 5}\n```",
        "答案如下：{\"sum\": 5,}，请查收。",
    ],
)  # fmt: skip
def test_noise_around_an_answer(noise: str, tmp_path: Path) -> None:
    with endpoint(lambda _: noise) as server:
        model = client_of(server.settings(tmp_path))
        assert model is not None
        with model:
            assert model.ask(question(), Sum).sum == 5


def test_nothing_more_is_sent_to_a_dead_endpoint(tmp_path: Path) -> None:
    with endpoint(FAULTS["unauthorized"][0]) as server:
        model = client_of(server.settings(tmp_path))
        assert model is not None
        with model:
            answers = model.ask_all([question(str(n)) for n in range(5)], Sum)
        assert all(isinstance(answer, ModelError) for answer in answers)
        assert len(server.asked) == 1
