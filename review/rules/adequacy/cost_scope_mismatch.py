"""The whole budget under the name of one of its activities."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.chars import fold
from review.facts.costs import TOLERANCE, costs, total, wan
from review.findings import Finding, Severity
from review.rule import NotApplicable, Table, TableRule

_ACTIVITY = re.compile(r"演练|培训|宣传|会议|印刷|差旅|调研|慰问|比赛|竞赛")

_SEVERAL = re.compile(r"[、和及与等;；]|以及")
"""Signs that the description lists more than the activity."""


class CostScopeMismatch(TableRule):
    """成本指标只写了一项活动，金额却是全部预算。

    依据：财预〔2015〕88号 相应匹配：成本口径应与预算口径一致。
    反例：防汛抗旱专项经费 20 万元，成本描述为“开展防汛抗旱演练的成本”≤20万元。
    正例：演练成本≤6万元；平台运维≤9万元；物资补充≤5万元。
    何时可忽略：项目确实只做这一项活动时。
    """

    code = "JX305"
    name = "cost-scope-mismatch"
    severity = Severity.WARNING
    clause = "财预〔2015〕88号 绩效目标设定要求：相应匹配（成本口径与预算口径一致）"

    def check(self, table: Table) -> Iterator[Finding]:
        """At most one finding. Raises NotApplicable without a budget or a single cost amount."""
        budget = total(table.project.budget)
        found = costs(table)
        if budget is None or len(found) != 1 or found[0].each:
            raise NotApplicable("没有预算数，或成本指标不是单独一个金额")
        row = found[0].row
        words = set(_ACTIVITY.findall(row.name + row.description))
        about = fold((table.project.name or "") + (table.project.purpose or ""))
        if abs(found[0].amount - budget) > TOLERANCE or len(words) != 1 or _SEVERAL.search(row.description):
            return
        activity = words.pop()
        if activity in about or not self._does_more(table, activity):
            return
        yield self.finding(
            table,
            "description",
            row.indicator.description or row.indicator.level3,
            f"成本描述只有“{activity}”，金额 {wan(found[0].amount)}却等于项目全部预算。",
            "把成本描述改为全部支出内容，或按活动分设成本指标，合计等于预算数。",
            row=row,
        )

    def _does_more(self, table: Table, activity: str) -> bool:
        """Whether the goals speak of anything besides the activity."""
        return any(activity not in fold(goal) for goal in table.project.goals)
