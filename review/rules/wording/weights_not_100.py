"""Weights that do not add up."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from review.findings import Finding, Severity
from review.rule import CannotRun, NotApplicable, Option, Table, TableRule


class WeightsNot100(TableRule):
    """权重（分值）合计不对。

    各三级指标的权重合计应为 100；预算执行率另占 10 分的表样合计为 90，也认可。

    依据：地方自评表表注“产出50分、效益30分、服务对象满意度10分、预算资金执行率10分”（A 级，S18、S19）。
    反例：产出 70、效益 20、满意度 10、执行率 10，合计 110。
    正例：产出 50、效益 30、满意度 10，合计 90，另加预算执行率 10。
    何时可忽略：本地另有分值结构时，可在设置中改合计数。
    """

    code = "JX155"
    name = "weights-not-100"
    severity = Severity.ERROR
    clause = "财预〔2020〕10号自评口径：各项权重合计100分，其中预算执行率10分"
    options = (
        Option("total", 100, "权重合计", "财预〔2020〕10号；S18、S19 表注"),
        Option("execution", 10, "预算执行率另占的分值，未列入指标表时合计可少这么多", "S18、S19 表注"),
    )

    def check(self, table: Table) -> Iterator[Finding]:
        """One error for a wrong sum. Raises NotApplicable without weights, CannotRun where some rows lack theirs."""
        rows = [row for row in table.rows if row.indicator.weight is not None]
        if not rows:
            raise NotApplicable("表中没有权重（分值）栏")
        if len(rows) < len(table.rows):
            raise CannotRun("部分指标没有填写权重，合计无从核对")
        total = sum((row.indicator.weight or Decimal(0) for row in rows), Decimal(0))
        wanted = Decimal(str(self.limits["total"]))
        if total in {wanted, wanted - Decimal(str(self.limits["execution"]))}:
            return
        last = rows[-1]
        message = f"各指标权重合计为{total:f}，应为{wanted:f}（预算执行率另计时为{wanted - Decimal(str(self.limits['execution'])):f}）。"
        advice = "按产出、效益、满意度的分值结构重新分配，使合计正确。"
        yield self.finding(table, "weight", last.indicator.level3, message, advice, row=last)
