"""Timely by when?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.taxonomy import Level2
from corpus.values import Kind
from review.findings import Finding, Severity
from review.measure import is_unused
from review.rule import Row, RowRule, Table
from review.words import suggestion

_WHEN = re.compile(
    r"[\d一二两三四五六七八九十半]+(?:个)?(?:天|日|号|月|周|年|小时|分钟|秒|工作日|季度|时)|\d{4}[.\-/]\d{1,2}|T\+\d"
    r"|(?:年|月|季|学期|学年)(?:底|末|初|中)|年内|当年|当月|当季|当天|当日|次日|次月|本年度|每[天日周月季年]|按[月季年日周]|逐[月季]"
    r"|日产日清|合同(?:约定|规定|工期|期)|工期|(?:汛期?|春节|节|春耕|雨季|冬季|开学|入冬|供暖季?)(?:来临|到来)?(?:之)?前|汛期|[上下]半年|全年|一年|年度内|[第]?[一二三四]季度"
)


class TimelinessWithoutDeadline(RowRule):
    """时效指标没有时限。

    只写“完成及时率 ≥95%”“规定时间内完成”，没有日期、天数或小时，及时不及时无从判断。

    依据：财预〔2021〕101号：时效指标应确定整体完成时间，有关键节点的分解约束性时限（C 级）。
    反例：时效指标“工作任务完成及时率 ≥95%”，描述“在规定时限内完成”。
    正例：时效指标“项目完成时间 11月底前”；“举报线索办结时间 ≤30个工作日”。
    何时可忽略：各项任务的时限已在绩效目标或实施方案中逐项列明，并在描述中注明出处时。
    """

    code = "JX450"
    name = "timeliness-without-deadline"
    severity = Severity.WARNING
    clause = "财预〔2021〕101号：时效指标应明确完成时间或时限"
    gives_way_to = ("unit-mismatch", "value-missing", "placeholder-indicator", "swapped-cells", "value-is-description")

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """One warning for a percentage or words in a 时效 row that names no date and no length of time."""
        if row.level2 is not Level2.TIMELINESS or row.kind not in {Kind.PERCENT, Kind.TEXT} or is_unused(row):
            return
        if _WHEN.search(f"{row.name}|{row.description}|{row.value}"):
            return
        message = f"“{row.name}”的指标值为“{row.value}”，名称、描述中都没有日期、天数或小时，无法判断是否及时。"
        yield self.finding(table, row, "value", message, suggestion("deadline", row.name, row.description))
