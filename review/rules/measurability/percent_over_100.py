"""A share of more than the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.values import Kind
from review.findings import Finding, Severity
from review.rule import Row, RowRule, Table

_MAY_EXCEED = re.compile(r"增长|增幅|增速|提高|提升|增加|同比|较上年|比上年|上升|翻|回报|收益|拉动|倍|容积率|产销")


class PercentOver100(RowRule):
    """百分比超过 100%。

    占比、合格率、完成率等以应完成数为分母，不会超过 100%。增长率不受此限。

    依据：地方审核系统规则（A 级，S22）。
    反例：质量指标“验收合格率 ≥120%”；时效指标“按期完成率 ＞100%”。
    正例：“验收合格率 ＝100%”；“产值增长率 ≥120%”。
    何时可忽略：确为可以超额的比率（如超额完成率）时，请在描述中写明。
    """

    code = "JX350"
    name = "percent-over-100"
    severity = Severity.WARNING
    clause = "地方审核系统规则：除增长率外，百分比不应大于100%"

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """One warning for a percentage above 100, or asked to be above it, that is no growth rate."""
        value = row.indicator.value
        if row.kind is not Kind.PERCENT or value.unit != "%" or value.number is None:
            return
        over = value.number > 100 or (value.number == 100 and value.operator == ">")
        if over and not _MAY_EXCEED.search(row.name + row.description):
            message = f"“{row.name}”的指标值“{row.value}”超过100%，这个比率不可能大于全部。"
            yield self.finding(table, row, "value", message, "核对数字和分母；全部完成的写“＝100%”。")
