"""The reviewer's word on each indicator, as the corpus keeps it: what is rejected is marked and never suggested."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.records import Document
from review.engine import review
from review.findings import Severity

_CELLS = frozenset({"level3", "description", "value"})
"""A doubt about the basis does not make the indicator itself a bad example."""


def verdicts(
    document: Document, thresholds: Mapping[str, Mapping[str, float]] | None = None
) -> dict[tuple[int | None, int], list[str]]:
    """(``Project.no``, row from 1) → codes of the rules that speak against the row, for :meth:`corpus.store.Corpus.add`.

    Errors count wherever they stand in the row, warnings where they are about its name, description or value.
    """
    against: dict[tuple[int | None, int], list[str]] = {}
    for finding in review([document], thresholds=thresholds).findings:
        row = finding.where.row
        heavy = finding.severity is Severity.ERROR or (
            finding.severity is Severity.WARNING and finding.where.field in _CELLS
        )
        if row is not None and heavy:
            against.setdefault((finding.project_no, row), []).append(finding.code)
    return against
