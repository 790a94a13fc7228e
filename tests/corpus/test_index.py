"""The vector index on real embedded Chroma: whole documents, filters, another writer, damage."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from corpus.entries import Entry
from corpus.hits import Filters, fen
from corpus.index import VectorIndex
from corpus.ledger import Ledger
from errors import CorpusError
from tests.corpus.kept import ALL

if TYPE_CHECKING:
    from corpus.embed import Vectors

Filed = dict[str, list[Entry]]


@pytest.fixture
def filed(tmp_path: Path) -> Filed:
    ledger = Ledger(f"sqlite:///{tmp_path / 'l.sqlite3'}")
    ledger.create()
    keys = [ledger.add(document, None) for document in ALL]
    found = {key: ledger.entries(key) for key in keys if key}
    ledger.close()
    return found


def vectors(entries: list[Entry]) -> Vectors:
    """One direction for each name, so that nearest means same name."""
    rows = np.random.default_rng(0).normal(size=(len(entries), 16)).astype(np.float32)
    for row, entry in zip(rows, entries, strict=True):
        row[:] = np.random.default_rng(sum(map(ord, entry.name))).normal(size=16)
    unit: Vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit


def fill(index: VectorIndex, filed: Filed) -> None:
    for key, entries in filed.items():
        index.put(key, entries, vectors(entries))


def test_nearest_under_filters(tmp_path: Path, filed: Filed) -> None:
    index = VectorIndex(tmp_path / "index", "模型 A/1")
    fill(index, filed)
    assert index.documents(16) == set(filed)
    wanted = next(e for es in filed.values() for e in es if e.name == "群众满意度")
    asked = vectors([wanted])[0]
    found = index.nearest(asked, Filters(), 3)
    assert found[0][1] == pytest.approx(1, abs=1e-3)
    assert found == sorted(found, key=lambda pair: -pair[1])
    for filters, count in (
        (Filters(year=2023), 3),
        (Filters(kind="table"), 4),
        (Filters(level2=frozenset({"服务对象满意度指标"})), 4),
        (Filters(departments=("示例市教育局",), budget_min=fen(100), budget_max=fen("120.5")), 4),
        (Filters(departments=("没有",)), 0),
    ):
        assert len(index.nearest(asked, filters, 50)) == count, filters
    index.close()


def test_drop_and_put_again(tmp_path: Path, filed: Filed) -> None:
    index = VectorIndex(tmp_path / "index", "m")
    fill(index, filed)
    key = next(iter(filed))
    index.drop(key, 16)
    assert key not in index.known(16)
    asked = vectors(filed[key])[0]
    assert all(not found.startswith(key) for found, _ in index.nearest(asked, Filters(), 50))
    index.put(key, filed[key], vectors(filed[key]))
    index.put(key, filed[key], vectors(filed[key]))
    assert len(index.nearest(asked, Filters(), 50)) == 14
    index.close()


def test_models_and_dimensions_do_not_mix(tmp_path: Path, filed: Filed) -> None:
    index = VectorIndex(tmp_path / "index", "m")
    fill(index, filed)
    assert index.documents(32) == set()
    index.close()
    other = VectorIndex(tmp_path / "index", "n")
    assert other.documents(16) == set()
    other.close()


def test_clear_starts_anew(tmp_path: Path, filed: Filed) -> None:
    index = VectorIndex(tmp_path / "index", "m")
    fill(index, filed)
    index.clear()
    assert index.documents(16) == set()
    fill(index, filed)
    assert index.documents(16) == set(filed)
    index.close()
    assert len(list((tmp_path / "index").glob("chroma-*"))) == 1


def test_damage_is_told_and_cleared(tmp_path: Path, filed: Filed) -> None:
    index = VectorIndex(tmp_path / "index", "m")
    fill(index, filed)
    index.close()
    for path in (tmp_path / "index").glob("chroma-*/chroma.sqlite3"):
        path.write_bytes(b"damage" * 1000)
    index = VectorIndex(tmp_path / "index", "m")
    with pytest.raises(CorpusError, match="rebuild"):
        index.documents(16)
    index.clear()
    fill(index, filed)
    assert index.documents(16) == set(filed)
    index.close()


def test_a_server_that_does_not_answer(tmp_path: Path) -> None:
    index = VectorIndex(tmp_path / "index", "m", "http://127.0.0.1:9")
    with pytest.raises(CorpusError, match="向量索引"):
        index.documents(16)
