"""这一行放在这个二级指标类别里不合适?"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.taxonomy import COSTS, Level2
from review.question import Asked, Question
from review.rule import Table


class WrongClass(Question):
    """指标放错了类别（模型）。

    依据：审核实务“分类归属错位、数量质量混淆”（A 级，S23、S25）。
    反例：“宣传次数”放在质量指标；“活动开展情况”放在社会效益。
    正例：“宣传次数”放在数量指标。
    何时可忽略：地方表样另有规定时。
    """

    code = "JX912"
    name = "misclassified-indicator"
    fields = ("level3", "description")
    told = "这一行放在这个二级指标类别里不合适"
    advice = "移到合适的类别：做多少是数量，做得怎样是质量，带来什么是效益。"

    def asked(self, table: Table) -> Iterator[Asked]:
        """As :class:`Question`."""
        for row in table.rows:
            if (
                row.level2 is not None
                and row.level2 not in COSTS
                and row.level2 is not Level2.SATISFACTION
                and row.name
            ):
                yield row, f"第{row.number}行考核的事，放在“{row.level2.value}”里是否不对？"
