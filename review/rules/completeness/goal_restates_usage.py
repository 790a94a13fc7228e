"""A goal that only repeats the project's name or the use of the money."""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.facts.texts import likeness, plain, subject
from review.findings import Finding, Severity
from review.rule import NotApplicable, Option, Table, TableRule

_SPENDING = re.compile(r"(?:经费|资金|费用|专项)?(?:支出|开支)$|(?:经费|专项资金)$")


class GoalRestatesUsage(TableRule):
    """绩效目标照抄项目名称或资金用途。

    目标应写预期产出和效果。目标只是项目名称或“××经费支出”的，报错误；与资金用途文字相同的，报警告。

    依据：财预〔2015〕88号 完整性：绩效目标应明确清晰，反映产出和效果。
    反例：项目“下沉干部工作经费”，目标为“下沉干部工作经费支出”。
    正例：选派 12 名干部驻村，全年走访 600 户，帮助解决问题 100 件以上。
    何时可忽略：用途栏本身已写明数量和效果，目标与之一致时。
    """

    code = "JX111"
    name = "goal-restates-usage"
    severity = Severity.ERROR
    clause = "财预〔2015〕88号 完整性：目标明确清晰，反映产出和效果"
    options = (Option("likeness", 0.9, "目标与资金用途相似到多少算照抄（0–1）", "工具参考值"),)

    def check(self, table: Table) -> Iterator[Finding]:
        """At most one finding. Raises NotApplicable without goals."""
        goals = [goal for goal in table.project.goals if goal.strip()]
        if not goals:
            raise NotApplicable("没有填写绩效目标")
        name, purpose = table.project.name or "", table.project.purpose or ""
        if all(_is_name(goal, name) for goal in goals):
            yield self.finding(
                table,
                "goals",
                goals[0],
                f"绩效目标“{goals[0].strip()}”只写了项目名称或经费支出，没有产出和效果。",
                "写清用这笔钱做多少事、达到什么水平、带来什么效果，至少一处有数量。",
            )
            return
        whole = "".join(goals)
        if purpose and not re.search(r"\d", plain(whole)) and self._copied(whole, purpose):
            yield self.finding(
                table,
                "goals",
                goals[0],
                "绩效目标与资金用途文字相同，没有另写预期产出和效果。",
                "用途写钱花在哪里，目标写花完后做到多少、效果如何；目标里补上数量和时限。",
                severity=Severity.WARNING,
            )

    def _copied(self, goals: str, purpose: str) -> bool:
        return likeness(subject(goals), subject(purpose)) >= self.limits["likeness"]


def _is_name(goal: str, name: str) -> bool:
    bare = plain(goal)
    if name and bare == plain(name):
        return True
    # “××经费支出” and nothing else: one short phrase that ends in the money.
    return (
        bool(_SPENDING.search(bare)) and len(bare) <= 24 and (not name or likeness(subject(goal), subject(name)) >= 0.8)
    )
