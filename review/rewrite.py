"""What to write instead: the general advice of the word list, and indicators of the built-in library for the project's
own category and the row's own class."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.chars import fold
from corpus.library import Category, LibraryIndicator
from corpus.library.recognise import recognise
from corpus.taxonomy import Level2
from review.facts.texts import likeness
from review.memo import by_identity
from review.rule import Row, Table
from review.words import suggestion

_MOST = 2
_SAME = 0.6
"""Likeness from which the table has the indicator already."""


def rewrite(topic: str, row: Row, table: Table, *, words: str | None = None) -> str:
    """Advice on ``topic`` (a heading of ``suggestions.toml``) for ``row``, with up to two measurable indicators.

    ``words``: what the general advice is chosen by, where that is not the row's name. The library's usual values are
    left out: a number in a table must come from the user.
    """
    advice = suggestion(topic, row.name if words is None else words, "" if words else row.description)
    fitting = list(_fitting(row, table))[:_MOST]
    if not fitting:
        return advice
    said = "，".join(f"“{_printed(indicator)}”（{indicator.about}）" for _, indicator in fitting)
    return f"{advice}同类项目（{fitting[0][0].name}）常用：{said}。"


@by_identity
def _categories(table: Table) -> tuple[Category, ...]:
    project, department = table.project, table.document.department
    goals = "；".join(project.goals)
    purpose = fold(f"{project.purpose or ''}；{goals}")
    return recognise(fold(project.name or ""), purpose, fold((department and department.name) or ""))


def _fitting(row: Row, table: Table) -> Iterator[tuple[Category, LibraryIndicator]]:
    """Indicators of the row's class that suit the project and that the table does not have, the best category's first."""
    project = table.project
    about = fold("；".join((project.name or "", project.purpose or "", *project.goals, row.name, row.description)))
    for category in _categories(table):
        for indicator in category.indicators:
            if indicator.level2 is not row.level2 or indicator.level2 is Level2.SATISFACTION:
                continue
            if indicator.when and not any(word in about for word in indicator.when):
                continue
            if not any(likeness(indicator.name, other.name) >= _SAME for other in table.rows):
                yield category, indicator


def _printed(indicator: LibraryIndicator) -> str:
    if indicator.way == "date":
        return f"{indicator.name} **月底前"
    if indicator.way == "=" and indicator.typical:
        # None or all: the number is the meaning of the indicator, not a target of somebody else's.
        return indicator.name + indicator.typical
    return f"{indicator.name}{indicator.way}**{indicator.unit or ''}"
