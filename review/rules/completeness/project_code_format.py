"""Hebei project codes have 21 characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.chars import squeeze
from review.findings import Finding, Severity
from review.rule import NotApplicable, Table, TableRule

_HEBEI = re.compile(r"13\d{6}\d{0,2}P")
_WHOLE = re.compile(r"[0-9A-Z]{21}")


class ProjectCodeFormat(TableRule):
    """项目编码位数异常。

    河北预算系统的项目编码为 21 位数字和大写字母（换行、空格不计）。

    依据：河北省绩效目标表样本（A 级）。
    反例：13081124P00014410002Q-，末尾多出“-”，共 22 位。
    正例：13081124P00005910002L，21 位。
    何时可忽略：当地系统升级后改用新的编码规则时。
    """

    code = "JX105"
    name = "project-code-format"
    severity = Severity.HINT
    clause = "河北省绩效目标表：项目编码 21 位"

    def check(self, table: Table) -> Iterator[Finding]:
        """One hint. Raises NotApplicable where the code is missing or not of Hebei's kind."""
        code = squeeze(table.project.code or "")
        if not _HEBEI.match(code):
            raise NotApplicable("没有河北体例的项目编码")
        if not _WHOLE.fullmatch(code):
            yield self.finding(
                table,
                "code",
                code,
                f"项目编码 {code} 共 {len(code)} 位，通常为 21 位数字和大写字母。",
                "与预算系统核对编码，去掉录入或导出时多出的字符。",
            )
