"""Word documents (.docx): paragraphs and tables with their real spans → Document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from corpus.extract import extract
from corpus.grid import MAX_COLUMNS, Block, Cell, Grid, Line
from corpus.readers.archive import check_archive
from corpus.records import Document, Notice, Where
from errors import ReadError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
CellElements = dict[tuple[int, int], Any]
"""(row, col), both from 0, of a cell → its w:tc element."""
_NOT_TEXT = {f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_W}rPr", f"{_W}pPr"}


def read(name: str, data: bytes) -> Document:
    """The document in the bytes of a .docx file; tracked insertions count as made, deletions as gone.

    Raises ReadError where ``data`` is no Word document or holds no 绩效目标表.
    """
    body = _body(name, data)
    notices = []
    if next(body.iter(f"{_W}ins", f"{_W}del"), None) is not None:
        notices.append(Notice(code="tracked-changes", text="文档中有修订：按接受全部修订后的文字读取。"))
    return extract(_blocks(body), name, hashlib.sha256(data).hexdigest(), notices)


def _body(name: str, data: bytes) -> Any:
    """The element that holds the text of the document."""
    import zlib
    from zipfile import BadZipFile

    import docx
    from docx.opc.exceptions import OpcError

    check_archive(name, data, "word/document.xml", "Word 文档（.docx）")
    try:
        body = docx.Document(BytesIO(data)).element.body
    # AttributeError: the library expects the right element at the root of every part and asks nothing.
    except (OpcError, SyntaxError, BadZipFile, zlib.error, KeyError, ValueError, EOFError, AttributeError) as error:
        raise ReadError(name, "Word 文档已损坏，打不开；请用 Word 重新另存为 .docx 后再试。") from error
    if body is None:
        raise ReadError(name, "Word 文档里没有正文，可能已损坏；请用 Word 重新另存为 .docx 后再试。")
    return body


def _blocks(body: Any) -> Iterator[Block]:
    """Paragraphs and tables in printed order, those inside content controls too."""
    tables = 0
    for element in _children(body):
        if element.tag == f"{_W}p":
            yield Line(_text(element))
        elif element.tag == f"{_W}tbl":
            tables += 1
            yield _grid(element, tables)[0]


def tables(body: Any) -> Iterator[tuple[Grid, CellElements]]:
    """Every table under ``body`` as the reader takes it, in order, with the w:tc element at each cell's (row, col)."""
    number = 0
    for element in _children(body):
        if element.tag == f"{_W}tbl":
            number += 1
            yield _grid(element, number)


def paragraphs(body: Any) -> Iterator[tuple[str, Any]]:
    """The text of every paragraph outside tables, with its w:p element."""
    for element in _children(body):
        if element.tag == f"{_W}p":
            yield _text(element), element


def _children(parent: Any) -> Iterator[Any]:
    for element in parent.iterchildren():
        content = element.find(f"{_W}sdtContent") if element.tag == f"{_W}sdt" else None
        if content is not None:
            yield from _children(content)
        else:
            yield element


def _grid(table: Any, number: int) -> tuple[Grid, CellElements]:
    """The table with spans (gridSpan to the right, vMerge downwards), and the element of each cell."""
    where = Where(table=number)
    cells: list[Cell] = []
    elements: CellElements = {}
    open_cells: dict[int, int] = {}
    rows = [child for child in _children(table) if child.tag == f"{_W}tr"]
    for r, row in enumerate(rows):
        col = _number(row.find(f"{_W}trPr/{_W}gridBefore"))
        for element in (child for child in _children(row) if child.tag == f"{_W}tc"):
            properties = element.find(f"{_W}tcPr")
            span = max(_number(_property(properties, "gridSpan")), 1)
            merge = _property(properties, "vMerge")
            above = open_cells.get(col)
            goes_on = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
            if goes_on and above is not None and cells[above].cols == span:
                cells[above] = _longer(cells[above])
            else:
                text = "\n".join(_text(p) for p in element.iter(f"{_W}p"))
                cells.append(Cell(text, r, col, 1, span, where.model_copy(update={"row": r + 1})))
                open_cells[col] = len(cells) - 1
                elements[r, col] = element
            col += span
    return Grid(tuple(cells), where), elements


def _longer(cell: Cell) -> Cell:
    return Cell(cell.text, cell.row, cell.col, cell.rows + 1, cell.cols, cell.where)


def _property(properties: Any, name: str) -> Any:
    return None if properties is None else properties.find(f"{_W}{name}")


def _number(element: Any) -> int:
    value = "" if element is None else element.get(f"{_W}val", "")
    return min(int(value), MAX_COLUMNS) if value.isdecimal() and len(value) < 6 else 0


def _text(element: Any) -> str:
    """The printed text under ``element``: no deleted runs, no text boxes (they are printed elsewhere)."""
    if element.tag in _NOT_TEXT:
        return ""
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag in _BREAKS:
        return "" if element.get(f"{_W}type") == "page" else _BREAKS[element.tag]
    return "".join(_text(child) for child in element.iterchildren())
