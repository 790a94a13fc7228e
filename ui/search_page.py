"""检索: a question and filters in, answers with why and where out; into the draft, or beside each other, with one click."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import streamlit as st

from corpus.entries import Kind
from corpus.hits import Hit, Hits
from corpus.regions import Level
from corpus.taxonomy import Level2
from errors import JixiaoError
from ui import facets, state
from ui.links import table_of
from ui.parts import endpoint_note, plain, sheet, told_in_words
from ui.search_cards import Table, card_html, compared_html

KINDS: dict[Kind, str] = {"indicator": "绩效指标", "table": "项目整表"}
_EXAMPLES = ("招商引资活动次数", "应急演练", "群众满意度", "道路养护里程")
_TOP = 60
"""Answers that are fetched; the facets count those."""
_SHOWN = 15
_COMPARED = 3


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
            filters = _filters(asked)
    if submitted:
        if text.strip():
            _search(state.Query(text.strip(), chosen or "indicator", **filters))
        else:
            st.warning("请先输入要找的指标或项目。")


def _filters(asked: state.Query) -> dict[str, Any]:
    """What the answers must meet, by field of :class:`state.Query`."""
    classes, levels = [level.value for level in Level2], [level.value for level in Level]
    level, department, region, rank = st.columns([2, 2, 2, 1])
    level2 = level.selectbox(
        "二级指标（只用于绩效指标）",
        classes,
        index=None if asked.level2 is None else classes.index(asked.level2),
        placeholder="不限",
    )
    unit = department.text_input("部门（名称中的字）", value=asked.department or "")
    where = region.text_input("地区（省、市或县）", value=asked.region or "")
    of = rank.selectbox(
        "级别", levels, index=None if asked.level is None else levels.index(asked.level), placeholder="不限"
    )
    year, low, high = st.columns(3)
    when = year.number_input("年度", 2000, 2100, value=asked.year, step=1, placeholder="不限")
    least = low.number_input("预算不低于（万元）", 0.0, value=asked.budget_min, placeholder="不限")
    most = high.number_input("预算不高于（万元）", 0.0, value=asked.budget_max, placeholder="不限")
    found = {"level2": level2, "department": unit.strip() or None, "region": where.strip() or None, "level": of}
    return found | {"year": when, "budget_min": least, "budget_max": most}


def _search(query: state.Query) -> None:
    with st.spinner("正在检索…"):
        hits = state.corpus().search(
            query.text,
            kind=query.kind,
            level2=query.level2 if query.kind == "indicator" else None,
            department=query.department,
            region=query.region,
            level=query.level,
            year=query.year,
            budget_min=_money(query.budget_min),
            budget_max=_money(query.budget_max),
            top=_TOP,
        )
    state.set_searched(query, hits)
    for facet in facets.FACETS:
        st.session_state.pop(f"facet_{facet.name}", None)
    st.session_state.pop("jx_hits_room", None)
    st.rerun()


def _money(amount: float | None) -> Decimal | None:
    return None if amount is None else Decimal(str(amount))


def _results(query: state.Query, hits: Sequence[Hit]) -> None:
    for note in hits.notes if isinstance(hits, Hits) else ():
        st.info(plain(note))
    if not hits:
        st.page_link("ui/corpus_page.py", label="到语料库添加历年的文件", icon=":material/database:")
        return
    _tray()
    narrow, found = st.columns([1.15, 4], gap="medium")
    with narrow:
        kept = _facets(hits)
    with found:
        st.caption(f"“{plain(query.text)}”：{len(kept)} 条，相似的已合并。")
        room = st.session_state.get("jx_hits_room", _SHOWN)
        for hit in kept[:room]:
            _card(hit)
        if len(kept) > room:
            st.button(
                f"再显示 {min(_SHOWN, len(kept) - room)} 条（共 {len(kept)} 条）",
                on_click=lambda: st.session_state.update(jx_hits_room=room + _SHOWN),
                width="stretch",
            )


def _facets(hits: Sequence[Hit]) -> list[Hit]:
    """The facets with their counts; the answers that they leave."""
    chosen = {name: _facet(name, values) for name, values in facets.counts(hits).items()}
    return facets.narrowed(hits, chosen)


def _facet(name: str, values: Mapping[str, int]) -> list[str]:
    def counted(value: str) -> str:
        return f"{plain(value)} {values[value]}"

    return st.pills(name, list(values), selection_mode="multi", format_func=counted, key=f"facet_{name}", wrap=True)


def _card(hit: Hit) -> None:
    picked = {one.id for one in state.picked()}
    table = f"{hit.document_id}-{table_of(hit.id)}"
    with st.container(key=f"jx_hit_{hit.id}"):
        card, actions = st.columns([6, 1.15], gap="small", vertical_alignment="center")
        whole = None if hit.indicator else _table(table)
        card.html(card_html(hit, whole.project if whole else None))
        with actions:
            if hit.indicator is not None:
                st.button(
                    "已选用" if hit.id in picked else "用于起草",
                    key=f"use_{hit.id}",
                    icon=":material/check:" if hit.id in picked else ":material/add:",
                    disabled=hit.id in picked,
                    on_click=state.pick,
                    args=(hit,),
                    width="stretch",
                )
            on = table in _compared()
            st.button(
                "不再比较" if on else "比较整表",
                key=f"compare_{hit.id}",
                icon=":material/compare_arrows:",
                on_click=_compare,
                args=(table,),
                type="primary" if on else "secondary",
                disabled=not on and len(_compared()) >= _COMPARED,
                width="stretch",
            )


def _compared() -> list[str]:
    found: list[str] = st.session_state.setdefault("jx_compared", [])
    return found


def _compare(table: str) -> None:
    """Put the table beside the others, or take it away."""
    chosen = _compared()
    st.session_state["jx_compared"] = [one for one in chosen if one != table] if table in chosen else [*chosen, table]


def _tray() -> None:
    """What was chosen so far and where it leads."""
    picked, tables = state.picked(), _compared()
    if not picked and not tables:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="jx_tray"):
        if picked:
            label = f"去起草（已选 {len(picked)} 条）"
            st.page_link("ui/draft_page.py", label=label, icon=":material/edit_document:")
        if tables:
            many = len(tables) > 1
            label = f"并排比较 {len(tables)} 张表" if many else "已选 1 张表，再选一张就能比较"
            if st.button(label, icon=":material/compare_arrows:", disabled=not many, type="primary"):
                _side_by_side(tables)
            st.button("清空", type="tertiary", on_click=lambda: st.session_state.update(jx_compared=[]))


@st.dialog("并排比较", width="large")
def _side_by_side(tables: Sequence[str]) -> None:
    sheet(compared_html([found for name in tables if (found := _table(name))]))


def _table(name: str) -> Table | None:
    """The table ``<document>-<ordinal>`` of the corpus; None where it is gone."""
    document_id, ordinal = name.rsplit("-", 1)
    try:
        document = state.corpus().document(document_id)
    except JixiaoError:
        return None
    at = int(ordinal) - 1
    return Table(document, document.projects[at]) if at < len(document.projects) else None


with told_in_words():
    show()
