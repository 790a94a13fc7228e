"""Cost indicators add up to the budget."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from review.facts.costs import TOLERANCE, Cost, costs, total, wan
from review.findings import Finding, Severity
from review.rule import NotApplicable, Option, Table, TableRule

_WHOLE = re.compile(
    r"总成本|成本总|总额|总投[入资]|项目(?:实际)?成本|实际支出|控制在预算|预算控制|投入金额|项目经费|资金成本|总经费|总支出|总费用"
)


class CostBudgetMismatch(TableRule):
    """成本指标与预算数不符。

    成本行的金额（多行相加）与预算数比较：超过预算报错误；说的是总成本却小于预算，报警告；只列了部分成本，作提示。单位成本（元/人）不在此比较。

    依据：财预〔2015〕88号 相应匹配；审核实务“分项成本累计超过总预算”（A 级，S22）。
    反例：预算 6 万元，成本指标“控制在预算内 =13万元”。
    正例：预算 12 万元，成本指标“培训 ≤7万元”“演练 ≤5万元”。
    何时可忽略：成本按全周期填报而预算只是当年部分，且描述已写明时。
    """

    code = "JX301"
    name = "cost-budget-mismatch"
    severity = Severity.ERROR
    clause = "财预〔2015〕88号 绩效目标设定要求：相应匹配（成本不超过预算数）"
    gives_way_to = ("cost-not-amount", "value-missing")
    options = (Option("tolerance", float(TOLERANCE), "容差，万元", "S22（A 级）"),)

    def check(self, table: Table) -> Iterator[Finding]:
        """At most one finding. Raises NotApplicable without a budget or without cost amounts."""
        budget = total(table.project.budget)
        amounts = [cost for cost in costs(table) if cost.each is None]
        if budget is None or not amounts:
            raise NotApplicable("没有预算数，或成本指标没有金额")
        tolerance = Decimal(str(self.limits["tolerance"]))
        together = sum((cost.amount for cost in amounts), Decimal(0))
        if any(abs(amount - budget) <= tolerance for amount in (together, *(cost.amount for cost in amounts))):
            return
        largest = max(amounts, key=lambda cost: cost.amount)
        if together > budget:
            yield self._over(table, budget, together, amounts, largest)
        else:
            yield self._under(table, budget, together, amounts, largest)

    def _over(self, table: Table, budget: Decimal, together: Decimal, amounts: list[Cost], largest: Cost) -> Finding:
        what = f"成本指标{'合计' if len(amounts) > 1 else ''} {wan(together)}"
        return self.finding(
            table,
            "value",
            largest.row.indicator.value.text,
            f"{what}，预算数 {wan(budget)}，超出预算 {wan(together - budget)}。",
            f"核对哪个数字有误，使成本指标（合计）不超过并等于预算 {wan(budget)}。",
            row=largest.row,
        )

    def _under(self, table: Table, budget: Decimal, together: Decimal, amounts: list[Cost], largest: Cost) -> Finding:
        whole = len(amounts) == 1 and bool(_WHOLE.search(largest.row.name + largest.row.description))
        return self.finding(
            table,
            "value",
            largest.row.indicator.value.text,
            f"成本指标{'合计' if len(amounts) > 1 else ''} {wan(together)}，预算数 {wan(budget)}，"
            f"还有 {wan(budget - together)}没有成本指标。",
            f"补列其余支出的成本指标，或核对金额，使合计等于 {wan(budget)}。",
            row=largest.row,
            severity=Severity.WARNING if whole else Severity.HINT,
        )
