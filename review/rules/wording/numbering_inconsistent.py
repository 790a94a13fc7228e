"""Numbers of goals and items that jump or repeat."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.chars import fold
from corpus.records import Document
from review.findings import Finding, Severity
from review.rule import DocumentRule, NotApplicable, Table

_ARABIC = re.compile(r"^(?:目标(?:内容)?)?[(]?(\d{1,2})[)]?[.、:)](?!\d(?!\d{3}年))")
_CHINESE = re.compile(r"^[(]?([一二三四五六七八九十])[)]?[.、:)]")
_DIGITS = "一二三四五六七八九十"


class NumberingInconsistent(DocumentRule):
    """目标、分项的编号混乱。

    同一项目的目标有的编号有的不编号、编号跳号或重号；第一部分分项的序号跳号或重号。每张表只提示一次。

    依据：财预〔2015〕88号 完整性：填报格式规范。
    反例：1.组织演练；3.购置物资；购置车辆。
    正例：1.组织演练；2.购置物资；3.购置车辆。
    何时可忽略：编号在文件转换时丢失，原件无误时。
    """

    code = "JX635"
    name = "numbering-inconsistent"
    severity = Severity.HINT
    clause = "财预〔2015〕88号 完整性：填报格式规范"

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one hint a table and one for part one. Raises NotApplicable where nothing is numbered."""
        lists = [(project, [number(goal) for goal in project.goals]) for project in document.projects]
        items = document.part_one.items if document.part_one else ()
        if not items and not any(any(numbers) for _, numbers in lists):
            raise NotApplicable("目标和分项都没有编号")
        for project, numbers in lists:
            wrong = _wrong(numbers)
            if wrong is not None:
                goal = project.goals[wrong]
                yield self.finding(
                    document,
                    "goals",
                    goal,
                    f"第{wrong + 1}条目标的编号与前面不连续。",
                    "按 1. 2. 3. 依次编号。",
                    table=Table.of(document, project),
                )
        wrong = _wrong([item.no for item in items])
        if wrong is not None:
            yield self.finding(
                document,
                "part_one",
                items[wrong].name,
                f"第一部分分项的序号 {items[wrong].no} 与前面不连续。",
                "按顺序重新编号。",
                item=items[wrong].no,
            )


def number(goal: str) -> int | None:
    """The number that ``goal`` begins with: ``2.购置物资`` → 2, ``（三）巡护`` → 3; None where there is none."""
    plain = fold(goal)
    arabic, chinese = _ARABIC.match(plain), _CHINESE.match(plain)
    if arabic:
        return int(arabic[1])
    return _DIGITS.index(chinese[1]) + 1 if chinese else None


def _wrong(numbers: Sequence[int | None]) -> int | None:
    """The place where a list that starts with 1 leaves its order; None where it does not, or is not numbered."""
    if len(numbers) < 2 or numbers[0] != 1:
        return None
    for place, (found, before) in enumerate(zip(numbers[1:], numbers, strict=False), 1):
        if found is None or before is None or found != before + 1:
            return place
    return None
