"""Total = fiscal + other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from review.facts.costs import TOLERANCE
from review.findings import Finding, Severity
from review.rule import NotApplicable, Option, Table, TableRule


class FundingSumMismatch(TableRule):
    """预算数不等于财政资金与其他资金之和。

    其他资金为空按 0 计；这时财政资金小于预算数可能是表里没有其他资金一栏，只报警告。

    依据：审核实务：总额＝财政＋其他，容差 0.1 万元（A 级，S22）。
    反例：预算数 20，财政资金 15，其他资金 3。
    正例：预算数 55，财政资金 55，其他资金空。
    何时可忽略：表中“财政资金”只列本级而上级资金另行注明时。
    """

    code = "JX302"
    name = "funding-sum-mismatch"
    severity = Severity.ERROR
    clause = "河北省绩效目标表：预算数＝财政资金＋其他资金"
    options = (Option("tolerance", float(TOLERANCE), "容差，万元", "S22（A 级）"),)

    def check(self, table: Table) -> Iterator[Finding]:
        """At most one finding. Raises NotApplicable where the total or the fiscal part is not printed."""
        budget = table.project.budget
        if budget.total is None or budget.fiscal is None:
            raise NotApplicable("没有分列预算数和财政资金")
        other = budget.other or Decimal(0)
        gap = budget.total - budget.fiscal - other
        if abs(gap) > Decimal(str(self.limits["tolerance"])):
            # Forms of other provinces print only 其中：财政资金; the rest is then simply not listed.
            unlisted = budget.other is None and gap > 0
            yield self.finding(
                table,
                "budget",
                str(budget.total),
                f"预算数 {budget.total} 万元，财政资金 {budget.fiscal} 万元加其他资金 {other} 万元"
                f"为 {budget.fiscal + other} 万元，相差 {abs(gap)} 万元。",
                "补填其他资金，或核对预算数。" if unlisted else "核对三个数字，使预算数等于财政资金与其他资金之和。",
                severity=Severity.WARNING if unlisted else None,
            )
