"""A text in its smallest pieces: what stands between bars, tabs, blanks and line ends, with how it follows the piece before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_BAR = re.compile(r"[|｜]")
_RULE = re.compile(r"[\s|｜:+=\-─—]*-{3,}[\s|｜:+=\-─—]*")
_CONTINUED = re.compile(r"[\s|｜]*[(（]?(?:续上?[表页]|接上[表页])[)）]?[\s|｜]*")
BREAK = "\v"
"""A line end within a line: where :mod:`corpus.listing.stream` finds that the text glues several together."""
_PAGE_NUMBER = re.compile(
    r"\f?\s*(?:[-—–－]\s*\d{1,4}\s*[-—–－]|[^|｜\t\n]{0,30}第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,3}\s+/\s+\d{1,3})\s*"
)
_DRAWN = str.maketrans({"│": "|", "┃": "|", "║": "|"})


class Fragment(NamedTuple):
    """A run of printed characters without white space; empty where a cell is printed without content."""

    text: str
    line: int
    """From 1, as an editor counts."""
    page: int
    newline: bool
    """Whether it is the first on its line."""
    parted: bool
    """Whether a bar or a tab parts it from the fragment before, so that both cannot be one cell."""
    gap: bool
    """Whether an empty line stands between it and the fragment before."""


def fragments(text: str) -> list[Fragment]:
    """The fragments of ``text`` in printed order."""
    found: list[Fragment] = []
    blanks: list[list[int]] = [[]]
    """The fragments of empty cells, by the line with text before them."""
    page, gap, closed = 1, False, True
    for number, raw in _lines(text.translate(_DRAWN)):
        page += raw.count("\f")
        line = raw.replace("\f", "")
        if not line.strip() and "\t" not in line:
            if line and gap:
                blanks[-1].append(len(found))
                found.append(Fragment("", number, page, newline=True, parted=closed, gap=True))
            gap = True
            continue
        if "|" in line and _RULE.fullmatch(line):
            continue
        for k, (word, parted) in enumerate(_words(line)):
            first = k == 0
            found.append(Fragment(word, number, page, first, closed if first else parted, gap and first))
        closed = line.rstrip().endswith(("|", "｜"))
        gap = False
        blanks.append([])
    spacing = sorted(map(len, blanks))[len(blanks) // 3]
    if spacing:  # so many empty lines stand between any two cells
        dropped = {k for run in blanks for k in run[:spacing]}
        found = [frag for k, frag in enumerate(found) if k not in dropped]
    return found


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of ``text`` with their numbers; one that holds :data:`BREAK` is several lines with one number.

    Page numbers are left out: in their usual dress, or bare before a form feed.
    """
    lines = re.split(r"\r\n|\r|\n", text)
    bare = _bare_page_numbers(lines)
    for number, (line, after) in enumerate(zip(lines, [*lines[1:], ""], strict=True), 1):
        if (
            number in bare
            or _PAGE_NUMBER.fullmatch(line)
            or _CONTINUED.fullmatch(line)
            or (after.startswith("\f") and line.strip().isdecimal())
        ):
            continue
        for part in line.split(BREAK):
            yield number, part


_HEADER_LINE = re.compile(r"\s*(?:绩效指标[ \t　]+)?一级指标[ \t　]+二级指标[ \t　]+\S")


def _bare_page_numbers(lines: Sequence[str]) -> frozenset[int]:
    """The lines that hold a page's number alone: right above a header that is printed again, and at the end one more than there."""
    printed = [(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()]
    headers = [k for k, (_, text) in enumerate(printed) if _HEADER_LINE.match(text)]
    found = [printed[k - 1] for k in headers[1:] if _BARE_NUMBER.fullmatch(printed[k - 1][1])]
    if found and _BARE_NUMBER.fullmatch(printed[-1][1]) and int(printed[-1][1]) == int(found[-1][1]) + 1:
        found.append(printed[-1])
    return frozenset(number for number, _ in found)


_BARE_NUMBER = re.compile(r"\d{1,4}")


def _words(line: str) -> Iterator[tuple[str, bool]]:
    """The words of ``line``, each with whether a bar or tab stands before it; a cell without content gives an empty one."""
    barred = bool(_BAR.search(line))
    cells = _BAR.split(line) if barred else line.split("\t")
    if barred and not cells[-1].strip() and len(cells) > 1:
        cells.pop()
    for cell in cells:
        words = cell.split()
        yield (words[0] if words else "", True)
        yield from ((word, False) for word in words[1:])
