"""Cells of the workbooks that we write ourselves: always text or number, never a formula, ruled and wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import copy
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from corpus.writers.form import clean

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_STYLES: WeakKeyDictionary[Any, dict[tuple[bool, bool], Any]] = WeakKeyDictionary()
"""Workbook → (bold, centred) → style."""
_MAX_TEXT = 32_767
"""Characters that Excel keeps in a cell."""


def put(
    sheet: Worksheet, row: int, col: int, value: str | int, *, bold: bool = False, centred: bool = False, cols: int = 1
) -> None:
    """Write ``value`` at row and column (from 1), merged over ``cols`` columns. A text that begins with = stays a text."""
    fields: list[Any] = [sheet.cell(row, each) for each in range(col, col + cols)]
    for field in fields:
        field._style = copy(_style(sheet, bold, centred))
    cell = fields[0]
    if isinstance(value, str):
        cell.value = _ESCAPED.sub("_x005F_", clean(value))[:_MAX_TEXT]
        cell.data_type = "s"
        if str(cell.value).lstrip()[:1] in tuple("=+-@"):
            cell.quotePrefix = True
    else:
        cell.value = value
    if cols > 1:
        sheet.merge_cells(start_row=row, end_row=row, start_column=col, end_column=col + cols - 1)


def _style(sheet: Worksheet, bold: bool, centred: bool) -> Any:
    """The style of such a cell, made once a workbook: making it anew for each takes longer than all the rest."""
    from openpyxl.cell import Cell
    from openpyxl.styles import Alignment, Border, Font, Side

    book = sheet.parent
    assert book is not None
    known: dict[tuple[bool, bool], Any] = _STYLES.setdefault(book, {})
    if (bold, centred) not in known:
        side = Side(style="thin", color="FFB9C3CF")
        sample: Any = Cell(sheet, row=1, column=1)
        sample.font = Font(name="宋体", size=10, bold=bold)
        sample.alignment = Alignment(horizontal="center" if centred else "left", vertical="center", wrap_text=True)
        sample.border = Border(left=side, right=side, top=side, bottom=side)
        known[bold, centred] = sample._style
    return known[bold, centred]


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
