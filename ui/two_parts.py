"""Where part one of a document and its tables differ: the words of both beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.chars import squeeze
from corpus.records import Document, Project
from review.findings import Finding

_BETWEEN = re.compile(r"part1-|commitment-without-indicator")
"""Names of the rules that compare the two parts."""
_QUOTED = re.compile(r"“([^”]{2,})”")


@dataclass(frozen=True)
class Pair:
    """One difference; a side is empty where that part says nothing."""

    finding: Finding
    one: str
    """Words of part one."""
    two: str
    """Words of the tables."""


def pairs(document: Document, findings: Iterable[Finding]) -> list[Pair]:
    """A pair for every finding about the two parts of ``document``."""
    if document.part_one is None:
        return []
    return [
        Pair(finding, _first(document, finding), _second(document, finding))
        for finding in findings
        if finding.document == document.source and _BETWEEN.match(finding.name)
    ]


def _first(document: Document, finding: Finding) -> str:
    """The item that is meant, else the clause that holds the quote, else what the message quotes of part one."""
    part = document.part_one
    assert part is not None
    for item in part.items:
        if item.no == finding.where.item:
            return "\n".join(filter(None, (item.name, item.goal, item.indicators_text)))
    texts = [part.overall_goal or "", *part.paragraphs]
    texts += [text for item in part.items for text in (item.duties, item.goal, item.indicators_text)]
    clauses = re.split(r"(?<=[。；])", "".join(texts).replace("\n", ""))  # the lines of a text file end in mid-sentence
    return next((_holding(clauses, words) for words in _quotes(finding) if _holding(clauses, words)), "")


def _second(document: Document, finding: Finding) -> str:
    """The cell, budget or name of the project that is meant; else what the message quotes of the tables."""
    project = _project(document, finding)
    if project is None:
        return ""
    row = finding.where.row
    if row is not None and row <= len(project.indicators):
        one = project.indicators[row - 1]
        return f"{squeeze(project.name or '')} 第{row}行：{' '.join(one.printed(f) for f in ('level3', 'value'))}"
    budget = f"，预算 {project.budget.total:f} 万元" if project.budget.total is not None else ""
    return f"{squeeze(project.name or '（未填项目名称）')}{budget}"


def _project(document: Document, finding: Finding) -> Project | None:
    place = (finding.project_no, finding.project)
    return next((p for p in document.projects if finding.project and (p.no, p.name) == place), None)


def _quotes(finding: Finding) -> Iterator[str]:
    yield finding.evidence
    yield from _QUOTED.findall(finding.message)


def _holding(texts: Sequence[str], words: str) -> str:
    wanted = squeeze(words)
    return next((text.strip() for text in texts if wanted and wanted in squeeze(text)), "")
