"""No basis given."""

from __future__ import annotations

from collections.abc import Iterator

from review.basis import Nature, shared
from review.findings import Finding, Severity
from review.measure import is_unused
from review.rule import Table, TableRule


class BasisMissing(TableRule):
    """没有填写指标值确定依据。

    依据栏空着或填“无”，看不出目标值从哪里来。同一张表只报一次。

    依据：河北省绩效目标表“指标值确定依据”栏（A 级，表样）；财预〔2021〕101号：指标值设定依据（计划、行业、历史标准等）。
    反例：指标值“≥95%”，依据栏空白。
    正例：依据栏写“上年实际完成93%”或“《示例县培训计划（2024年）》”。
    何时可忽略：本地表样不要求逐行填写依据时。
    """

    code = "JX154"
    name = "basis-missing"
    severity = Severity.WARNING
    clause = "河北省绩效目标表：指标值确定依据应逐项填写"

    def check(self, table: Table) -> Iterator[Finding]:
        """One warning at the first row without a basis. Raises NotApplicable where the form has no such column."""
        rows = [r for s in shared(table, Nature.MISSING) for r in s.rows if not is_unused(r) and r.value]
        if not rows:
            return
        first, names = rows[0], "、".join(row.name for row in rows[:3])
        more = f"等 {len(rows)} 行" if len(rows) > 3 else ""
        message = f"“{names}”{more}没有填写指标值确定依据。"
        advice = "写明目标值的来处：文件（名称、文号）、合同、年度计划、行业标准或上年实际完成数。"
        words = first.indicator.printed("basis") or first.indicator.level3
        yield self.finding(table, "basis", words, message, advice, row=first)
