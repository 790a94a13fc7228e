"""Small documents and findings for the tests of the pages."""

from decimal import Decimal

from corpus.citations import parse_basis
from corpus.records import Budget, Department, Document, Indicator, Project, SpendingStep
from corpus.values import parse_value
from review.findings import Finding, Severity, Spot


def indicator(level1: str, level2: str, name: str, value: str = "≥1 个", basis: str = "合同") -> Indicator:
    """One row."""
    return Indicator(
        level1=level1, level2=level2, level3=name, description=name, value=parse_value(value), basis=parse_basis(basis)
    )


def project(no: int = 1, name: str = "示例项目") -> Project:
    """A table with two quantity rows, one quality row and one benefit row."""
    return Project(
        no=no,
        name=name,
        budget=Budget(total=Decimal("10.00"), fiscal=Decimal("10.00")),
        purpose="购置设备，开展培训。",
        spending_plan=(SpendingStep(month=6, percent="50"), SpendingStep(month=12, percent="100")),
        goals=("购置设备 3 台。", "培训 40 人次。"),
        indicators=(
            indicator("产出指标", "数量指标", "购置设备数量", "≥3 台"),
            indicator("产出指标", "数量指标", "培训人次", "≥40 人次"),
            indicator("产出指标", "质量指标", "验收合格率", "=100%"),
            indicator("效益指标", "社会效益指标", "服务人数", "≥500 人"),
        ),
    )


def document(*projects: Project, source: str = "示例.txt") -> Document:
    """A document of these projects, or of one."""
    return Document(
        source=source,
        year=2025,
        department=Department(code="990001", name="示例县某局"),
        projects=projects or (project(),),
    )


def finding(
    row: int | None = None,
    field: str | None = None,
    severity: Severity = Severity.ERROR,
    evidence: str = "=100%",
    of: Project | None = None,
    source: str = "示例.txt",
) -> Finding:
    """A finding about ``of`` (None: about the document)."""
    return Finding(
        code="JX401",
        name="plan-non-monotone",
        severity=severity,
        document=source,
        project=of.name if of else None,
        project_no=of.no if of else None,
        where=Spot(row=row, field=field),
        evidence=evidence,
        message="说明",
        suggestion="建议",
        clause="条款",
    )
