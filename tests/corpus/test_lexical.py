"""Words: pairs of characters, filters, rows that come and go."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.hits import Filters, fen
from corpus.ledger import Ledger
from corpus.lexical import LexicalIndex, tokens
from errors import CorpusError
from tests.corpus.kept import ALL


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    ledger = Ledger(f"sqlite:///{tmp_path / 'ledger.sqlite3'}")
    ledger.create()
    words = LexicalIndex(tmp_path / "words.sqlite3")
    for document in ALL:
        key = ledger.add(document, None)
        assert key is not None
        words.put(key, ledger.entries(key))
    ledger.close()
    return words


def best(index: LexicalIndex, query: str, filters: Filters) -> list[tuple[str, float]]:
    """Ids of the best rows with their scores."""
    found = index.best(query, index.columns().scope(filters), 50)
    briefs = index.briefs(row for row, _ in found)
    return [(briefs[row].id, score) for row, score in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("招商12次", ["招", "商", "招商", "12", "次"]),
        ("ＰＭ2.5 达标", ["pm", "2.5", "达", "标", "达标"]),
        ("", []),
        ("，。%", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("query", "filters", "name_end"),
    [
        ("防火演练", Filters(), "-1-1"),
        ("农村饮水", Filters(kind="table"), "-1"),
        ("群众满意度", Filters(year=2023), "-1-3"),
        ("满意度", Filters(departments=("示例市教育局",)), "-1-4"),
        ("总成本", Filters(level2=frozenset({"经济成本指标"})), "-1-3"),
        ("满意度", Filters(budget_min=fen(100), budget_max=fen("120.5")), "-1-4"),
    ],
)
def test_finds_the_row_under_filters(index: LexicalIndex, query: str, filters: Filters, name_end: str) -> None:
    found = best(index, query, filters)
    assert found[0][0].endswith(name_end)
    assert found == sorted(found, key=lambda pair: -pair[1])


def test_filters_leave_out_what_does_not_meet_them(index: LexicalIndex) -> None:
    assert len(best(index, "防火演练", Filters())) > 1
    assert best(index, "防火演练", Filters(departments=("示例市教育局",))) == []
    assert best(index, "群众满意度", Filters(year=1999)) == []
    assert best(index, "群众满意度", Filters(year=10**9)) == []
    assert best(index, "群众满意度", Filters(departments=())) == []


def test_drop_and_put_again(index: LexicalIndex, tmp_path: Path) -> None:
    before = best(index, "防火演练", Filters())
    key = before[0][0].split("-")[0]
    entries = Ledger(f"sqlite:///{tmp_path / 'ledger.sqlite3'}").entries(key)
    index.drop(key)
    assert key not in index.documents()
    assert all(not found.startswith(key) for found, _ in best(index, "防火演练", Filters()))
    index.put(key, entries)
    assert dict(best(index, "防火演练", Filters())) == pytest.approx(dict(before))


@given(st.text(max_size=60))
def test_any_query_is_only_words(query: str) -> None:
    assert all(token == token.lower() and not set(token) & set('"*^():-') for token in tokens(query))


@pytest.mark.parametrize("query", ['" OR 1', "NEAR(防火 演练)", "防火*", "name:防火", "'; DROP TABLE rows;--", "\0"])
def test_query_syntax_means_nothing(index: LexicalIndex, query: str) -> None:
    assert isinstance(best(index, query, Filters()), list)
    assert len(index.documents()) == 3


def test_damage_is_told_and_cleared(index: LexicalIndex, tmp_path: Path) -> None:
    index.close()
    (tmp_path / "words.sqlite3").write_bytes(b"damage" * 1000)
    with pytest.raises(CorpusError, match="rebuild"):
        index.documents()
    index.clear()
    assert index.documents() == set()


def test_another_process_may_write_between_the_columns_and_the_counts(tmp_path: Path) -> None:
    ledger = Ledger(f"sqlite:///{tmp_path / 'ledger.sqlite3'}")
    ledger.create()
    keys = [key for document in ALL if (key := ledger.add(document, None))]
    mine, others = (LexicalIndex(tmp_path / "words.sqlite3") for _ in range(2))
    mine.put(keys[0], ledger.entries(keys[0]))
    scope = mine.columns().scope(Filters())
    for key in keys[1:]:
        others.put(key, ledger.entries(key))
    found = mine.best("满意度指标", scope, 50)
    ledger.close()
    assert mine.counts(["指"])["指"] > scope.columns.total, "else this shows nothing"
    assert {row for row, _ in found} <= set(scope.mask.nonzero()[0].tolist())
