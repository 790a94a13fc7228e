"""The table as printed: merged cells, marks at their cells, and nothing of a document ever becomes markup."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Department, Indicator, PartOne, PartOneItem, Project
from corpus.values import parse_value
from review.findings import Severity
from review.formats.sheet import finding_html, number_findings, part_one_html, project_html
from review.formats.words import place
from tests.ui.builder import finding, project


class Cells(HTMLParser):
    """Tags and cells of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.cells: list[dict[str, str]] = []
        self.words = ""
        self._open: list[dict[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag in ("td", "th"):
            self._open.append({name: value or "" for name, value in attrs} | {"text": ""})
            self.cells.append(self._open[-1])

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.words += data
        for cell in self._open:
            cell["text"] += data


def cell(html: str, text: str) -> dict[str, str]:
    """The only cell whose text begins with ``text``."""
    found = [c for c in Cells(html).cells if c["text"].startswith(text)]
    assert len(found) == 1, found
    return found[0]


def test_level_cells_are_merged_as_printed() -> None:
    html = project_html(project())
    assert cell(html, "产出指标")["rowspan"] == "3"
    assert cell(html, "数量指标")["rowspan"] == "2"
    assert "rowspan" not in cell(html, "质量指标")


def test_equal_level2_under_another_level1_is_not_merged() -> None:
    rows = tuple(
        Indicator(level1=one, level2="成本指标", level3=name) for one, name in (("产出指标", "甲"), ("成本指标", "乙"))
    )
    cells = Cells(project_html(Project(indicators=rows))).cells
    assert sum(c["text"] == "成本指标" and "jx-c-level2" in c.get("class", "") for c in cells) == 2


def test_columns_that_the_form_lacks_are_not_drawn() -> None:
    rows = (Indicator(level1="产出指标", level2="数量指标", level3="甲", value=parse_value("≥1")),)
    words = Cells(project_html(Project(indicators=rows))).words
    assert "指标值" in words
    assert "依据" not in words and "描述" not in words and "分值" not in words


@pytest.mark.parametrize(
    ("row", "field", "stands_in"),
    [
        (3, "value", "=100%"),
        (2, "level3", "培训人次"),
        (2, "level2", "数量指标"),
        (None, "spending_plan", "6月底"),
        (None, "goals", "购置设备 3 台。"),
    ],
)
def test_a_finding_is_marked_at_its_cell(row: int | None, field: str, stands_in: str) -> None:
    shown = project()
    html = project_html(shown, number_findings([finding(row, field, Severity.WARNING, of=shown)]))
    marked = [c for c in Cells(html).cells if "jx-warning" in c.get("class", "")]
    assert len(marked) == 1
    assert stands_in in marked[0]["text"]
    assert marked[0]["text"].endswith("1")


@pytest.mark.parametrize(("row", "field"), [(None, "indicators"), (None, None), (99, "value"), (1, "goals")])
def test_a_finding_without_a_cell_stands_at_the_title(row: int | None, field: str | None) -> None:
    shown = project()
    html = project_html(shown, number_findings([finding(row, field, of=shown)]))
    assert '绩效目标表<a class="jx-chip jx-error" href="#jx-f1"' in html


def test_the_heaviest_finding_colours_the_cell() -> None:
    shown = project()
    both = [finding(3, "value", severity, of=shown) for severity in (Severity.HINT, Severity.ERROR)]
    assert "jx-error" in cell(project_html(shown, number_findings(both)), "=100%")["class"]


def test_a_quote_within_a_cell_is_set_off() -> None:
    shown = project()
    html = project_html(shown, number_findings([finding(None, "purpose", evidence="开展培训", of=shown)]))
    assert "购置设备，<mark>开展培训</mark>。" in html


def test_place_in_words() -> None:
    assert place(finding(3, "value")) == "第 3 行 · 指标值"
    assert place(finding()) == "整张表"


HOSTILE = st.text(alphabet="<>&\"'/ab script=`", min_size=1, max_size=40)


@given(text=HOSTILE)
def test_words_of_a_document_never_become_markup(text: str) -> None:
    rows = (Indicator(level1=text, level2=text, level3=text, description=text, value=parse_value(text)),)
    shown = Project(title=text, name=text, code=text, purpose=text, goals=(text,), indicators=rows)
    mark = number_findings([finding(1, "value", evidence=text, of=shown)])
    html = project_html(shown, mark, Department(name=text)) + finding_html(mark[0], text)
    html += part_one_html(PartOne(paragraphs=(text,), items=(PartOneItem(no=1, name=text, goal=text),)), mark)
    plain = project_html(project(), number_findings([finding(of=project())])) + finding_html(mark[0], "")
    allowed = Cells(plain).tags | {"mark", "h4", "b", "p"}
    assert Cells(html).tags <= allowed
    assert text in Cells(html).words
