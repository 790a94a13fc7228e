"""起草: a brief in, a whole table that can be edited with its sources and findings beside it, and the file out."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import streamlit as st

from corpus.records import Document
from errors import JixiaoError
from review import engine
from review.findings import Report
from review.formats.sheet import Mark, number_findings, project_html
from ui import draft_list, draft_sources, draft_state, draft_table, modelling, state
from ui.copying import copy_button
from ui.draft_beside import beside
from ui.draft_brief import brief_form
from ui.draft_row import paste_html, paste_text
from ui.draft_state import Drafted
from ui.grid import grid
from ui.parts import counts_html, file_name, plain, sheet, table_downloads, told_in_words


def show() -> None:
    """Draw the page."""
    draft_list.reopen()
    current = draft_state.drafted()
    if current is None:
        st.title("起草绩效目标表")
        st.caption("填写项目名称、预算和用途，得到一张每行注明来源的表；不清楚的事实写成问题，不编造数字和文号。")
        with st.container(border=True):
            brief_form()
        draft_list.listing()
        return
    _edit(current)


def _edit(current: Drafted) -> None:
    top = st.container(horizontal=True, vertical_alignment="center", key="draft_top")
    modelling.tell_note()
    table, side = st.columns([3.3, 1.5], gap="small")
    with table:
        editing, preview = st.tabs(["编辑", "按表样预览"])
        with editing:
            current = _head(current)
            report = _reviewed(current.document)
            marks = number_findings(sorted(report.findings, key=lambda finding: finding.severity.rank))
            selected = _grid(current, marks)
    with preview:
        sheet(project_html(current.document.projects[0], marks, current.document.department))
    with side:
        beside(current, marks, selected)
    with top:
        _top(current, report)


def _top(current: Drafted, report: Report) -> None:
    """Name, counts and everything that is done with the draft as a whole, on one line."""
    st.title("起草绩效目标表", width="content")
    rows = len(current.document.projects[0].indicators)
    st.html(counts_html(report.findings, current.document.projects[0].name or "", f"指标 {rows}"), width="stretch")
    copy_button("复制为表格", paste_html(current.document), paste_text(current.document), "draft_copy")
    with st.popover("导出", icon=":material/download:"):
        table_downloads(current.document, file_name(current.kept.name), "draft")
    with st.popover("草稿", icon=":material/folder_open:"):
        name = st.text_input("这份草稿的名称", value=current.kept.name, key=f"{current.key}name")
        draft_list.listing(but=current.kept.id)
    st.button("另起一份", icon=":material/restart_alt:", on_click=draft_state.drop_drafted)
    _autosave(current, name.strip() or current.kept.name)


def _autosave(current: Drafted, name: str) -> None:
    """Keep every change on disk and the draft's name in the address, so that a reload goes on here."""
    try:
        current = draft_state.save(current, name)
    except JixiaoError as error:
        st.warning(plain(str(error)), icon=":material/save:")
    if st.query_params.get("draft") != current.kept.id:
        st.query_params["draft"] = current.kept.id


def _head(current: Drafted) -> Drafted:
    """The inputs above the grid; the draft with what they hold."""
    project = current.document.projects[0]
    purpose_key, goals_key, plan_keys = draft_state.head_keys(current)
    with st.expander("资金用途、绩效目标与支出计划"):
        purpose = st.text_area("资金用途", key=purpose_key, height=80)
        goals = st.text_area("绩效目标（每行一条）", key=goals_key, height=100)
        plan = []
        if project.spending_plan:
            cells = st.columns(len(project.spending_plan))
            for cell, step, key in zip(cells, project.spending_plan, plan_keys, strict=True):
                label = f"{step.month}月底累计（%）" if step.month else "累计（%）"
                plan.append(cell.text_input(label, key=key))
    written = draft_table.head(project, purpose, goals, plan)
    made = draft_state.changed(current, current.now.rows, "head", **written)
    draft_state.put(made)
    return made


def _reviewed(document: Document) -> Report:
    configured = state.configured()
    return engine.review([document], thresholds=configured.thresholds, severities=configured.severities)


def _grid(current: Drafted, marks: Sequence[Mark]) -> str | None:
    """The edit grid; the id of the row that the user is in."""
    key = f"{current.key}grid"

    def typed() -> None:
        now = draft_state.drafted()
        handed = st.session_state[key].get("rows")
        if now is not None and handed:
            made = draft_state.typed(now, handed)
            draft_state.put(made)
            with suppress(JixiaoError):  # told at the end of the run; here it must not wait, the window may be closing
                draft_state.save(made, made.kept.name)

    def step(move: Any) -> None:
        now = draft_state.drafted()
        if now is not None:
            draft_state.put(move(now))

    data = {
        "version": current.version,
        "rows": [draft_table.cells(row) for row in current.now.rows],
        "beside": draft_sources.beside(current.now.rows, marks, draft_sources.places(current.now.rows)),
        "undo": bool(current.past),
        "redo": bool(current.future),
        "selected": st.session_state.get("jx_draft_row"),
    }
    selected = grid(data, key, typed, lambda: step(draft_state.back), lambda: step(draft_state.forward))
    ids = [row.id for row in current.now.rows]
    chosen = selected if selected in ids else next(iter(ids), None)
    st.session_state["jx_draft_row"] = chosen
    return chosen


with told_in_words():
    show()
