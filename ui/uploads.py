"""Files that somebody has chosen on a page → documents, within the bounds of the settings."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from corpus.readers import EXTENSIONS, check_size
from corpus.readers.pool import Pool
from corpus.readers.worker import Content
from corpus.records import Document
from errors import ReadError
from ui import people, state
from ui.roles import Action

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

FILE_TYPES = (*(extension[1:] for extension in EXTENSIONS), "doc", "xls", "wps", "et")
"""What may be uploaded; of the old formats the reader says in words what to do."""


def too_much(uploads: Sequence[UploadedFile]) -> str | None:
    """Why these are too many or too large for one time, in one sentence; None where they are not."""
    limits = state.configured()
    if len(uploads) > limits.max_files:
        return f"一次最多上传 {limits.max_files} 份文件，这里有 {len(uploads)} 份；请分几批，或用命令行 jixiao review 审整个文件夹。"
    megabytes = sum(upload.size for upload in uploads) / 1024 / 1024
    if megabytes > limits.max_upload_mb:
        return f"一次上传的文件合计最多 {limits.max_upload_mb} MB，这里有 {megabytes:.0f} MB；请分几批。"
    return None


def read_uploads(uploads: Iterable[UploadedFile]) -> Iterator[Document | ReadError]:
    """What the readers make of uploaded files: many documents or one error a file."""
    for upload in uploads:
        people.note(Action.UPLOAD, upload.name)
        limits, content = state.configured(), Content(upload.name, upload.getvalue())
        try:
            check_size(content.name, len(content.data), limits.max_file_mb)
        except ReadError as error:
            yield error
            continue
        answer = readers().read(content, limits.max_file_mb, limits.max_seconds)
        if isinstance(answer, tuple):
            yield ReadError(*answer)
        else:
            yield from answer


def readers() -> Pool:
    """The processes that read for all sessions: as many as cores, so that one person's endless file holds up nobody.

    The first call starts them.
    """
    return pool_of(state.configured().max_memory_mb)


@st.cache_resource(show_spinner=False)
def pool_of(max_memory_mb: int) -> Pool:
    """The pool whose processes may take ``max_memory_mb`` each."""
    pool = Pool(os.cpu_count() or 1, max_memory_mb)
    pool.start()
    return pool
