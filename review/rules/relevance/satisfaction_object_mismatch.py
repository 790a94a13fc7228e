"""Asking the public about a training that it did not attend."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.chars import fold
from corpus.taxonomy import Level2
from review.findings import Finding, Severity
from review.rule import NotApplicable, Row, Table, TableRule

_PUBLIC = re.compile(r"(?:社会)?(?:群众|公众|大众|居民|村民|市民|百姓)")
_TRAINING = re.compile(r"培训|演练|比武|轮训|主体班|研修|进修|会议")
_FIRMS = re.compile(
    r"(?:指导|服务|扶持|帮扶|帮助|补助|奖励|支持|面向)[^，。；,;]{0,6}企业|惠企|助企|企业(?:补助|奖励|培训|服务)"
)
_ASKED = re.compile(r"参训|受训|学员|参演|参会|企业|队员|教师|干部|职工|员工|单位")


class SatisfactionObjectMismatch(TableRule):
    """满意度问的不是受益人。

    培训、演练、会议项目问“群众满意度”，服务企业的项目问“群众满意度”，而名称、用途、目标和其他指标都没有提到群众：没有参加的人答不了。

    依据：财预〔2021〕101号：满意度指标反映服务对象或项目受益人的认可程度；审核实务“代表性不强”（A 级，S23）。
    反例：应急队伍演练项目的满意度指标“群众对处置应急事件的满意程度 ≥95%”。
    正例：满意度指标“参训队员满意度 ≥95%”。
    何时可忽略：活动确有群众参加，且在描述中写明时。
    """

    code = "JX230"
    name = "satisfaction-object-mismatch"
    severity = Severity.WARNING
    clause = "财预〔2021〕101号：满意度指标反映服务对象的认可程度"

    def check(self, table: Table) -> Iterator[Finding]:
        """One warning a row. Raises NotApplicable without satisfaction rows."""
        rows = table.of_class(Level2.SATISFACTION)
        if not rows:
            raise NotApplicable("表中没有满意度指标")
        project = table.project
        head = fold("；".join((project.name or "", project.purpose or "", *project.goals)))
        others = "；".join(row.name + row.description for row in table.rows if row not in rows)
        if _PUBLIC.search(head + others):
            return
        receivers = "参训、参演人员" if _TRAINING.search(fold(project.name or "")) else None
        if receivers is None and _FIRMS.search(head):
            receivers = "企业"
        if receivers is None:
            return
        for row in rows:
            if _asks_public(row):
                yield self.finding(
                    table,
                    "level3",
                    row.indicator.level3,
                    f"本项目的直接服务对象是{receivers}，满意度却问群众（“{row.name}”）。",
                    f"调查对象改为{receivers}，并写明样本量。",
                    row=row,
                )


def _asks_public(row: Row) -> bool:
    text = f"{row.name}，{row.description}"
    return bool(_PUBLIC.search(text)) and not _ASKED.search(text)
