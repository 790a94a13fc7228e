"""A percentage on something that has neither numerator nor denominator."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus import taxonomy
from corpus.taxonomy import Level2
from corpus.values import Kind
from review.findings import Finding, Severity
from review.measure import Sort, bare, measures
from review.rewrite import rewrite
from review.rule import Row, RowRule, Table

_OTHERS = taxonomy.COSTS | {Level2.QUANTITY, Level2.TIMELINESS, Level2.SATISFACTION}
"""Classes where a percentage is spoken of by a rule of their own."""
_CHANGE = re.compile(r"提高|提升|增长|增加|增收|增产|增效|降低|减少|下降|节约|改善")
_UNCLEAR = {Sort.UNKNOWN, Sort.ACTIVITY, Sort.CHECKABLE}


class UnmeasurablePercent(RowRule):
    """不可衡量的内容取了百分比。

    影响力、可持续性、氛围、稳定、能力、“保障……”“提高……”等没有分子、分母，写成 100% 或 ≥95% 都无法计算，自评时只能凭感觉填。
    名称或描述中有清楚的比率（参保率、……占……的比例、全部核查）的不在此列；看不出是不是比率的只作警告或提示。

    依据：财预〔2015〕88号“细化量化”；财预〔2021〕101号，避免选择标准不明确、难以确定具体指标值的指标。
    反例：社会效益指标“社会影响力 100%”；可持续影响指标“长期使用性 ≥98%”。
    正例：社会效益指标“隐患整改率 ＝100%”（已整改数÷应整改数）；“群体性事件起数 ＝0起”。
    何时可忽略：实施方案中已另行规定该项的评分办法，并在描述中写明得分率的算法时。
    """

    code = "JX260"
    name = "unmeasurable-percent"
    severity = Severity.ERROR
    clause = "财预〔2015〕88号：绩效目标应细化量化，定性表述也须可衡量；财预〔2021〕101号：避免标准不明确的指标"
    gives_way_to = ("placeholder-indicator", "undefined-rate", "value-illogical", "unit-mismatch", "swapped-cells")

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """An error for a state or a wish, a warning or a hint where the row does not say what is counted."""
        if row.kind is not Kind.PERCENT or row.level2 in _OTHERS or not row.name:
            return
        sort = measures(row)
        if (
            sort is Sort.STATE
            and _CHANGE.search(row.name + row.description)
            and (row.indicator.value.number or 0) <= 50
        ):
            severity, why = Severity.WARNING, "没有写明比什么时候、从多少变到多少"
        elif sort is Sort.STATE:
            severity, why = Severity.ERROR, "说的是状态或愿望，没有分子、分母，无法计算"
        elif sort in _UNCLEAR:
            doubtful = sort is Sort.UNKNOWN and (row.level2 in taxonomy.BENEFITS or bare(row.name).endswith("质量"))
            severity, why = Severity.WARNING if doubtful else Severity.HINT, "没有写明分子、分母"
        else:
            return
        message = f"“{row.name}”{why}，指标值却是“{row.value}”。"
        advice = rewrite("unmeasurable", row, table)
        yield self.finding(table, row, "level3", message, advice, severity=severity)
