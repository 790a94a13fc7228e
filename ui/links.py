"""Deep links of the review page: ``?doc=<document>&project=<ordinal>&finding=<rule-row>``.

``doc`` is the corpus's id of the document, so that a link opens what is in the corpus, and finds an upload of the same
content; ``project`` is the table's ordinal from 1 (0: the document as a whole); ``finding`` survives as long as the words
of its row and its rule do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from corpus.fingerprint import fingerprint
from corpus.records import Document
from review.findings import Finding
from review.worklist import Entry
from ui import state

if TYPE_CHECKING:
    from corpus.decisions import Subject

_NAMES = ("doc", "project", "finding")


def wanted() -> tuple[str, ...] | None:
    """The link that the page was opened with, once; None where there is none or it has been followed."""
    asked = tuple(st.query_params.get(name, "") for name in _NAMES)
    if not asked[0] or st.session_state.get("jx_link") == asked:
        return None
    return asked


def followed(asked: tuple[str, ...]) -> None:
    """The link ``asked`` needs nothing more."""
    st.session_state["jx_link"] = asked


def document_id(document: Document) -> str:
    """The id that the corpus gives to this content."""
    return fingerprint(document)[:12]


def ids_of(documents: Iterable[Document]) -> dict[str, str]:
    """Source → id in links. A second document of the same content, such as the PDF of a Word file, is told apart: ``id.2``."""
    found: dict[str, str] = {}
    times = Counter[str]()
    for document in documents:
        name = document_id(document)
        times[name] += 1
        found[document.source] = name if times[name] == 1 else f"{name}.{times[name]}"
    return found


def in_corpus(name: str) -> str:
    """The id of the corpus in a link's ``doc``."""
    return name.partition(".")[0]


def point_at(entry: Entry | None, ids: Mapping[str, str]) -> None:
    """Let the address name the table on the page, so that it can be copied; ``ids``: source → document id."""
    if entry is None:
        here: tuple[str, ...] = ("", "", "")
    else:
        kept = st.session_state.get("jx_link", ("", "", ""))
        place = (ids[entry.document.source], str(_ordinal(entry)))
        here = (*place, kept[2] if kept[:2] == place else "")
    if tuple(st.query_params.get(name, "") for name in _NAMES) != here:
        st.query_params.from_dict({name: value for name, value in zip(_NAMES, here, strict=True) if value})
    st.session_state["jx_link"] = here


def key_of(ids: Mapping[str, str], entry: Entry) -> str:
    """What names ``entry`` in links and lists; ``ids`` as in :func:`point_at`."""
    return f"{ids[entry.document.source]}-{_ordinal(entry)}"


def entry_key(asked: Sequence[str]) -> str:
    """The key of the table that a link means; the first one where it names none."""
    return f"{asked[0]}-{asked[1] or 1}"


def focus() -> str:
    """The ``finding`` of the followed link; empty where it names none."""
    name: str = st.session_state.get("jx_link", ("", "", ""))[2]
    return name


def finding_id(subject: Subject) -> str:
    """The ``finding`` of a link."""
    return f"{subject.rule}-{subject.row}"


def query_of(finding: Finding, subject: Subject) -> str:
    """The link to ``finding`` of the documents on the page: its query, to be put behind the page's address."""
    current = state.reviewed()
    document = next(one for one in current.documents if one.source == finding.document)
    keys = [(project.no, project.name) for project in document.projects]
    place = (finding.project_no, finding.project)
    ordinal = keys.index(place) + 1 if place in keys else 0
    values = (current.ids[document.source], str(ordinal), finding_id(subject))
    return f"?{urlencode(dict(zip(_NAMES, values, strict=True)))}"


def table_of(entry_id: str) -> str:
    """The ``project`` of a link to a table or row of the corpus: ids are ``<document>-<table>[-<row>]``."""
    return f"{entry_id}-1".split("-")[1]


def _ordinal(entry: Entry) -> int:
    return (
        0 if entry.project is None else next(n for n, p in enumerate(entry.document.projects, 1) if p is entry.project)
    )
