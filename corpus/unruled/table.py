"""A page of words → what it shows: heads and indicator tables as pieces with cells, and the lines around them.

Where the white between the words makes no columns, nothing is taken for a table.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from corpus import taxonomy
from corpus.listing.tables import ends_table
from corpus.readers.pdf_page import Piece
from corpus.unruled import columns, head, header, labels, rows
from corpus.unruled.straighten import straightened
from corpus.unruled.words import Word, beside, stacked, typical

_LEVELS = ("level1", "level2")
_HEAD = 20
"""Lines of a page that may be nothing but the rest of a head."""
_SECTION = frozenset("年度绩效指标目表本项")
"""Characters of the label beside all indicators, which says nothing."""


@dataclass(frozen=True)
class Columns:
    """The columns of a table, and what its header says."""

    fields: Mapping[str, int]
    names: Sequence[Word]
    borders: Sequence[float]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """One page, line by line, and the heights at which rules are drawn."""

    number: int
    lines: Sequence[Sequence[Word]]
    rules: Sequence[float] = ()
    spaced: bool = False
    """Whether the places are those of a text's characters, which tell no more than their order and rough place."""


class Reader:
    """Reads page after page: a table may go on over the end of one, and a head may stand on the page before its header."""

    def __init__(self) -> None:
        self._open: Columns | None = None
        self._head: Page | None = None

    @property
    def waits(self) -> bool:
        """Whether the next page may carry on what the last one began."""
        return self._open is not None or self._head is not None

    def page(self, page: Page) -> list[Piece]:
        """What ``page`` shows, behind the lines of the page before that were kept back."""
        found: list[Piece] = []
        if self._head is not None and header.find(page.lines) is None and len(page.lines) > _HEAD:
            found += self.rest()
        page = _behind(self._head, page)
        self._head = None
        going_on, self._open = self._open, None
        at = 0
        if going_on is not None and (at := _stop(page.lines, 0, None if page.spaced else going_on)):
            found += _body(page, range(at), going_on, None, goes_on=True)
            self._open = going_on if at == len(page.lines) else None
        while (names := header.find(page.lines, at)) is not None:
            made = _columns(page, names)
            if made is None:
                found += _lines(page, range(at, names.stop))
                at = names.stop
                continue
            start = head.start(page.lines, at, names.first)
            found += _lines(page, range(at, start))
            if start < names.first:
                whole = range(start, names.first)
                found.append(_piece(page, whole, head.boxes(page.lines[start : names.first]), flowed=True))
            goes_on = going_on is not None and not found and going_on.texts == made.texts
            at = _stop(page.lines, names.stop, None if page.spaced else made)
            found += _body(page, range(names.first, at), made, names, goes_on=goes_on)
            self._open = made if at == len(page.lines) else None
        start = head.start(page.lines, at, len(page.lines))
        found += _lines(page, range(at, start))
        if start < len(page.lines):
            self._head = Page(page.number, page.lines[start:])
        return found

    def rest(self) -> list[Piece]:
        """The lines that were kept back for a page that did not come, or does not begin with a header."""
        page, self._head = self._head, None
        return list(_lines(page, range(len(page.lines)))) if page is not None else []


def _behind(kept: Page | None, page: Page) -> Page:
    """``page`` with the lines of ``kept`` above its own."""
    if kept is None or not page.lines:
        return page
    up = kept.lines[-1][0].bottom - page.lines[0][0].top + (kept.lines[-1][0].bottom - kept.lines[-1][0].top) / 2
    above = [[word._replace(top=word.top - up, bottom=word.bottom - up) for word in line] for line in kept.lines]
    return replace(page, lines=[*above, *page.lines])


def _columns(page: Page, names: header.Header) -> Columns | None:
    """The columns below ``names``; None where the words below make none."""
    if page.spaced:
        return Columns(names.fields(), names.names, (), names.texts())
    stop = _stop(page.lines, names.stop, None)
    body = page.lines[names.stop : stop]
    while True:
        found = columns.borders(names.names, body)
        if found is not None:
            return Columns(names.fields(), names.names, found, names.texts())
        longest = max(range(len(body)), key=lambda k: max(w.right - w.left for w in body[k]), default=0)
        if longest == 0:
            return None
        body = body[:longest]  # a paragraph below the table is none of its rows


def _stop(lines: Sequence[Sequence[Word]], start: int, made: Columns | None) -> int:
    """The line below the last row of a table whose rows begin on line ``start``."""
    for at in range(start, len(lines)):
        line = lines[at]
        if ends_table(line[0].text) or ends_table("".join(word.text for word in line)) or head.begins(line):
            return at
        if header.find(lines, at, min(at + 3, len(lines))) is not None:
            return at
        if made is not None and any(columns.crosses(word, made.borders, word.em) for word in line):
            return at
    return len(lines)


def _lines(page: Page, numbers: range) -> Iterator[Piece]:
    for at in numbers:
        line = beside(page.lines[at])
        text = " ".join(segment.text for segment in head.segments(page.lines[at]))
        yield Piece(page.number, line.top, line.bottom, line.left, line.right, text, line.bottom - line.top)


def _piece(page: Page, numbers: range, cells: Sequence[head.Box], *, flowed: bool = False) -> Piece:
    across = max((cell[2] for cell in cells), default=0.0)
    top, bottom = page.lines[numbers[0]][0].top, page.lines[numbers[-1]][0].bottom
    scaled = [(100 * a, 100 * b, 100 * c, 100 * d, text) for a, b, c, d, text in cells]
    return Piece(page.number, top, bottom, 0.0, 100.0 * across, cells=scaled, flowed=flowed, by_place=True)


def _body(page: Page, numbers: range, made: Columns, names: header.Header | None, *, goes_on: bool) -> Iterator[Piece]:
    """The table on the lines ``numbers``, with its header where that stands on this page."""
    cells: list[head.Box] = []
    if names is not None:
        cells += [(col, 0, col + 1, 1, name.text) for col, name in enumerate(names.names)]
    lines = [page.lines[at] for at in (numbers if names is None else range(names.stop, numbers.stop))]
    if page.spaced:
        inside = [words for line in lines if (words := _inside(line, made))]
        placed = straightened(inside, made.names, made.fields, below=names is not None)
    else:
        placed = [_placed(line, made) for line in lines]
    inner = [made.fields[name] for name in _LEVELS if name in made.fields]
    body = [{col: word for col, word in line.items() if col not in inner} for line in placed]
    kept = [at for at, line in enumerate(body) if line]
    divided = _divided(page, [body[at] for at in kept], made)
    down = 0 if names is None else 1
    extents = [stacked([word for at in row for word in body[kept[at]].values()]) for row in divided]
    for row, taken in enumerate(divided, down):
        for col in range(len(made.names)):
            words = [body[kept[at]][col] for at in taken if col in body[kept[at]]]
            if col not in inner:
                cells.append((col, row, col + 1, row + 1, "\n".join(word.text for word in words)))
    if extents:
        cells += _levels(placed, extents, made, down, goes_on=goes_on)
    if cells:
        yield _piece(page, numbers, cells)


def _placed(line: Sequence[Word], made: Columns) -> dict[int, Word]:
    """The words of a line by their columns; what stands at the left of all columns and labels the whole is left out."""
    found: dict[int, list[Word]] = {}
    for word in _inside(line, made):
        found.setdefault(columns.column_of(word, made.borders), []).append(word)
    return {col: beside(words) for col, words in found.items()}


def _inside(line: Sequence[Word], made: Columns) -> list[Word]:
    return [word for word in line if not (word.right <= made.names[0].left and set(word.text) <= _SECTION)]


def _divided(page: Page, body: Sequence[Mapping[int, Word]], made: Columns) -> list[range]:
    if not body:
        return []
    used = sorted({col for line in body for col in line})
    rooms = {}
    for col in used:
        words = [line[col] for line in body if col in line]
        left, widest = min(word.left for word in words), max(word.right - word.left for word in words)
        following = [word.left for line in body for c, word in line.items() if c == col + 1]
        step = min(following) - left - 1.5 * words[0].em if following else widest
        rooms[col] = max(widest, step)
    names = [stacked(list(line.values())) for line in body]
    cuts = {
        at for at in range(1, len(body)) if any(names[at - 1].middle < rule < names[at].middle for rule in page.rules)
    }
    name = made.fields.get("level3", made.fields.get("level2", 0))
    return rows.divide(rows.Sheet(body, name, made.fields["value"], rooms, frozenset(cuts)))


def _names_class(level: str, text: str) -> bool:
    return (taxonomy.level1(text) if level == "level1" else taxonomy.level2(text)) is not None


def _is_foreign(inner: Sequence[str], outer: str, group: int) -> bool:
    """Whether the level-2 class of a group (``inner``; empty where rows are grouped) belongs to another level 1 than ``outer``."""
    known, klass = taxonomy.level1(outer), taxonomy.level2(inner[group]) if inner else None
    if known is None or klass is None or (klass in taxonomy.COSTS and known is taxonomy.Level1.COST):
        return False
    return taxonomy.LEVEL1_OF[klass] is not known


def _levels(
    placed: Sequence[Mapping[int, Word]], extents: Sequence[Word], made: Columns, down: int, *, goes_on: bool
) -> list[head.Box]:
    """The cells of the classes: each covers the rows that it speaks for, an outer one whole inner ones."""
    found: list[head.Box] = []
    pitch = typical([word.bottom - word.top for word in (w for line in placed for w in line.values())], 1.0) * 1.2
    units = list(range(len(extents) + 1))
    inner: list[str] = []
    for name in reversed(_LEVELS):
        if name not in made.fields:
            continue
        col = made.fields[name]
        is_class = partial(_names_class, name)
        words = [line[col] for line in placed if col in line]
        known = labels.stack(words, is_class, pitch)
        groups = [stacked(extents[a:b]) for a, b in itertools.pairwise(units)]
        of_group = labels.spans(known, groups, pitch, goes_on=goes_on, foreign=partial(_is_foreign, inner))
        borders, inner = [0], []
        for number, part in labels.runs(of_group):
            text = known[number].text if number is not None else ""
            found.append((col, units[part.start] + down, col + 1, units[part.stop] + down, text))
            borders.append(units[part.stop])
            inner.append(text)
        units = borders
    return found
