"""Keys turn up in no output, log, record, page or error, whatever the endpoint and the libraries do."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT
from tests.prompts.faults import FAULTS
from tests.prompts.scripted import KEY, Script, endpoint
from tests.test_model_commands import SAMPLE, jixiao, keyless

OTHER = "sk-zweitgeheim-51c2"
"""The key of the embedding endpoint."""
SCRIPTS: dict[str, Script] = {"good": lambda _: '{"sum": 5}', "echoes-the-key": FAULTS["unauthorized"][0]}
BRIEF = ("--name", "森林防火宣传与演练", "--budget", "18", "--purpose", "组织两次演练")


def environment(url: str, data: Path) -> dict[str, str]:
    return {
        "OPENAI_BASE_URL": url.replace("http://", f"http://user:{KEY}@") + f"?key={KEY}",
        "OPENAI_API_KEY": KEY,
        "JIXIAO_MODEL": "scripted",
        "JIXIAO_DATA": str(data),
        "JIXIAO_EMBEDDING_URL": url,
        "JIXIAO_EMBEDDING_MODEL": "embedding",
        "JIXIAO_EMBEDDING_KEY": OTHER,
        "JIXIAO_MODEL_RECORD_TEXTS": "true",
        "JIXIAO_MODEL_TIMEOUT": "3",
        "OPENAI_LOG": "debug",
    }


def clean(data: Path, *outputs: str) -> bool:
    kept = [path.read_bytes() for path in data.rglob("*") if path.is_file()]
    told = "\n".join(outputs).encode()
    return keyless(data, *outputs) and not any(key.encode() in text for text in (told, *kept) for key in (KEY, OTHER))


@pytest.mark.parametrize("name", SCRIPTS)
@pytest.mark.parametrize(
    "words",
    [("doctor",), ("review", SAMPLE, "--model", "--select", "JX911"), ("draft", *BRIEF, "--model")],
    ids=lambda words: str(words[0]),
)
def test_no_command_tells_a_key(words: tuple[str | Path, ...], name: str, tmp_path: Path) -> None:
    with endpoint(SCRIPTS[name]) as server:
        run = jixiao(*words, environment=environment(server.url, tmp_path))
        assert server.asked
    assert clean(tmp_path, run.stdout, run.stderr)


def test_no_page_tells_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with endpoint(SCRIPTS["echoes-the-key"]) as server:
        for name, value in environment(server.url, tmp_path).items():
            monkeypatch.setenv(name, value)
        for page in sorted((ROOT / "ui").glob("*_page.py")):
            shown = AppTest.from_file(str(page), default_timeout=60).run()
            assert clean(tmp_path, str(shown)), page.name


def test_no_wrong_setting_tells_a_key(tmp_path: Path) -> None:
    for wrong in ("JIXIAO_MODEL_TIMEOUT", "OPENAI_BASE_URL"):
        run = jixiao(
            "review", SAMPLE, "--model", environment=environment("http://127.0.0.1:1/v1", tmp_path) | {wrong: f"x{KEY}"}
        )
        assert clean(tmp_path, run.stdout, run.stderr)
