"""All targets as last year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from corpus.taxonomy import COSTS
from corpus.values import Kind
from review.facts.costs import total
from review.facts.last_year import before, pairs
from review.findings import Finding, Severity
from review.rule import NotApplicable, Option, Row, Table, TableRule


class TargetUnchanged(TableRule):
    """指标值全部照搬上年。

    与 `--last-year` 给出的上年表逐项比较，能比的指标值一个也没有变，作提示。本来就到头的值（100%、0 次）和成本不算在内。

    依据：财预〔2021〕101号：指标值应在历史标准基础上从严、从高（C 级）；审核实务“形式化：多年不变”（S24）。
    反例：连续两年“巡河 ≥200次”“清淤 ≥12公里”“群众满意度 ≥90%”，一字未改。
    正例：巡河次数不变，清淤由 12 公里提高到 15 公里。
    何时可忽略：保运转类经常性项目，任务量由编制或合同固定时。
    """

    code = "JX361"
    name = "target-unchanged"
    severity = Severity.HINT
    clause = "财预〔2021〕101号：指标值设定参考历史标准，从严、从高"
    options = (
        Option("least", 3, "至少有这么多能比的指标才报", "审核实务"),
        Option("share", 20, "预算增减超过这个比例（%）时不报，由 amount-changed-without-target 报", "审核实务"),
    )

    def check(self, table: Table) -> Iterator[Finding]:
        """At most one hint. Raises CannotRun without last year's table, NotApplicable where too little can be compared."""
        both = [(old, new) for old, new in pairs(table) if old and new and _open(old) and _open(new)]
        if len(both) < self.limits["least"]:
            raise NotApplicable("与上年能比的指标太少")
        if all(_same(old, new) for old, new in both) and not self._paid_otherwise(table):
            row = both[0][1]
            yield self.finding(
                table,
                "indicators",
                row.indicator.value.text,
                f"与上年能比的 {len(both)} 项指标值（如“{row.name} {row.value}”）全部没有变化，疑照搬上年。",
                "对照上年完成情况逐项重新测算，能提高的提高；确实固定的在依据中写明。",
            )

    def _paid_otherwise(self, table: Table) -> bool:
        was, now = total(before(table).project.budget), total(table.project.budget)
        return was is not None and now is not None and abs(now - was) / was * 100 > Decimal(str(self.limits["share"]))


def _open(row: Row) -> bool:
    """Whether the row has a number that could have been set higher or lower."""
    value = row.indicator.value
    if row.level2 in COSTS or value.number is None or row.kind in {Kind.MONEY, Kind.DATE}:
        return False
    return value.number != 0 and not (value.unit == "%" and value.number == Decimal(100))


def _same(old: Row, new: Row) -> bool:
    return (old.indicator.value.number, old.indicator.value.unit) == (
        new.indicator.value.number,
        new.indicator.value.unit,
    )
