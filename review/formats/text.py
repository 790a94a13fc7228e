"""The report as lines that a person reads and grep finds: ``文件:项目:行/列: JXnnn 级别 说明``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.chars import squeeze
from corpus.records import Document
from review.findings import Assessment, Finding, NotRun, Report
from review.formats.words import FIELD_WORDS, SEVERITY_WORDS, title
from review.worklist import count, entries, tally

_LISTED = 20
"""Lines of each kind in the summary of several documents."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def render(report: Report, documents: Sequence[Document]) -> str:
    """One block a finding, one line a project's grade, over several documents a summary, one closing line on what ran."""
    lines = [line for finding in report.findings for line in _finding(finding)]
    lines += [_assessment(one) for one in report.assessment]
    if len(documents) > 1:
        lines += _departments(report, documents)
    lines += [_totals(report), *_beside(report), _checks(report)]
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
    grade = f"{one.grade}（{one.verdict}）" if one.verdict else one.grade
    return f"评分 {squeeze(one.project or '未名项目')}：{one.score} 分，{grade}" + (f"；{lost}" if lost else "")


def _departments(report: Report, documents: Sequence[Document]) -> Iterator[str]:
    """Which departments, projects and rules, the worst first."""
    shown = entries(documents, report)
    by_department: dict[str, list[Finding]] = {}
    for entry in shown:
        department = entry.document.department
        name = squeeze((department.name if department else None) or "单位不详")
        by_department.setdefault(name, []).extend(entry.findings)
    ranked = sorted(by_department.items(), key=lambda item: (*(-n for n in count(item[1])), item[0]))
    yield f"汇总：{len(documents)} 份文件，{sum(len(d.projects) for d in documents)} 个项目，{len(by_department)} 个单位。"
    yield from (f"  单位 {name}：{_counts(found)}" for name, found in ranked[:_LISTED])
    for entry in shown[:_LISTED]:
        if entry.findings:
            grade = f"，{entry.grade}" if entry.grade else ""
            yield f"  项目 {entry.document.source}:{squeeze(entry.name)}：{_counts(entry.findings)}{grade}"
    for one in tally(report.findings)[:_LISTED]:
        yield f"  规则 {one.code} {title(one.code)}：{one.findings} 条，涉及 {one.projects} 个项目"


def _beside(report: Report) -> Iterator[str]:
    """What is left out on purpose, and notices."""
    if report.known:
        yield f"基线中已有的 {len(report.known)} 条不再列出。"
    yield from (f"例外：{i.finding.code} {i.finding.message}理由：{i.reason}" for i in report.ignored)
    yield from (f"提醒：{notice}" for notice in report.notices)


def _counts(findings: Sequence[Finding]) -> str:
    return "，".join(f"{word} {n}" for word, n in zip(SEVERITY_WORDS.values(), count(findings), strict=True))


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
    by_reason: dict[str, list[str]] = {}
    for one in left:
        by_reason.setdefault(one.reason, []).append(one.code)
    return (
        "（" + "；".join(f"{'、'.join(codes)} {reason}" for reason, codes in by_reason.items()) + "）" if left else ""
    )
