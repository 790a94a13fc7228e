"""One row in full, and the table for the clipboard."""

from __future__ import annotations

from lxml import html as parser

from corpus.values import parse_value
from review import engine
from review.formats.sheet import number_findings
from tests.ui.builder import document, project
from ui.draft_row import paste_html, paste_text, row_html
from ui.draft_table import Origin


def test_a_row_shows_its_cells_sources_reference_and_own_findings() -> None:
    read = document()
    marks = number_findings(engine.review([read]).findings)
    origin = Origin(({"id": "lib-1", "kind": "library", "quote": "设备<数量>"},), "≥5 台")
    shown = row_html(read, 1, origin, marks)
    for words in ("购置设备数量", "≥3 台", "≥5 台", "指标库", "设备&lt;数量&gt;", "产出指标 · 数量指标"):
        assert words in shown
    own = sum(mark.finding.where.row == 1 for mark in marks)
    assert shown.count('class="jx-card ') == own


def test_the_pasted_table_has_every_cell_once_and_equal_classes_merged() -> None:
    read = document()
    table = parser.fragment_fromstring(paste_html(read))
    spans = [int(cell.get("rowspan", "1")) for cell in table.iter("td")]
    assert spans.count(3) == 1 and spans.count(2) == 1
    rows = read.projects[0].indicators
    assert sum(spans) == 6 * len(rows), "merged cells cover what they stand for"
    assert "mso-number-format" in paste_html(read), "Excel must not take =100% for a formula"
    assert len(paste_text(read).splitlines()) == len(rows) + 1


def test_markup_in_a_cell_stays_text_on_the_clipboard() -> None:
    shown = project()
    row = shown.indicators[0].model_copy(update={"level3": "<b>甲</b>\t乙\n丙", "value": parse_value("=1+1")})
    read = document(shown.model_copy(update={"indicators": (row,)}))
    assert "<b>" not in paste_html(read)
    assert paste_text(read).splitlines()[1].split("\t")[2] == "<b>甲</b> 乙 丙"
