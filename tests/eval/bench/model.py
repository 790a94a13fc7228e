"""What a model costs: calls, prompts, tokens and time of two drafts and their reviews, asked of a small model here.

``make bench PARTS=model``; the environment variable ``SIZE`` names the model (1.5b where it does not).
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from pathlib import Path

from drafting.brief import brief_of
from drafting.compose import draft
from drafting.refine import refine
from prompts.gateway import Client, client_of
from prompts.local_model import Server, chosen
from review.engine import review
from review.findings import ModelUse
from review.judge import judge
from settings import Settings
from tests.eval.bench.page import machine

ORDER, QUICK = 90, False
SIZE = os.environ.get("SIZE", "1.5b")
BRIEFS = (
    ("森林防火宣传与演练", 18, "购置宣传品5000份，组织两次演练，培训护林员300人", "示例县林业局"),
    (
        "农村敬老院消防设施改造",
        86,
        "改造4所敬老院消防喷淋系统，更换灭火器160具，组织消防演练4次，培训护理员60人次",
        "示例县民政局",
    ),
)
"""Name, budget in 万元, purpose, department."""


def section() -> str:
    """The section of the page."""
    model = chosen(SIZE)
    with Server(model) as server, tempfile.TemporaryDirectory() as data:
        settings = Settings(data=Path(data), openai_base_url=server.url, model=model.name)
        lines = []
        for name, budget, purpose, department in BRIEFS:
            brief = brief_of(
                {"name": name, "budget": budget, "purpose": purpose, "department": department, "year": 2027}
            )
            plain = draft(brief)
            with _client(settings) as client, _Timed() as drafting:
                drafted = refine(plain, brief, client)
            table = plain.document()
            with _client(settings) as client, _Timed() as judging:
                judged = judge(review([table]), [table], client).model
            lines.append(_line(f"起草“{name}”（{len(drafted.rows)} 行）", drafted.model, drafting))
            lines.append(_line("审核这张表的语义问题", judged, judging))
        prompts = _by_prompt(Path(data) / "model" / "calls.jsonl")
    head = "| 做什么 | 调用次数 | 词元 | 略去的回答 | 秒 | 处理器秒 |\n| --- | --- | --- | --- | --- | --- |"
    told = f"- 机器：{machine()}；模型 {model.name}，在本机；一次最多 600 秒。同样的问题第二次取自留存，不花词元。"
    return "\n".join(["## 模型的花费", "", told, "", head, *lines, "", *prompts, ""])


def _client(settings: Settings) -> Client:
    """A gateway with the bounds that every run has by default."""
    client = client_of(settings)
    assert client is not None
    return client


class _Timed:
    """Seconds by the clock and of the processor: the server runs in this process."""

    def __enter__(self) -> _Timed:
        self._clock, self._process = time.monotonic(), time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.clock, self.process = time.monotonic() - self._clock, time.process_time() - self._process


def _line(what: str, use: ModelUse | None, took: _Timed) -> str:
    assert use is not None
    ended = f"（{use.note}）" if use.note else ""
    return f"| {what}{ended} | {use.calls} | {use.tokens} | {use.dropped} | {took.clock:.0f} | {took.process:.0f} |"


def _by_prompt(record: Path) -> list[str]:
    """A table of the prompts that were sent: how often, and how long."""
    calls = [json.loads(line) for line in record.read_text("utf-8").splitlines()]
    lines = ["| 提示 | 调用 | 最长的提问（词元） | 平均的提问 | 平均的回答 |", "| --- | --- | --- | --- | --- |"]
    for prompt in sorted({call["prompt"] for call in calls}):
        sent = [call["tokens_in"] for call in calls if call["prompt"] == prompt and call["tokens_in"]]
        answered = [call["tokens_out"] for call in calls if call["prompt"] == prompt and call["tokens_in"]]
        if sent:
            mean = f"{sum(sent) / len(sent):.0f} | {sum(answered) / len(sent):.0f}"
            lines.append(f"| `{prompt}.md` | {len(sent)} | {max(sent)} | {mean} |")
    return lines
