"""A user's own draft, row by row: what the rules find wrong, a better row from the pool, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from corpus.records import Document, Indicator, Project, Record
from corpus.taxonomy import Level2
from drafting.chosen import same
from drafting.compose import chosen_rows, founded
from drafting.draft import DraftRow, Source, SourceKind
from drafting.history import similarity
from drafting.pool import Pool
from drafting.table import brief_behind, level_of, row_of
from errors import ConfigError
from review.findings import Finding, Severity

if TYPE_CHECKING:
    from corpus.store import Corpus

_NEAR = 0.3
"""Share of common character pairs from which a candidate is taken to mean the row that it is to replace."""
_SAME_MATTER = 0.6
"""From which the user's number may stay the target: a percent of one thing is no target of another."""
_MISPLACED = frozenset({"misclassified-indicator", "quantity-as-percent", "quantity-as-money", "timeliness-as-money"})


class RowCritique(Record):
    """What is said of one row."""

    row: int
    """From 1."""
    level2: str | None
    name: str
    findings: tuple[Finding, ...] = ()
    better: DraftRow | None = None
    """A row that says it better; null where the row is sound or nothing better is known."""
    reference_value: str | None = None
    """What similar tables set, or what is usual."""


class Critique(Record):
    """What is said of one table."""

    project: str | None
    table: tuple[Finding, ...] = ()
    """Findings about the table as a whole: goals, purpose, plan, classes."""
    rows: tuple[RowCritique, ...] = ()
    missing: tuple[DraftRow, ...] = ()
    """Rows that the project's own activities ask for and that the table lacks."""
    note: str | None = None
    """Why there are no suggestions, in one sentence."""

    def to_json(self) -> dict[str, Any]:
        """The shape of ``draft --improve --format json``."""
        told = self.model_dump(mode="json", exclude={"rows", "missing"})
        rows = [
            row.model_dump(mode="json", exclude={"better"}) | {"better": row.better.to_json() if row.better else None}
            for row in self.rows
        ]
        return told | {"rows": rows, "missing": [row.to_json() for row in self.missing]}


def critique(document: Document, corpus: Corpus | None = None) -> tuple[Critique, ...]:
    """Every table of ``document`` judged by our own rules, row by row, with better rows from library and corpus.

    The user's own number stays the target of a better row wherever it is in the same unit. A table without a name or
    a budget is still judged; ``note`` then says why nothing is suggested.
    """
    from review.engine import review

    told = review([document]).findings
    return tuple(_table(document, project, told, corpus) for project in document.projects)


def _table(document: Document, project: Project, told: Iterable[Finding], corpus: Corpus | None) -> Critique:
    findings: dict[int | None, list[Finding]] = {}
    for finding in told:
        if (finding.project_no, finding.project) == (project.no, project.name):
            findings.setdefault(finding.where.row, []).append(finding)
    try:
        pool, note = Pool.of(brief_behind(document, project), corpus), None
    except ConfigError as error:
        pool, note = None, str(error)
    taken = [row for indicator in project.indicators if (row := row_of(indicator))]
    rows = []
    for number, indicator in enumerate(project.indicators, 1):
        found = findings.get(number, [])
        better = _better(indicator, found, taken, pool)
        if better:
            taken.append(better)
        rows.append(
            RowCritique(
                row=number,
                level2=indicator.level2,
                name=indicator.level3,
                findings=tuple(found),
                better=better,
                reference_value=_reference(indicator, better, pool),
            )
        )
    return Critique(
        project=project.name,
        table=tuple(findings.get(None, ())),
        rows=tuple(rows),
        missing=_missing(taken, pool) if pool else (),
        note=note,
    )


def _better(
    indicator: Indicator, found: Sequence[Finding], taken: Sequence[DraftRow], pool: Pool | None
) -> DraftRow | None:
    """A row for what ``indicator`` means, where a rule finds fault with its name, class, description or value."""
    faulty = any(
        f.severity is not Severity.HINT and f.where.field in (None, "level3", "level2", "value") for f in found
    )
    if pool is None or not faulty:
        return None
    level = level_of(indicator)
    elsewhere = any(f.name in _MISPLACED for f in found)
    near = [r for two in Level2 if elsewhere or two is level for r in pool.every(two) if _means(r, indicator)]
    near.sort(key=lambda row: (row.level2 is not level, -similarity(row.name, indicator.level3)))
    own_class = pool.every(level) if level else []
    for row in (*near, *own_class):
        if not any(same(row, other) for other in taken if other.name != indicator.level3):
            return _keeping(founded(row, pool), indicator)
    return None


def _means(row: DraftRow, indicator: Indicator) -> bool:
    return similarity(row.name, indicator.level3) >= _NEAR


def _keeping(row: DraftRow, indicator: Indicator) -> DraftRow:
    """``row`` with the user's own number where it is in the row's unit."""
    value = indicator.value
    comparable = row.pending and value.number is not None and row.unit and value.unit == row.unit
    if not comparable or similarity(row.name, indicator.level3) < _SAME_MATTER:
        return row
    source = Source(id="table", kind=SourceKind.USER, quote=value.text)
    return row.model_copy(
        update={"value": f"{row.way or ''}{value.number}{value.unit}", "sources": (*row.sources, source)}
    )


def _reference(indicator: Indicator, better: DraftRow | None, pool: Pool | None) -> str | None:
    if better and better.reference_value:
        return better.reference_value
    level = level_of(indicator)
    if pool is None or level is None:
        return None
    alike = [row for row in pool.every(level) if same(row, better or row) and _means(row, indicator)]
    best = max(alike, key=lambda row: similarity(row.name, indicator.level3), default=None)
    return founded(best, pool).reference_value if best else None


def _missing(taken: Sequence[DraftRow], pool: Pool) -> tuple[DraftRow, ...]:
    """Rows of a draft for the same project whose class or whose activity the table does not speak of."""
    classes = {row.level2 for row in taken}

    def spoken(row: DraftRow) -> bool:
        peers = [other for other in taken if other.level2 is row.level2]
        return any(similarity(row.name, other.name) >= _NEAR for other in peers)

    wanted = [
        row
        for row in chosen_rows(pool)
        if row.level2 not in classes or (row.level2 is Level2.QUANTITY and not row.pending and not spoken(row))
    ]
    return tuple(founded(row, pool) for row in wanted)
