"""A row that only fills a class."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.taxonomy import Level2
from review.findings import Finding, Severity
from review.rule import Row, RowRule, Table

_NOTHING = re.compile(r"无.{0,4}影响|不影响|没有影响|无|不适用|不涉及|降低为0")


class IrrelevantIndicatorPadding(RowRule):
    """与项目无关的凑项指标。

    效益指标按需选设，不必每类都有。生态效益填“无影响”，是为凑齐类别而设。

    依据：财预〔2021〕101号：效益指标是对预期效果的描述，确无的不必设（C 级）。
    反例：工作经费项目的生态效益指标“生态影响 无影响”。
    正例：没有生态效益的项目不设生态效益指标。
    何时可忽略：表样要求各类必填，或环境影响本身就是考核事项时。
    """

    code = "JX256"
    name = "irrelevant-indicator-padding"
    severity = Severity.HINT
    clause = "财预〔2021〕101号：效益指标按项目实际选设"

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """One hint for an ecological row whose value says that there is no effect."""
        if row.level2 is Level2.ECOLOGICAL and _NOTHING.fullmatch(row.value):
            message = f"生态效益指标的值为“{row.value}”，看来与本项目无关，是为凑齐类别而设。"
            yield self.finding(table, row, "value", message, "与项目无关的效益类别可以不设，删去这一行。")
