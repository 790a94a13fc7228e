"""指标值看起来不合常理?"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.taxonomy import COSTS
from review.findings import Severity
from review.question import Asked, Question
from review.rule import Table


class ValueLevel(Question):
    """指标值明显偏低、偏高或不合常理（模型）。

    依据：财预〔2015〕88号 适当性（C 级，以原文为准）。
    反例：法定全覆盖的检查写“≥60%”。
    正例：全覆盖义务写“=100%”。
    何时可忽略：有上年实际或行业标准支持时。
    """

    code = "JX917"
    name = "value-unreasonable"
    severity = Severity.HINT
    fields = ("level3", "value")
    told = "指标值看起来不合常理"
    advice = "对照上年实际和行业标准重新确定，并写明依据。"

    def asked(self, table: Table) -> Iterator[Asked]:
        """As :class:`Question`."""
        for row in table.rows:
            if row.level2 is not None and row.level2 not in COSTS and any(c.isdigit() for c in row.value):
                yield row, f"第{row.number}行的指标值，按常理是否明显不可能或毫无约束力？"
