"""Lines of a text with their pages."""

from __future__ import annotations

import re
from typing import NamedTuple

_PAGE_NUMBER = re.compile(r"^[-—–\s]*\d{1,4}[-—–\s]*$|^第\s*\d+\s*页(?:\s*共\s*\d+\s*页)?$")
_PAGE_MARK_SHARE = 0.05
"""A leading blank marks a new page only where it is rare; in an indented text it means nothing."""


class Line(NamedTuple):
    """One line that is not blank."""

    number: int
    """From 1, as an editor counts."""
    text: str
    """Without the white space at both ends."""
    page: int
    starts_page: bool
    indented_by_tab: bool


def split_lines(text: str) -> list[Line]:
    """The lines of ``text`` that say something, each with its page (from 1).

    A page starts at a form feed; where a PDF's text layer was saved without them, at a line with one leading blank.
    """
    raw = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    filled = [line for line in raw if line.strip()]
    marked = sum(map(_is_marked, filled))
    blank_marks = "\f" not in text and marked <= max(3, _PAGE_MARK_SHARE * len(filled))
    lines: list[Line] = []
    page = 1
    pending = False
    for number, line in enumerate(raw, 1):
        pending = pending or "\f" in line
        words = line.strip()
        if not words:
            continue
        starts = bool(lines) and (pending or (blank_marks and _is_marked(line)))
        page += starts
        lines.append(Line(number, words, page, starts, line.startswith("\t")))
        pending = False
    return lines


def _is_marked(line: str) -> bool:
    """Whether one blank stands before the words of ``line``."""
    return line[0] == " " and not line[1].isspace()


def is_page_number(line: Line, before: Line | None, after: Line | None, border: re.Pattern[str]) -> bool:
    """Whether ``line`` is nothing but a page number: digits alone at a page's end, or before what can only begin a page.

    ``border`` matches lines that begin a page in such documents (a repeated header row, a table's title).
    """
    if not _PAGE_NUMBER.match(line.text):
        return False
    if after is None or after.starts_page or line.starts_page:
        return True
    return bool(border.match(after.text)) or (before is not None and bool(border.match(before.text)))
