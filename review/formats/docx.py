"""The reviewed document as Word: a comment at the cell of every finding, everything else as it was.

A document that was read from a .docx is handed back itself; any other is written in the official form first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from corpus.chars import squeeze
from corpus.places import Place
from corpus.records import Document
from review.findings import Finding, Report
from review.formats import notes

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def render(report: Report, documents: Sequence[Document], originals: Mapping[str, bytes]) -> bytes:
    """The bytes of a .docx with one comment for each finding about the only document.

    Raises ConfigError for several documents, WriteError where the official form has no room for the contents.
    """
    import docx

    from corpus.readers import docx as reader

    document = notes.one_document(documents, "docx")
    data = notes.original(document, originals, "word/document.xml")
    shown = document
    if data is None:
        data = notes.official(document, "docx")
        shown = reader.read(document.source, data)
    word = docx.Document(BytesIO(data))
    tables = list(reader.tables(word.element.body))
    elements = {grid.where.table: cells for grid, cells in tables}
    paragraphs = list(reader.paragraphs(word.element.body))
    for finding, place in notes.places(notes.told(report, document), document, shown, [grid for grid, _ in tables]):
        found = _paragraphs_of(place, elements)
        if finding.project_no is None or notes.in_part_one(finding):
            found = _holding(finding, paragraphs) or found
        _comment(word, finding, found or _spoken(paragraphs) or _last(word))
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def _paragraphs_of(place: Place | None, elements: Mapping[int | None, Any]) -> list[Any]:
    """The paragraphs of a cell."""
    if place is None:
        return []
    element = elements[place.table].get((place.cell.row, place.cell.col))
    if element is None:
        return []
    # A content control may stand between a cell and its paragraphs.
    return list(element.iterchildren(f"{_W}p")) or list(element.iter(f"{_W}p"))


def _holding(finding: Finding, paragraphs: Iterable[tuple[str, Any]]) -> list[Any]:
    """The first running paragraph that holds the quote."""
    words = squeeze(finding.evidence)
    return next(([element] for text, element in paragraphs if words and words in squeeze(text)), [])


def _spoken(paragraphs: Iterable[tuple[str, Any]]) -> list[Any]:
    """The first running paragraph that says anything."""
    return next(([element] for text, element in paragraphs if text.strip()), [])


def _last(word: Any) -> list[Any]:
    """A new paragraph at the end, where a document has nothing but tables that the finding is not about."""
    return [word.add_paragraph()._p]


def _comment(word: Any, finding: Finding, paragraphs: Sequence[Any]) -> None:
    """Anchor a comment on all of ``paragraphs``.

    Not by ``add_comment(runs)``: an empty cell has no run, and a run inside a link or a tracked change is not found.
    """
    number = str(word.part.comments.add_comment(notes.text(finding), notes.AUTHOR, notes.INITIALS).comment_id)
    first, last = paragraphs[0], paragraphs[-1]
    start = first.makeelement(f"{_W}commentRangeStart", {f"{_W}id": number})
    first.insert(1 if first.find(f"{_W}pPr") is not None else 0, start)
    last.append(last.makeelement(f"{_W}commentRangeEnd", {f"{_W}id": number}))
    run = last.makeelement(f"{_W}r", {})
    run.append(run.makeelement(f"{_W}commentReference", {f"{_W}id": number}))
    last.append(run)
