"""The draft on the page: what it holds now, the steps back and forward, and how it is kept on disk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from corpus.records import Document
from ui import draft_table, drafts, people
from ui.draft_table import Row
from ui.drafts import Kept
from ui.parts import plain
from ui.roles import Action

_STEPS = 200
"""Steps that can be taken back."""


@dataclass(frozen=True)
class Step:
    """What a draft held at one time."""

    document: Document
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Drafted:
    """The draft on the draft page."""

    kept: Kept
    """As it was last saved."""
    number: int
    """Counts the drafts of this session; part of the widget keys."""
    now: Step
    version: int = 0
    """Goes up when the page has changed the rows: then the grid must take them over, else it keeps what is typed."""
    past: tuple[Step, ...] = ()
    future: tuple[Step, ...] = ()
    touched: str = ""
    """The cell of the last change: typing on in one cell is one step."""

    @property
    def document(self) -> Document:
        """One project, with everything that was edited so far."""
        return self.now.document

    @property
    def key(self) -> str:
        """Beginning of the keys of this draft's widgets."""
        return f"draft_{self.number}_"


def drafted() -> Drafted | None:
    """The draft of this session, if there is one."""
    found: Drafted | None = st.session_state.get("jx_drafted")
    return found


def put(current: Drafted) -> None:
    """Keep ``current`` in the session."""
    st.session_state["jx_drafted"] = current


def set_drafted(draft: Kept) -> None:
    """Put a draft on the page, a new one or one that was kept."""
    number = st.session_state["jx_drafts"] = st.session_state.get("jx_drafts", 0) + 1
    rows = draft_table.numbered(draft.document.projects[0], draft.origins)
    draft = replace(draft, window=drafts.new_id())
    put(Drafted(draft, number, Step(draft.document, rows)))


def drop_drafted() -> None:
    """Back to the brief."""
    st.session_state.pop("jx_drafted", None)
    st.query_params.pop("draft", None)


def changed(current: Drafted, rows: Iterable[Row], touched: str = "", **head: Any) -> Drafted:
    """``current`` with other rows and other words in its head (fields of a project); the step before can be taken back."""
    rows = tuple(rows)
    project = current.document.projects[0]
    indicators = tuple(row.indicator for row in draft_table.filled(rows))
    project = project.model_copy(update={"indicators": indicators, **head})
    step = Step(current.document.model_copy(update={"projects": (project,)}), rows)
    if step == current.now:
        return current
    on_it = bool(touched) and touched == current.touched and bool(current.past)
    past = current.past if on_it else (*current.past, current.now)[-_STEPS:]
    return replace(current, now=step, past=past, future=(), touched=touched)


def typed(current: Drafted, handed: Mapping[str, Any]) -> Drafted:
    """``current`` with what the grid handed back; nothing where it speaks of an older version."""
    if handed["version"] != current.version:
        return current
    return changed(current, draft_table.taken(handed["rows"], current.now.rows), str(handed["touched"]))


def renewed(current: Drafted, rows: Iterable[Row]) -> Drafted:
    """``current`` with rows that the page has changed: the grid takes them over."""
    made = changed(current, rows)
    return made if made is current else replace(made, version=current.version + 1)


def back(current: Drafted) -> Drafted:
    """One step back; the same where there is none."""
    if not current.past:
        return current
    *past, step = current.past
    future = (*current.future, current.now)
    return replace(current, now=step, past=tuple(past), future=future, version=current.version + 1, touched="")


def forward(current: Drafted) -> Drafted:
    """A step that was taken back, again."""
    if not current.future:
        return current
    *future, step = current.future
    past = (*current.past, current.now)
    return replace(current, now=step, past=past, future=tuple(future), version=current.version + 1, touched="")


def save(current: Drafted, name: str) -> Drafted:
    """Save what was edited, where anything was. Raises WriteError; ReadError where the kept file is damaged."""
    last = current.kept
    origins = tuple(row.origin for row in draft_table.filled(current.now.rows))
    if last.revision and (last.document, last.origins, last.name) == (current.document, origins, name):
        return current
    wanted = replace(last, document=current.document, origins=origins, name=name)
    if not last.revision:
        people.note(Action.DRAFT, last.id)
    kept = drafts.save(wanted, people.own_folder())
    if kept.id != last.id:
        st.toast(f"另一个窗口也在改这份草稿，这里另存为“{plain(kept.name)}”。", icon=":material/content_copy:")
    made = replace(current, kept=kept)
    put(made)
    return made


def head_keys(current: Drafted) -> tuple[str, str, Sequence[str]]:
    """Widget keys of purpose, goals and plan, seeded from the record; new ones after a step back."""
    project = current.document.projects[0]
    start = f"{current.key}{current.version}_"
    plan = [f"{start}plan_{n}" for n in range(len(project.spending_plan))]
    values = {f"{start}purpose": project.purpose or "", f"{start}goals": "\n".join(project.goals)}
    values |= {key: step.percent for key, step in zip(plan, project.spending_plan, strict=True)}
    for key, value in values.items():
        st.session_state.setdefault(key, value)
    return f"{start}purpose", f"{start}goals", plan
