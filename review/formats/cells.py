"""Cells of the workbooks that we write ourselves: always text or number, never a formula, ruled and wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from corpus.writers.form import clean

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MAX_TEXT = 32_767
"""Characters that Excel keeps in a cell."""


def put(
    sheet: Worksheet, row: int, col: int, value: str | int, *, bold: bool = False, centred: bool = False, cols: int = 1
) -> None:
    """Write ``value`` at row and column (from 1), merged over ``cols`` columns. A text that begins with = stays a text."""
    from openpyxl.styles import Alignment, Border, Font, Side

    cell = sheet.cell(row, col)
    if isinstance(value, str):
        cell.value = _ESCAPED.sub("_x005F_", clean(value))[:_MAX_TEXT]
        cell.data_type = "s"
        if value[:1] in tuple("=+-@"):
            cell.quotePrefix = True
    else:
        cell.value = value
    cell.font = Font(name="宋体", size=10, bold=bold)
    cell.alignment = Alignment(horizontal="center" if centred else "left", vertical="center", wrap_text=True)
    side = Side(style="thin", color="FFB9C3CF")
    for each in range(col, col + cols):
        sheet.cell(row, each).border = Border(left=side, right=side, top=side, bottom=side)
    if cols > 1:
        sheet.merge_cells(start_row=row, end_row=row, start_column=col, end_column=col + cols - 1)


def header(sheet: Worksheet, row: int, names: Iterable[str]) -> None:
    """Column headings, which stay in sight while one scrolls."""
    from openpyxl.styles import PatternFill

    for col, name in enumerate(names, 1):
        put(sheet, row, col, name, bold=True, centred=True)
        sheet.cell(row, col).fill = PatternFill("solid", fgColor="FFEEF2F7")


def widths(sheet: Worksheet, sizes: Iterable[float]) -> None:
    """Column widths in digits of the standard font."""
    from openpyxl.utils import get_column_letter

    for number, size in enumerate(sizes, 1):
        sheet.column_dimensions[get_column_letter(number)].width = size


def on_a4(sheet: Worksheet, *, landscape: bool = False) -> None:
    """Fit the sheet to the width of an A4 page."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def sheet_name(wanted: str, used: set[str]) -> str:
    """``wanted`` as a name that Excel takes (31 characters, none of []:*?/\\), not in ``used``, and added to it."""
    plain = re.sub(r"[\[\]:*?/\\\s']", "", clean(wanted))[:26] or "表"
    name, number = plain, 2
    while name.casefold() in used:
        name, number = f"{plain}({number})", number + 1
    used.add(name.casefold())
    return name
