"""起草: the short form, or a proposal dropped in, and the draft that comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from corpus.records import Document
from errors import CorpusError, ReadError
from ui import draft_state, draft_table, drafts, state
from ui.parts import FILE_TYPES, endpoint_note, plain, read_uploads

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

_SAMPLE = {
    "draft_name": "森林防火宣传与演练",
    "draft_purpose": "购置宣传品，组织两次演练，培训护林员。",
    "draft_budget": 18.0,
    "draft_department": "示例县林业局",
}


def brief_form() -> None:
    """Draw the form; pressing its button puts a draft on the page."""
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
    draft_state.set_drafted(drafts.Kept(drafts.new_id(), inputs["draft_name"], document, tuple(origins), questions))
    state.drop_picked()
    st.rerun()


def _read(upload: UploadedFile) -> Document:
    for result in read_uploads([upload]):
        if isinstance(result, Document) and result.projects:
            return result
        if isinstance(result, ReadError):
            raise result
    raise ReadError(upload.name, "没有读到绩效目标表；请确认是上年的绩效目标表，或不提供这个文件。")
