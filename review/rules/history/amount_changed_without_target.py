"""The money changed, the targets did not."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from corpus.taxonomy import Level2
from review.facts.costs import total, wan
from review.facts.last_year import before, pairs
from review.findings import Finding, Severity
from review.rule import NotApplicable, Option, Table, TableRule


class AmountChangedWithoutTarget(TableRule):
    """预算变了，数量目标没有变。

    与 `--last-year` 给出的上年表比较：预算数增减超过两成，能比的数量指标却一个也没有变。

    依据：财预〔2015〕88号：绩效目标与预算资金量相匹配（相应匹配，C 级）；S24“预算与目标不匹配”（A 级）。
    反例：预算由 40 万元增到 80 万元，“免费开放天数 ≥300天”“惠民演出 ≥20场”与上年一样。
    正例：预算翻番，演出由 20 场增到 40 场。
    何时可忽略：单价上涨或标准调整，并在成本指标或依据中写明时。
    """

    code = "JX363"
    name = "amount-changed-without-target"
    severity = Severity.WARNING
    clause = "财预〔2015〕88号相应匹配：目标与预算资金量匹配"
    options = (Option("share", 20, "预算增减超过这个比例（%）才报", "审核实务"),)

    def check(self, table: Table) -> Iterator[Finding]:
        """At most one warning. Raises CannotRun without last year's table, NotApplicable without budgets or quantities."""
        was, now = total(before(table).project.budget), total(table.project.budget)
        both = [
            (old.indicator.value, new.indicator.value)
            for old, new in pairs(table)
            if old and new and new.level2 is Level2.QUANTITY
        ]
        numbers = [(old, new) for old, new in both if old.number is not None and new.number is not None]
        if was is None or now is None or not numbers:
            raise NotApplicable("两年没有都填预算数，或没有能比的数量指标")
        change = (now - was) / was * 100
        if abs(change) <= Decimal(str(self.limits["share"])):
            return
        if all((old.number, old.unit) == (new.number, new.unit) for old, new in numbers):
            printed = table.project.budget.total
            word = "增加" if change > 0 else "减少"
            yield self.finding(
                table,
                "budget",
                "" if printed is None else str(printed),
                f"预算由上年 {wan(was)}{word}到 {wan(now)}（{abs(change):.0f}%），{len(numbers)} 项数量指标一项也没有变。",
                "按资金增减相应调整数量指标；因单价或标准变化的，在成本指标和依据中写明。",
            )
