"""A goal that speaks of inputs or actions only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.chars import fold
from review.findings import Finding, Severity
from review.rule import NotApplicable, Table, TableRule

_MONEY_IN_PLACE = re.compile(r"(?:确保|保障|保证)?(?:资金|经费)(?:足额|及时|按时)*(?:到位|拨付|支付|落实)")
_EFFECT = re.compile(
    r"提高|提升|增强|改善|促进|推动|降低|减少|防止|防范|遏制|避免|满足|保护|维护|解决|缓解|控制|优化|强化|实现|达到|达标|"
    r"掌握|覆盖|能力|水平|效果|效益|安全|稳定|正常|顺利|增收|受益|保障|消除|扩大|发展|健全|完善|拓宽|创造|惠及|率"
)
_ACTION = re.compile(r"^(?:用于|对|购置|采购|购买|支付|发放|拨付|给予|开展|组织|聘请|印刷|制作|租赁|缴纳|兑付|举办)")


class GoalLacksOutcome(TableRule):
    """绩效目标只有投入或活动，没有效果。

    依据：财预〔2015〕88号：绩效目标是预期产出和效果；人财物投入数量不能作绩效目标（地方规则，A 级，S35）。
    反例：给予举报人员奖励；确保资金到位。
    正例：受理并核查举报 100 件以上，查实隐患整改率 100%，减少一般事故。
    何时可忽略：目标分条填写，效果写在了另一条（规则看全部条目）。
    """

    code = "JX112"
    name = "goal-lacks-outcome"
    severity = Severity.WARNING
    clause = "财预〔2015〕88号：绩效目标包括产出和效果"
    gives_way_to = ("goal-restates-usage",)

    def check(self, table: Table) -> Iterator[Finding]:
        """At most one finding. Raises NotApplicable without goals."""
        goals = [goal for goal in table.project.goals if goal.strip()]
        if not goals:
            raise NotApplicable("没有填写绩效目标")
        whole = fold("；".join(goals))
        money = _MONEY_IN_PLACE.search(whole)
        if re.search(r"\d", whole):
            return
        if money and len(goals) == 1:
            yield self._told(table, goals[0], f"“{money[0]}”是投入，不是产出和效果")
        elif not _EFFECT.search(whole) and all(_ACTION.search(fold(goal)) for goal in goals):
            yield self._told(table, goals[0], "绩效目标只写了要做的事，没有写做到什么程度、有什么效果")

    def _told(self, table: Table, goal: str, why: str) -> Finding:
        return self.finding(
            table, "goals", goal, f"{why}。", "补写预期产出（数量、质量、时限）和效果（改善了什么、谁受益）。"
        )
