"""How it will be measured is not why it should be so much."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.taxonomy import Level2
from review.basis import Nature, shared
from review.findings import Finding, Severity
from review.rule import Table, TableRule


class BasisIsMethod(TableRule):
    """把取数方法当作依据。

    “问卷调查”是以后怎样取得完成值，不是目标值凭什么定这么高。满意度行的这种写法很普遍，只作提示。

    依据：财预〔2021〕101号：取值方式、数据来源与指标值设定依据是不同的栏目（C 级）。
    反例：社会效益指标“知识普及率 ≥98%”，依据“问卷调查”。
    正例：依据“上年问卷调查结果96%”或上级考核方案的名称和文号。
    何时可忽略：依据栏写明了历次调查的结果时。
    """

    code = "JX452"
    name = "basis-is-method"
    severity = Severity.WARNING
    clause = "财预〔2021〕101号：取值方式不是指标值设定依据"

    def check(self, table: Table) -> Iterator[Finding]:
        """One finding for each distinct method, warnings and hints apart. Raises NotApplicable without the column."""
        for group in shared(table, Nature.METHOD):
            satisfied = [row for row in group.rows if row.level2 is Level2.SATISFACTION]
            others = [row for row in group.rows if row.level2 is not Level2.SATISFACTION]
            for rows, severity in ((others, Severity.WARNING), (satisfied, Severity.HINT)):
                if not rows or rows[0].indicator.basis is None:
                    continue
                message = f"“{group.text}”是取得数据的方法，不能说明“{rows[0].name}”为什么定为“{rows[0].value}”。"
                advice = "写明定这个值的来处，如上年调查结果、上级考核要求（名称、文号）；取数方法写到描述栏。"
                text = rows[0].indicator.basis.text
                yield self.finding(table, "basis", text, message, advice, row=rows[0], severity=severity)
