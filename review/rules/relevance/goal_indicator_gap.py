"""Tasks promised in the goals that no indicator takes up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.taxonomy import COSTS
from review.facts.texts import clauses, covered, plain
from review.findings import Finding, Severity
from review.rule import NotApplicable, Option, Table, TableRule

_TASK = re.compile(
    r"^(?:按时|及时|积极|有序|认真|组织|继续|全面|大力|稳步)*"
    r"(?:开展|增加|引进|指导|购置|采购|购买|建设|建立|新建|组织|举办|推进|完成|聘请|修订|编制|培训|发放|配备|安装|改造|更新|种植|维修|修缮|制作|印刷)"
)
_GENERAL = re.compile(r"(?:各项|全年|年度|本年|相关)?(?:工作)?任务$|按(?:计划|要求)")


class GoalIndicatorGap(TableRule):
    """绩效目标里的任务没有指标承接。

    把目标按分句拆开，取“开展、购置、引进、建设……”一类的任务，看指标的名称和描述里有没有它的字词。两项以上任务没有着落报警告，一项作提示。

    依据：财预〔2015〕88号 相关性；河北“目标—指标”挂接（A 级，S21）：每条目标至少对应一项指标。
    反例：目标含安全生产月、增加人员、引进技术机构、企业信息化四项，指标只考核宣传覆盖率。
    正例：目标“引进技术服务机构”，数量指标“引进技术服务机构数≥2家”。
    何时可忽略：任务用了另一种叫法，指标其实已经覆盖时。
    """

    code = "JX201"
    name = "goal-indicator-gap"
    severity = Severity.WARNING
    clause = "财预〔2015〕88号 相关性：目标与指标相互对应"
    options = (
        Option("covered", 0.3, "任务字词有多少出现在指标里算有承接（0–1）", "工具参考值"),
        Option("length", 7, "少于多少字的分句不看", "工具参考值"),
    )

    def check(self, table: Table) -> Iterator[Finding]:
        """At most one finding. Raises NotApplicable without goals or indicators."""
        tasks = [part for goal in table.project.goals for part in clauses(goal) if self._is_task(part)]
        if not tasks or not table.rows:
            raise NotApplicable("绩效目标里没有可识别的任务，或没有指标")
        rows = [row for row in table.rows if row.level2 not in COSTS]
        words = "，".join(f"{row.name}，{row.description}，{row.value}" for row in rows)
        open_tasks = [task for task in tasks if covered(task, words) < self.limits["covered"]]
        if not open_tasks:
            return
        many = len(open_tasks) >= 2 and len(open_tasks) * 2 >= len(tasks)
        yield self.finding(
            table,
            "goals",
            open_tasks[0],
            f"绩效目标列了 {len(tasks)} 项任务，其中{'、'.join(f'“{task}”' for task in open_tasks)}没有指标承接。",
            "为每项任务补一条数量或质量指标，或从目标中删去本项目不做的事。",
            severity=None if many else Severity.HINT,
        )

    def _is_task(self, part: str) -> bool:
        return len(plain(part)) >= self.limits["length"] and bool(_TASK.search(part)) and not _GENERAL.search(part)
