"""目标说的事与项目名称、用途不是一回事?"""

from __future__ import annotations

from collections.abc import Iterator

from review.question import Asked, Question
from review.rule import Table


class GoalMismatch(Question):
    """绩效目标与项目性质不符（模型）。

    依据：财预〔2015〕88号 相应匹配（C 级，以原文为准）。
    反例：设备维护项目的目标全写新建工程。
    正例：维护项目的目标写保障设备正常运行。
    何时可忽略：项目名称沿用旧名、内容确已变化并经批准时。
    """

    code = "JX903"
    name = "goal-project-mismatch"
    fields = ("goals",)
    told = "目标说的事与项目名称、用途不是一回事"
    advice = "按项目名称和用途重写这条目标。"

    def asked(self, table: Table) -> Iterator[Asked]:
        """As :class:`Question`."""
        if table.project.goals and (table.project.name or table.project.purpose):
            yield None, "绩效目标里有没有哪一条说的事，与项目名称和用途不是一回事？（quote 抄那一句）"
