"""Whether what was got out of a loose text is a table at all, and not prose that speaks about tables.

A text that explains indicators (a guide, a decision, an article) holds headers and labels too; taking its sentences for
rows would invent a project, which is worse than finding none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus import taxonomy
from corpus.chars import fold
from corpus.records import Indicator, Notice, Project
from corpus.values import Kind, kind

LONGEST_NAME = 80
"""Characters; no 三级指标 in print is longer, a sentence swallowed by mistake is."""
MOST = 0.5
"""More than this share of the filled rows must look like rows."""
NOT_A_TABLE = Notice(code="not-a-table", text="这里有表头的字样，但下面不像指标行，未当作绩效目标表读取。")
BLANK = Notice(code="table-blank", text="这里有一张空白的绩效目标表（没有填项目和指标），未当作项目读入。")
_UNSAID = frozenset({"", "无", "/", "-", "—", "——", "0"})
_OF_ANY = re.compile(r"(?:项目|支出|部门|单位|预算|财政|整体|专项|资金|转移支付|年度?|本级|[省市区县]级|20\d\d|[()])*")
"""A title that names no project: 项目支出, 2025年部门整体支出."""
_MARKUP = re.compile(r"[`#{}]|\*\*[^*]|\|.*\|")
_SHORT = 24


def sift(projects: Iterable[Project]) -> tuple[list[Project], list[Notice]]:
    """The projects that are tables, and a notice with its place for each that is not."""
    kept: list[Project] = []
    notices: list[Notice] = []
    for project in projects:
        if is_project(project):
            kept.append(project)
        else:
            notices.append(NOT_A_TABLE.model_copy(update={"where": project.where}))
    return kept, notices


def is_blank(project: Project) -> bool:
    """Whether a form was printed and nobody filled it in: no row, and a head that says nothing."""
    rows = project.indicators or project.midterm or project.spending_plan
    said = (project.name, project.code, project.purpose, *project.goals)
    told = rows or project.budget.total is not None or any(fold(text or "") not in _UNSAID for text in said)
    return not told and project.no is None and bool(_OF_ANY.fullmatch(fold(project.title or "")))


def is_project(project: Project) -> bool:
    """Whether most of the filled rows look like indicators; where none is filled, whether the head says anything."""
    filled = [row for row in project.indicators if kind(row.value) is not Kind.MISSING or not _is_name(row.level3)]
    if not filled:
        return bool(project.name or project.title or project.code or project.goals)
    return sum(map(_looks_like_row, filled)) > MOST * len(filled)


def _looks_like_row(row: Indicator) -> bool:
    """A name, and a number, a date, or under a printed class a few words."""
    if not _is_name(row.level3) or _MARKUP.search(row.value.text):
        return False
    if kind(row.value) is not Kind.TEXT:
        return True
    return taxonomy.level2(row.level2) is not None and len(row.value.text) <= _SHORT


def _is_name(text: str) -> bool:
    return 0 < len(text) <= LONGEST_NAME and not _MARKUP.search(text)
