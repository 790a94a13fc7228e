"""Words of programmes and offices that are no more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.records import Document
from review.facts.prose import blob, texts
from review.findings import Finding, Severity
from review.rule import CannotRun, DocumentRule
from review.words import words

_TITLE = re.compile(r"《[^《》]*》")


class OutdatedTerminology(DocumentRule):
    """用语过时。

    机构已改名、行动已到期的说法还在当作今年的任务写。词表在 review/words/terms.toml，每条写明从哪个预算年度起不宜再用；
    书名号里的文件名和依据栏不看。

    依据：财预〔2015〕88号 指向明确：目标符合现行规划和政策。
    反例：2024 年的指标“精准扶贫点项目数”“安全生产三年专项整治行动”。
    正例：“帮扶村项目数”“安全生产治本攻坚三年行动”。
    何时可忽略：说的是历史成果或旧文件名称时。
    """

    code = "JX632"
    name = "outdated-terminology"
    severity = Severity.HINT
    clause = "财预〔2015〕88号 绩效目标设定要求：指向明确（符合现行政策）"

    def check(self, document: Document) -> Iterator[Finding]:
        """One hint for each term, where it first stands. Raises CannotRun without a year."""
        year = document.year
        if year is None:
            raise CannotRun("没有读出预算年度")
        # Only the terms that are out of date in this year: (pattern, what is said now).
        old = [(re.compile(term["where"]), term["now"]) for term in words("terms")["outdated"] if year >= term["since"]]
        everything = blob(document)
        for pattern, now in old:
            for text in texts(document) if pattern.search(everything) else ():
                match = pattern.search(_TITLE.sub("", text.plain))
                if match:
                    yield self.finding(
                        document,
                        text.field,
                        match[0],
                        f"“{match[0]}”是以前的说法，{year} 年宜用“{now}”。",
                        f"核对后改为“{now}”；说的是历史情况的，写明年份。",
                        table=text.table,
                        row=text.row,
                        item=text.item,
                    )
                    break
