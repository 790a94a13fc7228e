"""A qualitative value without a grade."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.taxonomy import COSTS, Level2
from corpus.values import Kind, has_number
from review.findings import Finding, Severity
from review.measure import is_unused
from review.rewrite import rewrite
from review.rule import Row, RowRule, Table
from review.words import any_of

_GRADE = re.compile(r"[≥>=](?:良好?|优秀?|优良|中等?|合格|较好|满意)(?:等级|等次|以上)?")
"""A grade with a sign is a target: ``≥良好``."""


class VagueQualitative(RowRule):
    """定性值没有等级和判定标准。

    “有所提高”“长期有效”“正常运转”怎样算达到，谁也说不清。定性指标也须可衡量：分级分档，或写明判定的事实。

    依据：财预〔2015〕88号：不能以量化形式表述的，可采用定性表述，但应可衡量。
    反例：社会效益指标“提高抵御灾害能力”的指标值为“较往年有所提高”。
    正例：“演练评估等级 ≥良好（按演练评估表四级评定）”；“不发生较大以上事故”。
    何时可忽略：描述中已写明各等级的判定标准时。
    """

    code = "JX262"
    name = "vague-qualitative"
    severity = Severity.WARNING
    clause = "财预〔2015〕88号：定性指标应可衡量（分级分档）"
    gives_way_to = (
        "placeholder-indicator",
        "value-is-description",
        "value-indicator-mismatch",
        "value-illogical",
        "tautology",
        "swapped-cells",
        "value-missing",
        "timeliness-without-deadline",
    )

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """One warning for words of degree without a grade or a number; 成本 and 时效 have rules of their own."""
        if row.kind is not Kind.TEXT or is_unused(row) or row.level2 in COSTS | {Level2.TIMELINESS}:
            return
        if _GRADE.fullmatch(row.value) or re.fullmatch(any_of("measure", "vague.graded"), row.value):
            return
        if has_number(row.value) or "%" in row.value:
            return
        if row.level2 is Level2.QUANTITY:
            message = f"数量指标“{row.name}”的指标值“{row.value}”没有数字。"
            yield self.finding(table, row, "value", message, rewrite("count", row, table))
        elif re.search(any_of("measure", "vague.words"), row.value):
            message = f"“{row.name}”的指标值“{row.value}”没有等级、基期或判定标准，无法判断是否完成。"
            yield self.finding(table, row, "value", message, rewrite("vague", row, table, words=row.value))
