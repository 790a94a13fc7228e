"""Documents into the review that the review page and the overview share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import streamlit as st

from corpus.records import Document
from errors import ReadError
from review import engine, worklist
from ui import links, state

_NONE: Mapping[str, bytes] = MappingProxyType({})


def take(
    results: Iterable[Document | ReadError], uploads: tuple[str, ...] = (), originals: Mapping[str, bytes] = _NONE
) -> None:
    """Review what was read and put it on the page; what could not be read is told there.

    ``uploads``: ids of the uploaded files, so that they are not read twice; ``originals``: sha256 → bytes of the files
    that can be handed back with comments.
    """
    documents, failures = [], []
    with st.spinner("正在读取和审核…"):
        for result in results:
            if isinstance(result, Document):
                documents.append(result)
            else:
                failures.append(str(result))
        distinct = worklist.distinct_sources(documents)
        configured = state.configured()
        report = engine.review(distinct, thresholds=configured.thresholds, severities=configured.severities)
    ids = {document.source: links.document_id(document) for document in distinct}
    state.set_reviewed(state.Reviewed(tuple(distinct), report, tuple(failures), uploads, originals, ids))
    st.session_state.pop("jx_cards_room", None)
