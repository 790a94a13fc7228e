import pytest

from corpus import layouts

HEADERS = {
    "hebei": (["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"],
              ["level1", "level2", "level3", "description", "value", "basis"]),
    "self-assessment": (["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值(A)", "实际完成值(B)", "分值", "得分"],
                        ["section", "level1", "level2", "level3", "value", "actual", "weight", "score"]),
    "sign apart": (["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"],
                   ["level1", "level2", "level3", "operator", "value", "unit"]),
    "no third level": (["一级指标", "二级指标", "指标内容", "指标值", "备注"],
                       ["level1", "level2", "level3", "value", "remark"]),
    "contents beside names": (["一级指标", "二级指标", "三级指标", "指标值", "指标内容"],
                              ["level1", "level2", "level3", "value", "description"]),
    "spread and broken": (["一 级 指 标", "二级\n指标", "三级指标", "绩 效 指 标 值", "指标值确\n定依据"],
                          ["level1", "level2", "level3", "value", "basis"]),
    "names in other words": (["一级指标", "二级指标", "三级指标", "2024年实际实现值", "预期2025年实现值"],
                             ["level1", "level2", "level3", "history", "value"]),
    "half a year before": (["一级指标", "二级指标", "三级指标", "半年(程)指标值", "全年(程)指标值"],
                           ["level1", "level2", "level3", "history", "value"]),
    "classes behind": (["指标", "指标值", "一级指标", "二级指标"], ["level3", "value", "level1", "level2"]),
    "points behind": (["一级指标", "二级指标", "三级指标", "指标值", "分值（90分）"],
                      ["level1", "level2", "level3", "value", "weight"]),
}  # fmt: skip


@pytest.mark.parametrize("name", HEADERS)
def test_header_names_say_the_fields(name: str) -> None:
    names, fields = HEADERS[name]
    assert layouts.columns(dict(enumerate(names))) == {field: col for col, field in enumerate(fields)}


@pytest.mark.parametrize(
    "row",
    [
        ["产出指标", "数量指标", "演练次数", "演练次数", "≥2次", "方案"],
        ["项目编码", "130", "项目名称", "消防专项"],
        ["三级指标", "指标值"],
        ["满意度指标", "服务对象满意度指标", "指标值", "", "≥95%", ""],
    ],
)
def test_other_rows_are_no_header(row: list[str]) -> None:
    assert layouts.columns(dict(enumerate(row))) is None


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("项目编码", "code"),
        ("项目 名称：", "name"),
        ("其中：财政\n资金", "fiscal"),
        ("预算数（万元）", "total"),
        ("消防专项", None),
    ],
)
def test_head_labels(text: str, field: str | None) -> None:
    assert layouts.head_field(text) == field


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("其中：财政资金 55.00", ("fiscal", "55.00")),
        ("预算数：1,200万元", ("total", "1,200万元")),
        ("项目名称：森林防火", ("name", "森林防火")),
        ("财政资金55万元用于购置器材", None),
        ("预算数", None),
    ],
)
def test_label_and_value_in_one_cell(text: str, expected: tuple[str, str] | None) -> None:
    assert layouts.head_with_value(text) == expected


def test_several_labels_in_one_cell() -> None:
    assert layouts.head_values("资金总额：88 一、财政拨款：80；其他资金：8") == [
        ("total", "88"), ("fiscal", "80"), ("other", "8"),
    ]  # fmt: skip


def test_sections() -> None:
    assert layouts.section("资金支出计\n划（%）") == "plan"
    assert layouts.section("绩 效 目 标") == "goals"
    assert layouts.section("产出指标") is None
