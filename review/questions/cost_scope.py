"""成本行只说了一部分支出?"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.taxonomy import COSTS
from review.question import Asked, Question
from review.rule import Table


class CostScope(Question):
    """成本口径与用途不一致（模型）。

    依据：财预〔2015〕88号 相应匹配（C 级，以原文为准）。
    反例：用途有演练、物资、平台运维三项，成本只写“演练成本≤20万元”且等于全部预算。
    正例：三项支出各列一条成本。
    何时可忽略：用途中的其他事项不花本项目的钱时。
    """

    code = "JX915"
    name = "cost-scope-mismatch"
    fields = ("level3", "description")
    told = "成本行只说了一部分支出"
    advice = "把成本分到用途列出的各项支出，合计等于预算。"

    def asked(self, table: Table) -> Iterator[Asked]:
        """As :class:`Question`."""
        rows = [row for row in table.rows if row.level2 in COSTS]
        if table.project.purpose and len(rows) == 1:
            yield rows[0], f"第{rows[0].number}行的成本，是否只说了用途中的一部分支出？"
