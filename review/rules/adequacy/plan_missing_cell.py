"""A plan with fewer cells than the form has."""

from __future__ import annotations

from collections.abc import Iterator

from review.facts import plan
from review.findings import Finding, Severity
from review.rule import NotApplicable, Table, TableRule


class PlanMissingCell(TableRule):
    """资金支出计划有空着的时点。

    依据：河北省绩效目标表列 3、6、10、12 月底四个时点（A 级，表样）。
    反例：只填“50%、100%、100%”，看不出空的是哪一格。
    正例：0%、50%、100%、100%。
    何时可忽略：一次性支付、只填 12 月底 100% 时。
    """

    code = "JX403"
    name = "plan-missing-cell"
    severity = Severity.HINT
    clause = "河北省绩效目标表：资金支出计划四个时点"

    def check(self, table: Table) -> Iterator[Finding]:
        """At most one hint. Raises NotApplicable without a plan."""
        steps = plan.steps(table.project)
        if not steps:
            raise NotApplicable("没有资金支出计划")
        if len(steps) < 4:
            yield self.finding(
                table,
                "spending_plan",
                plan.printed(table.project),
                f"支出计划四个时点只填了 {len(steps)} 个，空格是 0 还是漏填看不出来。",
                "没有支出的时点填 0%，已付清的时点填 100%。",
            )
