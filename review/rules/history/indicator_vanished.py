"""An indicator of last year that is no longer there."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.taxonomy import Level2
from review.facts.last_year import pairs
from review.facts.texts import covered
from review.findings import Finding, Severity
from review.rule import Row, Table, TableRule

_WATCHED = frozenset({Level2.QUANTITY, Level2.QUALITY, Level2.SATISFACTION})
_MENTIONED = 0.5
"""Share of an old name's words in a new row from which the matter is still looked at, under another name."""
_NAMED = 5


class IndicatorVanished(TableRule):
    """上年的指标今年不见了。

    与 `--last-year` 给出的上年表比较：上年有数值的数量、质量、满意度指标，今年同类指标中没有名称或描述相近的。

    依据：财预〔2015〕88号：目标与任务相对应；财预〔2021〕101号：指标设置应保持衔接可比（C 级）。
    反例：上年有“农村公路养护里程 ≥320公里”，今年只剩“养护资金拨付率”。
    正例：改名为“县乡公路日常养护里程 ≥330公里”。
    何时可忽略：上年任务已经完成或取消时。
    """

    code = "JX362"
    name = "indicator-vanished"
    severity = Severity.WARNING
    clause = "财预〔2015〕88号相应匹配；财预〔2021〕101号指标衔接"

    def check(self, table: Table) -> Iterator[Finding]:
        """At most one warning. Raises CannotRun without last year's table, NotApplicable for a new project."""
        gone = [old for old, new in pairs(table) if old and new is None and self._missed(old, table)]
        if gone:
            names = "、".join(f"“{row.name} {row.value}”" for row in gone[:_NAMED])
            rest = f"等 {len(gone)} 项" if len(gone) > _NAMED else ""
            yield self.finding(
                table,
                "indicators",
                "",
                f"上年的{names}{rest}今年没有了，也没有相近的指标。",
                "任务仍在的，恢复相应指标；任务已完成或取消的，在项目说明中写明。",
            )

    def _missed(self, old: Row, table: Table) -> bool:
        if old.level2 not in _WATCHED or old.indicator.value.number is None:
            return False
        return all(
            covered(old.name, f"{row.name}，{row.description}") < _MENTIONED for row in table.of_class(old.level2)
        )
