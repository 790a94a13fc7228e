"""The ledger: whole documents, once each, with everything that a hit must show."""

import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.fingerprint import fingerprint
from corpus.hits import fen
from corpus.ledger import Ledger
from corpus.records import Notice, Where
from errors import CorpusError
from tests.corpus.kept import ALL, FORESTRY, WATER


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    kept = Ledger(f"sqlite:///{tmp_path / 'ledger.sqlite3'}")
    kept.create()
    yield kept
    kept.close()


def test_gives_back_the_document_that_was_taken_in(ledger: Ledger) -> None:
    key = ledger.add(FORESTRY, None)
    assert key is not None
    assert ledger.document(key) == FORESTRY


def test_an_indicator_keeps_document_project_department_year_place_and_class(ledger: Ledger) -> None:
    key = ledger.add(WATER, None)
    assert key is not None
    entry = ledger.entries(key)[2]
    assert (entry.id, entry.kind, entry.document, entry.project) == (
        f"{key}-1-2",
        "indicator",
        "示例县水利局.txt",
        "农村饮水安全工程",
    )
    assert (entry.department, entry.year, entry.budget) == ("示例县水利局", 2023, Decimal("500"))
    assert (entry.where, entry.level2) == (Where(page=1, table=1, row=2), "社会效益指标")
    assert entry.indicator == WATER.projects[0].indicators[1]
    assert ledger.find([entry.id, "gone-1-1"]) == {entry.id: entry}


@pytest.mark.parametrize(
    "again",
    [
        FORESTRY,
        FORESTRY.model_copy(update={"source": "另一个名字.docx", "sha256": "ff"}),
        FORESTRY.model_copy(update={"notices": (Notice(code="x", text="有疑问"),)}),
        FORESTRY.model_copy(
            update={"projects": tuple(p.model_copy(update={"where": Where(page=99)}) for p in FORESTRY.projects)}
        ),
        FORESTRY.model_copy(
            update={"projects": tuple(p.model_copy(update={"name": f" {p.name}\n"}) for p in FORESTRY.projects)}
        ),
    ],
    ids=["same", "other name", "other notices", "other places", "other white space"],
)
def test_the_same_content_is_taken_in_once(ledger: Ledger, again: object) -> None:
    assert ledger.add(FORESTRY, None)
    assert ledger.add(again, None) is None  # type: ignore[arg-type]
    assert len(ledger.ids()) == 1


def test_a_changed_value_is_another_document() -> None:
    other = FORESTRY.model_copy(update={"year": 2025})
    assert fingerprint(other) != fingerprint(FORESTRY)


def test_verdicts_mark_rows_and_can_be_replaced(ledger: Ledger) -> None:
    key = ledger.add(FORESTRY, {(1, 3): ["JX301", "JX302"]})
    assert key is not None
    weak = {entry.id: entry.weak for entry in ledger.entries(key) if entry.indicator}
    assert weak[f"{key}-1-3"] == ("JX301", "JX302")
    assert weak[f"{key}-1-1"] == ()
    ledger.judge(key, {(2, 1): ["JX401"]})
    assert [e.id for e in ledger.entries(key) if e.weak] == [f"{key}-2-1"]


def test_nobody_judged_is_not_sound(ledger: Ledger) -> None:
    ledger.add(WATER, None)
    ledger.add(FORESTRY, {(1, 1): ["JX301"]})
    stats = ledger.stats()
    assert (stats.unjudged, stats.weak, stats.sound) == (3, 1, 6)


def test_counts_and_lists_what_is_in(ledger: Ledger) -> None:
    for document in ALL:
        ledger.add(document, {})
    stats = ledger.stats()
    assert (stats.documents, stats.departments, stats.projects, stats.indicators) == (3, 3, 4, 14)
    assert stats.years == {2023: 1, 2024: 2}
    assert stats.level2["服务对象满意度指标"] == 4
    first = ledger.stored()[0]
    assert (first.source, first.projects, first.indicators, first.weak) == ("示例县林业局.txt", 2, 7, 0)


def test_remove_takes_everything_along(ledger: Ledger) -> None:
    key = ledger.add(FORESTRY, None)
    assert key is not None
    ledger.add(WATER, None)
    before = ledger.revision()
    ledger.remove(key)
    assert ledger.revision() != before
    assert ledger.stats().indicators == 3
    with pytest.raises(CorpusError, match=f"没有编号为 {key} 的文件"):
        ledger.remove(key)


def test_a_revision_never_comes_back(ledger: Ledger) -> None:
    ledger.add(FORESTRY, None)
    second = ledger.add(WATER, None)
    before = ledger.revision()
    assert second is not None
    ledger.remove(second)
    ledger.add(ALL[2], None)
    assert ledger.revision() != before


def test_departments_by_part_of_their_name(ledger: Ledger) -> None:
    for document in ALL:
        ledger.add(document, None)
    assert ledger.departments("示例县") == ("示例县林业局", "示例县水利局")
    assert ledger.departments("财政") == ()


def test_vectors_are_kept_by_model_and_text(ledger: Ledger) -> None:
    ledger.keep_vectors("a", {"t1": b"1234", "t2": b"5678"})
    ledger.keep_vectors("a", {"t1": b"9999"})
    assert ledger.vectors("a", ["t1", "t2", "t3"]) == {"t1": b"1234", "t2": b"5678"}
    assert ledger.vectors("b", ["t1"]) == {}


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(CorpusError, match="已损坏或不是语料库"):
        Ledger(f"sqlite:///{path}").ready()


def test_a_corpus_of_another_version_is_refused(tmp_path: Path, ledger: Ledger) -> None:
    with sqlite3.connect(tmp_path / "ledger.sqlite3") as connection:
        connection.execute("UPDATE about SET value = '99'")
    connection.close()
    with pytest.raises(CorpusError, match="另一版本"):
        ledger.ready()


def test_an_address_that_is_none() -> None:
    with pytest.raises(CorpusError, match="JIXIAO_LEDGER_URL"):
        Ledger("not a url")


@given(st.decimals(min_value=0, max_value=10**8, places=6))
def test_money_as_fen_is_exact(wan: Decimal) -> None:
    whole = fen(wan)
    assert whole is not None
    assert Decimal(whole) / 1_000_000 == wan
