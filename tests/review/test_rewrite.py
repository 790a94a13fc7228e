"""What a finding proposes instead: measurable indicators of the project's own category and the row's own class."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.library import categories
from review.engine import review
from tests.review.builder import document

CASES = [
    (
        "农村供水",
        {"name": "农村饮水安全维修养护", "purpose": "维修供水管网"},
        ["社会效益指标", "饮水安全水平", None, "100%"],
    ),
    (
        "培训",
        {"name": "护理员岗位培训班", "purpose": "举办培训班，支付师资费"},
        ["数量指标", "培训完成情况", None, "100%"],
    ),
    ("林业", {"name": "造林补助", "purpose": "栽植苗木、抚育林地"}, ["生态效益指标", "改善生态环境", None, "持续改善"]),
]


def _suggestion(project: dict[str, Any], row: list[str | None]) -> str:
    report = review([document({"project": project, "rows": [row]})], strict=True)
    wanted = {"unmeasurable-percent", "vague-qualitative", "quantity-as-percent", "value-indicator-mismatch"}
    return next(f.suggestion for f in report.findings if f.where.row == 1 and f.name in wanted)


@pytest.mark.parametrize(("what", "project", "row"), CASES)
def test_indicators_of_the_own_category_and_class(what: str, project: dict[str, Any], row: list[str | None]) -> None:
    said = _suggestion(project, row)
    assert "同类项目" in said, what
    names = {i.name for c in categories() for i in c.indicators if i.level2.value == row[0]}
    assert any(name in said for name in names)


def test_what_the_table_has_already_is_not_proposed() -> None:
    project = {"name": "护理员岗位培训班", "purpose": "举办培训班，支付师资费"}
    first = _suggestion(project, ["数量指标", "培训完成情况", None, "100%"])
    having = document(
        {
            "project": project,
            "rows": [["数量指标", "培训完成情况", None, "100%"], ["数量指标", "培训班次", None, "≥2期"]],
        }
    )
    told = review([having], select=["quantity-as-percent"]).findings[0].suggestion
    assert "“培训班次" in first
    assert "“培训班次" not in told


def test_an_unknown_category_gets_the_general_advice() -> None:
    said = _suggestion({"name": "甲乙丙"}, ["社会效益指标", "社会影响力", None, "100%"])
    assert "同类项目" not in said
    assert "知晓率" in said
