"""Tables without rules: pages of a PDF, and text that keeps its columns apart with spaces."""

from collections.abc import Sequence

import pytest

from corpus.chars import squeeze
from corpus.readers import pdf, read_bytes, scan
from corpus.records import Document
from tests.corpus.pdf_builder import Page, build

LEFTS = (50, 120, 215, 330, 430)
"""Where the columns begin, in points."""
LINE, GAP = 12, 8
HEADER = ("一级指标", "二级指标", "三级指标", "指标值", "指标值确定依据")
ROWS: Sequence[tuple[str, str, str, str, str]] = (
    ("产出指标", "数量指标", "巡查河道里程", "≥120公里", "河长制工作方案"),
    ("", "", "发放宣传手册", "5000册", ""),
    ("", "质量指标", "河道管护达标\n率", "≥95%", "《示例县河道管\n护办法》"),
    ("", "时效指标", "汛期前完成清\n淤", "6月底前", "工作计划"),
    ("效益指标", "社会效益指标", "沿河环境", "明显改善", "现场查看"),
    ("满意度指标", "服务对象满意度\n指标", "沿河群众满意\n度", "≥90%", "问卷调查"),
)
EXPECTED = [
    ("产出指标", "数量指标", "巡查河道里程", "≥120公里", "河长制工作方案"),
    ("产出指标", "数量指标", "发放宣传手册", "5000册", ""),
    ("产出指标", "质量指标", "河道管护达标率", "≥95%", "《示例县河道管护办法》"),
    ("产出指标", "时效指标", "汛期前完成清淤", "6月底前", "工作计划"),
    ("效益指标", "社会效益指标", "沿河环境", "明显改善", "现场查看"),
    ("满意度指标", "服务对象满意度指标", "沿河群众满意度", "≥90%", "问卷调查"),
]


def rows_of(document: Document) -> list[tuple[str | None, ...]]:
    return [
        (i.level1, i.level2, i.level3, squeeze(i.value.text or ""), i.basis.text if i.basis else None)
        for project in document.projects
        for i in project.indicators
    ]


def page_of(rows: Sequence[tuple[str, ...]], top: float, *, centred: bool) -> Page:
    """``rows`` set without rules, labels beside all their rows, cells at the top of their rows or in the middle."""
    heights = [max(text.count("\n") + 1 for text in row[2:]) * LINE + GAP for row in rows]
    tops = [top + sum(heights[:k]) for k in range(len(rows) + 1)]
    found: list[tuple[float, float, str] | tuple[float, float, float, float]] = []
    for col, left in enumerate(LEFTS):
        for r, row in enumerate(rows):
            lines = row[col].split("\n")
            below = r + 1
            while col < 2 and below < len(rows) and not rows[below][col] and not (col and rows[below][0]):
                below += 1
            room = tops[below] - tops[r]
            start = tops[r] + (room - len(lines) * LINE) / 2 if centred else tops[r] + GAP / 2
            found += [(left, start + k * LINE, line) for k, line in enumerate(lines) if line]
    return found


def head(top: float) -> Page:
    texts = (
        ("项目名称", "河道管护", "项目编码", "99010124P00000100001X"),
        ("预算数", "12.50", "其中：财政资金", "12.50"),
    )
    return [
        (250, top, "1.河道管护绩效目标表"),
        *(
            (left, top + 20 + 18 * k, text)
            for k, row in enumerate(texts)
            for left, text in zip((50, 130, 250, 350), row, strict=True)
        ),
    ]


@pytest.mark.parametrize("centred", [True, False])
def test_columns_and_rows_follow_from_the_places_of_the_words(centred: bool) -> None:
    page = [*head(40), *page_of([HEADER], 110, centred=False), *page_of(ROWS, 135, centred=centred)]
    document = pdf.read("表.pdf", build([page]))
    assert rows_of(document) == EXPECTED
    (project,) = document.projects
    assert (project.title, project.name, project.code) == ("河道管护", "河道管护", "99010124P00000100001X")
    assert (str(project.budget.total), str(project.budget.fiscal)) == ("12.50", "12.50")
    assert [notice.code for notice in document.notices] == ["columns-by-place"]


def test_lying_rules_part_rows_that_stand_close() -> None:
    names = ["巡查河道", "清理垃圾", "维修闸门"]
    texts = [
        (left, 120 + 12 * k, text)
        for k, name in enumerate(names)
        for left, text in zip(LEFTS, ("产出指标", "数量指标", name, "按需", "工作计划"), strict=True)
    ]
    rules = [(50, 118.5 + 12 * k, 520, 118.6 + 12 * k) for k in range(4)]
    document = pdf.read("表.pdf", build([[*page_of([HEADER], 95, centred=False), *texts, *rules]]))
    assert [row[2] for row in rows_of(document)] == names


@pytest.mark.parametrize("repeated", [True, False])
def test_a_table_goes_on_over_the_page(repeated: bool) -> None:
    first = [*head(40), *page_of([HEADER], 110, centred=False), *page_of(ROWS[:3], 135, centred=False), (290, 810, "1")]
    below = [*page_of([HEADER], 50, centred=False)] if repeated else []
    second = [*below, *page_of(ROWS[3:], 75, centred=False), (290, 810, "2")]
    document = pdf.read("表.pdf", build([first, second]))
    assert rows_of(document) == EXPECTED
    assert [indicator.where.page for indicator in document.projects[0].indicators] == [1, 1, 1, 2, 2, 2]


def test_a_head_may_stand_on_the_page_before_its_header() -> None:
    second = [*page_of([HEADER], 50, centred=False), *page_of(ROWS, 75, centred=True)]
    document = pdf.read("表.pdf", build([head(760), second]))
    assert rows_of(document) == EXPECTED
    assert document.projects[0].name == "河道管护"


def test_a_head_without_a_table_is_told() -> None:
    document = pdf.read("表.pdf", build([[(50, 60, "河道管护项目说明")], head(760)]))
    assert document.projects == ()
    assert any("项目名称" in notice.text or "河道管护" in notice.text for notice in document.notices)


def test_white_that_makes_no_columns_makes_no_table() -> None:
    words = "各单位要对照一级指标二级指标三级指标和指标值逐项填报说明依据并于月底前报送本单位项目绩效目标申报材料"
    page: Page = [*page_of([HEADER], 95, centred=False), *((50 + 7 * k, 120 + 16 * k, words) for k in range(8))]
    document = pdf.read("表.pdf", build([page]))
    assert document.projects == ()
    assert "no-table" in [notice.code for notice in document.notices]


def test_words_in_columns_that_are_no_indicators_stay_words() -> None:
    rows = [
        ("单位", "预算数", "支出数", "结余", "备注"),
        ("示例县水务局", "120.00", "80.00", "40.00", ""),
        ("河道所", "10.00", "9.00", "1.00", ""),
    ]
    assert pdf.read("表.pdf", build([page_of(rows, 95, centred=False)])).projects == ()


SPACED = """
                         1.河道管护绩效目标表
990101 示例县水务局                                    单位：万元
项目编码      99010124P00000100001X     项目名称       河道管护
预算规模及资金   预算数             12.50     其中：财政资金    其他资金
用途                                  12.50
          用于河道巡查、清淤和管护
绩效目标      完成年度管护任务
一级指标      二级指标     三级指标           绩效指标描述      指标值        指标值确定依据
产出指标      数量指标     巡查河道里程         全年巡查的里程     ≥120 公里    河长制工作方案
          质量指标     河道管护达标          达标河段占全部     ≥95%       《示例县河道管
                   率             河段的比例                  护办法》
          时效指标     汛期前完成清          清淤完成的时间     6 月底前     工作计划
                   淤
效益指标      社会效益指标          沿河环境       沿河环境改善      明显改善      现场查看
满意度指标     服务对象满意度         沿河群众满意度    受访群众的评价     ≥90%       问卷调查
          指标
"""


def test_the_doubt_is_told_beside_pages_that_are_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "is_installed", lambda: False)
    page = [*head(40), *page_of([HEADER], 110, centred=False), *page_of(ROWS, 135, centred=False)]
    document = pdf.read("表.pdf", build([[], page], picture=True))
    assert rows_of(document) == EXPECTED
    told = [(notice.code, notice.where.page) for notice in document.notices]
    assert told == [("page-is-picture", 1), ("columns-by-place", 2)]


def test_text_with_columns_of_spaces_is_read_by_place() -> None:
    document = read_bytes("表.txt", SPACED.encode())
    assert rows_of(document) == [row for row in EXPECTED if row[2] != "发放宣传手册"]
    (project,) = document.projects
    assert (project.name, project.purpose, project.goals) == (
        "河道管护",
        "用于河道巡查、清淤和管护",
        ("完成年度管护任务",),
    )
    assert (str(project.budget.total), str(project.budget.fiscal)) == ("12.50", "12.50")
    assert "columns-by-place" in [notice.code for notice in document.notices]


def test_a_text_over_pages_keeps_its_columns_though_they_are_printed_elsewhere() -> None:
    upper, lower = SPACED.split("效益指标      社会", 1)
    moved = "效益指标   社会效益指标      沿河环境       沿河环境改善      明显改善      现场查看\n满意度指标  服务对象满意度     沿河群众满意度    受访群众的评价     ≥90%       问卷调查\n       指标\n"
    document = read_bytes("表.txt", f"{upper}\f{moved}".encode())
    assert lower and rows_of(document) == [row for row in EXPECTED if row[2] != "发放宣传手册"]


PAGED = """
一级指标      二级指标       三级指标              指标值     备注
产出指标      数量指标       巡查河道里程          ≥120公里
            时效指标       巡查完成率（截至十月
                         末，按合同
\f
一级指标      二级指标       三级指标              指标值     备注
                         统计）               ≥90%
            成本指标       每公里管护费用        ≤800元      合同价
效益指标      社会效益指标    沿河群众生活环境        明显改善
            生态效益指标    河道水质达到三类的断面   ≥8个
满意度指标    服务对象满意度   沿河群众满意度        ≥90%      问卷
                                                - 2 -
"""


def test_a_name_in_brackets_goes_on_and_its_class_too_over_the_page() -> None:
    document = read_bytes("表.txt", PAGED.encode())
    assert [row[:4] for row in rows_of(document)] == [
        ("产出指标", "数量指标", "巡查河道里程", "≥120公里"),
        ("产出指标", "时效指标", "巡查完成率（截至十月末，按合同统计）", "≥90%"),
        ("产出指标", "成本指标", "每公里管护费用", "≤800元"),
        ("效益指标", "社会效益指标", "沿河群众生活环境", "明显改善"),
        ("效益指标", "生态效益指标", "河道水质达到三类的断面", "≥8个"),
        ("满意度指标", "服务对象满意度", "沿河群众满意度", "≥90%"),
    ]


def test_the_name_of_the_part_beside_the_rows_on_a_line_of_its_own() -> None:
    beside = SPACED.replace("\n", "\n" + " " * 12).replace("淤\n", "淤\n绩效指标\n")
    assert rows_of(read_bytes("表.txt", beside.encode())) == rows_of(read_bytes("表.txt", SPACED.encode()))


def test_values_that_have_their_units_are_of_two_rows() -> None:
    short = "一级指标      二级指标       三级指标              指标值\n产出指标      数量指标       巡查桥梁座数          46座\n"
    short += "            质量指标       巡查报告评审通过率    100%\n效益指标      社会效益指标    桥梁安全事故          0起\n"
    short += "满意度指标    服务对象满意度  管养单位满意度        ≥95%\n"
    assert [row[2:4] for row in rows_of(read_bytes("表.txt", short.encode()))] == [
        ("巡查桥梁座数", "46座"),
        ("巡查报告评审通过率", "100%"),
        ("桥梁安全事故", "0起"),
        ("管养单位满意度", "≥95%"),
    ]


SCORES = """2026年度绩效评价得分
一级指标      二级指标      分值      得分      得分率
决策          项目立项        10         9        90%
              绩效目标         8         7        87.5%
产出          产出数量        15        14        93.3%
              产出质量        10        10       100%
效益          社会效益        20        18        90%
              满意度          15        14        93.3%
"""
TEMPLATE = """请按样表填报
      一级指标      二级指标      三级指标      指标值
      产出指标      数量指标      指标1：
                                   ……
                    质量指标      指标1：
      效益指标      社会效益指标   指标1：
"""


@pytest.mark.parametrize("text", [SCORES, TEMPLATE])
def test_points_and_templates_are_no_projects(text: str) -> None:
    assert read_bytes("样表.txt", text.encode()).projects == ()
