"""Folders: in order, past bad files, within bounds, and to be stopped."""

import gc
import sys
import threading
import time
from pathlib import Path

import pytest

from corpus.readers import pool, read_documents, read_paths, text
from corpus.records import Document
from errors import ReadError
from tests.corpus.forms import FORMS, docx_of, html_of

PAGE = html_of(FORMS["F1"])


def fill(folder: Path, count: int) -> list[str]:
    """``count`` pages of which every tenth is no page; their names in order."""
    names = [f"{number:04}.html" for number in range(count)]
    for number, name in enumerate(names):
        (folder / name).write_bytes(b"\0\0" if number % 10 == 9 else PAGE)
    return names


def name_of(item: Document | ReadError) -> str:
    return item.source


def test_a_folder_is_read_in_order_past_bad_files(tmp_path: Path) -> None:
    names = fill(tmp_path, 60)
    told: list[tuple[int, int, str]] = []
    found = list(read_paths([tmp_path], progress=lambda *step: told.append(step)))
    assert [name_of(item) for item in found] == names
    assert [isinstance(item, ReadError) for item in found] == [number % 10 == 9 for number in range(60)]
    assert told == [(number, 60, name) for number, name in enumerate(names, 1)]


def test_what_is_missing_or_too_large_is_named_as_the_user_wrote_it(tmp_path: Path) -> None:
    (tmp_path / "大.docx").write_bytes(b"x" * 2_000_000)
    (tmp_path / "好.docx").write_bytes(docx_of(FORMS["F1"]))
    found = list(read_paths([tmp_path / "无.docx", tmp_path / "大.docx", tmp_path / "好.docx"], max_mb=1))
    assert [str(tmp_path / "无.docx"), "大.docx", "好.docx"] == [name_of(item) for item in found]
    assert [type(item) for item in found] == [ReadError, ReadError, Document]


def test_a_slip_of_a_reader_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slipping(name: str, data: bytes) -> Document:
        return read(name, data) if name != "1.txt" else [][0]

    read = text.read
    monkeypatch.setattr(text, "read", slipping)
    files = [tmp_path / f"{number}.txt" for number in range(3)]
    for file in files:
        file.write_text("没有表的文字", "utf-8")
    found = list(read_paths(files))
    assert [isinstance(item, ReadError) for item in found] == [False, True, False]
    assert "程序自己出错（IndexError，test_read_paths.py" in str(found[1])


def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("慢.html", "快.html"):
        (tmp_path / name).write_bytes(PAGE)
    slow = "import time; from corpus.readers import worker; answer = worker._answer; "
    slow += "worker._answer = lambda path, *rest: (time.sleep(60 * ('慢' in path.name)), answer(path, *rest))[1]; "
    monkeypatch.setattr(pool, "_SERVE", slow + "worker.main()")
    found = list(read_paths([tmp_path / "慢.html", tmp_path / "快.html"], max_seconds=6))
    assert isinstance(found[0], ReadError) and "6 秒" in found[0].reason
    assert isinstance(found[1], Document)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process limit its memory")
def test_a_file_that_takes_too_much_memory_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "大.html").write_bytes(PAGE)
    greedy = "from corpus.readers import worker; "
    greedy += "worker.read_documents = lambda *rest: [bytearray(2**28) for _ in range(64)]; worker.main()"
    monkeypatch.setattr(pool, "_SERVE", greedy)
    (error,) = read_paths([tmp_path / "大.html"], max_memory_mb=256)
    assert isinstance(error, ReadError)
    assert "256 MB" in error.reason


def test_a_run_can_be_stopped(tmp_path: Path) -> None:
    fill(tmp_path, 200)
    run = read_paths([tmp_path])
    first = next(iter(run))
    begun = time.monotonic()
    run.close()  # type: ignore[attr-defined]
    assert name_of(first) == "0000.html"
    assert time.monotonic() - begun < 5
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("jixiao-read")]


def test_a_few_plain_texts_start_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(pool, "read_all")
    (tmp_path / "表.csv").write_text("一级指标,三级指标,指标值\n产出指标,演练次数,≥2次\n", encoding="utf-8")
    assert [type(item) for item in read_paths([tmp_path])] == [Document]


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the stopped run has read is not read again, though nothing reads any more; a changed file would be."""
    folder, kept = tmp_path / "表", tmp_path / "data"
    folder.mkdir()
    names = fill(folder, 40)
    run = read_paths([folder], keep_in=kept)
    before = [next(run) for _ in range(25)]
    run.close()  # type: ignore[attr-defined]
    blind = "from corpus.readers import worker; from errors import ReadError\n"
    blind += "def refuse(name, data): raise ReadError(name, '没有读。')\nworker.read_documents = refuse; worker.main()"
    monkeypatch.setattr(pool, "_SERVE", blind)
    (folder / names[3]).write_bytes(PAGE + b" ")
    again = list(read_paths([folder], keep_in=kept))
    assert [name_of(item) for item in again] == names
    same = [k for k in range(25) if k != 3 and isinstance(before[k], Document)]
    assert [again[k] for k in same] == [before[k] for k in same]
    assert isinstance(again[3], ReadError)


def test_a_few_files_keep_nothing(tmp_path: Path) -> None:
    (tmp_path / "表.docx").write_bytes(docx_of(FORMS["F1"]))
    list(read_paths([tmp_path / "表.docx"], keep_in=tmp_path / "data"))
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("data", [PAGE, b"\0\0"], ids=["good", "no page"])
@pytest.mark.parametrize("collects", [True, False])
def test_garbage_is_collected_after_a_reading_as_before_it(data: bytes, collects: bool) -> None:
    (gc.enable if collects else gc.disable)()
    try:
        read_documents("表.html", data)
    except ReadError:
        pass
    finally:
        found = gc.isenabled()
        gc.enable()
    assert found is collects
