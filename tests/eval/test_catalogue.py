"""docs/evaluation.md says for every problem type of the catalogue which rule tells it; the page and the rules agree."""

from __future__ import annotations

import re
from pathlib import Path

from review.engine import find_rule, rules

PAGE = Path(__file__).resolve().parents[2] / "docs" / "evaluation.md"
_ROW = re.compile(r"^\| [\d–]+a? \| (?P<types>[^|]+) \| (?P<rules>[^|]+) \| (?P<decided>[^|]+) \|", re.MULTILINE)
_NAME = re.compile(r"[a-z]+[a-z0-9]*(?:-[a-z0-9]+)+")
BEYOND = {"cell-pending", "target-unchanged", "indicator-vanished", "amount-changed-without-target"}
"""Rules that stand for no problem type of their own."""


def _rows() -> list[tuple[set[str], list[str]]]:
    page = PAGE.read_text(encoding="utf-8")
    return [(set(_NAME.findall(m["types"])), re.findall(r"JX\d{3}", m["rules"])) for m in _ROW.finditer(page)]


def test_named_rules_exist() -> None:
    for types, codes in _rows():
        for code in codes:
            assert find_rule(code).code == code, types


def test_rules_stand_beside_their_own_problem_type() -> None:
    listed = {code for _, codes in _rows() for code in codes}
    assert {rule.code for rule in rules() if rule.name not in BEYOND} - listed == set()
    for rule in rules():
        for types, codes in _rows():
            if rule.name in types:
                assert rule.code in codes


def test_every_problem_type_of_the_catalogue_is_there(shared: Path) -> None:
    text = (shared / "domain" / "problem_types.md").read_text(encoding="utf-8")
    catalogue = re.findall(r"^\| \d+a? \| ([^|]+)\|", text, re.MULTILINE)
    wanted = {name for cell in catalogue for name in _NAME.findall(cell)}
    assert len(wanted) >= 95
    assert wanted - {name for types, _ in _rows() for name in types} == set()


def test_types_marked_as_rules_have_one(shared: Path) -> None:
    text = (shared / "domain" / "problem_types.md").read_text(encoding="utf-8")
    marked = re.findall(r"^\| \d+a? \| ([^|]+)\|.*\|\s*(规则|混合)[^|]*\|\s*$", text, re.MULTILINE)
    having = {name for types, codes in _rows() if codes for name in types}
    assert len(marked) > 60
    assert {name for cell, _ in marked for name in _NAME.findall(cell)} - having == set()
