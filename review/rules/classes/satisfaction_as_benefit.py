"""Satisfaction in place of a benefit."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.taxonomy import BENEFITS
from review.findings import Finding, Severity
from review.measure import Sort, sort_of
from review.rule import Row, RowRule, Table


class SatisfactionAsBenefit(RowRule):
    """以满意度代替效益。

    效益指标说项目带来了什么变化；群众满意不满意另有满意度指标。

    依据：常见问题“不清楚效益就用满意度代替”（A 级，S25、S13）。
    反例：社会效益指标“市民对空气质量改善的满意程度 85%”。
    正例：社会效益指标“空气质量优良天数 ≥280天”；满意度指标“市民满意度 ≥85%”。
    何时可忽略：无。
    """

    code = "JX255"
    name = "satisfaction-as-benefit"
    severity = Severity.WARNING
    clause = "财预〔2021〕101号：效益指标与满意度指标分设"

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """One warning for a benefit row whose name or description measures satisfaction."""
        if row.level2 not in BENEFITS:
            return
        if sort_of(row.name) is Sort.SATISFACTION or sort_of(row.description) is Sort.SATISFACTION:
            message = f"“{row.indicator.level2}”行的“{row.name}”是满意度，不是项目带来的效益。"
            advice = "移到满意度指标；效益行写项目带来的变化，如人数、率、金额或监测值。"
            yield self.finding(table, row, "level3", message, advice)
