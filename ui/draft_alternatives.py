"""起草: another indicator in place of one row."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from corpus import taxonomy
from corpus.chars import same
from corpus.citations import parse_basis
from corpus.hits import Hit
from corpus.values import PENDING, parse_value
from errors import JixiaoError
from ui import draft_state, state
from ui.draft_state import Drafted
from ui.draft_table import Row, origin_of
from ui.parts import plain

_MOST = 6
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
    """A button that lists other indicators of the row's class; each takes the row's place when chosen."""
    here = [one.indicator.level3 for one in current.now.rows]
    hits: list[Hit] = []
    for hit in alike(current, row):
        name = hit.indicator.level3 if hit.indicator else ""
        if name and not any(
            same(name, other) for other in (*here, *(one.indicator.level3 for one in hits if one.indicator))
        ):
            hits.append(hit)
    with st.popover("换一个", icon=":material/swap_horiz:", key=f"swap_{current.number}_{row.id}"):
        if not hits:
            st.caption("没有同类的其他指标；可到“检索”里找，再“用于起草”。")
        for n, hit in enumerate(hits[:_MOST]):
            assert hit.indicator is not None
            st.button(
                f"{plain(hit.indicator.level3)}（{plain(hit.indicator.value.text)}）",
                key=f"swap_{current.number}_{row.id}_{n}",
                help=plain(" · ".join(filter(None, (hit.department or "", hit.project or "")))),
                on_click=_swap,
                args=(row.id, hit),
                width="stretch",
            )


def _class(row: Row) -> str | None:
    found = taxonomy.level2(row.indicator.level2)
    return found.value if found else None


def _swap(row_id: str, hit: Hit) -> None:
    """Put ``hit`` in the row's place: its number is a reference, its document is not taken over."""
    current = draft_state.drafted()
    if current is None or hit.indicator is None:
        return
    rows = []
    for row in current.now.rows:
        if row.id == row_id:
            words = {
                "level3": hit.indicator.level3,
                "description": hit.indicator.description or "",
                "value": parse_value(PENDING),
                "basis": parse_basis(PENDING),
            }
            row = Row(row.id, row.indicator.model_copy(update=words), origin_of(hit))
        rows.append(row)
    draft_state.put(draft_state.renewed(current, rows))
