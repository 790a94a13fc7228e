"""What earlier tables set: rows of the corpus and of last year's table, sound ones only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from corpus import taxonomy
from corpus.chars import fold
from corpus.library import evidence_for
from corpus.records import Document, Indicator, Project, Record
from corpus.taxonomy import Level2
from corpus.values import PENDING
from drafting.brief import Brief
from drafting.cite import local_basis, place, same_place
from drafting.draft import DraftRow, Source, SourceKind

if TYPE_CHECKING:
    from corpus.store import Corpus

_ALIKE = 0.65
"""Share of common character pairs from which two names are taken to mean the same thing."""
_NEAR = 0.7
"""Share of a row's character pairs that have to stand in the brief for a row of another project to be suggested."""
_TOP = 8
_SEVERAL = 2
"""Tables from which on a spread is told instead of one table's value."""
_SHOWN = 3
"""Rows behind a spread that are named as its sources."""


class Precedent(Record):
    """One row that an earlier table has."""

    id: str
    level2: Level2
    indicator: Indicator
    department: str | None
    label: str
    """Whose table it is: department, year, project."""
    last_year: bool = False
    """From the same project's table of last year."""


def precedents(brief: Brief, corpus: Corpus | None) -> tuple[Precedent, ...]:
    """Sound rows of last year's table and of the corpus's nearest ones, nearest first."""
    found = list(_last_year(brief.last_year, brief.name)) if brief.last_year else []
    if corpus is not None:
        seen = {p.id for p in found}
        for query in (brief.name, brief.purpose[:200]):
            for hit in corpus.search(query, kind="indicator", top=_TOP, sound_only=True):
                level = taxonomy.level2(hit.level2)
                if hit.indicator and level and hit.id not in seen:
                    seen.add(hit.id)
                    label = " ".join(str(x) for x in (hit.department, hit.year, hit.project) if x)
                    found.append(
                        Precedent(
                            id=hit.id, level2=level, indicator=hit.indicator, department=hit.department, label=label
                        )
                    )
    return tuple(found)


def with_precedents(row: DraftRow, known: Sequence[Precedent], brief: Brief) -> DraftRow:
    """``row`` with the nearest precedent of its class as reference value and source, and its basis if it may be kept."""
    alike = [
        p
        for p in known
        if p.level2 is row.level2
        and similarity(p.indicator.level3, row.name) >= _ALIKE
        and _unit(p.indicator.value.unit) == _unit(row.unit)
    ]
    if not alike:
        return row
    best = max(alike, key=lambda p: (p.last_year, similarity(p.indicator.level3, row.name)))
    return row.model_copy(
        update={
            "sources": (*row.sources, *_sources(best)),
            "reference_value": _reference(best) if row.pending and best.indicator.value.text else row.reference_value,
            "basis": row.basis or _basis(best, brief),
        }
    )


def with_spread(row: DraftRow, corpus: Corpus) -> DraftRow:
    """``row`` with the spread of what the corpus's tables set for the same thing in the same unit, where two or more do.

    What is shown already stays, but for satisfaction, which every table sets; counts and time limits are left alone, since how much others did says little
    about how much is to be done here. Raises CorpusError as the search does.
    """
    if row.reference_value and row.level2 is not Level2.SATISFACTION:
        return row
    told_of = row.pending and row.level2 not in (Level2.QUANTITY, Level2.TIMELINESS)
    if not told_of or any(s.id.startswith("last_year/") for s in row.sources):
        return row
    from corpus.facts import indicator_facts

    for facts in indicator_facts(corpus, row.name, row.level2.value, top=1):
        units = [u for u in facts.units if _unit(u.spread.unit) == _unit(row.unit)]
        if not units or facts.tables < _SEVERAL or similarity(facts.name, row.name) < _ALIKE:
            continue
        told = f"{facts.tables} 张表：{units[0].spread.told()}"
        usual = row.reference_value if row.reference_value and "常见值" in row.reference_value else None
        seen = tuple(
            Source(id=one.id, kind=SourceKind.HISTORY, quote=facts.name)
            for one in facts.seen[:_SHOWN]
            if one.id not in {s.id for s in row.sources}
        )
        reference = f"{told}；{usual}" if usual else told
        return row.model_copy(update={"reference_value": reference, "sources": (*row.sources, *seen)})
    return row


def suggested(known: Sequence[Precedent], brief: Brief, level: Level2) -> list[DraftRow]:
    """Rows of earlier tables that speak about this project's own matter: all of last year's, and near ones of others."""
    text = brief.name + brief.purpose
    return [
        _row(precedent, brief)
        for precedent in known
        if precedent.level2 is level
        and (
            precedent.last_year or (coverage(precedent.indicator.level3, text) >= _NEAR and _movable(precedent, brief))
        )
    ]


def similarity(a: str, b: str) -> float:
    """Common character pairs of two names over those of the shorter one, 0 to 1."""
    first, second = _pairs(a), _pairs(b)
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def coverage(name: str, text: str) -> float:
    """Share of the character pairs of ``name`` that stand in ``text``."""
    pairs = _pairs(name)
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def table_of_last_year(document: Document, name: str) -> Project | None:
    """The project of last year's document that is this one: the only one, else that with the likest name."""
    alike = sorted(document.projects, key=lambda p: -similarity(p.name or p.title or "", name))
    if len(alike) > 1 and similarity(alike[0].name or alike[0].title or "", name) < _ALIKE:
        return None
    return alike[0] if alike else None


def _last_year(document: Document, wanted: str) -> Iterator[Precedent]:
    from review.engine import review

    project = table_of_last_year(document, wanted)
    if project is None:
        return
    bad = {(f.project_no, f.where.row) for f in review([document]).findings if f.severity != "hint"}
    name = document.department.name if document.department else None
    for number, indicator in enumerate(project.indicators, 1):
        level = taxonomy.level2(indicator.level2)
        if level and (project.no, number) not in bad:
            label = f"上年{project.name or ''}"
            yield Precedent(
                id=f"last_year/{number}",
                level2=level,
                indicator=indicator,
                department=name,
                label=label,
                last_year=True,
            )


def _unit(text: str | None) -> str:
    """A unit without its multiplier: 万人次 and 人次 may be compared, 万元 and 元/批次 may not."""
    return (text or "").removeprefix("万") if text != "万元" else "万元"


def _movable(precedent: Precedent, brief: Brief) -> bool:
    """Whether a row of another table names no place of its own."""
    words = precedent.indicator.level3 + (precedent.indicator.description or "")
    home = place(precedent.department)
    return same_place(brief, precedent.department) or home is None or home not in words


def _row(precedent: Precedent, brief: Brief) -> DraftRow:
    indicator = precedent.indicator
    return DraftRow(
        level2=precedent.level2,
        name=indicator.level3,
        description=indicator.description or f"年度内完成的{indicator.level3}",
        value=PENDING,
        unit=indicator.value.unit,
        way=indicator.value.operator,
        evidence=evidence_for(precedent.level2),
        basis=_basis(precedent, brief),
        reference_value=_reference(precedent) if indicator.value.text else None,
        sources=_sources(precedent),
    )


def _reference(precedent: Precedent) -> str:
    return f"{precedent.indicator.value.text}（{precedent.label}）"


def _sources(precedent: Precedent) -> tuple[Source, ...]:
    row = Source(id=precedent.id, kind=SourceKind.HISTORY, quote=precedent.indicator.level3)
    basis = precedent.indicator.basis
    if basis is None or not basis.citations:
        return (row,)
    return row, Source(id=f"{precedent.id}#basis", kind=SourceKind.HISTORY, quote=basis.text)


def _basis(precedent: Precedent, brief: Brief) -> str | None:
    basis = precedent.indicator.basis
    return local_basis(brief, precedent.department, basis.text if basis else None)


def _pairs(text: str) -> set[str]:
    plain = fold(text)
    return {plain[i : i + 2] for i in range(len(plain) - 1)}
