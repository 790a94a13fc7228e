"""Every rule against its cases: ``tests/review/cases/<rule-name>.yaml``.

::

    fire:                              # at least three: the rule must speak
      - why: 成本比预算大              # what the case shows (optional)
        year: 2024                     # optional
        department: 示例县水利局       # optional
        project: {name: 示例项目, code: "…", total: 10, fiscal: 10, other: null, purpose: …,
                  plan: [25, 50, 75, 100], goals: [第一条, 第二条]}          # all optional
        rows:                          # level-2 label, 三级指标, 绩效指标描述, 指标值, 依据, 权重 (the last may be absent)
          - [数量指标, 演练次数, 组织演练的次数, ≥2次, 《示例县应急演练计划》]
          - [质量指标, 演练合格率, null, 100%, null]    # null: the form has no such column; "": the cell is empty
        part_one: {overall_goal: …, paragraphs: […], items: [[name, duties, goal, indicators_text], …]}
        projects: [{name: …, total: …, rows: […]}, …]   # instead of project and rows, for several tables
        with: [other-rule]             # run these too (for gives_way_to)
        last_year: {project: …, rows: …}   # last year's document (for the rules of --last-year)
        thresholds: {min: 1}           # options of this rule
        expect: {row: 1, field: value, evidence: ≥2次, severity: error, project_no: 1, item: 1}
    pass:                              # at least three: the rule must be silent (or not applicable)
      - …

``plan`` may also map months to percents (``{3: 25, 12: 100}``; month null for unknown: a list of four is 3, 6, 10, 12).
``expect`` names only what matters; a mapping means exactly one finding, a list exactly those, absent at least one.
A level-1 label may stand before the level-2 one as ``产出指标/数量指标``; otherwise it follows from the class.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from review.engine import review, rules
from tests.review.builder import document, last_year

CASES = Path(__file__).parent / "cases"
FILES = sorted(CASES.glob("*.yaml"))


def _load(path: Path) -> dict[str, list[dict[str, Any]]]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def _cases(kind: str) -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}-{number}")
        for path in FILES
        for number, case in enumerate(_load(path)[kind], 1)
    ]


def _found(name: str, case: dict[str, Any]) -> list[dict[str, Any]]:
    report = review(
        [document(case)],
        select=[name, *case.get("with", [])],
        thresholds={name: case["thresholds"]} if "thresholds" in case else None,
        last_year=last_year(case),
        strict=True,
    )
    return [
        {**f.model_dump(), **f.where.model_dump(), "severity": f.severity.value}
        for f in report.findings
        if f.name == name
    ]


@pytest.mark.parametrize(("name", "case"), _cases("fire"))
def test_fires(name: str, case: dict[str, Any]) -> None:
    found = _found(name, case)
    assert found, "the rule is silent"
    expected = case.get("expect")
    if expected is None:
        return
    expected = expected if isinstance(expected, list) else [expected]
    told = [{key: one[key] for key in want} for want, one in zip(expected, found, strict=False)]
    assert told == expected
    assert len(found) == len(expected), [f["message"] for f in found]


@pytest.mark.parametrize(("name", "case"), _cases("pass"))
def test_passes(name: str, case: dict[str, Any]) -> None:
    assert [f["message"] for f in _found(name, case)] == []


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_every_rule_has_its_cases(rule: Any) -> None:
    path = CASES / f"{rule.name}.yaml"
    assert path.exists(), f"write {path.name}: three cases that fire and three that pass"
    cases = _load(path)
    assert len(cases["fire"]) >= 3
    assert len(cases["pass"]) >= 3


def test_no_case_file_without_rule() -> None:
    assert {path.stem for path in FILES} <= {rule.name for rule in rules()}
