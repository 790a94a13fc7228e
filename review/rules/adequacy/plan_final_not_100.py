"""All money is spent by the end of the year."""

from __future__ import annotations

from collections.abc import Iterator

from review.facts import plan
from review.findings import Finding, Severity
from review.rule import NotApplicable, Table, TableRule


class PlanFinalNot100(TableRule):
    """资金支出计划年底没有达到 100%。

    依据：河北省绩效目标表“资金支出计划（%）”为累计口径，12 月底应为 100%（A 级，表样）。
    反例：25%、50%、75%、90%；或按分期填成 25%、25%、25%、25%。
    正例：25%、50%、75%、100%。
    何时可忽略：跨年项目按合同留有尾款，且已在用途中说明时。
    """

    code = "JX402"
    name = "plan-final-not-100"
    severity = Severity.ERROR
    clause = "河北省绩效目标表：资金支出计划末值应为 100%"

    def check(self, table: Table) -> Iterator[Finding]:
        """At most one finding. Raises NotApplicable without a plan."""
        steps = plan.steps(table.project)
        if not steps:
            raise NotApplicable("没有资金支出计划")
        month, last = steps[-1]
        if last == 100:
            return
        split = len(steps) > 1 and sum(percent for _, percent in steps) == 100
        yield self.finding(
            table,
            "spending_plan",
            plan.printed(table.project),
            f"支出计划最后一个时点{'' if month is None else f'（{month}月底）'}为 {last}%，"
            + (
                "各时点相加才是 100%，疑按分期填报。" if split else "没有达到 100%。" if last < 100 else "超过了 100%。"
            ),
            "按累计口径填报，12月底为 100%。",
        )
