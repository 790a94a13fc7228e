"""检索: an answer as a card, and tables beside each other. HTML only, no Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple
from urllib.parse import urlencode

from corpus.hits import Hit
from corpus.records import Document, Indicator, Project
from corpus.taxonomy import Level2, level2
from review.formats.words import FIELD_WORDS
from ui.links import table_of
from ui.parts import rule_title
from ui.spread import dots, spread_html

_ROWS = 6
"""Indicators of a table that its card shows."""
_LONGEST = 160


class Table(NamedTuple):
    """One table of the corpus, chosen to be compared."""

    document: Document
    project: Project


def card_html(hit: Hit, project: Project | None = None) -> str:
    """What it is, its value, what others set, where it stands and what speaks against it; ``project``: a table's rows."""
    if hit.indicator is not None:
        title, body = hit.indicator.level3 or "（未填三级指标）", hit.indicator.description or ""
        basis = hit.indicator.printed("basis")
        value = f'<span class="jx-value">{escape(hit.indicator.value.text)}</span>'
        more = f'<div class="jx-meta">依据：{escape(basis)}</div>' if basis else ""
        more += spread_html(*dots([hit]))
    else:
        title, body, value = hit.project or "（未填项目名称）", hit.purpose or "", ""
        more = _rows_html(project.indicators) if project else ""
    body = body if len(body) <= _LONGEST else f"{body[:_LONGEST]}…"
    label = f'<span class="jx-tag">{escape(hit.level2 or (hit.indicator and hit.indicator.level2) or "整表")}</span>'
    weak = "；".join(f"{code} {rule_title(code)}" for code in hit.weak)
    doubt = f'<div class="jx-doubt">有问题，不宜照抄：{escape(weak)}</div>' if weak else ""
    return (
        f'<div class="jx-card{" jx-warning" if weak else ""}"><div class="jx-card-head">{label}<span class="jx-name">'
        f"{escape(title)}</span>{value}</div><p>{escape(body)}</p>{doubt}{more}{_place(hit)}"
        f'<div class="jx-meta">为何找到：{escape("；".join(hit.why))}</div></div>'
    )


def _place(hit: Hit) -> str:
    """Department, year, project and budget in words; document and row as a link to the table as printed."""
    words = (
        hit.department or "",
        f"{hit.year} 年" if hit.year else "",
        hit.project or "" if hit.indicator else "",
        f"预算 {hit.budget:f} 万元" if hit.budget is not None else "",
    )
    row = hit.id.split("-")[2:]
    query = {"doc": hit.document_id, "project": table_of(hit.id)} | ({"row": row[0]} if row else {})
    spot = (hit.document, f"第 {hit.where.page} 页" if hit.where.page else "", f"第 {row[0]} 行" if row else "")
    link = f'<a class="jx-link" href="review?{escape(urlencode(query))}" target="_blank">{escape(" ".join(filter(None, spot)))}</a>'
    return f'<div class="jx-meta">{escape(" · ".join(filter(None, words)))} · {link}</div>'


def _rows_html(rows: Sequence[Indicator]) -> str:
    lines = "".join(
        f"<tr><td>{escape(row.level2 or '')}</td><td>{escape(row.level3)}</td><td>{escape(row.value.text)}</td></tr>"
        for row in rows[:_ROWS]
    )
    more = f'<div class="jx-meta">共 {len(rows)} 条指标</div>' if len(rows) > _ROWS else ""
    return f'<div class="jx-sheet jx-brief"><table>{lines}</table></div>{more}'


def compared_html(tables: Sequence[Table]) -> str:
    """Two or three tables beside each other, class by class; equal classes stand on one line."""
    head = "".join(
        f"<th>{escape(project.name or '（未填项目名称）')}<div class='jx-meta'>"
        f"{escape(' · '.join(filter(None, _about(document, project))))}</div></th>"
        for document, project in tables
    )
    lines = [_line("资金用途", [escape(project.purpose or "") for _, project in tables])]
    lines.append(_line("绩效目标", ["<br>".join(map(escape, project.goals)) for _, project in tables]))
    for level in (*Level2, None):
        cells = [
            "".join(_indicator(row) for row in project.indicators if level2(row.level2) is level)
            for _, project in tables
        ]
        if any(cells):
            lines.append(_line(level.value if level else "其他", cells))
    return f'<div class="jx-sheet jx-compared"><table><tr><th>{FIELD_WORDS["level2"]}</th>{head}</tr>{"".join(lines)}</table></div>'


def _about(document: Document, project: Project) -> tuple[str, ...]:
    return (
        (document.department.name if document.department else None) or "",
        f"{document.year} 年" if document.year else "",
        f"预算 {project.budget.total:f} 万元" if project.budget.total is not None else "",
        f"{len(project.indicators)} 条指标",
    )


def _line(label: str, cells: Sequence[str]) -> str:
    columns = "".join(f"<td>{cell or '—'}</td>" for cell in cells)
    return f'<tr><td class="jx-c-level2">{escape(label)}</td>{columns}</tr>'


def _indicator(row: Indicator) -> str:
    return f'<div>{escape(row.level3)} <span class="jx-value">{escape(row.value.text)}</span></div>'
