"""这一行考核的事与本项目无关?"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.taxonomy import COSTS
from review.question import Asked, Question
from review.rule import Table


class OffTopic(Question):
    """指标与本项目无关（模型）。

    依据：财预〔2021〕101号：效益指标按项目选设（C 级，以原文为准）。
    反例：档案整理项目设“空气质量优良天数”。
    正例：档案整理项目设“档案查阅办结率”。
    何时可忽略：该行是上级统一要求填报的指标时。
    """

    code = "JX911"
    name = "irrelevant-indicator-padding"
    fields = ("level3", "description")
    told = "这一行考核的事与本项目无关"
    advice = "换成本项目资金真正带来的结果，或删去这一行。"

    def asked(self, table: Table) -> Iterator[Asked]:
        """As :class:`Question`."""
        for row in table.rows:
            if row.level2 not in COSTS and row.name:
                yield row, f"第{row.number}行考核的事，是否与本项目的名称、用途、目标都没有关系？"
