"""The sign points the wrong way."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.taxonomy import COSTS, Level2
from corpus.values import Kind
from review.findings import Finding, Severity
from review.measure import favourable, harmful
from review.rule import Row, RowRule, Table


class OperatorWrong(RowRule):
    """计算符号方向不对。

    成本总额用“≤”：写“＝”少花一元也算没完成，写“≥”成了越多越好。故障率、事故起数用“≤”，合格率、满意度用“≥”。
    单位成本和补助标准可以用“＝”，不报。

    依据：地方审核系统规则“成本指标使用了大于等于符号”（A 级，S22）。
    反例：成本指标“＝120万元”；“设备故障率 ≥2%”；“满意度 ≤95%”。
    正例：成本指标“≤120万元”；“设备故障率 ≤2%”；“满意度 ≥95%”。
    何时可忽略：金额由上级文件定死、必须足额支付（如定额补助）时。
    """

    code = "JX351"
    name = "operator-wrong"
    severity = Severity.WARNING
    clause = "地方审核系统规则：成本等逆向指标用“≤”，正向指标用“≥”"
    gives_way_to = ("value-illogical",)

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """One warning for a printed sign that contradicts the direction of the indicator."""
        sign = row.indicator.value.operator
        if sign is None or row.indicator.value.number is None:
            return
        right = self._right(row, sign)
        if right:
            message = f"“{row.name}”的指标值“{row.value}”符号方向不对，应当用“{right}”。"
            yield self.finding(table, row, "value", message, f"把“{sign}”改为“{right}”，并核对数值。")

    def _right(self, row: Row, sign: str) -> str | None:
        text = row.description or row.name
        if row.level2 in COSTS:
            return "≤" if row.kind is Kind.MONEY and sign in {"=", "≥", ">"} else None
        if row.level2 is Level2.SATISFACTION:
            satisfied = row.kind is Kind.PERCENT and "满意" in row.name + row.description and "不满意" not in row.name
            return "≥" if satisfied and sign in {"≤", "<"} else None
        if row.kind not in {Kind.PERCENT, Kind.COUNT}:
            return None
        if sign in {"≥", ">"} and (harmful(row.name) or harmful(text)):
            return "≤"
        if sign in {"≤", "<"} and row.kind is Kind.PERCENT and favourable(row.name):
            return "≥"
        return None
