"""Compact cases → documents; the format is told in test_rule_cases.py."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from corpus import taxonomy
from corpus.citations import parse_basis
from corpus.records import (
    Budget,
    Department,
    Document,
    Indicator,
    PartOne,
    PartOneItem,
    Project,
    SpendingStep,
    Where,
)
from corpus.values import parse_value

MONTHS = {1: (12,), 2: (6, 12), 3: (6, 10, 12), 4: (3, 6, 10, 12)}
FIELDS = {"no", "name", "title", "code", "total", "fiscal", "other", "purpose", "plan", "goals", "rows"}
CASE = {
    "why",
    "year",
    "department",
    "part_one",
    "project",
    "rows",
    "projects",
    "with",
    "thresholds",
    "expect",
    "last_year",
}


def document(case: dict[str, Any], source: str = "样例.txt") -> Document:
    """The document that a case describes."""
    assert set(case) <= CASE, f"unknown keys: {set(case) - CASE}"
    projects = case.get("projects") or [{**case.get("project", {}), "rows": case.get("rows", [])}]
    return Document(
        source=source,
        year=case.get("year", 2024),
        department=Department(name=case.get("department", "示例县示例局")),
        part_one=_part_one(case["part_one"]) if "part_one" in case else None,
        projects=tuple(project(spec, number) for number, spec in enumerate(projects, 1)),
    )


def last_year(case: dict[str, Any]) -> list[Document] | None:
    """The document of last year that a case names, if it does: the same keys, one year back."""
    if "last_year" not in case:
        return None
    return [document({"year": case.get("year", 2024) - 1, **case["last_year"]}, "上年.txt")]


def project(spec: dict[str, Any], number: int = 1) -> Project:
    """One table."""
    assert set(spec) <= FIELDS, f"unknown keys: {set(spec) - FIELDS}"
    return Project(
        no=spec.get("no", number),
        title=spec.get("title"),
        code=spec.get("code"),
        name=spec.get("name", "示例项目"),
        budget=Budget(**{k: _money(spec.get(k)) for k in ("total", "fiscal", "other")}),
        purpose=spec.get("purpose"),
        spending_plan=_plan(spec.get("plan", [])),
        goals=tuple(spec.get("goals", ())),
        indicators=tuple(indicator(row, n) for n, row in enumerate(spec.get("rows", []), 1)),
        where=Where(table=number),
    )


def indicator(row: list[str | None], number: int = 1) -> Indicator:
    """One row: level 2 (or level 1/level 2), name, description, value, basis, weight."""
    level1, _, level2 = (row[0] or "").rpartition("/")
    known = taxonomy.level2(level2)
    cells = [*row, None, None, None, None][:6]
    return Indicator(
        level1=level1 or (taxonomy.LEVEL1_OF[known].value if known else None),
        level2=level2 or None,
        level3=cells[1] or "",
        description=cells[2],
        value=parse_value(cells[3] or ""),
        basis=None if cells[4] is None else parse_basis(cells[4]),
        weight=_money(cells[5]),
        where=Where(row=number),
    )


def _part_one(spec: dict[str, Any]) -> PartOne:
    items = tuple(
        PartOneItem(no=n, name=name, duties=duties, goal=goal, indicators_text=text)
        for n, (name, duties, goal, text) in enumerate(spec.get("items", []), 1)
    )
    return PartOne(overall_goal=spec.get("overall_goal"), paragraphs=tuple(spec.get("paragraphs", ())), items=items)


def _plan(plan: list[Any] | dict[Any, Any]) -> tuple[SpendingStep, ...]:
    steps = (
        plan.items() if isinstance(plan, dict) else zip(MONTHS.get(len(plan), (None,) * len(plan)), plan, strict=True)
    )
    return tuple(SpendingStep(month=month, percent=str(percent)) for month, percent in steps)


def _money(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))
