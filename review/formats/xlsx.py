"""The reviewed document as Excel: a note at the cell of every finding, everything else as it was.

A document that was read from an .xlsx is handed back itself; any other is written in the official form first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.records import Document
from review.findings import Report
from review.formats import notes

_MAX_NOTE = 32_000
"""Characters that Excel keeps of one note."""


def render(report: Report, documents: Sequence[Document], originals: Mapping[str, bytes]) -> bytes:
    """The bytes of an .xlsx with one note for each cell that findings about the only document stand at.

    Raises ConfigError for several documents, WriteError where the official form has no room for the contents.
    """
    from corpus.readers import xlsx as reader
    from review.formats.xlsx_notes import add_notes

    document = notes.one_document(documents, "xlsx")
    data = notes.original(document, originals, "xl/workbook.xml")
    shown = document
    if data is None:
        data = notes.official(document, "xlsx")
        shown = reader.read(document.source, data)
    grids = reader.grids(document.source, data)
    top = min((grid.where.table for grid in grids if grid.where.table), default=1)
    texts: dict[int, dict[tuple[int, int], list[str]]] = {}
    for finding, place in notes.places(notes.told(report, document), document, shown, grids):
        table, cell = (place.table, (place.cell.row, place.cell.col)) if place else (top, (0, 0))
        texts.setdefault(table, {}).setdefault(cell, []).append(notes.text(finding))
    joined = {
        table: {cell: "\n\n".join(lines)[:_MAX_NOTE] for cell, lines in cells.items()} for table, cells in texts.items()
    }
    return add_notes(data, joined, notes.AUTHOR)
