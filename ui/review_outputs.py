"""审核: everything that can be taken away, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from corpus.records import Document
from review import formats, worklist
from review.findings import Report
from ui import state
from ui.handing import Handout, hand_out
from ui.parts import file_name, plain, table_downloads

_WHOLE = (
    ("form-docx", "审核表（Word）", "绩效目标审核表"),
    ("form-xlsx", "审核表（Excel）", "绩效目标审核表"),
    ("html", "审核报告（网页）", "绩效目标审核报告"),
    ("summary", "汇总表（Excel）", "绩效目标审核汇总"),
    ("text", "审核意见（文本）", "审核结果"),
    ("json", "审核结果（JSON）", "审核结果"),
    ("sarif", "审核结果（SARIF）", "审核结果"),
)
_HANDED_BACK = (("docx", "批注 Word"), ("xlsx", "批注 Excel"))


def downloads(report: Report, current: state.Reviewed, entry: worklist.Entry | None) -> None:
    """The buttons. The reviewed file handed back, forms and reports over all files, and the tables laid out anew."""
    document = entry.document if entry else current.documents[0]
    name = file_name(Path(document.source).stem)
    original = Path(document.source).suffix.lower() if document.sha256 in current.originals else ""
    back = "原文件加批注" if original in (".docx", ".xlsx") else "按正式格式重排后加批注"
    st.subheader("导出")
    with st.container(border=True):
        st.caption(f"退回修改：{plain(document.source)}，{back}；另一种格式按正式格式重排。")
        handed_back = partial(_render, report, [document], originals=current.originals)
        hand_out(
            [_handout(label, f"{name}（批注）", fmt, handed_back) for fmt, label in _HANDED_BACK], "review_handed_back"
        )
        st.caption(f"审核结果：全部 {len(current.documents)} 份文件。")
        whole = partial(_render, report, current.documents, originals=current.originals)
        hand_out([_handout(label, stem, fmt, whole) for fmt, label, stem in _WHOLE], "review_whole")
        st.caption("表格：按正式格式重排，不带批注。")
        table_downloads(document, name, "review_table")


def _handout(label: str, stem: str, fmt: str, make: Callable[[str], str | bytes]) -> Handout:
    mime = state.MIME[fmt.removeprefix("form-").replace("summary", "xlsx")]
    return Handout(label, f"{stem}{formats.ending(fmt)}", mime, partial(make, fmt))


def _render(report: Report, documents: Sequence[Document], fmt: str, originals: Mapping[str, bytes]) -> str | bytes:
    return formats.render(report, documents, fmt, originals)
