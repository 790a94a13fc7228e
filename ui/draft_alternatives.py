"""起草: another indicator in place of one row, from what else fits the project, or after a wish in words."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from corpus import taxonomy
from corpus.hits import Hit
from drafting.draft import DraftRow
from errors import JixiaoError
from ui import draft_state, modelling, state
from ui.draft_state import Drafted
from ui.draft_table import Row, filled, from_draft
from ui.parts import plain

_ALIKE = 12
"""Rows of other tables that are looked at."""


def alike(current: Drafted, row: Row) -> Sequence[Hit]:
    """Rows of the corpus like ``row``; looked up once for each row: while one types the words change, the matter does not."""
    kept: dict[str, Sequence[Hit]] = st.session_state.setdefault("jx_alike", {})
    key = f"{current.number}-{row.id}-{row.indicator.level2}"
    if key not in kept and row.indicator.level3:
        try:
            kept[key] = state.corpus().search(
                row.indicator.level3, level2=_class(row), top=_ALIKE, flat=True, sound_only=True
            )
        except JixiaoError:
            kept[key] = ()
    return kept.get(key, ())


def offer(current: Drafted, row: Row) -> None:
    """Two buttons: other indicators of the row's class, and the row drafted anew after a wish."""
    start = f"{current.key}{row.id}_"
    at = next((n for n, one in enumerate(filled(current.now.rows), 1) if one.id == row.id), 0)
    with st.container(horizontal=True):
        others = st.popover("换一个", icon=":material/swap_horiz:", key=f"{start}swap", on_change="rerun")
        wish = st.popover("按要求重写", icon=":material/edit:", key=f"{start}wish", on_change="rerun")
    if others.open:
        with others:
            _others(current, row, at)
    if wish.open:
        with wish:
            _wish(current, row, at)


def _others(current: Drafted, row: Row, at: int) -> None:
    from drafting.alternatives import alternatives

    seen: list[str] = st.session_state.setdefault("jx_seen", {}).setdefault(f"{current.number}-{row.id}", [])
    try:
        found = alternatives(current.document, at, state.corpus(), seen=seen)
    except JixiaoError as error:
        st.info(plain(str(error)))
        return
    if not found:
        st.caption("没有更多同类指标；可到“检索”里找，再“用于起草”。")
        if seen:
            st.button("从头再看", on_click=seen.clear)
        return
    for n, one in enumerate(found):
        st.button(
            _words(one),
            key=f"{current.key}{row.id}_swap_{n}_{one.name}",
            help=plain(one.description),
            on_click=_put,
            args=(row.id, one),
            width="stretch",
        )
    st.button("换一批", icon=":material/refresh:", on_click=seen.extend, args=([one.name for one in found],))
    _by_model(current, row, at, "", "请模型给几个")


def _words(one: DraftRow) -> str:
    value = one.reference_value or ("" if one.pending else one.value)
    return f"{plain(one.name)}（{plain(value)}）" if value else plain(one.name)


def _wish(current: Drafted, row: Row, at: int) -> None:
    key = f"wish_{row.id}"
    st.text_input("想怎么改", key=key, placeholder="如：改成可量化的；按培训人次算，≥120人次")
    st.button("重写这一行", type="primary", on_click=_redraft, args=(row.id, at, key))
    _by_model(current, row, at, str(st.session_state.get(key) or ""), "请模型重写")
    if told := st.session_state.pop("jx_wish_failed", None):
        st.info(told)


def _by_model(current: Drafted, row: Row, at: int, wish: str, label: str) -> None:
    """Rows that a model offers, where one is set: asked only by a press of the button, its place told beside it."""
    gateway = modelling.client()
    if gateway is None:
        return
    key = f"{current.key}{row.id}_{label}"
    st.caption(modelling.place(gateway))
    kept: dict[str, tuple[DraftRow, ...]] = st.session_state.setdefault("jx_offered", {})
    if st.button(label, icon=":material/smart_toy:", key=key):
        from drafting.redraft import model_alternatives, redraft_row

        try:
            with st.spinner("模型正在写…"), gateway:
                shown = [one.name for one in kept.get(key, ())]
                made = (
                    redraft_row(current.document, at, wish, gateway, seen=shown)
                    if wish
                    else model_alternatives(current.document, at, gateway, seen=shown)
                )
        except JixiaoError as error:
            st.info(plain(str(error)))
            return
        kept[key] = made.rows
        if not made.rows:
            st.info(plain(made.model.note or "") or "模型没有给出站得住的写法。")
    for n, one in enumerate(kept.get(key, ())):
        words = f"{plain(one.name)}（{plain(one.reference_value or one.value)}）"
        st.button(
            words, key=f"{key}_{n}", help=plain(one.description), on_click=_put, args=(row.id, one), width="stretch"
        )


def _redraft(row_id: str, at: int, key: str) -> None:
    from drafting.alternatives import redrafted

    current, wish = draft_state.drafted(), str(st.session_state.get(key) or "").strip()
    if current is None or not wish:
        st.session_state["jx_wish_failed"] = "先写想怎么改。"
        return
    try:
        made = redrafted(current.document, at, wish, state.corpus())
    except JixiaoError as error:
        st.session_state["jx_wish_failed"] = str(error)
        return
    if made is None:
        st.session_state["jx_wish_failed"] = "没有更合适的写法；换个说法，或直接在表里改。"
    else:
        _put(row_id, made)


def _put(row_id: str, made: DraftRow) -> None:
    """Put ``made`` in the row's place; it can be taken back."""
    current = draft_state.drafted()
    if current is not None:
        rows = (from_draft(row.id, made) if row.id == row_id else row for row in current.now.rows)
        draft_state.put(draft_state.renewed(current, rows))
        for kept in [key for key in st.session_state.get("jx_alike", {}) if f"-{row_id}-" in key]:
            del st.session_state["jx_alike"][kept]


def _class(row: Row) -> str | None:
    found = taxonomy.level2(row.indicator.level2)
    return found.value if found else None
