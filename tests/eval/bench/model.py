"""What a model costs: tokens and calls of one draft and one review, asked of the small model on this machine."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from drafting.brief import brief_of
from drafting.compose import draft
from drafting.refine import refine
from prompts.gateway import client_of
from prompts.local_model import Server, chosen
from review.engine import review
from review.findings import ModelUse
from review.judge import judge
from settings import Settings
from tests.eval.bench.page import machine

ORDER, QUICK = 90, False
SIZE = "1.5b"
BRIEF = {
    "name": "森林防火宣传与演练",
    "budget": 18,
    "purpose": "购置宣传品5000份，组织两次演练，培训护林员300人",
    "department": "示例县林业局",
    "year": 2027,
}


def section() -> str:
    """The section of the page."""
    model = chosen(SIZE)
    with Server(model) as server, tempfile.TemporaryDirectory() as data:
        settings = Settings(
            data=Path(data), openai_base_url=server.url, model=model.name, model_timeout=1200, model_seconds=3600
        )
        client = client_of(settings)
        assert client is not None
        brief = brief_of(BRIEF)
        with client:
            began = time.process_time()
            drafted = refine(draft(brief), brief, client).model
            between = time.process_time()
            table = draft(brief).document()
            judged = judge(review([table]), [table], client).model
            ended = time.process_time()
    lines = [
        _line("起草（改写 14 行和目标）", drafted, between - began),
        _line("审核（一张表的语义问题）", judged, ended - between),
    ]
    head = "| 做什么 | 调用次数 | 词元 | 略去的回答 | 处理器时间（秒） |\n| --- | --- | --- | --- | --- |"
    told = f"- 机器：{machine()}；模型 {model.name}，在本机。同样的问题第二次取自留存，不花词元。"
    return "\n".join(["## 模型的花费", "", told, "", head, *lines, ""])


def _line(what: str, use: ModelUse | None, seconds: float) -> str:
    assert use is not None
    return f"| {what} | {use.calls} | {use.tokens} | {use.dropped} | {seconds:.0f} |"
