"""用途中的主要支出没有产出指标?"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.taxonomy import Level2
from review.question import Asked, Question
from review.rule import Table


class MainSpend(Question):
    """产出指标没有覆盖主要支出方向（模型）。

    依据：财预〔2021〕101号：产出指标与主要支出方向对应（C 级，以原文为准）。
    反例：120 万元主要用于队伍工资，数量指标只有宣传次数。
    正例：用途列的主要支出各有一条产出指标。
    何时可忽略：用途只是概括说法，实施方案另有明细时。
    """

    code = "JX902"
    name = "output-not-cover-main-spend"
    fields = ("purpose",)
    told = "用途中的主要支出没有产出指标"
    advice = "为这项支出补一条数量或质量指标。"

    def asked(self, table: Table) -> Iterator[Asked]:
        """As :class:`Question`."""
        if table.project.purpose and table.of_class(Level2.QUANTITY, Level2.QUALITY):
            yield None, "用途里花钱的主要事项，有没有哪一项在数量、质量指标里完全没有反映？（quote 抄那一项）"
