"""A number without a sign."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.values import Kind
from review.findings import Finding, Severity
from review.rule import Row, RowRule, Table

_NUMERIC = {Kind.PERCENT, Kind.MONEY, Kind.UNIT_COST, Kind.COUNT, Kind.DURATION}


class OperatorMissing(RowRule):
    """指标值缺计算符号。

    只写“51.6万元”“100%”，看不出是至少、至多还是恰好，系统录入和自评打分都要用到符号。

    依据：预算绩效系统“计算符号”为必填项（A 级，S21）。
    反例：指标值“100%”“51.6万元”。
    正例：指标值“＝100%”“≤51.6万元”；“12月底前”一类时间不需要符号。
    何时可忽略：本地表样把计算符号单列一栏时。
    """

    code = "JX601"
    name = "operator-missing"
    severity = Severity.HINT
    clause = "预算绩效系统：定量指标的计算符号为必填项"

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """One hint for a number with a unit and no sign."""
        if row.kind in _NUMERIC and row.indicator.value.operator is None and row.indicator.value.number is not None:
            message = f"指标值“{row.value}”没有计算符号。"
            yield self.finding(table, row, "value", message, "在数字前写明“≥”“≤”或“＝”。")
