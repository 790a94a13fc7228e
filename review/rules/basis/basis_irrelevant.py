"""A basis from which no value follows."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.taxonomy import COSTS
from review.basis import Nature, nature, shared
from review.findings import Finding, Severity
from review.rule import Option, Table, TableRule

_WHY = {
    Nature.STAFFING: "只规定单位的职责和编制",
    Nature.BUDGET_CALL: "是布置预算编报的通知",
    Nature.LAST_YEAR: "是上一年度的活动安排，没有文号",
    Nature.LAW: "只规定工作职责",
}


class BasisIrrelevant(TableRule):
    """依据推不出指标值。

    三定规定只说谁负责，预算编报通知只说怎样填表，法律条款只说该做什么，都推不出次数、比例和金额。
    法律和上年方案只在全表大多数行都用它时才报。

    依据：地方审核要点“指标值设定是否有逻辑依据”（A 级，S23）；三定规定、预算布置通知属无效依据（审核实务）。
    反例：成本指标“≤20万元”，依据“机构编制规定”；九行都以“安全生产条例第六十五条”为依据。
    正例：成本指标的依据写合同、定额、支出标准；比例写上年实际或考核方案。
    何时可忽略：所引条款本身规定了这个数（如法定检查频次）时，请写明条款内容。
    """

    code = "JX270"
    name = "basis-irrelevant"
    severity = Severity.WARNING
    clause = "财预〔2021〕101号：指标值设定依据应能支撑指标值"
    options = (Option("rows", 4, "法律或上年方案用于几行以上才提示", "默认值，参考"),)

    def check(self, table: Table) -> Iterator[Finding]:
        """One warning for each distinct basis of this sort, at the cost row where there is one."""
        for group in shared(table, *_WHY):
            kind = nature(group.text)
            if kind in {Nature.LAW, Nature.LAST_YEAR} and len(group.rows) < self.limits["rows"]:
                continue
            row = next((row for row in group.rows if row.level2 in COSTS), group.first)
            if row.indicator.basis is None:
                continue
            message = f"依据“{group.text[:40]}”{_WHY[kind]}，推不出“{row.name}”的“{row.value}”{group.also}。"
            advice = "换成能推出数值的依据：年度工作计划、合同、定额或支出标准、行业标准、上年实际完成数。"
            yield self.finding(table, "basis", row.indicator.basis.text, message, advice, row=row)
