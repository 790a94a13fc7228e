"""The unit contradicts the indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from corpus.chars import fold
from corpus.taxonomy import COSTS
from corpus.values import Kind, parse_value, wan
from corpus.values import kind as kind_of
from review.findings import Finding, Severity
from review.measure import Sort, bare, sort_of
from review.rule import Row, RowRule, Table
from review.words import words

_BRACKET = re.compile(r"\(([^()\d]{1,5})\)[。;]?$")
_BY_UNIT = {Kind.PERCENT, Kind.MONEY, Kind.UNIT_COST, Kind.DURATION}
_EACH = re.compile(r"人均|户均|亩均|每人|每户|每亩|每公里|单价|单位成本|单位造价")


class UnitMismatch(RowRule):
    """单位与指标不符。

    指标名标着一种单位，指标值用了另一种；或者“个数”用“次”、“种类”用“次”计量；或者“人均”“单价”填了总额；或者费用没有用“元”计量。

    依据：财预〔2021〕101号指标设置要求；地方审核系统计量单位规则（A 级，S22）。
    反例：时效指标“处置及时性（小时）”的指标值为 100%；“签约项目个数 ≥1次”。
    正例：“处置时间 ≤2小时”；“签约项目个数 ≥1个”。
    何时可忽略：单位是本行业通用的别称时。
    """

    code = "JX353"
    name = "unit-mismatch"
    severity = Severity.ERROR
    clause = "财预〔2021〕101号：指标值的计量单位应与指标内容一致"

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """An error where the kinds contradict, a warning where one measure word stands for another."""
        found = self._bracket(row) or self._noun(row) or self._each(row) or self._fee(row)
        if found:
            severity, message, advice = found
            yield self.finding(table, row, "value", message, advice, severity=severity)

    def _bracket(self, row: Row) -> tuple[Severity, str, str] | None:
        match = _BRACKET.search(row.name) or _BRACKET.search(row.description)
        unit = row.indicator.value.unit
        if match is None or not unit or row.indicator.value.number is None:
            return None
        wanted = match[1]
        meant = kind_of(parse_value(f"1{wanted}"))
        if meant not in _BY_UNIT and not (meant is Kind.COUNT and wanted in _known()):
            return None
        message = f"指标标明单位为“{wanted}”，指标值“{row.value}”却用“{fold(unit)}”。"
        if meant is not row.kind and not {meant, row.kind} <= {Kind.MONEY, Kind.UNIT_COST}:
            return Severity.ERROR, message, f"指标值改用“{wanted}”，或改写指标名称，使两者一致。"
        if meant is Kind.COUNT and wanted not in unit and unit not in wanted:
            return Severity.WARNING, message, f"统一为一个单位（“{wanted}”或“{fold(unit)}”）。"
        return None

    def _noun(self, row: Row) -> tuple[Severity, str, str] | None:
        unit = fold(row.indicator.value.unit or "")
        if row.kind is not Kind.COUNT:
            return None
        units = words("measure")["units"]
        noun = next((n for n in sorted(units, key=len, reverse=True) if bare(row.name).endswith(n)), None)
        if noun is None or unit not in _known() or unit in units[noun]:
            return None
        message = f"“{row.name}”数的是{noun}，指标值“{row.value}”却用“{unit}”计量。"
        advice = f"单位改为“{units[noun][0]}”，或把指标改为与“{unit}”相配的名称。"
        return Severity.WARNING if noun.endswith("次数") else Severity.ERROR, message, advice

    def _each(self, row: Row) -> tuple[Severity, str, str] | None:
        amount = wan(row.indicator.value)
        each = _EACH.search(row.name) or _EACH.search(row.description)
        standard = bare(row.name).endswith("标准") or bare(row.description).endswith("标准")
        if amount is None or amount < Decimal(5) or not (each or standard):
            return None
        message = f"“{row.name}”是单位金额，指标值“{row.value}”却像总额。"
        return (
            Severity.WARNING if each else Severity.HINT,
            message,
            "写成单位金额，如“≤**元/人”；总额另设一行成本指标。",
        )

    def _fee(self, row: Row) -> tuple[Severity, str, str] | None:
        if row.level2 not in COSTS or row.kind is not Kind.COUNT or sort_of(row.name) is not Sort.AMOUNT:
            return None
        message = f"“{row.name}”是费用，指标值“{row.value}”却没有用“元”计量。"
        return Severity.ERROR, message, "写成金额：单价如“≤**元/人·天”，总额如“≤**万元”；人数、天数放到数量指标。"


@cache
def _known() -> frozenset[str]:
    return frozenset(unit for units in words("measure")["units"].values() for unit in units)
