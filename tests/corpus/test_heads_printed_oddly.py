"""Name and money of a project where forms print them in other places than beside their labels."""

from decimal import Decimal

import pytest

from corpus.readers import read_bytes

ROWS = (
    ("一级指标", "二级指标", "三级指标", "指标值"),
    ("产出指标", "数量指标", "检修消防栓数量", "≥320个"),
    ("产出指标", "质量指标", "检修合格率", "≥98%"),
    ("满意度指标", "服务对象满意度指标", "居民满意度", "≥90%"),
)
BLANKS = "\n" + "\n".join(" ".join(row) for row in ROWS)
BARS = "\n" + "\n".join(" | ".join(row) for row in ROWS)
LINES = "\n\n".join(cell for row in ROWS for cell in row)
PIPES = "\n".join(f"| {' | '.join(row)} |" for row in ROWS)
RULED = PIPES.replace("\n", "\n|---|---|---|---|\n", 1)
TITLE = "项目支出绩效目标申报表\n"
HEADS = {
    "labels and amounts in turn": TITLE
    + "项目名称 示例消防栓维护 主管部门 示例县应急局\n资金来源及金额 合计 46 财政拨款小计 40 其他资金 6"
    + BLANKS,
    "labels with colons": TITLE
    + "项目名称：示例消防栓维护    主管部门：示例县应急局\n资金来源及金额  合计：46万元  财政拨款小计：40万元  其他资金：6万元"
    + BLANKS,
    "amounts below their labels": TITLE
    + "项目名称 示例消防栓维护\n项目资金（万元） 资金总额 财政拨款 其他资金\n46 40 6"
    + BLANKS,
    "amounts below their labels, bars": TITLE
    + "项目名称 | 示例消防栓维护 | 主管部门 | 示例县应急局\n资金来源及金额（万元） | 合计 | 财政拨款小计 | 其他资金\n | 46 | 40 | 6"
    + BARS,
    "a cell a line": TITLE
    + "\n"
    + "\n\n".join(("项目名称", "示例消防栓维护", "资金来源及金额", "合计", "46", "财政拨款小计", "40", "其他资金", "6", LINES)),
    "元 behind 单位": TITLE
    + "单位：元\n项目名称 示例消防栓维护 项目资金 460000 其中：财政拨款 400000 其他资金 60000"
    + BLANKS,
    "parts in brackets": TITLE
    + "项目名称：示例消防栓维护；预算金额：46万元（财政拨款40万元，其他资金6万元）"
    + BLANKS,
    "amounts below their labels, Markdown": "# 项目支出绩效目标表\n\n| 项目名称 | 示例消防栓维护 | | |\n|---|---|---|---|\n"
    "| 资金来源及金额（万元） | 合计 | 财政拨款小计 | 其他资金 |\n|  | 46 | 40 | 6 |\n" + PIPES,
    "amounts below each other, Markdown": "# 项目支出绩效目标表\n\n| 项目名称 | 示例消防栓维护 | | |\n|---|---|---|---|\n"
    "| 资金来源及金额 | 合计 | 46万元 | |\n| | 财政拨款小计 | 40万元 | |\n| | 其他资金 | 6万元 | |\n" + PIPES,
    "lines above a Markdown table": "# 项目支出绩效目标表\n\n**项目名称**：示例消防栓维护\n**预算金额**：46万元\n"
    "**财政拨款**：40万元\n**其他资金**：6万元\n\n" + RULED,
}  # fmt: skip


@pytest.mark.parametrize("case", HEADS)
def test_name_and_amounts_are_found(case: str) -> None:
    document = read_bytes("样例.txt", HEADS[case].encode())
    (project,) = document.projects
    assert project.name == "示例消防栓维护"
    budget = project.budget
    assert (budget.total, budget.fiscal, budget.other) == (Decimal(46), Decimal(40), Decimal(6))
    assert [row.level3 for row in project.indicators] == [row[2] for row in ROWS[1:]]


def test_a_sum_that_heads_no_money_is_no_amount() -> None:
    text = TITLE + "项目名称 示例消防栓维护 实施内容 检修 合计 320\n年度金额 46万元" + BLANKS
    (project,) = read_bytes("样例.txt", text.encode()).projects
    assert project.budget.total == Decimal(46)


def test_lines_above_each_of_several_tables_name_their_projects() -> None:
    one = "# 项目支出绩效目标表\n\n项目名称：示例消防栓维护\n预算金额：46万元\n年度目标：完好率达标\n\n"
    text = one + RULED + "\n\n" + one.replace("消防栓维护", "消防车购置").replace("46", "180") + RULED
    document = read_bytes("样例.md", text.encode())
    assert [(p.name, p.budget.total, p.goals) for p in document.projects] == [
        ("示例消防栓维护", Decimal(46), ("完好率达标",)),
        ("示例消防车购置", Decimal(180), ("完好率达标",)),
    ]
    assert "line-outside-table" not in {notice.code for notice in document.notices}


def test_lines_above_a_table_with_a_head_of_its_own_are_told() -> None:
    head = "| 项目名称 | 示例消防车购置 | 预算金额（万元） | 180 |\n"
    text = "项目名称：示例消防栓维护\n\n" + head + "|---|---|---|---|\n" + PIPES
    (project,) = read_bytes("样例.md", text.encode()).projects
    assert (project.name, project.budget.total) == ("示例消防车购置", Decimal(180))
    assert "line-outside-table" in {notice.code for notice in read_bytes("样例.md", text.encode()).notices}


TOTALS = ("年度财政资金总额", "部门预算总额（万元）", "资金金额(万元)", "金额合计", "本年度金额", "预算安排资金")


@pytest.mark.parametrize("between", [BLANKS, BARS])
@pytest.mark.parametrize("label", TOTALS)
def test_other_names_of_the_whole_amount(label: str, between: str) -> None:
    parted = " | " if between is BARS else " "
    text = f"{TITLE}项目名称{parted}示例消防栓维护\n{label}{parted}46" + between
    (project,) = read_bytes("样例.txt", text.encode()).projects
    assert project.budget.total == Decimal(46)


def test_the_years_amount_and_not_the_whole_terms() -> None:
    text = TITLE + "项目名称 示例消防栓维护\n项目总额 138.00 本年度金额 46.00" + BLANKS
    (project,) = read_bytes("样例.txt", text.encode()).projects
    assert project.budget.total == Decimal(46)


def test_columns_of_a_list_are_no_amounts() -> None:
    cells = ["任务名称", "预算金额(万元)", "总额", "财政拨款", "其他资金", "监测", "审核上报", "26", "26", "0"]
    text = TITLE + "\n" + "\n\n".join([*cells, "金额合计", "46", "46", "0", "年度目标", "完成检修", LINES])
    (project,) = read_bytes("样例.txt", text.encode()).projects
    assert (project.budget.total, project.budget.other, project.goals) == (Decimal(46), None, ("完成检修",))


def test_goals_with_their_numbers_and_no_label() -> None:
    text = "项目名称：示例消防栓维护\n目标1：检修全县消防栓\n目标2：完好率达到98%\n绩 效 指 标" + BLANKS
    (project,) = read_bytes("样例.txt", text.encode()).projects
    assert (project.name, project.goals) == ("示例消防栓维护", ("检修全县消防栓", "完好率达到98%"))


def test_goals_each_behind_a_numbered_label() -> None:
    head = "项目名称 | 示例消防栓维护\n项目总体绩效目标 | 名称 | 目标说明\n长期绩效目标1 | 消防供水有保障\n"
    head += "年度绩效目标1 | 检修全县消防栓\n年度绩效目标2 | 完好率达到98%\n年度绩效目标表\n目标名称"
    text = (TITLE + head).replace("\n", " | ||\n") + " | ||" + BARS.replace("\n", " |\n") + " |"
    (project,) = read_bytes("样例.txt", text.encode()).projects
    assert project.goals == ("检修全县消防栓", "完好率达到98%")


def test_what_is_applied_for_and_what_the_unit_gives() -> None:
    text = TITLE + "项目名称 示例消防栓维护\n项目总投资 46万元 其中：申请财政资金 40万元 自筹 6万元" + BLANKS
    (project,) = read_bytes("样例.txt", text.encode()).projects
    budget = project.budget
    assert (budget.total, budget.fiscal, budget.other) == (Decimal(46), Decimal(40), Decimal(6))
