"""Text whose columns are set apart with spaces (``pdftotext -layout`` and its like): read by where the words stand."""

from __future__ import annotations

import hashlib

from corpus.extract import extract
from corpus.grid import Line
from corpus.outside import Kind, classify
from corpus.readers.pdf_page import Piece
from corpus.readers.pieces import blocks
from corpus.records import Document, Notice, Project
from corpus.unruled import header
from corpus.unruled.spaced import is_spaced, pages
from corpus.unruled.table import Page, Reader
from corpus.unruled.words import beside

BY_PLACE = Notice(code="columns-by-place", text="各栏按空格对齐的位置切开，请对照原件。")
_SOUND = 0.7
"""Part of the rows that must have a class, a name and a value."""

_PAGE = 300
"""Lines of a page; a text with more between two form feeds is no print of pages."""
_LEAST = 2
"""Whole rows of a table; a template has none."""


def read(name: str, data: bytes, text: str) -> Document | None:
    """The document of ``text``; None where it does not keep columns apart, or not so that its rows come out whole."""
    if not is_spaced(text.splitlines()):
        return None
    paged = pages(text)
    if max(map(len, paged)) > _PAGE or not any(header.find(lines) for lines in paged):
        return None
    reader = Reader()
    found: list[Piece] = []
    for number, lines in enumerate(paged, 1):
        kept = [line for line in lines if classify(Line(beside(line).text)).kind is not Kind.BLANK]
        found += reader.page(Page(number, kept, spaced=True))
    found += reader.rest()
    document = extract(blocks(found), name, hashlib.sha256(data).hexdigest(), [BY_PLACE])
    return document if _is_sound(document.projects) else None


def _is_sound(projects: tuple[Project, ...]) -> bool:
    rows = [indicator for project in projects for indicator in project.indicators]
    whole = [row for row in rows if row.level2 and row.level3 and row.value.text]
    return len(whole) >= max(_LEAST, _SOUND * len(rows))
