"""A purchase without acceptance."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.taxonomy import Level2
from review.findings import Finding, Severity
from review.rule import NotApplicable, Table, TableRule

_PURCHASE = re.compile(r"购置|采购|购买(?!.{0,6}(?:服务|保险))|设备更新")
_ACCEPTANCE = re.compile(r"合格|验收|达标|质量标准|质保")
_USE = re.compile(r"(?:使用|利用|完好|运转|运行)(?:率|情况)")


class QualityIndicatorWeak(TableRule):
    """购置类项目的质量指标没有抓住验收。

    买东西的项目，质量首先看验收合格；“正常使用率”是用起来以后的事。

    依据：财预〔2021〕101号质量指标（C 级）；购置类共性指标“验收通过率”（A 级，S27）。
    反例：车辆购置项目的质量指标只有“车辆正常使用率 ＝100%”。
    正例：质量指标“设备验收合格率 ＝100%”，可持续影响指标“设备完好率 ≥95%”。
    何时可忽略：验收合格已在采购合同中约束，本表侧重使用时。
    """

    code = "JX257"
    name = "quality-indicator-weak"
    severity = Severity.HINT
    clause = "财预〔2021〕101号：质量指标反映产出达到的标准和水平"

    def check(self, table: Table) -> Iterator[Finding]:
        """One hint at the row about use. Raises NotApplicable for projects that buy nothing."""
        if not _PURCHASE.search((table.project.name or "") + (table.project.purpose or "")):
            raise NotApplicable("不是购置类项目")
        rows = table.of_class(Level2.QUALITY)
        if any(_ACCEPTANCE.search(row.name + row.description) for row in rows):
            return
        for row in rows:
            if _USE.search(row.name + row.description):
                message = f"购置类项目的质量指标只有“{row.name}”，没有考核验收合格。"
                advice = "增设“验收合格率＝100%”作为质量指标，使用率、完好率可移到可持续影响指标。"
                yield self.finding(table, "level3", row.indicator.level3, message, advice, row=row)
                return
