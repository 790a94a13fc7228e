"""No value in the value cell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.taxonomy import COSTS, Level2
from corpus.values import Kind
from review.findings import Finding, Severity
from review.measure import is_unused
from review.rule import Row, RowRule, Table

_ONLY_UNIT = re.compile(
    r"[≥≤=<>≧≦]*(?:%|‰|万?元|万?人次?|万?亩|万?户|公里|千米|平方米|个|次|项|台|套|份|件|天|年|小时)?"
)
_BY_REFERENCE = re.compile(
    r"据实.{0,6}|(?:按照?(?![月季年周日天])|依照|依据|根据|参照|详见|见|以)[^\d,，。;；]{0,12}?"
    r"(?:保险?单|合同|协议|标准|规定|文件|通知|方案|附件|清单|明细|实际.{0,6}|为准|执行|计划|计算|发放|支付)"
)
_ELSEWHERE = re.compile(r"保险?单|合同|协议|实际|据实|附件|清单|明细")
_LEAST_BEFORE_A_CUT = 4
_NONE_IS_GOOD = re.compile(
    r"事故|投诉|违规|违纪|违法|违约|纠纷|上访|信访|污染|破坏|负面|不良|舆情|差错|拖欠|浪费|事件|疫情|案件|社会成本|环境成本"
)
"""What one wants none of: here 无 is a value."""


class ValueMissing(RowRule):
    """指标值缺失。

    空白、“无”“/”“据实”“按照合同”或只有单位没有数字，都没有给出可以考核的目标值。“无影响”“0次”是有效的值。

    依据：财预〔2015〕88号完整性；地方审核系统规则（A 级，S22）。
    反例：成本指标“保险费用”的指标值为“按照保险单”；数量指标的指标值只有“公里”。
    正例：成本指标“保险费用 ≤12万元”；生态效益指标确实不涉及的，不设该行。
    何时可忽略：表样固定印有而项目不涉及的空行（本规则已略过名称为空、“无”“不适用”的行）。
    """

    code = "JX150"
    name = "value-missing"
    severity = Severity.ERROR
    clause = "财预〔2015〕88号：绩效目标填报应内容完整，无缺项"
    gives_way_to = ("placeholder-indicator",)

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """An error for a named row whose value is empty, a sign for nothing, a lone unit or a reference elsewhere.

        Where most values of the table are empty it is a blank form or was not read: one warning, at the first. An empty
        value at the very end of a document may be cut off: a warning, and nothing where not even a name is left.
        """
        found = (
            None
            if is_unused(row)
            else self._empty(row, table) or self._cut(row, table) or self._missing(row) or self._elsewhere(row)
        )
        if found is None:
            return
        severity, message = found
        if not message:
            return
        if row.level2 is Level2.ECOLOGICAL:
            advice = "写明可核对的值（如“受害率≤**‰”）；与生态无关的项目不必设生态效益指标，删去该行。"
        else:
            advice = "把目标值写进指标值栏：符号、数字、单位齐全；据实结算的写年度控制数或单价。"
        yield self.finding(table, row, "value", message, advice, severity=severity)

    def _empty(self, row: Row, table: Table) -> tuple[Severity, str] | None:
        empty = [other for other in table.rows if other.name and not other.value]
        if row.value or len(empty) < 3 or 2 * len(empty) <= len(table.rows):
            return None
        first = empty[0].number == row.number
        message = f"本表 {len(empty)} 行指标值为空，可能是空白表样，也可能没有读出，请核对原表。"
        return Severity.WARNING, message if first else ""

    def _cut(self, row: Row, table: Table) -> tuple[Severity, str] | None:
        last = table.project is table.document.projects[-1] and row.number == len(table.rows)
        if (
            row.value
            or not last
            or row.number < _LEAST_BEFORE_A_CUT
            or any(not other.value for other in table.rows[:-1])
        ):
            return None
        if len(row.name) < 2:
            return Severity.WARNING, ""
        return Severity.WARNING, f"最后一行“{row.name}”的指标值为空，可能没有填，也可能文本在这里截断，请核对原表。"

    def _missing(self, row: Row) -> tuple[Severity, str] | None:
        if row.kind is not Kind.MISSING and not _ONLY_UNIT.fullmatch(row.value):
            return None
        if row.value == "无" and _NONE_IS_GOOD.search(row.name):
            return None
        said = f"填“{row.value}”，没有目标值" if row.value else "为空"
        soft = row.value == "无" and "影响" in row.name
        return Severity.WARNING if soft else Severity.ERROR, f"“{row.name}”的指标值{said}。"

    def _elsewhere(self, row: Row) -> tuple[Severity, str] | None:
        if row.kind is not Kind.TEXT or not _BY_REFERENCE.fullmatch(row.value):
            return None
        hard = row.level2 in COSTS or _ELSEWHERE.search(row.value)
        message = f"“{row.name}”的指标值“{row.value}”只指向别处，表中没有可考核的数。"
        return Severity.ERROR if hard else Severity.WARNING, message
