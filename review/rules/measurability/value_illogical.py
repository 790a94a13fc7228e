"""A value that cannot be, or that cannot be missed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.values import Kind
from review.findings import Finding, Severity
from review.measure import favourable, harmful
from review.rule import Row, RowRule, Table

_TO_ZERO = re.compile(r"(?:降低|下降|减少|降|减)(?:为|到|至)(?:0|零)(?![.\d])")
_EFFECT = re.compile(r"影响|能力|水平|效益|效果|效率|质量|成本")


class ValueIllogical(RowRule):
    """指标值自相矛盾。

    “影响降低为0”没有基期也不可能做到；“合格率 ＝0%”“事故起数 ≥0起”不是写反了符号，就是永远达标。

    依据：财预〔2015〕88号“合理可行”。
    反例：生态效益指标“对区域生态影响 降低为0”；“火灾事故起数 ≥0起”。
    正例：“火灾事故起数 ＝0起”；“粉尘排放浓度 ≤**mg/m³”。
    何时可忽略：无。
    """

    code = "JX352"
    name = "value-illogical"
    severity = Severity.WARNING
    clause = "财预〔2015〕88号：绩效目标应合理可行"

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """One warning for an effect brought down to nothing, a good rate of zero, or harm of at least nothing."""
        value = row.indicator.value
        text = row.description or row.name
        if _TO_ZERO.search(row.value) and _EFFECT.search(row.name + row.description):
            message = f"“{row.name}”的指标值“{row.value}”没有基期，也无法测定，不可能降为零。"
            advice = "改为可监测的值（如“≤**”），或在与项目无关时删去这一行。"
        elif row.kind is Kind.PERCENT and value.number == 0 and (favourable(row.name) or favourable(text)):
            message = f"“{row.name}”越大越好，指标值却是“{row.value}”。"
            advice = "核对后填写目标比例，如“≥**%”。"
        elif value.number == 0 and value.operator == "≥" and (harmful(row.name) or harmful(text)):
            message = f"“{row.name}”的指标值“{row.value}”永远成立，起不到约束作用。"
            advice = "改为“＝0”或“≤**”。"
        else:
            return
        yield self.finding(table, row, "value", message, advice)
