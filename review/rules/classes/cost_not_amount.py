"""A cost that is no amount of money."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.taxonomy import COSTS
from corpus.values import Kind, amounts
from review.findings import Finding, Severity
from review.measure import Sort, is_unused, measures, sort_of
from review.rule import Row, RowRule, Table

_BUDGET = re.compile(r"[≤<](?:年初|年度|项目)?预算(?:数|金额|总额|规模|安排)?")
_CONTROL = re.compile(r"控制(?:数|率|比例|情况|程度)?$|不超")
_OTHER_CLASS = {Sort.COUNT, Sort.DURATION, Sort.TIMELY}
"""A count in a cost row is rather in the wrong row than a cost without its amount."""
_SAVING = re.compile(r"节约|节支|节省|超支|下降|降低|降幅|减少|审减|核减|偏差|占比|比例|比重")


class CostNotAmount(RowRule):
    """成本指标不是金额。

    成本指标应写总额、分项控制数或单位成本。“控制在预算内”“100%”没有告诉人要花多少钱。“成本控制率”一类只作警告，
    节约率、超支率等公认的成本比率不报。

    依据：财预〔2021〕101号成本指标一节：单位成本无法拆分核算的，可设分项成本控制数（A 级）。
    反例：成本指标“投入 100%”；“资金执行在预算范围内”。
    正例：成本指标“项目总成本 ≤20万元”“培训成本 ≤300元/人·天”。
    何时可忽略：按规定成本暂不能公开数额时。
    """

    code = "JX254"
    name = "cost-not-amount"
    severity = Severity.ERROR
    clause = "财预〔2021〕101号：成本指标应设金额、单位成本或分项成本控制数"
    gives_way_to = ("value-missing", "placeholder-indicator", "swapped-cells", "unit-mismatch")

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """An error for anything but an amount in a cost row; a bare number is not judged, its unit may stand elsewhere."""
        if row.level2 not in COSTS or is_unused(row) or not row.name:
            return
        if row.kind in {Kind.MONEY, Kind.UNIT_COST, Kind.NUMBER, Kind.MISSING} or amounts(row.value):
            return
        severity = Severity.ERROR
        if row.kind is Kind.PERCENT and measures(row) is Sort.RATE:
            if _SAVING.search(row.name + row.description):
                return
            severity = Severity.WARNING
        if row.kind is Kind.PERCENT and _CONTROL.search(row.name):
            severity = Severity.WARNING
        if sort_of(row.name) in _OTHER_CLASS and row.kind is not Kind.TEXT:
            severity = Severity.WARNING
        if _BUDGET.fullmatch(row.value):
            severity = Severity.WARNING
        if re.search(r"\d(?:万|亿|千)?元", row.value):
            return
        message = f"成本指标“{row.name}”的指标值“{row.value}”不是金额，看不出要控制在多少钱以内。"
        advice = "写明金额：总额“≤预算数（万元）”，并尽量分项或写单位成本，如“≤**元/人”“≤**万元/台”。"
        yield self.finding(table, row, "value", message, advice, severity=severity)
