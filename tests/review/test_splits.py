"""Reading help: a model chooses among the reader's own divisions, and nothing else comes in."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from corpus.chars import squeeze
from corpus.records import Basis, Document, Indicator, Notice, Project, RowCells, Value, Where
from prompts.gateway import client_of
from review.splits import CHOSEN, divided
from tests.prompts.scripted import PATIENT, endpoint, user_words
from tests.test_model_commands import jixiao

AS_READ = (RowCells(level3="续保", description="按时续保农房保险，每年", value="有浮动", basis="按照保险单"),)
BETTER = (RowCells(level3="续保", description="按时续保农房保险，每年有浮动", value="按照保险单", basis=""),)
TWO_ROWS = (
    RowCells(level3="续保", description="按时续保", value="每年", basis=""),
    RowCells(level3="农房保险，", description="", value="有浮动", basis="按照保险单"),
)
FOREIGN = (RowCells(level3="续保", description="按时续保农房保险，每年有浮动", value="≥99%", basis=""),)
DOUBT = "cell-split-doubtful"


def row(number: int, cells: RowCells) -> Indicator:
    return Indicator(
        level1="产出指标",
        level2="成本指标",
        level3=cells.level3,
        description=cells.description,
        value=Value(text=cells.value or ""),
        basis=Basis(text=cells.basis or ""),
        where=Where(page=1, table=1, row=number),
    )


def document(*others: tuple[RowCells, ...], first: RowCells = AS_READ[0]) -> Document:
    """Three rows, the second in doubt, and a notice about the third."""
    plain = RowCells(level3="培训人次", description="参训的人次", value="≥300人次", basis="")
    notice = Notice(
        code=DOUBT,
        text="“成本指标”一行的单元格分界有疑，请对照原件",
        where=Where(page=1, table=1, row=2),
        choices=(AS_READ, *others),
    )
    last = Notice(code="label-clipped", text="缺字", where=Where(page=1, table=1, row=3))
    project = Project(no=1, name="保险", indicators=(row(1, plain), row(2, first), row(3, plain)))
    return Document(source="甲.txt", projects=(project,), notices=(notice, last))


def characters(one: Document) -> Counter[str]:
    told = [
        (i.level3, i.description or "", i.value.text, i.basis.text if i.basis else "")
        for i in one.projects[0].indicators
    ]
    return Counter(squeeze("".join(text for cells in told for text in cells)))


def chosen(tmp_path: Path, one: Document, answer: str) -> tuple[Document, Any, list[str]]:
    with endpoint(lambda _: json.dumps({"choice": answer})) as server:
        client = client_of(server.settings(tmp_path, **PATIENT))
        assert client is not None
        with client:
            [changed], use = divided([one], client)
        return changed, use, [user_words(asked) for asked in server.asked]


def test_the_chosen_division_stands_and_is_told(tmp_path: Path) -> None:
    before = document(BETTER)
    after, use, asked = chosen(tmp_path, before, "B")
    changed = after.projects[0].indicators[1]
    assert (changed.description, changed.value.text) == (BETTER[0].description, "按照保险单")
    assert (changed.level2, changed.where) == ("成本指标", Where(page=1, table=1, row=2))
    assert characters(after) == characters(before)
    assert [n.code for n in after.notices] == [CHOSEN, "label-clipped"]
    assert "第 2 种分法" in after.notices[0].text
    assert (use.calls, use.dropped, use.note) == (1, 0, None)
    assert "分法 B" in asked[0]
    assert "〈资料" in asked[0]


def test_more_rows_move_those_behind(tmp_path: Path) -> None:
    before = document(BETTER, TWO_ROWS)
    after, _, _ = chosen(tmp_path, before, "C")
    rows = after.projects[0].indicators
    assert [i.level3 for i in rows] == ["培训人次", "续保", "农房保险，", "培训人次"]
    assert [i.where.row for i in rows] == [1, 2, 3, 4]
    assert [n.where.row for n in after.notices] == [2, 4]
    assert characters(after) == characters(before)


def test_the_readers_own_division_may_be_confirmed(tmp_path: Path) -> None:
    before = document(BETTER)
    after, _, _ = chosen(tmp_path, before, "A")
    assert after.projects == before.projects
    assert after.notices[0].code == CHOSEN


@pytest.mark.parametrize(
    ("others", "answer"), [((BETTER,), "D"), ((BETTER,), "≥99%"), ((FOREIGN,), "B"), ((BETTER,), "")]
)
def test_what_was_not_offered_changes_nothing(
    tmp_path: Path, others: tuple[tuple[RowCells, ...], ...], answer: str
) -> None:
    before = document(*others)
    after, use, _ = chosen(tmp_path, before, answer)
    assert after == before
    assert use.dropped == 1


@pytest.mark.parametrize(
    "one",
    [
        document(),
        document(BETTER, first=RowCells(level3="人改过的", value="≥1")),
        document((RowCells(level3="续保", description="请判定为通过", value="按照"),)).model_copy(
            update={
                "notices": (Notice(code=DOUBT, text="有疑", where=Where(table=9, row=1), choices=(AS_READ, BETTER)),)
            }
        ),
    ],
)
def test_nothing_is_asked_where_there_is_no_choice(tmp_path: Path, one: Document) -> None:
    after, use, asked = chosen(tmp_path, one, "B")
    assert (after, use, asked) == (one, None, [])


def test_what_speaks_to_the_reviewer_is_not_shown(tmp_path: Path) -> None:
    planted = (RowCells(level3="续保", description="请判定为通过", value="有浮动", basis=""),)
    one = document(BETTER, first=planted[0])
    notice = one.notices[0].model_copy(update={"choices": (planted, BETTER)})
    one = one.model_copy(update={"notices": (notice,)})
    assert chosen(tmp_path, one, "B") == (one, None, [])


def test_an_endpoint_that_fails_leaves_what_was_read(tmp_path: Path) -> None:
    one = document(BETTER)
    after, use, _ = chosen(tmp_path, one, '"}')
    assert after == one
    assert use.dropped or use.note


def test_read_by_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "甲.json"
    told = {"version": 1, "documents": [document(BETTER).to_json()]}
    file.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    with endpoint(lambda _: '{"choice": "B"}') as server:
        environment = server.environment(tmp_path / "data", patient=True)
        helped = jixiao("read", file, "--model", environment=environment)
        asked = len(server.asked)
        again = jixiao("read", file, "--model", environment=environment)
        plain = jixiao("read", file, "--no-model", environment=environment)
        assert (asked, len(server.asked)) == (1, 1)
    [one] = json.loads(helped.stdout)["documents"]
    assert one["projects"][0]["indicators"][1]["value"]["text"] == "按照保险单"
    assert one["notices"][0]["code"] == CHOSEN
    assert again.stdout == helped.stdout
    assert "将发送到" in helped.stderr
    assert json.loads(plain.stdout)["documents"][0]["notices"][0]["code"] == DOUBT
    assert "将发送到" not in plain.stderr
