import json as plain
from decimal import Decimal

import pytest

from corpus.readers import json
from corpus.records import Document
from errors import ReadError

ROW = {"level1": "产出指标", "level2": "数量指标", "level3": "演练次数", "value": {"text": "≥2次"}}
PROJECT = {"name": "森林防火", "indicators": [ROW]}


def read(value: object, name: str = "x.json") -> list[Document]:
    return json.read(name, plain.dumps(value, ensure_ascii=False).encode())


@pytest.mark.parametrize(
    "value",
    [
        {"version": 1, "documents": [{"source": "a", "projects": [PROJECT]}]},
        {"projects": [PROJECT]},
        PROJECT,
        [PROJECT],
        {**PROJECT, "sources": [], "questions": ["?"], "review": {}, "department": "示例县应急管理局", "year": 2025},
        {
            "name": "森林防火",
            "indicators": [{**ROW, "sources": [], "reference_value": "3", "weight": None, "value": "≥2次"}],
        },
    ],
)
def test_every_shape_gives_the_table(value: object) -> None:
    (document,) = read(value)
    assert document.source and document.sha256
    indicator = document.projects[0].indicators[0]
    assert (indicator.level3, indicator.value.operator, indicator.value.number) == ("演练次数", "≥", Decimal(2))


def test_a_draft_keeps_year_and_department() -> None:
    (document,) = read({**PROJECT, "department": "示例县应急管理局", "year": 2025})
    assert document.department is not None
    assert (document.year, document.department.name) == (2025, "示例县应急管理局")


def test_lines_give_a_document_each() -> None:
    lines = plain.dumps(PROJECT) + "\n\n" + plain.dumps({"projects": [PROJECT]}) + "\n"
    assert len(json.read("x.jsonl", lines.encode())) == 2


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ({"projects": [{"indicators": "无"}]}, "projects.1.indicators"),
        ({"projects": [{"budget": {"total": "很多"}}]}, "projects.1.budget.total"),
        ({"projects": [{**PROJECT, "spending_plan": [{"month": "三月", "percent": "5"}]}]}, "spending_plan.1.month"),
        ({"projects": PROJECT}, "projects"),
        ({"documents": 3}, "documents"),
        ({"version": 2, "documents": []}, "版本是 2"),
        ({"x": 1}, "indicators"),
        (3, "一个对象"),
        ([], "没有绩效目标表"),
    ],
)
def test_a_wrong_type_names_the_field(value: object, field: str | None) -> None:
    with pytest.raises(ReadError, match=field):
        read(value)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "空"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"{", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b'{"projects": []}\n{', "第 2 行"),
    ],
)
def test_what_is_no_json_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        json.read("x.json", data)
