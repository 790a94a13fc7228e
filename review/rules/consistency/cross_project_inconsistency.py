"""Two projects of one department that set the same duty at different levels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from corpus.records import Document
from corpus.taxonomy import COSTS, Level2
from corpus.values import Kind
from review.facts.texts import likeness, plain
from review.findings import Finding, Severity
from review.measure import Sort, sort_of
from review.rule import DocumentRule, NotApplicable, Option, Row, Table

_DUTY = re.compile(r"参保|投保|覆盖|发放|赔付|救助|资助|核查|办结|整改|接种|入学|供养|建档|达标|合格")
_SAME = (("投保完成率", "参保率"), ("投保率", "参保率"), ("参加农房保险比例", "农房保险参保率"))
_NOISE = re.compile(r"保险|的|完成情况|情况|本?年度?|全[县市区]")
_OTHERS = COSTS | {Level2.TIMELINESS, Level2.SATISFACTION}


class CrossProjectInconsistency(DocumentRule):
    """同类项目对同一件事的目标值不一致。

    同一单位的两个项目考核同一个覆盖率、参保率、发放率，数值却不同。只比较说法几乎相同、字数足够的比率，通用的合格率、及时率不比。

    依据：财预〔2015〕88号 相关性：目标之间相互衔接。
    反例：一个项目“农村居民农房参保率＝100%”，另一个项目“农村居民农房投保完成率≥98%”。
    正例：两处都是 100%，或在描述中写明对象不同。
    何时可忽略：两处的对象、地区、口径确不相同时。
    """

    code = "JX530"
    name = "cross-project-inconsistency"
    severity = Severity.WARNING
    clause = "财预〔2015〕88号 相关性：同类项目目标相互衔接"
    options = (
        Option("likeness", 0.85, "两个名称相似到多少算同一件事（0–1）", "工具参考值"),
        Option("length", 7, "名称去掉虚字后至少多少字才比较", "工具参考值"),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        """One warning for each later row that differs. Raises NotApplicable with fewer than two tables."""
        if len(document.projects) < 2:
            raise NotApplicable("文件只有一张表")
        tables = [Table.of(document, project) for project in document.projects]
        rates = [(table, row, names) for table in tables for row in table.rows if (names := self._names(row))]
        told: set[int] = set()
        for (one, first, ours), (two, second, theirs) in combinations(rates, 2):
            if one is two or one.project.name == two.project.name or id(second) in told:
                continue
            a, b = first.indicator.value, second.indicator.value
            if a.number != b.number and a.unit == b.unit and self._alike(ours, theirs):
                told.add(id(second))
                yield self.finding(
                    document,
                    "value",
                    b.text,
                    f"“{second.name}”为 {second.value}，项目“{plain(one.project.name or '')}”的“{first.name}”却是"
                    f" {first.value}，同一件事的目标值不一致。",
                    "统一目标值；对象或口径不同的，在描述中写明。",
                    table=two,
                    row=second,
                )

    def _names(self, row: Row) -> list[str]:
        if row.kind is not Kind.PERCENT or row.level2 in _OTHERS:
            return []
        texts = [text for text in (row.name, row.description) if _DUTY.search(text) and sort_of(text) is Sort.RATE]
        return [name for text in texts if len(name := _core(text)) >= self.limits["length"]]

    def _alike(self, ours: Sequence[str], theirs: Sequence[str]) -> bool:
        return any(a == b or likeness(a, b) >= self.limits["likeness"] for a in ours for b in theirs)


def _core(text: str) -> str:
    for variant, usual in _SAME:
        text = text.replace(variant, usual)
    return _NOISE.sub("", plain(text))
