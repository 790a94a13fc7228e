"""Value and description have changed places."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.taxonomy import COSTS
from corpus.values import Kind, kind, parse_value
from review.findings import Finding, Severity
from review.rule import Row, RowRule, Table

_CLEAR = {Kind.PERCENT, Kind.MONEY, Kind.UNIT_COST, Kind.COUNT, Kind.DURATION}


class SwappedCells(RowRule):
    """指标值与描述填反了。

    描述栏是一个完整的值（“1个月以内”“≥95%”），指标值栏却是一句说明。

    依据：河北省绩效目标表栏目：绩效指标描述写口径，指标值写目标。
    反例：描述“1个月以内”，指标值“保险到期后1个月内续保”。
    正例：描述“保险到期后续保的间隔时间”，指标值“≤1个月”。
    何时可忽略：无。
    """

    code = "JX153"
    name = "swapped-cells"
    severity = Severity.WARNING
    clause = "河北省绩效目标表：描述栏写指标口径，指标值栏写目标值"

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """One warning where the description is a whole value with its unit and the value is words."""
        said = parse_value(row.indicator.description or "")
        prose = row.kind in {Kind.TEXT, Kind.DATE} and row.indicator.value.number is None and len(row.value) >= 4
        if said.number is not None and kind(said) in _CLEAR and prose and row.level2 not in COSTS:
            message = f"描述栏“{row.description}”像指标值，指标值栏“{row.value}”像描述，两栏可能填反了。"
            yield self.finding(table, row, "value", message, f"把“{row.description}”填到指标值栏，说明文字移到描述栏。")
