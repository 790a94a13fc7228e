"""The same corpus with its ledger in a real PostgreSQL and its vectors on a real Chroma server."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.records import Document
from corpus.store import Corpus
from errors import CorpusError
from settings import Settings, load
from tests.corpus import servers
from tests.corpus.kept import ALL, FORESTRY, WATER, document, project

pytestmark = pytest.mark.xdist_group("servers")
SPAWN = multiprocessing.get_context("spawn")


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    with servers.postgres() as url:
        yield url


@pytest.fixture(scope="module")
def chroma() -> Iterator[str]:
    with servers.chroma() as url:
        yield url


def names(corpus: Corpus, query: str) -> list[str]:
    hits = corpus.search(query, flat=True)
    assert hits.notes == ()
    assert any(reason.startswith("语义相近") for reason in hits[0].why)
    return [hit.id for hit in hits]


def test_two_machines_share_a_ledger_and_a_chroma_server(tmp_path: Path, postgres: str, chroma: str) -> None:
    here, there = (load(data=tmp_path / name, ledger_url=postgres, chroma_url=chroma) for name in ("here", "there"))
    alone = load(data=tmp_path / "alone", chroma_url=chroma)
    with (
        Corpus.open(here.data, here) as first,
        Corpus.open(there.data, there) as second,
        Corpus.open(alone.data, alone) as other,  # another ledger, the same server
    ):
        other.add(ALL[2])
        for one in ALL:
            assert first.add(one, {(1, 3): ["JX403"]} if one is FORESTRY else {})
        assert not second.add(FORESTRY)
        assert second.document(second.list()[1].id) == WATER
        assert first.stats().weak == 1
        assert names(first, "水管换了多少公里") == names(second, "水管换了多少公里")
        assert first.search("满意度", department="示例市", year=2024)[0].department == "示例市教育局"
        assert (first.check().told(), second.check().sound) == (second.check().told(), True)
        first.remove(first.list()[1].id)
        assert "农村饮水安全工程" not in {hit.project for hit in second.search("水管换了多少公里")}
        assert first.check().sound
        assert first.rebuild() == ()
        assert (first.check().sound, other.check().sound) == (True, True)
        assert names(other, "校舍维修验收")
    assert not list(tmp_path.glob("*/index/chroma-*"))
    assert not (here.data / "ledger.sqlite3").exists()


def test_processes_write_into_postgres_at_once(tmp_path: Path, postgres: str) -> None:
    folders = [load(data=tmp_path / str(k), ledger_url=postgres) for k in range(3)]
    with Corpus.open(folders[0].data, folders[0]) as corpus:
        before = len(corpus.list())
    workers = [SPAWN.Process(target=_fill, args=(settings, k)) for k, settings in enumerate(folders)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    with Corpus.open(folders[0].data, folders[0]) as corpus:
        assert len(corpus.list()) == before + 14  # three times ten, four and four of them shared
        corpus.catch_up()
        assert corpus.check().sound


def test_a_character_that_postgres_refuses_is_kept_in_the_document(tmp_path: Path, postgres: str) -> None:
    settings = load(data=tmp_path, ledger_url=postgres)
    strange = document(
        "怪\0.txt", "示例\0局", 2024, project(1, "专\0项", "1", "办\0事", ("数量指标", "次\0数", "", "≥1次"))
    )
    with Corpus.open(settings.data, settings) as corpus:
        assert corpus.add(strange, index=False)
        assert corpus.document(corpus.list()[-1].id) == strange


def test_a_server_that_is_not_there_is_told_in_one_sentence_without_the_password(tmp_path: Path) -> None:
    pytest.importorskip("psycopg", reason="psycopg is missing: pip install 'jixiao[postgres]'")
    settings = load(data=tmp_path, ledger_url=f"postgresql://u:secret@127.0.0.1:{servers.free_port()}/x")
    with pytest.raises(CorpusError, match=r"台账 .*出错") as caught:
        Corpus.open(settings.data, settings)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def _fill(settings: Settings, start: int) -> None:
    documents: list[Document] = [
        document(
            f"{k}.txt", "示例局", 2024, project(1, f"专项{k}", "1", "办事", ("数量指标", f"第{k}项次数", "", "≥1次"))
        )
        for k in range(2 * start, 2 * start + 10)
    ]
    with Corpus.open(settings.data, settings) as corpus:
        for one in documents:
            corpus.add(one, {}, index=False)
