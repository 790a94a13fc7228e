"""The official form as a Word document: A4, ruled tables, merged classes, header row repeated on every page."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from corpus.grid import Grid
from corpus.records import Document
from corpus.writers.form import HEADINGS, WIDTH, FormTable, lay_out

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

_COLUMNS_MM = (21, 24, 27, 22, 22, 24, 30)
_CELL_PT = 9


def write(document: Document) -> bytes:
    """``document`` as the bytes of a .docx; every project's table begins on a page of its own.

    Raises WriteError where the form has no room for the contents.
    """
    form = lay_out(document)
    word = _blank()
    _paragraph(word, form.cover, size=18, bold=True, centred=True)
    for line in form.front:
        heading = line in HEADINGS
        _paragraph(word, line, size=14 if heading else 12, bold=heading, indent=not heading)
    if form.front and form.tables:
        _paragraph(word, HEADINGS[-1], size=14, bold=True)
    for number, table in enumerate(form.tables):
        _table(word, table, new_page=number > 0 or bool(form.front))
    _gap(word)  # without it a program that turns the file into .doc loses the last table
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def _blank() -> WordDocument:
    """An empty A4 document in 仿宋."""
    import docx
    from docx.shared import Mm, Pt

    word = docx.Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(25)
    style = word.styles["Normal"]
    style.font.size = Pt(12)
    _font(style.element.get_or_add_rPr(), "仿宋")
    style.paragraph_format.space_after = Pt(0)
    return word


def _paragraph(
    word: WordDocument, text: str, *, size: float, bold: bool = False, centred: bool = False, indent: bool = False
) -> Paragraph:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = word.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size, run.font.bold = Pt(size), bold
    _font(run._element.get_or_add_rPr(), "宋体" if bold else "仿宋")
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(2 * size)
    return paragraph


def _table(word: WordDocument, table: FormTable, *, new_page: bool) -> None:
    """Title, line of units, head and indicator part.

    The two parts are tables of their own, as Word repeats header rows only from the top of a table; the paragraph
    that keeps them apart is one point high.
    """
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    title = _paragraph(word, table.title, size=16, bold=True, centred=True)
    title.paragraph_format.page_break_before = new_page
    title.paragraph_format.keep_with_next = True
    unit = _paragraph(word, table.unit, size=10.5)
    unit.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    unit.paragraph_format.keep_with_next = True
    _ruled(word, table.head, header=False)
    _gap(word)
    _ruled(word, table.indicators, header=True)


def _gap(word: WordDocument) -> None:
    from docx.shared import Pt

    word.add_paragraph().paragraph_format.line_spacing = Pt(1)


def _ruled(word: WordDocument, grid: Grid, *, header: bool) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.oxml.ns import qn
    from docx.shared import Mm

    table = word.add_table(grid.height, WIDTH, style="Table Grid")
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, _COLUMNS_MM, strict=True):
        column.width = Mm(width)
    fields = [list(row.cells) for row in table.rows]
    for cell in grid.cells:
        merged = fields[cell.row][cell.col]
        if cell.rows > 1 or cell.cols > 1:
            merged = merged.merge(fields[cell.bottom - 1][cell.right - 1])
        label = (cell.row == 0 or cell.col < 2) if header else cell.cols < 3  # long words of the head begin at the left
        _fill(merged, cell.text, centred=label, bold=header and cell.row == 0)
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(properties.makeelement(qn("w:cantSplit"), {}))
        if header and number == 0:
            properties.append(properties.makeelement(qn("w:tblHeader"), {}))


def _fill(cell: Any, text: str, *, centred: bool, bold: bool) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    for other in cell.paragraphs[1:]:
        other._element.getparent().remove(other._element)
    run = paragraph.add_run(text)
    run.font.size, run.font.bold = Pt(_CELL_PT), bold
    _font(run._element.get_or_add_rPr(), "宋体")
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _font(properties: Any, name: str) -> None:
    """Set ``name`` for Chinese and Latin alike; python-docx alone sets only the Latin one."""
    from docx.oxml.ns import qn

    fonts = properties.get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(script), name)
