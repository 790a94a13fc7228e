"""What pages, prose and other places' forms print between and around the rows of a table."""

from decimal import Decimal

import pytest

from corpus.chars import fold
from corpus.readers import read_bytes
from corpus.records import Document
from tests.corpus import listed
from tests.corpus.test_listing import NAMES, ROWS, SHEET, VALUES, expected, rows_of, with_columns

BLANKS = listed.blanks(SHEET)
HEADER = " ".join(SHEET.header)
CUT = BLANKS.index("\n成本指标")
PAGES = {
    "a number above the header that is printed again, and at the end": BLANKS[:CUT]
    + f"\n12\n绩效指标 {HEADER}\n产出指标"
    + BLANKS[CUT:].replace("\n", " ", 1)
    + "\n13",
    "continued, between blanks": BLANKS[:CUT] + f"\n续表\n{HEADER}\n产出指标" + BLANKS[CUT:].replace("\n", " ", 1),
    "continued, bars": "\n".join(
        " | ".join(cells) + " |"
        for cells in (
            ["项目名称", "示例河道清淤", "", ""],
            SHEET.header,
            *list(SHEET.body(merged=True, covered=""))[:4],
            ["续表", "", "", ""],
            SHEET.header,
            *list(SHEET.body(merged=True, covered=""))[4:],
        )
    ),
    "signs in words under the direction": "| 一级指标 | 二级指标 | 三级指标 | 指标方向性 | 指标值 | 计量单位 |\n|---|---|---|---|---|---|\n"
    + "\n".join(
        f"| {' | '.join(row[:3])} | 大于等于 | {row[3].replace('≥', '').removesuffix('%')} | {'%' if row[3].endswith('%') else ''} |"
        for row in ROWS
    ),
}


@pytest.mark.parametrize("case", PAGES)
def test_rows_come_back_whatever_the_page_prints(case: str) -> None:
    document = read_bytes("样例.txt", PAGES[case].encode())
    wanted = expected(ROWS)
    if case.startswith("signs"):
        found = [(a, b, value.replace("大于等于", "≥")) for a, b, value in rows_of(document)]
        counted = [row for row in wanted if row[2].startswith("≥")]
        assert [row for row in found if row in counted] == counted
    else:
        assert rows_of(document) == wanted
    assert len(document.projects) == 1


def test_the_last_number_of_a_table_is_no_page() -> None:
    sheet = with_columns(("三级指标", "指标值", "分值"), NAMES, VALUES, ["12"] * 9 + ["13"])
    document = read_bytes("样例.txt", listed.plain_lines(sheet).encode())
    assert rows_of(document) == expected(ROWS)
    assert str(document.projects[0].indicators[-1].weight) == "13"


REPORT = """示例县2025年小区改造项目绩效评价报告
(一)项目决策情况。立项依据充分,但绩效指标不够细化。
(二)项目产出情况。数量指标方面,实际改造小区5个,完成率100%;质量指标方面,工程一次验收合格率100%;时效指标方面,2个小区较计划推迟20天完工。
(三)项目效益情况。居民满意度为91.3%。
"""


def test_a_report_that_speaks_of_indicators_is_no_table() -> None:
    assert read_bytes("样例.txt", REPORT.encode()).projects == ()


def test_rows_in_brackets_behind_a_line_of_tabs() -> None:
    text = "示例县2026年项目绩效目标和指标\n单位:元\n单位编码\t单位名称\t年度预算安排\t绩效目标\n"
    for name, amount in (("示例终端租赁", "260000"), ("示例案件补贴", "600000")):
        text += f"021001\t   {name}\t{amount}\t【项目概况】:租赁。\t【总体目标】\n按时完成。\n"
        text += "【产出指标-数量指标】\n指标1:租赁数量(≥150台)\n指标2:集中教育次数(≥12次)\n"
        text += "【满意度指标-服务对象满意度指标】\n指标1:群众满意度(≥90%)\n"
    projects = read_bytes("样例.txt", text.encode()).projects
    assert [(p.name, p.budget.total, len(p.indicators)) for p in projects] == [
        ("示例终端租赁", Decimal(26), 3),
        ("示例案件补贴", Decimal(60), 3),
    ]


def test_how_an_office_manages_stands_above_what_it_does() -> None:
    rows = [
        ("决策", "项目立项", "立项依据充分性", "充分"),
        ("决策", "绩效目标", "绩效目标合理性", "合理"),
        ("过程", "资金管理", "预算执行率", "≥95%"),
        ("产出", "产出数量", "监测站运行数量", "=38个"),
        ("产出", "产出数量", "专项巡查次数", "≥130次"),
        ("产出", "产出质量", "数据准确率", "≥90%"),
        ("效益", "社会效益", "信访件下降率", "≥5%"),
        ("满意度", "服务对象满意度", "公众满意度", "≥85%"),
    ]
    text, last = ["一级指标", "二级指标", "三级指标", "半年（程）指标值", "全年（程）指标值"], ("", "")
    for a, b, name, value in rows:
        text += [a] * (a != last[0]) + [b] * ((a, b) != last) + [name, value, value]
        last = (a, b)
    document = read_bytes("样例.txt", ("项目名称\n\n示例监管\n\n" + "\n\n".join(text)).encode())
    found = [(i.level1, i.level2, i.level3, i.value.text) for p in document.projects for i in p.indicators]
    assert found == rows


def actuals(document: Document) -> list[tuple[str, str, str]]:
    return [(fold(i.level3), fold(i.value.text), fold(i.actual or "")) for p in document.projects for i in p.indicators]


def test_a_class_of_constraints_below_the_others() -> None:
    sheet = with_columns(("三级指标", "年度指标值", "实际完成值", "得分"), NAMES, VALUES, VALUES, ["10"] * 10)
    text = listed.spaced_lines(sheet) + "\n\n约束性指标\n\n资金管理合规性\n\n合规\n\n合规\n\n0"
    found = actuals(read_bytes("样例.txt", text.encode()))
    assert found[-1] == ("资金管理合规性", "合规", "合规")
    assert [row[0] for row in found[:-1]] == [fold(name) for name in NAMES]


def test_the_unit_of_money_may_stand_behind_the_project() -> None:
    text = """
 项目名称            示例河道清淤                    单位:万元
 主管单位            示例县水务局             实施单位        示例县河道管理所
 项目资金            年度资金总额                 75.80

   一级指标      二级指标        三级指标              指标值
   产出指标      数量指标        清淤河道长度          ≥12公里
                 质量指标        断面验收合格率        100%
   满意度指标    服务对象        沿河居民满意度        ≥90%
                 满意度指标
"""
    (project,) = read_bytes("样例.txt", text.encode()).projects
    assert (project.name, project.budget.total) == ("示例河道清淤", Decimal("75.80"))


def test_what_counts_a_date_is_no_part_of_it() -> None:
    text = "| 一级指标 | 二级指标 | 三级指标 | 指标符号 | 目标值 | 计量单位 |\n|---|---|---|---|---|---|\n"
    text += "| 产出指标 | 时效指标 | 放流时间 | ≤ | 2026年8月15日 | 日期 |\n| 产出指标 | 数量指标 | 放流数量 | ≥ | 120 | 万尾 |\n"
    (project,) = read_bytes("样例.md", text.encode()).projects
    assert [row.value.text for row in project.indicators] == ["≤2026年8月15日", "≥120万尾"]


def test_labelled_classes_hold_for_the_rows_below_them() -> None:
    lines = ["项目名称：示例河道清淤"]
    last = ("", "")
    for level1, level2, name, value in ROWS:
        lines += [f"一级指标：{level1}"] * (level1 != last[0]) + [f"二级指标：{level2}"] * ((level1, level2) != last)
        lines += [f"三级指标：{name}", f"指标值：{value}"]
        last = (level1, level2)
    document = read_bytes("样例.txt", "\n".join(lines).encode())
    assert rows_of(document) == expected(ROWS)
    assert [row.level1 for row in document.projects[0].indicators] == [row[0] for row in ROWS]


def test_an_amount_behind_the_name_is_the_budget() -> None:
    text = "2026年预算项目绩效目标公开表\n"
    for name, amount in (("示例物资采购", "32.4"), ("示例粪污监测", "8")):
        text += f"项目：{name}（预算{amount}万元）\n目标：应免尽免。\n"
        text += "产出指标/数量指标：采购疫苗≥12万头份；采购防护服≥300套\n产出指标/质量指标：疫苗合格率=100%\n"
        text += "满意度指标/服务对象满意度指标：养殖户满意度≥93%\n"
    projects = read_bytes("样例.txt", text.encode()).projects
    assert [(p.name, p.budget.total, p.goals) for p in projects] == [
        ("示例物资采购", Decimal("32.4"), ("应免尽免。",)),
        ("示例粪污监测", Decimal(8), ("应免尽免。",)),
    ]


def test_a_head_with_single_blanks_above_aligned_columns() -> None:
    text = """项目绩效目标表
项目名称 示例登记场所改造
预算数 45.00万元
一级指标     二级指标      三级指标          年度指标值
成本指标     经济成本指标  改造总投资        ≤45万元
             社会成本指标  投诉次数          ≤3次
产出指标     数量指标      改造场所面积      320平方米
             质量指标      验收合格率        100%
效益指标     社会效益指标  登记对数          ≥1800对
"""
    (project,) = read_bytes("样例.txt", text.encode()).projects
    assert (project.name, project.budget.total, len(project.indicators)) == ("示例登记场所改造", Decimal("45.00"), 5)
