"""这个百分比数不出分子和分母?"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.taxonomy import Level2
from review.question import Asked, Question
from review.rule import Table


class NoRatio(Question):
    """百分比没有可数的分子和分母（模型）。

    依据：财预〔2015〕88号 细化量化（C 级，以原文为准）。
    反例：“社会影响力 100%”。
    正例：“受训人员考核合格率≥95%”，描述写明合格人数除以参训人数。
    何时可忽略：实施方案里另有计算办法时。
    """

    code = "JX913"
    name = "unmeasurable-percent"
    fields = ("level3", "description", "value")
    told = "这个百分比数不出分子和分母"
    advice = "在描述里写明谁除以谁，数不出来的换成次数、人数或分级标准。"

    def asked(self, table: Table) -> Iterator[Asked]:
        """As :class:`Question`."""
        for row in table.rows:
            if "%" in row.value and row.level2 is not Level2.SATISFACTION and row.name:
                yield row, f"第{row.number}行的百分比，按名称和描述是否数不出分子和分母？"
