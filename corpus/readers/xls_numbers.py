"""Numbers of an old workbook (.xls) as Excel prints them, and its hidden rows: what calamine does not tell."""

from __future__ import annotations

import struct
from typing import Any

from corpus.readers.xlsx_numbers import SheetFacts, printed

_DAMAGED = (
    struct.error, AssertionError, AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError,
    NotImplementedError, RecursionError, EOFError, ZeroDivisionError,
)  # fmt: skip
"""What the library raises where a record of the file is not what it should be; it promises nothing else."""


def sheet_facts(data: bytes) -> list[SheetFacts] | None:
    """For each sheet in order how its numbers are printed and which rows are hidden; None where the formats are damaged."""
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, on_demand=False, logfile=_Silent())
        return [_facts(book, sheet) for sheet in book.sheets()]
    except (xlrd.XLRDError, xlrd.compdoc.CompDocError, *_DAMAGED):
        return None


class _Silent:
    """Takes what the library would print about odd files."""

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        return None


def _facts(book: Any, sheet: Any) -> SheetFacts:
    import xlrd

    facts = SheetFacts()
    for row in range(sheet.nrows):
        cells = sheet.row(row)
        info = sheet.rowinfo_map.get(row)
        if info is not None and info.hidden and any(cell.value not in {"", None} for cell in cells):
            facts.hidden.append(row + 1)
        for col, cell in enumerate(cells):
            if cell.ctype != xlrd.XL_CELL_NUMBER:
                continue
            code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
            text = printed(repr(cell.value), code)
            if text is not None:
                facts.shown[row, col] = text
    return facts
