"""SARIF, the web page, the review form and the summary workbook."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pytest

from corpus.chars import squeeze
from corpus.records import Document
from review import formats
from review.assess import form
from review.engine import review, rules
from review.exceptions import Exempt
from review.findings import Report, Source
from review.formats.sarif import FINGERPRINT
from tests.review import hostile
from tests.review.builder import document
from tests.review.test_notes import CASE

DOCUMENT = document(CASE, "示例 文本.docx")
REPORT = review([DOCUMENT], strict=True)
SOUND = document({"project": {"name": "示例普法经费"}, "rows": []}, "好.docx")


def sarif(report: Report, documents: list[Document]) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(formats.render(report, documents, "sarif"))["runs"][0]
    return run


def workbook(fmt: str, report: Report, documents: list[Document]) -> openpyxl.Workbook:
    content = formats.render(report, documents, fmt)
    assert isinstance(content, bytes)
    return openpyxl.load_workbook(BytesIO(content))


def test_sarif_keeps_to_the_specification() -> None:
    """The clauses of SARIF 2.1.0 that a collector relies on: §3.13, §3.19, §3.27, §3.28, §3.33, §3.49."""
    log = json.loads(formats.render(REPORT, [DOCUMENT], "sarif"))
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-2.1.0.json")
    run = log["runs"][0]
    driver = run["tool"]["driver"]
    assert driver["name"] and re.fullmatch(r"\d+\.\d+\.\d+", driver["semanticVersion"])
    assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"]) == len(rules())
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"] and rule["help"]["text"] and rule["help"]["markdown"]
        assert rule["defaultConfiguration"]["level"] in {"none", "note", "warning", "error"}
    for result, finding in zip(run["results"], REPORT.findings, strict=True):
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        assert result["level"] == {"error": "error", "warning": "warning", "hint": "note"}[finding.severity]
        assert result["message"]["text"].startswith(finding.message)
        assert set(result["partialFingerprints"]) == {FINGERPRINT}
        assert "baselineState" not in result
        (location,) = result["locations"]
        artifact = location["physicalLocation"]["artifactLocation"]
        assert artifact == {"uri": "%E7%A4%BA%E4%BE%8B%20%E6%96%87%E6%9C%AC.docx", "index": 0}
        (logical,) = location["logicalLocations"]
        entry = run["logicalLocations"][logical["index"]]
        assert entry["fullyQualifiedName"] == logical["fullyQualifiedName"]
    for number, entry in enumerate(run["logicalLocations"]):
        assert entry.get("parentIndex", -1) < number


def test_sarif_tells_table_row_and_column() -> None:
    run = sarif(REPORT, [DOCUMENT])
    cost = next(r for r in run["results"] if r["ruleId"] == "JX301")
    names: list[tuple[str, str]] = []
    index: int | None = cost["locations"][0]["logicalLocations"][0]["index"]
    while index is not None:
        entry = run["logicalLocations"][index]
        names.insert(0, (entry["kind"], entry["name"]))
        index = entry.get("parentIndex")
    assert names == [
        ("document", "示例 文本.docx"),
        ("table", "1.示例消防经费"),
        ("row", "第3行"),
        ("cell", "指标值"),
    ]


def test_sarif_tells_what_the_baseline_knew_and_what_was_set_aside() -> None:
    known = REPORT.findings[0]
    compared = REPORT.model_copy(update={"findings": REPORT.findings[1:], "known": (known,)})
    states = [r["baselineState"] for r in sarif(compared, [DOCUMENT])["results"]]
    assert states == ["new"] * len(REPORT.findings[1:]) + ["unchanged"]
    exempt = {DOCUMENT.source: [Exempt(rule="JX301", reason="分两年付")]}
    results = sarif(review([DOCUMENT], exceptions=exempt), [DOCUMENT])["results"]
    suppressed = [r for r in results if "suppressions" in r]
    assert {r["ruleId"] for r in suppressed} == {"JX301"}
    assert suppressed[0]["suppressions"] == [{"kind": "external", "justification": "分两年付"}]


class Page(HTMLParser):
    """What a browser would be asked to do."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        values = dict(attrs)
        assert not any(name.startswith("on") for name in values)
        self.ids += [str(values["id"])] if "id" in values else []
        self.links += [str(values[k]) for k in ("href", "src") if k in values]

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_page_joins_cells_and_findings() -> None:
    page = Page(formats.render(REPORT, [DOCUMENT], "html"))
    cards = [one for one in page.ids if one.startswith("jx-f")]
    assert len(cards) == len(set(cards)) == len(REPORT.findings)
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert all(f.message in page.words for f in REPORT.findings)


def test_the_page_fetches_nothing() -> None:
    html = formats.render(REPORT, [DOCUMENT], "html")
    assert all(link.startswith("#") for link in Page(html).links)
    assert "url(" not in html and "@import" not in html
    assert "default-src 'none'" in html


@pytest.mark.parametrize("words", hostile.ALL)
def test_hostile_words_do_nothing_on_the_page(words: str) -> None:
    case = {
        "project": {"name": words, "goals": [words], "purpose": words, "code": words},
        "rows": [["数量指标", words, words, words, words], ["成本指标", words, words, "100%", words]],
        "department": words,
    }
    shown = document(case, words)
    page = Page(formats.render(review([shown], strict=True), [shown], "html"))
    ours = Page(formats.render(REPORT, [DOCUMENT], "html")).tags | {"br"}
    assert page.tags <= ours
    assert "".join(words.split()) in "".join(page.words.split())


def test_the_form_has_every_point_and_adds_up() -> None:
    content = formats.render(REPORT, [DOCUMENT], "form-docx")
    assert isinstance(content, bytes)
    tables = docx.Document(BytesIO(content)).tables
    assert len(tables) == len(DOCUMENT.projects)
    for table, filled in zip(tables, REPORT.assessment, strict=True):
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        points = [row for row in rows if row[2].isdigit() and row[2] != row[1]]
        assert [row[1].split("：")[0] for row in points] == [point.name for point in form().point]
        assert sum(int(row[3]) for row in points) == filled.score
        assert sum(int(row[2]) for row in points) == 100
        for row, item in zip(points, filled.items, strict=True):
            assert all(code in row[4] for code in item.because)
        labelled = {row[0]: row[1] for row in rows}
        assert labelled["总分"] == f"{filled.score}（{filled.grade}）"
        assert labelled["审核结论"] in {"通过", "完善后通过", "不通过"}
        mine = [f for f in REPORT.findings if f.project == filled.project]
        assert all(f.message in labelled["审核意见"] for f in mine)
        assert all(f.suggestion in labelled["整改建议"] for f in mine)


def test_the_form_as_a_workbook_says_the_same() -> None:
    book = workbook("form-xlsx", REPORT, [DOCUMENT])
    assert book.sheetnames == ["示例消防经费", "示例森林防火经费"]
    for sheet, filled in zip(book, REPORT.assessment, strict=True):
        rows = list(sheet.iter_rows(values_only=True))
        points = [row for row in rows if isinstance(row[2], int)]
        assert [(row[2], row[3]) for row in points] == [(item.of, item.score) for item in filled.items]
        assert ("审核结论", filled.verdict) in [row[:2] for row in rows]


@pytest.mark.parametrize(
    ("fmt", "words"), [("form-xlsx", w) for w in hostile.ALL] + [("summary", w) for w in hostile.ALL]
)
def test_hostile_words_are_never_formulas(fmt: str, words: str) -> None:
    case = {"project": {"name": words, "goals": [words] * 2}, "rows": [["数量指标", words, words, words, words]]}
    shown = document(case, words)
    book = workbook(fmt, review([shown], strict=True), [shown])
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_a_document_without_projects_is_no_fault() -> None:
    empty = Document(source="空.txt")
    report = review([empty])
    for fmt in formats.names():
        assert formats.render(report, [empty], fmt)


def test_the_summary_has_every_finding_and_a_sheet_for_each_rule() -> None:
    book = workbook("summary", REPORT, [DOCUMENT])
    findings = list(book["问题清单"].iter_rows(min_row=2, values_only=True))
    assert [(row[4], row[7]) for row in findings] == [(f.code, f.message) for f in REPORT.findings]
    codes = {f.code for f in REPORT.findings}
    assert {name[:5] for name in book.sheetnames if name.startswith("JX")} == codes
    counted = {row[0]: row[3] for row in book["按规则"].iter_rows(min_row=2, values_only=True)}
    assert counted == {code: sum(f.code == code for f in REPORT.findings) for code in codes}
    projects = list(book["汇总"].iter_rows(min_row=2, values_only=True))
    errors = [int(str(row[3])) for row in projects]
    assert errors == sorted(errors, reverse=True)
    assert len(book["按规则"]._charts) == 1  # type: ignore[attr-defined]


def test_text_over_several_documents_ends_with_the_worst() -> None:
    both = [SOUND, DOCUMENT]
    lines = formats.render(review(both, strict=True), both, "text").splitlines()
    summary = lines[next(k for k, line in enumerate(lines) if line.startswith("汇总：")) :]
    assert summary[0] == "汇总：2 份文件，3 个项目，1 个单位。"
    worst = next(line for line in summary if line.startswith("  项目 "))
    assert worst.startswith(f"  项目 示例 文本.docx:{squeeze('示例消防经费')}：错误 ")
    assert not any(line.startswith("汇总") for line in formats.render(REPORT, [DOCUMENT], "text").splitlines())


def test_a_finding_of_a_model_has_no_rule() -> None:
    guess = REPORT.findings[0].model_copy(update={"code": "JX901", "name": "model-doubt", "source": Source.MODEL})
    report = REPORT.model_copy(update={"findings": (*REPORT.findings, guess)})
    for fmt in formats.names():
        assert formats.render(report, [DOCUMENT], fmt)
    assert "ruleIndex" not in sarif(report, [DOCUMENT])["results"][-1]
