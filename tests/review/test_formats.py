"""What a report looks like as text and as JSON."""

from __future__ import annotations

import json
import re

import pytest

from errors import ConfigError
from review import formats
from review.engine import review
from tests.review.builder import document

DOCUMENT = document(
    {
        "project": {"name": "示例 招商\n专项", "total": 6, "plan": [50, 40, 30, 100]},
        "rows": [["成本指标", "控制在预算内", None, "=13 万元"]],
    },
    "样例.docx",
)
REPORT = review([DOCUMENT], select=["JX301", "JX401", "JX501", "JX302"], strict=True)


def test_text_lines_can_be_grepped() -> None:
    lines = formats.render(REPORT, [DOCUMENT], "text").splitlines()
    heads = [line for line in lines if re.match(r"样例\.docx:示例招商专项:[^:]+: JX\d{3} (错误|警告|提示) ", line)]
    assert [re.findall(r":([^:]+): (JX\d+)", head)[0] for head in heads] == [
        ("资金支出计划", "JX401"),
        ("第1行/指标值", "JX301"),
    ]
    assert "    原文：=13万元" in lines


def test_text_ends_with_what_ran() -> None:
    text = formats.render(review([document({"year": None})], select=["JX301", "JX501"]), [], "text")
    assert text.endswith("跑了 0 条，不适用 1 条，未能执行 1 条（JX501 没有读出预算年度）。\n")


def test_json_holds_what_the_contract_names() -> None:
    told = json.loads(formats.render(REPORT, [DOCUMENT], "json"))
    assert told["version"] == 1
    assert told["model"] is None
    assert set(told) >= {"findings", "checks", "assessment"}
    assert set(told["checks"]) == {"ran", "not_applicable", "could_not_run"}
    finding = told["findings"][-1]
    assert {k: finding[k] for k in ("code", "name", "severity", "source", "document", "project_no")} == {
        "code": "JX301",
        "name": "cost-budget-mismatch",
        "severity": "error",
        "source": "rule",
        "document": "样例.docx",
        "project_no": 1,
    }
    assert finding["where"]["level2"] == "成本指标"
    assert finding["where"]["field"] == "value"
    form = told["assessment"][0]
    assert {item["axis"] for item in form["items"]} == {"完整性", "相关性", "适当性", "可行性"}
    assert sum(item["of"] for item in form["items"]) == 100


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ConfigError, match="没有名为“yaml”的输出格式"):
        formats.render(REPORT, [DOCUMENT], "yaml")


def test_control_characters_of_a_document_do_not_reach_the_terminal() -> None:
    planted = document({"project": {"name": "甲", "goals": ["\x1b[mJ加强\x07监管"]}})
    text = formats.render(review([planted], strict=True), [planted], "text")
    assert "加强监管" in text
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", text)
