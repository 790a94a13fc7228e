"""Marks that are doubled or have lost their partner."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.records import Document
from review.facts.prose import texts
from review.findings import Finding, Severity
from review.rule import DocumentRule

_DOUBLED = re.compile(r"[，、；：]{2,}|。{2}(?!。)|[，、；]。|。[，、；]")
_PAIRS = (("（(", "）)"), ("《", "》"), ("【", "】"))
_MARKS = re.compile("[（(）)《》【】“”]")
_TURNED = re.compile(r"”[^“”]{1,40}“")
_LISTED = re.compile(r"^[（(]?[一二三四五六七八九十\d]{1,3}[）)]")
_WRITTEN = {"level3", "description", "purpose", "goals", "name"}


class Punctuation(DocumentRule):
    """标点有误。

    标点重复（“、、”），括号、书名号不成对，引号方向颠倒。每格只提示一次。

    依据：财预〔2015〕88号 完整性：填报内容准确、规范。
    反例：定制宣传条幅、、发放资料；工作任务完成及时率）；用于”防灾日“宣传。
    正例：定制宣传条幅、发放资料；工作任务完成及时率；用于“防灾日”宣传。
    何时可忽略：单元格跨页被拆开、另一半在下一格时。
    """

    code = "JX634"
    name = "punctuation"
    severity = Severity.HINT
    clause = "财预〔2015〕88号 完整性：填报内容准确"

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one hint a cell; running text of part one is checked for doubled marks only."""
        for text in texts(document):
            plain = text.plain
            doubled = _DOUBLED.search(plain)
            if doubled:
                at = max(0, doubled.start() - 6)
                words, why = plain[at : doubled.end()], f"“{doubled[0]}”标点重复"
            elif text.field in _WRITTEN and (why := _unpaired(plain)):
                words = text.words
            else:
                continue
            yield self.finding(
                document,
                text.field,
                words,
                f"{why}。",
                "改正标点。",
                table=text.table,
                row=text.row,
                item=text.item,
            )


def _unpaired(plain: str) -> str:
    plain = _LISTED.sub("", plain)
    if not _MARKS.search(plain):
        return ""
    for opening, closing in _PAIRS:
        before, after = (sum(plain.count(mark) for mark in marks) for marks in (opening, closing))
        if before != after:
            return f"“{opening[0]}{closing[0]}”不成对"
    first = min((k for k in (plain.find("“"), plain.find("”")) if k >= 0), default=-1)
    return "引号方向颠倒" if first >= 0 and plain[first] == "”" and _TURNED.search(plain) else ""
