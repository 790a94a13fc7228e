"""A brief is checked when it comes in, and a wrong one is told what is wrong."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from drafting.brief import brief_of, parse_brief, read_brief
from errors import ConfigError, ReadError

GOOD = {"name": "森林防火宣传与演练", "budget": 18, "purpose": "购置宣传品"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"budget": 0}, "预算数（budget，万元）应大于 0"),
        ({"budget": -3}, "预算数（budget，万元）应大于 0"),
        ({"budget": "十八"}, "应是数字"),
        ({"budget": "NaN"}, "有限的数"),
        ({"name": "  "}, "项目名称（name）不能为空"),
        ({"purpose": ""}, "资金用途（purpose）不能为空"),
        ({"year": 27}, "预算年度（year）"),
        ({"budgets": 3}, "不是可填的项目"),
    ],
)
def test_a_wrong_field_is_named(change: dict[str, object], words: str) -> None:
    with pytest.raises(ConfigError, match=words.replace("（", ".").replace("）", ".")):
        brief_of(GOOD | change)


def test_a_missing_field_is_named() -> None:
    with pytest.raises(ConfigError, match="资金用途"):
        brief_of({"name": "甲", "budget": 1})


def test_money_is_exact() -> None:
    assert parse_brief('{"name": "甲", "purpose": "购置车辆", "budget": 8.66}').budget == Decimal("8.66")


@pytest.mark.parametrize("text", ["", "{", "[1]", '"甲"'])
def test_what_is_no_object_is_refused(text: str) -> None:
    with pytest.raises(ReadError, match="JSON"):
        parse_brief(text)


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "brief.json"
    file.write_text(json.dumps(GOOD), "utf-8")
    assert read_brief(file).name == GOOD["name"]
    with pytest.raises(ReadError, match="没有这个文件"):
        read_brief(tmp_path / "none.json")
