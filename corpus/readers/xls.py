"""Old Excel workbooks (.xls): every visible sheet is one grid, numbers as their formats print them → Document."""

from __future__ import annotations

import datetime
import hashlib
import struct
from collections.abc import Iterator
from typing import Any

from corpus.extract import extract
from corpus.grid import Cell, Grid, GridTooLargeError
from corpus.readers.archive import has_endless_chain
from corpus.readers.sheets import plain, told
from corpus.readers.xlsx_numbers import MAX_FIELDS, SheetFacts, printed
from corpus.records import Document, Notice, Where
from errors import ReadError

_DAMAGED = (
    struct.error, AssertionError, AttributeError, LookupError, OverflowError, TypeError, ValueError,
    NotImplementedError, RecursionError, EOFError, ZeroDivisionError,
)  # fmt: skip
"""What the library raises where a record of the file is not what it should be; it promises nothing else."""
_UNREADABLE = "工作簿已加密或损坏，打不开；请解除密码，用 Excel 另存为 .xlsx 后再试。"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""Name of the stream in which Office keeps a workbook that has a password, whatever its extension."""


def read(name: str, data: bytes) -> Document:
    """The document in the bytes of an old workbook. Raises ReadError where it is damaged or protected by a password."""
    import xlrd

    if _ENCRYPTED in data:
        raise ReadError(name, "工作簿已加密；请解除密码后再试。")
    if has_endless_chain(data):
        raise ReadError(name, _UNREADABLE)
    notices: list[Notice] = []
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=_Silent())
        grids = list(_grids(book, notices))
    except GridTooLargeError:
        raise
    except (xlrd.XLRDError, xlrd.compdoc.CompDocError, *_DAMAGED) as error:
        if "encrypted" in str(error).lower():
            raise ReadError(name, "工作簿已加密；请解除密码后再试。") from error
        raise ReadError(name, _UNREADABLE) from error
    return extract(grids, name, hashlib.sha256(data).hexdigest(), notices)


class _Silent:
    """Takes what the library would print about odd files."""

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        return None


def _grids(book: Any, notices: list[Notice]) -> Iterator[Grid]:
    for index, sheet in enumerate(book.sheets()):
        where = Where(sheet=sheet.name, table=index + 1)
        if sheet.visibility:
            notices.append(Notice(code="hidden-sheet", text=f"工作表“{sheet.name}”是隐藏的，未读入。", where=where))
            continue
        if sheet.nrows * sheet.ncols > MAX_FIELDS:
            raise GridTooLargeError
        hidden = [
            row + 1
            for row, info in sorted(sheet.rowinfo_map.items())
            if info.hidden and row < sheet.nrows and any(sheet.row_values(row))
        ]
        notices += told(SheetFacts(hidden=hidden), where)
        yield Grid(tuple(_cells(book, sheet, where)), where)


def _cells(book: Any, sheet: Any, where: Where) -> Iterator[Cell]:
    spans = {(top, left): (bottom, right) for top, bottom, left, right in sheet.merged_cells}
    covered = {
        (row, col)
        for (top, left), (bottom, right) in spans.items()
        for row in range(top, min(bottom, sheet.nrows))
        for col in range(left, min(right, sheet.ncols))
        if (row, col) != (top, left)
    }
    for row in range(sheet.nrows):
        place = where.model_copy(update={"row": row + 1})
        for col, cell in enumerate(sheet.row(row)):
            if (row, col) not in covered:
                bottom, right = spans.get((row, col), (row + 1, col + 1))
                height, width = min(bottom, sheet.nrows) - row, min(right, sheet.ncols) - col
                yield Cell(_text(book, cell), row, col, max(height, 1), max(width, 1), place)


def _text(book: Any, cell: Any) -> str:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_NUMBER:
        code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
        return printed(repr(cell.value), code) or plain(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        date: datetime.datetime = xlrd.xldate.xldate_as_datetime(cell.value, book.datemode)
        return plain(date)
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value)
    return ""
