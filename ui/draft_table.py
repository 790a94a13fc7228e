"""A draft between its record and the grid in which it is edited: pure functions, no Streamlit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus import taxonomy
from corpus.chars import same
from corpus.citations import parse_basis
from corpus.hits import Hit
from corpus.records import Indicator, Project, SpendingStep
from corpus.values import PENDING, parse_value
from drafting.draft import DraftRow

SOURCE_WORDS = {"history": "历史表", "library": "指标库", "user": "您填写的", "model": "模型建议"}


@dataclass(frozen=True)
class Origin:
    """Where a row came from and what alike tables set."""

    sources: tuple[Mapping[str, str], ...] = ()
    """``{"id", "kind", "quote"}`` as in ``draft --format json``."""
    reference: str = ""

    def joined(self, other: Origin) -> Origin:
        """Both sources; the reference value of ``other`` only where there is none yet."""
        return Origin((*self.sources, *other.sources), self.reference or other.reference)


@dataclass(frozen=True)
class Row:
    """One row while it is edited; ``id`` stays the same wherever it is moved."""

    id: str
    indicator: Indicator
    origin: Origin


def origins(draft: Mapping[str, Any]) -> list[Origin]:
    """The origin of every row of ``draft`` (``Draft.to_json()``)."""
    return [Origin(tuple(row["sources"]), row.get("reference_value") or "") for row in draft["indicators"]]


def with_picked(project: Project, rows: Sequence[Origin], hit: Hit) -> tuple[Project, list[Origin]]:
    """``project`` and its origins with the picked indicator added behind its class, its value and basis left open.

    A number or a document of another table is never taken over as one's own: the number stands as the reference value.
    """
    picked = hit.indicator
    if picked is None:
        return project, list(rows)
    origin = origin_of(hit)
    for n, other in enumerate(project.indicators):
        if same(other.level3, picked.level3):  # the draft has it already: the hit is one more source of that row
            return project, [*rows[:n], rows[n].joined(origin), *rows[n + 1 :]]
    one, two = taxonomy.level1(picked.level1) or picked.level1, hit.level2 or picked.level2
    row = Indicator(
        level1=one,
        level2=two,
        level3=picked.level3,
        description=picked.description or "",
        value=parse_value(PENDING),
        basis=parse_basis(PENDING),
    )
    there = [n for n, other in enumerate(project.indicators, 1) if (other.level1, other.level2) == (one, two)]
    there = there or [n for n, other in enumerate(project.indicators, 1) if other.level1 == one]
    at = there[-1] if there else len(rows)
    lengthened = (*project.indicators[:at], row, *project.indicators[at:])
    return project.model_copy(update={"indicators": lengthened}), [*rows[:at], origin, *rows[at:]]


def origin_of(hit: Hit) -> Origin:
    """What a row taken from ``hit`` rests on."""
    value = hit.indicator.value.text if hit.indicator else ""
    quote = " ".join(filter(None, (hit.document, hit.project, value)))
    return Origin(({"id": hit.id, "kind": "history", "quote": quote},), value)


def numbered(project: Project, rows: Sequence[Origin]) -> tuple[Row, ...]:
    """The rows of ``project`` with names of their own: ``r1``, ``r2`` …"""
    return tuple(
        Row(f"r{n}", indicator, origin)
        for n, (indicator, origin) in enumerate(zip(project.indicators, rows, strict=True), 1)
    )


def from_draft(row_id: str, made: DraftRow) -> Row:
    """A row that was drafted anew, under the name ``row_id``."""
    sources = tuple(source.model_dump(mode="json") for source in made.sources)
    return Row(row_id, made.indicator(), Origin(sources, made.reference_value or ""))


def cells(row: Row) -> dict[str, str]:
    """What the grid shows of ``row`` and hands back: its id and the words of each cell."""
    words = ("level1", "level2", "level3", "description", "value", "basis")
    return {"id": row.id} | {name: row.indicator.printed(name) for name in words}


def taken(written: Iterable[Mapping[str, str]], known: Iterable[Row]) -> tuple[Row, ...]:
    """The rows that the grid hands back, each with what was ``known`` of it; a row that was not known has no origin."""
    by_id = {row.id: row for row in known}
    rows = []
    for words in written:
        old = by_id.get(words["id"])
        if old is not None and cells(old) == dict(words):
            rows.append(old)
            continue
        changed = {
            "level1": words["level1"] or None,
            "level2": words["level2"] or None,
            "level3": words["level3"].strip(),
            "description": words["description"].strip(),
            "value": parse_value(words["value"].strip()),
            "basis": parse_basis(words["basis"].strip()),
        }
        if old is None:
            rows.append(Row(words["id"], Indicator.model_validate(changed), Origin()))
        else:
            rows.append(replace(old, indicator=old.indicator.model_copy(update=changed)))
    return tuple(rows)


def filled(rows: Iterable[Row]) -> list[Row]:
    """The rows in which something is written; only those are part of the table."""
    return [row for row in rows if any(cells(row)[field] for field in ("level3", "description", "value", "basis"))]


def head(project: Project, purpose: str, goals: str, plan: Sequence[str]) -> dict[str, Any]:
    """The fields of ``project`` above its indicators as edited; ``goals`` one a line, ``plan`` the percentages as printed."""
    steps = tuple(
        SpendingStep(month=step.month, percent=percent.strip().rstrip("%％"))
        for step, percent in zip(project.spending_plan, plan, strict=True)
    )
    lines = tuple(line.strip() for line in goals.splitlines() if line.strip())
    return {"purpose": purpose, "goals": lines, "spending_plan": steps}
