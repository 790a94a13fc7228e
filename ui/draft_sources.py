"""起草: what stands beside the rows of a draft: findings at their cells, sources with quote, document and place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from corpus.entries import Entry
from errors import JixiaoError
from review.formats.sheet import Mark
from ui import state
from ui.draft_table import SOURCE_WORDS, Row, filled

_CELLS = {"level1": "kind", "level2": "kind", "description": "description", "value": "value", "basis": "basis"}


def beside(rows: Sequence[Row], marks: Sequence[Mark], known: Mapping[str, Entry]) -> dict[str, dict[str, Any]]:
    """Row id → its ``marks`` by cell, worst first, its ``sources`` as chips and its ``reference``, for the grid."""
    numbers = {n: row.id for n, row in enumerate(filled(rows), 1)}
    found = {row.id: _beside(row, known) for row in rows}
    for mark in sorted(marks, key=lambda one: one.finding.severity.rank):
        if (row_id := numbers.get(mark.finding.where.row or 0)) is not None:
            cell = _CELLS.get(mark.finding.where.field or "", "level3")
            told = f"{mark.finding.message}\n建议：{mark.finding.suggestion}"
            shown = {"number": mark.number, "severity": str(mark.finding.severity), "message": told}
            found[row_id]["marks"].setdefault(cell, []).append(shown)
    return found


def _beside(row: Row, known: Mapping[str, Entry]) -> dict[str, Any]:
    tips: dict[str, list[str]] = {}
    for source in row.origin.sources:
        entry = known.get(source.get("id") or "")
        place = f"\n　{place_of(entry)}" if entry else ""
        tips.setdefault(source["kind"], []).append(f"{source.get('quote') or ''}{place}")
    chips = [
        {
            "kind": kind,
            "word": SOURCE_WORDS.get(kind, kind) + (f" {len(told)}" if len(told) > 1 else ""),
            "tip": "\n".join((f"{SOURCE_WORDS.get(kind, kind)}：", *told)),
        }
        for kind, told in tips.items()
    ]
    return {"marks": {}, "sources": chips, "reference": row.origin.reference}


def place_of(entry: Entry) -> str:
    """Document and place of a row of the corpus, in words."""
    where, row = entry.where, entry.id.split("-")[2:]
    parts = (
        entry.document,
        entry.project or "",
        f"第 {where.page} 页" if where.page else "",
        f"第 {row[0]} 行" if row else "",
    )
    return " · ".join(filter(None, parts))


def places(rows: Iterable[Row]) -> Mapping[str, Entry]:
    """The rows of the corpus that ``rows`` rest on, by id; empty where there are none or the corpus cannot be read."""
    ids = {s["id"] for row in rows for s in row.origin.sources if s["kind"] == "history" and s.get("id")}
    if not ids:
        return {}
    try:
        found = state.corpus().find(sorted({_row_id(one) for one in ids}))
    except JixiaoError:
        return {}
    return {one: found[_row_id(one)] for one in ids if _row_id(one) in found}


def _row_id(source: str) -> str:
    """The row that a source is part of: the basis of a row is named ``<row>#basis``."""
    return source.partition("#")[0]


def words(reference: str) -> str:
    """A reference value as HTML; empty where there is none."""
    return f'<div class="jx-source">{escape(reference)}</div>' if reference else ""
