"""An item of part one that has no table, and a table that has no item."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.chars import squeeze
from corpus.records import Document
from review.facts.part_one import matches
from review.findings import Finding, Severity
from review.rule import DocumentRule, NotApplicable, Table


class Part1ItemWithoutTable(DocumentRule):
    """第一部分的分项目标没有对应的项目表。

    有项无表报警告；有表无项作提示。

    依据：河北部门预算绩效文本结构：分项绩效目标与预算项目相互支撑（A 级，样本）。
    反例：第一部分第9项“自然灾害综合风险普查工作经费”，第二部分没有这个项目。
    正例：每个分项目标都有同名项目表。
    何时可忽略：上年结转、年中追加等不再单独填表的资金，文中已说明时。
    """

    code = "JX506"
    name = "part1-item-without-table"
    severity = Severity.WARNING
    clause = "河北部门预算绩效文本：分项绩效目标与预算项目一一对应"

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each item. Raises NotApplicable without items or tables."""
        found = matches(document)
        if not found or not document.projects:
            raise NotApplicable("第一部分没有分项目标，或没有项目表")
        for item, project in found:
            if project is None and item.name.strip():
                yield self.finding(
                    document,
                    "part_one",
                    squeeze(item.name),
                    f"第一部分第{item.no}项“{squeeze(item.name)}”在第二部分没有对应的项目绩效目标表。",
                    "补填项目表；已不安排资金的，从第一部分删去。",
                    item=item.no,
                )
        taken = [project for _, project in found if project]
        for project in document.projects:
            if project not in taken and project.name:
                yield self.finding(
                    document,
                    "name",
                    project.name,
                    f"项目“{squeeze(project.name)}”在第一部分没有对应的分项绩效目标。",
                    "在第一部分补写这个项目的分项目标。",
                    table=Table.of(document, project),
                    severity=Severity.HINT,
                )
