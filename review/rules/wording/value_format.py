"""A value in another spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.findings import Finding, Severity
from review.rule import Row, RowRule, Table

_CHINESE = re.compile(
    r"[≥≤=<>]?[一二两三四五六七八九十]+(?:个|次|名|人|辆|台|套|项|件|场|处|期|份|座|家|户|万元|元|天|批)"
)
_FULL_WIDTH = re.compile(r"[０-９]")


class ValueFormat(RowRule):
    """指标值写法不规范。

    用中文数字（“一辆”）或全角数字，系统不能取数。

    依据：预算绩效系统指标值按数字录入（A 级，S21）。
    反例：指标值“一辆”“≥１００人次”。
    正例：指标值“＝1辆”“≥100人次”。
    何时可忽略：无。
    """

    code = "JX602"
    name = "value-format"
    severity = Severity.HINT
    clause = "预算绩效系统：指标值为阿拉伯数字加计量单位"

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """One hint for Chinese numerals or full-width digits in the value."""
        if _CHINESE.fullmatch(row.value):
            message = f"指标值“{row.value}”用了中文数字。"
        elif _FULL_WIDTH.search(row.indicator.value.text):
            message = f"指标值“{row.indicator.value.text}”用了全角数字。"
        else:
            return
        yield self.finding(table, row, "value", message, "改用半角阿拉伯数字，并写明符号和单位，如“＝1辆”。")
