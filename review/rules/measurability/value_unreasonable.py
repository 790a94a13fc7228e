"""Less than all of what the law wants for all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.taxonomy import COSTS, Level2
from corpus.values import Kind
from review.findings import Finding, Severity
from review.measure import Sort, measures
from review.rule import Row, RowRule, Table
from review.words import any_of


class ValueUnreasonable(RowRule):
    """应当全部做到的事，目标值低于 100%。

    理赔、补助发放、依法执法等是法定或政策规定的义务，目标写成 ≥98% 等于允许漏掉一部分。

    依据：财预〔2021〕101号：指标值在可实现前提下从严、从高设定（C 级）；财预〔2015〕88号适当性。
    反例：质量指标“受灾农户理赔率 ≥95%”。
    正例：质量指标“受灾农户理赔率 ＝100%”（已理赔户数÷应理赔户数）。
    何时可忽略：口径含有不由本单位决定的部分（如当年结案率）并在描述中写明时。
    """

    code = "JX355"
    name = "value-unreasonable"
    severity = Severity.WARNING
    clause = "财预〔2015〕88号适当性：预期绩效应符合行业正常水平和政策要求"
    gives_way_to = ("operator-wrong", "value-illogical")

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """One warning for a rate of a statutory duty below 100 %."""
        value = row.indicator.value
        if row.kind is not Kind.PERCENT or row.level2 in COSTS | {Level2.SATISFACTION, Level2.TIMELINESS}:
            return
        if value.unit != "%" or value.number is None or not 50 <= value.number < 100 or measures(row) is not Sort.RATE:
            return
        duty = re.search(any_of("values", "full_duties") + r"(?:率|总|比例|人员)", f"{row.name}|{row.description}")
        if duty:
            message = f"“{row.name}”是应当全部做到的事，指标值“{row.value}”低于100%。"
            advice = "改为“＝100%”，并在描述中写明分子、分母；确有例外的写明原因。"
            yield self.finding(table, row, "value", message, advice)
