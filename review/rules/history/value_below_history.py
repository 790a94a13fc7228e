"""A target weaker than last year's."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from corpus.taxonomy import COSTS, Level2
from corpus.values import Kind
from review.facts.costs import total
from review.facts.last_year import before, pairs
from review.findings import Finding, Severity
from review.measure import harmful
from review.rule import Option, Row, Table, TableRule

_KINDS = frozenset({Kind.PERCENT, Kind.COUNT, Kind.DURATION})


class ValueBelowHistory(TableRule):
    """指标值比上年放宽了。

    与 `--last-year` 给出的上年同一项目、同一指标比较：越多越好的（“≥”“=”）变小，越少越好的（“≤”、故障率、事故起数、办理天数）变大。
    单位不同的不比；成本不比；预算同比例减少时，数量指标跟着减少不报。

    依据：财预〔2021〕101号：指标值参考历史标准，在可实现前提下从严、从高（C 级）；财政绩效系统的“上年指标值”“参考值”栏（A 级，S21）。
    反例：上年“培训教师人次 ≥500人次”，本年“≥300人次”，预算没有减少。
    正例：本年“≥500人次”；或预算由 50 万元减到 30 万元，人次由 500 减到 300。
    何时可忽略：任务减少、政策调整，并在描述或依据中写明原因时。
    """

    code = "JX360"
    name = "value-below-history"
    severity = Severity.WARNING
    clause = "财预〔2021〕101号：指标值设定参考历史标准（上年值、近三年均值）"
    options = (Option("tolerance", 0.0, "放宽不超过这个比例（%）不报", "审核实务"),)

    def check(self, table: Table) -> Iterator[Finding]:
        """One warning for each weaker target. Raises CannotRun without last year's table, NotApplicable for a new project."""
        money = self._money(table)
        for old, new in pairs(table):
            if old is None or new is None or new.level2 in COSTS:
                continue
            loss = _loss(old, new)
            if loss is None or loss * 100 <= Decimal(str(self.limits["tolerance"])):
                continue
            if new.level2 is Level2.QUANTITY and loss <= money:
                continue
            message = f"“{new.name}”上年为“{old.value}”，本年为“{new.value}”，目标放宽了。"
            advice = f"不低于上年水平（“{old.value}”）；任务确有变化的，在描述中写明原因。"
            yield self.finding(table, "value", new.indicator.value.text, message, advice, row=new)

    def _money(self, table: Table) -> Decimal:
        """By what part the budget fell; 0 where it did not or is not known."""
        was, now = total(before(table).project.budget), total(table.project.budget)
        return Decimal(0) if was is None or now is None or now >= was else (was - now) / was


def _loss(old: Row, new: Row) -> Decimal | None:
    """By what part the target is weaker; None where the two cannot be compared or it is not weaker."""
    was, now = old.indicator.value, new.indicator.value
    if was.number is None or now.number is None or was.unit != now.unit:
        return None
    if old.kind is not new.kind or new.kind not in _KINDS:
        return None
    fewer = now.operator in {"≤", "<"} or new.kind is Kind.DURATION or harmful(new.name)
    if fewer != (was.operator in {"≤", "<"} or old.kind is Kind.DURATION or harmful(old.name)):
        return None
    gap = now.number - was.number if fewer else was.number - now.number
    return gap / was.number if gap > 0 and was.number else (Decimal(1) if gap > 0 else None)
