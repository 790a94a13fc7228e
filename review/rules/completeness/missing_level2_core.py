"""Outputs need a quantity and a quality."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.taxonomy import Level1, Level2
from review.findings import Finding, Severity
from review.rule import CannotRun, NotApplicable, Table, TableRule


class MissingLevel2Core(TableRule):
    """产出指标下缺少数量指标或质量指标。

    依据：参考财预〔2021〕101号：数量、质量指标原则上都要设（C 级，以原文为准）。
    反例：产出指标只有“完成及时率”和“项目总成本”，不知道做多少、做到什么水平。
    正例：数量指标“演练次数≥2次”，质量指标“参训人员考核合格率≥95%”。
    何时可忽略：补助、保险等项目只以人数和发放时限考核，且方案已说明不设质量指标时。
    """

    code = "JX102"
    name = "missing-level2-core"
    severity = Severity.WARNING
    clause = "参考财预〔2021〕101号：产出应设数量、质量指标"
    gives_way_to = ("missing-level1",)

    def check(self, table: Table) -> Iterator[Finding]:
        """One finding for what is missing. Raises NotApplicable without output rows."""
        outputs = [row for row in table.rows if row.level1 is Level1.OUTPUT]
        if not outputs:
            raise NotApplicable("表中没有产出指标")
        if any(row.level2 is None for row in table.rows):
            raise CannotRun("有指标行认不出二级类别")
        present = {row.level2 for row in outputs}
        missing = [level for level in (Level2.QUANTITY, Level2.QUALITY) if level not in present]
        if missing:
            yield self.finding(
                table,
                "indicators",
                outputs[0].indicator.level1 or outputs[0].indicator.level3,
                f"产出指标 {len(outputs)} 条中没有{'、'.join(missing)}。",
                f"补设{'、'.join(missing)}：做多少、做到什么水平，各写一条有数值的指标。",
            )
