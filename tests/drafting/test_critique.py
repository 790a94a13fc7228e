"""A user's own draft is judged row by row, and one row has others to choose from."""

from decimal import Decimal

import pytest

from corpus.citations import parse_basis
from corpus.records import Budget, Department, Document, Indicator, Project
from corpus.values import parse_value
from drafting.alternatives import alternatives, redrafted
from drafting.critique import critique
from errors import ConfigError

ROWS = [
    ("产出指标", "数量指标", "护林员培训人次", "参加培训的护林员人次", "≥100人次"),
    ("产出指标", "质量指标", "护林员培训合格率", "考核合格人数占参加培训人数的比例", "≥95%"),
    ("产出指标", "成本指标", "项目总成本", "全年支出总额", "≤18万元"),
    ("效益指标", "社会效益指标", "社会影响力", "社会影响力", "=100%"),
    ("满意度指标", "服务对象满意度指标", "林区群众满意度", "表示满意的群众占被调查群众的比例", "≥90%"),
]


def _document(**changed: object) -> Document:
    rows = tuple(
        Indicator(
            level1=one,
            level2=two,
            level3=name,
            description=about,
            value=parse_value(value),
            basis=parse_basis("《示例县森林防火规划》"),
        )
        for one, two, name, about, value in ROWS
    )
    project = Project(
        no=1,
        name="森林防火宣传与演练",
        budget=Budget(total=Decimal(18), fiscal=Decimal(18)),
        purpose="购置宣传品，组织两次演练，培训护林员100人次",
        goals=("组织演练2次，培训护林员100人次。",),
        indicators=rows,
    )
    return Document(
        source="草稿.docx",
        year=2027,
        department=Department(name="示例县林业局"),
        projects=(project.model_copy(update=changed),),
    )


def test_a_bad_row_gets_a_better_one_and_a_sound_row_is_left_alone() -> None:
    (told,) = critique(_document())
    bad = told.rows[3]
    assert "unmeasurable-percent" in {finding.name for finding in bad.findings}
    assert bad.better is not None
    assert bad.better.level2.value == "社会效益指标"
    assert bad.better.pending, "a percent of one thing is no target of another"
    assert told.rows[0].better is None
    assert told.rows[2].better is None


def test_an_activity_that_no_row_counts_is_missing() -> None:
    (told,) = critique(_document())
    names = [row.name for row in told.missing]
    assert "森林防火演练次数" in names
    assert not any("护林员" in name for name in names)


def test_a_table_without_a_budget_is_still_judged() -> None:
    (told,) = critique(_document(budget=Budget()))
    assert any(row.findings for row in told.rows)
    assert told.note is not None
    assert "预算数" in told.note


def test_alternatives_are_new_and_end() -> None:
    document, seen = _document(), list[str]()
    while found := alternatives(document, 2, seen=seen, most=2):
        assert {row.level2.value for row in found} == {"质量指标"}
        assert not {row.name for row in found} & {*seen, "护林员培训合格率"}
        assert all(row.pending for row in found), "no number without an owner"
        seen += [row.name for row in found]
    assert seen


def test_a_wish_names_class_and_number() -> None:
    row = redrafted(_document(), 4, "改成时效指标")
    assert row is not None
    assert row.level2.value == "时效指标"
    counted = redrafted(_document(), 1, "按演练次数算，≥3次")
    assert counted is not None
    assert (counted.name, counted.value) == ("森林防火演练次数", "≥3次")
    percent = redrafted(_document(), 4, "改成可量化的，≥85%")
    assert percent is not None
    assert percent.value == "≥85%"


def test_a_row_that_is_not_there_is_refused() -> None:
    with pytest.raises(ConfigError, match="没有第 9 行"):
        alternatives(_document(), 9)
