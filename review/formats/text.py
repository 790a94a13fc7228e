"""The report as lines that a person reads and grep finds: ``文件:项目:行/列: JXnnn 级别 说明``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.chars import squeeze
from corpus.records import Document
from review.findings import Assessment, Finding, NotRun, Report
from review.formats.words import FIELD_WORDS, SEVERITY_WORDS

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def render(report: Report, documents: Sequence[Document]) -> str:
    """One block a finding, one line a project's grade, one closing line on what ran."""
    lines = [line for finding in report.findings for line in _finding(finding)]
    lines += [_assessment(one) for one in report.assessment]
    lines += [_totals(report), _checks(report)]
    # A document's words may hold control characters; a terminal must not obey them.
    return "\n".join(_CONTROL.sub("", line) for line in lines) + "\n"


def _finding(finding: Finding) -> list[str]:
    project = squeeze(finding.project or "全文")
    word = SEVERITY_WORDS[finding.severity]
    head = f"{finding.document}:{project}:{_place(finding)}: {finding.code} {word} {finding.message}（{finding.name}）"
    return [head, f"    原文：{squeeze(finding.evidence)}", f"    建议：{finding.suggestion}"]


def _place(finding: Finding) -> str:
    where = finding.where
    column = FIELD_WORDS.get(where.field or "", where.field or "全表")
    if where.row is not None:
        return f"第{where.row}行/{column}"
    return f"第{where.item}项/{column}" if where.item is not None else column


def _assessment(one: Assessment) -> str:
    lost = "；".join(
        f"{item.point}{item.score}/{item.of}（{'、'.join(item.because)}）" for item in one.items if item.because
    )
    return f"评分 {squeeze(one.project or '未名项目')}：{one.score} 分，{one.grade}" + (f"；{lost}" if lost else "")


def _totals(report: Report) -> str:
    count = Counter(finding.severity.value for finding in report.findings)
    return "，".join(f"{word} {count[name]} 条" for name, word in SEVERITY_WORDS.items()) + "。"


def _checks(report: Report) -> str:
    checks = report.checks
    return (
        f"跑了 {len(checks.ran)} 条，不适用 {len(checks.not_applicable)} 条，"
        f"未能执行 {len(checks.could_not_run)} 条{_reasons(checks.could_not_run)}。"
    )


def _reasons(left: Sequence[NotRun]) -> str:
    return "（" + "；".join(f"{one.code} {one.reason}" for one in left) + "）" if left else ""
