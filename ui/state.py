"""What the pages keep between clicks, under keys of our own: widget keys are forgotten when the page changes."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

import settings
from corpus.records import Document
from review.findings import Report

if TYPE_CHECKING:
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
    region: str | None = None
    level: str | None = None
    year: int | None = None
    budget_min: float | None = None
    budget_max: float | None = None

    @property
    def filtered(self) -> bool:
        """Whether any filter is set."""
        places = (self.level2, self.department, self.region, self.level)
        return any(one is not None for one in (*places, self.year, self.budget_min, self.budget_max))


def configured() -> settings.Settings:
    """The settings, read again when their file or the environment has changed. Raises ConfigError."""
    file = Path(settings.FILE).absolute()
    try:
        found = file.stat()
        state = (found.st_mtime_ns, found.st_size)
    except OSError:
        state = None
    return _load(file, state, frozenset(os.environ.items()))


@lru_cache(maxsize=4)
def _load(_file: Path, _state: tuple[int, int] | None, _environment: frozenset[tuple[str, str]]) -> settings.Settings:
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
