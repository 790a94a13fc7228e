"""A description that is a goal, word for word."""

from __future__ import annotations

from collections.abc import Iterator

from review.facts.texts import plain
from review.findings import Finding, Severity
from review.rule import Option, Row, RowRule, Table


class IndicatorCopiedFromGoal(RowRule):
    """指标照抄目标语句。

    描述（或名称）与某一条绩效目标一字不差：目标是要做到的事，指标要写怎么量它。

    依据：财预〔2021〕101号：指标由目标分解而来，解释应写明衡量内容和算法（C 级）。
    反例：目标“健全完善信息系统，全面提升管理能力”，可持续影响指标的描述也是这一句。
    正例：描述“系统全年正常运行时间占应运行时间的比例”。
    何时可忽略：目标本身写的就是带数量的任务时。
    """

    code = "JX630"
    name = "indicator-copied-from-goal"
    severity = Severity.HINT
    clause = "财预〔2021〕101号：指标解释应写明衡量内容、计算方法"
    gives_way_to = ("placeholder-indicator",)
    options = (Option("length", 10, "至少多少字才比较", "工具参考值"),)

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """One hint where a cell is a whole goal."""
        goals = {words for goal in table.project.goals if len(words := plain(goal)) >= self.limits["length"]}
        for field, text in (("description", row.description), ("level3", row.name)):
            if plain(text) in goals:
                message = f"“{text[:30]}”与绩效目标的文字完全相同，没有写怎样衡量。"
                yield self.finding(table, row, field, message, "写成可以计数或计算的指标，并写明口径。")
                return
