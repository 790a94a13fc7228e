"""Which tables to look at first: projects of the reviewed documents with their counts of findings, worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.records import Document, Project
from review.findings import Finding, Report, Severity


@dataclass(frozen=True)
class Entry:
    """One table, or (``project`` None) what belongs to a document as a whole."""

    document: Document
    project: Project | None
    findings: tuple[Finding, ...]
    grade: str | None = None
    """优, 良, 中 or 差, where the review gives one."""

    @property
    def name(self) -> str:
        """What the list calls it, as printed."""
        if self.project is None:
            return "第一部分与整份文档"
        return self.project.name or self.project.title or "（未填项目名称）"

    @property
    def counts(self) -> tuple[int, int, int]:
        """Errors, warnings, hints."""
        return count(self.findings)


def count(findings: Iterable[Finding]) -> tuple[int, int, int]:
    """Errors, warnings and hints among ``findings``."""
    tally = Counter(finding.severity for finding in findings)
    return tally[Severity.ERROR], tally[Severity.WARNING], tally[Severity.HINT]


def entries(documents: Sequence[Document], report: Report) -> list[Entry]:
    """Every table of ``documents``, worst first; equals keep the order of the documents. Sources must be distinct."""
    grades = {(a.document, a.project_no, a.project): a.grade for a in report.assessment}
    by_document: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_document.setdefault(finding.document, []).append(finding)
    found: list[Entry] = []
    for document in documents:
        own = by_document.get(document.source, [])
        keys = {(project.no, project.name) for project in document.projects}
        rest = tuple(finding for finding in own if (finding.project_no, finding.project) not in keys)
        if rest or document.part_one:
            found.append(Entry(document, None, rest))
        for project in document.projects:
            mine = tuple(f for f in own if (f.project_no, f.project) == (project.no, project.name))
            found.append(Entry(document, project, mine, grades.get((document.source, project.no, project.name))))
    return sorted(found, key=lambda entry: (*(-n for n in entry.counts), entry.project is None))


@dataclass(frozen=True)
class RuleCount:
    """How often one rule found something."""

    code: str
    severity: Severity
    """The heaviest of its findings."""
    findings: int
    projects: int
    """Projects (and documents as a whole) with at least one of them."""


def tally(findings: Iterable[Finding]) -> list[RuleCount]:
    """The rules that found something: the heaviest first, then the most frequent, then by code."""
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    counts = [
        RuleCount(
            code,
            min((f.severity for f in found), key=lambda severity: severity.rank),
            len(found),
            len({(f.document, f.project_no, f.project) for f in found}),
        )
        for code, found in by_code.items()
    ]
    return sorted(counts, key=lambda one: (one.severity.rank, -one.findings, one.code))


def chosen(findings: Iterable[Finding], severities: Sequence[Severity], codes: Sequence[str]) -> list[Finding]:
    """The findings that the filters leave; an empty filter leaves all."""
    return [
        finding
        for finding in findings
        if (not severities or finding.severity in severities) and (not codes or finding.code in codes)
    ]


def distinct_sources(documents: Iterable[Document]) -> list[Document]:
    """The documents, a repeated file left out, and equal names told apart: two files may be called the same."""
    kept: list[Document] = []
    seen: set[str] = set()
    for document in documents:
        body = document.sha256 + document.model_dump_json(exclude={"sha256"})
        if body not in seen:
            seen.add(body)
            kept.append(document)
    return named_apart(kept)


def named_apart(documents: Iterable[Document]) -> list[Document]:
    """The documents with equal names told apart: ``表.docx`` and ``表.docx（2）``."""
    named: list[Document] = []
    names: Counter[str] = Counter()
    for document in documents:
        names[document.source] += 1
        if (times := names[document.source]) > 1:
            document = document.model_copy(update={"source": f"{document.source}（{times}）"})
        named.append(document)
    return named
