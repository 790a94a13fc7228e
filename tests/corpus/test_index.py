"""The vector index on real embedded Chroma, and the dense arm over it: conditions, another writer, damage."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from corpus.hits import Filters, fen
from corpus.index import KINDS, VectorIndex
from corpus.ledger import Ledger
from corpus.lexical import LexicalIndex
from corpus.nearest import nearest
from corpus.vectorfile import VectorFile
from errors import CorpusError
from tests.corpus.kept import ALL

if TYPE_CHECKING:
    from corpus.embed import Vectors

KEYS = ["a" * 32, "b" * 32, "c" * 32]


def vectors(count: int, dimension: int = 16) -> Vectors:
    """Unit vectors in directions of their own."""
    return np.eye(dimension, dtype=np.float32)[:count]


def vector_of(text: str) -> Vectors:
    """One direction for each text."""
    found = np.random.default_rng(sum(map(ord, text))).normal(size=16)
    unit: Vectors = (found / np.linalg.norm(found)).astype(np.float32)
    return unit


@pytest.fixture
def filed(tmp_path: Path) -> tuple[LexicalIndex, VectorIndex, VectorFile]:
    ledger = Ledger(f"sqlite:///{tmp_path / 'l.sqlite3'}")
    ledger.create()
    rows = LexicalIndex(tmp_path / "words.sqlite3")
    rows.put_many((key, ledger.entries(key)) for key in [ledger.add(document, None) for document in ALL] if key)
    ledger.close()
    index, exact = VectorIndex(tmp_path / "index", "模型 A/1"), VectorFile(tmp_path / "index" / "v.f32", 16)
    for text in rows.texts(0, 100):
        index.put(text.kind, [text.key], vector_of(text.text)[None])
        exact.append([text.number], vector_of(text.text)[None])
    return rows, index, exact


CASES = [
    (Filters(), 14),
    (Filters(kind="table"), 4),
    (Filters(year=2023), 3),
    (Filters(level2=frozenset({"服务对象满意度指标"})), 4),
    (Filters(departments=("示例市教育局",), budget_min=fen(100), budget_max=fen("120.5")), 4),
    (Filters(departments=("没有",)), 0),
]


@pytest.mark.parametrize("way", ["whichever is cheaper", "index first", "index in vain"])
def test_rows_under_conditions_nearest_first(
    filed: tuple[LexicalIndex, VectorIndex, VectorFile], way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, index, exact = filed
    asked = vector_of("群众满意度 % 服务对象满意度指标")
    ask = index.nearest
    if way != "whichever is cheaper":
        monkeypatch.setattr("corpus.nearest._MOST", 0.01)  # the index costs less whatever the conditions
    if way == "index in vain":  # all nearest texts miss the conditions
        ask = lambda kind, vector, limit: [("0" * 32, 1.0)] * limit  # noqa: E731
    for filters, count in CASES[2 if way == "index in vain" else 0 :]:
        found = nearest(rows, exact, ask, asked, rows.columns().scope(filters), 50, 3)
        assert len(found) == count, filters
        assert len(dict(found)) == count
        assert found == sorted(found, key=lambda pair: -pair[1])
    index.close()


@pytest.mark.parametrize("dimension", [64, 100])
def test_the_nearest_of_many_texts(tmp_path: Path, dimension: int) -> None:
    draw = np.random.default_rng(5)
    crowd = draw.normal(size=(20_000, dimension)) + 3  # far from the origin, as those of the offline model are
    own = np.concatenate([crowd, crowd[:10] + draw.normal(size=(10, dimension)) / 3]).astype(np.float32)
    own /= np.linalg.norm(own, axis=1, keepdims=True)
    file = VectorFile(tmp_path / "v.f32", dimension)
    file.append(range(1, 20_001), own[:20_000])
    every = np.arange(1, 20_001)
    assert [file.nearest(own[k], every, 1)[0][0] for k in range(20_000, 20_010)] == list(range(1, 11))
    file.append(range(20_001, 20_011), own[20_000:])  # what came later is found too
    assert [key for key, _ in file.nearest(own[3], np.arange(1, 20_011), 2)] == [4, 20_004]


def test_rows_of_one_text_leave_room_for_others(filed: tuple[LexicalIndex, VectorIndex, VectorFile]) -> None:
    rows, index, exact = filed
    asked, scope = vector_of("群众满意度 % 服务对象满意度指标"), rows.columns().scope(Filters())
    found = nearest(rows, exact, index.nearest, asked, scope, 4, 1)
    assert [round(cosine, 3) == 1 for _, cosine in found] == [True, False, False, False]
    found = nearest(rows, exact, index.nearest, asked, scope, 3, 3)
    assert [round(cosine, 3) for _, cosine in found] == [1, 1, 1]
    index.close()


def test_drop_and_put_again(tmp_path: Path) -> None:
    index = VectorIndex(tmp_path / "index", "m")
    index.put("indicator", KEYS, vectors(3))
    index.put("table", KEYS[:1], vectors(1))
    index.drop("indicator", KEYS[:1], 16)
    assert (index.keys("indicator", 16), index.count(16)) == (set(KEYS[1:]), 3)
    assert [key for key, _ in index.nearest("indicator", vectors(1)[0], 5)] in (KEYS[1:], KEYS[:0:-1])
    index.put("indicator", KEYS[:1], vectors(1))
    index.put("indicator", KEYS[:1], vectors(1))
    assert index.count(16) == 4
    [(key, cosine)] = index.nearest("indicator", vectors(1)[0], 1)
    assert (key, round(cosine, 3)) == (KEYS[0], 1)
    index.close()


def test_what_is_put_again_is_not_replaced(tmp_path: Path) -> None:
    """Replacing tears links out of the graph: after a killed import some texts could not be found any more."""
    index = VectorIndex(tmp_path / "index", "m")
    first, second, third = vectors(3)
    index.put("indicator", KEYS[:2], np.stack([first, second]))
    index.put("indicator", KEYS, np.stack([third, third, third]))
    found = {key: round(cosine, 3) for key, cosine in index.nearest("indicator", third, 3)}
    assert found == {KEYS[0]: 0, KEYS[1]: 0, KEYS[2]: 1}
    index.close()


def test_models_dimensions_and_owners_do_not_mix(tmp_path: Path) -> None:
    index = VectorIndex(tmp_path / "index", "m")
    index.put("indicator", KEYS, vectors(3))
    assert index.count(32) == 0
    index.close()
    for other in (VectorIndex(tmp_path / "index", "n"), VectorIndex(tmp_path / "index", "m", owner=lambda: "1f")):
        assert other.count(16) == 0
        other.close()


def test_clear_starts_anew(tmp_path: Path) -> None:
    index = VectorIndex(tmp_path / "index", "m")
    index.put("indicator", KEYS, vectors(3))
    index.clear()
    assert index.count(16) == 0
    index.put("indicator", KEYS, vectors(3))
    assert index.count(16) == 3
    index.close()
    assert len(list((tmp_path / "index").glob("chroma-*"))) == 1


def test_damage_is_told_and_cleared(tmp_path: Path) -> None:
    index = VectorIndex(tmp_path / "index", "m")
    index.put("indicator", KEYS, vectors(3))
    index.close()
    for path in (tmp_path / "index").glob("chroma-*/chroma.sqlite3"):
        path.write_bytes(b"damage" * 1000)
    index = VectorIndex(tmp_path / "index", "m")
    with pytest.raises(CorpusError, match="rebuild"):
        index.count(16)
    index.clear()
    index.put("indicator", KEYS, vectors(3))
    assert [len(index.keys(kind, 16)) for kind in KINDS] == [0, 3]
    index.close()


def test_a_server_that_does_not_answer(tmp_path: Path) -> None:
    index = VectorIndex(tmp_path / "index", "m", "http://127.0.0.1:9")
    with pytest.raises(CorpusError, match="向量索引"):
        index.count(16)


def test_a_vector_file_cut_short_counts_whole_vectors(tmp_path: Path) -> None:
    path = tmp_path / "v.f32"
    file = VectorFile(path, 16)
    file.append([1, 3], vectors(2))
    assert file.upto == 3
    path.write_bytes(path.read_bytes()[:-7])
    assert file.upto == 2
    file.append([3, 4], vectors(4)[2:])
    assert file.nearest(vectors(4)[2], np.array([1, 3, 4, 9]), 2)[0][0] == 3
    assert file.nearest(vectors(1)[0], np.array([], dtype=np.int64), 2) == []
