"""A row that was never filled in."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.values import Kind
from review.findings import Finding, Severity
from review.measure import is_placeholder
from review.rule import Row, RowRule, Table

_NOT_OURS = frozenset({"不涉及", "不适用", "不产生", "本项目不涉及"})
"""Values by which a line that the form prints is given up."""


class PlaceholderIndicator(RowRule):
    """用类别名或模板字样占位。

    三级指标只写了二级指标的类别名（“生态效益指标”）或模板里的“指标1”“……”“XX”，描述也没有内容，等于没有设指标。

    依据：财预〔2015〕88号完整性：填报内容完整、准确、详实；地方审核系统占位符规则（A 级，S22）。
    反例：经济效益指标的三级指标和描述都写“经济效益指标”，指标值 ＝100%。
    正例：经济效益指标“带动农户增收 ≥**万元”；没有经济效益的项目不设该行。
    何时可忽略：文件本身是空白表样时。
    """

    code = "JX151"
    name = "placeholder-indicator"
    severity = Severity.ERROR
    clause = "财预〔2015〕88号：绩效目标填报内容完整、准确、详实"

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """One error for a placeholder with a value; a row without name and value is an unused line of the form."""
        if is_placeholder(row) and row.kind is not Kind.MISSING and row.value not in _NOT_OURS:
            message = f"三级指标“{row.name}”只是类别名或模板字样，没有写明考核什么，指标值“{row.value}”没有对象。"
            advice = "写明具体的指标（考核谁的什么、怎样算），或者在该类效益确实不涉及时删去这一行。"
            yield self.finding(table, row, "level3", message, advice)
