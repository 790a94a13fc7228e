"""A table that exists already → the brief behind it, so that the drafting functions can speak about its rows."""

from __future__ import annotations

from corpus import taxonomy
from corpus.citations import parse_basis
from corpus.records import Document, Indicator, Project
from corpus.taxonomy import Level2
from corpus.values import PENDING
from drafting.brief import Brief, brief_of
from drafting.draft import DraftRow, Source, SourceKind
from errors import ConfigError


def brief_behind(document: Document, project: Project) -> Brief:
    """Name, purpose and budget (万元) of ``project`` as a brief; the goals speak where the purpose is empty.

    Raises ConfigError that names what the table lacks.
    """
    name = project.name or project.title
    budget = project.budget.total or project.budget.fiscal
    lacking = [word for word, value in (("项目名称", name), ("预算数", budget)) if not value]
    if lacking:
        raise ConfigError(f"表里没有{'和'.join(lacking)}，不能给出建议；请补上后再试。")
    department = document.department.name if document.department else None
    purpose = project.purpose or "；".join(project.goals) or name
    assert purpose is not None
    return brief_of(
        {"name": name, "budget": budget, "purpose": purpose[:4000], "department": department, "year": document.year}
    )


def row_of(indicator: Indicator) -> DraftRow | None:
    """A printed row as a row of a draft, its words the user's; None where its class is not known."""
    level = level_of(indicator)
    if level is None:
        return None
    basis = indicator.basis.text if indicator.basis and parse_basis(indicator.basis.text).citations else None
    return DraftRow(
        level2=level,
        name=indicator.level3,
        description=indicator.description or "",
        value=indicator.value.text or PENDING,
        unit=indicator.value.unit,
        way=indicator.value.operator,
        evidence="",
        basis=basis,
        sources=(Source(id="table", kind=SourceKind.USER, quote=indicator.level3),),
    )


def level_of(indicator: Indicator) -> Level2 | None:
    """The level-2 class of a printed row."""
    return taxonomy.level2(indicator.level2) or taxonomy.level2(indicator.level1)
