"""起草: a brief in, a whole table that can be edited with its sources and findings beside it, and the file out."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from corpus.records import Document, Indicator
from corpus.taxonomy import Level1, Level2
from errors import CorpusError, JixiaoError, ReadError
from review import engine
from review.formats.sheet import Mark, finding_html, number_findings, project_html
from ui import draft_list, draft_table, drafts, state
from ui.copying import copy_button
from ui.draft_row import paste_html, paste_text, row_html
from ui.parts import (
    FILE_TYPES,
    counts_html,
    endpoint_note,
    file_name,
    plain,
    read_uploads,
    rule_title,
    sheet,
    table_downloads,
    told_in_words,
)

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

_ROW = 36
"""Height of a row of the grid: one line, since the grid does not break Chinese text; the preview shows cells whole."""
_SAMPLE = {
    "draft_name": "森林防火宣传与演练",
    "draft_purpose": "购置宣传品，组织两次演练，培训护林员。",
    "draft_budget": 18.0,
    "draft_department": "示例县林业局",
}


def show() -> None:
    """Draw the page."""
    draft_list.reopen()
    current = state.resume_edits()
    if current is None:
        st.title("起草绩效目标表")
        st.caption("填写项目名称、预算和用途，得到一张每行注明来源的表；不清楚的事实写成问题，不编造数字和文号。")
        with st.container(border=True):
            _brief_form()
        draft_list.listing()
        return
    _edit(current)


def _brief_form() -> None:
    endpoint_note()
    _keep_inputs()
    name, budget = st.columns([3, 1])
    name.text_input("项目名称", key="draft_name", placeholder="如：农村公路养护补助")
    budget.number_input("预算（万元）", min_value=0.0, step=1.0, format="%.2f", key="draft_budget")
    st.text_area(
        "资金用途：钱花在哪些事上，各做多少",
        key="draft_purpose",
        height=90,
        placeholder="如：购置……，组织……两次，培训……40 人次",
    )
    department, year, category = st.columns([2, 1, 2])
    department.text_input("部门（可不填）", key="draft_department")
    year.number_input("年度", 2000, 2100, step=1, key="draft_year", placeholder="可不填")
    choices = _categories()
    category.selectbox(
        "类别",
        list(choices),
        format_func=choices.__getitem__,
        index=None,
        placeholder="按名称和用途判断",
        key="draft_category",
    )
    with st.expander("还可以提供：依据文件、上年的表"):
        st.text_area("依据文件（每行一个；只有这里写明的文号才会写进依据）", key="draft_basis", height=70)
        last_year = st.file_uploader("上年的绩效目标表（其中的指标优先沿用）", type=FILE_TYPES, key="draft_last_year")
    _picked()
    with st.container(horizontal=True):
        go = st.button("生成绩效目标表", type="primary", icon=":material/edit_document:")
        st.button("填入示例", on_click=lambda: st.session_state.update(_SAMPLE), icon=":material/description:")
    if go:
        _compose(last_year)


def _keep_inputs() -> None:
    """Inputs survive a visit to another page: writing a widget's own value back keeps Streamlit from dropping it."""
    defaults = {"draft_name": "", "draft_purpose": "", "draft_budget": None, "draft_department": "", "draft_basis": ""}
    for key, default in (defaults | {"draft_year": None, "draft_category": None}).items():
        st.session_state[key] = st.session_state.get(key, default)


def _categories() -> dict[str, str]:
    from corpus import library

    return {category.id: category.name for category in library.categories()}


def _picked() -> None:
    hits = state.picked()
    if hits:
        names = "、".join(plain(hit.indicator.level3) for hit in hits if hit.indicator)
        st.caption(f"将加入从检索中选用的 {len(hits)} 条指标：{names}")
        st.button("不用这些", on_click=state.drop_picked, icon=":material/close:", type="tertiary")


def _compose(last_year: UploadedFile | None) -> None:
    from drafting.brief import brief_of
    from drafting.compose import draft

    inputs = st.session_state
    lacking = [
        word
        for key, word in (("draft_name", "项目名称"), ("draft_budget", "预算"), ("draft_purpose", "资金用途"))
        if not inputs[key]
    ]
    if lacking:
        st.warning(f"还缺：{'、'.join(lacking)}。")
        return
    brief = brief_of(
        {
            "last_year": _read(last_year) if last_year else None,
            "name": inputs["draft_name"],
            "purpose": inputs["draft_purpose"],
            "budget": f"{inputs['draft_budget']:.2f}",
            "department": inputs["draft_department"].strip() or None,
            "year": inputs["draft_year"],
            "category": inputs["draft_category"],
            "basis": tuple(line.strip() for line in inputs["draft_basis"].splitlines() if line.strip()),
        }
    )
    with st.spinner("正在查找参考并起草…"):
        try:
            result = draft(brief, state.corpus())
        except CorpusError as error:
            st.toast(f"语料库不可用，只用内置指标库：{error}", icon=":material/warning:")
            result = draft(brief)
    as_json, document = result.to_json(), result.document()
    project, origins = document.projects[0], draft_table.origins(as_json)
    for hit in state.picked():
        project, origins = draft_table.with_picked(project, origins, hit)
    document = document.model_copy(update={"projects": (project,)})
    questions = tuple(as_json["questions"])
    state.set_drafted(drafts.Kept(drafts.new_id(), inputs["draft_name"], document, tuple(origins), questions))
    state.drop_picked()
    st.rerun()


def _read(upload: UploadedFile) -> Document:
    for result in read_uploads([upload]):
        if isinstance(result, Document) and result.projects:
            return result
        if isinstance(result, ReadError):
            raise result
    raise ReadError(upload.name, "没有读到绩效目标表；请确认是上年的绩效目标表，或不提供这个文件。")


def _edit(current: state.Drafted) -> None:
    title, totals, others, again = st.columns([2, 3, 1.1, 1.2], vertical_alignment="center")
    title.title("起草绩效目标表")
    again.button("另起一份", icon=":material/restart_alt:", width="stretch", on_click=state.drop_drafted)
    with others.popover("草稿", icon=":material/folder_open:", width="stretch"):
        name = st.text_input("这份草稿的名称", key=state.draft_keys(current).name)
        draft_list.listing(but=current.kept.id)
    table, beside = st.columns([3.4, 1.8], gap="small")
    with table:
        editing, preview = st.tabs(["编辑", "按表样预览"])
        with editing:
            document, origins = _editor(current)
    _autosave(current, document, origins, name.strip() or current.name)
    configured = state.configured()
    report = engine.review([document], thresholds=configured.thresholds, severities=configured.severities)
    marks = number_findings(sorted(report.findings, key=lambda finding: finding.severity.rank))
    project = document.projects[0]
    totals.html(counts_html(report.findings, project.name or "", f"指标 {len(project.indicators)}"))
    with preview:
        sheet(project_html(project, marks, document.department))
    with beside:
        _beside(document, marks, origins, current)
    with st.container(horizontal=True, vertical_alignment="center"):
        table_downloads(document, file_name(current.name), "draft")
        copy_button("复制为表格", paste_html(document), paste_text(document), "draft_copy")


def _autosave(current: state.Drafted, document: Document, origins: Sequence[draft_table.Origin], name: str) -> None:
    """Keep every change on disk and the draft's name in the address, so that a reload goes on here."""
    try:
        state.keep_draft(current, document, origins, name)
    except JixiaoError as error:
        st.warning(str(error), icon=":material/save:")
    kept = state.drafted() or current
    if st.query_params.get("draft") != kept.kept.id:
        st.query_params["draft"] = kept.kept.id


def _editor(current: state.Drafted) -> tuple[Document, list[draft_table.Origin]]:
    """The grid and the inputs above it; what they now hold, also kept in the session for the next visit."""
    keys = state.draft_keys(current)
    project = current.document.projects[0]
    with st.expander("资金用途、绩效目标与支出计划"):
        purpose = st.text_area("资金用途", key=keys.purpose, height=80)
        goals = st.text_area("绩效目标（每行一条）", key=keys.goals, height=100)
        plan = []
        if project.spending_plan:
            cells = st.columns(len(project.spending_plan))
            for cell, step, key in zip(cells, project.spending_plan, keys.plan, strict=True):
                label = f"{step.month}月底累计（%）" if step.month else "累计（%）"
                plan.append(cell.text_input(label, key=key))
    column = st.column_config
    grid = st.data_editor(
        current.base,
        key=keys.rows,
        num_rows="dynamic",
        hide_index=False,
        row_height=_ROW,
        height=min(17 * _ROW, _ROW * (len(current.base) + 2)),
        column_config={
            "_index": column.NumberColumn("行", width=34),
            "一级指标": column.SelectboxColumn(options=[level.value for level in Level1], width=94),
            "二级指标": column.SelectboxColumn(options=[level.value for level in Level2], width=112),
            "三级指标": column.TextColumn(width=150),
            "绩效指标描述": column.TextColumn(width=170),
            "指标值": column.TextColumn(help="如 ≥40 人次、=100%、12月底前", width=92),
            "参考值": column.TextColumn(disabled=True, help="相似的表定的值，供参考，不是目标", width=92),
            "指标值确定依据": column.TextColumn(width=190),
        },
    )
    rows: Sequence[Indicator] = draft_table.indicators(grid)
    document = draft_table.edited(current.document, rows, purpose, goals, plan)
    origins = draft_table.kept_origins(grid, current.origins)
    state.keep_edits(current, document, origins)
    return document, origins


def _beside(
    document: Document, marks: Sequence[Mark], origins: Sequence[draft_table.Origin], current: state.Drafted
) -> None:
    questions = current.questions
    one, found, sources, ask = st.tabs(["本行", f"问题 {len(marks)}", "来源", f"待确认 {len(questions)}"])
    with one:
        _one_row(document, marks, origins, current)
    with found, st.container(height=560, border=False):
        if not marks:
            st.success("没有发现问题。")
        st.html("".join(finding_html(m, rule_title(m.finding.code)) for m in marks) or "<span></span>")
    with sources, st.container(height=560, border=False):
        st.html(draft_table.sources_html(document, origins))
    with ask:
        if questions:
            lines = "".join(f"<li>{escape(question)}</li>" for question in questions)
            st.html(f'<ul class="jx-plain">{lines}</ul>')
        else:
            st.success("没有待确认的事项。")


def _one_row(
    document: Document, marks: Sequence[Mark], origins: Sequence[draft_table.Origin], current: state.Drafted
) -> None:
    """One row in full: what the grid has no room for."""
    rows = document.projects[0].indicators
    if not rows:
        st.info("表里还没有指标；在左边的表格末尾加一行。")
        return
    key = f"draft_{current.number}_row"
    st.session_state[key] = min(st.session_state.get(key, 1), len(rows))

    def step(by: int) -> None:
        st.session_state[key] = min(max(st.session_state[key] + by, 1), len(rows))

    back, choice, on = st.columns([1, 5, 1], gap="small", vertical_alignment="bottom")
    number: int = choice.selectbox(
        "看哪一行",
        range(1, len(rows) + 1),
        format_func=lambda n: f"{n} {rows[n - 1].level3}",
        key=key,
        label_visibility="collapsed",
    )
    back.button("‹", key=f"{key}_back", help="上一行", on_click=step, args=(-1,), width="stretch", disabled=number == 1)
    last = number == len(rows)
    on.button("›", key=f"{key}_on", help="下一行", on_click=step, args=(1,), width="stretch", disabled=last)
    with st.container(height=500, border=False):
        st.html(row_html(document, number, origins[number - 1], marks))


with told_in_words():
    show()
