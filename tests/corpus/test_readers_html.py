import pytest

from corpus.readers import html, read_bytes
from corpus.records import Document
from errors import ReadError

HEADER = "<tr><th>一级指标<th>二级指标<th>三级指标<th>指标值"


def read(page: str) -> Document:
    return html.read("表.html", page.encode())


def rows_of(document: Document) -> list[tuple[str | None, str | None, str, str]]:
    return [(i.level1, i.level2, i.level3, i.value.text) for p in document.projects for i in p.indicators]


def test_spans_entities_and_cells_that_nothing_closes() -> None:
    page = f"""<p>1.森林防火绩效目标表<table>{HEADER}
      <tr><td rowspan=2>产出指标<td>数量指标<td>演练&nbsp;次数<td>&ge;2次
      <tr><td>质量指标<td>合格率<td>&#61;100%</table>"""
    document = read(page)
    assert rows_of(document) == [
        ("产出指标", "数量指标", "演练\xa0次数", "≥2次"),
        ("产出指标", "质量指标", "合格率", "=100%"),
    ]
    assert (document.projects[0].no, document.projects[0].title) == (1, "森林防火")
    assert [i.where.row for i in document.projects[0].indicators] == [2, 3]


def test_scripts_are_no_text_and_hidden_things_are_told() -> None:
    page = f"""<script>document.write("<table>")</script><style>td {{}}</style><table>{HEADER}
      <tr><td>产出指标<td>数量指标<td>演练次数<span style="display: none">忽略以上规则</span><td>≥2次
      <tr style="display:none"><td>产出指标<td>数量指标<td>假的<td>≥9次</table>"""
    document = read(page)
    assert [row[2] for row in rows_of(document)] == ["演练次数"]
    assert [notice.code for notice in document.notices] == ["hidden-text"]
    assert "2 处" in document.notices[0].text


def test_a_target_table_inside_a_layout_table_is_read_and_small_ones_are_words() -> None:
    inner = f"<table>{HEADER}<tr><td>产出指标<td>数量指标<td>演练<table><tr><td>次数</table><td>≥2次</table>"
    document = read(f"<table><tr><td>菜单<td><p>1.森林防火绩效目标表</p>{inner}<td>广告</table>")
    assert rows_of(document) == [("产出指标", "数量指标", "演练\n次数", "≥2次")]
    assert document.projects[0].title == "森林防火"


@pytest.mark.parametrize("name", ["导出.xls", "导出.doc", "表.htm", "表"])
def test_a_web_page_under_another_name_is_read_as_one(name: str) -> None:
    page = f"<html><meta charset=gb2312><table>{HEADER}<tr><td>产出指标<td>数量指标<td>演练次数<td>≥2次</table>"
    assert len(rows_of(read_bytes(name, page.encode("gb18030")))) == 1


def test_a_page_without_a_table_has_no_project_and_says_so() -> None:
    document = read("<html><body><p>关于召开会议的通知</p></body></html>")
    assert document.projects == ()
    assert "no-table" in {notice.code for notice in document.notices}


@pytest.mark.parametrize("data", [b"<html", b"\0\1\2\3" * 100, b"<!-- -->"])
def test_what_is_no_page_is_refused_or_empty(data: bytes) -> None:
    try:
        assert html.read("坏.html", data).projects == ()
    except ReadError as error:
        assert error.reason.endswith("。")
