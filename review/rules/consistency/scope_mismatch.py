"""A district that looks after the whole city: text taken over from another level."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.chars import fold
from corpus.records import Document
from review.facts import region
from review.findings import Finding, Severity
from review.rule import DocumentRule, NotApplicable, Table


class ScopeMismatch(DocumentRule):
    """服务范围与单位所在层级不符。

    区县单位的文本写“保障全市……”，而别处自称“全区、全县”，多为照搬上级文本。

    依据：财预〔2015〕88号 绩效目标设定要求：指向明确。
    反例：某区应急局写“保障全市受灾人员生活需求，对全区……”。
    正例：保障全区受灾人员应急期基本生活。
    何时可忽略：受上级委托确实面向全市服务，且文中已说明时。
    """

    code = "JX508"
    name = "scope-mismatch"
    severity = Severity.WARNING
    clause = "财预〔2015〕88号 绩效目标设定要求：指向明确"

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for part one and one for each table. Raises NotApplicable where the level is not known."""
        levels = region.levels(document.department.name if document.department else None)
        if levels is None:
            raise NotApplicable("从单位名称看不出所在层级")
        own, foreign = levels
        part_one = _part_one(document)
        tables = [Table.of(document, project) for project in document.projects]
        if not any(f"{us}{own}" in fold(text) for us in "全我本" for text in [*part_one, *map(_text, tables)]):
            return
        for text in part_one:
            if clause := region.foreign_scope(text, foreign):
                yield self._told(document, "part_one", clause, own, None)
                break
        for table in tables:
            if clause := region.foreign_scope(_text(table), foreign):
                yield self._told(document, "indicators", clause, own, table)

    def _told(self, document: Document, field: str, clause: str, own: str, table: Table | None) -> Finding:
        return self.finding(
            document,
            field,
            clause,
            f"单位的职责范围是全{own}，这里写的是“{clause.strip()}”，范围前后不一，疑照搬上级文本。",
            f"改为“全{own}”或写明具体区域。",
            table=table,
        )


def _part_one(document: Document) -> list[str]:
    part = document.part_one
    if part is None:
        return []
    items = [text for item in part.items for text in (item.duties, item.goal, item.indicators_text)]
    return [text for text in (part.overall_goal or "", *part.paragraphs, *items) if text]


def _text(table: Table) -> str:
    project = table.project
    cells = [cell for row in project.indicators for cell in (row.level3, row.description or "", row.value.text)]
    return "\n".join((project.purpose or "", *project.goals, *cells))
