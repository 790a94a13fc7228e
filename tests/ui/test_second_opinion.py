"""The model on the pages: asked where the user asks, told how far it is, and no reason for anything to be lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.records import Document, Notice, RowCells, Where
from tests.prompts.scripted import Asked, Script, endpoint, refused
from tests.ui.builder import document
from tests.ui.test_pages import html, page, press, said, upload
from ui import state

READ = RowCells(level3="购置设备数量", description="购置设备数量", value="≥3 台", basis="合同")
OTHER = RowCells(level3="购置设备", description="数量购置设备数量", value="≥3 台", basis="合同")


def doubtful() -> Document:
    """A document whose first row can be divided in two ways."""
    notice = Notice(
        code="cell-split-doubtful", text="分界有疑", where=Where(page=1, table=1, row=1), choices=((READ,), (OTHER,))
    )
    one = document()
    first = one.projects[0].indicators[0].model_copy(update={"where": Where(page=1, table=1, row=1)})
    project = one.projects[0].model_copy(update={"indicators": (first, *one.projects[0].indicators[1:])})
    return one.model_copy(update={"projects": (project,), "notices": (notice,)})


def second_division(asked: Asked) -> str:
    """Takes the second division where that is asked, and finds nothing wrong."""
    return json.dumps({"choice": "B"} if "分法" in str(asked["messages"]) else {"answers": []})


@pytest.mark.parametrize(
    ("script", "name"),
    [(second_division, "购置设备"), (lambda _: refused("down", 500), "购置设备数量")],
    ids=["answers", "down"],
)
def test_a_second_opinion_divides_cells_and_loses_nothing(
    script: Script, name: str, own_corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with endpoint(script) as server:
        for variable, value in server.environment(own_corpus).items():
            monkeypatch.setenv(variable, value)
        app = page("review")
        upload(app, doubtful())
        before = html(app)
        assert not server.asked, "nothing is sent before somebody asks"
        assert any("127" in said(one.value) for one in app.caption), "told where texts would go"
        press(app, "开始复核")
    reviewed: state.Reviewed = app.session_state["jx_reviewed"]
    assert reviewed.documents[0].projects[0].indicators[0].level3 == name
    assert reviewed.report.model is not None and server.asked
    assert bool(reviewed.report.model.note) == bool(app.warning) == (script is not second_division)
    assert reviewed.report.findings and "jx-card" in before and "jx-card" in html(app)


@pytest.mark.parametrize("wanted", [False, True])
def test_a_draft_asks_the_model_only_where_ticked(
    wanted: bool, own_corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with endpoint(lambda _: "没有 JSON") as server:
        for variable, value in server.environment(own_corpus).items():
            monkeypatch.setenv(variable, value)
        app = press(page("draft"), "填入示例")
        if wanted:
            app.toggle[0].set_value(True).run()
        press(app, "生成绩效目标表")
        assert bool(server.asked) == wanted
    names = [row.level3 for row in app.session_state["jx_drafted"].document.projects[0].indicators]
    assert "宣传品购置数量" in names, "without a usable answer the rules' draft stands"
    assert bool(app.warning) == wanted
