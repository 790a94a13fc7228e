"""What stands beside the rows of a draft, and the table for the clipboard."""

from __future__ import annotations

from pathlib import Path

from lxml import html as parser

from corpus.store import Corpus
from corpus.values import parse_value
from review import engine
from review.formats.sheet import number_findings
from tests.ui.builder import document, indicator, project
from ui.draft_questions import open_ones
from ui.draft_row import paste_html, paste_text, sources_html
from ui.draft_sources import beside
from ui.draft_table import Origin, numbered


def test_what_stands_beside_a_row_is_marks_chips_and_reference() -> None:
    shown = document(
        project().model_copy(update={"indicators": (indicator("产出指标", "数量指标", "培训人次", "=100%"),)})
    )
    marks = number_findings(engine.review([shown]).findings)
    source = {"id": "lib-1", "kind": "library", "quote": "设备<数量>"}
    rows = numbered(shown.projects[0], [Origin((source, source), "≥5 台")])
    found = beside(rows, marks, {})["r1"]
    assert found["reference"] == "≥5 台"
    assert [(chip["word"], chip["tip"].splitlines()) for chip in found["sources"]] == [
        ("指标库 2", ["指标库：", "设备<数量>", "设备<数量>"])
    ]
    assert sum(map(len, found["marks"].values())) == sum(mark.finding.where.row == 1 for mark in marks) > 0


def test_a_source_in_the_corpus_leads_to_its_place(own_corpus: Path) -> None:
    with Corpus.open(own_corpus) as corpus:
        corpus.add(document())
        (stored,) = corpus.list()
        places = corpus.find([f"{stored.id}-1-2"])
    told = sources_html(Origin(({"id": f"{stored.id}-1-2", "kind": "history", "quote": "<b>培训人次</b>"},)), places)
    assert f"review?doc={stored.id}&amp;project=1" in told
    assert "示例.txt" in told and "第 2 行" in told and "<b>培训" not in told


def test_questions_are_grouped_and_those_answered_in_the_table_are_gone() -> None:
    asked = ["“培训人次”多少人次？", "“旧指标”多少个？", "预算年度是哪一年？", "指标值依据哪些本级文件？请给出文号。"]
    rows = [indicator("产出指标", "数量指标", "培训人次", "待填报")]
    groups = open_ones(asked, rows)
    assert groups == {"指标值": asked[:1], "依据文件": asked[3:], "项目情况": asked[2:3]}
    assert open_ones(asked, [indicator("产出指标", "数量指标", "培训人次", "≥3 人次")])["指标值"] == []


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
