"""What questions to a model cost over many tables and briefs: tokens, counted with the vocabulary of the local models.

``make bench PARTS=cost`` (a local model must have been fetched; it is not run). A stand-in answers every question in the
length that is asked for, so that prompts are measured exactly and answers as a terse model gives them.
"""

from __future__ import annotations

import json
import logging
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from werkzeug import Response

from corpus.readers import read_documents
from corpus.records import Document
from drafting.brief import Brief, brief_of
from drafting.compose import draft
from drafting.refine import refine
from prompts.gateway import Client, client_of
from review.engine import review
from review.judge import judge
from settings import Settings
from tests.eval.bench import tokens
from tests.eval.tables import sound
from tests.prompts.scripted import Asked, completion, endpoint, user_words

ORDER, QUICK = 91, False
ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
BRIEFS = ROOT / "tests" / "drafting" / "briefs.jsonl"
SMALL, STRONG = "standin-1.5b", "standin"
"""A name that tells a small model, which only words rows, and one that does not, which answers for whole sections."""
YES = 8
"""Of so many questions one is answered with yes."""
AMPLE: dict[str, Any] = {"model_timeout": 60, "model_seconds": 3600, "model_tokens": 10_000_000}
"""Bounds under which nothing is left out."""


@dataclass(frozen=True)
class Spent:
    """What one table or one draft cost."""

    calls: int
    asked: int
    """Tokens of the prompts."""
    answered: int
    longest: int
    """Tokens of the longest prompt."""


def section() -> str:
    """The section of the page."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # a line for each of some thousand questions
    documents = [*sound(), *_shared()]
    briefs = [_brief(line) for line in BRIEFS.read_text("utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as data:
        made = {
            "审核一张表": [_reviewed(one, Path(data)) for document in documents for one in _apart(document)],
            "起草一张表，小模型": [_drafted(brief, SMALL, Path(data)) for brief in briefs],
            "起草一张表，别的模型": [_drafted(brief, STRONG, Path(data)) for brief in briefs],
        }
    head = [
        "| 做什么 | 张 | 提问次数 | 提问的词元 | 最多的一张 | 最长的一问 | 回答的词元 |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    told = (
        "- 词元用 Qwen2.5 的词表数，端点按这个数计费；端点是替身：是非题每 8 题答一个“是”（引文和理由各写满一半），改写照原来的长短。"
        "提问的数是准的，爱多说的模型回答会更长；缓存、前缀缓存都没有算。"
    )
    return "\n".join(["## 模型的花费：许多张表", "", told, "", *head, *(_line(*one) for one in made.items()), ""])


def _brief(line: str) -> Brief:
    fields = json.loads(line)
    del fields["sector"]  # for whoever reads the file
    return brief_of(fields)


def _shared() -> list[Document]:
    paths = [*sorted(SHARED.glob("seeds/*.txt")), *sorted(SHARED.glob("real/text/*.txt"))]
    return [document for path in paths for document in read_documents(path.name, path.read_bytes())]


def _apart(document: Document) -> list[Document]:
    """A document for each table: cost is told by table."""
    return [document.model_copy(update={"projects": (project,)}) for project in document.projects]


def _reviewed(document: Document, data: Path) -> Spent:
    def work(client: Client) -> None:
        judge(review([document]), [document], client)

    return _spent(work, STRONG, data)


def _drafted(brief: Brief, model: str, data: Path) -> Spent:
    plain = draft(brief)

    def work(client: Client) -> None:
        refine(plain, brief, client)

    return _spent(work, model, data)


def _spent(work: Callable[[Client], None], model: str, data: Path) -> Spent:
    sent: list[tuple[int, int]] = []

    def answer(asked: Asked) -> Response:
        said = _answer(user_words(asked), json.dumps(asked.get("response_format", {})))
        sent.append((tokens.prompt(asked["messages"]), tokens.counter()(said)))
        return completion(said)

    with endpoint(answer) as server, tempfile.TemporaryDirectory(dir=data) as own:
        settings = Settings(data=Path(own), openai_base_url=server.url, model=model, **AMPLE)
        client = client_of(settings)
        assert client is not None
        with client:
            work(client)
    return Spent(len(sent), sum(q for q, _ in sent), sum(a for _, a in sent), max((q for q, _ in sent), default=0))


def _answer(words: str, shape: str) -> str:
    """What a terse model says: no, with a yes now and then; rows and goals in their old words."""
    if "请改写这些目标" in words:
        goals = re.findall(r"^(\d+)：(.+)$", words, re.MULTILINE)
        return _json({"goals": [{"no": int(n), "text": text} for n, text in goals[-9:]]})
    asked = re.findall(r"^([qw]\d+) .+$", words, re.MULTILINE)
    if asked:
        yes = {"yes": True, "quote": "项" * 20, "reason": "目" * 25}
        no = {"yes": False, "quote": "", "reason": ""}
        return _json({"answers": [{"id": key} | (yes if k % YES == 0 else no) for k, key in enumerate(asked, 1)]})
    table = {
        int(n): (name, told) for n, name, told in re.findall(r"^(\d+)｜[^｜]*｜([^｜]*)｜([^｜]*)", words, re.MULTILINE)
    }
    rows: list[dict[str, Any]] = []
    for number in map(int, re.findall(r"^第(\d+)行（", words, re.MULTILINE)):
        name, told = table.get(number, ("名" * 8, "口" * 30))
        more = {"level2": "数量指标", "value": "", "value_from": ""} if "off_topic" in shape else {}
        rows.append({"no": number, "name": name, "description": told} | more)
    return _json({"rows": rows} | ({"off_topic": []} if "off_topic" in shape else {}))


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _line(what: str, spent: Sequence[Spent]) -> str:
    n = len(spent)
    calls = sum(one.calls for one in spent) / n
    asked, answered = (sum(one.asked for one in spent) / n, sum(one.answered for one in spent) / n)
    most, longest = max(one.asked + one.answered for one in spent), max(one.longest for one in spent)
    return f"| {what} | {n} | {calls:.1f} | {asked:.0f} | {most} | {longest} | {answered:.0f} |"
