"""语料库: what is in it, files in and out, and the indexes made again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from corpus.records import Document
from errors import CorpusError, ReadError
from review.verdicts import verdicts
from ui import corpus_documents, people, state
from ui.parts import endpoint_note, plain, told_in_words
from ui.roles import Action, needed
from ui.uploads import FILE_TYPES, read_uploads, too_much

if TYPE_CHECKING:
    from corpus.store import Corpus


def show() -> None:
    """Draw the page."""
    st.title("语料库")
    st.caption("历年的绩效目标表存在这里，供检索和起草参考；入库时逐行审核，有问题的指标会标明，不用于起草。")
    endpoint_note()
    corpus = state.corpus()
    outcome = st.session_state.pop("jx_corpus_outcome", None)
    if outcome:
        _tell(*outcome)
    _totals(corpus)
    stored = corpus.list()
    listing, adding = st.columns([3, 2], gap="medium")
    with adding, st.container(border=True):
        if people.allowed(Action.CORPUS_ADD):
            _add(corpus, empty=not stored)
        else:
            st.caption(f"添加和移除由{needed(Action.CORPUS_ADD)}来做。")
    with listing:
        if stored:
            corpus_documents.listing(corpus, stored)
        else:
            st.info("语料库还是空的。在右侧上传历年的绩效文本，或先装入内置的示例表。")


def _totals(corpus: Corpus) -> None:
    stats = corpus.stats()
    pairs = (
        ("文件", stats.documents),
        ("部门", stats.departments),
        ("项目", stats.projects),
        ("指标", stats.indicators),
        ("可参考", stats.sound),
        ("有问题", stats.weak),
        ("未审核", stats.unjudged),
    )
    years = "、".join(f"{year} 年 {number} 份" for year, number in sorted(stats.years.items()))
    cells = "".join(f"<span>{word} <b>{number}</b></span>" for word, number in pairs)
    st.html(f'<div class="jx-counts">{cells}<span class="jx-meta">{years}</span></div>')


def _add(corpus: Corpus, empty: bool) -> None:
    from corpus import library

    st.subheader("添加")
    with st.form("corpus_add", clear_on_submit=True, border=False):
        uploads = st.file_uploader(
            "绩效文本或绩效目标表（可多选，单个不超过 30 MB）", type=FILE_TYPES, accept_multiple_files=True
        )
        submitted = st.form_submit_button("加入语料库", type="primary", icon=":material/add:")
    if submitted and (told := too_much(uploads)):
        st.error(told, icon=":material/error:")
    elif submitted and uploads:
        _take_in(corpus, read_uploads(uploads), len(uploads))
    elif submitted:
        st.warning("请先选择文件。")
    if st.button("装入内置示例表", icon=":material/library_add:", type="primary" if empty else "secondary"):
        samples = library.samples()
        _take_in(corpus, samples, len(samples))
    st.subheader("维护")
    if st.button("重建索引", icon=":material/refresh:", help="更换向量模型或索引损坏后使用；已存的文件不受影响。"):
        _rebuild(corpus)
    corpus_documents.health(corpus)
    corpus_documents.way_out(corpus)


def _take_in(corpus: Corpus, results: Iterable[Document | ReadError], expected: int) -> None:
    thresholds = state.configured().thresholds
    added, known, failures = 0, 0, []
    bar = st.progress(0.0, "正在读取…")
    for number, result in enumerate(results):
        if isinstance(result, ReadError):
            failures.append(str(result))
            continue
        people.note(Action.CORPUS_ADD, result.source)
        bar.progress(min(number / expected, 1.0), f"正在加入 {plain(result.source)}…")
        try:
            new = corpus.add(result, verdicts(result, thresholds))
        except CorpusError as error:
            failures.append(str(error))
            continue
        added, known = added + new, known + (not new)
    notes = (corpus.note,) if corpus.note else ()
    st.session_state["jx_corpus_outcome"] = (added, known, (*failures, *notes))
    st.rerun()


def _tell(added: int, known: int, failures: Sequence[str]) -> None:
    """What the last change did; kept over the rerun that follows it."""
    if added or known:
        again = f"，{known} 份原已在库" if known else ""
        st.success(f"已加入 {added} 份文件{again}。", icon=":material/check:")
    for failure in failures:
        st.error(plain(failure), icon=":material/error:")


def _rebuild(corpus: Corpus) -> None:
    people.note(Action.CORPUS_REBUILD, "")
    bar = st.progress(0.0, "正在重建索引…")

    def progress(done: int, total: int, name: str) -> None:
        bar.progress(done / max(total, 1), f"已重建 {done}/{total}：{plain(name)}")

    notes = corpus.rebuild(progress)
    bar.progress(1.0, "索引已重建。")
    for note in notes:
        st.warning(plain(note))


with told_in_words():
    show()
