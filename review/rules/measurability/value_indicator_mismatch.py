"""The value is of another kind than the indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.taxonomy import COSTS, Level2
from corpus.values import Kind, has_number
from review.findings import Finding, Severity
from review.measure import Sort, bare, harmful, measures, sort_of
from review.rule import Row, RowRule, Table
from review.words import words

_GROWTH = re.compile(r"增长|增幅|提高|提升|下降|降低|减少|同比|较上年|比上年|变化")
_ALL = re.compile(r"全部|足额|全额|全面|达标|合格|达到|符合|到位")
_SHARE = re.compile(r"比|百分|成$|/")
_NONE = re.compile(r"无.{0,2}影响|不影响|没有影响|无")


class ValueIndicatorMismatch(RowRule):
    """指标值与指标不是一回事。

    指标是“率”，指标值却是一句话或一个次数；指标是“数”，指标值却是百分比。

    依据：财预〔2021〕101号：指标值应与指标内容对应。
    反例：可持续影响指标“设备使用率”的指标值为“提高工作运转效率”；质量指标“统计数 100%”。
    正例：“设备使用率 ≥90%”；“统计户数 ≥2000户”。
    何时可忽略：描述中已把两者的关系写清楚时。
    """

    code = "JX354"
    name = "value-indicator-mismatch"
    severity = Severity.ERROR
    clause = "财预〔2021〕101号：指标值应与指标名称、解释相对应"
    gives_way_to = ("unit-mismatch", "value-missing", "cost-not-amount", "swapped-cells", "value-is-description")

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """An error for a contradiction, a warning where the meaning can still be guessed."""
        if row.level2 in COSTS or not row.name:
            return
        found = self._rate(row) or self._count(row)
        if found:
            severity, message, advice = found
            yield self.finding(table, row, "value", message, advice, severity=severity)

    def _rate(self, row: Row) -> tuple[Severity, str, str] | None:
        if sort_of(row.name) is not Sort.RATE or not bare(row.name).endswith(("率", "比例", "占比", "比重")):
            return None
        advice = f"写成百分比，如“≥**%”，并在描述中写明“{bare(row.name)}”的分子、分母。"
        message = f"“{row.name}”是比率，指标值“{row.value}”却不是百分比。"
        if row.kind is Kind.TEXT and not has_number(row.value) and "%" not in row.value:
            if _NONE.fullmatch(row.value):
                return Severity.WARNING, message, "写成“＝0%”；与项目无关的可不设该行。"
            if re.fullmatch(words("measure")["vague"]["direction"], row.value):
                return None
            return Severity.WARNING if _ALL.search(row.value) else Severity.ERROR, message, advice
        if row.kind in {Kind.DURATION, Kind.MONEY} or (row.kind is Kind.COUNT and not _SHARE.search(row.value)):
            soft = harmful(row.name) or (row.kind is Kind.DURATION and row.level2 is Level2.TIMELINESS)
            return Severity.WARNING if soft else Severity.ERROR, message, advice
        return None

    def _count(self, row: Row) -> tuple[Severity, str, str] | None:
        if row.kind is not Kind.PERCENT or row.level2 in {Level2.QUANTITY, Level2.SATISFACTION}:
            return None
        if measures(row) is not Sort.COUNT or _GROWTH.search(row.name + row.description):
            return None
        message = f"“{row.name}”是绝对数，指标值却是“{row.value}”。"
        return Severity.ERROR, message, "写成绝对数和单位；要考核比例的，把名称改为“××率”并写明分子、分母。"
