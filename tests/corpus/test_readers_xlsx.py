import zipfile
from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from corpus.readers import xlsx
from corpus.readers.xlsx_numbers import printed
from corpus.records import Document
from errors import ReadError

HEADER = ["一级指标", "二级指标", "三级指标", "指标值"]


def first(made: openpyxl.Workbook) -> Worksheet:
    sheet = made.worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def book(*rows: Sequence[object]) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    for row in rows:
        first(made).append(list(row))
    return made


def read(made: openpyxl.Workbook) -> Document:
    stream = BytesIO()
    made.save(stream)
    return xlsx.read("表.xlsx", stream.getvalue())


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1, "0%", "100%"),
        (0.955, "0.0%", "95.5%"),
        (1234.5, "#,##0.0\\元", "1,234.5元"),
        (1e40, "0.00", "1e+40"),
        (1, "General", "1"),
        (55.0, "General", "55"),
        (8.66, "General", "8.66"),
        (3, "0.00", "3.00"),
        (1200, "#,##0.00_ ", "1,200.00"),
        (15, '0"万元"', "15万元"),
        (0.9, '"≥"0%', "≥90%"),
        ("≥2次", "General", "≥2次"),
        ("=100%", "0%", "=100%"),
    ],
)
def test_a_cell_reads_as_it_prints(value: object, number_format: str, text: str) -> None:
    made = book(HEADER, ["产出指标", "数量指标", "完成率", value])
    first(made)["D2"].number_format = number_format
    assert read(made).projects[0].indicators[0].value.text == text


@pytest.mark.parametrize("code", ["General", "yyyy-mm-dd", "@", "0E+00", ""])
def test_formats_that_are_not_plain_numbers_are_left_to_the_library(code: str) -> None:
    assert printed("1", code) is None


def test_merged_ranges_place_and_sheet() -> None:
    made = book(
        ["森林防火绩效目标表"],
        ["单位：万元"],
        HEADER,
        ["产出指标", "数量指标", "演练次数", "≥2次"],
        ["", "", "人数", "≥30人"],
    )
    sheet = first(made)
    sheet.title = "表1"
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("A4:A5")
    document = read(made)
    assert document.projects[0].title == "森林防火"
    second = document.projects[0].indicators[1]
    assert (second.level1, second.level2, second.where.sheet, second.where.row) == ("产出指标", None, "表1", 5)


def test_each_sheet_is_a_table_and_hidden_ones_are_told() -> None:
    made = book(HEADER, ["产出指标", "数量指标", "演练次数", "≥2次"])
    for state in ("visible", "hidden"):
        sheet = made.create_sheet(state)
        sheet.append(HEADER)
        sheet.append(["产出指标", "数量指标", "培训人数", "≥30人"])
        sheet.sheet_state = state
    document = read(made)
    assert [len(project.indicators) for project in document.projects] == [1, 1]
    assert [(notice.code, notice.where.sheet) for notice in document.notices] == [("hidden-sheet", "hidden")]


def test_a_stray_cell_far_away_does_not_fill_the_memory() -> None:
    made = book(HEADER, ["产出指标", "数量指标", "演练次数", "≥2次"])
    first(made).cell(1_048_576, 200, "x")
    with pytest.raises(ReadError, match="太大"):
        read(made)


def test_a_workbook_without_table_has_no_project_and_says_so() -> None:
    document = read(book(["姓名", "电话"], ["某某", 1]))
    assert document.projects == ()
    assert "no-table" in {notice.code for notice in document.notices}


@pytest.mark.parametrize(
    "words", [["", " ", ""], ["项目名称", "单位", "电话"]], ids=["nothing of ours", "a head's label"]
)
def test_a_sheet_of_other_matters_is_told_by_its_first_row_as_printed(words: list[str]) -> None:
    made = book(["修路", 1, 0.125], words, ["栽树", 2, 0.25])
    first(made)["C1"].number_format = "0.0%"
    document = read(made)
    assert document.projects == ()
    assert any("修路112.5%" in notice.text for notice in document.notices)


def test_a_sheet_of_figures_is_told_and_an_empty_one_is_not() -> None:
    made = book([1, 2], [3, 0.5])
    first(made)["B2"].number_format = "0%"
    made.create_sheet("空")
    assert [notice.where.sheet for notice in read(made).notices if notice.code == "table-not-read"] == ["Sheet"]


def test_hidden_rows_are_read_and_told() -> None:
    made = book(HEADER, ["产出指标", "数量指标", "演练次数", "≥2次"], ["产出指标", "数量指标", "培训人数", "≥30人"])
    first(made).row_dimensions[3].hidden = True
    document = read(made)
    assert len(document.projects[0].indicators) == 2
    assert [(notice.code, notice.where.row) for notice in document.notices] == [("hidden-rows", 3)]


@pytest.mark.parametrize(
    ("head", "total"),
    [
        ([["单位：元"], ["项目名称", "甲"], ["预算数", "180000"]], "18"),
        ([["项目名称", "甲"], ["预算数（元）", "180000"]], "18"),
        ([["项目名称", "甲"], ["项目资金（元）", "年度资金总额", "180000"]], "18"),
        ([["金额单位", "元"], ["项目名称", "甲"], ["预算数", 180000]], "18"),
        ([["项目名称", "甲"], ["预算数", "18 万元"]], "18"),
        ([["单位：元"], ["项目名称", "甲"], ["预算数（万元）", "18"]], "18"),
        ([["项目名称", "甲"], ["预算数", 18.5]], "18.5"),
    ],
)
def test_amounts_are_wan_whatever_unit_the_sheet_names(head: list[list[object]], total: str) -> None:
    document = read(book(*head, HEADER, ["产出指标", "数量指标", "演练次数", "≥2次"]))
    assert document.projects[0].budget.total == Decimal(total)


@pytest.mark.parametrize("old,new", [("<sheetData>", "<sheetData><!-- -->"), ("><c r=", ">\n<c\n r="), (' t="n"', "")])
def test_a_sheet_reads_the_same_however_its_xml_is_written(old: str, new: str) -> None:
    """Parts as office programs write them are searched, others parsed."""
    made = book(["一级指标", "二级指标", "三级指标", "指标值", "权重"])
    sheet = first(made)
    sheet.append(["产出指标", "质量指标", "路灯完好率", 0.985, 10])
    sheet.append(["产出指标", "数量指标", "维护路灯", "=100%", 1234.5])
    sheet.append(["产出指标", "时效指标", "完成时间", "年底前", 20])
    for row, code in ((2, "0.0%"), (4, "0%")):
        sheet.cell(row, 4).number_format = code
    sheet.cell(3, 5).number_format = "#,##0.00"
    sheet.row_dimensions[4].hidden = True
    stream = BytesIO()
    made.save(stream)
    usual = xlsx.read("表.xlsx", stream.getvalue())
    odd = xlsx.read("表.xlsx", rewritten(stream.getvalue(), "xl/worksheets/sheet1.xml", old, new))
    assert [row.value.text for row in usual.projects[0].indicators] == ["98.5%", "=100%", "年底前"]
    assert "hidden-rows" in {notice.code for notice in usual.notices}
    assert odd.model_copy(update={"sha256": usual.sha256}) == usual


def rewritten(data: bytes, member: str, old: str, new: str) -> bytes:
    """The archive ``data`` with a text in one of its parts replaced."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(stream, "w") as after:
        for info in before.infolist():
            text = before.read(info)
            after.writestr(info, text.replace(old.encode(), new.encode()) if info.filename == member else text)
    return stream.getvalue()


def test_a_formula_without_a_saved_result_is_told() -> None:
    made = book(HEADER, ["产出指标", "数量指标", "演练次数", '=">="&"2次"'])
    document = read(made)
    assert document.projects[0].indicators[0].value.text == ""
    assert [(notice.code, notice.where.row) for notice in document.notices] == [("formula-without-result", 2)]


def test_old_workbooks_print_their_numbers_too() -> None:
    """``old_workbook.xls`` is a fictional sheet that LibreOffice saved: nothing here writes that format."""
    document = xlsx.read("表.xls", (Path(__file__).parent / "old_workbook.xls").read_bytes())
    values = [indicator.value.text for indicator in document.projects[0].indicators]
    assert values == ["300盏", "98.5%", "100%"]
    assert [(notice.code, notice.where.row) for notice in document.notices] == [("hidden-rows", 6)]


@pytest.mark.parametrize("damage", [b"\x09\x08\x10\x00", b"\xe0\x00\x14\x00", b"\x1e\x04"])
def test_old_workbooks_with_damaged_records_end_in_a_document_or_one_sentence(damage: bytes) -> None:
    data = (Path(__file__).parent / "old_workbook.xls").read_bytes()
    for offset in range(0, 60, 7):
        at = data.index(damage) + offset
        with suppress(ReadError):
            xlsx.read("表.xls", data[:at] + b"\xff\xff\x7f" + data[at + 3 :])
