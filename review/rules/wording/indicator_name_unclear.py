"""A name that is no name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.findings import Finding, Severity
from review.measure import bare
from review.rule import Option, Row, RowRule, Table
from review.words import words


class IndicatorNameUnclear(RowRule):
    """三级指标名称不成名。

    “标准”“情况”看不出考核什么，作警告；“覆盖率”“及时性”缺少“谁的、什么的”，以及带句号的整句，作提示。

    依据：财预〔2021〕101号：指标名称应简要、指向明确、清楚易懂（C 级）。
    反例：数量指标“标准”；社会效益指标“提高群众防灾知识。”
    正例：数量指标“兑现举报奖励件数”；社会效益指标“群众防灾知识知晓率”。
    何时可忽略：系统中指标名称为固定选项、不能改动时。
    """

    code = "JX605"
    name = "indicator-name-unclear"
    severity = Severity.WARNING
    clause = "财预〔2021〕101号：指标名称应简要、指向明确、清楚易懂"
    gives_way_to = ("placeholder-indicator",)
    options = (Option("length", 26, "超过多少字的整句视为不成名", "默认值，参考"),)

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """A warning for a bare noun, a hint for an incomplete name or a sentence."""
        name, lists = bare(row.name), words("measure")["names"]
        sentence = bool(re.search(r"[。;；]", row.name)) or (
            len(row.name) > self.limits["length"] and bool(re.search(r"[,，]", row.name))
        )
        if name in lists["empty"]:
            severity, message = Severity.WARNING, f"三级指标只写“{name}”，看不出考核什么。"
        elif name in lists["bare"]:
            severity, message = Severity.HINT, f"三级指标“{name}”不完整，没有写明是谁的、什么的。"
        elif re.fullmatch(lists["labelled"], name):
            severity, message = Severity.HINT, f"三级指标“{name}”把类别名当作名称，没有写明数什么、比什么。"
        elif sentence:
            severity, message = Severity.HINT, f"三级指标“{row.name[:30]}”是一句话，不是指标名称。"
        else:
            return
        advice = "改为“考核对象＋考核内容＋计量”的名词短语，如“举报线索核查率”“宣传活动场次”。"
        yield self.finding(table, row, "level3", message, advice, severity=severity)
