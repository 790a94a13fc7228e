"""Findings → the official review form: four axes, eight points, grade. All figures stand in assess.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from corpus.records import Document, Project, Record
from review.findings import Assessment, Finding, Item, Severity


class _Point(Record):
    """One point of the form; ``codes`` are rule codes or their beginnings, the longest fitting one counts."""

    axis: str
    name: str
    asks: str
    """What a reviewer looks at for this point."""
    of: int
    floor: int
    codes: tuple[str, ...]


class _Grade(Record):
    """A grade, the least score it takes, the most errors it bears, and what follows from it."""

    name: str
    verdict: str
    handling: str
    score: int
    errors: int


class _Form(Record):
    """The data file."""

    note: str
    lost: dict[str, int]
    grade: tuple[_Grade, ...]
    point: tuple[_Point, ...]


@lru_cache(maxsize=1)
def form() -> _Form:
    """The form as assess.toml sets it."""
    return _Form.model_validate(tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")))


def assess(document: Document, project: Project, findings: Sequence[Finding]) -> Assessment:
    """The filled form of one project, from the findings about it. Findings about a document as a whole cost no project."""
    items = []
    for point in form().point:
        mine = [f for f in findings if _point_of(f.code) == point.name and form().lost[f.severity]]
        lost = sum(form().lost[f.severity] for f in mine)
        because = tuple(sorted({f.code for f in mine}))
        items.append(
            Item(
                axis=point.axis,
                point=point.name,
                score=max(point.floor, point.of - lost),
                of=point.of,
                because=because,
            )
        )
    score = sum(item.score for item in items)
    errors = sum(f.severity is Severity.ERROR for f in findings)
    grade = next(grade for grade in form().grade if score >= grade.score and errors <= grade.errors)
    return Assessment(
        document=document.source,
        project=project.name,
        project_no=project.no,
        grade=grade.name,
        verdict=grade.verdict,
        score=score,
        items=tuple(items),
    )


@lru_cache(maxsize=512)
def _point_of(code: str) -> str:
    """The point that a code costs: that of the longest beginning listed."""
    fits = [(len(start), point.name) for point in form().point for start in point.codes if code.startswith(start)]
    return max(fits)[1]
