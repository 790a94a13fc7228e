"""A basis that may no longer hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.citations import citations
from review.basis import Nature, budget_year, latest_year, shared
from review.findings import Finding, Severity
from review.rule import CannotRun, Option, Table, TableRule

_ONE_YEAR = re.compile(r"((?:19|20)\d{2})年(?!度?[至到—-])")


class BasisOutdated(TableRule):
    """依据可能已经过期。

    所引文件最新的年份比预算年早五年以上，或者文件本来只管某个过去的年度。法律、条例不标年份，不在此列；预算年前一年的文件正常。

    依据：财预〔2015〕88号：绩效目标设定依据应为现行有效的文件、规划和标准。
    反例：2024年预算，依据“〔2008〕10号”；“2017年政策性农村住房保险工作的通知”。
    正例：2024年预算，依据 2023年的工作方案或当年合同。
    何时可忽略：经核实文件仍然有效（请在依据中注明“现行有效”）时。
    """

    code = "JX453"
    name = "basis-outdated"
    severity = Severity.WARNING
    clause = "财预〔2015〕88号：绩效目标应有现行有效的设定依据"
    options = (Option("years", 5, "早于预算年几年起提示", "problem_types 第65条，参考"),)

    def check(self, table: Table) -> Iterator[Finding]:
        """One warning for each distinct old basis. Raises CannotRun where the budget year is unknown."""
        groups = list(shared(table, Nature.DOCUMENT, Nature.VAGUE))
        year = budget_year(table.document)
        if year is None:
            raise CannotRun("文件没有写明预算年度")
        for group in groups:
            why = self._why(group.text, year)
            if why and group.first.indicator.basis:
                message = f"依据{why}，{year}年预算引用前应核实是否仍然有效{group.also}。"
                advice = "换成现行文件或当年的合同、方案；仍然有效的，注明“现行有效”。"
                text = group.first.indicator.basis.text
                yield self.finding(table, "basis", text, message, advice, row=group.first)

    def _why(self, text: str, year: int) -> str | None:
        newest = latest_year(text)
        if newest is None or re.search(r"现行有效|修订|修正", text):
            return None
        past = [
            int(match[1])
            for citation in citations(text)
            for match in [_ONE_YEAR.search(citation.title or "")]
            if match and int(match[1]) < year - 1
        ]
        if newest <= year - self.limits["years"]:
            return f"最新的年份是{newest}年"
        return f"是{min(past)}年度的专项文件" if past and len(past) == len(citations(text)) else None
