"""What the pages keep between clicks, under keys of our own: widget keys are forgotten when the page changes."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import streamlit as st

import settings
from corpus.records import Document
from review.findings import Report
from ui import draft_table, drafts
from ui.draft_table import Origin
from ui.drafts import Kept

if TYPE_CHECKING:
    import pandas as pd

    from corpus.entries import Kind
    from corpus.hits import Hit
    from corpus.store import Corpus

MIME = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "text": "text/plain",
    "html": "text/html",
    "sarif": "application/sarif+json",
}


@dataclass(frozen=True)
class Reviewed:
    """The documents on the review page, what the review says of them, and the files that could not be read."""

    documents: tuple[Document, ...] = ()
    report: Report = field(default_factory=Report)
    failures: tuple[str, ...] = ()
    uploads: tuple[str, ...] = ()
    """Ids of the uploaded files behind it, so that a rerun reads nothing twice."""
    originals: Mapping[str, bytes] = field(default_factory=dict)
    """sha256 → bytes of the Word and Excel files, to be handed back with comments."""
    ids: Mapping[str, str] = field(default_factory=dict)
    """Source of a document → its id in links."""


@dataclass(frozen=True)
class Query:
    """What was asked on the search page; None for a filter that is not set. Budgets in 万元."""

    text: str
    kind: Kind = "indicator"
    level2: str | None = None
    department: str | None = None
    year: int | None = None
    budget_min: float | None = None
    budget_max: float | None = None

    @property
    def filtered(self) -> bool:
        """Whether any filter is set."""
        return any(v is not None for v in (self.level2, self.department, self.year, self.budget_min, self.budget_max))


def configured() -> settings.Settings:
    """The settings, read at every run so that a changed file counts. Raises ConfigError."""
    return settings.load()


def reviewed() -> Reviewed:
    """What the review page shows in this session."""
    found: Reviewed = st.session_state.setdefault("jx_reviewed", Reviewed())
    return found


def set_reviewed(value: Reviewed) -> None:
    """Show ``value`` on the review page."""
    st.session_state["jx_reviewed"] = value


def searched() -> tuple[Query | None, Sequence[Hit]]:
    """The last question of this session and its hits; None before the first."""
    found: tuple[Query | None, Sequence[Hit]] = st.session_state.get("jx_searched", (None, ()))
    return found


def set_searched(query: Query, hits: Sequence[Hit]) -> None:
    """Show ``hits`` on the search page."""
    st.session_state["jx_searched"] = (query, hits)


def picked() -> tuple[Hit, ...]:
    """Indicators that were chosen for the draft, in the order of choosing."""
    found: tuple[Hit, ...] = st.session_state.get("jx_picked", ())
    return found


def pick(hit: Hit) -> None:
    """Choose ``hit`` for the draft; a second time changes nothing."""
    if hit.id not in {one.id for one in picked()}:
        st.session_state["jx_picked"] = (*picked(), hit)


def drop_picked() -> None:
    """Forget all choices."""
    st.session_state["jx_picked"] = ()


@dataclass(frozen=True)
class Drafted:
    """The draft on the draft page."""

    document: Document
    """One project, with everything that was edited so far."""
    base: pd.DataFrame
    """What the grid is fed: fixed while the grid is on the page, since a changed base would lose edits."""
    origins: tuple[Origin, ...]
    """Of the rows of ``base``, by its index."""
    questions: tuple[str, ...]
    name: str
    number: int
    """Counts the drafts of this session; part of the widget keys."""
    kept: Kept
    """The draft as it was last saved."""


@dataclass(frozen=True)
class DraftKeys:
    """Widget keys of one draft."""

    rows: str
    purpose: str
    goals: str
    plan: tuple[str, ...]
    name: str


def drafted() -> Drafted | None:
    """The draft of this session, if there is one."""
    found: Drafted | None = st.session_state.get("jx_drafted")
    return found


def set_drafted(draft: Kept) -> None:
    """Put a draft on the page, a new one or one that was kept."""
    number = st.session_state["jx_drafts"] = st.session_state.get("jx_drafts", 0) + 1
    base = draft_table.frame(draft.document.projects[0], draft.origins)
    st.session_state["jx_drafted"] = Drafted(
        draft.document, base, draft.origins, draft.questions, draft.name, number, draft
    )


def keep_draft(current: Drafted, document: Document, origins: Sequence[Origin], name: str) -> None:
    """Save what was edited, where anything was. Raises WriteError; ReadError where the kept file is damaged."""
    last = current.kept
    if last.revision and (last.document, last.origins, last.name) == (document, tuple(origins), name):
        return
    wanted = replace(last, document=document, origins=tuple(origins), name=name)
    kept = drafts.save(wanted, configured().data)
    if kept.id != last.id:
        st.toast(f"另一个窗口也在改这份草稿，这里另存为“{kept.name}”。", icon=":material/content_copy:")
    st.session_state["jx_drafted"] = replace(current, kept=kept, name=kept.name)


def drop_drafted() -> None:
    """Back to the brief."""
    st.session_state.pop("jx_drafted", None)
    st.query_params.pop("draft", None)


def draft_keys(current: Drafted) -> DraftKeys:
    """The widget keys of ``current``, seeded from the record where Streamlit has forgotten the widgets."""
    project = current.document.projects[0]
    start = f"draft_{current.number}_"
    plan = tuple(f"{start}plan_{n}" for n in range(len(project.spending_plan)))
    keys = DraftKeys(f"{start}rows", f"{start}purpose", f"{start}goals", plan, f"{start}name")
    values = {keys.purpose: project.purpose or "", keys.goals: "\n".join(project.goals), keys.name: current.name}
    values |= {key: step.percent for key, step in zip(plan, project.spending_plan, strict=True)}
    for key, value in values.items():
        st.session_state.setdefault(key, value)
    return keys


def keep_edits(current: Drafted, document: Document, origins: Sequence[Origin]) -> None:
    """Remember what the widgets hold, for when they are drawn anew."""
    st.session_state["jx_edits"] = (current.number, document, tuple(origins))


def resume_edits() -> Drafted | None:
    """The draft; with the kept edits as its new base when the user comes back from another page."""
    current = drafted()
    number, document, origins = st.session_state.get("jx_edits", (0, None, ()))
    if current is None or number != current.number or f"draft_{number}_rows" in st.session_state:
        return current
    base = draft_table.frame(document.projects[0], origins)
    resumed = replace(current, document=document, origins=origins, base=base)
    st.session_state["jx_drafted"] = resumed
    return resumed


def corpus() -> Corpus:
    """The corpus that the settings name, one for all sessions. Raises CorpusError where it cannot be opened."""
    return _open(configured())


@st.cache_resource(show_spinner=False)
def warm() -> threading.Thread:
    """Load the rules behind the first page, once a server: the first upload then need not wait for them."""
    from review import engine

    thread = threading.Thread(target=engine.rules, name="warm", daemon=True)
    thread.start()
    return thread


_building = threading.Lock()


@st.cache_resource(show_spinner="正在打开语料库…", hash_funcs={settings.Settings: lambda s: s.model_dump_json()})
def _open(current: settings.Settings) -> Corpus:
    from corpus.store import Corpus

    with _building:  # sessions that begin at once would each open the folder
        return Corpus.open(current.data, current)
