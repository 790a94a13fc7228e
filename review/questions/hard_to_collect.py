"""看不出数据从哪里来?"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.taxonomy import BENEFITS
from review.findings import Severity
from review.question import Asked, Question
from review.rule import Table


class HardToCollect(Question):
    """指标的数据难以取得（模型）。

    依据：审核实务“数据采集可行”（A 级，S23）。
    反例：“全县居民幸福感提升≥5%”。
    正例：“报名登记表上的参训人数”。
    何时可忽略：描述里写明了数据来源时。
    """

    code = "JX916"
    name = "hard-to-collect"
    severity = Severity.HINT
    fields = ("level3", "description", "value")
    told = "看不出数据从哪里来"
    advice = "在描述里写明数据来源（台账、验收单、系统导出、问卷），没有来源的换一条。"

    def asked(self, table: Table) -> Iterator[Asked]:
        """As :class:`Question`."""
        for row in table.rows:
            if row.level2 in BENEFITS and row.name:
                yield row, f"第{row.number}行的结果，填报单位是否无法用台账、验收、系统数据或问卷取得？"
