"""Reviewed files handed back: the same table, a comment or note at the cell of every finding, nothing else changed."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment

from corpus import writers
from corpus.chars import squeeze
from corpus.readers import read_bytes
from corpus.records import Document, Where
from errors import ConfigError
from review import formats
from review.engine import review
from review.findings import Report
from tests.review import hostile
from tests.review.builder import document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CASE: dict[str, Any] = {
    "part_one": {"items": [["示例消防经费", "管好消防", "无事故", "购置灭火器 30 具，预算 12 万元"]]},
    "projects": [
        {
            "name": "示例消防经费",
            "title": "示例消防经费",
            "total": 10,
            "fiscal": 8,
            "plan": [50, 40, 80, 100],
            "purpose": "购置灭火器",
            "goals": ["购置灭火器"],
            "rows": [
                ["产出指标/数量指标", "购置灭火器数量", "购置灭火器的数量", "100%", "工作需要"],
                ["产出指标/数量指标", "演练次数", "组织演练的次数", "", "工作需要"],
                ["产出指标/成本指标", "总成本", "全部支出", "≤13万元", "工作需要"],
                ["效益指标/社会效益指标", "社会影响力", "社会影响力", "=100%", "工作需要"],
                ["满意度指标/服务对象满意度指标", "满意度", "满意度", "≥90%", "问卷调查"],
            ],
        },
        {
            "name": "示例森林防火经费",
            "title": "示例森林防火经费",
            "total": 6,
            "plan": [100],
            "rows": [["产出指标/成本指标", "总成本", None, "≤13 万元"], ["产出指标/质量指标", "合格率", None, ""]],
        },
    ],
}


def original(fmt: str, case: dict[str, Any] = CASE) -> tuple[bytes, Document, Report]:
    """A file in the official form, as read and reviewed."""
    data = writers.write(document(case), fmt)
    read = read_bytes(f"表.{fmt}", data)
    return data, read, review([read], strict=True)


def handed_back(fmt: str, case: dict[str, Any] = CASE) -> tuple[bytes, Document, Report, bytes]:
    data, read, report = original(fmt, case)
    out = formats.render(report, [read], fmt, {read.sha256: data})
    assert isinstance(out, bytes)
    return data, read, report, out


def contents(read: Document) -> Document:
    """Without what tells one file from another."""
    return read.model_copy(update={"source": "", "sha256": "", "notices": ()})


def comments(data: bytes) -> list[tuple[str, str]]:
    """(comment, squeezed text of the cell or paragraph that it stands at) in the order of the document."""
    word = docx.Document(BytesIO(data))
    texts = {str(comment.comment_id): comment.text for comment in word.comments}
    found = []
    for start in word.element.body.iter(f"{W}commentRangeStart"):
        cell = next((up for up in start.iterancestors() if up.tag == f"{W}tc"), start.getparent())
        found.append((texts[start.get(f"{W}id")], squeeze("".join(t.text or "" for t in cell.iter(f"{W}t")))))
    return found


def notes(data: bytes) -> list[tuple[str, str]]:
    """(note, squeezed text of its cell)."""
    cells = (cell for sheet in openpyxl.load_workbook(BytesIO(data)) for row in sheet.iter_rows() for cell in row)
    return [(cell.comment.text, squeeze(str(cell.value or ""))) for cell in cells if cell.comment]


def quoted(note: str) -> list[str]:
    return [line.removeprefix("原文：") for line in note.split("\n") if line.startswith("原文：")]


@pytest.mark.parametrize("fmt", ["docx", "xlsx"])
def test_the_table_reads_back_the_same(fmt: str) -> None:
    _, read, report, out = handed_back(fmt)
    assert report.findings
    assert contents(read_bytes(f"回.{fmt}", out)) == contents(read)


def test_word_has_a_comment_at_the_cell_of_every_finding() -> None:
    _, _, report, out = handed_back("docx")
    found = comments(out)
    assert sorted(text.split("\n")[0] for text, _ in found) == sorted(
        f"【{word}】{f.message}"
        for f in report.findings
        for word in [{"error": "错误", "warning": "警告", "hint": "提示"}[f.severity]]
    )
    at = {text.split("】")[1].split("\n")[0]: cell for text, cell in found}
    for finding in report.findings:
        # Cells of the plan are quoted as one row, an empty cell by the name that stands above it.
        if finding.where.field != "spending_plan" and finding.name != "value-missing":
            assert squeeze(finding.evidence) in at[finding.message], finding


def test_comment_of_an_empty_cell_stands_in_it() -> None:
    _, _, report, out = handed_back("docx")
    missing = [f for f in report.findings if f.name == "value-missing"]
    assert missing
    assert {cell for text, cell in comments(out) if "（JX150 value-missing）" in text} == {""}


def test_excel_has_its_notes_at_the_cells() -> None:
    _, _, report, out = handed_back("xlsx")
    found = notes(out)
    assert sum(note.count("【") for note, _ in found) == len(report.findings)
    for note, cell in found:
        if cell and not cell.startswith("资金支出计划") and "value-missing" not in note:
            assert all(words in cell for words in quoted(note)), (note, cell)


@pytest.mark.parametrize(("source", "fmt"), [("txt", "docx"), ("xlsx", "docx"), ("docx", "xlsx")])
def test_other_inputs_get_the_official_form(source: str, fmt: str) -> None:
    if source == "txt":
        read, originals = document(CASE), {}
    else:
        data, read, _ = original(source)
        originals = {read.sha256: data}
    report = review([read], strict=True)
    out = formats.render(report, [read], fmt, originals)
    assert isinstance(out, bytes)
    marks = comments(out) if fmt == "docx" else notes(out)
    assert sum(note.count("【") for note, _ in marks) == len(report.findings)
    assert [p.name for p in read_bytes(f"回.{fmt}", out).projects] == [p.name for p in read.projects]


def test_nothing_but_notes_is_changed_in_a_workbook() -> None:
    """Formulas with their last results, own notes, other sheets: byte for byte as they were."""
    data, read, report = original("xlsx")
    book = openpyxl.load_workbook(BytesIO(data))
    sheet = book.worksheets[1]
    name = next(cell for cell in sheet["C"] if cell.value == "社会影响力")
    name.comment = Comment("局长：再议", "张某")
    other = book.create_sheet("测算")
    other["A1"] = "=SUM(1,2)"
    stream = BytesIO()
    book.save(stream)
    data = stream.getvalue()
    read = read_bytes("表.xlsx", data)
    report = review([read], strict=True)
    out = formats.render(report, [read], "xlsx", {read.sha256: data})
    assert isinstance(out, bytes)
    before, after = ZipFile(BytesIO(data)), ZipFile(BytesIO(out))
    assert set(before.namelist()) <= set(after.namelist())
    assert before.read("xl/worksheets/sheet4.xml") == after.read("xl/worksheets/sheet4.xml")
    assert before.read("xl/styles.xml") == after.read("xl/styles.xml")
    kept = next(note for note, _ in notes(out) if "局长：再议" in note)
    assert "unmeasurable-percent" in kept


def test_own_comments_of_a_document_are_kept() -> None:
    data, _, _ = original("docx")
    word = docx.Document(BytesIO(data))
    word.add_comment(word.tables[0].cell(0, 0).paragraphs[0].runs, "原有批注", "李某", "李")
    stream = BytesIO()
    word.save(stream)
    read = read_bytes("表.docx", stream.getvalue())
    report = review([read], strict=True)
    out = formats.render(report, [read], "docx", {read.sha256: stream.getvalue()})
    assert isinstance(out, bytes)
    found = comments(out)
    assert ("原有批注", "项目编码") in found
    assert len(found) == len(report.findings) + 1


@pytest.mark.parametrize("fmt", ["docx", "xlsx"])
@pytest.mark.parametrize("words", hostile.ALL)
def test_hostile_words_stay_words(fmt: str, words: str) -> None:
    case = {
        "project": {"name": f"示例{words}项目", "title": words, "goals": [words], "purpose": words},
        "rows": [["数量指标", words, words, words, words], ["成本指标", "成本", words, "100%", words]],
    }
    shown = document(case)
    report = review([shown], strict=True)
    out = formats.render(report, [shown], fmt)
    assert isinstance(out, bytes)
    assert read_bytes(f"回.{fmt}", out).projects[0].indicators[0].level3
    if fmt == "xlsx":
        sheets = openpyxl.load_workbook(BytesIO(out))
        assert all(cell.data_type != "f" for sheet in sheets for row in sheet.iter_rows() for cell in row)


def test_several_tables_in_one_grid_keep_their_own_cells() -> None:
    """Two projects below each other in one sheet: the finding about the second does not stand at the first."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for name, amount in (("甲经费", "≤5万元"), ("乙经费", "≤9万元")):
        for line in (
            ("项目名称", name, "预算数", "5"),
            ("一级指标", "二级指标", "三级指标", "指标值"),
            ("产出指标", "成本指标", "总成本", amount),
        ):
            sheet.append(line)
    stream = BytesIO()
    book.save(stream)
    read = read_bytes("表.xlsx", stream.getvalue())
    assert [p.name for p in read.projects] == ["甲经费", "乙经费"]
    report = review([read], select=["JX301"], strict=True)
    out = formats.render(report, [read], "xlsx", {read.sha256: stream.getvalue()})
    assert isinstance(out, bytes)
    marked = [c.coordinate for row in openpyxl.load_workbook(BytesIO(out)).worksheets[0] for c in row if c.comment]
    assert marked == ["D6"]


def test_several_documents_are_several_files() -> None:
    read = document(CASE)
    with pytest.raises(ConfigError, match="文件夹"):
        formats.render(review([read, read]), [read, read], "docx")


def test_a_place_is_not_needed() -> None:
    """Records that say no table and row still get all their notes."""
    _, read, _ = original("xlsx")
    blind = read.model_copy(
        update={
            "projects": tuple(
                p.model_copy(
                    update={
                        "where": Where(),
                        "indicators": tuple(i.model_copy(update={"where": Where()}) for i in p.indicators),
                    }
                )
                for p in read.projects
            )
        }
    )
    report = review([blind], strict=True)
    data = writers.write(blind, "xlsx")
    out = formats.render(report, [blind], "xlsx", {blind.sha256: data})
    assert isinstance(out, bytes)
    assert sum(note.count("【") for note, _ in notes(out)) == len(report.findings)
