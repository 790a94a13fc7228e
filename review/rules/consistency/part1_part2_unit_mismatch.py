"""The same indicator measured in another unit in part one."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.promises import Promise, promises
from corpus.records import Document
from corpus.values import Kind
from review.facts.part_one import matches
from review.facts.rows import MONEY, row_for
from review.findings import Finding, Severity
from review.rule import DocumentRule, NotApplicable, Row, Table

_LIKE_UNITS = (
    frozenset({"个", "项", "处", "家", "户", "所", "座", "条", "件", "起", "例", "宗"}),
    frozenset({"人", "名", "人次", "位"}),
    frozenset({"份", "册", "本", "张"}),
    frozenset({"次", "场", "场次", "期", "批次"}),
    frozenset({"家", "家次", "户次"}),
    frozenset({"台", "套", "辆", "部", "台套"}),
    frozenset({"天", "日", "工作日", "个工作日", "月", "个月", "小时"}),
    frozenset({"种", "类", "个品种"}),
)
"""Units that measure the same sort of thing; 种 and 次 do not."""


class Part1Part2UnitMismatch(DocumentRule):
    """第一部分与项目表同一指标的单位口径不一致。

    例如一处用天，另一处用百分比；一处按种类，另一处按次数；一处是每户多少元，另一处是总额。

    依据：河北部门预算绩效文本结构：两部分相互支撑（A 级，样本）。
    反例：第一部分“发放救助资金不超过30天”，项目表“发放救助资金及时性≥98%”。
    正例：两处都写“≤30天”。
    何时可忽略：两处说的其实是两个不同的指标时。
    """

    code = "JX504"
    name = "part1-part2-unit-mismatch"
    severity = Severity.ERROR
    clause = "河北部门预算绩效文本：分项绩效目标与项目绩效目标一致"
    gives_way_to = ("part1-part2-threshold-mismatch",)

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each row that differs. Raises NotApplicable without matched items."""
        pairs = [(item, project) for item, project in matches(document) if project]
        if not pairs:
            raise NotApplicable("第一部分没有分项目标，或与项目表对不上")
        for item, project in pairs:
            table = Table.of(document, project)
            for promise in promises(item.indicators_text):
                row = row_for(promise, table)
                if row is None or not _differ(promise, row):
                    continue
                yield self.finding(
                    document,
                    "value",
                    row.indicator.value.text or row.indicator.level3,
                    f"第一部分第{item.no}项写“{promise.printed}”，项目表第{row.number}行“{row.name}”为 {row.value}，单位口径不一致。",
                    f"两处用同一单位，按实际考核方式统一（如都用“{promise.unit}”）。",
                    table=table,
                    row=row,
                    item=item.no,
                )


def _differ(promise: Promise, row: Row) -> bool:
    unit = row.indicator.value.unit or ""
    if row.kind in (Kind.TEXT, Kind.MISSING, Kind.DATE, Kind.NUMBER) or not unit:
        return False
    if promise.unit.partition("/")[0] in MONEY:
        # Money for each household against a total; two totals are compared with the budget elsewhere.
        each = promise.unit.startswith("元") and any(
            word in promise.what for word in ("每户", "每人", "人均", "户均", "每亩")
        )
        return each and row.kind is Kind.MONEY and unit in ("万元", "亿元")
    return unit != promise.unit and not any({unit, promise.unit} <= group for group in _LIKE_UNITS)
