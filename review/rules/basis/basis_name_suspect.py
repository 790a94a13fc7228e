"""The name of a law that cannot be looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus.chars import fold
from review.findings import Finding, Severity
from review.rule import NotApplicable, Table, TableRule
from review.words import words

_TITLE = re.compile(r"《([^《》]{2,40})》")


class BasisNameSuspect(TableRule):
    """依据的文件名疑有误。

    只报拿得准的：法律名称查无此名（“中华人民共和国预算管理法”），或者条例没有写管什么（“××省管理条例”）。名单在
    review/words/terms.toml。其他文件名、文号是否真实需要人工核对。

    依据：财预〔2015〕88号 完整性：内容准确；依据应可查证。
    反例：《中华人民共和国预算管理法》；《××省安全管理条例》。
    正例：《中华人民共和国预算法》；《××省安全生产条例》。
    何时可忽略：地方确有此名的文件时。
    """

    code = "JX432"
    name = "basis-name-suspect"
    severity = Severity.WARNING
    clause = "财预〔2015〕88号 完整性：内容准确，依据可查证"

    def check(self, table: Table) -> Iterator[Finding]:
        """One warning for each name, where it first stands. Raises NotApplicable without bases."""
        rows = [row for row in table.rows if row.basis]
        if not rows:
            raise NotApplicable("表中没有“指标值确定依据”栏，或没有填写")
        told = set()
        for row in rows:
            for title in _TITLE.findall(row.basis or ""):
                right = next((right for wrong, right in _wrong_names() if wrong.fullmatch(fold(title))), None)
                if right and title not in told:
                    told.add(title)
                    message = f"“{title}”查无此名，{right}。"
                    yield self.finding(
                        table,
                        "basis",
                        row.indicator.printed("basis"),
                        message,
                        "核对文件全称和文号后改正。",
                        row=row,
                    )


@cache
def _wrong_names() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(entry["wrong"]), entry["right"]) for entry in words("terms")["law_names"])
