"""Money where time is to be told."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.taxonomy import Level2
from corpus.values import Kind
from review.findings import Finding, Severity
from review.rule import Row, RowRule, Table
from review.words import suggestion


class TimelinessAsMoney(RowRule):
    """时效指标用了金额。

    时效指标说什么时候做完、多久做完，金额属于成本指标。

    依据：财预〔2021〕101号：时效指标反映及时程度和效率情况。
    反例：时效指标“按时发放 ≤4.5万元”。
    正例：时效指标“救助资金发放时间 春节前”；成本指标“救助资金 ≤4.5万元”。
    何时可忽略：无。
    """

    code = "JX253"
    name = "timeliness-as-money"
    severity = Severity.ERROR
    clause = "财预〔2021〕101号：时效指标反映及时程度，不以金额计量"

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """One error for an amount in a 时效 row."""
        if row.name and row.level2 is Level2.TIMELINESS and row.kind in {Kind.MONEY, Kind.UNIT_COST}:
            message = f"时效指标“{row.name}”的指标值“{row.value}”是金额，没有时间。"
            advice = f"金额移到成本指标；{suggestion('deadline', row.name + row.description)}"
            yield self.finding(table, row, "value", message, advice)
