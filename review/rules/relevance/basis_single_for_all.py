"""One and the same basis behind every value of a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from review.facts.texts import plain
from review.findings import Finding, Severity
from review.rule import NotApplicable, Option, Row, Table, TableRule

_STANDARD_KIND = re.compile(
    r"^(?:计划|行业|历史|其他|国家|地方|预算支出)?标准$|^(?:历史数据|工作计划|年度计划|实施方案)$"
)


class BasisSingleForAll(TableRule):
    """全表套用同一个依据。

    各行的指标值确定依据完全相同，说明依据是统一填上的，没有说明各个数值从哪里来。除满意度等问卷行外全部相同的，作提示。

    依据：财预〔2015〕88号 绩效标准；审核实务“指标值设定是否有逻辑依据”（A 级，S23）。
    反例：九行指标（含生态、可持续、满意度）都写“某条例第六十五条”。
    正例：成本行写预算批复，数量行写年度工作计划，满意度行写上年调查结果。
    何时可忽略：依据栏填的是标准类别（计划标准、行业标准），或唯一的实施方案确实逐项规定了各个数值。
    """

    code = "JX206"
    name = "basis-single-for-all"
    severity = Severity.WARNING
    clause = "财预〔2015〕88号：指标值应有各自的绩效标准"
    options = (Option("rows", 6, "至少多少行才检查", "工具参考值"),)

    def check(self, table: Table) -> Iterator[Finding]:
        """At most one finding. Raises NotApplicable where the form has no such column or too few rows fill it."""
        filled = [(plain(row.basis), row) for row in table.rows if row.basis]
        if len(filled) < self.limits["rows"]:
            raise NotApplicable("没有依据栏，或填写的行太少")
        (words, count), *_ = Counter(words for words, _ in filled).most_common(1)
        if _STANDARD_KIND.search(words) or count < self.limits["rows"] - 1:
            return
        row = next(row for basis, row in filled if basis == words)
        if count == len(filled):
            yield self._told(table, row, f"全表 {count} 行都用同一依据“{row.basis}”", None)
        elif all(basis == words or "问卷" in basis or "满意" in other.name for basis, other in filled):
            yield self._told(table, row, f"除问卷调查的行外，{count} 行都用同一依据“{row.basis}”", Severity.HINT)

    def _told(self, table: Table, row: Row, what: str, severity: Severity | None) -> Finding:
        return self.finding(
            table,
            "basis",
            row.indicator.printed("basis"),
            f"{what}，看不出各个指标值从哪里来。",
            "分行写明来源：数量写工作计划或合同，成本写预算批复或支出标准，满意度写上年调查结果。",
            severity=severity,
        )
