"""Buttons that hand out a file made when it is asked for, from what the page holds at that moment.

Streamlit's own button with a function as its data forgets the function when a run begins, so that a click soon after an
edit ended in "Failed to generate file". Here the click travels the same way as the edits, behind them: no click is lost
and the last edit is in the file. What the corpus hands out as one large file stays with Streamlit's button.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from errors import JixiaoError
from ui import people
from ui.roles import Action

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Handout:
    """One button and its file."""

    label: str
    file_name: str
    mime: str
    make: Callable[[], str | bytes]
    """May raise JixiaoError: its words are shown beside the buttons."""


def hand_out(handouts: Sequence[Handout], key: str) -> None:
    """Draw a button for each of ``handouts``; ``key`` is the page's name for this row of buttons."""
    made_key = f"jx_{key}_made"

    def asked() -> None:
        st.session_state[made_key] = dict(st.session_state[key]["asked"])

    def saved() -> None:
        st.session_state.pop(made_key, None)

    made = st.session_state.get(made_key)
    if made is not None and "file" not in made and "told" not in made:
        made |= _made(handouts, made["button"])
    _component()(
        data={"labels": [one.label for one in handouts], "made": made},
        key=key,
        height="content",
        on_asked_change=asked,
        on_saved_change=saved,
    )


def _made(handouts: Sequence[Handout], button: int) -> dict[str, Any]:
    """The file behind ``button`` as the browser takes it, or why there is none."""
    if button >= len(handouts):
        return {"told": "页面内容已变，请再点一次。"}
    wanted = handouts[button]
    try:
        people.note(Action.EXPORT, wanted.file_name)
        content = wanted.make()
    except JixiaoError as error:
        return {"told": str(error)}
    data = content.encode() if isinstance(content, str) else content
    return {"file": b64encode(data).decode("ascii"), "name": wanted.file_name, "mime": wanted.mime}


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    html = '<div class="buttons"></div><span role="status"></span>'
    style, script = ((_HERE / f"handing.{ending}").read_text("utf-8") for ending in ("css", "js"))
    return st.components.v2.component("jx_hand_out", html=html, css=style, js=script)
