"""设置: who may do what, and the record of who did what when."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from settings import signs_in
from ui import audit, state
from ui.parts import ruled, sheet
from ui.roles import ACTION_WORDS, OTHERS, ROLE_WORDS

_SHOWN = 200
"""Lines of the record on the page; the file has all."""


def show() -> None:
    """Draw the two sections."""
    st.subheader("人员")
    roles = state.configured().roles
    if not signs_in():
        st.caption("没有设置登录：只有这台机器能打开网页，所有功能都能用。多人使用时的登录和角色见使用说明。")
    elif roles:
        named = [(OTHERS if name == OTHERS else name, ROLE_WORDS[role]) for name, role in roles.items()]
        rest = [] if OTHERS in roles else [("其余登录的人", ROLE_WORDS["officer"])]
        sheet(ruled(("谁", "角色"), [*named, *rest], code=0))
    else:
        st.caption("登录的人都是填报人；谁审核、谁管语料库，写在 jixiao.toml 的 [roles] 里。")
    st.subheader("操作记录")
    lines = audit.latest(state.configured().data, _SHOWN)
    if not lines:
        st.caption("还没有记录。上传、审核、处理意见、起草、导出、语料库的改动都会记下，不记文件里的文字。")
        return
    words = {action.value: word for action, word in ACTION_WORDS.items()}
    rows = [(_local(line.time), line.who, words.get(line.action, line.action), line.what) for line in lines]
    with st.container(height=320, border=False):
        sheet(ruled(("时间", "谁", "做了什么", "对什么"), rows))
    st.caption(f"最近 {len(lines)} 条；全部在数据文件夹的 audit.jsonl 里。")


def _local(time: str) -> str:
    try:
        return f"{datetime.fromisoformat(time).astimezone():%Y-%m-%d %H:%M:%S}"
    except ValueError:
        return time
