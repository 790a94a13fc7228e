"""Two goals that say the same."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from review.facts.texts import likeness, plain
from review.findings import Finding, Severity
from review.rule import NotApplicable, Option, Table, TableRule


class DuplicateGoal(TableRule):
    """绩效目标条目重复。

    依据：财预〔2015〕88号 完整性：目标明确清晰，条目之间不重复。
    反例：1.保障房屋受灾后得到赔偿，进一步提高灾后的救助水平；2.进一步提高灾后的救助水平。
    正例：1.全县农户参保率达到 100%；2.受灾农户 30 天内获得赔付。
    何时可忽略：两条文字相近但对象不同（如两个乡镇分列）时。
    """

    code = "JX114"
    name = "duplicate-goal"
    severity = Severity.WARNING
    clause = "财预〔2015〕88号 完整性：目标条目不重复"
    gives_way_to = ("longterm-annual-mixed",)
    options = (Option("likeness", 0.9, "两条目标相似到多少算重复（0–1）", "工具参考值"),)

    def check(self, table: Table) -> Iterator[Finding]:
        """One finding for each goal that repeats another. Raises NotApplicable with fewer than two goals."""
        goals = table.project.goals
        if len(goals) < 2:
            raise NotApplicable("绩效目标不足两条")
        told = set()
        for (m, one), (n, two) in combinations(enumerate(goals, 1), 2):
            a, b = plain(one), plain(two)
            shorter = min(a, b, key=len)
            inside = len(shorter) >= 6 and (a in b or b in a)
            if n not in told and (inside or likeness(one, two) >= self.limits["likeness"]):
                told.add(n)
                yield self.finding(
                    table,
                    "goals",
                    two if shorter == b else one,
                    f"第{m}条和第{n}条绩效目标重复：“{two.strip() if shorter == b else one.strip()}”。",
                    "合并为一条，空出的条目写另一项产出或效果。",
                )
