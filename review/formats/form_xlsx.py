"""The official review form as an Excel workbook: one sheet a project."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING

from corpus.chars import width
from corpus.records import Document
from review.findings import Report
from review.form import HEADER, TITLE, ReviewForm, forms
from review.formats.cells import header, on_a4, put, sheet_name, widths

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = (14.0, 42.0, 8.0, 8.0, 50.0)
_LINE_PT, _MAX_PT = 14.0, 409.0


def render(report: Report, documents: Sequence[Document]) -> bytes:
    """The bytes of an .xlsx with the form of every project; a sheet that says so where there is none."""
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    assert first is not None
    filled = forms(report, documents)
    used: set[str] = set()
    for number, one in enumerate(filled):
        sheet = first if number == 0 else book.create_sheet()
        sheet.title = sheet_name(one.name, used)
        _form(sheet, one)
    if not filled:
        put(first, 1, 1, "没有项目可审核。")
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _form(sheet: Worksheet, one: ReviewForm) -> None:
    put(sheet, 1, 1, TITLE, bold=True, centred=True, cols=len(HEADER))
    row = 2
    for label, text in one.head:
        _line(sheet, row, label, text)
        row += 1
    header(sheet, row, HEADER)
    row += 1
    for axis, group in groupby(one.points, key=lambda point: point.axis):
        top = row
        for point in group:
            put(sheet, row, 1, "")
            told: tuple[str | int, ...] = (point.asks, point.of, point.score, point.reasons)
            for col, value in enumerate(told, 2):
                put(sheet, row, col, value, centred=col in (3, 4))
            sheet.row_dimensions[row].height = _height((point.asks, _WIDTHS[1]), (point.reasons, _WIDTHS[4]))
            row += 1
        put(sheet, top, 1, axis, centred=True)
        sheet.merge_cells(start_row=top, end_row=row - 1, start_column=1, end_column=1)
    for label, text in one.closing:
        _line(sheet, row, label, text)
        row += 1
    put(sheet, row, 1, one.note, cols=len(HEADER))
    widths(sheet, _WIDTHS)
    on_a4(sheet)


def _line(sheet: Worksheet, row: int, label: str, text: str) -> None:
    put(sheet, row, 1, label, bold=True, centred=True)
    put(sheet, row, 2, text, cols=len(HEADER) - 1)
    sheet.row_dimensions[row].height = _height((text, sum(_WIDTHS[1:])))


def _height(*texts: tuple[str, float]) -> float:
    """Points that the highest of these texts takes in its column: Excel fits no row by itself when it opens a file."""
    lines = (sum(max(1, ceil(width(line) / (room - 2))) for line in text.split("\n")) for text, room in texts)
    return min(max(lines) * _LINE_PT + 4, _MAX_PT)
