"""100 % nearly everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.records import Document
from review.findings import Finding, Severity
from review.rule import DocumentRule, NotApplicable, Option, Row, Table

_ALL = re.compile(r"^(?:[=≥]|达到)?100(?:\.0+)?%(?:以上)?$")


class OveruseOf100Percent(DocumentRule):
    """指标值普遍取 100%。

    全文 100% 的行数占比过高，说明指标值没有经过测算、缺乏区分度。有多张表时按全文计，报警告；只有一张表时按该表计，占比特别高才报警告。

    依据：参考财预〔2021〕101号：指标值在可实现前提下从严从高，避免没有约束力（C 级）；“形式化”（A 级，S24）。
    反例：八张表 72 行中 35 行为 100%，多为“社会影响力”“可持续性”。
    正例：只有参保率、核查率、发放准确率等全覆盖义务取 100%，其余按历史数据定值。
    何时可忽略：项目确以全覆盖义务为主时（单张表多为合格率、发放率）。
    """

    code = "JX306"
    name = "overuse-of-100-percent"
    severity = Severity.WARNING
    clause = "参考财预〔2021〕101号 设置指标值：避免标准不明确或没有约束力的指标"
    options = (
        Option("share", 0.4, "100% 的行数占全文多少以上", "工具参考值"),
        Option("single", 0.7, "只有一张表时占多少以上报警告", "工具参考值"),
        Option("rows", 5, "100% 至少多少行", "工具参考值"),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding. Raises NotApplicable without indicators."""
        tables = [Table.of(document, project) for project in document.projects]
        rows = [row for table in tables for row in table.rows]
        if not rows:
            raise NotApplicable("文件中没有指标行")
        full = [row for row in rows if _ALL.search(row.value)]
        share = len(full) / len(rows)
        if len(full) < self.limits["rows"] or share <= self.limits["share"]:
            return
        alone = len(tables) == 1
        light = alone and share <= self.limits["single"]
        yield self.finding(
            document,
            "value",
            full[0].indicator.value.text,
            f"{'全表' if alone else f'全文 {len(tables)} 张表'} {len(rows)} 条指标中有 {len(full)} 条取 100%"
            f"（{share:.0%}），如{_names(full)}，指标值缺少测算和区分度。",
            "只对全覆盖义务（参保、核查、发放等）保留 100%，其余按近三年实际或行业水平定值，写明分子分母。",
            table=tables[0] if alone else None,
            severity=Severity.HINT if light else None,
        )


def _names(rows: Sequence[Row]) -> str:
    return "、".join(f"“{name}”" for name in list(dict.fromkeys(row.name for row in rows))[:3])
