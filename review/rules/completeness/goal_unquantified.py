"""Goals of wishes, without one number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.chars import fold
from corpus.values import has_number
from review.findings import Finding, Severity
from review.rule import NotApplicable, Table, TableRule

_WISH = re.compile(
    r"^(?:进一步|全面|有效|着力|切实|积极|通过[^,，]{2,20}[,，]?)*"
    r"(?:提高|提升|促进|加强|增强|保障|强化|推进|推动|改善|维护|确保|保证|完善|健全)"
)
_FULL = re.compile(r"全部|所有|为零|零事故|全覆盖|不发生")


class GoalUnquantified(TableRule):
    """绩效目标没有量化。

    各条目标都没有数字。每条都是“提高、提升、加强、保障……”的，报警告；其余只作提示。

    依据：财预〔2015〕88号 细化量化：尽量定量，不能量化的定性表述也要可衡量。
    反例：提高防汛抗旱能力；保障社会安全平稳。
    正例：组织防汛演练 2 次，培训 100 人次，险情 2 小时内到场处置。
    何时可忽略：目标为方向性概述，而数量指标已完整量化时，可只保留提示。
    """

    code = "JX113"
    name = "goal-unquantified"
    severity = Severity.WARNING
    clause = "财预〔2015〕88号 绩效目标设定要求：细化量化"
    gives_way_to = ("goal-restates-usage", "goal-lacks-outcome")

    def check(self, table: Table) -> Iterator[Finding]:
        """At most one finding. Raises NotApplicable without goals."""
        goals = [goal for goal in table.project.goals if goal.strip()]
        if not goals:
            raise NotApplicable("没有填写绩效目标")
        if any(has_number(goal) or _FULL.search(goal) for goal in goals):
            return
        wishes = [goal for goal in goals if _WISH.search(fold(goal))]
        vague = len(wishes) == len(goals)
        yield self.finding(
            table,
            "goals",
            (wishes or goals)[0],
            f"{len(goals)} 条绩效目标都没有数量，"
            + ("只有提高、加强、保障一类的方向，无法考核。" if vague else "看不出做多少、做到什么程度。"),
            "至少把主要任务写出数量、标准或时限，例如“演练2次、参训100人次、12月底前完成”。",
            severity=None if vague else Severity.HINT,
        )
