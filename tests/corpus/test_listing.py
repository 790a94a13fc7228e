"""Tables copied out as plain text: our own laid out in each shape and read back, real ones against their transcription."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus import taxonomy
from corpus.chars import fold
from corpus.listing.labels import label, may_begin
from corpus.readers import read_bytes
from corpus.records import Document
from tests.corpus import listed
from tests.corpus.listed import APART, Row, Sheet

ROWS: tuple[Row, ...] = (
    ("产出指标", "数量指标", "清淤河道长度", "≥12公里"),
    ("产出指标", "数量指标", "设置警示牌数量", "20块"),
    ("产出指标", "质量指标", "清淤断面验收合格率", "100%"),
    ("产出指标", "时效指标", "完工时间", "2026年10月底前"),
    ("产出指标", "成本指标", "项目总成本", "≤120.5万元"),
    ("效益指标", "社会效益指标", "沿河群众对防汛的信心", "明显增强"),
    ("效益指标", "生态效益指标", "水体质量", "稳步提升"),
    ("效益指标", "可持续影响指标", "河道管护机制", "长期有效"),
    ("满意度指标", "服务对象满意度指标", "沿河居民满意度", "≥90%"),
    ("满意度指标", "服务对象满意度指标", "受益村满意度", "≥92%"),
)
SHEET = Sheet(ROWS)
NAMES, VALUES = [row[2] for row in ROWS], [row[3] for row in ROWS]
SIGNED = [
    ("≥", "12", "公里"),
    ("=", "20", "块"),
    ("=", "100", "%"),
    ("定性", "2026年10月底前", ""),
    ("≤", "120.5", "万元"),
]
SIGNED += [
    ("定性", "明显增强", ""),
    ("定性", "稳步提升", ""),
    ("定性", "长期有效", ""),
    ("≥", "90", "%"),
    ("≥", "92", "%"),
]
NOTES = ["", "含支流", "", "", "", "", "", "抽样调查", "", ""]


def with_columns(columns: tuple[str, ...], *cells: list[str]) -> Sheet:
    """The sheet with other columns behind the classes."""
    return replace(SHEET, columns=columns, cells=tuple(zip(*cells, strict=True)))


FORMS = {
    "name and value": SHEET,
    "weight behind": with_columns(("三级指标", "指标值", "分值"), NAMES, VALUES, ["10"] * 10),
    "weight before": with_columns(("三级指标", "分值", "指标值"), NAMES, ["5", "10"] * 5, VALUES),
    "remarks here and there": with_columns(("三级指标", "指标值", "备注"), NAMES, VALUES, NOTES),
    "how it is scored": with_columns(("三级指标", "指标值", "评分标准"), NAMES, VALUES, ["完成得满分"] * 10),
    "last year beside": with_columns(("三级指标", "上年指标值", "指标值"), NAMES, VALUES, VALUES),
    "other names": with_columns(("指标内容", "预期指标值"), NAMES, VALUES),
}


def rows_of(document: Document) -> list[tuple[str, str, str]]:
    """Level 2, name and value of every row, folded."""
    found = [row for project in document.projects for row in project.indicators]
    return [(fold(row.level2 or ""), fold(row.level3), fold(row.value.text)) for row in found]


def expected(rows: tuple[Row, ...]) -> list[tuple[str, str, str]]:
    return [(fold(level2), fold(name), fold(value)) for _, level2, name, value in rows]


def codes(document: Document) -> set[str]:
    return {notice.code for notice in document.notices}


NUMBERED = "\n".join(
    ["序号|绩效指标类别|绩效指标类型|具体指标名称|绩效指标值|指标说明"]
    + [f"{k}|{'|'.join(row)}|{'年度计划' if k % 2 else ''}" for k, row in enumerate(ROWS, 1)]
)
EXPLAINED = replace(with_columns(("三级指标", "指标值", "指标内容"), NAMES, VALUES, ["反映完成情况"] * 10), goal="")
LONG_TERM = "一级指标 | 二级指标 | 指标内容 | 指标值 |\n产出指标 | 数量指标 | 治理河长 | 80公里 |\n效益指标 | 生态效益指标 | 水体 | 变清 |\n"
CLASS_NAMES = {name for row in ROWS for name in row[:2]}
AS_PRINTED = {
    "a column that numbers the rows": NUMBERED,
    "指标内容 beside 三级指标": listed.blanks(EXPLAINED),
    "classes spaced out": re.sub(r"(.)(.)指标(?= )", r"\1 \2 指 标", listed.blanks(SHEET)),
    "a page number between the rows": listed.bars(SHEET).replace("\n质量指标", "\n- 3 -\n质量指标"),
    "rows between bars without a header": "\n".join(f"| {' | '.join(row)} |" for row in ROWS),
    "brackets with carriage returns": listed.bracketed(SHEET).replace("\n", "\r\n"),
    "classes that nobody filled in": listed.spaced_lines(SHEET).replace(
        "\n生态效益指标", "\n经济效益指标\n\n生态效益指标"
    ),
    "classes behind the values": "指标 | 指标值 | 一级指标 | 二级指标\n"
    + "\n".join(f"{name} | {value} | {level1} | {level2}" for level1, level2, name, value in ROWS),
    "ends of classes on the next line": listed.blanks(SHEET).replace(
        " 服务对象满意度指标 沿河居民满意度 ≥90%", " 服务对象 沿河居民满意度 ≥90%\n满意度指标"
    ),
    "classes spaced out wholly": re.sub(
        r"\S+指标(?= )", lambda m: " ".join(m[0]) if m[0] in CLASS_NAMES else m[0], listed.blanks(SHEET)
    ),
    "a page footer in the middle": listed.bars(SHEET).replace("\n质量指标", "\n示例县水务局 第 2 页 共 3 页\n质量指标"),
    "what a web page prints below": listed.blanks(SHEET) + "\n打印本页 关闭窗口\n版权所有 示例县人民政府",
    "the heading of the next table": listed.blanks(SHEET) + "\n2.示例水库除险\n项目支出绩效目标表\n",
    "bars that lost the places of a section and its classes": "\n".join(
        f"| {' | '.join(cells)} ||" for cells in (["绩效指标", *SHEET.header], *SHEET.body(merged=True))
    ),
    "a sum spaced out below": listed.blanks(SHEET) + "\n合 计 100 97",
    "empty lines between any two cells": "\n \n \n".join(
        cell for cells in (SHEET.header, *SHEET.body(merged=True)) for cell in cells
    ),
    "a sentence below bars": listed.bars(SHEET) + "\n公示期为七天，如有异议请与本单位联系。",
    "signs and points parted by blanks": listed.blanks(SHEET)
    .replace("≥", "≥ ")
    .replace("\n产出指标 ", "\n产出指标 (50 分) "),
    "names under 绩效指标": listed.blanks(replace(SHEET, columns=("绩效指标", "指标值"))),
    "an outline with empty lines": "\n\n".join(
        (f"{level2}\n\n" * (k not in (1, 9))) + f"①{name}：{value}" for k, (_, level2, name, value) in enumerate(ROWS)
    ),
    "marks of a page's source": listed.blanks(SHEET).replace("≥", "&ge;").replace("≤", "&le;").replace(" ", "&nbsp; "),
    "signs and units without a header": "\n".join(
        " ".join(filter(None, (*row[:3], *signed, "10"))) for row, signed in zip(ROWS, SIGNED, strict=True)
    )
    .replace(" = ", " ")
    .replace("定性 2026", "2026"),
    "a title right above bars": "项目支出绩效目标表（2026年度）\n项目名称｜示例河道清淤｜｜\n"
    + "\n".join("｜".join(cells) for cells in (SHEET.header, *SHEET.body(merged=False))),
    "years below the values": "\n\n".join(
        ["一级指标", "二级指标", "三级指标", "指标值", "指标值确定依据", "前年", "上年", "预计当年实现"]
        + [text for *row, value in SHEET.body(merged=True) for text in (*row, "无", "无", value, "计划标准")]
    ),
    "a label before every cell": "项目名称：示例河道清淤\n"
    + "\n".join(" ".join(f"{k}：{v}" for k, v in zip(SHEET.header, row, strict=True)) for row in ROWS),
    "labels and cells a line each": "\n".join(
        f"{k}：\n{v}" for row in ROWS for k, v in zip(SHEET.header, row, strict=True)
    ),
    "header names broken over lines": listed.bar_stream(SHEET).replace("级指标 |", "级\n指标 |"),
    "a class cut off by the end": listed.pipes(SHEET) + "效益指标 | 社会效",
    "an outline": "项目名称：示例河道清淤\n"
    + "\n".join(
        (f"（一）{level1}\n" * (k in (0, 5, 8))) + (f"{k + 1}.{level2}\n" * (k not in (1, 9))) + f"{name}：{value}"
        for k, (level1, level2, name, value) in enumerate(ROWS)
    ),
    "commas": "\n".join(",".join(cells) for cells in (SHEET.header, *SHEET.body(merged=True, covered=""))),
    "bars with empty cells at the end": "| 一级指标 | 二级指标 | 三级指标 | 指标值 | 备注 |\n| --- | --- | --- | --- | --- |\n"
    + "\n".join(f"| {' | '.join(cells)} |  |" for cells in SHEET.body(merged=True, covered=""))
    + "x |",
    "both classes as a path": "示例河道清淤 120.5万元\n"
    + "\n".join(f"{level1}—{level2}：{name} {value}" for level1, level2, name, value in ROWS),
    "the first label below its first row": listed.blanks(SHEET).replace(
        "产出指标 数量指标 清淤河道长度 ≥12公里\n", "清淤河道长度 ≥12公里\n产出指标 数量指标 "
    ),
    "the end of a label that is whole without it": listed.blanks(SHEET).replace(
        "服务对象满意度指标 沿河居民满意度 ≥90%", "服务对象满意度 沿河居民满意度 ≥90%\n指标"
    ),
    "labels and header spaced out": re.sub(
        r"(?m)^\S+指标(?= )", lambda m: " ".join(m[0]), listed.blanks(SHEET).replace(" ", "   ")
    ),
    "half a year's targets before": listed.pipes(
        with_columns(("三级指标", "半年（程）指标值", "全年（程）指标值"), NAMES, ["1"] * 10, VALUES)
    ),
    "the whole term's targets before": listed.spaced_lines(
        with_columns(("三级指标", "实施周期指标值", "年度指标值"), NAMES, ["长期"] * 10, VALUES)
    ),
    "both classes in one cell": "\n".join(
        ["序号\t指标类别\t指标名称\t绩效目标值"]
        + [f"{k}\t{level1}-{level2}\t{name}\t{value}" for k, (level1, level2, name, value) in enumerate(ROWS, 1)]
    ),
    "names that are counted": listed.blanks(
        replace(SHEET, rows=tuple((a, b, f"{k}.{name}", value) for k, (a, b, name, value) in enumerate(ROWS, 1)))
    ),
    "a code of the project and signs apart": "项目编码：13000000000000000001 项目名称：示例河道清淤\n"
    + "\n".join(
        ["一级指标 二级指标 指标名称 计算符号 指标值 计量单位 指标值确定依据"]
        + [
            f"{' '.join(row[:3])} {sign} {value} {unit or '无'} 工作计划"
            for row, (sign, value, unit) in zip(ROWS, SIGNED, strict=True)
        ]
    )
    .replace(" = 20 ", " 定量 20 ")
    .replace(" = 100 ", " 定量 100 "),
    "targets of the long term above": listed.pipes(replace(SHEET, rows=())).rsplit("\n", 1)[0]
    + "\n长期绩效指标 | "
    + LONG_TERM
    + "年度绩效指标 | "
    + "\n".join(" | ".join(cells) + " |" for cells in (SHEET.header, *SHEET.body(merged=True))),
}


@pytest.mark.parametrize("case", AS_PRINTED)
def test_rows_come_back_however_they_are_printed(case: str) -> None:
    assert rows_of(read_bytes("样例.txt", AS_PRINTED[case].encode())) == expected(ROWS)


@pytest.mark.parametrize("shape", [listed.pipes, listed.bars, listed.blanks])
def test_signs_may_stand_under_the_direction(shape: Callable[[Sheet], str]) -> None:
    signs, numbers, units = (list(column) for column in zip(*SIGNED, strict=True))
    sheet = with_columns(("三级指标", "指标方向", "指标值", "计量单位"), NAMES, signs, numbers, units)
    rows = [
        (a, b, name, (sign if sign != "定性" else "") + number + unit)
        for (a, b, name, _), (sign, number, unit) in zip(ROWS, SIGNED, strict=True)
    ]
    assert rows_of(read_bytes("样例.txt", shape(sheet).encode())) == expected(tuple(rows))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("shape", APART)
def test_rows_come_back_from_every_shape(shape: str, form: str) -> None:
    document = read_bytes("样例.txt", APART[shape](FORMS[form]).encode())
    assert rows_of(document) == expected(ROWS)
    assert len(document.projects) == 1


NAMED_AS_CLASSES: tuple[Row, ...] = (
    ("产出指标", "数量指标", "修建护坡", "≥12公里"),
    ("产出指标", "时效指标", "时效指标", "按期完成"),
    ("产出指标", "成本指标", "成本指标", "≤12万元"),
    ("效益指标", "经济效益指标", "经济效益", "良好"),
    ("效益指标", "社会效益指标", "社会效益", "显著"),
    ("效益指标", "可持续影响指标", "可持续影响", "长期"),
    ("满意度指标", "服务对象满意度指标", "服务对象满意度", "≥90%"),
)


@pytest.mark.parametrize("shape", APART)
def test_indicators_may_be_named_as_their_class(shape: str) -> None:
    document = read_bytes("样例.txt", APART[shape](replace(SHEET, rows=NAMED_AS_CLASSES)).encode())
    assert rows_of(document) == expected(NAMED_AS_CLASSES)


PARTED: tuple[Row, ...] = (
    ("产出指标", "数量指标", "新建 护坡", "≥ 12 公里"),
    ("产出指标", "时效指标", "完工 时间", "2026 年 12 月"),
    ("产出指标", "成本指标", "总投资", "≤ 300 万元"),
    ("满意度指标", "服务对象满意度指标", "群众 满意度", "≥ 90 %"),
)


@pytest.mark.parametrize("shape", APART)
def test_names_and_values_with_blanks_in_them(shape: str) -> None:
    document = read_bytes("样例.txt", APART[shape](replace(SHEET, rows=PARTED)).encode())
    assert rows_of(document) == expected(PARTED)


@pytest.mark.parametrize("shape", [name for name in APART if name != "markdown"])
def test_heads_come_back_from_every_shape(shape: str) -> None:
    document = read_bytes("样例.txt", APART[shape](SHEET).encode())
    project = document.projects[0]
    assert (project.name, str(project.budget.total)) == (SHEET.name, SHEET.total)
    assert [fold(goal) for goal in project.goals] == [fold(SHEET.goal)]
    assert document.department is not None
    assert (document.department.name, document.year) == (SHEET.department, SHEET.year)
    assert [row.level1 for row in project.indicators] == [row[0] for row in ROWS]


@pytest.mark.parametrize("gap", [" ", "      "])
def test_labels_on_one_line_are_told_apart(gap: str) -> None:
    head = f"项目绩效目标表\n项目名称：示例堤防加固{gap}主管部门：示例县水务局{gap}单位：万元\n年度资金总额：12.50{gap}其中：财政拨款：10\n"
    document = read_bytes("样例.txt", (head + "一级指标" + listed.plain_lines(SHEET).split("一级指标", 1)[1]).encode())
    project = document.projects[0]
    assert (project.name, project.budget.total, project.budget.fiscal) == (
        "示例堤防加固",
        Decimal("12.50"),
        Decimal(10),
    )
    assert document.department is not None
    assert document.department.name == "示例县水务局"


@pytest.mark.parametrize("shape", APART)
def test_sign_number_and_unit_become_one_value(shape: str) -> None:
    signs, numbers, units = (list(column) for column in zip(*SIGNED, strict=True))
    sheet = with_columns(
        ("三级指标", "指标性质", "指标值", "度量单位", "权重"), NAMES, signs, numbers, units, ["10"] * 10
    )
    document = read_bytes("样例.txt", APART[shape](sheet).encode())
    row = document.projects[0].indicators[0]
    assert (row.value.text, row.value.operator, row.value.unit) == ("≥12公里", "≥", "公里")
    assert [(fold(i.level3), fold(i.value.text).lstrip("=")) for i in document.projects[0].indicators] == [
        (fold(name), fold(value)) for name, value in zip(NAMES, VALUES, strict=True)
    ]
    assert {str(i.weight) for i in document.projects[0].indicators} == {"10"}


@pytest.mark.parametrize("shape", APART)
def test_what_was_achieved_is_no_target(shape: str) -> None:
    done = ["12公里", "18块", "100%", "2026年9月", "118万元", "增强", "提升", "有效", "95%", "96%"]
    columns = ("三级指标", "年度指标值", "实际完成值", "分值", "得分")
    sheet = with_columns(columns, NAMES, VALUES, done, ["10"] * 10, ["9"] * 10)
    document = read_bytes("样例.txt", APART[shape](sheet).encode())
    assert rows_of(document) == expected(ROWS)
    assert [row.actual for row in document.projects[0].indicators] == done


def test_two_groups_that_each_print_the_classes() -> None:
    group = ["一级指标", "二级指标", "三级指标", "指标值"]
    cells, last = [*group, *group], ("", "")
    for level1, level2, name, value in ROWS:
        classes = [level1] * (level1 != last[0]) + [level2] * ((level1, level2) != last)
        cells += [*classes, name, "3年" + value, *classes, name, value]
        last = (level1, level2)
    document = read_bytes("样例.txt", "\n\n".join(cells).encode())
    assert rows_of(document) == expected(ROWS)
    assert len(document.projects[0].midterm) == len(ROWS)


@pytest.mark.parametrize("shape", [name for name in APART if name not in {"markdown", "spaced lines, labels cut"}])
def test_targets_of_the_whole_term_are_kept_apart(shape: str) -> None:
    term = ["≥36公里", "60块", "100%", "2028年底前", "≤360万元", "增强", "提升", "有效", "≥95%", "≥95%"]
    columns = ("三级指标", "指标值", "二级指标", "三级指标", "指标值")
    sheet = with_columns(columns, NAMES, term, [row[1] for row in ROWS], NAMES, VALUES)
    document = read_bytes("样例.txt", APART[shape](sheet).encode())
    assert rows_of(document) == expected(ROWS)
    assert [row.value.text for row in document.projects[0].midterm] == term


def test_cells_broken_over_lines_are_put_together() -> None:
    document = read_bytes("样例.txt", listed.wrapped_lines(SHEET).encode())
    assert len(set(rows_of(document)) & set(expected(ROWS))) >= 9


def test_glued_rows_are_cut_by_labels_and_values() -> None:
    document = read_bytes("样例.txt", listed.glued(SHEET).encode())
    right = set(rows_of(document)) & set(expected(ROWS))
    assert len(right) >= 9
    assert (document.projects[0].name, document.year) == (SHEET.name, SHEET.year)


def test_rows_that_name_their_project_make_a_table_each() -> None:
    text = """部门预算项目绩效目标申报表(2026年度) | |
| 金额单位:元 | |
| 单位名称 | 项目名称 | 预算数 | 年度目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 权重 |
| 示例镇人民政府 | 村组干部报酬 | 3,309,840.00 | 按时发放 | 产出指标 | 数量指标 | 发放人数 | ≥ | 230 | 人 | 20 |
| 产出指标 | 时效指标 | 发放时限 | ≤ | 5 | 日 | 20 | |||
| 满意度指标 | 服务对象满意度指标 | 干部满意度 | ≥ | 95 | % | 10 | |||
| 村级活动经费 | 660,000.00 | 保障村务 | 产出指标 | 数量指标 | 行政村数量 | = | 11 | 个 | 20 | |
| 满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥ | 90 | % | 10 | |||"""
    projects = read_bytes("样例.txt", text.encode()).projects
    assert [(p.name, p.budget.total, p.goals, len(p.indicators)) for p in projects] == [
        ("村组干部报酬", Decimal("330.984"), ("按时发放",), 3),
        ("村级活动经费", Decimal(66), ("保障村务",), 2),
    ]


def test_rows_that_name_their_project_a_cell_a_line() -> None:
    cells = ["项目名称", "预算数", "绩效目标", "一级指标", "二级指标", "三级指标", "指标值"]
    cells += ["示例堤防", "42", "加固堤防", "产出指标", "数量指标", "加固长度", "≥6公里", "质量指标", "合格率", "100%"]
    cells += [
        "示例泵站",
        "18.5",
        "维修泵站",
        "产出指标",
        "数量指标",
        "维修台数",
        "5台",
        "时效指标",
        "完工时间",
        "汛期前",
    ]
    projects = read_bytes("样例.txt", "\n".join(["示例县水务局", *cells]).encode()).projects
    assert [(p.name, p.budget.total, p.goals, len(p.indicators)) for p in projects] == [
        ("示例堤防", Decimal(42), ("加固堤防",), 2),
        ("示例泵站", Decimal("18.5"), ("维修泵站",), 2),
    ]


SELF_ASSESSED = with_columns(
    ("三级指标", "分值", "年度指标值", "全年实际值", "得分", "未完成原因及拟采取的改进措施"),
    NAMES, ["10"] * 10, VALUES, VALUES, ["10"] * 10, [""] * 10,
)  # fmt: skip


@pytest.mark.parametrize(
    "sheet", [SHEET, FORMS["weight behind"], SELF_ASSESSED], ids=["plain", "weight", "self-assessed"]
)
def test_a_table_glued_into_one_line_gives_what_can_be_told(sheet: Sheet) -> None:
    document = read_bytes("样例.txt", ("导语一句。\n" + listed.one_line(sheet)).encode())
    right = set(rows_of(document)) & set(expected(ROWS))
    assert len(right) >= 9
    assert document.projects[0].name == SHEET.name
    assert {row.where.line for row in document.projects[0].indicators} == {2}
    assert "cells-glued" in codes(document)


def test_planned_and_spent_amounts_glued_together_are_not_read() -> None:
    text = listed.one_line(SELF_ASSESSED).replace(SHEET.total, "20.0020.00")
    document = read_bytes("样例.txt", text.encode())
    assert document.projects[0].budget.total is None
    assert "money-not-understood" in codes(document)


def test_values_of_words_and_numbers_glued_to_names() -> None:
    text = "一级指标二级指标三级指标指标值\n产出指标数量指标公示批次每月1批\n质量指标核验准确率达到98%以上\n成本指标经费支出控制在12.8万元以内\n"
    rows = rows_of(read_bytes("样例.txt", text.encode()))
    assert [row[1:] for row in rows] == [
        ("公示批次", "每月1批"), ("核验准确率", "达到98%以上"), ("经费支出", "控制在12.8万元以内"),
    ]  # fmt: skip


@pytest.mark.parametrize("blank", ["\t", "\u3000", "\u00a0"])
def test_white_space_of_any_kind_may_stand_between_glued_cells(blank: str) -> None:
    text = f"产出指标数量指标清淤长度≥12公里{blank}质量指标{blank}验收合格率=100%满意度指标沿岸居民满意度≥90%合计100"
    document = read_bytes("样例.txt", text.encode())
    assert [row[1:] for row in rows_of(document)] == [
        ("清淤长度", "≥12公里"), ("验收合格率", "=100%"), ("沿岸居民满意度", "≥90%"),
    ]  # fmt: skip


def test_glued_rows_without_a_header_are_read_with_a_notice() -> None:
    text = "产出指标数量指标清淤长度≥12公里15排水口疏通数量=20个15质量指标验收合格率=100%20满意度指标沿岸居民满意度≥90%10合计100"
    document = read_bytes("样例.txt", text.encode())
    assert [row[2] for row in rows_of(document)] == ["≥12公里", "=20个", "=100%", "≥90%"]
    assert "header-missing" in codes(document)


def test_labels_in_brackets() -> None:
    second = replace(SHEET, name="示例水库除险", rows=ROWS[:3])
    document = read_bytes("样例.txt", (listed.bracketed(SHEET) + "\n\n" + listed.bracketed(second)).encode())
    assert [project.name for project in document.projects] == [SHEET.name, second.name]
    assert rows_of(document) == expected(ROWS) + expected(ROWS[:3])
    assert document.projects[0].goals == (SHEET.goal,)
    assert "header-missing" in codes(document)


def test_indicators_in_sentences() -> None:
    document = read_bytes("样例.txt", listed.prose(SHEET).encode())
    right = set(rows_of(document)) & set(expected(ROWS))
    assert len(right) >= 8
    assert "header-missing" in codes(document)


def test_a_date_with_its_year_is_one_value_in_a_sentence() -> None:
    text = listed.sentences(SHEET).replace("完工时间2026年10月底前", "完工时间为2026年10月31日前")
    assert ("时效指标", "完工时间", "2026年10月31日前") in rows_of(read_bytes("样例.txt", text.encode()))


def test_numbered_classes_end_no_table() -> None:
    numbers = {"产出指标": "一、", "效益指标": "二、", "满意度指标": "三、", "数量指标": "1.", "质量指标": "2."}
    cells = [cell for row in (SHEET.header, *SHEET.body(merged=True)) for cell in row]
    document = read_bytes("样例.txt", "\n\n".join(numbers.get(cell, "") + cell for cell in cells).encode())
    rows = [row for project in document.projects for row in project.indicators]
    assert [(taxonomy.level1(row.level1), taxonomy.level2(row.level2), row.level3) for row in rows] == [
        (level1, level2, name) for level1, level2, name, _ in ROWS
    ]


def test_sentences_that_count_without_signs() -> None:
    text = (
        "“示例绿道”项目预算56万元。\n产出指标：数量指标：新建绿道长度12公里，栽植乔木2600株；质量指标：工程验收合格率100%；"
        "时效指标：2026年10月底前完工；成本指标：每公里造价控制在4.6万元以内。\n"
        "效益指标：社会效益指标：市民健身空间有效拓展。\n满意度指标：市民满意度达到90%以上。"
    )
    assert rows_of(read_bytes("样例.txt", text.encode())) == [
        ("数量指标", "新建绿道长度", "12公里"),
        ("数量指标", "栽植乔木", "2600株"),
        ("质量指标", "工程验收合格率", "100%"),
        ("成本指标", "每公里造价", "控制在4.6万元以内"),
        ("社会效益指标", "市民健身空间", "有效拓展"),
        ("满意度指标", "市民满意度", "达到90%以上"),
    ]


def test_indicators_in_sentences_that_a_class_begins() -> None:
    document = read_bytes("样例.txt", listed.sentences(SHEET).encode())
    assert [(row[0], row[2]) for row in rows_of(document)] == [(row[0], row[2]) for row in expected(ROWS)]
    assert "header-missing" in codes(document)


@pytest.mark.parametrize("spelling", sorted(taxonomy.SPELLINGS))
def test_every_spelling_of_a_class_is_one_in_a_text_too(spelling: str) -> None:
    points = "50分"
    assert label(spelling) == label(f"一、{spelling}（{points}）") == label(" ".join(spelling)) is not None
    assert may_begin(spelling[:2])


TOLD = """纳入绩效管理的项目 2 个，涉及资金 61.2 万元。
1.示例食堂改造项目，预算41.2万元。绩效目标：更新蒸箱，保障用餐安全。
产出指标：
数量指标：更新设备≥16台；改造灶台6个；
质量指标：设备验收合格率100%。
效益指标：
社会效益指标：用餐便利程度明显提高。
满意度指标：职工满意度≥95%。
2.示例培训项目，预算200000元。绩效目标：提高业务水平。
产出指标：
数量指标：
（1）培训人次（≥48人次）；
（2）培训场次不少于6场。
时效指标：培训完成时间2026年11月底前。
"""


def test_projects_in_sentences_below_classes_of_both_levels() -> None:
    projects = read_bytes("样例.txt", TOLD.encode()).projects
    assert [(p.name, p.budget.total, p.goals) for p in projects] == [
        ("示例食堂改造项目", Decimal("41.2"), ("更新蒸箱，保障用餐安全。",)),
        ("示例培训项目", Decimal(20), ("提高业务水平。",)),
    ]
    rows = [[(i.level1, i.level2, i.level3, i.value.text) for i in p.indicators] for p in projects]
    assert rows[0] == [
        ("产出指标", "数量指标", "更新设备", "≥16台"),
        ("产出指标", "数量指标", "改造灶台", "6个"),
        ("产出指标", "质量指标", "设备验收合格率", "100%"),
        ("效益指标", "社会效益指标", "用餐便利程度", "明显提高"),
        ("满意度指标", "满意度指标", "职工满意度", "≥95%"),
    ]
    assert [row[2:] for row in rows[1]] == [
        ("培训人次", "≥48人次"), ("培训场次", "不少于6场"), ("培训完成时间", "2026年11月底前"),
    ]  # fmt: skip


@pytest.mark.parametrize("shape", ["bars", "bar stream", "spaced lines", "plain lines"])
def test_rows_that_nobody_filled_in_are_told_and_not_read(shape: str) -> None:
    empty = [("产出指标", "数量指标", "指标2", ""), ("产出指标", "质量指标", "……", "")]
    rows = (ROWS[0], empty[0], ROWS[2], empty[1], *ROWS[3:])
    document = read_bytes("样例.txt", APART[shape](replace(SHEET, rows=rows)).encode())
    assert rows_of(document) == expected((ROWS[0], *ROWS[2:]))
    assert "row-is-placeholder" in codes(document)


def test_points_printed_below_a_class_belong_to_it() -> None:
    text = listed.spaced_lines(SHEET)
    text = text.replace("产出指标\n\n", "产出指标\n\n(50)\n\n", 1).replace(
        "\n\n满意度指标\n\n", "\n\n满意度指标\n\n10分)\n\n", 1
    )
    document = read_bytes("样例.txt", text.encode())
    assert rows_of(document) == expected(ROWS)


@pytest.mark.parametrize("shape", ["bar stream", "spaced lines", "blanks"])
def test_a_class_cut_off_by_the_end_of_the_text_is_no_row(shape: str) -> None:
    text = APART[shape](SHEET)
    cut = text[: text.index("满意度指标") + 2]
    document = read_bytes("样例.txt", cut.encode())
    assert rows_of(document) == expected(ROWS[:8])


def test_an_amount_is_the_first_of_several_columns() -> None:
    text = listed.blanks(SHEET).replace("年度资金总额： 120.50", "年度资金总额： 120.50 120.50 98.00 10 81% 8")
    assert str(read_bytes("样例.txt", text.encode()).projects[0].budget.total) == "120.50"


def test_rows_without_header_are_read_with_a_notice() -> None:
    text = (
        "数量指标 | 移库档案数量 | 1000箱\n社会效益指标 | 群众查档便利 | 明显提高\n满意度指标 | 查档人满意度 | ≥95%\n"
    )
    document = read_bytes("样例.txt", text.encode())
    assert [row[1:] for row in rows_of(document)] == [
        ("移库档案数量", "1000箱"), ("群众查档便利", "明显提高"), ("查档人满意度", "≥95%"),
    ]  # fmt: skip
    assert "header-missing" in codes(document)


NOTHING = {
    "prose": "示例县水务局做好项目的产出指标和效益指标管理，数量指标、质量指标均应细化。\n一级指标、二级指标和三级指标由单位填写，指标值应量化。",
    "other tables": "部门收支总表\n科目编码 | 科目名称 | 金额（万元）\n2130301 | 行政运行 | 120.50\n2130305 | 水利工程建设 | 300\n",
    "a list of classes": "本次公开的内容包括：\n数量指标\n质量指标\n时效指标\n",
    "contents": "目录\n一、部门概况 1\n二、绩效目标表 15\n三、名词解释 20\n",
    "statistics with targets": "示例县统计公报\n指标名称 | 计量单位 | 目标值 | 完成值\n工业增速 | % | 8 | 8.3\n投资增速 | % | 10 | 10.6\n",
    "rules with numbers": "设定绩效目标应细化量化，数量指标不少于3个，质量指标不少于1个，满意度指标值一般≥90%。",
    "header in a manual": "填报时，一级指标 二级指标 三级指标 指标值 四栏均须填写，三级指标不少于三条，请各单位认真核对后报送。",
}


@pytest.mark.parametrize("kind", NOTHING)
def test_no_indicator_is_invented(kind: str) -> None:
    document = read_bytes("样例.txt", NOTHING[kind].encode())
    assert [row for project in document.projects for row in project.indicators] == []
    assert document.projects == ()
    assert "no-table" in codes(document)


@pytest.mark.parametrize("shape", ["bars", "blanks", "tabs", "spaced lines", "bar stream"])
def test_what_stands_below_a_table_is_no_row(shape: str) -> None:
    below = (
        "\n\n填表人：甲  联系电话：000\n\n部门收支总表\n\n科目编码 | 科目名称 | 金额\n\n2130301 | 行政运行 | 120.50\n"
    )
    document = read_bytes("样例.txt", (APART[shape](SHEET) + below).encode())
    assert rows_of(document) == expected(ROWS)


@pytest.mark.parametrize("shape", APART)
@pytest.mark.parametrize("below", ["示例县财政局\n{}2026年2月10日\n", "示例县财政局办公室 2026年2月10日印发\n"])
def test_who_signed_and_when_is_no_row(shape: str, below: str) -> None:
    gap = "\n" if "\n\n" in APART[shape](SHEET) else ""
    document = read_bytes("样例.txt", (APART[shape](SHEET) + "\n" + gap + below.format(gap)).encode())
    assert rows_of(document) == expected(ROWS)


def test_what_says_how_a_target_is_counted_is_no_name() -> None:
    how = ["", "已巡查数/应巡查数", "", "反映工程进度", "", "", "", "占全年天数的比例", "", ""]
    document = read_bytes(
        "样例.txt", listed.plain_lines(with_columns(("三级指标", "指标值", "指标说明"), NAMES, VALUES, how)).encode()
    )
    assert rows_of(document) == expected(ROWS)
    assert [row.description or "" for row in document.projects[0].indicators] == how


@pytest.mark.parametrize("shape", ["bars", "bar stream", "blanks", "tabs", "spaced lines", "plain lines"])
def test_several_tables_in_one_text(shape: str) -> None:
    second = replace(SHEET, name="示例泵站维修", total="8.00", rows=ROWS[:4])
    text = APART[shape](SHEET) + "\n\n" + APART[shape](second)
    document = read_bytes("样例.txt", text.encode())
    assert [project.name for project in document.projects] == [SHEET.name, second.name]
    assert [len(project.indicators) for project in document.projects] == [len(ROWS), 4]


def test_a_header_repeated_on_the_next_page_opens_no_table() -> None:
    lines = listed.blanks(SHEET).split("\n")
    text = "\n".join([*lines[:-4], "一级指标 二级指标 三级指标 指标值", *lines[-4:]])
    document = read_bytes("样例.txt", text.encode())
    assert rows_of(document) == expected(ROWS)
    assert len(document.projects) == 1


@pytest.mark.parametrize(
    ("shape", "title"),
    [
        ("markdown", ""),
        *((shape, t) for shape in ("bars", "blanks", "tabs", "spaced lines", "plain lines") for t in ("", SHEET.title)),
    ],
)
def test_a_page_that_prints_title_and_header_again_begins_no_project(shape: str, title: str) -> None:
    rest = APART[shape](replace(SHEET, rows=ROWS[5:]))
    page = rest[rest.index("绩效指标\n" if shape == "plain lines" else "一级指标") :].removeprefix("绩效指标\n")
    page = ("| " if shape == "markdown" else "") + page
    first = APART[shape](replace(SHEET, rows=ROWS[:5]))
    gap = "\n\n" if shape in {"markdown", "spaced lines"} else "\n"
    document = read_bytes("样例.txt", gap.join(filter(None, [first, "第 2 页", title, page])).encode())
    assert rows_of(document) == expected(ROWS)
    assert len(document.projects) == 1


HEADER = "一级指标 | 二级指标 | 三级指标 | 指标值\n"
CLASSES = {
    "centred": (
        "数量指标 | 清淤长度 | 12公里\n产出指标 | 清淤方量 | 3万方\n质量指标 | 合格率 | 100%\n",
        [("产出指标", "数量指标"), ("产出指标", "数量指标"), ("产出指标", "质量指标")],
    ),
    "odd spelling": (
        "项目完成指标 | 数量指标 | 清淤长度 | 12公里\n项目效益指标 | 社会效益指标 | 防汛能力 | 增强\n",
        [("项目完成指标", "数量指标"), ("项目效益指标", "社会效益指标")],
    ),
    "no level 2": (
        "产出指标 | 数量指标 | 清淤长度 | 12公里\n满意度指标 | 居民满意度 | 90%\n",
        [("产出指标", "数量指标"), ("满意度指标", "满意度指标")],
    ),
    "satisfaction under benefit": (
        "效益指标 | 社会效益指标 | 防汛能力 | 增强\n服务对象满意度指标 | 居民满意度 | 90%\n",
        [("效益指标", "社会效益指标"), ("效益指标", "服务对象满意度指标")],
    ),
    "level 2 alone": (
        "成本指标 | 清淤单价 | ≤20元\n社会效益指标 | 防汛能力 | 增强\n",
        [("成本指标", "成本指标"), (None, "社会效益指标")],
    ),
    "cost of its own": (
        "成本指标(20分) | 经济成本指标 | 总成本 | ≤10万元\n产出指标 | 数量指标 | 清淤长度 | 12公里\n",
        [("成本指标(20分)", "经济成本指标"), ("产出指标", "数量指标")],
    ),
}


@pytest.mark.parametrize("case", CLASSES)
def test_classes_of_rows_as_printed(case: str) -> None:
    rows, wanted = CLASSES[case]
    document = read_bytes("样例.txt", (HEADER + rows).encode())
    assert [(row.level1, row.level2) for row in document.projects[0].indicators] == wanted


TEMPLATES = {
    "★★★指标1：清淤河道长度(≥**公里) | ≥12公里": ("清淤河道长度", "≥12公里", "template-text"),
    "*清淤断面合格率100% | ≥98%": ("清淤断面合格率100%", "≥98%", "template-text"),
    "受益人口数≥**人 | ≥29人": ("受益人口数", "≥29人", "template-text"),
    "指标1：清淤河道长度 | 公里": ("清淤河道长度", "公里", "row-unfilled"),
    "0 | 0.00%": ("0", "0.00%", "row-unfilled"),
}


@pytest.mark.parametrize("row", TEMPLATES)
def test_what_the_template_prints_is_told(row: str) -> None:
    name, value, code = TEMPLATES[row]
    document = read_bytes("样例.txt", f"{HEADER}产出指标 | 数量指标 | {row}\n质量指标 | 合格率 | 100%\n".encode())
    first = document.projects[0].indicators[0]
    assert (first.level3, first.value.text) == (name, value)
    assert code in codes(document)


MONEY = {
    "年度资金总额：10000万元": "10000",
    "年度资金总额 | 1,680.50": "1680.50",
    "金额单位：元 | 年度资金总额 | 1681680": "168.1680",
    "年度资金总额 | 854万(其中示范建设295万元)": "854",
    "年度资金总额 | 约需经费若干": "None",
}


@pytest.mark.parametrize("line", MONEY)
def test_budget_in_wan(line: str) -> None:
    text = f"项目绩效目标表 | |||\n项目名称 | 示例 | ||\n{line} | ||\n{HEADER}产出指标 | 数量指标 | 长度 | 1公里\n质量指标 | 合格率 | 100%\n"
    document = read_bytes("样例.txt", text.encode())
    assert str(document.projects[0].budget.total) == MONEY[line]
    assert ("money-not-understood" in codes(document)) == (MONEY[line] == "None")


WORD = st.text(st.sampled_from("河道清淤设备宣传培训档案安全救助道路巡查绿化水质"), min_size=2, max_size=10)
NAME = st.builds(lambda word, end: word + end, WORD, st.sampled_from(["数量", "合格率", "完成时间", "次数", "覆盖面"]))
VALUE = st.one_of(
    st.builds(lambda sign, n, unit: f"{sign}{n}{unit}", st.sampled_from(["≥", "≤", ""]), st.integers(1, 9999), st.sampled_from(["%", "人次", "公里"])),
    st.sampled_from(["12月底前", "有效提升", "明显改善"]),
)  # fmt: skip
CLASS = st.sampled_from([(row[0], row[1]) for row in ROWS])


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """A table of our making: classes in the form's order, one to three indicators each."""
    classes = sorted(draw(st.sets(CLASS, min_size=2)), key=[row[:2] for row in ROWS].index)
    rows = [(*c, draw(NAME), draw(VALUE)) for c in classes for _ in range(draw(st.integers(1, 3)))]
    return replace(SHEET, rows=tuple(rows))


@settings(max_examples=60, deadline=None)
@given(sheets(), st.sampled_from(sorted(APART)))
@example(replace(SHEET, rows=(ROWS[0], ROWS[4])), "pipes")  # 成本指标, a class of either level, where places were lost
def test_any_table_comes_back(sheet: Sheet, shape: str) -> None:
    document = read_bytes("样例.txt", APART[shape](sheet).encode())
    assert rows_of(document) == expected(sheet.rows)


def test_real_tables_are_read_as_transcribed(shared: Path, tmp_path: Path) -> None:
    files = sorted((shared / "real" / "text").glob("*.txt"))
    documents = [read_bytes(file.name, file.read_bytes()).to_json() for file in files]
    read = tmp_path / "read.json"
    read.write_text(json.dumps({"version": 1, "documents": documents}, ensure_ascii=False), "utf-8")
    tables = shared / "real" / "tables.jsonl"
    scorer = [sys.executable, str(shared / "check" / "score_real.py"), str(tables), str(read), "--min", "95"]
    scored = subprocess.run(scorer, capture_output=True, text=True, check=False)
    assert scored.returncode == 0, scored.stdout
