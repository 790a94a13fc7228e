"""起草: what a draft still has to be told, grouped, and without what has been answered in the table. No Streamlit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from corpus.chars import fold
from corpus.records import Indicator
from corpus.values import PENDING

_NAMED = re.compile(r"^“([^”]+)”")
_GROUPS = ("指标值", "依据文件", "项目情况")
_DOCUMENTS = re.compile(r"依据|文件|上位法")


def open_ones(questions: Iterable[str], rows: Sequence[Indicator]) -> Mapping[str, list[str]]:
    """Group → its questions; one about a row whose value has been filled in is answered, one about a row that is gone too."""
    pending = {fold(row.level3) for row in rows if row.value.text in ("", PENDING)}
    found: dict[str, list[str]] = {group: [] for group in _GROUPS}
    for question in questions:
        named = _NAMED.match(question)
        if named is None:
            found["依据文件" if _DOCUMENTS.search(question) else "项目情况"].append(question)
        elif fold(named[1]) in pending:
            found["指标值"].append(question)
    return found


def questions_html(groups: Mapping[str, Sequence[str]]) -> str:
    """The groups that hold something, as lists."""
    parts = []
    for group, questions in groups.items():
        if questions:
            lines = "".join(f"<li>{escape(question)}</li>" for question in questions)
            parts.append(f'<div class="jx-label">{group}（{len(questions)}）</div><ul class="jx-plain">{lines}</ul>')
    return "".join(parts)
