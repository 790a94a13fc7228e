"""起草: the panel beside the grid: the row the user is in, all findings, and what is still to be asked."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from drafting.history import similarity
from review.formats.sheet import Mark, finding_html
from ui import draft_alternatives, draft_questions, draft_sources, spread
from ui.draft_row import sources_html
from ui.draft_state import Drafted
from ui.draft_table import Row, filled
from ui.parts import rule_title

_TALL = 620
_ALIKE = 0.5
"""Similarity of names from which on values say something about each other."""


def beside(current: Drafted, marks: Sequence[Mark], selected: str | None) -> None:
    """Draw the panel; ``selected`` is the id of the row the user is in."""
    questions = draft_questions.open_ones(current.kept.questions, [row.indicator for row in current.now.rows])
    asked = sum(len(group) for group in questions.values())
    one, found, ask = st.tabs(["本行", f"问题 {len(marks)}", f"待确认 {asked}"])
    with one, st.container(height=_TALL, border=False, key="draft_row"):
        _one_row(current, marks, selected)
    with found, st.container(height=_TALL, border=False, key="draft_findings"):
        if marks:
            st.html("".join(finding_html(m, rule_title(m.finding.code)) for m in marks))
        else:
            st.success("没有发现问题。")
    with ask, st.container(height=_TALL, border=False, key="draft_questions"):
        if asked:
            st.html(draft_questions.questions_html(questions))
        else:
            st.success("没有待确认的事项。")


def _one_row(current: Drafted, marks: Sequence[Mark], selected: str | None) -> None:
    rows = current.now.rows
    at = next((n for n, row in enumerate(rows) if row.id == selected), None)
    if at is None:
        st.info("在左边的表里点一行，这里是它的问题、参考值和来源。")
        return
    row = rows[at]
    one = row.indicator
    st.markdown(f"**第 {at + 1} 行** · {one.level2 or '未选类别'}")
    draft_alternatives.offer(current, row)
    numbers = {other.id: n for n, other in enumerate(filled(rows), 1)}
    own = [mark for mark in marks if mark.finding.where.row == numbers.get(row.id, 0)]
    told = "".join(finding_html(mark, rule_title(mark.finding.code)) for mark in own)
    st.html(told or '<div class="jx-meta">这一行没有发现问题。</div>')
    st.html(f'<div class="jx-label">参考值</div>{_reference(current, row)}')
    places = draft_sources.places([row])
    st.html(f'<div class="jx-label">来源</div>{sources_html(row.origin, places)}')


def _reference(current: Drafted, row: Row) -> str:
    """What alike rows of the corpus set, as words and as a chart."""
    name = row.indicator.level3
    hits = [
        hit
        for hit in draft_alternatives.alike(current, row)
        if hit.indicator and similarity(hit.indicator.level3, name) >= _ALIKE
    ]
    chart = spread.spread_html(*spread.dots(hits), own=row.indicator.value)
    words = draft_sources.words(row.origin.reference)
    return (words + chart) or '<div class="jx-meta">没有相似的表可参考。</div>'
