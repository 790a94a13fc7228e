"""read(write(document)) == document, for what the official form can carry (docs/decisions/0003)."""

from decimal import Decimal
from io import BytesIO
from types import ModuleType

import docx as word
import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from corpus.citations import parse_basis
from corpus.readers import docx, html, json, xlsx
from corpus.records import (
    Budget,
    Department,
    Document,
    Indicator,
    Measure,
    PartOne,
    PartOneItem,
    Project,
    SpendingStep,
    Where,
)
from corpus.values import parse_value
from corpus.writers import write
from errors import WriteError

ALPHABET = "产出指标率的《》【】〔〕（）“”、，。：；≥≤=+-@%/_x005F#'\"<>& 年2024aB𠮷"


def texts(min_size: int = 1, max_size: int = 16) -> st.SearchStrategy[str]:
    """Printed text: no white space at its ends (cells are stripped), breaks inside are kept."""
    plain = st.text(ALPHABET + "\n", min_size=min_size, max_size=max_size).map(str.strip)
    return plain.filter(lambda text: len(text) >= min_size)


def sentences() -> st.SearchStrategy[str]:
    """Text of one line that begins with a word, so that it is no heading, number or label of the form."""
    return st.text(ALPHABET, max_size=20).map(lambda text: "工作" + text.strip())


def levels(*names: str) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(names) | sentences()


MONEY = st.none() | st.decimals(0, 10**9, places=2) | st.integers(0, 99999).map(Decimal)


@st.composite
def indicators(draw: st.DrawFn, described: bool, based: bool, weighted: bool) -> Indicator:
    return Indicator(
        level1=draw(levels("产出指标", "效益指标")),
        level2=draw(levels("数量指标", "质量指标", "社会效益指标")),
        level3=draw(texts()),
        description=draw(texts(0)) if described else None,
        value=parse_value(draw(texts(0) | st.sampled_from(["=100%", "≥1500 条", "+5%", "-3", "@无", "12月底前"]))),
        basis=parse_basis(draw(texts(0))) if based else None,
        weight=draw(st.none() | st.integers(0, 50).map(Decimal)) if weighted else None,
    )


def plans() -> st.SearchStrategy[tuple[SpendingStep, ...]]:
    percent = st.integers(0, 100).map(str) | st.just("33.33")
    step = st.builds(SpendingStep, month=st.none() | st.integers(1, 12), percent=percent)
    official = st.dictionaries(st.sampled_from([3, 6, 10, 12]), percent).map(
        lambda plan: tuple(SpendingStep(month=month, percent=plan[month]) for month in sorted(plan))
    )
    return official | st.lists(step, max_size=6).map(tuple)


@st.composite
def projects(draw: st.DrawFn) -> Project:
    described, based, weighted = draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
    rows = st.lists(indicators(described, based, weighted), min_size=0, max_size=6)
    return Project(
        no=draw(st.none() | st.integers(1, 99)),
        title=draw(st.none() | sentences()),
        code=draw(st.none() | st.text("0123456789PQ-", min_size=1, max_size=21)),
        name=draw(st.none() | sentences()),
        budget=Budget(total=draw(MONEY), fiscal=draw(MONEY), other=draw(MONEY)),
        purpose=draw(st.none() | sentences()),
        spending_plan=draw(plans()),
        goals=tuple(draw(st.lists(sentences(), max_size=3))),
        indicators=tuple(draw(rows)),
    )


def parts() -> st.SearchStrategy[PartOne | None]:
    running = st.lists(sentences(), min_size=1, max_size=3).map(lambda lines: PartOne(paragraphs=tuple(lines)))
    item = st.builds(
        PartOneItem, no=st.just(0), name=sentences(), duties=sentences(), goal=sentences(), indicators_text=sentences()
    )
    measure = st.builds(Measure, no=st.just(0), title=sentences().map(lambda t: t.replace("。", "")), text=sentences())
    ordered = st.builds(
        PartOne,
        overall_goal=sentences(),
        items=st.lists(item, min_size=1, max_size=3).map(_numbered),
        measures=st.lists(measure, max_size=2).map(_numbered),
    )
    return st.none() | running | ordered


def _numbered(entries: list) -> tuple:  # type: ignore[type-arg]
    return tuple(entry.model_copy(update={"no": number}) for number, entry in enumerate(entries, 1))


DEPARTMENTS = st.none() | st.builds(
    Department, code=st.none() | st.text("0123456789", min_size=3, max_size=9), name=sentences()
)
DOCUMENTS = st.builds(
    Document,
    source=st.just("表.docx"),
    year=st.none() | st.integers(2010, 2039),
    department=DEPARTMENTS,
    part_one=parts(),
    projects=st.lists(projects(), min_size=1, max_size=3).map(tuple),
)


def contents(document: Document) -> Document:
    """``document`` without what describes the file and not the table."""
    bare = [
        project.model_copy(
            update={
                "where": Where(),
                "indicators": tuple(i.model_copy(update={"where": Where()}) for i in project.indicators),
            }
        )
        for project in document.projects
    ]
    return document.model_copy(update={"source": "", "sha256": "", "notices": (), "projects": tuple(bare)})


def sample(**fields: object) -> Document:
    """A small document, with ``fields`` of its one indicator changed."""
    row = {
        "level1": "产出指标",
        "level2": "数量指标",
        "level3": "演练次数",
        "description": "",
        "value": parse_value("≥2次"),
    }
    rows = (Indicator.model_validate({**row, "basis": parse_basis(""), **fields}),)
    project = Project(no=1, title="森林防火", name="森林防火", indicators=rows)
    return Document(source="示例.docx", year=2024, projects=(project,))


@pytest.mark.parametrize(("fmt", "reader"), [("docx", docx), ("xlsx", xlsx), ("html", html)])
@given(document=DOCUMENTS)
@example(document=sample(level2=None))
@example(document=sample(value=parse_value("=100%")))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_written_reads_back_equal(fmt: str, reader: ModuleType, document: Document) -> None:
    read = reader.read("表." + fmt, write(document, fmt))
    assert contents(read) == contents(document)
    assert read.notices == ()


@given(document=DOCUMENTS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_json_keeps_the_whole_record(document: Document) -> None:
    named = document.model_copy(update={"sha256": "ab" * 32})
    assert json.read("x.json", write(named, "json")) == [named]


@pytest.mark.parametrize("text", ["=100%", "=1+1", "+5%", "-3", "@SUM(A1)", "#N/A", "_x0041_", "TRUE"])
def test_no_text_becomes_a_formula_or_another_type(text: str) -> None:
    data = write(sample(value=parse_value(text)), "xlsx")
    cells = [cell for sheet in openpyxl.load_workbook(BytesIO(data)) for row in sheet for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert xlsx.read("x.xlsx", data).projects[0].indicators[0].value.text == text


def test_the_sheet_prints_on_a4_with_its_header_on_every_page() -> None:
    sheet = openpyxl.load_workbook(BytesIO(write(sample(), "xlsx")))["1.森林防火"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (9, 1, 0)
    assert sheet.print_title_rows == "$9:$9"
    assert sheet["A9"].value == "一级指标"
    assert "$A$1:$G$10" in sheet.print_area
    assert sheet["G10"].border.left.style == "thin"


def test_the_word_table_repeats_its_header_and_breaks_pages_between_projects() -> None:
    one = sample()
    two = one.model_copy(update={"projects": one.projects * 2})
    made = word.Document(BytesIO(write(two, "docx")))
    xml = made.element.xml
    assert xml.count("<w:tblHeader") == 2
    assert xml.count("<w:pageBreakBefore") == 2  # one of them switched off on the first page
    width = made.sections[0].page_width
    assert width is not None and round(width.mm) == 210
    assert 'w:eastAsia="宋体"' in xml


@pytest.mark.parametrize("fmt", ["docx", "xlsx", "html"])
def test_radicals_that_stand_for_characters_are_read_as_characters(fmt: str) -> None:
    looks = sample(level3="⻋辆⻓期⼯作天数", basis=parse_basis("⽤⻋登记"))
    [row] = {"docx": docx, "xlsx": xlsx, "html": html}[fmt].read(f"表.{fmt}", write(looks, fmt)).projects[0].indicators
    assert (row.level3, row.printed("basis")) == ("车辆长期工作天数", "用车登记")


@pytest.mark.parametrize("fmt", ["docx", "xlsx"])
def test_long_words_of_the_head_begin_at_the_left_and_labels_stand_in_the_middle(fmt: str) -> None:
    one = sample()
    project = one.projects[0].model_copy(update={"purpose": "购置防火装备"})
    made = BytesIO(write(one.model_copy(update={"projects": (project,)}), fmt))
    if fmt == "docx":
        cells = [cell for row in word.Document(made).tables[0].rows for cell in row.cells]
        where = {cell.text: str(cell.paragraphs[0].alignment or "LEFT").split()[0].lower() for cell in cells}
    else:
        rows = openpyxl.load_workbook(made)["1.森林防火"]
        where = {str(cell.value): cell.alignment.horizontal for row in rows for cell in row}
    assert [where[text] for text in ("绩效目标", "预算数", "购置防火装备")] == ["center", "center", "left"]


def test_classes_of_several_rows_are_merged() -> None:
    rows = sample().projects[0].indicators * 3
    document = sample().model_copy(update={"projects": (sample().projects[0].model_copy(update={"indicators": rows}),)})
    sheet = openpyxl.load_workbook(BytesIO(write(document, "xlsx")))["1.森林防火"]
    assert {"A10:A12", "B10:B12"} <= {str(span) for span in sheet.merged_cells.ranges}


def test_control_characters_are_left_out() -> None:
    for fmt, reader in (("docx", docx), ("xlsx", xlsx), ("html", html)):
        read = reader.read("x", write(sample(level3="演练\x00\x0b次数\ufffe"), fmt))
        assert read.projects[0].indicators[0].level3 == "演练次数"


def test_what_the_form_has_no_room_for_is_said() -> None:
    plan = tuple(SpendingStep(month=month, percent="10") for month in range(1, 8))
    project = sample().projects[0].model_copy(update={"spending_plan": plan})
    with pytest.raises(WriteError, match="7 期"):
        write(sample().model_copy(update={"projects": (project,)}), "docx")
    with pytest.raises(WriteError, match="单元格"):
        write(sample(description="长" * 40_000), "xlsx")
    with pytest.raises(WriteError, match="docx、xlsx、html、json"):
        write(sample(), "odt")
