"""Separated values, pipe tables, old office files, and which reader a file belongs to."""

import stat
import sys
from pathlib import Path

import pytest

from corpus.readers import csv, markdown, office, read_bytes
from corpus.readers.archive import OLE
from corpus.readers.kinds import reader_of
from corpus.records import Document
from errors import ReadError
from tests.corpus.forms import FORMS, docx_of, html_of, pdf_of, xlsx_of

CSV = (
    '项目名称,森林防火,,\n预算数,18.00,,\n绩效目标,"1.组织演练\n2.培训",,\n'
    '一级指标,二级指标,三级指标,指标值\n产出指标,数量指标,"演练,次数",≥2次\n,质量指标,合格率,100%\n'
)
ROWS = [("产出指标", "数量指标", "演练,次数", "≥2次"), ("产出指标", "质量指标", "合格率", "100%")]


def rows_of(document: Document) -> list[tuple[str | None, str | None, str, str]]:
    return [(i.level1, i.level2, i.level3, i.value.text) for p in document.projects for i in p.indicators]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_separated_values_in_every_encoding(encoding: str) -> None:
    document = csv.read("表.csv", CSV.encode(encoding))
    assert rows_of(document) == ROWS
    assert document.projects[0].goals == ("组织演练", "培训")


@pytest.mark.parametrize("mark", ["\t", ";", "|", "，"])
def test_the_delimiter_is_found_by_content(mark: str) -> None:
    text = CSV.replace('"演练,次数"', "演练次数").replace(",", mark)
    assert [row[2] for row in rows_of(csv.read("表.csv", text.encode()))] == ["演练次数", "合格率"]


def test_a_cell_that_never_ends_is_refused() -> None:
    with pytest.raises(ReadError, match="CSV"):
        csv.read("坏.csv", ("一级指标,指标值\n" + '"' + "长" * 200_000).encode())


MARKDOWN = """# 1.森林防火绩效目标表

说明文字

| 一级指标 | 二级指标 | **三级指标** | 指标值 |
| :-- | --- | --- | --: |
| 产出指标 | 数量指标 | 演练<br>次数 | ≥2次 |
|  | 质量指标 | 合格\\|达标率 | 100% |
"""


@pytest.mark.parametrize("name", ["表.md", "表.txt", "表"])
def test_pipe_tables(name: str) -> None:
    document = read_bytes(name, MARKDOWN.encode())
    assert rows_of(document) == [
        ("产出指标", "数量指标", "演练\n次数", "≥2次"),
        ("产出指标", "质量指标", "合格|达标率", "100%"),
    ]
    assert (document.projects[0].no, document.projects[0].title) == (1, "森林防火")
    assert document.projects[0].indicators[0].where.table == 1


BOLD = """1.森林防火绩效目标表

|  |  |  |  |  |  |
| --- | --- | --- | --- | --- | --- |
| 项目编码 | 99000112 | | 项目名称 | 森林防火 | |
| 预算规模及资金用途 | 预算数 | 8 | 其中：财政资金 8 | 其他资金 |  |
| 购置灭火机具 | | | | |
| **一级指标** | **二级指标** | **三级指标** | **绩效指标描述** | **指标值** | **指标值确定依据** |
| 产出指标 | 数量指标 | 演练次数 | 组织演练的次数 | ≥2次 | 演练方案 |
| 巡查人次 | 巡查的人次 | ≥60人次 | 巡查记录 |
| 质量指标 | 机具合格率 | 合格机具占比 | =100% | 验收单 |
"""
NAMELESS = """## 1
| 森林防火绩效目标表 | Unnamed: 1 | Unnamed: 2 | Unnamed: 3 | Unnamed: 4 | Unnamed: 5 |
| --- | --- | --- | --- | --- | --- |
| 项目编码 | 99000112 | NaN | 项目名称 | 森林防火 | NaN |
| 预算规模及资金用途 | 预算数 | 8 | 其中：财政资金 | 8 | 其他资金 |
| NaN | 购置灭火机具 | NaN | NaN | NaN | NaN |
| 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据 |
| 产出指标 | 数量指标 | 演练次数 | 组织演练的次数 | ≥2次 | 演练方案 |
| NaN | NaN | 巡查人次 | 巡查的人次 | ≥60人次 | 巡查记录 |
| NaN | 质量指标 | 机具合格率 | 合格机具占比 | =100% | 验收单 |
"""


@pytest.mark.parametrize("text", [BOLD, NAMELESS], ids=["covered cells left out", "empty cells named"])
def test_what_converters_make_of_merged_cells_is_put_right(text: str) -> None:
    [project] = read_bytes("表.md", text.encode()).projects
    assert (project.title, project.name, project.code) == ("森林防火", "森林防火", "99000112")
    assert (str(project.budget.total), project.purpose) == ("8", "购置灭火机具")
    assert [(row.level1, row.level2, row.level3, row.value.text) for row in project.indicators] == [
        ("产出指标", "数量指标", "演练次数", "≥2次"),
        ("产出指标", "数量指标", "巡查人次", "≥60人次"),
        ("产出指标", "质量指标", "机具合格率", "=100%"),
    ]
    assert [row.printed("basis") for row in project.indicators] == ["演练方案", "巡查记录", "验收单"]


MIXED = """# 1.河道管护绩效目标表

| 项目名称 | 河道管护 | 预算数 | 12.50万元 |
|---|---|---|---|
| 主管部门 | 示例县水务局 | 年度 | 2025 |

<table>
<tr><th>一级指标</th><th>二级指标</th><th>三级指标</th><th>指标值</th></tr>
<tr><td rowspan="2">产出指标</td><td>数量指标</td><td>巡查河道里程</td><td>≥120公里</td></tr>
<tr><td>质量指标</td><td>河道管护达标率</td><td>≥95%</td></tr>
</TABLE>

# 2.清淤绩效目标表

| 一级指标 | 二级指标 | 三级指标 | 指标值 |
|---|---|---|---|
| 产出指标 | 数量指标 | 清淤长度 | 3公里 |
|  | 质量指标 | 清淤合格率 | 100% |
"""


@pytest.mark.parametrize("name", ["表.md", "表.txt"])
def test_tables_of_pipes_and_of_a_page_stand_in_one_text(name: str) -> None:
    document = read_bytes(name, MIXED.encode())
    assert [
        (project.title, [(i.level1, i.level2, i.level3, i.value.text) for i in project.indicators])
        for project in document.projects
    ] == [
        (
            "河道管护",
            [("产出指标", "数量指标", "巡查河道里程", "≥120公里"), ("产出指标", "质量指标", "河道管护达标率", "≥95%")],
        ),
        ("清淤", [("产出指标", "数量指标", "清淤长度", "3公里"), ("产出指标", "质量指标", "清淤合格率", "100%")]),
    ]
    assert str(document.projects[0].budget.total) == "12.50"
    assert [{i.where.table for i in project.indicators} for project in document.projects] == [{2}, {3}]


def test_text_without_pipes_is_no_pipe_table() -> None:
    assert not markdown.has_pipe_table("一级指标 二级指标\n甲|乙\n")
    assert markdown.has_pipe_table(MARKDOWN)


F1 = FORMS["F1"]
KINDS = {
    "表.docx": (docx_of(F1), "docx"),
    "改名.doc": (docx_of(F1), "docx"),
    "改名.wps": (docx_of(F1), "docx"),
    "改名.xls": (xlsx_of(F1), "xlsx"),
    "改名.et": (xlsx_of(F1), "xlsx"),
    "表.pdf": (pdf_of(F1), "pdf"),
    "无名": (pdf_of(F1), "pdf"),
    "网页.xls": (html_of(F1), "html"),
    "分隔.xls": ("一级指标\t指标值\n产出\t1".encode(), "csv"),
    "老.xls": (OLE + b"\0" * 600, "xlsx"),
    "老.et": (OLE + b"\0" * 600, "office"),
    "老.doc": (OLE + b"\0" * 600, "office"),
    "表.rtf": (rb"{\rtf1 x}", "office"),
}


@pytest.mark.parametrize("name", KINDS)
def test_the_content_says_which_reader(name: str) -> None:
    data, reader = KINDS[name]
    assert reader_of(name, data) == reader


def test_old_files_are_refused_with_the_way_to_convert_where_there_is_no_office(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(office, "soffice", lambda: None)
    with pytest.raises(ReadError, match=r"另存为 \.docx"):
        read_bytes("老.doc", OLE + b"\0" * 600)
    with pytest.raises(ReadError, match=r"另存为 \.xlsx"):
        read_bytes("老.et", OLE + b"\0" * 600)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for LibreOffice is a shell script")
@pytest.mark.parametrize("works", [True, False])
def test_libreoffice_converts_where_it_is(works: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(docx_of(F1))
    program = tmp_path / "soffice"
    script = f'#!/bin/sh\nfor last; do :; done\n{"cp" if works else "false"} "{made}" "${{last%.*}}.docx"\n'
    program.write_text(script, encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(office, "soffice", lambda: str(program))
    if works:
        document = read_bytes("老.doc", OLE + b"\0" * 600)
        assert len(rows_of(document)) == 4
        assert document.notices[0].code == "converted"
    else:
        with pytest.raises(ReadError, match="转换不了"):
            read_bytes("老.doc", OLE + b"\0" * 600)
