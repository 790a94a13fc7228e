"""An indicator that asks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.findings import Finding, Severity
from review.rule import Row, RowRule, Table

_QUESTION = re.compile(r"是否|能否|有无|[?？吗]$")


class NameAsQuestion(RowRule):
    """用疑问句作指标。

    “是否控制在预算内”只能答是或否，量不出程度，也与指标值对不上。

    依据：财预〔2021〕101号：指标名称应简要、指向明确（C 级）。
    反例：成本指标“项目实际支出是否控制在预算内 ≤150万元”。
    正例：成本指标“项目总支出 ≤150万元”。
    何时可忽略：指标值就是“是/否”的合规性检查项。
    """

    code = "JX604"
    name = "name-as-question"
    severity = Severity.HINT
    clause = "财预〔2021〕101号：指标名称应简要、指向明确、清楚易懂"

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """One hint for a question in the name or, failing that, in the description."""
        for field, text in (("level3", row.name), ("description", row.description)):
            if _QUESTION.search(text) and row.value not in {"是", "否", "有", "无"}:
                message = f"“{text}”是疑问句，不是指标。"
                advice = "改为名词短语，如“项目总支出”“正常使用年限”，再写目标值。"
                yield self.finding(table, row, field, message, advice)
                return
