"""One thing under two names in one document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.records import Document
from review.facts.prose import Text, blob, texts
from review.findings import Finding, Severity
from review.rule import DocumentRule
from review.words import words


class TermInconsistency(DocumentRule):
    """同一事物前后用语不一。

    一份文件里同一事物有两种写法，如“工矿商贸”和“工商贸”。只看词表 review/words/terms.toml 里列出的。

    依据：财预〔2015〕88号 完整性：填报内容准确。
    反例：项目名称写“工商贸领域”，目标写“工矿商贸领域”。
    正例：全文都写“工矿商贸”。
    何时可忽略：两个词确指不同对象时。
    """

    code = "JX631"
    name = "term-inconsistency"
    severity = Severity.HINT
    clause = "财预〔2015〕88号 完整性：填报内容准确，用语统一"

    def check(self, document: Document) -> Iterator[Finding]:
        """One hint for each group of variants of which two are used, at the later one of the list."""
        for group in words("terms")["variants"]:
            used = [found for variant in group["words"] if (found := _first(document, variant))]
            if len(used) > 1:
                (_, one), (text, other) = used[0], used[1]
                yield self.finding(
                    document,
                    text.field,
                    other,
                    f"文中既写“{one}”，又写“{other}”，用语不统一。",
                    "统一为上级文件使用的说法。",
                    table=text.table,
                    row=text.row,
                    item=text.item,
                )


def _first(document: Document, variant: str) -> tuple[Text, str] | None:
    pattern = re.compile(variant)
    if not pattern.search(blob(document)):
        return None
    return next(((text, m[0]) for text in texts(document) if (m := pattern.search(text.plain))), None)
