import io
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from corpus.grid import Cell, Grid, Line
from corpus.readers import pdf, read_bytes, scan
from corpus.readers.scan_doubts import doubts, with_normal_forms
from corpus.records import Document, Indicator, Project, Where
from corpus.values import parse_value
from errors import ReadError
from tests.corpus import scans
from tests.corpus.pdf_builder import build, table
from tests.corpus.test_readers_pdf import EXPECTED, HEADER, ROWS, TAIL, rows_of

needs_ocr = pytest.mark.skipif(not scan.is_installed(), reason="needs the extra scan, which is not installed")
HEAD = ["1.森林防火绩效目标表", "111001 示例县应急管理局        单位：万元"]


@needs_ocr
@pytest.mark.parametrize(("angle", "dpi"), [(1.2, 200), (-0.8, 150)])
def test_a_turned_picture_is_read_to_the_cell(angle: float, dpi: int) -> None:
    picture = scans.scanned(scans.page(HEAD, [HEADER, *ROWS, TAIL]), angle, dpi)
    document = read_bytes("扫描.png", scans.png(picture))
    assert rows_of(document) == EXPECTED
    assert document.projects[0].title == "森林防火"
    assert document.department is not None and document.department.code == "111001"
    assert [i.where.row for i in document.projects[0].indicators] == [2, 3, 4]


@needs_ocr
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_sheet_laid_sideways_or_upside_down_is_set_upright(quarters: int) -> None:
    from corpus.readers import scan_words

    page = np.asarray(scans.scanned(scans.page(HEAD, [HEADER])))
    turned = np.ascontiguousarray(np.rot90(page, quarters))
    assert np.array_equal(scan_words.upright(turned), page)
    assert scan_words.upright(page) is page


@needs_ocr
def test_a_red_seal_breaks_no_rule_and_red_print_stays() -> None:
    from corpus.readers import scan_paper

    page = scans.page(HEAD, [HEADER, *ROWS, TAIL])
    sealed = page.convert("RGB")
    ImageDraw.Draw(sealed).ellipse((300, 250, 760, 710), outline=(215, 40, 45), width=12)
    ImageDraw.Draw(sealed).text((140, 1500), "红头文件", fill=(215, 40, 45), font=scans.font())
    gray = scan_paper.without_seals(np.asarray(sealed)[..., ::-1])
    clean = np.asarray(page)
    assert ((gray < 128) != (clean < 128))[:1400].mean() < 0.001
    assert (gray[1480:1560, 130:400] < 128).any()


@needs_ocr
def test_a_table_over_two_scanned_pages_is_one() -> None:
    first = scans.scanned(scans.page(HEAD, [HEADER, *ROWS]), 0.7)
    second = scans.scanned(scans.page([], [HEADER, TAIL]), -0.9)
    document = pdf.read("扫描.pdf", scans.pdf([first, second]))
    assert rows_of(document) == EXPECTED
    assert [i.where.page for i in document.projects[0].indicators] == [1, 1, 2]


@needs_ocr
def test_pages_of_text_and_of_pictures_are_read_in_their_order() -> None:
    import pypdfium2

    text = [(200.0, 40.0, "1.森林防火绩效目标表"), *table([HEADER, *ROWS, TAIL], 80)]
    whole = pypdfium2.PdfDocument(build([text]))
    whole.import_pages(
        pypdfium2.PdfDocument(scans.pdf([scans.scanned(scans.page(["2.防汛绩效目标表"], [HEADER, *ROWS]))]))
    )
    out = io.BytesIO()
    whole.save(out)
    document = pdf.read("混合.pdf", out.getvalue())
    assert [project.title for project in document.projects] == ["森林防火", "防汛"]
    assert rows_of(document) == [*EXPECTED, *EXPECTED[:2]]


@needs_ocr
def test_without_rules_no_row_is_invented() -> None:
    lines = ["一级指标   二级指标   三级指标   指标值", "产出指标   数量指标   演练次数   ≥2次"]
    document = read_bytes("扫描.png", scans.png(scans.scanned(scans.page(lines, []))))
    assert document.projects == ()
    assert {"scan-without-rules", "no-table"} <= {notice.code for notice in document.notices}


@needs_ocr
@pytest.mark.parametrize("sides", [scans.SIDE, (5000, 2), (1, 1)])
def test_an_empty_sheet_gives_nothing(sides: tuple[int, int]) -> None:
    document = read_bytes("白纸.png", scans.png(Image.new("L", sides, 255)))
    assert document.projects == () and [notice.code for notice in document.notices] == ["no-table"]


@needs_ocr
def test_a_damaged_picture() -> None:
    data = scans.png(scans.scanned(scans.page([], [])))
    with pytest.raises(ReadError, match="损坏"):
        read_bytes("坏.png", data[: len(data) // 2])


@needs_ocr
def test_cells_and_their_spans_from_rules_alone() -> None:
    from corpus.readers import scan_page, scan_paper

    picture = Image.new("L", scans.SIDE, 255)
    draw = ImageDraw.Draw(picture)
    drawn = {
        (100, 100, 400, 500),
        (400, 100, 900, 200),
        (900, 100, 1500, 300),
        (400, 200, 900, 500),
        (900, 300, 1500, 500),
    }
    for box in drawn:
        draw.rectangle(box, outline=40, width=2)
    straight = scan_paper.straight(np.asarray(scans.scanned(picture, 1.5)))
    found = scan_page.tables(*scan_page.rules(scan_paper.ink(straight)))
    assert len(found) == 1
    size = sorted((round((b - t) / 100), round((r - l) / 100)) for l, t, r, b in drawn)  # noqa: E741
    cells = found[0].cells
    assert sorted((round((c.bottom - c.top) / 100), round((c.right - c.left) / 100)) for c in cells) == size


@pytest.mark.parametrize("data", [scans.PICTURE, build([[]], picture=True)], ids=["picture", "pdf"])
def test_without_the_extra_one_sentence_says_how_to_install_it(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "is_installed", lambda: False)
    with pytest.raises(ReadError, match=r"pip install 'jixiao\[scan\]'"):
        read_bytes("扫描.png" if data is scans.PICTURE else "扫描.pdf", data)


def _indicator(level3: str, value: str, row: int = 2) -> Indicator:
    return Indicator(level3=level3, value=parse_value(value), where=Where(page=1, table=1, row=row))


@pytest.mark.parametrize(
    ("level3", "value", "reason"),
    [
        ("森林火灾受害率", "≤0.9%", "‰"),
        ("新生儿死亡率", "≤3%", "‰"),
        ("培训合格率", "≥90", "没有单位"),
        ("培训合格率", "≥90%", None),
        ("演练次数", "2次", None),
    ],
)
def test_values_that_cannot_be_known_are_named(level3: str, value: str, reason: str | None) -> None:
    document = Document(source="扫描.png", projects=(Project(indicators=(_indicator(level3, value),)),))
    found = doubts([], document, {1: set()})
    assert [notice.code for notice in found] == (["cell-doubtful"] if reason else [])
    assert all(reason and reason in notice.text and f"“{value}”" in notice.text for notice in found)
    assert all("第 1 页第 1 张表第 2 行“指标值”栏" in notice.text for notice in found)
    assert doubts([], document, {}) == [], "pages of text have no such doubts"


def test_uncertain_texts_and_letters_like_digits_are_named_with_row_and_column() -> None:
    grid = Grid(
        tuple(
            Cell(text, 0, col, where=Where(page=3, table=1, row=1))
            for col, text in enumerate(["演练次数", "≥9O%", "方案甲方案乙"])
        )
    )
    found = doubts([grid, Line("宣传", Where(page=3))], Document(source="x"), {3: {"宣传", "方案甲"}, 4: {"方案乙"}})
    assert [notice.text.split("由")[0] for notice in found] == [
        "第 3 页第 1 张表第 1 行第 2 列的“≥9O%”",
        "第 3 页第 1 张表第 1 行第 3 列的“方案甲方案乙”",
        "第 3 页表外的“宣传”",
    ]


def test_what_is_misread_is_corrected_in_the_normal_form_only() -> None:
    document = Document(source="x", projects=(Project(indicators=(_indicator("合格率", "≥9O%"),)),))
    value = with_normal_forms(document, {1: None}).projects[0].indicators[0].value
    assert (value.text, value.operator, str(value.number), value.unit) == ("≥9O%", "≥", "90", "%")
    assert with_normal_forms(document, {}).projects[0].indicators[0].value.number is None


@needs_ocr
def test_a_real_document_scanned(shared: Path, tmp_path: Path) -> None:
    """Two pages of a typeset document, turned one way and the other, with two whole tables on them."""
    import pypdfium2

    source = pypdfium2.PdfDocument((shared / "typeset" / "000.pdf").read_bytes())
    pictures = []
    for number in (2, 3):
        picture = source[number].render(scale=200 / 72, grayscale=True).to_pil().convert("L")
        pictures.append(scans.scanned(picture.resize(scans.SIDE, Image.Resampling.LANCZOS), 1.1 * (-1) ** number))
    document = pdf.read("扫描.pdf", scans.pdf(pictures))
    gold = json.loads((shared / "gold" / "000.json").read_text(encoding="utf-8"))
    gold = {"projects": gold["projects"][1:3]}
    names = {project["name"] for project in gold["projects"]}
    read = {"projects": [p.model_dump(mode="json") for p in document.projects if p.name in names]}
    for name, content in (("gold", gold), ("read", read)):
        (tmp_path / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    score = [
        sys.executable,
        str(shared / "check" / "score_read.py"),
        str(tmp_path / "gold.json"),
        str(tmp_path / "read.json"),
    ]
    run = subprocess.run([*score, "--min", "92"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_pages_for_which_the_time_is_not_enough_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from corpus.readers import deadline, scan

    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    monkeypatch.setattr(scan, "recognised", lambda *page: (now.__setitem__(0, now[0] + 10), scan.Scanned([]))[1])
    deadline.begin(60)
    try:
        found, notices = scan.recognised_pages([2, 3, 5, 7, 8, 9], lambda number: None)
    finally:
        deadline.begin(1e9)
    assert list(found) == [2, 3, 5, 7]
    assert [(notice.code, notice.where.page) for notice in notices] == [
        ("page-not-reached", 8),
        ("page-not-reached", 9),
    ]


def test_a_picture_of_many_pages_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    from corpus.readers import deadline

    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    monkeypatch.setattr(scan, "is_installed", lambda: True)
    monkeypatch.setattr(scan, "recognised", lambda *page: (now.__setitem__(0, now[0] + 10), scan.Scanned([]))[1])
    pages = [Image.new("L", (200, 200), 255) for _ in range(6)]
    file = io.BytesIO()
    pages[0].save(file, format="TIFF", save_all=True, append_images=pages[1:])
    deadline.begin(60)
    try:
        document = scan.read("扫描.tiff", file.getvalue())
    finally:
        deadline.begin(1e9)
    late = [notice.where.page for notice in document.notices if notice.code == "page-not-reached"]
    assert late == [5, 6]
