"""语料库: the documents that are in it, what is done with some of them, its health, and the way out."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from corpus.ledger import StoredDocument
from review.verdicts import verdicts
from ui import people, reviewing, state
from ui.parts import plain
from ui.roles import Action

if TYPE_CHECKING:
    from corpus.store import Corpus

_ROW, _HEAD, _TALLEST = 35, 38, 460


def listing(corpus: Corpus, stored: Sequence[StoredDocument]) -> None:
    """The documents, the last first, and what can be done with those that are chosen."""
    import pandas as pd

    newest = list(reversed(stored))
    rows = [
        (d.source, d.department or "", d.year, d.projects, d.indicators, _sound(d), d.weak, d.added[:10])
        for d in newest
    ]
    columns = ["文件", "部门", "年度", "项目", "指标", "可参考", "有问题", "加入日期"]
    st.dataframe(
        pd.DataFrame(rows, columns=columns),
        hide_index=True,
        height=min(_TALLEST, _HEAD + _ROW * len(rows)),
        row_height=_ROW,
        column_config={
            "文件": st.column_config.TextColumn(width="medium"),
            "部门": st.column_config.TextColumn(width="medium"),
            "年度": st.column_config.NumberColumn(format="%d"),
            "可参考": st.column_config.ProgressColumn(
                format="%.0f%%", min_value=0, max_value=100, help="审核没有错误和警告的指标占多少"
            ),
        },
    )
    names = {d.id: f"{d.source}（{d.department or '未写部门'}，{d.id}）" for d in newest}
    chosen = st.multiselect(
        "选择文件", list(names), format_func=names.__getitem__, placeholder="选择要处理的文件", key="corpus_chosen"
    )
    with st.container(horizontal=True):
        idle = not chosen
        if st.button("在审核页打开", icon=":material/rule:", disabled=idle):
            reviewing.take(corpus.document(one) for one in chosen)
            st.switch_page("ui/review_page.py")
        keeper = people.allowed(Action.CORPUS_ADD)
        if keeper and st.button("按现在的规则重审", icon=":material/fact_check:", disabled=idle):
            _judge_again(corpus, chosen, names)
        if people.allowed(Action.CORPUS_REMOVE):
            with st.popover("移除", icon=":material/delete:", disabled=idle):
                _remove(corpus, chosen, names)


def _sound(stored: StoredDocument) -> float | None:
    return 100 * (stored.indicators - stored.weak) / stored.indicators if stored.indicators else None


def _judge_again(corpus: Corpus, chosen: Sequence[str], names: dict[str, str]) -> None:
    """The reviewer's word anew: rules and thresholds change, the tables do not."""
    bar = st.progress(0.0)
    thresholds = state.configured().thresholds
    for number, one in enumerate(chosen):
        bar.progress(number / len(chosen), f"正在重审第 {number + 1}/{len(chosen)} 份：{plain(names[one])}")
        people.note(Action.CORPUS_ADD, f"重审 {names[one]}")
        corpus.judge(one, verdicts(corpus.document(one), thresholds))
    st.toast(f"已重审 {len(chosen)} 份文件。", icon=":material/check:")
    st.rerun()


def _remove(corpus: Corpus, chosen: Sequence[str], names: dict[str, str]) -> None:
    """Asked once more: what is removed is gone from searches and drafts."""
    st.write(f"移除 {len(chosen)} 份文件后，检索和起草不再用到它们；以后可以重新加入。")
    st.html(f'<ul class="jx-plain">{"".join(f"<li>{escape(names[one])}</li>" for one in chosen)}</ul>')
    if st.button("确认移除", type="primary", icon=":material/delete:"):
        for one in chosen:
            people.note(Action.CORPUS_REMOVE, names[one])
            corpus.remove(one)
        st.session_state.pop("corpus_chosen", None)
        st.toast(f"已移除 {len(chosen)} 份文件。")
        st.rerun()


def health(corpus: Corpus) -> None:
    """Whether the indexes hold what the ledger holds, said in words."""
    if st.button("核对索引", icon=":material/health_and_safety:", help="只看，不改动任何东西。"):
        with st.spinner("正在核对…"):
            agreement = corpus.check()
        told = "  \n".join(
            plain(line).replace("运行 jixiao corpus rebuild", "点“重建索引”") for line in agreement.told()
        )
        (st.success if agreement.sound else st.warning)(told)


def way_out(corpus: Corpus) -> None:
    """The whole corpus as one file, to be taken in elsewhere."""
    st.download_button(
        "导出语料库",
        data=people.noted(Action.EXPORT, "语料库.jsonl", lambda: _exported(corpus)),
        file_name="语料库.jsonl",
        mime="application/jsonl",
        icon=":material/download:",
        on_click="ignore",
        help="每行一份文件的 JSON；在另一台机器上“加入语料库”即可得到同样的语料库。",
    )


def _exported(corpus: Corpus) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "corpus.jsonl"
        corpus.export(file)
        return file.read_bytes()
