import json
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.readers import pdf
from corpus.records import Document
from errors import ReadError
from tests.corpus.pdf_builder import Page, build, table

HEADER: list[str | None] = ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值\n确定依据"]
ROWS: list[list[str | None]] = [
    ["产出指标", "数量指标", "演练次数", "全年演练次数", "≥2次", "应急预案"],
    [None, "质量指标", "演练合格率", "演练评估合格\n的比率", "=100%", "演练方案"],
]
TAIL: list[str | None] = ["效益指标", "社会效益指\n标", "知晓率", "群众知晓率", "≥90%", "工作计划"]


def rows_of(document: Document) -> list[tuple[str | None, ...]]:
    return [
        (i.level1, i.level2, i.level3, i.description, i.value.text, i.basis.text if i.basis else None)
        for project in document.projects
        for i in project.indicators
    ]


EXPECTED = [
    ("产出指标", "数量指标", "演练次数", "全年演练次数", "≥2次", "应急预案"),
    ("产出指标", "质量指标", "演练合格率", "演练评估合格的比率", "=100%", "演练方案"),
    ("效益指标", "社会效益指标", "知晓率", "群众知晓率", "≥90%", "工作计划"),
]


@pytest.mark.parametrize("repeated", [True, False])
def test_a_table_over_two_pages_is_one(repeated: bool) -> None:
    first: Page = [
        (200, 40, "1.森林防火绩效目标表"),
        (50, 60, "111001 示例县应急管理局 单位：万元"),
        *table([HEADER, *ROWS], 80),
    ]
    second: Page = [*table([HEADER, TAIL] if repeated else [TAIL], 40), (290, 800, "12")]
    document = pdf.read("表.pdf", build([[*first, (290, 800, "11")], second]))
    assert rows_of(document) == EXPECTED
    assert [i.where.page for i in document.projects[0].indicators] == [1, 1, 2]
    assert document.projects[0].title == "森林防火"
    assert document.notices == ()


@pytest.mark.parametrize("repeated", [True, False])
def test_a_table_over_many_pages_is_one(repeated: bool) -> None:
    names = [f"任务{page}{row}" for page in range(8) for row in range(5)]
    rows: list[list[str | None]] = [["产出指标", "数量指标", name, "全年次数", "≥2次", "计划"] for name in names]
    pages: list[Page] = []
    for start in range(0, len(rows), 5):
        printed = [HEADER] if repeated or not start else []
        pages.append(table([*printed, *rows[start : start + 5]], 60))
    document = pdf.read("表.pdf", build(pages))
    assert [name for _, _, name, *_ in rows_of(document)] == names


def test_a_row_cut_by_the_page_is_put_together() -> None:
    upper: list[str | None] = ["效益指标", "社会效益指", "知晓", "群众知", "≥90%", "工作"]
    lower: list[str | None] = ["", "标", "率", "晓率", "", "计划"]
    document = pdf.read("表.pdf", build([table([HEADER, *ROWS, upper], 600), table([HEADER, lower], 40)]))
    assert rows_of(document) == EXPECTED


def test_a_title_between_pages_parts_two_tables() -> None:
    second: Page = [(200, 40, "2.防汛绩效目标表"), *table([HEADER, TAIL], 60)]
    document = pdf.read("表.pdf", build([table([HEADER, *ROWS], 80), second]))
    assert [len(project.indicators) for project in document.projects] == [2, 1]


def test_lines_become_paragraphs() -> None:
    lines = [
        "第一部分 部门整体绩效目标",
        "　　2025年做好森林防火工作，购置宣传品，组织演练，培训",
        "护林员。",
        "　　加强巡查。",
    ]
    page: Page = [(50, 40 + 16 * k, line) for k, line in enumerate(lines)]
    document = pdf.read("表.pdf", build([[*page, *table([HEADER, *ROWS], 200)]]))
    assert document.part_one is not None
    assert document.part_one.paragraphs == ("2025年做好森林防火工作，购置宣传品，组织演练，培训护林员。", "加强巡查。")
    assert document.year == 2025


def test_a_page_that_is_a_picture_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.readers.scan.is_installed", lambda: False)
    pages = build([[], table([HEADER, *ROWS], 80)], picture=True)
    document = pdf.read("表.pdf", pages)
    assert [(n.code, n.where.page) for n in document.notices] == [("page-is-picture", 1)]
    assert "jixiao[scan]" in document.notices[0].text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "空"),
        (b"%PDF-1.7 broken", "损坏"),
        (b"PK\x03\x04", "损坏"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        pdf.read("坏.pdf", data)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_that_lies_on_its_side_is_turned(turn: int) -> None:
    page: Page = [(50, 40, "1.森林防火绩效目标表"), *table([HEADER, *ROWS, TAIL], 80)]
    data = build([page]).replace(b"/Type /Page /Parent", b"/Type /Page /Rotate %d /Parent" % turn)
    document = pdf.read("表.pdf", data)
    assert rows_of(document) == EXPECTED
    assert document.projects[0].title == "森林防火"


def test_headers_and_footers_do_not_part_a_table() -> None:
    def page(number: int, *things: Page) -> Page:
        running: Page = [(50, 20, "示例县森林防火项目材料"), (250, 815, f"第 {number} 页 内部资料")]
        return [*running, *(one for thing in things for one in thing)]

    pages = [page(7, table([HEADER, *ROWS], 80)), page(8, [(50, 60, "续表")], table([TAIL], 80)), page(9)]
    document = pdf.read("表.pdf", build(pages))
    assert rows_of(document) == EXPECTED
    assert document.notices == ()


MONEY: list[list[str | None]] = [["项目名称", "单位", "预算数", "备注"], ["森林防火", "甲局", "18.00", ""]]
STAFF: list[list[str | None]] = [["科目编码", "科目名称", "金额"], ["2013", "行政运行", "5"]]


def test_among_prose_and_other_tables_only_the_target_table_is_read() -> None:
    prose: Page = [(50, 60 + 20 * k, f"第{k}段：本部门按照要求编制预算，说明如下。") for k in range(10)]
    target: Page = [(50, 60, "项目支出绩效目标表"), *table([HEADER, *ROWS, TAIL], 90), *table(STAFF, 400)]
    head: list[list[str | None]] = [["项目名称", "护林员补贴"], ["绩效目标", "发放补贴"]]
    last: Page = [*table(MONEY, 60), (50, 300, "项目支出绩效目标表"), *table(head, 330), *table([HEADER, TAIL], 400)]
    document = pdf.read("预算.pdf", build([prose, [*table(MONEY, 60), *table(STAFF, 300)], target, last]))
    assert [(project.name, len(project.indicators)) for project in document.projects] == [(None, 3), ("护林员补贴", 1)]
    assert document.projects[1].goals == ("发放补贴",)
    assert "table-not-read" in {notice.code for notice in document.notices}


def test_a_budget_without_target_tables_gives_none_and_says_so() -> None:
    prose: Page = [(50, 60, "二、预算绩效情况说明"), (50, 80, "本部门项目支出绩效目标表见附件。")]
    document = pdf.read("预算.pdf", build([prose, [*table(MONEY, 60), *table(STAFF, 300)]]))
    assert document.projects == ()
    assert "no-table" in {notice.code for notice in document.notices}


@pytest.mark.parametrize(("name", "least"), [("000.docx", 99.5), ("000.xlsx", 99.5), ("000.pdf", 99.0)])
def test_a_real_document_typeset_by_others(shared: Path, tmp_path: Path, name: str, least: float) -> None:
    from corpus.readers import docx, xlsx

    read = {"docx": docx.read, "xlsx": xlsx.read, "pdf": pdf.read}[name[-4:].lstrip(".")]
    document = read(name, (shared / "typeset" / name).read_bytes())
    result = tmp_path / "read.json"
    result.write_text(json.dumps({"version": 1, "documents": [document.to_json()]}), encoding="utf-8")
    score = [sys.executable, str(shared / "check" / "score_read.py"), str(shared / "gold" / "000.json")]
    run = subprocess.run([*score, str(result), "--min", str(least)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


CODE: list[str | None] = ["项目编码", "24P001", "项目名称", "森林防火", "预算数", "20.00"]
PLAN: list[list[str | None]] = [
    ["资金支出\n计划（%）", "3月底", "6月底", "10月底", "12月底", ""],
    [None, "10%", "30%", "80%", "100%", ""],
]
CUT_PLAN: list[list[str | None]] = [["资金支出", *PLAN[0][1:]], ["计划（%）", *PLAN[1][1:]]]


@pytest.mark.parametrize(("cut", "plan"), [(1, PLAN), (2, CUT_PLAN)])
def test_a_head_cut_by_the_page_is_one_head(cut: int, plan: list[list[str | None]]) -> None:
    """Cut behind its first row, or within the label of the spending plan."""
    rows = [CODE, *plan, HEADER, *ROWS]
    document = pdf.read("表.pdf", build([table(rows[:cut], 600), table(rows[cut:], 40)]))
    (project,) = document.projects
    assert (project.name, [step.percent for step in project.spending_plan]) == ("森林防火", ["10", "30", "80", "100"])
    assert rows_of(document) == EXPECTED[:2]


def test_a_whole_head_printed_again_on_each_page_begins_no_new_table() -> None:
    head: list[list[str | None]] = [CODE, ["绩效目标", "防火", "", "", "", ""], HEADER]
    again: list[list[str | None]] = [CODE, ["（%）绩效目标", "防火", "", "", "", ""], HEADER]
    document = pdf.read("表.pdf", build([table([*head, *ROWS], 80), table([*again, TAIL], 40)]))
    assert len(document.projects) == 1
    assert rows_of(document) == EXPECTED


def test_two_tables_of_one_department_on_two_pages_stay_two() -> None:
    def head(name: str) -> list[list[str | None]]:
        return [["主管部门", "示例县林业局", "", "", "", ""], ["项目名称", name, "", "", "", ""], HEADER]

    pages = [table([*head("防火"), *ROWS], 80), table([*head("造林"), TAIL], 40)]
    document = pdf.read("表.pdf", build(pages))
    assert [(project.name, len(project.indicators)) for project in document.projects] == [("防火", 2), ("造林", 1)]


@pytest.mark.parametrize("text", ["1.组织演练\n2.培训", "组织演练\n培训", "组织演练。\n培训"])
def test_goals_on_lines_of_their_own_are_goals_of_their_own(text: str) -> None:
    page: list[tuple[float, float, str] | tuple[float, float, float, float]]
    page = [*table([CODE], 30), (50, 60, 530, 120), (50, 60, 130, 120), (53, 63, "绩效目标")]
    page += [(133, 63 + 14 * k, line) for k, line in enumerate(text.split("\n"))]
    (project,) = pdf.read("表.pdf", build([[*page, *table([HEADER, *ROWS], 120)]])).projects
    assert [goal.strip("。") for goal in project.goals] == ["组织演练", "培训"]


def test_a_merged_cell_whose_rule_the_page_break_swallows_goes_on_over_the_pages() -> None:
    def beside(row: list[str | None], top: float) -> Page:
        """A row without its first cell, of which only the two sides are drawn, and lower than the others'."""
        things = [thing for thing in table([row], top) if thing[0] >= 130]
        return [*things, (50, top, 50, top + 40), (130, top, 130, top + 40)]

    first: Page = [*table([HEADER], 700), (53, 733, "产出指标"), *beside(ROWS[0], 730)]
    second: Page = [*beside(ROWS[1], 40), *table([TAIL], 80)]
    assert rows_of(pdf.read("表.pdf", build([first, second]))) == EXPECTED


def test_a_white_box_below_the_page_is_no_cell() -> None:
    lines: Page = [(200, 60, "1.森林防火绩效目标表"), (60, 80, "990001 示例县林业局 单位：万元")]
    page: Page = [*lines, *table([HEADER, *ROWS, TAIL], 100)]
    document = pdf.read("表.pdf", build([page], below="q 1 1 1 rg 50 60 480 742 re f Q"))
    assert rows_of(document) == EXPECTED
    assert document.notices == ()
