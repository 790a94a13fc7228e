"""The report as JSON: the shape of ``review --format json`` in the contract."""

from __future__ import annotations

import json
from collections.abc import Sequence

from corpus.records import Document
from review.findings import Report


def render(report: Report, documents: Sequence[Document]) -> str:
    """``report`` with its findings, checks and assessment; Chinese stays readable."""
    return json.dumps(report.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"
