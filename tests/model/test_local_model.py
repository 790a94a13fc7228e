"""Gateway, judge and drafting against a real model. What it says is not tested; that nothing bad comes of it is."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from corpus.chars import squeeze
from drafting.owned import numbers, unowned
from tests import test_model_commands
from tests.test_model_commands import SAMPLE

pytestmark = pytest.mark.model
LONGEST_PROMPT = 3000
BRIEF = {
    "name": "森林防火宣传与演练",
    "budget": "18",
    "purpose": "购置宣传品5000份，组织两次演练，培训护林员300人",
    "department": "示例县林业局",
    "year": 2027,
}

PATIENCE = 900.0
"""Seconds for one command, on a machine that does other work too."""


def jixiao(*words: str | Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return test_model_commands.jixiao(*words, environment=environment, patience=PATIENCE)


def records(environment: dict[str, str]) -> list[dict[str, Any]]:
    path = Path(environment["JIXIAO_DATA"], "model", "calls.jsonl")
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_the_doctor_finds_the_strictest_way_and_says_that_it_is_small(environment: dict[str, str]) -> None:
    run = jixiao("doctor", environment=environment)
    [line] = [line for line in run.stdout.splitlines() if "模型端点" in line]
    assert line.startswith("正常")
    assert "json_schema" in line
    assert "小模型" in line


def test_a_draft_in_its_words_is_as_sound_as_without(environment: dict[str, str], tmp_path: Path) -> None:
    brief = tmp_path / "brief.json"
    brief.write_text(json.dumps(BRIEF, ensure_ascii=False), "utf-8")
    run = jixiao("draft", "--brief", brief, "--model", environment=environment)
    plain = json.loads(jixiao("draft", "--brief", brief, "--no-model", environment=environment).stdout)
    assert run.returncode == 0, run.stderr
    made = json.loads(run.stdout)
    assert "小模型" in run.stderr
    assert "第 1 轮" in run.stderr
    assert made["model"]["note"] is None
    assert made["model"]["calls"] >= 4
    assert [row["value"]["text"] for row in made["indicators"]] == [row["value"]["text"] for row in plain["indicators"]]
    named = [[row["basis"]["citations"] for row in one["indicators"]] for one in (made, plain)]
    assert named[0] == named[1]
    known = [str(value) for value in BRIEF.values()]
    for new, old in zip(made["indicators"], plain["indicators"], strict=True):
        words = (old["level3"], old["description"], old["value"]["text"])
        assert not unowned(new["level3"] + new["description"], (*known, *words))
    assert numbers("".join(made["goals"])) == numbers("".join(plain["goals"]))
    weighty = {"error", "warning"}
    before, after = (
        Counter(f["code"] for f in one["review"]["findings"] if f["severity"] in weighty) for one in (plain, made)
    )
    assert not after - before
    assert max(call["tokens_in"] for call in records(environment)) < LONGEST_PROMPT


def test_its_second_opinion_quotes_the_document_or_is_dropped(environment: dict[str, str]) -> None:
    few = ("--select", "JX1,JX2,JX3,JX911,JX912", "--format", "json")
    run = jixiao("review", SAMPLE, "--model", *few, environment=environment)
    report = json.loads(run.stdout)
    rules = json.loads(jixiao("review", SAMPLE, "--no-model", *few, environment=environment).stdout)
    words = squeeze(SAMPLE.read_text("utf-8"))
    mine = [f for f in report["findings"] if f["source"] == "model"]
    assert all(squeeze(f["evidence"]) in words and f["severity"] != "error" for f in mine)
    theirs = [(f["code"], f["where"]) for f in report["findings"] if f["source"] == "rule"]
    assert theirs == [(f["code"], f["where"]) for f in rules["findings"]]
    assert report["assessment"] == rules["assessment"]
    assert f"略去站不住的回答 {report['model']['dropped']} 条" in run.stderr
    assert max(call["tokens_in"] for call in records(environment)) < LONGEST_PROMPT


def test_the_same_question_costs_nothing_the_second_time(environment: dict[str, str]) -> None:
    few = ("review", SAMPLE, "--model", "--select", "JX911", "--format", "json")
    first, second = (json.loads(jixiao(*few, environment=environment).stdout) for _ in range(2))
    assert second["model"]["calls"] == 0
    assert 1 <= second["model"]["cached"] <= first["model"]["calls"]
    assert second["findings"] == first["findings"]
