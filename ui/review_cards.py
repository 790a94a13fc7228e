"""审核: the findings as cards, each with what somebody decided about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

import streamlit as st

from corpus.decisions import Subject, Verdict
from review.decided import VERDICT_WORDS
from review.findings import Finding, Ignored
from review.formats.sheet import Mark, finding_html, number_findings
from ui import deciding, links, people
from ui.deciding import Settled
from ui.parts import rule_title
from ui.roles import Action

_SHOWN = 60
"""Cards drawn at once; more would make the page slow."""


def cards(findings: Sequence[Finding], ignored: Sequence[Ignored], settled: Settled, *, with_project: bool) -> None:
    """The findings that count, then those that were set aside, greyed and with the reason."""
    with st.container(height=660, border=False, key="review_cards"):
        if not findings:
            st.success("在当前筛选下没有问题。")
        room = st.session_state.get("jx_cards_room", _SHOWN)
        wanted, seen = links.focus(), Counter[Subject]()
        for mark in number_findings(findings)[:room]:
            subject = settled.subjects[mark.finding]
            seen[subject] += 1
            focused = links.finding_id(subject) == wanted and seen[subject] == 1
            _card(mark, subject, settled, with_project=with_project, nth=seen[subject], focused=focused)
        if len(findings) > room:
            st.button(
                f"再显示 {min(_SHOWN, len(findings) - room)} 条（共 {len(findings)} 条）",
                on_click=lambda: st.session_state.update(jx_cards_room=room + _SHOWN),
                width="stretch",
            )
        _set_aside(ignored, settled, len(findings))


def _card(mark: Mark, subject: Subject, settled: Settled, *, with_project: bool, nth: int, focused: bool) -> None:
    finding = mark.finding
    above = f'<div class="jx-place">{escape(finding.project or finding.document)}</div>' if with_project else ""
    html = above + finding_html(mark, rule_title(finding.code))
    if focused:
        html = f'<div class="jx-focus">{html}</div>'
    with st.container(key=f"jx_card_{mark.number}", gap=None):
        st.html(html)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _decide(finding, subject, settled, nth)
            link = escape(links.query_of(finding, subject))
            st.html(f'<a class="jx-link" href="{link}" target="_blank">本条链接</a>', width="content")
        if nth == 1 and st.session_state.get("jx_reason_for") == subject:
            _ask_reason(subject)
    if focused:  # our own number, nothing of a document
        st.html(
            f'<script>document.getElementById("jx-f{mark.number}")?.scrollIntoView({{block: "center"}})</script>',
            unsafe_allow_javascript=True,
        )


def _decide(finding: Finding, subject: Subject, settled: Settled, nth: int) -> None:
    """采纳, 忽略 or 误报; 忽略 is kept once its reason is written. Pressing the chosen one again takes it back."""
    key = f"decide_{'_'.join(subject)}_{nth}"
    asking = st.session_state.get("jx_reason_for") == subject
    decision = settled.decision(finding)
    chosen = Verdict.IGNORED if asking else decision.verdict if decision else None
    st.session_state[key] = chosen
    st.segmented_control(
        f"处理 {finding.code} {finding.evidence[:20]}",
        list(Verdict),
        format_func=VERDICT_WORDS.__getitem__,
        key=key,
        on_change=_chosen,
        args=(key, subject),
        label_visibility="collapsed",
        disabled=not people.allowed(Action.DECIDE),
    )


def _ask_reason(subject: Subject) -> None:
    key = f"reason_{'_'.join(subject)}"
    st.text_input(
        "忽略的理由（回车保存）",
        key=key,
        placeholder="忽略的理由，回车保存",
        label_visibility="collapsed",
        on_change=_reasoned,
        args=(key, subject),
    )


def _chosen(key: str, subject: Subject) -> None:
    choice: Verdict | None = st.session_state[key]
    st.session_state.pop("jx_reason_for", None)
    if choice is Verdict.IGNORED:
        st.session_state["jx_reason_for"] = subject
    elif choice is None:
        deciding.withdraw(subject)
    else:
        deciding.decide(subject, choice)


def _reasoned(key: str, subject: Subject) -> None:
    reason = str(st.session_state[key]).strip()
    if reason:
        st.session_state.pop("jx_reason_for", None)
        deciding.decide(subject, Verdict.IGNORED, reason)


def _set_aside(ignored: Sequence[Ignored], settled: Settled, after: int) -> None:
    if not ignored:
        return
    with st.expander(f"已处理、不计入：{len(ignored)} 条", expanded=len(ignored) <= 5):
        for number, one in enumerate(ignored, after + 1):
            card = finding_html(Mark(number, one.finding), rule_title(one.finding.code))
            st.html(f'<div class="jx-done"><div class="jx-reason">{escape(one.reason)}</div>{card}</div>')
            subject = settled.subjects.get(one.finding)
            if subject in settled.decisions and subject is not None:
                st.button(
                    "撤销",
                    key=f"undo_{'_'.join(subject)}_{number}",
                    icon=":material/undo:",
                    type="tertiary",
                    on_click=deciding.withdraw,
                    args=(subject,),
                )
