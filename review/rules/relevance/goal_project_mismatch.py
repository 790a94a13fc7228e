"""A maintenance project with goals of building, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.chars import fold
from review.findings import Finding, Severity
from review.rule import NotApplicable, Table, TableRule

_KEEP = re.compile(r"维护|运维|运行|维修|保养|管护|维保")
_BUILD = re.compile(r"^(?:全面|继续|加快|进一步)*(?:建设|新建|建成|搭建|建造)")


class GoalProjectMismatch(TableRule):
    """维护类项目写了建设目标。

    依据：财预〔2015〕88号 相关性：目标与支出内容、方向相符；审核实务“一次性建设却多为长期运维类指标”（A 级，S22）。
    反例：项目“视频监控平台维护费用”，目标“建设完善视频监控平台”“建设三级软件平台”。
    正例：平台全年正常运行率≥98%，故障 4 小时内修复。
    何时可忽略：同一资金确含建设尾款，且用途栏已写明时。
    """

    code = "JX205"
    name = "goal-project-mismatch"
    severity = Severity.WARNING
    clause = "财预〔2015〕88号 绩效目标设定要求：相应匹配"

    def check(self, table: Table) -> Iterator[Finding]:
        """At most one finding. Raises NotApplicable for other projects."""
        name = fold(table.project.name or "")
        if not _KEEP.search(name) or "建设" in name or not table.project.goals:
            raise NotApplicable("不是维护类项目，或没有绩效目标")
        goals = [fold(goal) for goal in table.project.goals]
        building = [goal for goal, text in zip(table.project.goals, goals, strict=True) if _BUILD.search(text)]
        if building and not any(_KEEP.search(text) for text in goals):
            yield self.finding(
                table,
                "goals",
                building[0],
                f"项目名称是维护类，{len(building)} 条目标写的却是建设（“{building[0].strip()}”），没有维护、运行方面的目标。",
                "维护项目写设备完好率、故障修复时限等目标；若含建设内容，请改项目名称和用途。",
            )
