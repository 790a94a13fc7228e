"""An indicator in another class than its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.taxonomy import BENEFITS, Level2
from corpus.values import Kind
from review.findings import Finding, Severity
from review.measure import Sort, bare, sort_of
from review.rule import Row, RowRule, Table
from review.words import any_of

_Found = tuple[Severity, str, str]
_TIMES = {"次", "场", "场次", "人次", "期", "份", "批次", "家次"}


class MisclassifiedIndicator(RowRule):
    """指标放错了二级类别。

    只报拿得准的几种：次数、个数放在质量；完成率、普及率放在质量；事故次数放在数量；准确率、验收合格率放在效益；
    做了什么（宣传、发放、落实）放在效益；群众知识、公共服务放在经济效益。

    依据：财预〔2021〕101号指标分类；常见问题“质量指标与效益指标混淆”（A 级，S25）。
    反例：质量指标“检查次数 ≥4次”；社会效益指标“开展宣传进校园 ＝100%”。
    正例：数量指标“检查次数 ≥4次”；社会效益指标“学生防火知识知晓率 ≥90%”。
    何时可忽略：行业主管部门的指标体系明确规定放在该类时。
    """

    code = "JX250"
    name = "misclassified-indicator"
    severity = Severity.WARNING
    clause = "财预〔2021〕101号：指标分类（数量、质量、时效、成本、效益各有所指）"
    gives_way_to = ("placeholder-indicator",)

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """At most one finding a row: the class where it stands and the one where it belongs."""
        found = self._output(row) if row.level2 not in BENEFITS else self._benefit(row)
        if found:
            severity, message, advice = found
            yield self.finding(table, row, "level3", message, advice, severity=severity)

    def _output(self, row: Row) -> _Found | None:
        name = bare(row.name)
        if row.level2 is Level2.QUANTITY and _has("outcome_counts", name) and not _has("outcome_not", name):
            return Severity.ERROR, *_move(row, "是效果，不是本项目提供的产出", "社会效益指标")
        if row.level2 is not Level2.QUALITY:
            return None
        # What may happen at most so many times, or never, is a defect: the fewer, the better the quality.
        limit = row.indicator.value.operator in {"≤", "<"} or row.indicator.value.number == 0
        if row.kind is Kind.COUNT and not limit and not _has("quality_counts", name + row.description):
            if sort_of(name) is Sort.COUNT:
                return Severity.ERROR, *_move(row, "数的是数量，不反映达到的标准", "数量指标")
            if row.indicator.value.unit in _TIMES:
                return Severity.WARNING, *_move(row, "以次数计量，反映的是数量", "数量指标")
        if row.kind is Kind.PERCENT and _has("completion", name) and not _has("completion_not", name):
            return Severity.WARNING, *_move(row, "反映数量完成的程度，不是质量标准", "数量指标")
        if row.kind is Kind.PERCENT and _has("spread", name):
            return Severity.WARNING, *_move(row, "是项目带来的效果，不是产出的质量", "社会效益指标")
        return None

    def _benefit(self, row: Row) -> _Found | None:
        name, said = bare(row.name), bare(row.description)
        if any(_has("quality_rates", text) for text in (name, said)) and row.kind is Kind.PERCENT:
            return Severity.WARNING, *_move(row, "反映产出的质量，不是效益", "质量指标")
        if row.level2 is Level2.ECONOMIC and _has("social", name + said) and not _has("economic", name + said):
            return Severity.WARNING, *_move(row, "说的是公共服务或群众的变化，不是经济效益", "社会效益指标")
        done = Sort.ACTIVITY in (sort_of(name), sort_of(said)) or _has("outputs", name) or _has("outputs", said)
        rate = Sort.RATE in (sort_of(name), sort_of(said))
        if row.kind is Kind.PERCENT and done and not rate:
            return Severity.WARNING, *_move(row, "说的是做了什么，属于产出，不是带来的效益", "产出指标")
        return None


def _has(key: str, text: str) -> bool:
    return bool(re.search(any_of("classes", key), text))


def _move(row: Row, why: str, target: str) -> tuple[str, str]:
    there = row.indicator.level2
    message = f"“{row.name}”{why}，放在“{there}”不合适。"
    return message, f"移到“{target}”，“{there}”另设与其定义相符的指标。"
