"""Publicity counted as the only output of a project whose money goes elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.chars import fold
from corpus.taxonomy import COSTS, Level2
from review.findings import Finding, Severity
from review.rule import NotApplicable, Table, TableRule

_PUBLICITY = re.compile(r"宣传|普及|科普|宣讲|海报|条幅|横幅")
_OTHER_SPENDING = re.compile(
    r"聘请|专家|保险|购置|采购|购买|维护|维修|运维|租赁|培训|训练|队员|人员|工资|车辆|机具|设备|物资|装备|工程|建设|救助|补助|评估|规划"
)


class OutputNotCoverMainSpend(TableRule):
    """数量指标只数宣传，没有覆盖主要支出。

    项目的用途、目标或成本写明钱主要花在队伍、设备、专家、保险等处，数量指标却只有宣传次数或份数。

    依据：参考财预〔2021〕101号：产出指标应与主要支出方向相对应（C 级，以原文为准）。
    反例：120 万元主要养队伍、车辆、机具，数量指标只有“宣传活动次数≥10次”。
    正例：数量指标为“队员人数=40人”“巡护里程≥3000公里”，宣传另列一条。
    何时可忽略：项目确以宣传为主要支出时。
    """

    code = "JX202"
    name = "output-not-cover-main-spend"
    severity = Severity.WARNING
    clause = "参考财预〔2021〕101号：产出指标与主要支出方向相对应"

    def check(self, table: Table) -> Iterator[Finding]:
        """At most one finding. Raises NotApplicable where not all quantities are about publicity."""
        rows = table.of_class(Level2.QUANTITY)
        if not rows or not all(_PUBLICITY.search(row.name + row.description) for row in rows):
            raise NotApplicable("数量指标不全是宣传类")
        project = table.project
        if _PUBLICITY.search(fold(project.name or "") + fold(project.purpose or "")):
            promised = True
        else:
            promised = bool(_PUBLICITY.search(fold("".join(project.goals))))
        cost = "".join(row.name + row.description for row in table.rows if row.level2 in COSTS)
        spends = _OTHER_SPENDING.search(cost)
        elsewhere = spends and (not _PUBLICITY.search(cost) or not promised)
        if elsewhere and spends:
            yield self.finding(
                table,
                "level3",
                rows[0].indicator.level3,
                f"数量指标只有“{rows[0].name}”等宣传事项，而成本说明的支出包括“{spends[0]}”，主要支出没有产出指标。",
                "按成本构成补设数量指标，例如聘请专家人次、购置设备台套、培训或巡护次数、投保户数。",
                row=rows[0],
            )
