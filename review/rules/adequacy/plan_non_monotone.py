"""The spending plan is cumulative and so never goes down."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from review.facts import plan
from review.findings import Finding, Severity
from review.rule import NotApplicable, Table, TableRule


class PlanNonMonotone(TableRule):
    """资金支出计划的累计进度倒退。

    资金支出计划按累计口径填报，后一时点不得小于前一时点。

    依据：河北省绩效目标表“资金支出计划（%）”为累计口径（A 级，表样）。
    反例：3月底25%、6月底10%、10月底75%、12月底100%。
    正例：3月底10%、6月底25%、10月底75%、12月底100%；一次支付的项目可填 100%、100%。
    何时可忽略：本地表样明确按分期（非累计）口径填报时。
    """

    code = "JX401"
    name = "plan-non-monotone"
    severity = Severity.ERROR
    clause = "河北省绩效目标表：资金支出计划为累计口径，不得下降"

    def check(self, table: Table) -> Iterator[Finding]:
        """One finding for the first step back. Raises NotApplicable without a plan."""
        steps = plan.steps(table.project)
        if len(steps) < 2:
            raise NotApplicable("支出计划不足两个时点")
        if sum(percent for _, percent in steps) == 100 and steps[-1][1] != 100:
            raise NotApplicable("支出计划按分期口径填报，合计为100%")
        for (before, a), (after, b) in pairwise(steps):
            if b < a:
                yield self.finding(
                    table,
                    "spending_plan",
                    plan.printed(table.project),
                    f"支出计划由{plan.label(before)}{a}%降到{plan.label(after)}{b}%，累计进度不应下降。",
                    f"按累计口径核对{plan.label(before)}和{plan.label(after)}的比例（是否填反），使后一时点不小于前一时点。",
                )
                return
