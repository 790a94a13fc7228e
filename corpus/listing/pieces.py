"""Fragments → pieces of cells, as the table's shape puts them together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from corpus.chars import fold
from corpus.grid import unwrap
from corpus.listing.fragments import Fragment
from corpus.listing.header import Shape
from corpus.listing.labels import label

_TITLE = re.compile(r"绩效\S*表(?:\(\S*\))?$|^\(\S*年度\)$")
"""What stands above a table goes on in no cell of it."""
_MOSTLY = 0.6
_CLASSES = 2
"""So many class names stand on a line."""


_ONLY_ENDS = frozenset({"指标", "标"})
"""Ends of class names that are nothing by themselves, though the name may be one without them: 服务对象满意度 + 指标."""


class Piece(NamedTuple):
    """What is surely within one cell; ``text`` is empty for a cell printed without content."""

    text: str
    line: int
    page: int
    newline: bool
    parted: bool
    """Whether it cannot belong to the cell of the piece before."""


def pieces(frags: Sequence[Fragment], shape: Shape) -> list[Piece]:
    """The pieces of a table's part. Bars close cells; else blanks or lines do; of what is glued each line is one."""
    if shape is Shape.GLUED:
        return _lines(frags)
    if shape is Shape.BLANKS:
        frags = _with_ends(frags)
    by_bars = shape in {Shape.BARS, Shape.BAR_STREAM}
    lines = [frag for frag in frags if frag.newline and frag.text]
    closed = by_bars and sum(frag.parted for frag in lines) >= _MOSTLY * len(lines)
    full = _full_lines(frags) if shape is Shape.BARS else frozenset()
    gaps = shape is Shape.LINES and sum(frag.gap for frag in lines) >= _MOSTLY * len(lines)
    groups: list[list[Fragment]] = []
    for frag in frags:
        new = frag.newline and frag.line - 1 in full
        if groups and not new and _same_cell(groups[-1][-1], frag, shape, closed=closed, gaps=gaps):
            groups[-1].append(frag)
        elif frag.text or by_bars or gaps:
            groups.append([frag])
    return [
        _piece(group, by_bars and (closed or not group[0].newline or group[0].line - 1 in full)) for group in groups
    ]


def _with_ends(frags: Sequence[Fragment]) -> list[Fragment]:
    """``frags`` with the ends of class names that stand alone on the next line put where they belong: 服务对象 + 满意度."""
    found: list[Fragment] = []
    above = 0
    for _, group in groupby(frags, key=lambda frag: frag.line):
        line = list(group)
        begun = [_begun(found[above:], frag) for frag in line] if len(line) <= _CLASSES else [None]
        at = [k for k in begun if k is not None]
        if len(at) < len(line) or len(set(at)) < len(line):
            above = len(found)
            found += line
            continue
        for k, frag in zip(at, line, strict=True):
            found[above + k] = found[above + k]._replace(text=found[above + k].text + frag.text)
    return found


def _begun(above: Sequence[Fragment], end: Fragment) -> int | None:
    """The fragment ``above`` that with ``end`` names a class and alone does not."""
    for k, frag in enumerate(above):
        whole = label(frag.text + end.text)
        known = label(frag.text)
        if whole is not None and whole.sure and (end.text in _ONLY_ENDS or not (known and known.sure)):
            return k
    return None


def _full_lines(frags: Sequence[Fragment]) -> frozenset[int]:
    """The lines that have as many cells as most lines have: nothing of theirs goes on in the next line."""
    cells = Counter(frag.line for frag in frags if frag.parted or frag.newline)
    cells.update(before.line for before, after in pairwise(frags) if after.newline and after.parted)
    usual, count = Counter(cells.values()).most_common(1)[0] if cells else (0, 0)
    return frozenset(line for line, n in cells.items() if n >= usual) if count >= _MOSTLY * len(cells) else frozenset()


def _same_cell(before: Fragment, frag: Fragment, shape: Shape, *, closed: bool, gaps: bool) -> bool:
    if shape is Shape.BLANKS or not frag.text:
        return False
    if not frag.newline:
        return not frag.parted
    if closed:
        return not frag.parted and not _TITLE.search(fold(before.text))
    return gaps and not frag.gap and bool(before.text)


def _piece(group: Sequence[Fragment], parted: bool) -> Piece:
    text = ""
    for frag in group:
        text += ("\n" if frag.newline else " ") + frag.text
    first = group[0]
    return Piece(unwrap(text.strip()), first.line, first.page, first.newline, parted)


def _lines(frags: Sequence[Fragment]) -> list[Piece]:
    lines: list[list[Fragment]] = []
    for frag in frags:
        if frag.newline or not lines:
            lines.append([])
        lines[-1].append(frag)
    found = [(" ".join(frag.text for frag in line), line[0]) for line in lines]
    return [Piece(text, first.line, first.page, newline=True, parted=False) for text, first in found]
