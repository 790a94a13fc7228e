from decimal import Decimal

import pytest

from corpus.extract import extract
from corpus.goals import split_goals
from corpus.grid import Block, Line, from_rows
from corpus.records import Department, Document, SpendingStep

HEADER = ["一级指标", "二级指标", "三级指标", "指标值"]
ROW = ["产出指标", "数量指标", "演练次数", "≥2次"]
HEAD = [
    ["项目编码", "13000024P0001", "", "项目名称", "森林防火", "", ""],
    ["预算规模及资金用途", "预算数", "18.00", "其中：财政资金", "18.00", "其他资金", ""],
    ["", "购置宣传品，组织演练", "", "", "", "", ""],
    ["资金支出计划（%）", "3月底", "6月底", "10月底", "12月底", "", ""],
    ["", "", "60%", "", "100%", "", ""],
    ["绩效目标", "1. 组织演练\n2. 培训护林员", "", "", "", "", ""],
    [*HEADER, "", "", ""],
    [*ROW, "", "", ""],
]


def codes(document: Document) -> list[str]:
    return [notice.code for notice in document.notices]


def test_a_whole_table_without_any_span() -> None:
    project = extract([from_rows(HEAD)], "表.xlsx").projects[0]
    assert (project.code, project.name, project.purpose) == ("13000024P0001", "森林防火", "购置宣传品，组织演练")
    assert (project.budget.total, project.budget.fiscal, project.budget.other) == (
        Decimal("18.00"),
        Decimal("18.00"),
        None,
    )
    assert project.spending_plan == (SpendingStep(month=6, percent="60"), SpendingStep(month=12, percent="100"))
    assert project.goals == ("组织演练", "培训护林员")
    assert [(i.level1, i.level2, i.level3, i.value.text) for i in project.indicators] == [tuple(ROW)]
    assert project.indicators[0].where.row == 8


def test_lines_above_give_title_department_and_year() -> None:
    lines = [
        Line("第一部分"),
        Line("部门整体绩效目标"),
        Line("2025年，做好防火工作，落实《2020年森林防火规划》和《2020年方案》。"),
        Line("第二部分 预算项目绩效目标"),
        Line("1.“森林防火绩效目标表"),
        Line("111001 示例县应急管理局    单位 ：万元"),
    ]
    document = extract([*lines, from_rows(HEAD)], "表.docx")
    assert document.department == Department(code="111001", name="示例县应急管理局")
    assert (document.year, document.projects[0].no, document.projects[0].title) == (2025, 1, "森林防火")
    assert document.part_one is not None
    assert document.part_one.paragraphs == (lines[2].text,)
    assert document.notices == ()


def test_several_projects_in_one_sheet_and_in_several_tables() -> None:
    titled = [["1.甲绩效目标表"], ["单位：万元"], *HEAD, ["2.乙绩效目标表"], *HEAD]
    for blocks in ([from_rows(titled)], [from_rows(HEAD), from_rows(HEAD)]):
        assert [len(p.indicators) for p in extract(blocks, "x").projects] == [1, 1]
    assert [p.title for p in extract([from_rows(titled)], "x").projects] == ["甲", "乙"]


def test_head_and_indicators_in_two_tables_are_one_project() -> None:
    document = extract([from_rows(HEAD[:6]), from_rows(HEAD[6:])], "x")
    assert [(p.name, len(p.indicators)) for p in document.projects] == [("森林防火", 1)]


def test_sign_value_and_unit_in_columns_of_their_own() -> None:
    rows = [
        ["一级指标", "二级指标", "三级指标", "计算符号", "指标值", "计量单位", "权重", "实际完成值"],
        ["产出指标", "数量指标", "演练次数", "≥", "2", "次", "10分", "3"],
        ["", "质量指标", "演练效果", "定性", "良好", "", "5", "良好"],
        ["", "", "合格率", "≥", "95%", "%", "待定", ""],
    ]
    document = extract([from_rows(rows)], "x")
    found = document.projects[0].indicators
    assert [i.value.text for i in found] == ["≥2次", "良好", "≥95%"]
    assert [i.weight for i in found] == [Decimal(10), Decimal(5), None]
    assert [(i.level1, i.level2) for i in found][1:] == [("产出指标", "质量指标")] * 2
    assert (found[0].description, found[0].basis) == (None, None)
    assert [i.actual for i in found] == ["3", "良好", ""]
    assert codes(document) == ["weight-not-understood"]


def test_repeated_headers_and_blank_rows_hold_no_indicator() -> None:
    rows = [HEADER, ROW, HEADER, ["", "", "", ""], ["效益指标", "社会效益指标", "", ""], ROW]
    assert len(extract([from_rows(rows)], "x").projects[0].indicators) == 2


def test_amounts_in_yuan_become_wan_and_words_become_a_notice() -> None:
    head = [["项目名称", "甲"], ["预算规模及资金用途", "预算数", "180000", "财政资金", "据实"], *HEAD[6:]]
    document = extract([Line("单位：元"), from_rows(head)], "x")
    assert document.projects[0].budget.total == Decimal(18)
    assert document.projects[0].budget.fiscal is None
    assert codes(document) == ["money-not-understood"]
    assert "据实" in document.notices[0].text


def test_what_belongs_nowhere_is_told() -> None:
    document = extract([from_rows(HEAD), Line("填表人：某某"), from_rows([["审核意见", "同意"]])], "x")
    assert codes(document) == ["line-outside-table", "table-not-read"]


def test_departments_that_differ_are_told() -> None:
    lines: list[Block] = [Line("111001 甲局 单位：万元"), from_rows(HEAD), Line("222002 乙局 单位：万元")]
    document = extract(lines, "x")
    assert document.department == Department(code="111001", name="甲局")
    assert codes(document) == ["department-differs"]


def test_a_file_without_table_has_no_project_and_says_so() -> None:
    document = extract([Line("关于开会的通知"), from_rows([["姓名", "电话"]])], "通知.docx")
    assert document.projects == ()
    assert "no-table" in codes(document)


def test_lists_of_projects_and_statistics_are_no_table() -> None:
    projects = [["项目名称", "预算单位", "资金总额", "其他资金"], ["校舍维修", "示例县一中", "120", "0"]]
    others = [["项目名称", "项目类别", "资金总额"], ["设备购置", "教育", "56"]]
    targets = [["指标名称", "2020年实际值", "2025年目标值"], ["城镇化率", "52%", "58%"], ["绿化率", "41%", "43%"]]
    for head in (projects, others):
        document = extract([from_rows(head), Line("规划指标"), from_rows(targets)], "预算.docx")
        assert document.projects == ()


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("", ()),
        ("购置器材", ("购置器材",)),
        ("目标内容1购置器材", ("购置器材",)),
        ("1. 目标内容 1 购置器材", ("购置器材",)),
        ("1. 目标内容 购置器材", ("购置器材",)),
        ("1、购置器材\n2、培训", ("购置器材", "培训")),
        ("1.购置\n器材\n2.培训", ("购置\n器材", "培训")),
        ("1.5公里道路", ("1.5公里道路",)),
        ("1. 修路\n3. 桥", ("修路\n3. 桥",)),
        ("总体：\n1.修路\n2.架桥", ("总体：", "修路", "架桥")),
        ("1.修路；2.架桥。3.通车", ("修路；", "架桥。", "通车")),
        ("1.修路2.5公里；2.架桥", ("修路2.5公里；", "架桥")),
        ("1. 修路 2. 架桥 3. 通车", ("修路", "架桥", "通车")),
        ("1. 修路 2.5 公里 2. 3座桥", ("修路 2.5 公里 2. 3座桥",)),
        ("修路\n架桥\n保障通行安全", ("修路", "架桥", "保障通行安全")),
        ("目标1：修路\n目标2：架桥", ("修路", "架桥")),
        ("修路，\n架桥", ("修路，\n架桥",)),
        ("维修乡村道路和\n桥梁。\n安装护栏。", ("维修乡村道路和\n桥梁。", "安装护栏。")),
        (
            "全年对县内各条乡村道路开展日常养护并及时处理\n各类病害",
            ("全年对县内各条乡村道路开展日常养护并及时处理\n各类病害",),
        ),
        (
            "全年对县内各条乡村道路开展日常养护并及时处\n理出现的各类病害以保障群众的出行安全和便利\n条件",
            ("全年对县内各条乡村道路开展日常养护并及时处\n理出现的各类病害以保障群众的出行安全和便利\n条件",),
        ),
    ],
)
def test_goals_lose_their_numbers_only(text: str, goals: tuple[str, ...]) -> None:
    assert split_goals(text) == goals
