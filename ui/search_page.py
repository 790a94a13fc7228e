"""检索: a question and filters in, hits with why and where out; one click takes a hit into the draft."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from html import escape

import streamlit as st

from corpus.entries import Kind
from corpus.hits import Hit, Hits
from corpus.taxonomy import Level2
from review import engine
from review.manual import manual
from ui import state
from ui.parts import endpoint_note, plain, told_in_words

KINDS: dict[Kind, str] = {"indicator": "绩效指标", "table": "项目整表"}
_EXAMPLES = ("招商引资活动次数", "应急演练", "群众满意度", "道路养护里程")


def show() -> None:
    """Draw the page."""
    st.title("检索历年绩效目标")
    endpoint_note()
    _form()
    asked, hits = state.searched()
    if not asked:
        st.caption("按意思和字面一起找。可以先试：")
        with st.container(horizontal=True):
            for example in _EXAMPLES:
                if st.button(example, key=f"example_{example}"):
                    _search(state.Query(example))
        return
    _results(asked, hits)


def _form() -> None:
    asked = state.searched()[0] or state.Query("")
    with st.form("search_form", border=False):
        words, kind, go = st.columns([5, 2, 1], vertical_alignment="bottom")
        text = words.text_input("要找什么", value=asked.text, placeholder="指标、项目或一句描述，如：培训护林员")
        chosen = kind.segmented_control(
            "找", list(KINDS), default=asked.kind, format_func=lambda name: KINDS[name], required=True
        )
        submitted = go.form_submit_button("检索", type="primary", width="stretch")
        with st.expander("筛选条件", expanded=asked.filtered):
            level, department, year, low, high = st.columns([2, 2, 1, 1, 1])
            level2 = level.selectbox(
                "二级指标（只用于绩效指标）",
                [level.value for level in Level2],
                index=None if asked.level2 is None else [level.value for level in Level2].index(asked.level2),
                placeholder="不限",
            )
            unit = department.text_input("部门（名称中的字）", value=asked.department or "")
            when = year.number_input("年度", 2000, 2100, value=asked.year, step=1, placeholder="不限")
            least = low.number_input("预算不低于（万元）", 0.0, value=asked.budget_min, placeholder="不限")
            most = high.number_input("预算不高于（万元）", 0.0, value=asked.budget_max, placeholder="不限")
    if submitted:
        if text.strip():
            _search(state.Query(text.strip(), chosen or "indicator", level2, unit.strip() or None, when, least, most))
        else:
            st.warning("请先输入要找的指标或项目。")


def _search(query: state.Query) -> None:
    with st.spinner("正在检索…"):
        hits = state.corpus().search(
            query.text,
            kind=query.kind,
            level2=query.level2 if query.kind == "indicator" else None,
            department=query.department,
            year=query.year,
            budget_min=_money(query.budget_min),
            budget_max=_money(query.budget_max),
            top=20,
        )
    state.set_searched(query, hits)
    st.rerun()


def _money(amount: float | None) -> Decimal | None:
    return None if amount is None else Decimal(str(amount))


def _results(query: state.Query, hits: Sequence[Hit]) -> None:
    for note in hits.notes if isinstance(hits, Hits) else ():
        st.info(note)
    if not hits:
        st.page_link("ui/corpus_page.py", label="到语料库添加历年的文件", icon=":material/database:")
        return
    st.caption(f"“{plain(query.text)}”的 {len(hits)} 条结果，相似的已合并；标“有问题”的指标不宜照抄。")
    picked = {hit.id for hit in state.picked()}
    for hit in hits:
        card, action = st.columns([7, 1], vertical_alignment="center")
        card.html(hit_html(hit))
        if hit.indicator is None:
            continue
        if hit.id in picked:
            action.button("已选用", key=f"use_{hit.id}", disabled=True, width="stretch")
        elif action.button("用于起草", key=f"use_{hit.id}", icon=":material/add:", width="stretch"):
            state.pick(hit)
            st.toast(f"已加入起草：{plain(hit.indicator.level3)}")
            st.rerun()
    if picked:
        st.page_link("ui/draft_page.py", label=f"去起草（已选 {len(picked)} 条）", icon=":material/edit_document:")


def hit_html(hit: Hit) -> str:
    """One hit as a card: what it is, its value, why it was found, where it stands, and what speaks against it."""
    place = " · ".join(
        filter(
            None,
            (
                hit.department or "",
                f"{hit.year} 年" if hit.year else "",
                hit.project or "",
                f"预算 {hit.budget:f} 万元" if hit.budget is not None else "",
                hit.document,
                f"第 {hit.where.page} 页" if hit.where.page else "",
                f"第 {hit.where.row} 行" if hit.where.row and hit.indicator else "",
            ),
        )
    )
    title, body = hit.project or "（未填项目名称）", hit.purpose or ""
    value = ""
    if hit.indicator:
        title, body = hit.indicator.level3 or "（未填三级指标）", hit.indicator.description or ""
        value = f'<span class="jx-value">{escape(hit.indicator.value.text)}</span>'
    label = f'<span class="jx-tag">{escape(hit.level2 or (hit.indicator and hit.indicator.level2) or "整表")}</span>'
    weak = "；".join(f"{code} {manual(engine.find_rule(code)).title}" for code in hit.weak)
    doubt = f'<div class="jx-doubt">有问题：{escape(weak)}</div>' if weak else ""
    alike = f" · 另有 {len(hit.members)} 条相似" if hit.members else ""
    if hit.spread:
        alike += f" · {hit.count} 张表，{escape(hit.spread.told())}"
    return (
        f'<div class="jx-card{" jx-warning" if weak else ""}"><div class="jx-card-head">{label}<span class="jx-name">'
        f"{escape(title)}</span>{value}</div><p>{escape(body)}</p>{doubt}"
        f'<div class="jx-meta">{escape(place)}</div><div class="jx-meta">为何找到：{escape("；".join(hit.why))}{alike}</div></div>'
    )


with told_in_words():
    show()
