"""The amount of an item in part one against the budget of its project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.chars import squeeze
from corpus.records import Document, PartOneItem
from corpus.values import amounts
from review.facts.costs import TOLERANCE, total, wan
from review.facts.part_one import matches
from review.facts.texts import clauses
from review.findings import Finding, Severity
from review.rule import DocumentRule, NotApplicable, Option, Table
from review.rules.consistency.year_mismatch import stale

_SPENDING = re.compile(r"成本|费|支出|资金|投入|标准|预算|共计|合计|投资|安排")


class Part1Part2AmountMismatch(DocumentRule):
    """第一部分的金额与项目预算不一致。

    按项目名称把分项绩效目标与项目表对应起来，比较“成本不超过××万元”“共计××万元”与项目预算数。

    依据：河北部门预算绩效文本结构：第一部分与第二部分相互支撑（A 级，样本）；公开审查“文数一致性”（A 级）。
    反例：第一部分“应急演练经费……成本不超过20万元”，项目表预算 12 万元。
    正例：两处都是 12 万元。
    何时可忽略：第一部分的金额包含其他渠道资金，且文中已写明时。
    """

    code = "JX502"
    name = "part1-part2-amount-mismatch"
    severity = Severity.ERROR
    clause = "河北部门预算绩效文本：分项绩效目标与项目绩效目标一致"
    options = (Option("tolerance", float(TOLERANCE), "容差，万元", "S22（A 级）"),)

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each item. Raises NotApplicable without items that belong to a project."""
        pairs = [(item, project) for item, project in matches(document) if project]
        if not pairs:
            raise NotApplicable("第一部分没有分项目标，或与项目表对不上")
        for item, project in pairs:
            budget = total(project.budget)
            # Last year's text is told as such; its amounts then say nothing more.
            if budget is None or (document.year and stale(item.name, document.year)):
                continue
            if wrong := self._wrong(item, budget):
                yield self.finding(
                    document,
                    "part_one",
                    wrong[0],
                    f"第一部分第{item.no}项“{squeeze(item.name)}”写的是 {wan(wrong[1])}，项目表预算数是 {wan(budget)}，"
                    f"相差 {wan(abs(wrong[1] - budget))}。",
                    f"核对后统一为同一金额（项目表为 {wan(budget)}）。",
                    table=Table.of(document, project),
                    item=item.no,
                )

    def _wrong(self, item: PartOneItem, budget: Decimal) -> tuple[str, Decimal] | None:
        """The amount that should be the budget and is not; None where any amount, or their sum, is."""
        promised = _large(item.indicators_text)
        told = promised + _large(item.duties) + _large(item.goal)
        tolerance = Decimal(str(self.limits["tolerance"]))
        sums = [amount for _, amount in told] + [sum((amount for _, amount in promised), Decimal(0))]
        if not told or any(abs(amount - budget) <= tolerance for amount in sums):
            return None
        return (promised or told)[-1]


def _large(text: str) -> list[tuple[str, Decimal]]:
    """Amounts of spending from 0.1万元 on: a price for each person is no budget, nor is a company's turnover."""
    return [
        (squeeze(words), amount)
        for clause in clauses(text)
        if _SPENDING.search(clause)
        for words, amount in amounts(clause)
        if amount >= TOLERANCE
    ]
