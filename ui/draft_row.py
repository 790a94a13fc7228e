"""起草: what a row rests on, and the table as HTML for pasting. No Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

from corpus.entries import Entry
from corpus.records import Document
from review.formats.words import FIELD_WORDS
from ui.draft_sources import place_of
from ui.draft_table import SOURCE_WORDS, Origin
from ui.links import table_of

_COLUMNS = ("level1", "level2", "level3", "description", "value", "basis")
_CELL = "border:1px solid #000;padding:2px 5px;vertical-align:middle;mso-number-format:'\\@'"
"""Excel then takes ``=100%`` for the text that it is, not for a formula."""


def sources_html(origin: Origin, places: Mapping[str, Entry]) -> str:
    """What a row rests on: kind, quote, and for a row of the corpus its document and place, as a link to it."""
    if not origin.sources:
        return '<span class="jx-tag">手工填写</span>'
    return "".join(_source(source, places.get(source.get("id") or "")) for source in origin.sources)


def _source(source: Mapping[str, str], entry: Entry | None) -> str:
    word = SOURCE_WORDS.get(source["kind"], source["kind"])
    place = ""
    if entry is not None:
        query = urlencode({"doc": entry.document_id, "project": table_of(entry.id)})
        place = f'<div class="jx-meta"><a class="jx-link" href="review?{escape(query)}" target="_blank">{escape(place_of(entry))}</a></div>'
    return f'<div class="jx-source"><span class="jx-tag">{escape(word)}</span>{escape(source.get("quote") or "")}{place}</div>'


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
            cells.append(f'<td style="{_CELL}"{over}>{escape(row.printed(field))}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f'<table style="border-collapse:collapse;font-family:宋体">{"".join(lines)}</table>'


def paste_text(document: Document) -> str:
    """The same with tabs between cells, for what takes no HTML."""
    lines = ["\t".join(FIELD_WORDS[field] for field in _COLUMNS)]
    for row in document.projects[0].indicators:
        lines.append("\t".join(" ".join(row.printed(field).split()) for field in _COLUMNS))
    return "\n".join(lines)
