"""``--model`` as others call it: whatever the endpoint does, the rules' result stands and one sentence tells of it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from corpus.chars import squeeze
from tests.conftest import ROOT
from tests.prompts.faults import FAULTS
from tests.prompts.scripted import KEY, MODEL, Asked, endpoint, user_words
from tests.review.test_judge import answering, yes

SAMPLE = ROOT / "ui" / "samples" / "emergency.json"


def jixiao(
    *words: str | Path, environment: dict[str, str] | None = None, patience: float = 120
) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("JIXIAO_", "OPENAI_"))}
    return subprocess.run(
        [str(Path(sys.executable).with_name("jixiao")), *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        env=clean | (environment or {}),
        check=False,
        timeout=patience,
    )


def keyless(data: Path, *outputs: str) -> bool:
    kept = [path.read_text("utf-8", errors="replace") for path in data.rglob("*") if path.is_file()]
    return not any(KEY in text for text in (*outputs, *kept))


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, Any]:
    """Status and report of the review without a model."""
    data = {"JIXIAO_DATA": str(tmp_path_factory.mktemp("none"))}
    run = jixiao("review", SAMPLE, "--format", "json", environment=data)
    return run.returncode, json.loads(run.stdout)


@pytest.mark.parametrize("name", FAULTS)
def test_review_survives(name: str, tmp_path: Path, rules: tuple[int, Any]) -> None:
    script, told = FAULTS[name]
    with endpoint(script) as server:
        started = time.monotonic()
        run = jixiao("review", SAMPLE, "--model", "--format", "json", environment=server.environment(tmp_path))
        assert time.monotonic() - started < 40
    report = json.loads(run.stdout)
    assert (run.returncode, report["findings"]) == (rules[0], rules[1]["findings"])
    assert report["assessment"] == rules[1]["assessment"]
    assert report["model"]["model"] == MODEL
    assert told in run.stderr
    assert told in report["model"]["note"]
    assert "Traceback" not in run.stderr
    assert len(run.stderr.strip().splitlines()) <= 3
    assert {one["code"] for one in report["checks"]["could_not_run"]} & {f"JX9{n:02}" for n in range(100)}
    assert keyless(tmp_path, run.stdout, run.stderr)


def test_second_opinion_on_a_real_document(shared: Path, tmp_path: Path) -> None:
    """Every table of a seed: of many a yes, with quotes true, cut, changed and invented, only what is printed shows."""
    seed = next((shared / "seeds").glob("000_*.txt"))
    said: list[str] = []

    def script(asked: Asked) -> str:
        rows = dict(re.findall(r"^(\d+)｜[^｜]*｜([^｜]{4,})｜", user_words(asked), re.MULTILINE))

        def decide(key: str, words: str) -> dict[str, Any] | None:
            row = re.match(r"第(\d+)行", words)
            if key.startswith("w") or row is None or row[1] not in rows:
                return None
            name = rows[row[1]]
            quotes = (name, name[1:], name[:2] + "某" + name[3:], "这句话不在表里")
            said.append(quotes[len(said) % len(quotes)])
            return yes(said[-1])

        return answering(decide)(asked)

    with endpoint(script) as server:
        environment = server.environment(tmp_path, patient=True)
        run = jixiao("review", seed, "--model", "--format", "json", environment=environment)
        rules = jixiao("review", seed, "--no-model", "--format", "json", environment=environment)
    report, before = json.loads(run.stdout), json.loads(rules.stdout)
    shown = [f for f in report["findings"] if f["source"] == "model"]
    text = squeeze(seed.read_text("utf-8"))
    assert len(said) > 100
    assert len(shown) > 20
    assert all(squeeze(f["evidence"]) in text and f["severity"] != "error" for f in shown)
    assert report["model"]["dropped"] == len(said) - len(shown)
    assert f"略去站不住的回答 {report['model']['dropped']} 条" in run.stderr
    assert [f for f in report["findings"] if f["source"] == "rule"] == before["findings"]
    assert report["assessment"] == before["assessment"]


def test_review_with_a_model(tmp_path: Path) -> None:
    def decide(key: str, words: str) -> dict[str, Any] | None:
        return yes("这句话不在表里") if key == "q1" else None

    with endpoint(answering(decide)) as server:
        run = jixiao(
            "review", SAMPLE, "--model", "--format", "json", environment=server.environment(tmp_path, patient=True)
        )
        asked = len(server.asked)
        again = jixiao(
            "review", SAMPLE, "--model", "--format", "json", environment=server.environment(tmp_path, patient=True)
        )
        assert len(server.asked) == asked
        never = jixiao(
            "review", SAMPLE, "--no-model", "--format", "json", environment=server.environment(tmp_path, patient=True)
        )
        plain = jixiao("review", SAMPLE, "--format", "json", environment=server.environment(tmp_path, patient=True))
        assert len(server.asked) == asked
    used = json.loads(run.stdout)["model"]
    assert used["endpoint"] == server.url.split("/")[2]
    assert (used["calls"], used["tokens"], used["note"]) == (asked, asked * 60, None)
    assert used["dropped"] >= 1
    assert f"{used['tokens']} 个词元" in run.stderr
    assert used["endpoint"] in run.stderr
    assert json.loads(again.stdout)["model"]["cached"] == asked
    assert json.loads(never.stdout)["model"] is None
    assert json.loads(plain.stdout)["model"] is None


@pytest.mark.parametrize("fmt", ["text", "html", "sarif"])
def test_every_format_shows_the_models_findings(fmt: str, tmp_path: Path) -> None:
    name = json.loads(SAMPLE.read_text("utf-8"))["documents"][0]["projects"][0]["indicators"][0]["level3"]

    def decide(_: str, words: str) -> dict[str, Any] | None:
        return yes(name) if words.startswith("第1行考核的事，是否与") else None

    with endpoint(answering(decide)) as server:
        run = jixiao(
            "review", SAMPLE, "--model", "--format", fmt, environment=server.environment(tmp_path, patient=True)
        )
    assert "JX911" in run.stdout
    assert "模型" in run.stdout


@pytest.mark.parametrize("name", ["unauthorized", "busy-for-ever", "cut-json", "slow"])
def test_draft_survives(name: str, tmp_path: Path) -> None:
    script, told = FAULTS[name]
    brief = ("draft", "--name", "森林防火宣传与演练", "--budget", "18", "--purpose", "组织两次演练,培训护林员")
    with endpoint(script) as server:
        run = jixiao(*brief, "--model", environment=server.environment(tmp_path))
        asked = len(server.asked)
        plain = jixiao(*brief, "--no-model", environment=server.environment(tmp_path))
        assert len(server.asked) == asked
    worded, own = json.loads(run.stdout), json.loads(plain.stdout)
    assert run.returncode == plain.returncode == 0
    assert told in worded.pop("model")["note"]
    assert own.pop("model") is None
    assert worded == own
    assert told in run.stderr
    assert "Traceback" not in run.stderr
    assert keyless(tmp_path, run.stdout, run.stderr)


def test_an_interrupt_ends_a_run_that_waits(tmp_path: Path) -> None:
    def slow_from_the_second_on(asked: Asked) -> str:
        if len(server.asked) > 1:
            time.sleep(8)
        return answering(lambda *_: None)(asked)

    with endpoint(slow_from_the_second_on) as server:
        waiting = {"JIXIAO_MODEL_TIMEOUT": "60", "JIXIAO_MODEL_SECONDS": "600", "JIXIAO_MODEL_PARALLEL": "2"}
        run = subprocess.Popen(
            [str(Path(sys.executable).with_name("jixiao")), "review", str(SAMPLE), "--model"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | server.environment(tmp_path) | waiting,
        )
        deadline = time.monotonic() + 60
        while len(server.asked) < 2 and time.monotonic() < deadline:
            time.sleep(0.1)
        started = time.monotonic()
        run.send_signal(signal.SIGINT)
        _, told = run.communicate(timeout=60)
        assert time.monotonic() - started < 6
    assert run.returncode == 130
    assert "Traceback" not in told.decode()


def test_review_with_questions_chosen(tmp_path: Path) -> None:
    with endpoint(answering(lambda *_: None)) as server:
        run = jixiao(
            "review", SAMPLE, "--model", "--select", "JX91", "--ignore", "JX912", "--format", "json",
            environment=server.environment(tmp_path),
        )  # fmt: skip
    ran = {code for code in json.loads(run.stdout)["checks"]["ran"] if code.startswith("JX9")}
    assert "JX911" in ran
    assert not ran & {"JX901", "JX912"}


def test_without_an_endpoint_the_rules_stand_alone(tmp_path: Path) -> None:
    run = jixiao("review", SAMPLE, "--model", "--format", "json", environment={"JIXIAO_DATA": str(tmp_path)})
    assert json.loads(run.stdout)["model"] is None
    assert "没有设置模型端点" in run.stderr
    assert not list(tmp_path.iterdir())


def test_explain_and_rules_know_the_questions() -> None:
    assert "何时可忽略" in jixiao("explain", "JX911").stdout
    assert "JX911" in jixiao("rules").stdout


def test_doctor_tries_the_endpoint(tmp_path: Path) -> None:
    with endpoint(lambda _: '{"sum": 5}') as server:
        run = jixiao("doctor", environment=server.environment(tmp_path))
        assert "正常  模型端点" in run.stdout
        assert "json_schema" in run.stdout
        assert {len(asked["messages"]) for asked in server.asked} == {2}
    with endpoint(FAULTS["unauthorized"][0]) as server:
        bad = jixiao("doctor", environment=server.environment(tmp_path))
    assert "不可用  模型端点" in bad.stdout
    assert "不接受密钥" in bad.stdout
    assert keyless(tmp_path, run.stdout, run.stderr, bad.stdout, bad.stderr)
