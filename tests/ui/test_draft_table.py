"""The draft's rows between record and grid: edits arrive, origins stay with their rows, foreign numbers stay references."""

from corpus.hits import Hit
from corpus.records import Indicator, Where
from tests.ui.builder import document, indicator, project
from ui import draft_table
from ui.draft_table import Origin, frame, kept_origins, with_picked


def origin(name: str) -> Origin:
    return Origin(({"id": name, "kind": "library", "quote": name},), f"参考 {name}")


ROWS = [origin(name) for name in "甲乙丙丁"]


def hit(row: Indicator) -> Hit:
    return Hit(
        id="d-1-1",
        kind="indicator",
        score=1,
        why=("命中",),
        document="某局.txt",
        document_id="d",
        project="某项目",
        project_no=1,
        department=None,
        year=2024,
        budget=None,
        purpose=None,
        level2=row.level2,
        indicator=row,
        where=Where(),
    )


def test_an_unedited_grid_gives_the_same_indicators() -> None:
    shown = project()
    assert draft_table.indicators(frame(shown, ROWS)) == shown.indicators


def test_rows_deleted_and_added_keep_the_others_origins() -> None:
    grid = frame(project(), ROWS).drop(index=2)
    grid.loc[5] = ["效益指标", "社会效益指标", "新指标", "", "≥1 次", None, None]
    grid.loc[6] = [None] * len(draft_table.COLUMNS)
    assert [row.level3 for row in draft_table.indicators(grid)][-1] == "新指标"
    assert kept_origins(grid, ROWS) == [ROWS[0], ROWS[2], ROWS[3], Origin()]


def test_a_picked_indicator_stands_behind_its_class_with_its_numbers_as_reference_only() -> None:
    row = indicator("产出指标（50分）", "质量指标", "培训考核合格率", "≥95%", "某办字〔2023〕5号")
    grown, rows = with_picked(project(), ROWS, hit(row))
    assert [i.level3 for i in grown.indicators] == [
        "购置设备数量",
        "培训人次",
        "验收合格率",
        "培训考核合格率",
        "服务人数",
    ]
    added = grown.indicators[3]
    assert (added.level1, added.value.text, added.basis and added.basis.citations) == ("产出指标", "待填报", ())
    assert rows[3].reference == "≥95%"
    assert [r for r in rows if r in ROWS] == ROWS


def test_a_picked_indicator_that_is_there_already_becomes_a_source_of_it() -> None:
    grown, rows = with_picked(project(), ROWS, hit(indicator("产出指标", "数量指标", "培训人次", "≥60 人次")))
    assert len(grown.indicators) == 4
    assert len(rows[1].sources) == 2 and rows[1].reference == ROWS[1].reference


def test_head_fields_are_taken_over() -> None:
    read = document()
    edited = draft_table.edited(read, read.projects[0].indicators, "用途", "目标一\n\n 目标二 ", ["40%", "100"])
    after = edited.projects[0]
    assert (after.purpose, after.goals) == ("用途", ("目标一", "目标二"))
    assert [step.percent for step in after.spending_plan] == ["40", "100"]
