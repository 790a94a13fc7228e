"""A paragraph in the value cell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.taxonomy import COSTS
from corpus.values import Kind
from review.findings import Finding, Severity
from review.rule import Option, Row, RowRule, Table


class ValueIsDescription(RowRule):
    """指标值栏填了说明文字。

    指标值应是一个数或一个等级。整段的工作内容、考核办法放进指标值栏，就没有了目标值。

    依据：财预〔2021〕101号：绩效指标应设定具体的指标值。
    反例：指标值为“考核内容为思想教育、体能训练、日常表现三项内容，由大队按月组织”。
    正例：指标值“≥95%”，把考核内容移到“绩效指标描述”栏。
    何时可忽略：表样没有描述栏，且文字中已写明分级标准时。
    """

    code = "JX152"
    name = "value-is-description"
    severity = Severity.ERROR
    clause = "财预〔2021〕101号：设定具体的指标值"
    gives_way_to = ("swapped-cells",)
    options = (Option("length", 20, "超过多少字且没有数字，视为说明文字", "problem_types 第19条，参考"),)

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """One error for a long value without a number, outside 成本."""
        if row.kind is not Kind.TEXT or row.level2 in COSTS:
            return
        if len(row.value) > self.limits["length"] and not re.search(r"\d", row.value):
            message = f"指标值栏填的是说明文字（{len(row.value)}字），没有目标值：“{row.value[:24]}……”。"
            advice = "把这段文字移到“绩效指标描述”栏，指标值写一个数，如“考核合格率≥**%”“完成≥**次”。"
            yield self.finding(table, row, "value", message, advice)
