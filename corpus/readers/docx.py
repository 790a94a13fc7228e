"""Word documents (.docx): paragraphs and tables with their real spans → Document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from io import BytesIO
from itertools import takewhile
from typing import Any

from corpus.extract import extract
from corpus.grid import MAX_COLUMNS, Block, Cell, Grid, Line
from corpus.grid_layout import holds_table
from corpus.readers.archive import check_archive
from corpus.readers.docx_hidden import is_hidden, mark_hidden_by_style
from corpus.records import Document, Notice, Where
from errors import ReadError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
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
    if hidden := [text for run in body.iter(f"{_W}r") if is_hidden(run) and (text := _words(run))]:
        text = f"文档中有 {len(hidden)} 处隐藏文字（隐藏属性、白色或极小字），未读入，如“{hidden[0][:20]}”。"
        notices.append(Notice(code="hidden-text", text=text))
    if rows := sum(row.find(f"{_W}trPr/{_W}hidden") is not None for row in body.iter(f"{_W}tr")):
        notices.append(Notice(code="hidden-rows", text=f"表格中有 {rows} 行是隐藏的，未读入，请核对是否应有。"))
    return extract(_blocks(body), name, hashlib.sha256(data).hexdigest(), notices)


def blocks(name: str, data: bytes) -> Iterator[Block]:
    """Paragraphs and tables of a .docx, whatever they are about. Raises ReadError where ``data`` is no Word document."""
    return _blocks(_body(name, data))


def _body(name: str, data: bytes) -> Any:
    """The element that holds the text of the document."""
    import zlib
    from zipfile import BadZipFile

    import docx
    from docx.opc.exceptions import OpcError

    check_archive(name, data, "word/document.xml", "Word 文档（.docx）")
    try:
        document = docx.Document(BytesIO(data))
        body = document.element.body
        if body is not None:
            mark_hidden_by_style(body, document.styles.element)
    # AttributeError, TypeError: the library expects the right element at the root of every part and asks nothing.
    except (
        OpcError,
        SyntaxError,
        BadZipFile,
        zlib.error,
        KeyError,
        ValueError,
        TypeError,
        EOFError,
        AttributeError,
    ) as error:
        raise ReadError(name, "Word 文档已损坏，打不开；请用 Word 重新另存为 .docx 后再试。") from error
    if body is None:
        raise ReadError(name, "Word 文档里没有正文，可能已损坏；请用 Word 重新另存为 .docx 后再试。")
    return body


def _blocks(body: Any) -> Iterator[Block]:
    """Paragraphs and tables in printed order, those inside content controls and text boxes too."""
    number = 0
    for element in _walk(body):
        if element.tag == f"{_W}p":
            yield Line(_text(element))
        else:
            number += 1
            yield _grid(element, number)[0]


def tables(body: Any) -> Iterator[tuple[Grid, CellElements]]:
    """Every table under ``body`` as the reader takes it, in order, with the w:tc element at each cell's (row, col)."""
    number = 0
    for element in _walk(body):
        if element.tag == f"{_W}tbl":
            number += 1
            yield _grid(element, number)


def paragraphs(body: Any) -> Iterator[tuple[str, Any]]:
    """The text of every paragraph outside tables, with its w:p element."""
    for element in _walk(body):
        if element.tag == f"{_W}p":
            yield _text(element), element


def _walk(parent: Any) -> Iterator[Any]:
    """The w:p and w:tbl elements that are blocks of their own, in printed order.

    Text boxes come behind the paragraph or table that they hang on; a table inside a cell comes before the outer one
    where it is a 绩效目标表 by itself.
    """
    for element in _children(parent):
        if element.tag == f"{_W}tbl":
            for inner in element.iterfind(f"./{_W}tr/{_W}tc/{_W}tbl"):
                if _stands_alone(inner):
                    yield from _walk_one(inner)
        if element.tag in {f"{_W}p", f"{_W}tbl"}:
            yield element
            for box in _boxes(element):
                yield from _walk(box)


def _walk_one(table: Any) -> Iterator[Any]:
    """As :func:`_walk` for one table."""
    for inner in table.iterfind(f"./{_W}tr/{_W}tc/{_W}tbl"):
        if _stands_alone(inner):
            yield from _walk_one(inner)
    yield table


def _boxes(element: Any) -> Iterator[Any]:
    """The contents of the text boxes that hang on ``element``, each once: Word keeps a copy for older programs."""
    for box in element.iter(f"{_W}txbxContent"):
        outer = list(takewhile(lambda above: above is not element, box.iterancestors()))
        if not any(above.tag in {f"{_W}txbxContent", _FALLBACK} for above in outer):
            yield box


def _stands_alone(table: Any) -> bool:
    """Whether a table inside a cell is a 绩效目标表 by itself, and not a part of the cell's words."""
    return holds_table(_grid(table, 0)[0])


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
    rows = [child for child in _children(table) if child.tag == f"{_W}tr" and not _is_gone(child)]
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
                text = "\n".join(_cell_texts(element))
                cells.append(Cell(text, r, col, 1, span, where.model_copy(update={"row": r + 1})))
                open_cells[col] = len(cells) - 1
                elements[r, col] = element
            col += span
    return Grid(tuple(cells), where), elements


def _cell_texts(cell: Any) -> Iterator[str]:
    """The paragraphs of a cell, with those of tables inside that do not stand for themselves."""
    for element in _children(cell):
        if element.tag == f"{_W}p":
            yield _text(element)
        elif element.tag == f"{_W}tbl" and not _stands_alone(element):
            for inner in element.iterfind(f"./{_W}tr/{_W}tc"):
                yield from _cell_texts(inner)


def _is_gone(row: Any) -> bool:
    """Whether a row is deleted by a tracked change, or hidden."""
    return any(row.find(f"{_W}trPr/{_W}{name}") is not None for name in ("del", "hidden"))


def _longer(cell: Cell) -> Cell:
    return Cell(cell.text, cell.row, cell.col, cell.rows + 1, cell.cols, cell.where)


def _property(properties: Any, name: str) -> Any:
    return None if properties is None else properties.find(f"{_W}{name}")


def _number(element: Any) -> int:
    value = "" if element is None else element.get(f"{_W}val", "")
    return min(int(value), MAX_COLUMNS) if value.isdecimal() and len(value) < 6 else 0


def _words(run: Any) -> str:
    return "".join(part.text or "" for part in run.iter(f"{_W}t")).strip()


def _text(element: Any) -> str:
    """The printed text under ``element``: nothing deleted or hidden, no text boxes (they are printed elsewhere)."""
    if element.tag in _NOT_TEXT or (element.tag == f"{_W}r" and is_hidden(element)):
        return ""
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag in _BREAKS:
        return "" if element.get(f"{_W}type") == "page" else _BREAKS[element.tag]
    return "".join(_text(child) for child in element.iterchildren())
