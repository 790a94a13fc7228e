"""Wrong characters that are near certain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus.records import Document
from review.facts.prose import blob, texts
from review.findings import Finding, Severity
from review.rule import DocumentRule
from review.words import words


class Typo(DocumentRule):
    """错别字、漏字、重字。

    只报混淆词表 review/words/terms.toml 里拿得准的写法；改变了意思的（监牢→监管）作警告，其余作提示。

    依据：财预〔2015〕88号 完整性：填报内容准确、无错项。
    反例：安全生产监牢；安生生产；加强固定资产管理、使和报废。
    正例：安全生产监管；安全生产；加强固定资产管理、使用和报废。
    何时可忽略：原文引用的文件名称即如此时。
    """

    code = "JX633"
    name = "typo"
    severity = Severity.HINT
    clause = "财预〔2015〕88号 完整性：填报内容准确"

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each mistake in each cell."""
        everything = blob(document)
        here = [typo for typo in _typos() if typo[0].search(everything)] if _any().search(everything) else []
        for text in texts(document) if here else ():
            for pattern, right, serious in here:
                match = pattern.search(text.plain)
                if match:
                    yield self.finding(
                        document,
                        text.field,
                        match[0],
                        f"“{match[0]}”疑为错字，应为“{right}”。",
                        f"核对后把“{match[0]}”改为“{right}”。",
                        table=text.table,
                        row=text.row,
                        item=text.item,
                        severity=Severity.WARNING if serious else None,
                    )


@cache
def _typos() -> tuple[tuple[re.Pattern[str], str, bool], ...]:
    """(pattern, right words, whether the meaning changes)."""
    return tuple((re.compile(t["wrong"]), t["right"], t.get("serious", False)) for t in words("terms")["typos"])


@cache
def _any() -> re.Pattern[str]:
    """Whether any of them is there: one search for the many documents without a mistake."""
    return re.compile("|".join(f"(?:{t['wrong']})" for t in words("terms")["typos"]))
