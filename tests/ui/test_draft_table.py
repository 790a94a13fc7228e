"""The draft's rows between record and grid: edits arrive, origins stay with their rows, foreign numbers stay references."""

from decimal import Decimal
from typing import Any

from corpus.hits import Hit
from corpus.records import Indicator, Where
from tests.ui.builder import document, indicator, project
from ui import drafts
from ui.draft_state import Drafted, Step, back, changed, forward, typed
from ui.draft_table import Origin, cells, filled, head, numbered, taken, with_picked
from ui.drafts import Kept


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


def test_an_unedited_grid_gives_the_same_rows() -> None:
    rows = numbered(project(), ROWS)
    assert taken([cells(row) for row in rows], rows) == rows


def test_rows_deleted_added_and_moved_keep_the_others_origins() -> None:
    rows = numbered(project(), ROWS)
    written = [cells(row) for row in (rows[3], rows[0], rows[2])]
    empty = dict.fromkeys(written[0], "") | {"id": "n1"}
    written += [empty | {"id": "n2", "level3": "新指标", "value": "≥1 次"}, empty]
    after = taken(written, rows)
    assert [row.origin for row in after] == [ROWS[3], ROWS[0], ROWS[2], Origin(), Origin()]
    assert [row.indicator.level3 for row in filled(after)] == ["服务人数", "购置设备数量", "验收合格率", "新指标"]


def test_what_the_grid_does_not_show_of_a_row_stays() -> None:
    shown = project()
    weighed = shown.indicators[0].model_copy(update={"weight": Decimal(10)})
    rows = numbered(shown.model_copy(update={"indicators": (weighed, *shown.indicators[1:])}), ROWS)
    (first, *_) = taken([cells(rows[0]) | {"value": "≥5 台"}], rows)
    assert (first.indicator.weight, first.indicator.value.number) == (Decimal(10), Decimal(5))


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
    after = head(project(), "用途", "目标一\n\n 目标二 ", ["40%", "100"])
    assert (after["purpose"], after["goals"]) == ("用途", ("目标一", "目标二"))
    assert [step.percent for step in after["spending_plan"]] == ["40", "100"]


def drafted() -> Drafted:
    read = document()
    kept = Kept(drafts.new_id(), "甲", read, tuple(ROWS), ())
    return Drafted(kept, 1, Step(read, numbered(read.projects[0], ROWS)))


def handed(current: Drafted, touched: str, **words: str) -> dict[str, Any]:
    """What the grid hands over after ``words`` were typed into the first row."""
    first, *others = map(cells, current.now.rows)
    return {"version": current.version, "touched": touched, "rows": [first | words, *others]}


def named(current: Drafted) -> str:
    return current.document.projects[0].indicators[0].level3


def test_typing_on_in_one_cell_is_one_step_back() -> None:
    start = drafted()
    once = typed(start, handed(start, "r1.level3.1", level3="购"))
    twice = typed(once, handed(once, "r1.level3.1", level3="购置台数"))
    later = typed(twice, handed(twice, "r1.level3.2", level3="台数"))
    assert (named(back(later)), named(back(back(later)))) == ("购置台数", "购置设备数量")
    assert back(back(back(later))).document == start.document
    assert named(forward(forward(back(back(later))))) == "台数"
    assert typed(later, handed(later, "", level3="台数")) is later, "nothing changed, no step"


def test_after_a_step_back_what_an_older_grid_hands_over_is_left() -> None:
    start = drafted()
    once = typed(start, handed(start, "a", level3="购"))
    assert back(once).version == once.version + 1
    assert named(typed(back(once), handed(once, "b", level3="迟到"))) == "购置设备数量"


def test_a_new_change_forgets_what_was_taken_back() -> None:
    start = drafted()
    once = back(typed(start, handed(start, "a", level3="购")))
    again = changed(once, once.now.rows, purpose="另一用途")
    assert (again.future, back(again).document.projects[0].purpose) == ((), "购置设备，开展培训。")
