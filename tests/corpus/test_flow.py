"""The division of flattened rows: the best-first search against all divisions there are, and its estimates against what they estimate."""

from itertools import combinations

import pytest

from corpus.flow.cells import Cells, Segment
from corpus.flow.evidence import GUESS, Expectation, content
from corpus.flow.lines import split_lines
from corpus.flow.search import Row
from corpus.flow.split import Splitter
from corpus.flow.tokens import tokens

COLUMNS = ("level3", "description", "value", "basis")
KNOWN = Expectation(bases={"关于下达专项资金的通知": 0.6})
SEGMENTS = (
    "参训人数\n参训人数\n≥120 人\n年度培训计划",
    "河道清淤里程\n完成示例河清淤的\n里程\n=12 公里\n示例县水务局实施方案",
    "群众满意度\n受益群众对项目的满意\n程度\n≥95%\n问卷调查",
    "完成时间\n2026年11月底前\n全部完工\n2026年11\n月底前\n合同约定",
    "可持续影响\n（长期）有所提高\n有所提高\n关于下达专项\n资金的通知",
    "设备购置数量\n5 台\n设备验收合格率\n100%\n关于下达专项资金的通知",
    "生态效益\n无\n无",
    "待填报",
)


@pytest.mark.parametrize("expectation", [GUESS, KNOWN], ids=["guess", "known"])
@pytest.mark.parametrize("text", SEGMENTS)
def test_what_is_found_first_is_the_best_of_all_divisions_into_one_row(text: str, expectation: Expectation) -> None:
    segment = Segment(tokens(split_lines(text)))
    cells = Cells(segment, COLUMNS, expectation)
    (best,) = Splitter(segment, COLUMNS, expectation).divide()
    assert score(cells, best) == pytest.approx(max(score(cells, row) for row in rows_of(cells.size)))


@pytest.mark.parametrize("expectation", [GUESS, KNOWN], ids=["guess", "known"])
@pytest.mark.parametrize("text", SEGMENTS)
def test_no_cell_gains_more_than_was_expected_of_its_first_word(text: str, expectation: Expectation) -> None:
    segment = Segment(tokens(split_lines(text)))
    cells = Cells(segment, COLUMNS, expectation)
    for column, name in enumerate(COLUMNS):
        for start, end in combinations(range(cells.size + 1), 2):
            gained = content(name, cells.text(((start, end),)), expectation)
            assert gained <= cells.most[column][start], (name, cells.text(((start, end),)))


def rows_of(size: int) -> list[Row]:
    """Every way to put ``size`` tokens into the columns, some of them left empty."""
    found: list[Row] = []
    for kept in range(1, len(COLUMNS) + 1):
        for filled in combinations(range(len(COLUMNS)), kept):
            for borders in combinations(range(1, size), kept - 1):
                spans = list(zip((0, *borders), (*borders, size), strict=True))
                found.append(tuple((spans[filled.index(k)],) if k in filled else () for k in range(len(COLUMNS))))
    return found


def score(cells: Cells, row: Row) -> float:
    """What a row is worth; far below every other where its lines cannot be those of its cells."""
    total = cells.likeness(1, row[1], row[0]) if row[0] and row[1] else 0.0
    for column, cell in enumerate(row):
        total += cells.gain(column, cell)
        if cell:
            (start, end) = cell[0]
            costs = cells.costs(column, start, cells.size, -1)
            total -= costs[end - start - 1] if end - start <= len(costs) else 1000.0
    return total
