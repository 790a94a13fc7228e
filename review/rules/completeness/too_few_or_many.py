"""A table with very few or very many indicators."""

from __future__ import annotations

from collections.abc import Iterator

from review.findings import Finding, Severity
from review.rule import NotApplicable, Option, Table, TableRule


class TooFewOrMany(TableRule):
    """三级指标过少或过多。

    依据：某市规则：三级指标总数不得少于 3 个（地方规则，A 级，S35）；上限为工具的参考值。
    反例：全表只有一条“完成率100%”；或列了 30 条，分不清主次。
    正例：8 至 14 条，覆盖主要支出方向。
    何时可忽略：转移支付区域目标表等按统一模板下达的表。
    """

    code = "JX103"
    name = "too-few-or-many"
    severity = Severity.HINT
    clause = "参考地方规则：三级指标不少于 3 个，少而精"
    options = (
        Option("min", 3, "三级指标最少条数", "某市规则（S35）"),
        Option("max", 20, "三级指标最多条数", "工具参考值"),
    )

    def check(self, table: Table) -> Iterator[Finding]:
        """One hint. Raises NotApplicable without rows."""
        count = len(table.rows)
        if not count:
            raise NotApplicable("表中没有指标行")
        least, most = int(self.limits["min"]), int(self.limits["max"])
        if least <= count <= most:
            return
        few = count < least
        yield self.finding(
            table,
            "indicators",
            table.rows[0].indicator.level3 or table.rows[0].indicator.level2 or "",
            f"全表三级指标 {count} 条，" + (f"少于 {least} 条。" if few else f"多于 {most} 条。"),
            "按主要支出方向补充关键指标。" if few else "合并同类项，只留反映核心产出和效果的指标。",
        )
