"""A description that only repeats the name."""

from __future__ import annotations

from collections.abc import Iterator

from review.findings import Finding, Severity
from review.measure import bare
from review.rule import Row, RowRule, Table


class NameEqualsDescription(RowRule):
    """描述照抄指标名称。

    描述应说明考核什么、怎样算、统计到什么时候，照抄名称等于没有解释。

    依据：财预〔2021〕101号：指标解释应明确衡量内容、计算方法和数据口径（C 级）。
    反例：三级指标“完成及时率”，描述“完成及时率”。
    正例：三级指标“完成及时率”，描述“6月底前完成的任务数占计划任务数的比例”。
    何时可忽略：名称自身已把口径说尽（如“举办培训班期数”）时。
    """

    code = "JX603"
    name = "name-equals-description"
    severity = Severity.HINT
    clause = "财预〔2021〕101号：指标解释应写明口径和算法"
    gives_way_to = ("placeholder-indicator", "tautology")

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """One hint where the two cells are the same words."""
        if row.description and bare(row.name) == bare(row.description):
            message = f"描述与三级指标“{row.name}”完全相同，没有解释口径。"
            advice = "在描述中写明统计范围、算法（分子、分母）和时点。"
            yield self.finding(table, row, "description", message, advice)
