"""Short forms that real tables print, row by row: error, warning or nothing (``rows.txt``)."""

from __future__ import annotations

from pathlib import Path

import pytest

from review.engine import review
from review.findings import Severity
from tests.review.builder import document

LINES = [
    line.split("|")
    for line in (Path(__file__).parent / "rows.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
ALLOWED = {"E": {"E"}, "W": {"W"}, "": {""}, "w": {"W", ""}}


@pytest.mark.parametrize(("kind", "name", "value", "wanted"), LINES)
def test_row(kind: str, name: str, value: str, wanted: str) -> None:
    report = review([document({"rows": [[f"{kind}指标", name, None, value]]})], strict=True)
    told = [finding for finding in report.findings if finding.where.row == 1]
    heaviest = min((finding.severity.rank for finding in told), default=Severity.HINT.rank)
    verdict = {Severity.ERROR.rank: "E", Severity.WARNING.rank: "W"}.get(heaviest, "")
    assert verdict in ALLOWED[wanted], [f"{finding.name}: {finding.message}" for finding in told]
