"""The official review form as a Word document: A4, one project a page (or more, where there is much to say)."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

from corpus.records import Document
from review.findings import Report
from review.form import HEADER, TITLE, ReviewForm, forms

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_WIDTHS_MM = (22, 62, 12, 12, 66)
_FONT = "宋体"


def render(report: Report, documents: Sequence[Document]) -> bytes:
    """The bytes of a .docx with the form of every project."""
    import docx
    from docx.shared import Mm

    word = docx.Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(20)
    for number, one in enumerate(forms(report, documents)):
        _form(word, one, new_page=number > 0)
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def _form(word: WordDocument, one: ReviewForm, *, new_page: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    title = word.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.page_break_before = new_page
    _run(title, TITLE, size=16, bold=True)
    cells = _ruled(word, len(one.head) + 1 + len(one.points) + len(one.closing))
    row = 0
    for label, text in one.head:
        _line(cells, row, label, text)
        row += 1
    for col, label in enumerate(HEADER):
        _fill(cells[row][col], label, bold=True, centred=True)
    row += 1
    for axis, group in groupby(one.points, key=lambda point: point.axis):
        first = row
        for point in group:
            for col, text in enumerate(point.cells[1:], 1):
                _fill(cells[row][col], text, centred=col in (2, 3))
            row += 1
        _fill(cells[first][0].merge(cells[row - 1][0]), axis, centred=True)
    for label, text in one.closing:
        _line(cells, row, label, text)
        row += 1
    _run(word.add_paragraph(), one.note, size=9)


def _ruled(word: WordDocument, rows: int) -> list[list[Any]]:
    """A table of that many rows, as its cells: asking the table for each one would count them all every time."""
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Mm

    table = word.add_table(rows, len(HEADER), style="Table Grid")
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    cells = [list(row.cells) for row in table.rows]
    for number, width in enumerate(_WIDTHS_MM):
        table.columns[number].width = Mm(width)
        for row in cells:
            row[number].width = Mm(width)
    return cells


def _line(cells: list[list[Any]], row: int, label: str, text: str) -> None:
    """A label and the text that fills the rest of the row."""
    _fill(cells[row][0], label, bold=True, centred=True)
    _fill(cells[row][1].merge(cells[row][-1]), text)


def _fill(cell: Any, text: str, *, bold: bool = False, centred: bool = False) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for other in cell.paragraphs[1:]:
        other._element.getparent().remove(other._element)
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    _run(paragraph, text, size=10, bold=bold)


def _run(paragraph: Any, text: str, *, size: float, bold: bool = False) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, _FONT
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
