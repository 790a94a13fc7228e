"""Severities in the settings, exceptions beside a file, and batches."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from corpus.records import Document
from errors import ConfigError
from review.batch import review_many
from review.engine import review
from review.exceptions import ENDING, beside, read_exceptions
from review.findings import Severity
from tests.review.builder import document
from tests.review.test_notes import CASE

DOCUMENT = document(CASE, "表.docx")


def names(**options: Any) -> set[str]:
    return {f.name for f in review([DOCUMENT], strict=True, **options).findings}


def test_severity_by_code_name_or_beginning() -> None:
    changed = {"JX301": "hint", "missing-level1": "warning", "JX4": "off"}
    found = review([DOCUMENT], severities=changed).findings
    assert {f.severity for f in found if f.code == "JX301"} == {Severity.HINT}
    assert not any(f.code.startswith("JX4") for f in found)
    assert any(f.code.startswith("JX4") for f in review([DOCUMENT]).findings)


def test_the_longer_beginning_counts() -> None:
    found = review([DOCUMENT], severities={"JX401": "warning", "JX4": "off"}).findings
    assert {(f.code, f.severity) for f in found if f.code.startswith("JX4")} == {("JX401", Severity.WARNING)}


def test_the_form_follows_the_severities() -> None:
    before = review([DOCUMENT]).assessment[0]
    after = review([DOCUMENT], severities={"JX3": "hint"}).assessment[0]
    assert after.score > before.score


@pytest.mark.parametrize(
    ("changed", "said"), [({"JX301": "fatal"}, "级别“fatal”不可用"), ({"JX999": "off"}, "没有编号或名称")]
)
def test_severities_that_cannot_be(changed: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        review([DOCUMENT], severities=changed)


def laid(folder: Path, text: str, name: str = "表.docx") -> Path:
    file = folder / name
    file.write_bytes(b"x")
    (folder / (name + ENDING)).write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("text", "left_out", "kept"),
    [
        ('rule = "JX301"\nreason = "分年付"', {"1", "2"}, set()),
        ('rule = "cost-budget-mismatch"\nproject = "森林防火"\nreason = "分年付"', {"2"}, {"1"}),
        ('rule = "JX30"\nrow = "总成本"\nproject = "消防"\nreason = "分年付"', {"1"}, {"2"}),
        ('rule = "JX301"\nrow = "别的"\nreason = "分年付"', set(), {"1", "2"}),
    ],
)
def test_what_is_set_aside_is_told_with_its_reason(
    tmp_path: Path, text: str, left_out: set[str], kept: set[str]
) -> None:
    found, notices = beside([laid(tmp_path, f"[[ignore]]\n{text}\n")], [DOCUMENT])
    report = review([DOCUMENT], exceptions=found, strict=True)
    assert notices == ()
    assert {str(f.project_no) for f in report.findings if f.code == "JX301"} == kept
    assert {str(i.finding.project_no) for i in report.ignored if i.finding.code == "JX301"} == left_out
    assert {i.reason for i in report.ignored} <= {"分年付"}
    assert bool(report.notices) is (not left_out)


def test_an_exception_that_meets_nothing_is_told(tmp_path: Path) -> None:
    text = '[[ignore]]\nrule = "weights-not-100"\nreason = "旧"\n[[ignore]]\nrule = "JX301"\nreason = "分年付"\n'
    found, _ = beside([laid(tmp_path, text)], [DOCUMENT])
    assert review([DOCUMENT], exceptions=found).notices == (
        "表.docx 的例外清单第 1 条（规则 weights-not-100）没有对上任何问题，可以删去。",
    )
    assert review([DOCUMENT], exceptions=found, select=["JX301"]).notices == ()


def test_a_folder_is_searched_and_strays_are_told(tmp_path: Path) -> None:
    laid(tmp_path, '[[ignore]]\nrule = "JX301"\nreason = "分年付"\n')
    laid(tmp_path, '[[ignore]]\nrule = "JX301"\nreason = "分年付"\n', "别的.docx")
    found, notices = beside([tmp_path], [DOCUMENT])
    assert list(found) == ["表.docx"]
    assert notices == ("例外清单 别的.docx.jixiao.toml 旁边没有它所说的文件，未使用。",)


@pytest.mark.parametrize(
    "text",
    [
        "[[ignore]]\nrule = 'JX301'\n",
        "[[ignore]]\nrule = 'JX301'\nreason = ''\n",
        "ignore = 1\n",
        "[[",
        "[[ignore]]\nx=1\n",
    ],
)
def test_a_list_that_is_wrong_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError, match="例外清单 表"):
        read_exceptions(laid(tmp_path, text).with_name("表.docx" + ENDING))


def test_an_unknown_rule_is_refused(tmp_path: Path) -> None:
    found, _ = beside([laid(tmp_path, '[[ignore]]\nrule = "JX999"\nreason = "x"\n')], [DOCUMENT])
    with pytest.raises(ConfigError, match="JX999"):
        review([DOCUMENT], exceptions=found)


def many() -> list[Document]:
    return [document(CASE, f"{n:03}.txt") for n in range(150)]


def test_a_batch_over_processes_says_the_same(tmp_path: Path) -> None:
    documents = many()
    found, _ = beside([laid(tmp_path, '[[ignore]]\nrule = "JX301"\nreason = "分年付"\n', "007.txt")], documents)
    done: list[tuple[int, int]] = []
    options: dict[str, Any] = {"exceptions": found, "severities": {"JX4": "hint"}, "ignore": ["JX6"]}
    together = review_many(documents, jobs=2, progress=lambda *at: done.append(at), **options)
    assert together == review(documents, **options)
    assert done[-1] == (150, 150)


def test_wrong_options_of_a_batch_are_told_once() -> None:
    with pytest.raises(ConfigError, match="JX999"):
        review_many(many(), jobs=2, select=["JX999"])
