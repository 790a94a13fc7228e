"""A document that cannot be found by what is written."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.citations import citations
from review.basis import Nature, Shared, nature, shared
from review.findings import Finding, Severity
from review.rule import Table, TableRule


class BasisUnspecific(TableRule):
    """依据写得不全，查不到文件。

    只有文号没有名称，或者只写“会议纪要”“规章制度”“相关文件”，别人无从查找。

    依据：河北省绩效目标表“指标值确定依据”栏；公文引用应写明名称和发文字号（C 级）。
    反例：依据“示应急字〔2023〕1号”；“工委会会议纪要”。
    正例：依据“《示例县2024年防灾减灾工作方案》（示应急字〔2023〕1号）”。
    何时可忽略：本单位表内另有文件清单时。
    """

    code = "JX606"
    name = "basis-unspecific"
    severity = Severity.HINT
    clause = "公文引用应写明文件名称和发文字号"

    def check(self, table: Table) -> Iterator[Finding]:
        """One hint for each distinct basis. Raises NotApplicable where the form has no such column."""
        for group in shared(table, Nature.DOCUMENT, Nature.VAGUE):
            why = _why(group)
            if why and group.first.indicator.basis:
                message = f"依据“{group.text[:40]}”{why}，难以查找{group.also}。"
                advice = "补全文件名称、发文字号和年份；会议纪要写明届次、日期和文号。"
                yield self.finding(table, "basis", group.first.indicator.basis.text, message, advice, row=group.first)


def _why(group: Shared) -> str | None:
    if nature(group.text) is Nature.VAGUE:
        return "没有具体的名称、文号或日期"
    found = citations(group.text)
    rest = len(group.text) - sum(len(c.number or "") + len(c.title or "") for c in found)
    if found and all(c.number and not c.title for c in found) and rest < 6:
        return "只有文号，没有文件名称"
    return None
