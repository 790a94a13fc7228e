"""What severities and columns are called wherever a report is shown."""

from __future__ import annotations

from review.engine import rules
from review.findings import Finding, Severity
from review.manual import manual

SEVERITY_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.HINT: "提示"}
FIELD_WORDS = {
    "level1": "一级指标",
    "level2": "二级指标",
    "level3": "三级指标",
    "description": "绩效指标描述",
    "value": "指标值",
    "basis": "指标值确定依据",
    "weight": "分值",
    "indicators": "绩效指标",
    "goals": "绩效目标",
    "purpose": "资金用途",
    "budget": "预算规模",
    "spending_plan": "资金支出计划",
    "part_one": "第一部分 整体绩效目标",
    "name": "项目名称",
    "code": "项目编码",
}
"""What a field is called where people read it."""


def place(finding: Finding) -> str:
    """Where a finding stands, in words: ``第 3 行 · 质量指标 · 指标值 · 第 5 页``."""
    where = finding.where
    parts = (
        f"第 {where.row} 行" if where.row else "",
        where.level2 or "",
        FIELD_WORDS.get(where.field or "", ""),
        f"分项 {where.item}" if where.item else "",
        f"第 {where.page} 页" if where.page else "",
    )
    return " · ".join(filter(None, parts)) or "整张表"


def title(code: str) -> str:
    """What the rule of ``code`` finds, in a few words; a model's finding has no rule."""
    rule = next((rule for rule in rules() if rule.code == code), None)
    return "模型意见" if rule is None else manual(rule).title
