"""Name, description and value say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.taxonomy import COSTS, Level2
from corpus.values import Kind
from review.findings import Finding, Severity
from review.measure import bare
from review.rewrite import rewrite
from review.rule import Row, RowRule, Table
from review.words import any_of

_OFTEN = re.compile(r"[按每逐][月季年周日天]")
"""How often something is done: a value, though the name says it too."""


class Tautology(RowRule):
    """名称、描述、指标值是同一句话。

    三格同义，等于只有一句口号，没有口径也没有目标值。

    依据：财预〔2015〕88号“细化量化”。
    反例：三级指标“持续开展防治工作”，描述“持续开展防治工作”，指标值“持续开展”。
    正例：三级指标“隐患点巡查次数”，描述“全年对在册隐患点开展巡查的次数”，指标值“≥24次”。
    何时可忽略：无。
    """

    code = "JX263"
    name = "tautology"
    severity = Severity.WARNING
    clause = "财预〔2015〕88号：绩效目标应细化量化"
    gives_way_to = ("placeholder-indicator", "swapped-cells", "timeliness-without-deadline")

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """One warning for a value in words that the name, and the description where there is one, already hold."""
        name, said, value = bare(row.name), bare(row.description), bare(row.value)
        if row.kind is not Kind.TEXT or len(value) < 2 or row.level2 in COSTS | {Level2.SATISFACTION}:
            return
        if re.fullmatch(any_of("measure", "vague.graded"), value) or _OFTEN.match(value):
            return
        same = not said or said in name or name in said
        if same and (value in name or (value == said)):
            cells = f"三级指标“{name}”{'、描述' if said else ''}"
            message = f"{cells}和指标值“{value}”是同一个意思，没有目标值。"
            yield self.finding(table, row, "value", message, rewrite("vague", row, table, words=value))
