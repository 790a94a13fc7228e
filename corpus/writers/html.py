"""The official form as one web page: no other file, no script, prints on A4."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from corpus.grid import Grid
from corpus.records import Document
from corpus.writers.form import HEADINGS, FormTable, lay_out

_STYLE = """
@page { size: A4; margin: 25mm 20mm; }
body { font: 12pt 仿宋, FangSong, serif; max-width: 210mm; margin: auto; color: #000; background: #fff; }
h1, h2, h3 { font-family: 宋体, SimSun, serif; text-align: center; }
h1 { font-size: 18pt; } h2 { font-size: 14pt; } h3 { font-size: 16pt; break-after: avoid; }
p { margin: 0; text-indent: 2em; } p.unit { text-align: right; text-indent: 0; font-size: 10.5pt; break-after: avoid; }
section + section { break-before: page; }
table { border-collapse: collapse; width: 100%; margin-bottom: 1pt; table-layout: fixed; font-size: 9pt; }
th, td { border: 1px solid #000; padding: 2pt 3pt; overflow-wrap: anywhere; } tr { break-inside: avoid; }
"""
_KEEP = 'style="white-space:pre-wrap"'
"""Inline, so that the text reads back with its own breaks wherever the page is put."""


def write(document: Document) -> bytes:
    """``document`` as the UTF-8 bytes of a web page; text is escaped and never markup.

    Raises WriteError where the form has no room for the contents.
    """
    form = lay_out(document)
    lines = [
        "<!DOCTYPE html>",
        '<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f"<title>{escape(form.cover)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{escape(form.cover)}</h1>",
    ]
    for line in form.front:
        tag = "h2" if line in HEADINGS else "p"
        lines.append(f"<{tag} {_KEEP}>{escape(line)}</{tag}>")
    if form.front and form.tables:
        lines.append(f"<h2>{HEADINGS[-1]}</h2>")
    for table in form.tables:
        lines += _table(table)
    return ("\n".join([*lines, "</body></html>"]) + "\n").encode()


def _table(table: FormTable) -> Iterator[str]:
    yield f"<section><h3 {_KEEP}>{escape(table.title)}</h3>"
    yield f'<p class="unit" {_KEEP}>{escape(table.unit)}</p>'
    yield "<table>"
    yield from _rows(table.head, range(table.head.height))
    yield "</table>\n<table><thead>"
    yield from _rows(table.indicators, range(1))
    yield "</thead><tbody>"
    yield from _rows(table.indicators, range(1, table.indicators.height))
    yield "</tbody></table></section>"


def _rows(grid: Grid, rows: range) -> Iterator[str]:
    for row in rows:
        cells = []
        for cell in grid.row(row):
            if cell.row == row:
                tag = "th" if rows == range(1) else "td"
                rowspan = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
                colspan = f' colspan="{cell.cols}"' if cell.cols > 1 else ""
                cells.append(f"<{tag}{rowspan}{colspan} {_KEEP}>{escape(cell.text)}</{tag}>")
        yield "<tr>" + "".join(cells) + "</tr>"
