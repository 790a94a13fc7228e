"""审核: the model's word beside the rules', where one is set and wanted; it may be stopped, the rules' result then stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from ui import modelling, reviewing, state

if TYPE_CHECKING:
    from prompts.gateway import Client


def offer() -> None:
    """The way to ask, with the place where texts will go."""
    gateway = modelling.client()
    if gateway is None:
        return
    current = state.reviewed()
    with st.popover("模型复核", icon=":material/smart_toy:"):
        st.caption(
            f"{modelling.place(gateway)}模型的意见最高是警告，每条有原文可查；读表时拿不准怎样分格的，由模型在几种分法里选，"
            "字一个不多、一个不少，选了哪种写在读取提醒里。"
        )
        if st.button("开始复核", type="primary", disabled=current.report.model is not None):
            st.button("停止", icon=":material/stop_circle:", key="second_opinion_stop")
            with gateway, modelling.watched(gateway, "模型正在复核"):
                _ask(current, gateway)
            st.rerun()


def _ask(current: state.Reviewed, gateway: Client) -> None:
    """First how doubtful cells are divided, then the rules on what that changes, then the questions."""
    from review.judge import judge
    from review.splits import divided

    documents, dividing = divided(current.documents, gateway)
    changed = tuple(documents) != current.documents
    report = reviewing.by_rules(documents) if changed else current.report
    judged = judge(report, documents, gateway)
    for use in (dividing, judged.model):
        if use:
            modelling.told(use)
    state.set_reviewed(replace(current, documents=tuple(documents), report=judged))
