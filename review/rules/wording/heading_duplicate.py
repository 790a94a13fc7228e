"""Two items or tables under one heading."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.chars import squeeze
from corpus.records import Document
from review.facts.texts import plain
from review.findings import Finding, Severity
from review.rule import DocumentRule, NotApplicable, Table


class HeadingDuplicate(DocumentRule):
    """标题重复。

    第一部分有两个同名分项，或者同一份文件有两张项目名称和预算数都相同的表。

    依据：财预〔2015〕88号 完整性：填报格式规范，无重复。
    反例：第一部分第 3 项和第 7 项都是“应急演练经费”。
    正例：合并为一项，或写明“应急演练经费（县级）”“应急演练经费（乡镇）”。
    何时可忽略：同一文件汇集了几个年度的表时。
    """

    code = "JX636"
    name = "heading-duplicate"
    severity = Severity.HINT
    clause = "财预〔2015〕88号 完整性：填报格式规范"

    def check(self, document: Document) -> Iterator[Finding]:
        """One hint for each repetition. Raises NotApplicable with fewer than two headings."""
        items = document.part_one.items if document.part_one else ()
        if len(items) < 2 and len(document.projects) < 2:
            raise NotApplicable("分项和项目都不足两个")
        seen: dict[str, int] = {}
        for item in items:
            first = seen.setdefault(plain(item.name), item.no)
            if first != item.no and plain(item.name):
                message = f"第一部分第{first}项和第{item.no}项同名：“{squeeze(item.name)}”。"
                yield self.finding(document, "part_one", item.name, message, "合并，或写明区别。", item=item.no)
        tables: dict[tuple[str, str], int] = {}
        for number, project in enumerate(document.projects, 1):
            key = (plain(project.name or ""), str(project.budget.total))
            first = tables.setdefault(key, number)
            if first != number and key[0] and project.budget.total is not None:
                yield self.finding(
                    document,
                    "name",
                    project.name or "",
                    f"第{first}张表和第{number}张表的项目名称、预算数都相同：“{squeeze(project.name or '')}”。",
                    "核对是否重复填报；不同的项目写明区别。",
                    table=Table.of(document, project),
                )
