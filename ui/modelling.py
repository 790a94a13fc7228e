"""The language model on the pages: offered only where the settings name one, and never called before its place is told."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import streamlit as st

from errors import ModelError
from ui import state
from ui.parts import plain

if TYPE_CHECKING:
    from prompts.gateway import Client
    from review.findings import ModelUse


def client() -> Client | None:
    """The gateway to the model that the settings name; None where they name none or it cannot be used."""
    configured = state.configured()
    if not configured.openai_base_url and not configured.openai_api_key:
        return None  # without an endpoint the first page need not load the gateway
    from prompts.gateway import client_of

    try:
        return client_of(configured)
    except ModelError:
        return None


def place(gateway: Client) -> str:
    """Where texts go: told beside every button that calls the model."""
    masked = "，姓名、电话、证件号和账号先遮住" if state.configured().model_mask else ""
    return f"文字会发送到 {plain(gateway.host)}，模型 {plain(gateway.model)}{masked}。"


@contextmanager
def watched(gateway: Client, doing: str) -> Iterator[None]:
    """A bar that says how far ``gateway`` is. A click anywhere ends what is under way: Streamlit then breaks off the run
    at the next word on the bar, and the gateway gives up its calls."""
    bar, began = st.progress(0.0, f"{doing}…"), time.monotonic()

    def watch(answered: int, asked: int) -> None:
        seconds = f"{time.monotonic() - began:.0f}"
        bar.progress(answered / asked, f"{doing}：已答 {answered}/{asked} 问，{seconds} 秒")

    gateway.watch = watch
    yield
    bar.empty()


def told(use: ModelUse) -> None:
    """What the model cost, and why it could not do all of it."""
    st.toast(f"模型 {plain(use.model)}：调用 {use.calls} 次，{use.tokens} 个词元。", icon=":material/smart_toy:")
    if use.note:
        st.session_state["jx_model_note"] = f"{use.note}规则的结果不受影响。"


def tell_note() -> None:
    """What the last call could not do, kept over the rerun that follows it."""
    if note := st.session_state.pop("jx_model_note", None):
        st.warning(plain(note), icon=":material/smart_toy:")
