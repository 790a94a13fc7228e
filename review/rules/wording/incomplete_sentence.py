"""A text that stops in the middle."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.records import Document
from review.facts.prose import texts
from review.findings import Finding, Severity
from review.rule import DocumentRule

_CUT = re.compile(r"[，、](?:$|”$)|(?:以及|和|与|及|通过|对于|关于|为了|由于|并且|包括)$")
_LEAST = 8


class IncompleteSentence(DocumentRule):
    """残句。

    资金用途、绩效目标、绩效指标描述以逗号、顿号或“以及、和、通过”结尾，后半句没有写。

    依据：财预〔2015〕88号 完整性：内容完整、准确。
    反例：目标“加强重点领域安全监管，按照年初执法计划，”。
    正例：目标“加强重点领域安全监管，按照年初执法计划检查企业 120 家次”。
    何时可忽略：后半句在跨页的下一格，未被读到时。
    """

    code = "JX637"
    name = "incomplete-sentence"
    severity = Severity.HINT
    clause = "财预〔2015〕88号 完整性：内容完整、准确"

    def check(self, document: Document) -> Iterator[Finding]:
        """One hint for each text that is cut off."""
        for text in texts(document):
            plain = text.plain
            if text.field not in {"purpose", "goals", "description"} or len(plain) < _LEAST:
                continue
            # 参与和, 总和 end words; what is meant is the conjunction.
            if _CUT.search(plain) and not plain.endswith(("总和", "之和", "饱和", "参与", "普及", "缓和", "温和")):
                yield self.finding(
                    document,
                    text.field,
                    text.words,
                    f"“…{plain[-10:]}”没有写完。",
                    "补全后半句，或删去多余的标点和连词。",
                    table=text.table,
                    row=text.row,
                )
