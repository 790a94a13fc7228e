"""The official form as an Excel workbook: one sheet a project, A4, ruled, merged, header row repeated when printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING

from corpus.chars import width
from corpus.grid import Cell
from corpus.records import Document
from corpus.writers.form import HEADINGS, WIDTH, Form, FormTable, lay_out
from errors import WriteError

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_COLUMNS = (12.0, 14.0, 18.0, 14.0, 14.0, 16.0, 20.0)
"""Widths in digits of the standard font, as Excel counts them."""
_LINE_PT = 14.0
_MAX_ROW_PT = 409.0
_MAX_TEXT = 32_767
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FRONT = "整体绩效目标"


def write(document: Document) -> bytes:
    """``document`` as the bytes of an .xlsx. Every cell is text: nothing that begins with ``=`` becomes a formula.

    Raises WriteError where the form or a cell has no room for the contents.
    """
    from openpyxl import Workbook

    form = lay_out(document)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = _FRONT
    _front(sheet, form)
    used = {_FRONT.casefold()}
    for table in form.tables:
        name = _sheet_name(table.title, used)
        used.add(name.casefold())
        _table(book.create_sheet(name), table)
    if not form.front and form.tables:
        book.active = 1
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _front(sheet: Worksheet, form: Form) -> None:
    """The cover line and part one, one paragraph a row over the whole width."""
    lines = [form.cover, *form.front]
    for row, text in enumerate(lines):
        heading = row == 0 or text in HEADINGS
        _put(sheet, Cell(text, row, 0, 1, WIDTH), row, centred=row == 0, bold=heading, ruled=False)
    _finish(sheet, len(lines), header=None)


def _table(sheet: Worksheet, table: FormTable) -> None:
    from openpyxl.styles import Alignment

    _put(sheet, Cell(table.title, 0, 0, 1, WIDTH), 0, centred=True, bold=True, ruled=False)
    _put(sheet, Cell(table.unit, 1, 0, 1, WIDTH), 1, centred=False, bold=False, ruled=False)
    sheet.cell(2, 1).alignment = Alignment(horizontal="right", vertical="center")
    for cell in table.head.cells:
        _put(sheet, cell, 2 + cell.row, centred=cell.cols < 3, bold=False)
    start = 2 + table.head.height
    for cell in table.indicators.cells:
        _put(sheet, cell, start + cell.row, centred=cell.row == 0 or cell.col < 2, bold=cell.row == 0)
    for row, height in _heights(table, start):
        sheet.row_dimensions[row + 1].height = height
    _finish(sheet, start + table.indicators.height, header=start + 1)


def _put(sheet: Worksheet, cell: Cell, row: int, *, centred: bool, bold: bool, ruled: bool = True) -> None:
    """Write ``cell`` as text at ``row`` (from 0), merged and ruled over all it covers."""
    from openpyxl.styles import Alignment, Border, Font, Side

    if len(cell.text) > _MAX_TEXT:
        raise WriteError(
            f"“{cell.text[:20]}…”有 {len(cell.text)} 个字，Excel 单元格最多放 {_MAX_TEXT} 个；请改用 Word 格式。"
        )
    target = sheet.cell(row + 1, cell.col + 1)
    target.value = _ESCAPED.sub("_x005F_", cell.text)
    target.data_type = "s"
    target.font = Font(name="宋体", size=14 if bold and not ruled else 10, bold=bold)
    target.alignment = Alignment(horizontal="center" if centred else "left", vertical="center", wrap_text=True)
    target.number_format = "@"
    if cell.text[:1] in tuple("=+-@"):
        target.quotePrefix = True
    if ruled:
        side = Side(style="thin")
        for field in sheet.iter_rows(row + 1, row + cell.rows, cell.col + 1, cell.right):
            for each in field:
                each.border = Border(left=side, right=side, top=side, bottom=side)
    else:
        sheet.row_dimensions[row + 1].height = _height(cell)
    if cell.rows > 1 or cell.cols > 1:
        sheet.merge_cells(start_row=row + 1, end_row=row + cell.rows, start_column=cell.col + 1, end_column=cell.right)


def _heights(table: FormTable, start: int) -> Iterator[tuple[int, float]]:
    """(row of the sheet from 0, points): Excel does not fit rows to merged cells by itself."""
    for grid, offset in ((table.head, 2), (table.indicators, start)):
        for row in range(grid.height):
            yield row + offset, max(_height(cell) / cell.rows for cell in grid.row(row))


def _height(cell: Cell) -> float:
    room = sum(_COLUMNS[cell.col : cell.right]) - 1
    lines = sum(max(1, ceil(width(line) / room)) for line in cell.text.split("\n"))
    return min(max(lines * _LINE_PT + 4, 20.0), _MAX_ROW_PT)


def _finish(sheet: Worksheet, rows: int, *, header: int | None) -> None:
    """Widths, A4, fit to the width of a page, print area, and the header row (from 1) that each page repeats."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for number, size in enumerate(_COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = size
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_area = f"A1:{get_column_letter(WIDTH)}{rows}"
    sheet.print_options.horizontalCentered = True
    if header is not None:
        sheet.print_title_rows = f"{header}:{header}"


def _sheet_name(title: str, used: set[str]) -> str:
    """A name for the sheet of ``title`` that Excel takes: at most 31 characters, none of []:*?/\\, not used yet."""
    plain = re.sub(r"[\[\]:*?/\\\s']", "", title.removesuffix("绩效目标表"))[:24] or "绩效目标表"
    name, number = plain, 2
    while name.casefold() in used:
        name, number = f"{plain}({number})", number + 1
    return name
