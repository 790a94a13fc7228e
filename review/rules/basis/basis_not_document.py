"""Talk where a document should stand."""

from __future__ import annotations

from collections.abc import Iterator

from review.basis import Nature, shared
from review.findings import Finding, Severity
from review.measure import is_unused
from review.rule import Table, TableRule


class BasisNotDocument(TableRule):
    """依据不是文件、标准或数据。

    “实际情况”“工作需要”一类说法无从查证，推不出目标值。只填“计划标准”“行业标准”“历史标准”等类别的表式是合法的，不报。

    依据：财预〔2015〕88号绩效标准（历史、行业、计划、其他认可标准）。
    反例：指标值“≤55万元”，依据“实际支出成本”。
    正例：依据“《示例县公务用车配备标准》”“采购合同”“近三年平均完成数”。
    何时可忽略：所写虽不是文件名，但单位内部确有同名的正式资料时。
    """

    code = "JX451"
    name = "basis-not-document"
    severity = Severity.WARNING
    clause = "财预〔2015〕88号：绩效指标值应有历史、行业、计划等标准作依据"
    gives_way_to = ("swapped-cells",)

    def check(self, table: Table) -> Iterator[Finding]:
        """One warning for each distinct text that names nothing to look up. Raises NotApplicable without the column."""
        for group in shared(table, Nature.TALK):
            row = group.first
            if row.indicator.basis is None or is_unused(row):
                continue
            message = f"依据“{group.text}”不是文件、标准或数据，说明不了“{row.value}”从哪里来{group.also}。"
            advice = "写明可查的来处：文件名称和文号、合同、年度计划、支出标准，或上年实际完成数。"
            yield self.finding(table, "basis", row.indicator.basis.text, message, advice, row=row)
