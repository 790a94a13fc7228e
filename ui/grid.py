"""The edit grid of a draft. What it does in the browser is in grid.js; here are its frame and what goes in and out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpus.taxonomy import LEVEL1_OF, Level1, Level2

_HERE = Path(__file__).parent
_COLUMNS = (
    ("no", "行"),
    ("kind", "类别"),
    ("level3", "三级指标"),
    ("description", "绩效指标描述"),
    ("value", "指标值"),
    ("reference", "参考值"),
    ("basis", "指标值确定依据"),
    ("sources", "来源"),
)
_TOOLS = (
    ("add", "＋ 加一行"),
    ("up", "↑ 上移"),
    ("down", "↓ 下移"),
    ("delete", "删除行"),
    ("undo", "↶ 撤销"),
    ("redo", "↷ 重做"),
)
_KEYS = "回车到下一行 · Ctrl+回车加一行 · Alt+↑↓ 移动 · Ctrl+Z 撤销 · 可粘贴 Excel 的一块单元格"


def grid(
    data: Mapping[str, Any],
    key: str,
    on_rows: Callable[[], None],
    on_undo: Callable[[], None],
    on_redo: Callable[[], None],
) -> str | None:
    """Draw the grid; the id of the row the user is in.

    ``data``: ``version``, ``rows`` (id and the words of each cell), ``beside`` (id → ``marks``, ``sources``,
    ``reference``), ``undo``, ``redo``. ``on_rows`` is called when something was typed or moved;
    ``st.session_state[key]["rows"]`` then is ``{"version", "touched", "rows"}``.
    """
    result = _component()(
        data={**data, "levels": _levels()},
        key=key,
        height="content",
        on_rows_change=on_rows,
        on_selected_change=lambda: None,
        on_undo_change=on_undo,
        on_redo_change=on_redo,
    )
    selected: str | None = result.selected
    return selected


def _levels() -> Sequence[tuple[str, list[str]]]:
    return [(one.value, [two.value for two in Level2 if LEVEL1_OF[two] is one]) for one in Level1]


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    import streamlit as st

    columns = "".join(f'<col class="{name}">' for name, _ in _COLUMNS)
    head = "".join(f'<th scope="col">{word}</th>' for _, word in _COLUMNS)
    tools = "".join(f'<button type="button" data-act="{name}">{word}</button>' for name, word in _TOOLS)
    html = (
        f'<div class="grid"><div class="tools">{tools}<span class="keys">{_KEYS}</span></div>'
        f'<div class="scroll" tabindex="0" role="region" aria-label="指标表"><table><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead>'
        '<tbody></tbody></table><div class="none" hidden>表里还没有指标；点“加一行”。</div></div>'
        '<div class="tip" role="tooltip" hidden></div></div>'
    )
    style = (_HERE / "grid.css").read_text("utf-8")
    return st.components.v2.component("jx_grid", html=html, css=style, js=(_HERE / "grid.js").read_text("utf-8"))
