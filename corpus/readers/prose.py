"""Files that are no tables (a project proposal, a request for funds) → their running text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus.grid import Block, Line
from corpus.readers.kinds import reader_of
from errors import ReadError

CELL = "\t"
"""Stands between the cells of one row of a table."""


def plain_text(name: str, data: bytes) -> str:
    """The text of a .docx, .pdf or text file, a paragraph or a table row a line, in printed order; nothing is corrected.

    Raises ReadError for another format, a damaged file, and a PDF without a text layer.
    """
    kind = reader_of(name, data)
    if kind == "docx":
        from corpus.readers import docx

        return _joined(docx.blocks(name, data))
    if kind == "pdf":
        from corpus.readers import pdf

        return _joined(pdf.printed(name, data))
    if kind in ("text", "markdown"):
        from corpus.readers.text import decode

        return decode(name, data)
    raise ReadError(name, "项目说明请用 Word（.docx）、PDF 或文本文件。")


def _joined(blocks: Iterable[Block]) -> str:
    return "\n".join(line for block in blocks for line in _lines(block))


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Line):
        yield block.text
        return
    rows: dict[int, list[str]] = {}
    for cell in sorted(block.cells, key=lambda cell: (cell.row, cell.col)):
        rows.setdefault(cell.row, []).append(cell.text)
    yield from (CELL.join(texts) for texts in rows.values())
