"""A table that speaks of a thing it does not have: text taken over from another table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.chars import fold
from review.findings import Finding, Severity
from review.rule import NotApplicable, Row, Table, TableRule

_THIS = re.compile(
    r"(?:该|此)(平台|系统|软件|网站|工程|大楼|道路|公路|桥梁|园区|基地|大厅|展馆|景区|医院|学校|课程|赛事|车辆|设备|公园|水库|渠道|管网)"
)


class CopyPasteOtherProject(TableRule):
    """照搬其他项目的文字。

    单元格里用“该平台、该系统……”指称一样东西，而项目名称、用途、目标和其他各行都没有提到它。

    依据：财预〔2015〕88号 相关性：指标与项目内容密切相关；审核实务“照搬”（A 级，S23、S24）。
    反例：消防车购置项目的满意度描述写“该平台能够达到各成员单位的满意”。
    正例：消防救援人员对新购车辆的满意度。
    何时可忽略：同一事物在别处用了另一种叫法时。
    """

    code = "JX507"
    name = "copy-paste-other-project"
    severity = Severity.ERROR
    clause = "财预〔2015〕88号 相关性：指标与项目内容相关"

    def check(self, table: Table) -> Iterator[Finding]:
        """One finding for each row. Raises NotApplicable without a name and rows."""
        if not table.rows or not table.project.name:
            raise NotApplicable("没有项目名称或指标")
        project = table.project
        head = fold("".join((project.name or "", project.title or "", project.purpose or "", *project.goals)))
        for row in table.rows:
            for cell, field in ((row.name, "level3"), (row.description, "description"), (row.value, "value")):
                match = _THIS.search(cell)
                if match and not _mentioned(match[1], head, row, table):
                    yield self._told(table, row, field, match)
                    break

    def _told(self, table: Table, row: Row, field: str, match: re.Match[str]) -> Finding:
        cell = {"level3": row.indicator.level3, "value": row.indicator.value.text}.get(
            field, row.indicator.description or ""
        )
        return self.finding(
            table,
            field,
            cell,
            f"这里说的“{match[0]}”在本表的项目名称、用途、目标和其他指标中都没有出现，疑从其他项目照搬。",
            f"改写为本项目（{fold(table.project.name or '')}）的服务对象和内容。",
            row=row,
        )


def _mentioned(thing: str, head: str, row: Row, table: Table) -> bool:
    return thing in head or any(
        thing in other.name + other.description + other.value for other in table.rows if other is not row
    )
