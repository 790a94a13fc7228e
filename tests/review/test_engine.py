"""The engine: discovery, options, what ran, order, one defect told once, quotes that are there."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.records import Document
from errors import ConfigError
from review import engine
from review.findings import Finding, Severity
from review.manual import SECTIONS, explain, manual
from review.rule import CannotRun, DocumentRule, NotApplicable, Row, RowRule, Rule, Table, TableRule
from tests.review.builder import document

RULES = engine.rules()
FAULTY = {
    "department": "示例县示例局",
    "projects": [
        {
            "name": "甲经费",
            "total": 6,
            "fiscal": 6,
            "plan": [50, 40, 100],
            "rows": [["成本指标", "总成本", None, "≤13万元"]],
        },
        {"name": "乙经费", "total": 9, "fiscal": 6, "goals": ["乙经费"], "rows": [["数量指标", "次数", None, "≥2次"]]},
    ],
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_explains_itself(rule: Rule) -> None:
    assert set(manual(rule).sections) == set(SECTIONS)
    text = explain(rule)
    assert rule.code in text
    assert rule.name in text
    assert rule.clause


def test_the_page_of_rules_holds_every_rule_under_its_axis() -> None:
    page = engine.manual_page()
    heads = re.findall(r"^### (JX\d{3}) `([a-z0-9-]+)`", page, re.MULTILINE)
    assert heads == [(rule.code, rule.name) for rule in engine.catalogue()]
    assert page.index("## 完整性（JX1xx）") < page.index("## 相关性（JX2xx）") < page.index("## 一致性（JX5xx）")


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES) >= 30


def test_rules_are_found_by_code_and_by_name() -> None:
    assert engine.find_rule("JX301").name == "cost-budget-mismatch"
    assert engine.find_rule("cost-budget-mismatch").code == "JX301"
    assert engine.find_rule("jx301").code == "JX301"


@pytest.mark.parametrize("wrong", ["cost-budget-mismatsh", "JX3O1", "没有的规则"])
def test_an_unknown_rule_is_refused(wrong: str) -> None:
    with pytest.raises(ConfigError, match=wrong):
        engine.find_rule(wrong)
    with pytest.raises(ConfigError, match=wrong):
        engine.review([], select=[wrong])


def test_a_misspelt_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(ConfigError, match="是不是“cost-budget-mismatch”"):
        engine.find_rule("cost-budget-mismatsh")


def test_select_and_ignore_take_codes_names_and_beginnings() -> None:
    chosen = {
        rule.name for rule in engine.review_rules(["JX4", "cost-budget-mismatch", "goal-"], ["plan-missing-cell"])
    }
    assert {"plan-non-monotone", "cost-budget-mismatch", "goal-restates-usage"} <= chosen
    assert not chosen & {"plan-missing-cell", "duplicate-indicator"}


def test_thresholds_change_what_a_rule_says() -> None:
    case = document({"project": {"total": 10}, "rows": [["成本指标", "总成本", None, "≤10.5万元"]]})
    told = engine.review([case], select=["JX301"]).findings
    eased = engine.review([case], select=["JX301"], thresholds={"cost-budget-mismatch": {"tolerance": 1}}).findings
    assert (len(told), len(eased)) == (1, 0)


@pytest.mark.parametrize(
    "thresholds",
    [{"cost-budget-mismatch": {"tolerence": 1}}, {"plan-non-monotone": {"x": 1}}, {"no-such-rule": {"x": 1}}],
)
def test_an_unknown_threshold_is_refused(thresholds: dict[str, dict[str, float]]) -> None:
    with pytest.raises(ConfigError):
        engine.review([], thresholds=thresholds)


def test_findings_come_in_the_order_of_the_document() -> None:
    report = engine.review([document(FAULTY, "b.txt"), document(FAULTY, "a.txt")], strict=True)
    told = [(f.document, f.project_no or 0, f.where.row or 0, f.code) for f in report.findings]
    assert told == sorted(told, key=lambda t: (t[0] != "b.txt", *t[1:]))
    assert report == engine.review([document(FAULTY, "b.txt"), document(FAULTY, "a.txt")])


def test_what_did_not_run_is_told_with_the_reason() -> None:
    checks = engine.review([document({"year": None, "rows": [["数量指标", "次数", None, "≥2次"]]})]).checks
    assert "JX301" in {one.code for one in checks.not_applicable}
    assert "JX501" in {one.code for one in checks.could_not_run}
    assert all(one.reason for one in (*checks.not_applicable, *checks.could_not_run))
    told = [*checks.ran, *(one.code for one in (*checks.not_applicable, *checks.could_not_run))]
    assert sorted(told) == [rule.code for rule in RULES]


def test_without_documents_nothing_ran() -> None:
    checks = engine.review([]).checks
    assert (checks.ran, checks.could_not_run) == ((), ())


class _Base:
    """示例规则。

    依据：无。
    反例：无。
    正例：无。
    何时可忽略：无。
    """

    severity = Severity.ERROR
    clause = "示例条款"


class _Invents(_Base, TableRule):
    code, name = "JX649", "test-invents"

    def check(self, table: Table) -> Iterator[Finding]:
        yield self.finding(table, "name", "文中没有的话", "说明", "建议")


class _Row(_Base, RowRule):
    code, name = "JX648", "test-row"
    gives_way_to = ("test-strong",)

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        if row.number == 3:
            raise NotApplicable("第三行不看")
        yield self.finding(table, row, "value", "弱", "建议")


class _Strong(_Base, RowRule):
    code, name = "JX647", "test-strong"

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        if row.number == 1:
            yield self.finding(table, row, "level3", "强", "建议")


class _Blocked(_Base, DocumentRule):
    code, name = "JX646", "test-blocked"

    def check(self, document: Document) -> Iterator[Finding]:
        raise CannotRun("缺上年度表")
        yield  # pragma: no cover


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "rules", lambda: (_Blocked(), _Strong(), _Row(), _Invents()))


ROWS = {"rows": [["数量指标", "甲", None, "1次"], ["数量指标", "乙", None, "2次"], ["数量指标", "丙", None, "3次"]]}


@pytest.mark.usefixtures("only")
def test_one_defect_is_told_once() -> None:
    report = engine.review([document(ROWS)], select=["JX647", "JX648"], strict=True)
    assert [(f.where.row, f.code) for f in report.findings] == [(1, "JX647"), (2, "JX648")]
    alone = engine.review([document(ROWS)], select=["JX648"], strict=True)
    assert [f.where.row for f in alone.findings] == [1, 2]


@pytest.mark.usefixtures("only")
def test_an_invented_quote_is_never_shown() -> None:
    report = engine.review([document(ROWS)], select=["JX649"])
    assert report.findings == ()
    assert [one.code for one in report.checks.could_not_run] == ["JX649"]
    with pytest.raises(engine.EvidenceError):
        engine.review([document(ROWS)], select=["JX649"], strict=True)


@pytest.mark.usefixtures("only")
def test_a_rule_without_its_input_says_which() -> None:
    checks = engine.review([document(ROWS)], select=["JX646"]).checks
    assert [(one.code, one.reason) for one in checks.could_not_run] == [("JX646", "缺上年度表")]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"code": "JX999"}, "is not JX1xx"),
        ({"name": "NotKebab"}, "is not kebab-case"),
        ({"clause": ""}, "lacks clause"),
        ({"__doc__": "只有一行。"}, "no section"),
        ({"code": "JX301"}, "shares code or name with"),
    ],
)
def test_a_malformed_rule_is_refused_with_its_place(change: dict[str, str], message: str) -> None:
    body = {"code": "JX640", "name": "test-rule", "severity": Severity.HINT, "clause": "条款", "__doc__": _Base.__doc__}
    kind = type("_Made", (_Strong,), body | change)
    with pytest.raises(TypeError, match=rf"test_engine\.py:\d+.*{message}"):
        engine._validate(kind, [type(rule) for rule in RULES])


CELL = st.text(st.sampled_from("防汛演练次数率≥≤=100%万元年月底，。《》 \n无20241"), max_size=12)
LEVEL2 = st.sampled_from(
    ["数量指标", "质量指标", "时效指标", "成本指标", "社会效益指标", "服务对象满意度指标", "别的", ""]
)
CASE = st.fixed_dictionaries(
    {
        "project": st.fixed_dictionaries(
            {
                "name": CELL,
                "purpose": CELL,
                "total": st.none() | st.integers(0, 99),
                "fiscal": st.none() | st.integers(0, 99),
                "goals": st.lists(CELL, max_size=3),
                "plan": st.lists(st.integers(0, 120), max_size=5),
            }
        ),
        "rows": st.lists(st.tuples(LEVEL2, CELL, st.none() | CELL, CELL, st.none() | CELL).map(list), max_size=5),
        "part_one": st.fixed_dictionaries(
            {"paragraphs": st.lists(CELL, max_size=2), "items": st.lists(st.tuples(CELL, CELL, CELL, CELL), max_size=2)}
        ),
    }
)


@given(CASE)
@settings(max_examples=60, deadline=None)
def test_any_table_is_reviewed_and_every_quote_is_printed(case: dict[str, object]) -> None:
    one = document(case)
    report = engine.review([one], strict=True)
    assert all(finding.message and finding.suggestion for finding in report.findings)
    assert 0 <= report.assessment[0].score <= 100
