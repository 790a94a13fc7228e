"""A button that puts a table on the clipboard, as HTML and as text. Works without HTTPS too, where browsers hide newer ways."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_HTML = '<button type="button"></button><span role="status"></span>'
_CSS = """
button { font: inherit; font-size: .875rem; color: inherit; background: transparent; cursor: pointer; padding: .44rem .8rem; border-radius: .25rem;
  border: 1px solid color-mix(in srgb, currentColor 30%, transparent); min-height: 2.5rem; }
button:hover, button:focus-visible { border-color: currentColor; }
span:not(:empty) { margin-left: .6rem; font-size: .8rem; }
"""
_JS = """
export default function ({ parentElement, data }) {
  const button = parentElement.querySelector("button");
  const told = parentElement.querySelector("[role=status]");
  button.textContent = data.label;
  button.onclick = () => {
    const put = (event) => {
      event.clipboardData.setData("text/html", data.html);
      event.clipboardData.setData("text/plain", data.text);
      event.preventDefault();
    };
    document.addEventListener("copy", put);
    const done = document.execCommand("copy");
    document.removeEventListener("copy", put);
    told.textContent = done ? "已复制，可粘贴到 Word、WPS 或 Excel" : "浏览器不许复制，请改用导出";
  };
}
"""


def copy_button(label: str, html: str, text: str, key: str) -> None:
    """Draw the button; ``html`` and ``text`` go to the clipboard as they are and never into the page."""
    _component()(data={"label": label, "html": html, "text": text}, key=key, width="content", height="content")


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    import streamlit as st

    return st.components.v2.component("jx_copy", html=_HTML, css=_CSS, js=_JS)
