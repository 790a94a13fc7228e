"""Text of an earlier budget year left standing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.chars import fold, squeeze
from corpus.records import Document
from corpus.taxonomy import Level2
from review.findings import Finding, Severity
from review.rule import CannotRun, DocumentRule, Table

_BUDGET_YEAR = re.compile(
    r"(?<![\d\-—–~至到])(?P<year>20\d{2})年(?!以来|至|到|[-—–~]|底以前)(?:全年|度|本级|部门|单位|全?[市县区]|[本级]+)*"
    r"(?:预算|部门预算|绩效目标|绩效文本|工作计划|工作要点|工作目标|重点工作|主要目标)"
)
_YEAR = re.compile(r"20\d{2}")
_ADVANCE = re.compile(r"提前下达(?P<year>20\d{2})年")
_DATE = re.compile(r"(?<![\d\-—–~至])(?P<year>20\d{2})(?:年|[.\-/])(?:\d{1,2}月|\d{1,2}(?!\d)|底|内)")
_REST = re.compile(r"[^，。；,;》]{0,30}")
_PAST = re.compile(r"上年|结转|上一年|以前年度|较|比|同期|基期|决算|自评|实际|历史")


class YearMismatch(DocumentRule):
    """年度错位：沿用旧年度的文本。

    预算年度以前两年及更早的“××年部门预算、绩效目标编制、工作计划”，或提前下达的是以前年度的资金，或时效指标的日期早于预算年度。预算年度上一年的文号、上年结转不算。

    依据：财预〔2015〕88号 绩效目标设定要求：指向明确；设定依据应现行有效。
    反例：2024 年绩效文本写“按照关于做好2022年部门预算绩效目标编制工作的通知”。
    正例：按照关于做好2024年部门预算绩效目标编制工作的通知。
    何时可忽略：原文在说明历史沿革或以往成果时。
    """

    code = "JX501"
    name = "year-mismatch"
    severity = Severity.ERROR
    clause = "财预〔2015〕88号 绩效目标设定要求：指向明确"

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for part one's text, for each of its items and for each table. Raises CannotRun without a year."""
        if document.year is None:
            raise CannotRun("没有读出预算年度")
        year = document.year
        yield from self._part_one(document, year)
        for project in document.projects:
            table = Table.of(document, project)
            texts = [("goals", goal) for goal in project.goals] + [("purpose", project.purpose or "")]
            texts.append(("name", project.name or ""))
            old = next(((field, m) for field, text in texts if (m := stale(text, year))), None)
            if old:
                yield self._told(document, *old, table=table)
            yield from self._dates(document, table, year)

    def _part_one(self, document: Document, year: int) -> Iterator[Finding]:
        part = document.part_one
        if part is None:
            return
        for text in (part.overall_goal or "", *part.paragraphs):
            if words := stale(text, year):
                yield self._told(document, "part_one", words)
                break
        for item in part.items:
            for text in (item.name, item.duties, item.goal, item.indicators_text):
                if words := stale(text, year):
                    yield self._told(document, "part_one", words, item=item.no)
                    break

    def _dates(self, document: Document, table: Table, year: int) -> Iterator[Finding]:
        for row in table.of_class(Level2.TIMELINESS):
            match = _DATE.search(row.value)
            if match and max(map(int, _YEAR.findall(row.value))) < year:
                yield self.finding(
                    document,
                    "value",
                    row.indicator.value.text,
                    f"时效指标的日期是 {match['year']} 年，早于预算年度 {year} 年。",
                    f"改为 {year} 年度内的完成时间。",
                    table=table,
                    row=row,
                )

    def _told(
        self, document: Document, field: str, words: str, *, table: Table | None = None, item: int | None = None
    ) -> Finding:
        return self.finding(
            document,
            field,
            words,
            f"预算年度是 {document.year} 年，这里写的是“{words}”，疑沿用旧稿。",
            f"改为 {document.year} 年度的文件和任务；确为历史资料的，写明“上年”或删去。",
            table=table,
            item=item,
        )


def stale(text: str, year: int) -> str | None:
    """The words of ``text`` that belong to an earlier budget year, with the rest of their clause; None where there are none."""
    # Squeezed, not folded: the match is quoted.
    plain = squeeze(text)
    for match in _BUDGET_YEAR.finditer(plain):
        before = fold(plain[max(0, match.start() - 6) : match.start()])
        if int(match["year"]) <= year - 2 and not _PAST.search(before):
            return match[0] + "".join(_REST.findall(plain, match.end())[:1])
    advance = _ADVANCE.search(plain)
    if advance and int(advance["year"]) < year:
        return advance[0]
    return None
