"""Documents into the review that the review page and the overview share: file by file, to be stopped and gone on with."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

import streamlit as st

from corpus.records import Document
from errors import ReadError
from review import worklist
from review.findings import Report
from ui import links, people, state
from ui.parts import plain
from ui.roles import Action
from ui.uploads import read_uploads, too_much

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

_NONE: Mapping[str, bytes] = MappingProxyType({})
_HANDED_BACK = (".docx", ".xlsx")
Progress = Callable[[int, int], None]


@dataclass
class Batch:
    """Uploaded files on their way to a review. Kept over reruns: a stop loses nothing that was read."""

    ids: tuple[str, ...]
    """Of the uploads."""
    todo: list[UploadedFile]
    count: int
    results: list[Document | ReadError] = field(default_factory=list)
    originals: dict[str, bytes] = field(default_factory=dict)
    """sha256 → bytes of the files that can be handed back with comments."""
    stopped: bool = False

    def read_next(self) -> None:
        """Read one file; it is either still to do or done, whenever this is interrupted."""
        upload = self.todo[0]
        found = list(read_uploads([upload]))
        if upload.name.lower().endswith(_HANDED_BACK):
            data = upload.getvalue()
            self.originals[hashlib.sha256(data).hexdigest()] = data
        self.results += found
        self.todo.pop(0)


def start(uploads: Sequence[UploadedFile]) -> None:
    """Begin to read ``uploads``, unless they are on the page or on their way already."""
    if told := too_much(uploads):
        st.error(told, icon=":material/error:")
        return
    ids = tuple(upload.file_id for upload in uploads)
    current = batch()
    if ids and ids != state.reviewed().uploads and (current is None or current.ids != ids):
        st.session_state["jx_batch"] = Batch(ids, list(uploads), len(uploads))


def batch() -> Batch | None:
    """The files on their way, if there are any."""
    found: Batch | None = st.session_state.get("jx_batch")
    return found


def work() -> None:
    """Read and review the batch with a bar that names the file; or, where it was stopped, say how to go on."""
    current = batch()
    if current is None:
        return
    done = current.count - len(current.todo)
    if current.stopped:
        _stopped(current, done)
        return
    bar = st.progress(done / current.count, "正在读取…")
    if current.count > 1:
        st.button("停止", icon=":material/stop_circle:", key="batch_stop", on_click=lambda: _stop(current, True))
    while current.todo:
        done = current.count - len(current.todo)
        bar.progress(done / current.count, f"正在读取第 {done + 1}/{current.count} 份：{plain(current.todo[0].name)}")
        current.read_next()

    def reviewed(done: int, total: int) -> None:
        bar.progress(done / max(total, 1), f"正在审核：{done}/{total} 份")

    _finish(current, reviewed)


def _stopped(current: Batch, done: int) -> None:
    st.warning(f"已停止：读了 {done}/{current.count} 份。")
    with st.container(horizontal=True):
        st.button("继续", icon=":material/play_circle:", type="primary", on_click=lambda: _stop(current, False))
        if done:
            st.button(f"只审已读的 {done} 份", icon=":material/rule:", on_click=lambda: _enough(current))


def _stop(current: Batch, stopped: bool) -> None:
    current.stopped = stopped


def _enough(current: Batch) -> None:
    current.todo.clear()
    current.stopped = False


def _finish(current: Batch, progress: Progress) -> None:
    take(current.results, current.ids, current.originals, progress)
    st.session_state.pop("jx_batch", None)
    st.rerun()


def take(
    results: Iterable[Document | ReadError],
    uploads: tuple[str, ...] = (),
    originals: Mapping[str, bytes] = _NONE,
    progress: Progress | None = None,
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
        report = by_rules(distinct, progress)
    people.note(Action.REVIEW, f"{len(distinct)} 份：{'、'.join(one.source for one in distinct)}")
    ids = links.ids_of(distinct)
    state.set_reviewed(state.Reviewed(tuple(distinct), report, tuple(failures), uploads, originals, ids))
    st.session_state.pop("jx_cards_room", None)


def by_rules(documents: Sequence[Document], progress: Progress | None = None) -> Report:
    """What the rules say, with the levels and thresholds of the settings."""
    from review.batch import review_stepwise

    configured = state.configured()
    return review_stepwise(
        documents,
        progress or (lambda done, total: None),
        thresholds=configured.thresholds,
        severities=configured.severities,
    )
