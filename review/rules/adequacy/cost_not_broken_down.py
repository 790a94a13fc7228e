"""One total where the kinds of spending should have their own limits."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from corpus.taxonomy import COSTS
from review.facts.costs import TOLERANCE, costs, total, wan
from review.facts.texts import clauses
from review.findings import Finding, Severity
from review.rule import NotApplicable, Option, Table, TableRule


class CostNotBrokenDown(TableRule):
    """成本指标只重复预算总额，没有分项。

    只有一条成本指标且等于预算数。金额较大、用途列了三项以上的，报警告；其余作提示。

    依据：财预〔2021〕101号：单位成本无法拆分核算的，可设分项成本控制数（A 级，S2）。
    反例：150 万元用于宣传、人员、技术服务、信息化四类，成本只写“≤150万元”。
    正例：宣传≤20万元；人员≤60万元；技术服务≤40万元；信息化≤30万元。
    何时可忽略：单一采购、单一补助等只有一类支出的项目。
    """

    code = "JX304"
    name = "cost-not-broken-down"
    severity = Severity.WARNING
    clause = "财预〔2021〕101号 成本指标：单位成本或分项成本控制数"
    gives_way_to = ("cost-scope-mismatch",)
    options = (
        Option("budget", 50, "预算多少万元以上才报警告", "工具参考值"),
        Option("uses", 3, "用途列了几项以上才报警告", "工具参考值"),
    )

    def check(self, table: Table) -> Iterator[Finding]:
        """At most one finding. Raises NotApplicable without a budget or without one amount."""
        budget = total(table.project.budget)
        found = costs(table)
        if budget is None or len(found) != 1 or len(table.of_class(*COSTS)) != 1:
            raise NotApplicable("没有预算数，或成本指标不是单独一个金额")
        cost = found[0]
        if cost.each or abs(cost.amount - budget) > TOLERANCE:
            return
        uses = len(clauses(table.project.purpose or ""))
        large = budget >= Decimal(str(self.limits["budget"])) and uses >= self.limits["uses"]
        yield self.finding(
            table,
            "value",
            cost.row.indicator.value.text,
            f"成本指标只有一条“{cost.row.name}”{cost.row.value}，等于预算 {wan(budget)}"
            + (f"，用途中的 {uses} 项支出没有分项控制。" if large else "，没有单价或分项。"),
            "按支出内容分设成本指标（单位成本或分项控制数），合计等于预算数。",
            row=cost.row,
            severity=None if large else Severity.HINT,
        )
