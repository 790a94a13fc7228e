"""Cells that are still marked 待填报."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.values import PENDING
from review.findings import Finding, Severity
from review.rule import Table, TableRule


class CellPending(TableRule):
    """表中还有待填报的格子。

    待填报是起草时留给填报人的记号：数值和依据只能由掌握情况的人填写。这些格子不再由其他规则评说，补齐后会照常审核。

    依据：财预〔2015〕88号对绩效目标的完整性要求：格式规范、内容完整，无缺项（要点，C 级）。
    反例：指标值“待填报”的表直接报送。
    正例：按实施方案填为“≥2次”，依据写明方案名称。
    何时可忽略：草稿还在内部征求意见、尚未报送。
    """

    code = "JX120"
    name = "cell-pending"
    severity = Severity.WARNING
    clause = "完整性：内容完整，无缺项（参考 88号）"

    def check(self, table: Table) -> Iterator[Finding]:
        """One warning that counts the cells."""
        values = [row for row in table.rows if PENDING in row.value]
        bases = [row for row in table.rows if PENDING in (row.basis or "")]
        if not values and not bases:
            return
        first = (values or bases)[0]
        counts = "、".join(f"{what} {len(rows)} 处" for what, rows in (("指标值", values), ("依据", bases)) if rows)
        yield self.finding(
            table,
            "value" if values else "basis",
            PENDING,
            f"表中还有待填报的格子：{counts}，第一处是“{first.indicator.level3}”。",
            "报送前按实施方案、合同或上年完成情况补齐；参考值只供比较，不能直接当目标值。",
        )
