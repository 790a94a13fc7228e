"""A rate by name only."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.taxonomy import COSTS, Level2
from corpus.values import Kind
from review.findings import Finding, Severity
from review.measure import Sort, measures
from review.rewrite import rewrite
from review.rule import Row, RowRule, Table


class UndefinedRate(RowRule):
    """生造的比率，口径不明。

    “持续发挥作用率”“应急保障率”“完成情况率”一类名称带“率”，却说不清用什么除以什么。

    依据：财预〔2021〕101号：指标解释应写明衡量内容、计算方法和数据口径（C 级）。
    反例：可持续影响指标“持续服务率 ＝100%”，描述只重复名称。
    正例：“设备在线率 ≥98%”，描述为“在线设备台数占应在线台数的比例”。
    何时可忽略：主管部门的指标体系中已有这一比率的公式，且描述中注明了出处时。
    """

    code = "JX261"
    name = "undefined-rate"
    severity = Severity.WARNING
    clause = "财预〔2021〕101号：指标解释应明确计算方法和数据口径"

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """One warning for a percentage of a made-up rate, outside 数量 and 成本, which have rules of their own."""
        if row.kind is not Kind.PERCENT or row.level2 in COSTS | {Level2.QUANTITY, Level2.SATISFACTION}:
            return
        if measures(row) is not Sort.MADE_UP:
            return
        rate = row.description if row.description.rstrip("(%)").endswith("率") else row.name
        message = f"“{rate}”没有通行的口径，描述中也没有写明分子、分母，“{row.value}”无从核算。"
        yield self.finding(table, row, "level3", message, rewrite("rate", row, table, words=rate))
