"""Output and benefit indicators must be there; satisfaction where the project has people to ask."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.taxonomy import LEVEL1_OF, Level1
from review.findings import Finding, Severity
from review.rule import CannotRun, NotApplicable, Row, Table, TableRule


class MissingLevel1(TableRule):
    """缺少一级指标类别（产出、效益或满意度）。

    产出和效益每个项目都要设。表后部已有其他类别而中间缺一类的，报错误；只读到产出指标（可能只是节选）的，报警告；只缺满意度的，报警告。

    依据：参考财预〔2021〕101号：产出、效益指标原则上必设，满意度按需要设（C 级，以原文为准）；通行审核做法三类至少各一条（A 级，S22）。
    反例：主体班经费只有产出指标和学员满意度，没有一条效益指标。
    正例：产出 5 条、效益 2 条、满意度 1 条。
    何时可忽略：上级批复的表只列核心指标，或项目确无服务对象（满意度）时。
    """

    code = "JX101"
    name = "missing-level1"
    severity = Severity.ERROR
    clause = "财预〔2015〕88号 完整性；参考财预〔2021〕101号：产出、效益指标必设"
    gives_way_to = ("satisfaction-missing",)

    def check(self, table: Table) -> Iterator[Finding]:
        """One finding for all classes that are missing. Raises CannotRun where rows carry no class."""
        if not table.rows:
            raise NotApplicable("表中没有指标行")
        present = {_level(row) for row in table.rows}
        if None in present:
            raise CannotRun("有指标行认不出一级、二级类别")
        missing = [level for level in (Level1.OUTPUT, Level1.BENEFIT, Level1.SATISFACTION) if level not in present]
        if not missing:
            return
        words = "、".join(missing)
        excerpt = present <= {Level1.OUTPUT, Level1.COST}
        light = missing == [Level1.SATISFACTION] or excerpt
        last = table.rows[-1].indicator
        yield self.finding(
            table,
            "indicators",
            last.level1 or last.level2 or last.level3,
            f"全表 {len(table.rows)} 条指标中没有{words}。",
            f"补设{words}，至少各一条；"
            + ("确无服务对象的可说明理由。" if light else "写清预期效果和可核实的指标值。"),
            severity=Severity.WARNING if light else None,
        )


def _level(row: Row) -> Level1 | None:
    # A satisfaction row that the form prints under 效益指标 is still satisfaction.
    return LEVEL1_OF[row.level2] if row.level2 else row.level1
