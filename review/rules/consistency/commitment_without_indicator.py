"""Numbers promised in part one that no indicator takes up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.promises import Promise, promises
from corpus.records import Document, Project
from review.facts.part_one import matches, shared
from review.facts.rows import MONEY, row_for
from review.findings import Finding, Severity
from review.rule import DocumentRule, NotApplicable, Table
from review.rules.consistency.year_mismatch import stale

_ACT = re.compile(
    r"发放|组织|开展|举办|培训|补充|购置|采购|检查|排查|建设|完成|达到|参加|参训|新建|维修|救助|演练|印制|种植|治理|新增|修订|编制|整改|覆盖|安装|聘请"
)
_UNITS = frozenset(
    [
        "份",
        "次",
        "类",
        "场",
        "条",
        "家",
        "户",
        "台",
        "套",
        "辆",
        "期",
        "人次",
        "人",
        "名",
        "处",
        "个",
        "件",
        "项",
        "支",
        "公里",
        "册",
        "亩",
        "座",
        "所",
        "%",
        "家次",
        "户次",
    ]
)
_SET = re.compile(r"不超过|标准|以内|经费|费用|上年|去年|往年|已经|比例为|占")


class CommitmentWithoutIndicator(DocumentRule):
    """第一部分承诺的数量没有指标承接。

    第一部分写了“发放宣传品5000份”“演练2次”等数量，第二部分没有一条指标有这个数。

    依据：河北部门预算绩效文本结构：两部分相互支撑（A 级，样本）；财预〔2015〕88号 相关性。
    反例：第一部分“组织应急演练2次”，所有项目表都没有演练次数。
    正例：某项目数量指标“应急演练次数≥2次”。
    何时可忽略：承诺由基本支出完成、不设项目时。
    """

    code = "JX510"
    name = "commitment-without-indicator"
    severity = Severity.WARNING
    clause = "河北部门预算绩效文本：第一部分与第二部分相互支撑"

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each promise. Raises NotApplicable without part one or tables."""
        part = document.part_one
        if part is None or not document.projects:
            raise NotApplicable("没有第一部分或项目表")
        everything = [Table.of(document, project) for project in document.projects]
        for text in (part.overall_goal or "", *part.paragraphs):
            for promise in filter(_binding, promises(text)):
                if not _taken_up(promise, everything):
                    yield self._told(document, [promise], None, None)
        for item, project in matches(document):
            # An item of last year's text is told as such; its numbers then say nothing more.
            if project is None or (document.year and stale(item.name, document.year)):
                continue
            table = Table.of(document, project)
            open_ones = [
                promise
                for promise in filter(_binding, promises(f"{item.goal}。{item.indicators_text}"))
                if row_for(promise, table) is None and not _taken_up(promise, [table])
            ]
            if open_ones:
                yield self._told(document, open_ones, item.no, project)

    def _told(
        self, document: Document, open_ones: Sequence[Promise], item: int | None, project: Project | None
    ) -> Finding:
        where = f"第一部分第{item}项" if item else "第一部分"
        words = "、".join(f"“{promise.printed}”" for promise in open_ones)
        return self.finding(
            document,
            "part_one",
            open_ones[0].printed,
            f"{where}承诺{words}，{'对应的项目表' if project else '第二部分'}没有指标承接这个数量。",
            "在对应项目表补设一条同样数量的指标，或修改第一部分。",
            table=Table.of(document, project) if project else None,
            item=item,
        )


def _binding(promise: Promise) -> bool:
    """Whether a clause promises work: an action with a number of things, not money, not background."""
    return (
        promise.unit in _UNITS
        and promise.unit not in MONEY
        and bool(_ACT.search(promise.what))
        and not _SET.search(promise.printed)
        and "《" not in promise.printed
    )


def _taken_up(promise: Promise, tables: Sequence[Table]) -> bool:
    """Whether some row has this number and unit and a word in common with the promise."""
    for table in tables:
        for row in table.rows:
            value = row.indicator.value
            if value.number == promise.number and (value.unit or "")[-1:] == promise.unit[-1:]:
                if shared(promise.what, (row.name + row.description,)) >= 0.15:
                    return True
            elif f"{promise.number}{promise.unit}" in row.name + row.description + row.value:
                return True
    return False
