"""The baseline: known findings are not told again, new ones are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from errors import ConfigError, WriteError
from review.engine import review
from review.suppress import apply_baseline, write_baseline
from tests.review.builder import document

OLD: dict[str, Any] = {
    "project": {"name": "甲经费", "total": 6, "plan": [50, 40, 100]},
    "rows": [["成本指标", "总成本", "全部支出", "≤13万元"]],
}


def _told(case: dict[str, Any], baseline: Path) -> list[str]:
    documents = [document(case)]
    return [f.name for f in apply_baseline(review(documents), documents, baseline).findings]


@pytest.fixture
def baseline(tmp_path: Path) -> Path:
    path = tmp_path / "基线.json"
    documents = [document(OLD)]
    write_baseline(review(documents), documents, path)
    return path


def test_known_findings_are_not_told_again(baseline: Path) -> None:
    assert _told(OLD, baseline) == []


def test_an_inserted_row_changes_nothing_for_the_others(baseline: Path) -> None:
    new = {**OLD, "rows": [["数量指标", "演练次数", "组织演练的次数", "≥2次"], *OLD["rows"]]}
    assert "cost-budget-mismatch" not in _told(new, baseline)


def test_an_edited_row_is_told(baseline: Path) -> None:
    new = {**OLD, "rows": [["成本指标", "总成本", "全部支出", "≤15万元"]]}
    assert "cost-budget-mismatch" in _told(new, baseline)


def test_the_same_mistake_once_more_is_told(tmp_path: Path) -> None:
    row = ["数量指标", "宣传次数", None, "≥3次"]
    path = tmp_path / "b.json"
    twice, thrice = [document({"rows": [row] * 2})], [document({"rows": [row] * 3})]
    write_baseline(review(twice, select=["duplicate-indicator"]), twice, path)
    left = apply_baseline(review(thrice, select=["duplicate-indicator"]), thrice, path)
    assert [f.where.row for f in left.findings] == [3]


def test_a_missing_baseline_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new.json"
    first = _told(OLD, path)
    assert "cost-budget-mismatch" in first
    assert _told(OLD, path) == []


@pytest.mark.parametrize("content", ["", "[]", '{"version": 2, "counts": {}}', '{"version": 1, "counts": {"a": "x"}}'])
def test_what_is_no_baseline_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match="基线文件"):
        _told(OLD, path)


def test_a_baseline_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="基线文件"):
        _told(OLD, tmp_path / "没有的文件夹" / "b.json")
