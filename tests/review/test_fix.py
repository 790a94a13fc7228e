"""What --fix changes, and what it leaves to people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.chars import fold
from corpus.values import parse_value
from review.fix import diff, fix_basis, fix_document, fix_value, fix_words
from tests.review.builder import document


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("＝100％", "=100%"),
        ("≧９０％", "≥90%"),
        (">=5次", "≥5次"),
        ("＞＝5次", "≥5次"),
        ("<=３０天", "≤30天"),
        ("≥ 90 %", "≥90%"),
        ("≥１５００ 条", "≥1500 条"),
    ],
)
def test_signs_and_digits(typed: str, right: str) -> None:
    assert fix_value(typed) == right


@pytest.mark.parametrize(
    "value", ["=13万元", "≤13万元", "一辆", "90%以上", "12月底前", "较往年有所提高", "", "10-20次", "≥1 500条", "≥=5"]
)
def test_what_a_person_must_decide_stays(value: str) -> None:
    assert fix_value(value) == value


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("冀财规【2020】13号", "冀财规〔2020〕13号"),
        ("冀财规[2020]第13号", "冀财规〔2020〕第13号"),
        ("《通知》（见[1]）", "《通知》（见[1]）"),
        ("【2020】年度", "【2020】年度"),
    ],
)
def test_brackets_of_document_numbers(typed: str, right: str) -> None:
    assert fix_basis(typed) == right


def test_marks_twice() -> None:
    assert fix_words("完成宣传。。发放材料５０００份，，") == "完成宣传。发放材料5000份，"


def test_changes_are_told_cell_by_cell() -> None:
    typed = document(
        {
            "project": {"name": "示例宣传经费", "goals": ["宣传１０场。。"]},
            "rows": [["数量指标", "宣传场次", None, "≥１０场"], ["成本指标", "成本", None, "=13万元"]],
        }
    )
    right, fixes = fix_document(typed)
    assert diff(fixes) == (
        "样例.txt:示例宣传经费:绩效目标\n- 宣传１０场。。\n+ 宣传10场。\n"
        "样例.txt:示例宣传经费:第1行/指标值\n- ≥１０场\n+ ≥10场\n"
    )
    assert right.projects[0].indicators[0].value == parse_value("≥10场")
    assert right.projects[0].indicators[1] == typed.projects[0].indicators[1]


@given(st.text(alphabet="０１２９％＝＞＜≥≤≧ 　0159%=<>.，。、万元次天以上【】[]2024号", max_size=20))
def test_fixing_twice_changes_nothing_and_no_number_changes(text: str) -> None:
    for repair in (fix_value, fix_basis, fix_words):
        once = repair(text)
        assert repair(once) == once
    assert [c for c in fold(fix_value(text)) if c.isdigit()] == [c for c in fold(text) if c.isdigit()]


@given(st.text(alphabet="０１２９％＝＞＜≥≤≧ 0159%=万元次天", max_size=12))
def test_a_value_means_the_same_afterwards(text: str) -> None:
    before, after = parse_value(text), parse_value(fix_value(text))
    assert (before.number, before.operator, before.unit) == (after.number, after.operator, after.unit)
