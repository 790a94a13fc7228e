"""People's decisions about findings, between the ledger and the review pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

import settings
from corpus.decisions import Decision, Decisions, Subject, Verdict
from errors import JixiaoError
from review.decided import mark, settle, subjects
from review.findings import Finding, Report
from ui import people, state
from ui.parts import plain
from ui.roles import Action


@dataclass(frozen=True)
class Settled:
    """A review with the decisions applied."""

    report: Report = field(default_factory=Report)
    subjects: Mapping[Finding, Subject] = field(default_factory=dict)
    """Of all findings, those that were set aside too."""
    decisions: Mapping[Subject, Decision] = field(default_factory=dict)
    trouble: str | None = None
    """Why the decisions could not be read."""

    def decision(self, finding: Finding) -> Decision | None:
        """What somebody said of ``finding``."""
        subject = self.subjects.get(finding)
        return self.decisions.get(subject) if subject else None


def settled(current: state.Reviewed) -> Settled:
    """``current`` with the decisions that the ledger keeps now; worked out once for the same review and decisions."""
    decisions, trouble = _read(tuple({mark(document) for document in current.documents}))
    key = (id(current.report), tuple(decisions.values()), trouble)
    held: tuple[object, Settled] = st.session_state.get("jx_settled", (None, Settled()))
    if held[0] == key:
        return held[1]
    named = subjects(current.report.findings, current.documents)
    made = Settled(
        settle(current.report, current.documents, decisions),
        dict(zip(current.report.findings, named, strict=True)),
        decisions,
        trouble,
    )
    st.session_state["jx_settled"] = (key, made)
    return made


def decide(subject: Subject, verdict: Verdict, reason: str = "") -> None:
    """Keep a decision; what fails is told at the next run, since callbacks cannot write on the page."""
    try:
        people.note(Action.DECIDE, f"{verdict.value} {_told(subject)}")
        _open(state.configured()).decide(Decision(subject=subject, verdict=verdict, reason=reason))
    except JixiaoError as error:
        st.session_state["jx_decide_failed"] = str(error)


def withdraw(subject: Subject) -> None:
    """Take a decision back; failures as in :func:`decide`."""
    try:
        people.note(Action.WITHDRAW, _told(subject))
        _open(state.configured()).withdraw(subject)
    except JixiaoError as error:
        st.session_state["jx_decide_failed"] = str(error)


def tell_failure() -> None:
    """Say on the page why the last decision was not kept."""
    failed = st.session_state.pop("jx_decide_failed", None)
    if failed:
        st.error(plain(failed), icon=":material/error:")


def _read(documents: tuple[str, ...]) -> tuple[dict[Subject, Decision], str | None]:
    if not documents:
        return {}, None
    try:
        return _open(state.configured()).of(documents), None
    except JixiaoError as error:
        return {}, str(error)


def _told(subject: Subject) -> str:
    """What a decision was about, for the record: rule, file and row by their marks."""
    return f"{subject.rule} {subject.document[:12]}-{subject.row}"


@st.cache_resource(show_spinner=False, hash_funcs={settings.Settings: lambda s: s.model_dump_json()})
def _open(current: settings.Settings) -> Decisions:
    return Decisions.beside(current)
