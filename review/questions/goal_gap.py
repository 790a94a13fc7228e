"""绩效目标里有任务没有指标承接?"""

from __future__ import annotations

from collections.abc import Iterator

from review.question import Asked, Question
from review.rule import Table


class GoalGap(Question):
    """绩效目标的任务没有指标承接（模型）。

    规则按字词对照，任务换了说法时分不清；模型按意思对照每一条目标。

    依据：财预〔2015〕88号 相关性：目标与指标相互对应（C 级，以原文为准）。
    反例：目标写“组织应急演练、更新机房设备”，指标只有培训人次。
    正例：目标的每件事都有一条产出或效益指标。
    何时可忽略：任务属于日常工作、不用本项目资金时。
    """

    code = "JX901"
    name = "goal-indicator-gap"
    fields = ("goals",)
    told = "绩效目标里有任务没有指标承接"
    advice = "为这项任务补一条数量或质量指标，或从目标中删去本项目不做的事。"

    def asked(self, table: Table) -> Iterator[Asked]:
        """As :class:`Question`."""
        if table.rows:
            for number, _ in enumerate(table.project.goals, 1):
                yield None, f"目标{number}里有没有哪件要做的事，在全部指标行里都没有对应的考核？（quote 抄那件事）"
