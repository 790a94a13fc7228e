"""没有写与什么时候、多少相比?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.question import Asked, Question
from review.rule import Table

_CHANGE = re.compile(r"提高|提升|增长|增加|下降|降低|减少")


class NoBaseline(Question):
    """提高或下降没有基期（模型）。

    依据：财预〔2021〕101号：历史标准（C 级，以原文为准）。
    反例：“投诉量下降 10%”，没有写与哪一年、多少件相比。
    正例：“投诉量较 2023 年的 200 件下降 10%”。
    何时可忽略：表外有公开的上年统计数时。
    """

    code = "JX919"
    name = "no-baseline"
    fields = ("level3", "description", "value")
    told = "没有写与什么时候、多少相比"
    advice = "在描述里写明比较的年份和那一年的数。"

    def asked(self, table: Table) -> Iterator[Asked]:
        """As :class:`Question`."""
        for row in table.rows:
            if _CHANGE.search(row.name + row.value):
                yield row, f"第{row.number}行说的提高或下降，是否没有写明与哪一期、多少相比？"
