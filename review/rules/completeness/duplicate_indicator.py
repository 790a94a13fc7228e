"""The same indicator set twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from review.facts.texts import plain
from review.findings import Finding, Severity
from review.rule import NotApplicable, Row, Table, TableRule

_SIGN = re.compile(r"^[=≥≤><]+")


class DuplicateIndicator(TableRule):
    """同一指标在表内重复设置。

    三级指标名称和指标值都相同的两行，只考核了一件事；分在两个类别里还使类别混淆。

    依据：财预〔2015〕88号 完整性；审核实务“交叉重复”（A 级，S23）。
    反例：质量指标“应急保障率 100%”，社会效益指标又是“应急保障率 100%”。
    正例：质量指标“演练考核合格率≥95%”，社会效益指标“公众避险知识知晓率≥80%”。
    何时可忽略：两行描述写明了不同的口径或对象时（规则已按描述区分）。
    """

    code = "JX104"
    name = "duplicate-indicator"
    severity = Severity.ERROR
    clause = "财预〔2015〕88号 完整性：指标不得交叉重复"
    gives_way_to = ("placeholder-indicator",)

    def check(self, table: Table) -> Iterator[Finding]:
        """One finding for each row that repeats an earlier one. Raises NotApplicable with fewer than two rows."""
        if len(table.rows) < 2:
            raise NotApplicable("指标不足两行")
        repeats = list(_repeats(table.rows))
        if len(repeats) >= 3 and len(repeats) * 2 >= len(table.rows) - 1:
            raise NotApplicable("表中分列两套指标（如中期和年度）")
        for row, earlier in repeats:
            yield self._told(table, row, earlier)

    def _told(self, table: Table, row: Row, earlier: Row) -> Finding:
        first, second = earlier.indicator, row.indicator
        return self.finding(
            table,
            "level3",
            second.level3,
            f"“{row.name}”在第{earlier.number}行（{first.level2 or '未分类'}）和第{row.number}行"
            f"（{second.level2 or '未分类'}）重复设置，指标值都是“{second.value.text.strip()}”。",
            "只在最合适的类别保留一行，另一行改设反映该类别的指标。",
            row=row,
        )


def _repeats(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """(row, the earlier row that it repeats)."""
    seen: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        name = plain(row.indicator.level3)
        # An empty value is told as missing; unfilled template rows are no duplicates.
        if len(name) < 2 or not row.value:
            continue
        # A description that only repeats the name says nothing of its own.
        words = plain(row.description)
        key = (name, "" if words == name else words, _SIGN.sub("", row.value))
        earlier = seen.setdefault(key, row)
        if earlier is not row:
            yield row, earlier
