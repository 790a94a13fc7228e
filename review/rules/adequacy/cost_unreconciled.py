"""A unit cost that no quantity leads to the budget."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from corpus.taxonomy import Level2
from review.facts.costs import TOLERANCE, costs, total, wan
from review.findings import Finding, Severity
from review.rule import NotApplicable, Option, Table, TableRule

_SCALE = {"万": Decimal(10000), "千": Decimal(1000)}


class CostUnreconciled(TableRule):
    """单位成本推不出预算数。

    成本指标只有单价（元/人、元/亩），表中又没有与之相乘能得到预算数的数量。

    依据：财预〔2015〕88号 相应匹配；参考财预〔2021〕101号 成本指标（单位成本须与数量对应）。
    反例：成本“财政每人投保标准 1元”，预算 20 万元，表中没有参保人数。
    正例：数量“参保人数=200000人”，成本“每人投保标准=1元”，预算 20 万元。
    何时可忽略：单价只是多项成本之一，其余成本在方案中列明时。
    """

    code = "JX303"
    name = "cost-unreconciled"
    severity = Severity.WARNING
    clause = "财预〔2015〕88号 绩效目标设定要求：相应匹配（数量×单价＝预算）"
    gives_way_to = ("cost-budget-mismatch",)
    options = (Option("slack", 0.05, "数量×单价与预算相差多少以内算对得上（比例）", "工具参考值"),)

    def check(self, table: Table) -> Iterator[Finding]:
        """At most one finding. Raises NotApplicable without a budget or without unit costs."""
        budget = total(table.project.budget)
        found = costs(table)
        each = [cost for cost in found if cost.each]
        if budget is None or not each:
            raise NotApplicable("没有预算数，或成本指标没有单位成本")
        if any(cost.each is None for cost in found):
            return
        quantities = _quantities(table)
        products = [
            cost.amount * number for cost in each for unit, number in quantities if _counts(cost.each or "", unit)
        ]
        # Units are printed in many ways, so any quantity that leads to the budget will do.
        anyhow = [cost.amount * number for cost in each for _, number in quantities]
        slack = max(TOLERANCE, budget * Decimal(str(self.limits["slack"])))
        if any(abs(product - budget) <= slack for product in (*anyhow, sum(products, Decimal(0)))):
            return
        first = each[0]
        if products:
            why = f"与表中数量相乘得 {wan(sum(products, Decimal(0)))}，与预算 {wan(budget)}对不上"
        else:
            why = f"表中没有对应的数量，推不出预算 {wan(budget)}"
        yield self.finding(
            table,
            "value",
            first.row.indicator.value.text,
            f"成本指标“{first.row.name}”是单位成本 {first.row.value}，{why}。",
            "在数量指标里补上人数、户数、面积等数量，使数量×单价的合计等于预算数。",
            row=first.row,
        )


def _quantities(table: Table) -> list[tuple[str, Decimal]]:
    """(unit, number) of every quantity row; 86 千户 and 8.6 万户 are 86000."""
    found = []
    for row in table.of_class(Level2.QUANTITY):
        unit, number = row.indicator.value.unit or "", row.indicator.value.number
        if number is not None:
            found.append((unit, number * _SCALE.get(unit[:1], Decimal(1))))
    return found


def _counts(each: str, unit: str) -> bool:
    """Whether ``unit`` (人次, 万户) counts the things that a cost is for (人, 户)."""
    return unit.endswith(each) or unit.lstrip("万千").startswith(each)
