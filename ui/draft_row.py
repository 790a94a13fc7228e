"""起草: one row in full beside the grid, which cuts long cells; and the table as HTML for pasting. No Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from corpus.records import Document
from review.formats.sheet import Mark, cell_text, finding_html
from review.formats.words import FIELD_WORDS
from ui.draft_table import SOURCE_WORDS, Origin
from ui.parts import rule_title

_FIELDS = ("level3", "description", "value", "basis")
_COLUMNS = ("level1", "level2", "level3", "description", "value", "basis")
_CELL = "border:1px solid #000;padding:2px 5px;vertical-align:middle;mso-number-format:'\\@'"
"""Excel then takes ``=100%`` for the text that it is, not for a formula."""


def row_html(document: Document, number: int, origin: Origin, marks: Sequence[Mark]) -> str:
    """Row ``number`` (from 1): every cell whole, reference value, sources as chips with their quotes, its findings."""
    row = document.projects[0].indicators[number - 1]
    kind = " · ".join(filter(None, (row.level1, row.level2)))
    cells = "".join(
        f"<dt>{FIELD_WORDS[field]}</dt><dd>{escape(cell_text(row, field)) or '（空）'}</dd>" for field in _FIELDS
    )
    reference = escape(origin.reference) or "没有相似的表可参考"
    own = [mark for mark in marks if mark.finding.where.row == number]
    told = "".join(finding_html(mark, rule_title(mark.finding.code)) for mark in own)
    return (
        f'<div class="jx-row"><div class="jx-place">第 {number} 行 · {escape(kind)}</div><dl>{cells}'
        f"<dt>参考值</dt><dd>{reference}</dd><dt>来源</dt><dd>{_chips(origin)}</dd></dl>"
        f"{told or '<p class=jx-meta>这一行没有发现问题。</p>'}</div>"
    )


def _chips(origin: Origin) -> str:
    if not origin.sources:
        return '<span class="jx-tag">手工填写</span>'
    return "".join(
        f'<div><span class="jx-tag" title="{escape(source.get("id") or "")}">'
        f"{escape(SOURCE_WORDS.get(source['kind'], source['kind']))}</span>{escape(source.get('quote') or '')}</div>"
        for source in origin.sources
    )


def paste_html(document: Document) -> str:
    """The indicator table as HTML that Word, WPS and Excel paste as a table, equal classes merged."""
    rows = document.projects[0].indicators
    head = "".join(f'<th style="{_CELL}">{FIELD_WORDS[field]}</th>' for field in _COLUMNS)
    lines = [f"<tr>{head}</tr>"]
    for number, row in enumerate(rows):
        cells = []
        for field in _COLUMNS:
            labels = [(one.level1, one.level2 if field == "level2" else None) for one in rows]
            merged = field in ("level1", "level2") and bool(getattr(row, field))
            if merged and number and labels[number - 1] == labels[number]:
                continue
            span = 1
            while merged and number + span < len(rows) and labels[number + span] == labels[number]:
                span += 1
            over = f' rowspan="{span}"' if span > 1 else ""
            cells.append(f'<td style="{_CELL}"{over}>{escape(cell_text(row, field))}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f'<table style="border-collapse:collapse;font-family:宋体">{"".join(lines)}</table>'


def paste_text(document: Document) -> str:
    """The same with tabs between cells, for what takes no HTML."""
    lines = ["\t".join(FIELD_WORDS[field] for field in _COLUMNS)]
    for row in document.projects[0].indicators:
        lines.append("\t".join(" ".join(cell_text(row, field).split()) for field in _COLUMNS))
    return "\n".join(lines)
