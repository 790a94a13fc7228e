"""Work that is due after the money's year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.chars import fold
from corpus.records import Document
from corpus.taxonomy import Level2
from review.findings import Finding, Severity
from review.rule import CannotRun, DocumentRule, NotApplicable, Table

_DATE = re.compile(r"(?<![\d〔\[【(])(?P<year>20\d{2})(?:年|[.\-/](?=\d{1,2}(?!\d)))")
_LONG = re.compile(
    r"跨年|[次翌明]年|下一年度?|[二两三四五]年(?:期|规划|计划|行动|内)|中长期|分期|跨年度|(?:建设|服务|合同|实施)期"
)


class DateOutOfRange(DocumentRule):
    """完成时间超出项目期。

    时效指标的日期晚于预算年度，而项目名称、用途、目标里都看不出是跨年项目。

    依据：地方审核系统规则：指标日期不晚于项目期末（A 级，S22）。
    反例：2024 年预算的一次性采购，时效指标“2025年6月底前到货”。
    正例：时效指标“2024年11月底前到货”；“三年行动”项目写“2026年底前完工”；用途写明“次年3月底前完成清理”。
    何时可忽略：经批准跨年实施，且方案写明了各年任务时。
    """

    code = "JX430"
    name = "date-out-of-range"
    severity = Severity.ERROR
    clause = "地方审核系统规则：指标完成日期不晚于项目结束日期"

    def check(self, document: Document) -> Iterator[Finding]:
        """One error a row. Raises CannotRun without a year, NotApplicable where no 时效 row names one."""
        tables = [Table.of(document, project) for project in document.projects]
        dated = [
            (table, row, max(int(m["year"]) for m in found))
            for table in tables
            for row in table.of_class(Level2.TIMELINESS)
            if (found := list(_DATE.finditer(row.value)))
        ]
        if not dated:
            raise NotApplicable("时效指标没有写年份")
        if document.year is None:
            raise CannotRun("没有读出预算年度")
        for table, row, last in dated:
            if last > document.year and not _spans(table, document.year):
                yield self.finding(
                    document,
                    "value",
                    row.indicator.value.text,
                    f"时效指标“{row.name}”的时间是 {last} 年，晚于预算年度 {document.year} 年。",
                    f"改为 {document.year} 年度内的完成时间；跨年项目在目标中写明实施期，并列出本年应完成的部分。",
                    table=table,
                    row=row,
                )


def _spans(table: Table, year: int) -> bool:
    """Whether the project says that it goes on after ``year``, or measures its whole term beside the year."""
    project = table.project
    text = fold("".join((project.name or "", project.title or "", project.purpose or "", *project.goals)))
    later = any(int(found) > year for found in re.findall(r"(?<!\d)20\d{2}(?!\d)", text))
    return later or bool(project.midterm) or bool(_LONG.search(text + "".join(row.name for row in table.rows)))
