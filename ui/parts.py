"""Small pieces that several pages draw."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from html import escape

import streamlit as st

from corpus.records import Document
from errors import JixiaoError
from review import engine
from review.findings import Finding
from review.formats.words import SEVERITY_WORDS
from review.manual import manual
from review.worklist import count
from ui import setup, state
from ui.handing import Handout, hand_out

_LINKING = re.compile(r"(?i)(https?:|www)(//|\.)|(?<=\w)@")
"""What Markdown makes a link of even where every mark is escaped."""
_JOINER = "\u2060"
"""Joins words; takes no room and shows nothing."""


@contextmanager
def told_in_words() -> Iterator[None]:
    """Whatever the tool could not do inside becomes one sentence on the page, never a traceback."""
    try:
        yield
    except JixiaoError as error:
        st.error(plain(str(error)), icon=":material/error:")


def plain(text: str) -> str:
    """``text`` of a document so that Streamlit's Markdown shows it as it is: no marks, no pictures, no links either."""
    inert = _LINKING.sub(lambda m: f"{m[1] or ''}{_JOINER}{m[2] or '@'}", text)
    return "".join(f"\\{c}" if c in "\\`*_{}[]()#+-.!|~$:<>" else c for c in inert)


def rule_title(code: str) -> str:
    """What a rule finds, in a few words."""
    return manual(engine.find_rule(code)).title


def file_name(name: str) -> str:
    """``name`` without the characters that a file name cannot have."""
    return "".join("_" if c in '\\/:*?"<>|' or ord(c) < 32 else c for c in name)[:80] or "绩效目标表"


def sheet(html: str) -> None:
    """Draw a ruled table of ours; where it is wider than the screen it scrolls, for a keyboard too."""
    st.html(html.replace('<div class="jx-sheet', '<div tabindex="0" class="jx-sheet'))


def ruled(head: Sequence[str], rows: Iterable[Sequence[str]], code: int | None = None) -> str:
    """A ruled table of settings; column ``code`` is what one writes into a file, a value that is not the default stands
    out."""
    lines = []
    for row in rows:
        own = ' class="jx-own"' if code is not None and not {"默认", setup.UNSET} & set(row) else ""
        cells = (
            f"<td><code>{escape(c)}</code></td>" if n == code else f"<td>{escape(c)}</td>" for n, c in enumerate(row)
        )
        lines.append(f"<tr{own}>{''.join(cells)}</tr>")
    names = "".join(f"<th>{escape(word)}</th>" for word in head)
    return f'<div class="jx-sheet jx-settings"><table><tr>{names}</tr>{"".join(lines)}</table></div>'


def counts_html(findings: Sequence[Finding], *extra: str) -> str:
    """One line of totals: ``extra`` phrases first, then errors, warnings, hints."""
    totals = "".join(
        f'<span class="jx-{severity}">{word} <b>{number}</b></span>'
        for (severity, word), number in zip(SEVERITY_WORDS.items(), count(findings), strict=True)
    )
    return f'<div class="jx-counts">{"".join(f"<span>{escape(text)}</span>" for text in extra)}{totals}</div>'


def endpoint_note() -> None:
    """Say where texts go when the settings name an endpoint; nothing leaves the machine otherwise."""
    if url := state.configured().embedding_url:
        st.caption(f":material/cloud_upload: 检索词和入库文字会发送到设置中的向量端点：{plain(setup.shown(url))}")


def table_downloads(document: Document, name: str, key: str) -> None:
    """Buttons that hand out the tables of ``document`` in the official form; the file is made when it is asked for."""
    from corpus import writers

    labels = {"docx": "Word 表格", "xlsx": "Excel 表格", "json": "JSON 数据"}
    hand_out(
        [
            Handout(label, f"{name}.{fmt}", state.MIME[fmt], partial(writers.write, document, fmt))
            for fmt, label in labels.items()
        ],
        key,
    )
