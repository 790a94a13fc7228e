"""Arithmetic in running text that does not come out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from corpus.chars import fold, squeeze
from corpus.records import Document
from corpus.values import amounts
from review.facts import accidents
from review.findings import Finding, Severity
from review.rule import DocumentRule, NotApplicable, Option, Table

_SENTENCE = re.compile(r"[。；;\n]")
_PRODUCT = re.compile(
    r"(?P<count>\d+(?:\.\d+)?)(?P<scale>万|千)?(?P<unit>户|人|名|亩|台|套|次|个|份|株|头)[^。；]{0,40}?"
    r"每(?P=unit)[^。；\d]{0,8}(?P<price>\d+(?:\.\d+)?)元[^。；\d]{0,10}(?:共计|合计|共需|总计|共)[^。；\d]{0,6}(?P<sum>\d+(?:\.\d+)?)(?P<money>万元|元)"
)
_LONG_PRODUCT = re.compile(_PRODUCT.pattern.replace("{0,40}?", "{0,90}?", 1))
_SUM = re.compile(r"(?:共计|合计|总计|总共)[^。；，,\d]{0,8}(?P<sum>\d+(?:\.\d+)?)(?P<money>万元|元)")
_SCALE = {"万": Decimal(10000), "千": Decimal(1000), None: Decimal(1)}

_Place = tuple[str, str, int | None, Table | None]
"""Text, field, number of the item, table."""


class InternalInconsistency(DocumentRule):
    """同一文本里的数字或要求自相矛盾。

    “数量×单价＝共计”或“甲资金＋乙资金＝共计”与所写的合计不符；或一处说某级事故不发生，另一处又说它减少。

    依据：财预〔2015〕88号 完整性：内容完整、准确、详实；公开审查“文数一致性”（A 级）。
    反例：全县 86000 户，每户 2 元，共计 20 万元（应为 17.2 万元）。
    正例：全县 86000 户，每户 2 元，共计 17.2 万元。
    何时可忽略：合计中还含文中未写的其他支出时。
    """

    code = "JX511"
    name = "internal-inconsistency"
    severity = Severity.WARNING
    clause = "财预〔2015〕88号 完整性：内容准确"
    options = (Option("slack", 0.01, "计算结果与所写合计相差多少以内算对（比例）", "工具参考值"),)

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each sentence. Raises NotApplicable without running text."""
        places = list(_texts(document))
        if not places:
            raise NotApplicable("没有成段文字")
        for text, field, item, table in places:
            for sentence in _SENTENCE.split(squeeze(text)):
                if why := self._wrong(fold(sentence)):
                    yield self.finding(
                        document,
                        field,
                        sentence,
                        f"{why}。",
                        "核对数量、单价和合计，改正其中写错的数字。",
                        table=table,
                        item=item,
                    )

        yield from self._accidents(document, places)

    def _accidents(self, document: Document, places: Sequence[_Place]) -> Iterator[Finding]:
        """Accidents that must not happen at all, and elsewhere are to become fewer."""
        never = next(filter(None, (accidents.ruled_out(text) for text, *_ in places)), None)
        fewer = next(((found, place) for place in places if (found := accidents.reduced(place[0]))), None)
        if never is None or fewer is None or fewer[0][1] < never[1]:
            return
        (words, _), (_, field, item, table) = fewer
        yield self.finding(
            document,
            field,
            words,
            f"一处要求“{never[0]}”，这里又写“{words}”，前后矛盾。",
            "统一为同一要求：不发生，或写明基期数和下降幅度。",
            table=table,
            item=item,
        )

    def _wrong(self, sentence: str) -> str | None:
        product = _LONG_PRODUCT.search(sentence)
        if product:
            count = Decimal(product["count"]) * _SCALE[product["scale"]]
            told = Decimal(product["sum"]) * (10000 if product["money"] == "万元" else 1)
            right = count * Decimal(product["price"])
            if abs(right - told) > told * Decimal(str(self.limits["slack"])):
                return (
                    f"{count:f}{product['unit']}×{product['price']}元＝{(right / 10000).normalize():f}万元，"
                    f"文中写的是{product['sum']}{product['money']}"
                )
            return None
        return self._sum(sentence)

    def _sum(self, sentence: str) -> str | None:
        match = _SUM.search(sentence)
        parts = [amount for _, amount in amounts(sentence[: match.start()])] if match else []
        if match is None or len(parts) < 2 or "每" in sentence or "其中" in sentence:
            return None
        told = Decimal(match["sum"]) * (Decimal(1) if match["money"] == "万元" else Decimal("0.0001"))
        right = sum(parts, Decimal(0))
        if abs(right - told) <= told * Decimal(str(self.limits["slack"])):
            return None
        return f"各项相加为 {right.normalize():f}万元，文中写的合计是{match['sum']}{match['money']}"


def _texts(document: Document) -> Iterator[_Place]:
    part = document.part_one
    if part:
        for text in (part.overall_goal or "", *part.paragraphs):
            yield text, "part_one", None, None
        for item in part.items:
            for text in (item.duties, item.goal, item.indicators_text):
                yield text, "part_one", item.no, None
    for project in document.projects:
        table = Table.of(document, project)
        for text in (project.purpose or "", *project.goals):
            yield text, "purpose" if text == project.purpose else "goals", None, table
