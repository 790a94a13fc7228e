"""The official review form (项目支出绩效目标审核表) of each project, in words, before any file format.

Points, grades and what follows from them stand in assess.toml; the words of the portal (审核结论, 审核意见, 整改建议) are
there to be pasted back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.chars import squeeze
from corpus.records import Document, Project
from corpus.writers.form import clean
from review.assess import form
from review.findings import Assessment, Finding, Item, Report
from review.formats.words import SEVERITY_WORDS, place
from review.worklist import entries

TITLE = "项目支出绩效目标审核表"
HEADER = ("审核内容", "审核要点", "分值", "得分", "扣分理由")


@dataclass(frozen=True)
class Point:
    """One line of the form."""

    axis: str
    asks: str
    of: int
    score: int
    reasons: str

    @property
    def cells(self) -> tuple[str, ...]:
        """As printed, in the order of ``HEADER``."""
        return self.axis, self.asks, str(self.of), str(self.score), self.reasons


@dataclass(frozen=True)
class ReviewForm:
    """The filled form of one project; all texts are free of control characters."""

    name: str
    head: tuple[tuple[str, str], ...]
    """Label and text of the lines above the points."""
    points: tuple[Point, ...]
    closing: tuple[tuple[str, str], ...]
    """Label and text of the lines below: 总分, 审核结论, 审核意见, 整改建议."""
    note: str


def forms(report: Report, documents: Sequence[Document]) -> list[ReviewForm]:
    """The form of every project of ``documents``, in their order."""
    found = []
    by_place = {(id(e.document), id(e.project)): e.findings for e in entries(documents, report)}
    filled = iter(report.assessment)
    for document in documents:
        for project in document.projects:
            findings = by_place[id(document), id(project)]
            found.append(_form(document, project, next(filled), findings))
    return found


def _form(document: Document, project: Project, filled: Assessment, findings: Sequence[Finding]) -> ReviewForm:
    budget = project.budget.total
    department = document.department
    head = (
        ("项目名称", project.name or project.title or ""),
        ("项目编码", project.code or ""),
        ("申报单位", " ".join(filter(None, (department.code, department.name))) if department else ""),
        ("预算年度", "" if document.year is None else str(document.year)),
        ("预算数（万元）", "" if budget is None else f"{budget:f}"),
    )
    grade = next(one for one in form().grade if one.name == filled.grade)
    closing = (
        ("总分", f"{filled.score}（{filled.grade}）"),
        ("审核结论", filled.verdict),
        ("结果处理", grade.handling),
        ("审核意见", _numbered(_opinions(findings)) or "按规则审核未发现问题。"),
        ("整改建议", _numbered(_advice(findings)) or "无。"),
    )
    asks = {point.name: point.asks for point in form().point}
    points = tuple(
        Point(item.axis, clean(f"{item.point}：{asks[item.point]}"), item.of, item.score, _reasons(item, findings))
        for item in filled.items
    )
    return ReviewForm(
        name=clean(squeeze(project.name or project.title or "未填项目名称")),
        head=tuple((label, clean(text)) for label, text in head),
        points=points,
        closing=tuple((label, clean(text)) for label, text in closing),
        note=f"分值和等次口径：{form().note}。机器按规则初审，供审核人参考。",
    )


def _reasons(item: Item, findings: Sequence[Finding]) -> str:
    """The findings behind the lost points, one a line."""
    behind = [f for f in findings if f.code in item.because and form().lost[f.severity]]
    return clean("\n".join(f"{f.code} {_where(f)}{f.message}（扣{form().lost[f.severity]}分）" for f in behind))


def _opinions(findings: Sequence[Finding]) -> Iterator[str]:
    for finding in sorted(findings, key=lambda f: f.severity.rank):
        yield f"［{SEVERITY_WORDS[finding.severity]}］{_where(finding)}{finding.message}"


def _advice(findings: Sequence[Finding]) -> Iterator[str]:
    """What to change; the same advice for several cells is given once."""
    told: dict[str, list[str]] = {}
    for finding in sorted(findings, key=lambda f: f.severity.rank):
        told.setdefault(finding.suggestion, []).append(place(finding))
    for advice, where in told.items():
        yield f"{advice}（{'；'.join(dict.fromkeys(where))}）"


def _numbered(lines: Iterator[str]) -> str:
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))


def _where(finding: Finding) -> str:
    return f"{place(finding)}：" if finding.where.row or finding.where.field else ""
