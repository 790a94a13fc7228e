"""Excel workbooks (.xlsx; .xls by :mod:`corpus.readers.xls`): every visible sheet is one grid with its merged ranges → Document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from corpus.extract import extract
from corpus.grid import Cell, Grid, PlainGrid, in_row
from corpus.readers.archive import OLE, check_archive
from corpus.readers.sheets import texts, told
from corpus.readers.xlsx_numbers import MAX_FIELDS, SheetFacts, sheet_facts
from corpus.records import Document, Notice, Where
from errors import ReadError

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MAX_SHEETS = 2000
"""Sheets of one workbook; a county's whole budget has some hundreds."""


def read(name: str, data: bytes) -> Document:
    """The document in the bytes of an Excel workbook; numbers read as Excel shows them (``100%``, not ``1``).

    Raises ReadError where ``data`` is no workbook, is protected by a password or holds no 绩效目标表.
    """
    if data.startswith(OLE):
        from corpus.readers import xls

        return xls.read(name, data)
    book = _open(name, data)
    notices: list[Notice] = []
    grids = list(_grids(name, book, sheet_facts(name, data), notices))
    return extract(grids, name, hashlib.sha256(data).hexdigest(), notices)


def grids(name: str, data: bytes) -> list[Grid]:
    """The visible sheets of an .xlsx as the reader takes them. Raises ReadError as :func:`read`."""
    return list(_grids(name, _open(name, data), sheet_facts(name, data), []))


def _open(name: str, data: bytes) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    check_archive(name, data, "xl/workbook.xml", "Excel 工作簿（.xlsx）")
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError as error:
        raise ReadError(name, "工作簿已加密；请解除密码后再试。") from error
    except CalamineError as error:
        raise ReadError(name, "工作簿已加密或损坏，打不开；请解除密码，用 Excel 另存为 .xlsx 后再试。") from error
    if len(book.sheet_names) > MAX_SHEETS:
        raise ReadError(name, f"有 {len(book.sheet_names)} 个工作表，超过上限 {MAX_SHEETS} 个；请拆分后再试。")
    return book


def _grids(name: str, book: CalamineWorkbook, facts: list[SheetFacts], notices: list[Notice]) -> Iterator[Grid]:
    from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum

    for index, meta in enumerate(book.sheets_metadata):
        where = Where(sheet=meta.name, table=index + 1)
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        if meta.visible != SheetVisibleEnum.Visible:
            notices.append(Notice(code="hidden-sheet", text=f"工作表“{meta.name}”是隐藏的，未读入。", where=where))
            continue
        try:
            sheet = book.get_sheet_by_index(index)
        except CalamineError as error:
            raise ReadError(name, f"工作表“{meta.name}”已损坏，读不出；请用 Excel 重新另存后再试。") from error
        last = sheet.end or (0, 0)
        if (last[0] + 1) * (last[1] + 1) > MAX_FIELDS:
            raise ReadError(name, f"工作表“{meta.name}”太大；请删去表外的空行空列和无关数据后再试。")
        known = facts[index] if index < len(facts) else SheetFacts()
        notices += told(known, where)
        yield _grid(sheet, known, where)


def _grid(sheet: CalamineSheet, facts: SheetFacts, where: Where) -> Grid:
    values: Sequence[Sequence[object]] = sheet.to_python(skip_empty_area=False)
    spans = dict(sheet.merged_cell_ranges or ())
    if spans:
        return _merged(texts(values, facts), spans, where)
    if facts.texts:
        values = texts(values, facts)
    return PlainGrid(values, where, lambda rows: texts(values[:rows], facts), facts.formats)


def _merged(rows: Sequence[Sequence[str]], spans: Mapping[tuple[int, int], tuple[int, int]], where: Where) -> Grid:
    """The grid of ``rows`` with merged ranges: first field → last field, both included."""
    height, width = len(rows), max(map(len, rows), default=0)
    covered = {
        (row, col)
        for start, end in spans.items()
        for row in range(start[0], min(end[0] + 1, height))
        for col in range(start[1], min(end[1] + 1, width))
        if (row, col) != start
    }
    cells = []
    for r, row in enumerate(rows):
        place = in_row(where, r)
        for c, text in enumerate(row):
            if (r, c) in spans:
                end_row, end_col = spans[r, c]
                cells.append(Cell(text, r, c, min(end_row + 1, height) - r, min(end_col + 1, width) - c, place))
            elif (r, c) not in covered:
                cells.append(Cell(text, r, c, 1, 1, place))
    return Grid(tuple(cells), where)
