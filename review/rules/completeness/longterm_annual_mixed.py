"""The aims of several years put down as those of one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.chars import fold
from review.facts.texts import plain
from review.findings import Finding, Severity
from review.rule import NotApplicable, Table, TableRule

_TERM = re.compile(r"^(?:\d+[.、])?(?:项目)?(?:实施期|中长期|长期|中期|总体|总)(?:绩效)?目标[:：]?")
_YEARLY = re.compile(r"^(?:\d+[.、])?(?:项目)?(?:本年度?|年度|当年)(?:绩效)?(?:总体)?目标[:：]?")
_SPAN = re.compile(r"(20\d{2})年?[-—–~至到](20\d{2})|[二两三四五2-5]年(?:期|规划|计划|行动|建设)|跨年度?|分期实施")


class LongtermAnnualMixed(TableRule):
    """长期目标当作年度目标。

    表中分列实施期和年度两套目标，文字却一字不差；或者跨年项目的年度指标值与实施期指标值全部相同。

    依据：常见问题“将整个实施期预算作为年度预算申报，长期目标设为年度目标”（A 级，S25、S13）。
    反例：三年建设项目，实施期目标“新建管网30公里”，年度目标也是“新建管网30公里”。
    正例：实施期目标“新建管网30公里”，年度目标“新建管网12公里”。
    何时可忽略：项目当年启动当年完成，两套目标本应相同时。
    """

    code = "JX130"
    name = "longterm-annual-mixed"
    severity = Severity.WARNING
    clause = "财预〔2015〕88号：绩效目标分为中长期目标和年度目标"

    def check(self, table: Table) -> Iterator[Finding]:
        """At most one warning. Raises NotApplicable where the table tells only one period."""
        project = table.project
        term = [goal for goal in project.goals if _TERM.search(fold(goal))]
        yearly = [goal for goal in project.goals if _YEARLY.search(fold(goal))]
        if not (term and yearly) and not project.midterm:
            raise NotApplicable("表中没有分列实施期目标和年度目标")
        for goal in yearly:
            words = plain(_YEARLY.sub("", fold(goal)))
            if len(words) >= 4 and any(words == plain(_TERM.sub("", fold(other))) for other in term):
                advice = "年度目标只写本年应完成的部分；当年即完成的，不必另填实施期目标。"
                yield self.finding(table, "goals", goal, "年度目标与实施期目标文字完全相同。", advice)
                return
        yield from self._values(table)

    def _values(self, table: Table) -> Iterator[Finding]:
        project = table.project
        text = fold("".join((project.name or "", project.purpose or "", *project.goals)))
        yearly = {plain(row.indicator.level3): row for row in table.rows if row.indicator.value.number is not None}
        both = [(yearly[plain(i.level3)], i) for i in project.midterm if plain(i.level3) in yearly]
        counts = [(row, i) for row, i in both if row.indicator.value.unit not in {"%", "‰"} and i.value.number]
        if not _SPAN.search(text) or len(counts) < 2:
            return
        if all(row.indicator.value.number == i.value.number for row, i in counts):
            row = counts[0][0]
            yield self.finding(
                table,
                "value",
                row.indicator.value.text,
                f"跨年项目的 {len(counts)} 项数量，年度指标值与实施期指标值全部相同。",
                "年度指标值只写本年应完成的部分，各年相加等于实施期指标值。",
                row=row,
            )
