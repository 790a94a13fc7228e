"""A unit cost above the standard that the user has set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from review.facts.costs import costs
from review.findings import Finding, Severity
from review.rule import NotApplicable, Option, Table, TableRule

_KINDS = {"meeting": re.compile(r"会议"), "training": re.compile(r"培训"), "travel": re.compile(r"差旅|出差|伙食补助")}
_PERSON_DAY = re.compile(r"人[·.、/每]?[天日]|人次?/[天日]|[天日][·./]人")
_YUAN = Decimal(10000)


class CostExceedsStandard(TableRule):
    """单位成本超过支出标准。

    会议费、培训费、差旅费以元/人·天计的单位成本，与设置中填写的本级支出标准比较。标准各地不同，工具不带默认值；没有填写标准的不检查。

    依据：参考财预〔2021〕101号：成本指标不得超过规定的预算支出标准（C 级）。
    反例：本级培训费标准 400 元/人·天，成本指标“培训综合定额 ≤550元/人·天”。
    正例：成本指标“培训综合定额 ≤380元/人·天”。
    何时可忽略：经批准执行更高一档标准，且在描述中写明批准文件时。
    """

    code = "JX330"
    name = "cost-exceeds-standard"
    severity = Severity.ERROR
    clause = "参考财预〔2021〕101号：成本指标不得超过预算支出标准"
    options = (
        Option("meeting", 0, "会议费标准，元/人·天；0 表示没有填写", "本级会议费管理办法，由使用者填写"),
        Option("training", 0, "培训费标准，元/人·天；0 表示没有填写", "本级培训费管理办法，由使用者填写"),
        Option("travel", 0, "差旅费标准，元/人·天；0 表示没有填写", "本级差旅费管理办法，由使用者填写"),
    )

    def check(self, table: Table) -> Iterator[Finding]:
        """One error a row. Raises NotApplicable where no standard is set or no row has a unit cost."""
        if not any(self.limits[kind] for kind in _KINDS):
            raise NotApplicable("设置中没有填写支出标准")
        each = [cost for cost in costs(table) if cost.each]
        if not each:
            raise NotApplicable("成本指标没有单位成本")
        for cost in each:
            text = cost.row.name + cost.row.description
            kind = next((kind for kind, words in _KINDS.items() if words.search(text)), None)
            standard = Decimal(str(self.limits[kind])) if kind else Decimal(0)
            yuan = cost.amount * _YUAN
            if standard and _PERSON_DAY.search(cost.row.value + text) and yuan > standard:
                yield self.finding(
                    table,
                    "value",
                    cost.row.indicator.value.text,
                    f"“{cost.row.name}”为 {cost.row.value}，高于本级标准 {standard.normalize():f} 元/人·天。",
                    "按标准调低，或写明批准执行更高标准的文件。",
                    row=cost.row,
                )
