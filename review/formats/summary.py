"""A batch as one workbook: projects with the worst first, a chart of the rules, all findings, a sheet for each rule."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from corpus.chars import squeeze
from corpus.records import Document
from review.findings import Finding, Report
from review.formats.cells import header, on_a4, put, sheet_name, widths
from review.formats.words import SEVERITY_WORDS, place, title
from review.worklist import entries, tally

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_FINDING = ("文件", "项目", "位置", "级别", "编号", "规则", "原文", "问题", "建议", "依据条款")
_FINDING_WIDTHS = (24.0, 24.0, 26.0, 7.0, 9.0, 26.0, 30.0, 44.0, 44.0, 36.0)
_PROJECT = ("文件", "单位", "项目", "错误", "警告", "提示", "得分", "等级", "审核结论")
_RULE = ("编号", "规则", "级别", "问题数", "涉及项目")
_CHARTED = 15
"""Rules in the chart; more bars could not be told apart."""


def render(report: Report, documents: Sequence[Document]) -> bytes:
    """The bytes of an .xlsx: 汇总, 按规则, 问题清单, and one sheet for every rule that found something."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    used: set[str] = set()
    sheet.title = sheet_name("汇总", used)
    _projects(sheet, report, documents)
    _rules(book.create_sheet(sheet_name("按规则", used)), report)
    _findings(book.create_sheet(sheet_name("问题清单", used)), report.findings)
    for line in tally(report.findings):
        mine = [finding for finding in report.findings if finding.code == line.code]
        _findings(book.create_sheet(sheet_name(f"{line.code}{title(line.code)}", used)), mine)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _projects(sheet: Worksheet, report: Report, documents: Sequence[Document]) -> None:
    forms = {(a.document, a.project_no, a.project): a for a in report.assessment}
    header(sheet, 1, _PROJECT)
    for row, entry in enumerate(entries(documents, report), 2):
        project, department = entry.project, entry.document.department
        form = forms.get((entry.document.source, project.no, project.name)) if project else None
        told: list[str | int] = [entry.document.source, (department.name if department else None) or "", entry.name]
        told += entry.counts
        told += [form.score, form.grade, form.verdict] if form else ["", "", ""]
        for col, value in enumerate(told, 1):
            put(sheet, row, col, value)
    _finish(sheet, len(_PROJECT), (30.0, 24.0, 34.0, 8.0, 8.0, 8.0, 8.0, 8.0, 14.0))


def _rules(sheet: Worksheet, report: Report) -> None:
    from openpyxl.chart import BarChart, Reference

    header(sheet, 1, _RULE)
    lines = tally(report.findings)
    for row, line in enumerate(lines, 2):
        told: tuple[str | int, ...] = (
            line.code,
            title(line.code),
            SEVERITY_WORDS[line.severity],
            line.findings,
            line.projects,
        )
        for col, value in enumerate(told, 1):
            put(sheet, row, col, value)
    _finish(sheet, len(_RULE), (9.0, 34.0, 8.0, 9.0, 10.0))
    if not lines:
        return
    chart = BarChart()
    chart.type, chart.style = "bar", 10
    chart.title = "各规则发现的问题数"
    last = min(len(lines), _CHARTED) + 1
    chart.add_data(Reference(sheet, min_col=4, min_row=1, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=2, min_row=2, max_row=last))
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.legend = None
    chart.width, chart.height = 24, max(7.0, 0.9 * last)
    sheet.add_chart(chart, "G2")


def _findings(sheet: Worksheet, findings: Sequence[Finding]) -> None:
    header(sheet, 1, _FINDING)
    for row, finding in enumerate(findings, 2):
        told = (
            finding.document, squeeze(finding.project or "全文"), place(finding), SEVERITY_WORDS[finding.severity],
            finding.code, title(finding.code), squeeze(finding.evidence), finding.message, finding.suggestion,
            finding.clause,
        )  # fmt: skip
        for col, value in enumerate(told, 1):
            put(sheet, row, col, value)
    _finish(sheet, len(_FINDING), _FINDING_WIDTHS)


def _finish(sheet: Worksheet, columns: int, sizes: Sequence[float]) -> None:
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(columns)}{max(sheet.max_row, 1)}"
    sheet.print_title_rows = "1:1"
    widths(sheet, sizes)
    on_a4(sheet, landscape=True)
