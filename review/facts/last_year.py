"""Last year's table of the same project, and its rows beside this year's."""

from __future__ import annotations

import re

from corpus.chars import fold
from corpus.records import Project
from review.facts.texts import likeness
from review.memo import by_identity
from review.rule import CannotRun, NotApplicable, Row, Table

_YEAR = re.compile(r"20\d\d年?(?:度)?")
_SAME_PROJECT = 0.8
"""Likeness of two names (years aside) from which they are taken for one project."""
_SAME_ROW = 0.7
"""Likeness of two names of the same class from which they are taken for one indicator."""


@by_identity
def before(table: Table) -> Table:
    """Last year's table of the same project. Raises CannotRun where none was given, NotApplicable for a new project.

    Projects are matched by code, then by name with the years left out.
    """
    if table.last_year is None:
        raise CannotRun("没有给出上年的表")
    found = _same_code(table) or _same_name(table)
    if found is None:
        raise NotApplicable("上年的表里没有这个项目")
    return Table.of(table.document, found)


@by_identity
def pairs(table: Table) -> tuple[tuple[Row | None, Row | None], ...]:
    """(last year's row, this year's) of each indicator, None where the other year has none like it.

    Rows are joined within their class, each once, the likeliest names first.
    """
    old, new = list(before(table).rows), list(table.rows)
    scored = [(_like(o, n), o.number, n.number) for o in old for n in new if o.level2 is n.level2]
    joined: dict[int, int] = {}
    for score, o, n in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if score >= _SAME_ROW and o not in joined and n not in joined.values():
            joined[o] = n
    both = [(old[o - 1], new[n - 1]) for o, n in sorted(joined.items())]
    gone = [(row, None) for row in old if row.number not in joined]
    come = [(None, row) for row in new if row.number not in joined.values()]
    return (*both, *gone, *come)


def _like(old: Row, new: Row) -> float:
    return 1.0 if old.name == new.name else likeness(old.name, new.name)


def _same_code(table: Table) -> Project | None:
    code = table.project.code
    return next((p for p in table.last_year or () if code and p.code == code), None)


def _same_name(table: Table) -> Project | None:
    name = _bare(table.project)
    scored = [(1.0 if _bare(p) == name else likeness(_bare(p), name), -k) for k, p in enumerate(table.last_year or ())]
    score, at = max(scored, default=(0.0, 0))
    return (table.last_year or ())[-at] if name and score >= _SAME_PROJECT else None


def _bare(project: Project) -> str:
    return _YEAR.sub("", fold(project.name or project.title or ""))
