from hypothesis import given
from hypothesis import strategies as st

from corpus.continuation import SEAM
from corpus.grid import Cell, Grid, fill_down, from_rows, join, unwrap

HEADER = ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"]
ROWS = [
    ["产出指标", "数量指标", "演练次数", "全年组织演练的次数", "≥2次", "应急预案"],
    ["", "质量指标", "演练合格率", "演练评估合格的比率", "≥95%", "演练方案"],
    ["效益指标", "社会效益指标", "知晓率", "群众对防火知识的知晓率", "≥90%", "工作计划"],
]


def texts(grid: Grid) -> list[list[str]]:
    return [[unwrap(cell.text) for cell in grid.row(row)] for row in range(grid.height)]


def test_a_spanning_cell_stands_in_every_field_it_covers() -> None:
    grid = Grid((Cell("产出指标", 0, 0, rows=2), Cell("数量", 0, 1), Cell("质量", 1, 1)))
    assert grid.at(1, 0) is grid.at(0, 0)
    assert texts(grid) == [["产出指标", "数量"], ["产出指标", "质量"]]
    assert (grid.height, grid.width, grid.at(5, 5)) == (2, 2, None)


def test_filling_down_stops_where_an_outer_class_changes() -> None:
    grid = from_rows([["产出", "数量"], ["", ""], ["效益", ""], ["", "社会"]])
    filled = [["产出", "数量"], ["产出", "数量"], ["效益", ""], ["效益", "社会"]]
    assert fill_down(grid, [0, 1], [0, 1, 2, 3], inherit=True) == filled
    assert fill_down(grid, [0, 1], [1], inherit=False) == [["", ""]]


@given(cut=st.integers(1, 3), repeated=st.booleans())
def test_a_table_cut_between_rows_joins_to_itself(cut: int, repeated: bool) -> None:
    whole = [HEADER, *ROWS]
    lower = ([HEADER] if repeated else []) + whole[cut:]
    joined = join(from_rows(whole[:cut]), from_rows(lower), SEAM)
    filled = fill_down(joined, [0, 1], range(1, joined.height), inherit=False)
    plain = [row[2:] for row in texts(joined)]
    assert plain == [row[2:] for row in whole]
    assert [row[1] for row in filled] == [row[1] for row in ROWS]
    assert joined.height == len(whole)


@given(col=st.integers(2, 5), at=st.integers(1, 3))
def test_a_cell_cut_in_two_joins_to_itself(col: int, at: int) -> None:
    """A row whose cells end on the first page but for one."""
    upper, lower = list(ROWS[1]), [""] * 6
    upper[col], lower[col] = ROWS[1][col][:at], ROWS[1][col][at:]
    joined = join(from_rows([HEADER, ROWS[0], upper]), from_rows([HEADER, lower, ROWS[2]]), SEAM)
    assert texts(joined) == [HEADER, *ROWS]


def test_a_label_cut_in_two_is_one_label() -> None:
    upper = [HEADER, ["效益指标", "社会效益指", "知晓", "知晓率", "≥90%", "工作"]]
    lower = [["", "标", "率", "", "", "计划"]]
    joined = join(from_rows(upper), from_rows(lower), SEAM)
    assert texts(joined)[1] == ["效益指标", "社会效益指标", "知晓率", "知晓率", "≥90%", "工作计划"]


def test_a_label_printed_only_on_the_second_page_covers_both() -> None:
    upper = from_rows([HEADER, ["", "经济效益指标", "增收", "户均增收", "≥1万元", "规划"]])
    joined = join(upper, from_rows([["效益指标", "社会效益指标", "知晓率", "知晓率", "≥90%", "计划"]]), SEAM)
    assert [row[0] for row in texts(joined)[1:]] == ["效益指标", "效益指标"]


def test_a_row_with_one_empty_cell_is_not_taken_for_a_rest() -> None:
    lower = [["", "质量指标", "合格率", "", "≥95%", ""]]
    joined = join(from_rows([HEADER, ROWS[0]]), from_rows(lower), SEAM)
    assert texts(joined)[2] == ["产出指标", "质量指标", "合格率", "", "≥95%", ""]


def test_unwrap_keeps_a_space_between_latin_words_only() -> None:
    assert unwrap("服务对象满\n意度") == "服务对象满意度"
    assert unwrap("=100\n%") == "=100%"
    assert unwrap("Windows\nServer 许可") == "Windows Server 许可"
