"""Classes in words of a table's own, and classes on lines of their own behind their rank."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus.chars import fold
from corpus.readers import read_bytes
from corpus.records import Document
from tests.corpus import listed
from tests.corpus.listed import APART, Row, Sheet
from tests.corpus.test_listing import ROWS, SIGNED

OWN: tuple[Row, ...] = (
    ("运行成本", "公用经费控制", "人均公用经费", "≤1.2万元"),
    ("运行成本", "项目支出成本", "单位清淤成本", "≤8万元/公里"),
    ("管理效率", "预算编制", "预算编制完整率", "100%"),
    ("管理效率", "预算执行", "预算执行率", "≥95%"),
    ("管理效率", "预算执行", "结转结余率", "≤5%"),
    ("履职效能", "供水保障", "新增供水管网长度", "≥30公里"),
    ("履职效能", "河道治理", "清淤河段数量", "6段"),
    ("社会效应", "社会效益", "供水普及程度", "显著提升"),
    ("可持续发展能力", "人才培养", "培训技术人员", "≥40人次"),
    ("服务对象满意度", "群众满意度", "用水户满意度", "≥92%"),
)
DEPARTMENT = Sheet(OWN, title="2026年度部门整体支出绩效目标表")


def classes_of(document: Document) -> list[tuple[str, ...]]:
    """Both classes, name and value of every row, folded."""
    rows = [row for project in document.projects for row in project.indicators]
    return [
        tuple(map(fold, (row.level1 or "", row.level2 or "", row.level3, row.value.text.lstrip("＝=")))) for row in rows
    ]


def folded(rows: tuple[Row, ...]) -> list[tuple[str, ...]]:
    return [tuple(map(fold, row)) for row in rows]


@pytest.mark.parametrize("shape", [name for name in APART if name != "spaced lines, labels cut"])
def test_classes_of_whole_departments_are_kept_as_printed(shape: str) -> None:
    document = read_bytes("样例.txt", APART[shape](DEPARTMENT).encode())
    assert classes_of(document) == folded(OWN)


@pytest.mark.parametrize("shape", [listed.blanks, listed.plain_lines, listed.bars])
def test_they_are_told(shape: Callable[[Sheet], str]) -> None:
    document = read_bytes("样例.txt", shape(DEPARTMENT).encode())
    assert "classes-in-own-words" in {notice.code for notice in document.notices}


def test_own_classes_with_signs_and_units_apart() -> None:
    cells = (
        ("基本支出预算执行率", "≥", "98", "%"),
        ("财务管理制度健全性", "定性", "健全", ""),
        ("馆藏数字化数量", "≥", "30000", "页"),
        ("群众档案意识", "定性", "提高", ""),
        ("业务培训次数", "≥", "4", "次"),
    )
    classes = (
        ("部门管理", "资金投入"),
        ("部门管理", "财务管理"),
        ("履职效果", "部门履职目标"),
        ("履职效果", "社会影响"),
        ("能力建设", "人力资源建设"),
    )
    rows = tuple((*klass, name, "") for klass, (name, *_) in zip(classes, cells, strict=True))
    sheet = replace(DEPARTMENT, rows=rows, columns=("三级指标", "指标性质", "指标值", "度量单位"), cells=cells)
    found = classes_of(read_bytes("样例.txt", listed.spaced_lines(sheet).encode()))
    values = ["≥98%", "健全", "≥30000页", "提高", "≥4次"]
    assert found == folded(tuple((a, b, name, value) for (a, b, name, _), value in zip(rows, values, strict=True)))


def ranked(words: tuple[str, str, str], header: str, *, signed: bool = False, whole: bool = False) -> list[list[str]]:
    """A row for each class and each indicator behind its rank; ``whole``: rows print the classes above them too."""
    lines = [header.split()]
    last = ("", "")
    for row, (sign, number, unit) in zip(ROWS, SIGNED, strict=True):
        if row[0] != last[0]:
            lines.append([words[0], row[0]])
        if row[:2] != last:
            lines.append([words[1], *row[:1], row[1]] if whole else [words[1], row[1]])
        last = row[:2]
        value = [sign, number, unit] if signed and unit else ["定性", row[3]] if signed else [row[3]]
        lines.append([words[2], *(row[:2] if whole else ()), row[2], *value])
    return lines


NAMED = "级次 指标名称 指标值"
RANKED = {
    "names alone": ranked(("一级", "二级", "三级"), NAMED),
    "in full": ranked(("一级指标", "二级指标", "三级指标"), "指标级别 指标名称 指标值"),
    "signs apart": ranked(("一级", "二级", "三级"), "级次 指标名称 计算符号 指标值 计量单位", signed=True),
    "columns for all levels": ranked(("1", "2", "3"), "级次 一级指标 二级指标 三级指标 指标值"),
    "classes in every row": ranked(("1级", "2级", "3级"), "层级 一级指标 二级指标 三级指标 指标值", whole=True),
}


IN_WORDS = [case for case in RANKED if RANKED[case][1][0].startswith("一级")]
"""A bare number on a line of its own would be no rank."""


@pytest.mark.parametrize(
    ("case", "between"),
    [(case, between) for case in RANKED for between in (" ", " | ", "\t")] + [(case, "\n") for case in IN_WORDS],
)
def test_levels_on_lines_of_their_own(case: str, between: str) -> None:
    text = "项目名称：示例河道清淤\n" + "\n".join(between.join(line) for line in RANKED[case])
    document = read_bytes("样例.txt", text.encode())
    assert classes_of(document) == folded(ROWS)
    assert document.projects[0].name == "示例河道清淤"
