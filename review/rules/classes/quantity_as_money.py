"""Money where things are to be counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.taxonomy import Level2
from corpus.values import Kind
from review.findings import Finding, Severity
from review.rule import Row, RowRule, Table
from review.words import suggestion

_FLOW = re.compile(
    r"引资|融资|贷款|投资|到位资金|销售|交易|产值|营业|募集|债券|还本|付息|征收|税|收入|担保|拨付|发放金额|发放额|贴息|(?:资金|补助|补贴|奖励|救助金|保费)[^,，。]{0,4}(?:金额|总额|额度|规模)"
)


class QuantityAsMoney(RowRule):
    """数量指标用了金额。

    花多少钱是成本，不是产出。数量指标应写买了多少、办了几场、奖了几件。
    产出本身就是一笔钱（引资额、发放贷款额）或者一个标准（元/人）时，只作警告。

    依据：财预〔2021〕101号：数量指标反映产出数量，成本指标反映金额。
    反例：数量指标“宣传活动 ≤3万元”。
    正例：数量指标“宣传活动 ≥3场”；成本指标“宣传活动费用 ≤3万元”。
    何时可忽略：项目的产出就是资金（贴息、担保、引资）且已在描述中写明时。
    """

    code = "JX252"
    name = "quantity-as-money"
    severity = Severity.ERROR
    clause = "财预〔2021〕101号：数量指标反映产出数量，不以金额计量"

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """An error for an amount in a 数量 row; a warning where the output is money itself or a standard."""
        if row.level2 is not Level2.QUANTITY or row.kind not in {Kind.MONEY, Kind.UNIT_COST} or not row.name:
            return
        soft = row.kind is Kind.UNIT_COST or bool(_FLOW.search(row.name + row.description))
        message = f"数量指标“{row.name}”的指标值“{row.value}”是金额，反映的是花多少钱，不是产出多少。"
        advice = f"金额移到成本指标；{suggestion('count', row.name + row.description)}"
        severity = Severity.WARNING if soft else Severity.ERROR
        yield self.finding(table, row, "value", message, advice, severity=severity)
