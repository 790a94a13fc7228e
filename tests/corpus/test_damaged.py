"""Damaged and booby-trapped files: each ends as a document or in one sentence, within its time."""

import time
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from corpus.readers import read_bytes, read_documents, read_paths
from corpus.records import Document
from errors import ReadError
from tests.corpus.damage import damaged, good_files
from tests.corpus.forms import FORMS, docx_of

CRASHED = ("中途退出", "没有读完")


def test_three_hundred_damaged_files_are_read_or_refused(tmp_path: Path) -> None:
    for name, data in damaged(300, seed=20_240_301):
        (tmp_path / name).write_bytes(data)
    begun = time.monotonic()
    found = list(read_paths([tmp_path], max_seconds=20))
    assert time.monotonic() - begun < 60
    assert len(found) >= 300
    refused = [item for item in found if isinstance(item, ReadError)]
    assert not [str(error) for error in refused if any(word in error.reason for word in CRASHED)]
    assert all("\n" not in error.reason and error.reason.endswith("。") for error in refused)
    assert {type(item) for item in found} == {Document, ReadError}


def test_the_same_files_undamaged_are_read() -> None:
    for name, data in good_files().items():
        assert read_bytes(name, data).notices is not None
    for name in ("表.docx", "表.xlsx", "表.pdf", "表.html", "表.csv", "表.md", "表.json"):
        assert len(read_bytes(name, good_files()[name]).projects[0].indicators) == 4, name


def packed(source: bytes, **changes: bytes) -> bytes:
    """``source`` with members changed; ``__`` stands for / and ``_xml`` for .xml."""
    stream = BytesIO()
    changed = {name.replace("__", "/").replace("_xml", ".xml"): content for name, content in changes.items()}
    with zipfile.ZipFile(BytesIO(source)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {**dict.fromkeys(old.namelist()), **changed}:
            new.writestr(name, changed.get(name) or old.read(name))
    return stream.getvalue()


def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{k} "{f"&a{k - 1};" * 10}">' for k in range(1, 10))
    xml = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "哈哈">{entities}]><x>&a9;</x>'
    return packed(docx_of(FORMS["F1"]), word__document_xml=xml.encode())


def bomb() -> bytes:
    return packed(docx_of(FORMS["F1"]), word__media__x_xml=b"\0" * 320_000_000)


def many_sheets() -> bytes:
    book = openpyxl.Workbook(write_only=True)
    for number in range(2500):
        book.create_sheet(f"表{number}")
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def word_with(body: str) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    xml = f"<w:document {space}><w:body>{body}</w:body></w:document>"
    return packed(docx_of(FORMS["F1"]), word__document_xml=xml.encode())


def wide_word() -> bytes:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="99999"/></w:tcPr><w:p/></w:tc>'
    return word_with(f"<w:tbl>{f'<w:tr>{cell}</w:tr>' * 6000}</w:tbl>")


def deep_word() -> bytes:
    return word_with("<w:tbl><w:tr><w:tc>" * 2000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 2000)


def wide_page() -> bytes:
    return ("<table>" + "<tr><td rowspan=65534 colspan=1000>一级指标" * 9000).encode()


def deep_page() -> bytes:
    return ("<table><tr><td>" * 5000 + "一级指标").encode()


def huge_cell() -> bytes:
    return ("一级指标,三级指标,指标值\n产出指标," + "长" * 120_000 + ",1\n").encode()


TRAPS = {
    "实体.docx": (billion_laughs, "实体"),
    "炸弹.docx": (bomb, "300 MB"),
    "多表.xlsx": (many_sheets, "2500 个工作表"),
    "宽.docx": (wide_word, "太多"),
    "深.docx": (deep_word, "损坏"),
    "宽.html": (wide_page, "太多"),
    "长格.csv": (huge_cell, "120000"),
}


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_refused_in_one_sentence(name: str) -> None:
    make, word = TRAPS[name]
    data = make()
    begun = time.monotonic()
    with pytest.raises(ReadError, match=word):
        read_documents(name, data)
    assert time.monotonic() - begun < 20


def test_a_page_nested_without_end_is_read_or_refused() -> None:
    try:
        assert read_bytes("深.html", deep_page()).projects == ()
    except ReadError as error:
        assert "嵌套" in error.reason


def test_merged_ranges_that_overlap_and_swallow_each_other_are_read() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["一级指标", "二级指标", "三级指标", "指标值"], ["产出指标", "数量指标", "演练次数", "≥2次"]):
        sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    merges = '<mergeCells><mergeCell ref="A2:B3"/><mergeCell ref="B2:A1"/><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    with zipfile.ZipFile(stream) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").replace(b"</sheetData>", b"</sheetData>" + merges.encode())
    data = packed(stream.getvalue(), xl__worksheets__sheet1_xml=xml)
    assert read_bytes("表.xlsx", data).source == "表.xlsx"
