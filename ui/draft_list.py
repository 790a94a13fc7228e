"""起草: the drafts that are kept, to go on with or to delete, and the one that a reloaded page names."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from errors import JixiaoError, ReadError
from ui import draft_state, drafts, people
from ui.parts import plain

_LISTED = 20
"""Drafts listed at once."""


def reopen() -> None:
    """After a reload the address still names the draft: open it where it was left."""
    name = st.query_params.get("draft")
    if name and draft_state.drafted() is None:
        try:
            draft_state.set_drafted(drafts.load(name, people.own_folder()))
        except ReadError as error:
            st.query_params.pop("draft", None)
            st.warning(plain(str(error)))


def listing(but: str = "") -> None:
    """The list of drafts, to go on with or to delete."""
    kept = [title for title in drafts.titles(people.own_folder()) if title.id != but]
    if not kept:
        return
    st.subheader("接着写以前的草稿")
    for title in kept[:_LISTED]:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{plain(title.name)}  \n:small[{_local(title.saved)}]")
            st.button("打开", key=f"open_{title.id}", on_click=_open, args=(title.id,))
            st.button("删除", key=f"delete_{title.id}", on_click=_delete, args=(title.id,), type="tertiary")
    if len(kept) > _LISTED:
        st.caption(f"只列出最近的 {_LISTED} 份，共 {len(kept)} 份。")


def _local(saved: str) -> str:
    return f"保存于 {datetime.fromisoformat(saved).astimezone():%Y-%m-%d %H:%M}" if saved else ""


def _open(draft_id: str) -> None:
    try:
        draft_state.set_drafted(drafts.load(draft_id, people.own_folder()))
    except JixiaoError as error:
        st.toast(plain(str(error)), icon=":material/error:")


def _delete(draft_id: str) -> None:
    try:
        drafts.remove(draft_id, people.own_folder())
    except JixiaoError as error:
        st.toast(plain(str(error)), icon=":material/error:")
