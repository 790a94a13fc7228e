"""起草: the short form, or a proposal dropped in, and the draft that comes of it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from corpus.records import Document
from errors import CorpusError, JixiaoError, ReadError
from ui import draft_state, draft_table, drafts, modelling, state
from ui.parts import endpoint_note, plain
from ui.uploads import FILE_TYPES, read_uploads

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from corpus.store import Corpus
    from drafting.brief import Brief
    from drafting.draft import Draft
    from drafting.proposal import Proposal
    from prompts.gateway import Client

_SAMPLE = {
    "draft_name": "森林防火宣传与演练",
    "draft_purpose": "购置宣传品，组织两次演练，培训护林员。",
    "draft_budget": 18.0,
    "draft_department": "示例县林业局",
}
_PROPOSALS = ("docx", "pdf", "txt", "doc", "wps")
_FACTS = {
    "name": "项目名称",
    "budget": "预算",
    "purpose": "资金用途",
    "department": "部门",
    "year": "年度",
    "basis": "依据文件",
}


def brief_form() -> None:
    """Draw the form; pressing its button puts a draft on the page."""
    endpoint_note()
    _keep_inputs()
    st.file_uploader(
        "有申报书、请示或方案？放进来自动填写（Word、PDF、文本），再核对",
        type=_PROPOSALS,
        key="draft_proposal",
        on_change=_take_proposal,
    )
    _tell_proposal()
    name, budget = st.columns([3, 1])
    name.text_input("项目名称", key="draft_name", placeholder="如：农村公路养护补助")
    budget.number_input("预算（万元）", min_value=0.0, step=1.0, format="%g", key="draft_budget")
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
        gateway = modelling.client()
        worded = gateway is not None and st.toggle(
            f"用模型改写文字（{plain(gateway.host)}，{plain(gateway.model)}）", help=modelling.place(gateway)
        )
    if go:
        _compose(last_year, gateway if worded else None)


def _take_proposal(wanted: str | None = None) -> None:
    """Fill the form with what the document says; what it does not say stays as it was."""
    from drafting.proposal import proposal

    upload = st.session_state.get("draft_proposal")
    st.session_state.pop("jx_proposal", None)
    if upload is None:
        return
    try:
        found = proposal(upload.name, upload.getvalue(), wanted)
    except JixiaoError as error:
        st.session_state["jx_proposal"] = str(error)
        return
    st.session_state["jx_proposal"] = found
    fields = found.fields
    for name in ("name", "purpose", "department", "year"):
        if fields.get(name):
            st.session_state[f"draft_{name}"] = fields[name]
    if fields.get("budget"):
        st.session_state["draft_budget"] = float(fields["budget"])
    if fields.get("basis"):
        st.session_state["draft_basis"] = "\n".join(fields["basis"])


def _tell_proposal() -> None:
    """Each fact that was taken over with the words that say it, and what was in doubt."""
    found: Proposal | str | None = st.session_state.get("jx_proposal")
    if isinstance(found, str):
        st.error(plain(found), icon=":material/error:")
    elif found is not None:
        facts = [fact for fact in found.quotes if fact.field in _FACTS]
        for notice in found.notices if not found.others else ():
            st.warning(plain(notice))
        if found.others:
            st.caption("文件里不止一个项目，现在是第一个；要起草别的，点它：")
            with st.container(horizontal=True):
                for name in found.others:
                    st.button(plain(name), key=f"proposal_{name}", on_click=_take_proposal, args=(name,))
        with st.expander(f"从“{plain(found.source)}”里读到 {len(facts)} 项，每项的原文", expanded=not facts):
            lines = "".join(
                f"<li><b>{_FACTS[fact.field]}</b>　{escape(fact.value)}　<q>{escape(fact.quote)}</q></li>"
                for fact in facts
            )
            st.html(
                f'<ul class="jx-plain">{lines}</ul>' if facts else "<p>没有读到项目名称、预算和用途；请在下面填写。</p>"
            )


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


def _compose(last_year: UploadedFile | None, gateway: Client | None) -> None:
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
            "budget": _money(inputs["draft_budget"]),
            "department": inputs["draft_department"].strip() or None,
            "year": inputs["draft_year"],
            "category": inputs["draft_category"],
            "basis": tuple(line.strip() for line in inputs["draft_basis"].splitlines() if line.strip()),
        }
    )
    with st.spinner("正在查找参考并起草…"):
        try:
            corpus: Corpus | None = state.corpus()
            result = draft(brief, corpus)
        except CorpusError as error:
            st.toast(f"语料库不可用，只用内置指标库：{plain(str(error))}", icon=":material/warning:")
            corpus, result = None, draft(brief)
    if gateway is not None:
        result = _worded(result, brief, gateway, corpus)
    as_json, document = result.to_json(), result.document()
    project, origins = document.projects[0], draft_table.origins(as_json)
    for hit in state.picked():
        project, origins = draft_table.with_picked(project, origins, hit)
    document = document.model_copy(update={"projects": (project,)})
    questions = tuple(as_json["questions"])
    draft_state.set_drafted(drafts.Kept(drafts.new_id(), inputs["draft_name"], document, tuple(origins), questions))
    state.drop_picked()
    st.rerun()


def _money(amount: float) -> str:
    """Two digits behind the point, or up to four where there are more: 万元 to the yuan."""
    text = f"{amount:.4f}"
    return text[:-2] if text.endswith("00") else text.rstrip("0")


def _worded(result: Draft, brief: Brief, gateway: Client, corpus: Corpus | None) -> Draft:
    from drafting.refine import refine

    with gateway, modelling.watched(gateway, "模型正在改写"):
        refined = refine(result, brief, gateway, corpus=corpus)
    if refined.model:
        modelling.told(refined.model)
    return refined


def _read(upload: UploadedFile) -> Document:
    for result in read_uploads([upload]):
        if isinstance(result, Document) and result.projects:
            return result
        if isinstance(result, ReadError):
            raise result
    raise ReadError(upload.name, "没有读到绩效目标表；请确认是上年的绩效目标表，或不提供这个文件。")
