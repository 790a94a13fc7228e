"""A service for the public that nobody is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.chars import fold
from corpus.taxonomy import LEVEL1_OF, Level1
from review.findings import Finding, Severity
from review.rule import CannotRun, NotApplicable, Row, Table, TableRule

_PUBLIC = re.compile(
    r"学生|家长|患者|病人|老年人|老人|残疾人|困难群众|困难家庭|低保|特困|儿童|妇女|居民|村民|市民|农户|农民|群众|游客|读者|参保|旅客|"
    r"退役军人|就业困难|免费开放|惠民|助餐|校车|供水|公交|接种|救助|资助"
)


class SatisfactionMissing(TableRule):
    """面向公众的项目没有满意度指标。

    资金直接用于学生、患者、村民、困难群众等人，产出和效益都有，却没有一条满意度指标。

    依据：参考财预〔2021〕101号：面向社会公众提供服务或涉及群众切身利益的项目设满意度指标（C 级）；“缺满意度指标”（A 级，S23）。
    反例：困难学生资助项目有产出和效益指标，没有满意度。
    正例：满意度指标“受助学生及家长满意度 ≥90%”。
    何时可忽略：本级明确不要求，或满意度由主管部门统一调查时。
    """

    code = "JX131"
    name = "satisfaction-missing"
    severity = Severity.WARNING
    clause = "参考财预〔2021〕101号：涉及群众切身利益的项目应设满意度指标"

    def check(self, table: Table) -> Iterator[Finding]:
        """At most one warning. Raises NotApplicable where there is satisfaction, or more than that is missing."""
        levels = {_level(row) for row in table.rows}
        if None in levels:
            raise CannotRun("有指标行认不出一级、二级类别")
        if Level1.SATISFACTION in levels or not {Level1.OUTPUT, Level1.BENEFIT} <= levels:
            raise NotApplicable("已设满意度指标，或缺的不只是满意度")
        project = table.project
        served = _PUBLIC.search(fold("".join((project.name or "", project.purpose or "", *project.goals))))
        if served:
            last = table.rows[-1].indicator
            yield self.finding(
                table,
                "indicators",
                last.level1 or last.level2 or last.level3,
                f"项目直接面向公众（“{served[0]}”），全表 {len(table.rows)} 条指标中没有满意度指标。",
                "增设一条满意度指标，写明调查对象，如“受助学生满意度≥**%”，并安排调查。",
            )


def _level(row: Row) -> Level1 | None:
    return LEVEL1_OF[row.level2] if row.level2 else row.level1
