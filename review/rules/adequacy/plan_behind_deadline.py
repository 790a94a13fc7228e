"""Work due early, money paid late."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.taxonomy import Level2
from review.facts import plan
from review.findings import Finding, Severity
from review.rule import NotApplicable, Option, Row, Table, TableRule

_MONTH = re.compile(
    r"^[≤<=]?(?:(?P<year>20\d{2})年)?(?P<month>\d{1,2})月(?:份)?(?:底|末|\d{1,2}日|上旬|中旬|下旬)?(?:之?前|以前|内)?(?:完成|到位|入库)?$"
)


class PlanBehindDeadline(TableRule):
    """支付进度晚于任务时限。

    时效指标要求上半年就完成，资金支出计划到那个时点却还很低。货物验收后付款、尾款留到年底是常情，所以只作提示。

    依据：财预〔2015〕88号 可行性：支出计划与任务进度相衔接（C 级）。
    反例：防汛物资“5月底前入库”，支出计划 6 月底累计 10%，12 月底 100%。
    正例：防汛物资“5月底前入库”，支出计划 6 月底累计 90%。
    何时可忽略：合同约定验收后分期付款时。
    """

    code = "JX431"
    name = "plan-behind-deadline"
    severity = Severity.HINT
    clause = "财预〔2015〕88号 可行性：资金支出计划与任务进度衔接"
    options = (Option("least", 50, "任务到期的时点，累计支出低于百分之几才提示", "工具参考值"),)

    def check(self, table: Table) -> Iterator[Finding]:
        """At most one hint. Raises NotApplicable without a plan by months or without a month in the 时效 rows."""
        steps = [(month, percent) for month, percent in plan.steps(table.project) if month is not None]
        due = [(month, row) for row in table.of_class(Level2.TIMELINESS) if (month := _month(row, table.document.year))]
        if len(steps) < 2 or not due:
            raise NotApplicable("没有分月的支出计划，或时效指标没有月份")
        # The whole is done when its last part is: earlier parts may be small.
        last, row = max(due, key=lambda pair: pair[0])
        reached = next(((month, percent) for month, percent in steps if month >= last), None)
        if reached and last <= 9 and reached[1] < Decimal(str(self.limits["least"])):
            yield self.finding(
                table,
                "value",
                row.indicator.value.text,
                f"“{row.name}”要求 {row.value}，支出计划到 {reached[0]}月底累计只有 {reached[1]}%。",
                "核对任务时限和支出计划：任务在前的，支付进度相应提前；先验收后付款的写明。",
                row=row,
            )


def _month(row: Row, year: int | None) -> int | None:
    """The month of the budget's own year in which the work is due."""
    match = _MONTH.search(row.value)
    if match is None or (match["year"] and year and int(match["year"]) != year):
        return None
    return int(match["month"]) if 1 <= int(match["month"]) <= 12 else None
