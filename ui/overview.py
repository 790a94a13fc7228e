"""Figures of a batch for the overview page: pure functions, no Streamlit. Money is 万元."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from corpus.chars import squeeze
from corpus.records import Document, Indicator, Project
from review.findings import Finding, Report, Severity
from review.worklist import tally
from ui.parts import rule_title

if TYPE_CHECKING:
    import pandas as pd

Grouping = Literal["project", "department", "document"]
GROUPINGS: dict[Grouping, str] = {"project": "按项目", "department": "按部门", "document": "按文件"}
GRADES = ("优", "良", "中", "差")
_WHOLE = "（整份文档）"
_LONGEST = 18
"""Characters of a name beside a chart; more would leave no room for the marks."""


class Names:
    """What the projects, departments or files of a batch are called in a chart: short, and different from each other."""

    def __init__(self, documents: Sequence[Document], grouping: Grouping) -> None:
        self._grouping: Grouping = grouping
        self._units = {d.source: (d.department.name if d.department else None) or d.source for d in documents}
        self._several = len(documents) > 1
        self._given: dict[tuple[str, int | None, str | None], str] = {}
        self._taken: Counter[str] = Counter()

    def of(self, source: str, no: int | None, name: str | None) -> str:
        """The name of the group that a project, or with None and None a document as a whole, belongs to."""
        if self._grouping == "department":
            return _short(self._units[source])
        if self._grouping == "document":
            return _short(source)
        key = (source, no, name)
        if key not in self._given:
            word = _short(name) if name else _short(f"{source}{_WHOLE}") if self._several else _WHOLE
            self._taken[word] += 1
            self._given[key] = word if self._taken[word] == 1 else f"{word}（{self._taken[word]}）"
        return self._given[key]

    def finding(self, finding: Finding) -> str:
        """The group that ``finding`` belongs to."""
        return self.of(finding.document, finding.project_no, finding.project)

    def project(self, document: Document, project: Project) -> str:
        """The group that ``project`` belongs to."""
        return self.of(document.source, project.no, project.name)


def heat(report: Report, names: Names, top: int = 25) -> pd.DataFrame:
    """Problems by rule and group: columns 规则, 名称, 组, 问题数, 级别; the ``top`` heaviest and most frequent rules."""
    import pandas as pd

    rules = [one.code for one in tally(report.findings)][:top]
    counts: Counter[tuple[str, str]] = Counter()
    worst: dict[tuple[str, str], Severity] = {}
    for finding in report.findings:
        key = (finding.code, names.finding(finding))
        counts[key] += 1
        worst[key] = min(worst.get(key, finding.severity), finding.severity, key=lambda s: s.rank)
    words = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.HINT: "提示"}
    rows = [
        (code, f"{code} {_short(rule_title(code))}", group, number, words[worst[code, group]])
        for (code, group), number in counts.items()
        if code in rules
    ]
    rows.sort(key=lambda row: rules.index(row[0]))
    return pd.DataFrame(rows, columns=["规则", "名称", "组", "问题数", "级别"])


def figures(documents: Sequence[Document], report: Report, names: Names) -> pd.DataFrame:
    """One line a group: columns 组, 项目数, 指标数, 取100%, 占比 (0 … 1), 预算 (万元), 问题数, 错误."""
    import pandas as pd

    found: dict[str, list[Decimal]] = {}
    for document in documents:
        for project in document.projects:
            line = found.setdefault(names.project(document, project), [Decimal(0)] * 4)
            full = sum(is_full(one) for one in project.indicators)
            more = (1, len(project.indicators), full, project.budget.total or 0)
            found[names.project(document, project)] = [a + b for a, b in zip(line, more, strict=True)]
    problems = Counter(names.finding(finding) for finding in report.findings)
    errors = Counter(names.finding(f) for f in report.findings if f.severity is Severity.ERROR)
    rows = []
    for group, (projects, count, met, budget) in found.items():
        share = float(met / count) if count else 0.0
        told = (int(projects), int(count), int(met), share, float(budget), problems[group], errors[group])
        rows.append((group, *told))
    columns = ["组", "项目数", "指标数", "取100%", "占比", "预算", "问题数", "错误"]
    return pd.DataFrame(rows, columns=columns).sort_values("问题数", ascending=False, kind="stable")


def grades(report: Report, names: Names) -> pd.DataFrame:
    """Projects by grade and group: columns 组, 等级, 项目数, 得分 (their mean)."""
    import pandas as pd

    scores: dict[tuple[str, str], list[int]] = {}
    for one in report.assessment:
        scores.setdefault((names.of(one.document, one.project_no, one.project), one.grade), []).append(one.score)
    rows = [(group, grade, len(each), sum(each) / len(each)) for (group, grade), each in scores.items()]
    return pd.DataFrame(rows, columns=["组", "等级", "项目数", "得分"])


def years(documents: Sequence[Document], report: Report) -> pd.DataFrame:
    """One line a year, oldest first: columns 年度, 项目数, 每个项目的问题数, 取100%的占比; files without a year left out."""
    import pandas as pd

    problems = Counter(finding.document for finding in report.findings)
    rows = []
    for year in sorted({document.year for document in documents if document.year}):
        those = [document for document in documents if document.year == year and document.projects]
        projects = [project for document in those for project in document.projects]
        lines = [one for project in projects for one in project.indicators]
        if projects and lines:
            each = sum(problems[document.source] for document in those) / len(projects)
            rows.append((f"{year} 年", len(projects), each, sum(map(is_full, lines)) / len(lines)))
    return pd.DataFrame(rows, columns=["年度", "项目数", "每个项目的问题数", "取100%的占比"])


def is_full(indicator: Indicator) -> bool:
    """Whether the target is 100 %."""
    value = indicator.value
    return value.number == 100 and value.unit == "%" and value.operator in (None, "=", "≥")


def _short(name: str) -> str:
    plain = squeeze(name).rstrip("。")
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"
