"""资金支出计划 as numbers: cumulative percents by month."""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.records import Project

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def steps(project: Project) -> list[tuple[int | None, Decimal]]:
    """(month, percent) of every filled cell, in the order of the form."""
    found = []
    for step in project.spending_plan:
        number = _NUMBER.search(step.percent)
        if number:
            found.append((step.month, Decimal(number[0])))
    return found


def printed(project: Project) -> str:
    """The plan's cells as they stand side by side: ``25%10%75%100%``."""
    return "".join(f"{step.percent}%" for step in project.spending_plan)


def label(month: int | None) -> str:
    """How a message names a cell."""
    return "前一时点" if month is None else f"{month}月底"
