"""The same timeliness sentence in table after table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.records import Document
from corpus.taxonomy import Level2
from review.findings import Finding, Severity
from review.rule import DocumentRule, NotApplicable, Option, Table

_GENERIC = re.compile(
    r"^(?:各?项?(?:工作|任务|项目)*(?:任务|工作)?)?(?:及时完成率?|完成及时率?|完成的?及时性|及时率|完成率)(?:\(%\))?$"
)

_UNIT = re.compile(r"[()%]")


class TemplateTimeliness(DocumentRule):
    """多个项目套用同一条通用时效指标。

    依据：参考财预〔2021〕101号：时效指标应确定整体完成时间和关键节点（C 级）；审核实务“形式化、照搬”（A 级，S23、S24）。
    反例：八个项目都写“工作任务完成及时率≥95%”。
    正例：防汛物资 5 月 31 日前入库；平台故障 4 小时内修复。
    何时可忽略：各表描述里已写明各自的时限时。
    """

    code = "JX404"
    name = "template-timeliness"
    severity = Severity.HINT
    clause = "参考财预〔2021〕101号：时效指标应有完成时间"
    options = (Option("tables", 3, "至少多少张表相同才提示", "工具参考值"),)

    def check(self, document: Document) -> Iterator[Finding]:
        """One hint at the first such row. Raises NotApplicable with too few tables."""
        least = int(self.limits["tables"])
        if len(document.projects) < least:
            raise NotApplicable(f"文件不足 {least} 张表")
        alike = []
        for project in document.projects:
            table = Table.of(document, project)
            generic = [row for row in table.of_class(Level2.TIMELINESS) if _GENERIC.search(_UNIT.sub("", row.name))]
            alike += [(table, row) for row in generic[:1]]
        if len(alike) < least:
            return
        table, row = alike[0]
        yield self.finding(
            document,
            "level3",
            row.indicator.level3,
            f"{len(alike)} 个项目的时效指标都是“{row.name}”一类的通用说法，没有各自的完成时间。",
            "按各项目的实际进度写日期或时限，例如“汛前5月底入库”“接报后2小时内到场”。",
            table=table,
            row=row,
        )
