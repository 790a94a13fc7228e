"""The same indicator with another number in part one."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.promises import promises
from corpus.records import Document
from review.facts import accidents
from review.facts.part_one import matches
from review.facts.rows import MONEY, row_for
from review.findings import Finding, Severity
from review.rule import DocumentRule, NotApplicable, Table


class Part1Part2ThresholdMismatch(DocumentRule):
    """第一部分与项目表同一指标的数值不一致。

    按字词把第一部分的“××达到98%以上”对应到项目表的指标行，单位相同而数值不同的报错误；事故等级口径不同的报警告。

    依据：河北部门预算绩效文本结构：两部分相互支撑（A 级，样本）；公开审查“文数一致性”（A 级）。
    反例：第一部分“信息平台覆盖率达到98%以上”，项目表“信息平台覆盖率≥95%”。
    正例：两处都是 98%。
    何时可忽略：第一部分说的是全年总量，项目表只是其中一部分，且已写明时。
    """

    code = "JX503"
    name = "part1-part2-threshold-mismatch"
    severity = Severity.ERROR
    clause = "河北部门预算绩效文本：分项绩效目标与项目绩效目标一致"

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each row that differs. Raises NotApplicable without part one."""
        if document.part_one is None or not document.projects:
            raise NotApplicable("没有第一部分或项目表")
        for item, project in matches(document):
            if project is None:
                continue
            table = Table.of(document, project)
            for promise in promises(item.indicators_text):
                row = row_for(promise, table)
                value = row.indicator.value if row else None
                if row is None or value is None or value.number is None or promise.unit in MONEY:
                    continue
                if value.unit == promise.unit and value.number != promise.number:
                    yield self.finding(
                        document,
                        "value",
                        row.indicator.value.text,
                        f"第一部分第{item.no}项写“{promise.printed}”，项目表第{row.number}行“{row.name}”为 {row.value}，数值不一致。",
                        f"统一为同一数值（{promise.number}{promise.unit} 或 {row.value}）。",
                        table=table,
                        row=row,
                        item=item.no,
                    )
        yield from self._accidents(document)

    def _accidents(self, document: Document) -> Iterator[Finding]:
        """Part one rules out accidents from a grade on; a row that only rules out a heavier grade is weaker."""
        part = document.part_one
        texts = (part.overall_goal or "", *part.paragraphs) if part else ()
        promised = next(filter(None, map(accidents.ruled_out, texts)), None)
        if promised is None:
            return
        words, floor = promised
        for project in document.projects:
            table = Table.of(document, project)
            for row in table.rows:
                grade = accidents.named(row.name) if row.indicator.value.number == 0 else None
                if grade is not None and grade > floor:
                    yield self.finding(
                        document,
                        "level3",
                        row.indicator.level3,
                        f"第一部分要求“{words}”，项目表第{row.number}行只控制“{row.name}”，口径放宽了。",
                        f"项目表改为控制{accidents.GRADES[floor]}及以上事故，与第一部分一致。",
                        table=table,
                        row=row,
                        severity=Severity.WARNING,
                    )
