"""Markdown and other text with pipe tables: ``| 一级指标 | … |`` rows are grids, the rest is text → Document."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus import layouts
from corpus.chars import fold
from corpus.extract import extract
from corpus.grid import Block, Grid, Line, from_rows
from corpus.listing.glued_cells import is_amount
from corpus.listing.labels import label
from corpus.plausible import sift
from corpus.readers import html
from corpus.readers.text import plain
from corpus.records import Document, Where

_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_MARKS = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s?)|(?<!\\)\*\*|(?<!\\)__|\s#+$")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_PIPE = re.compile(r"(?<!\\)[|｜]")


def read(name: str, data: bytes) -> Document:
    """The document in the bytes of a text with pipe tables. Raises ReadError where ``data`` is no text."""
    text = plain(name, data)
    blocks = list(_mixed(name, text))
    inherit = True if holds_html(text) else None  # its pipe tables cannot merge cells
    document = extract(blocks, name, hashlib.sha256(data).hexdigest(), inherit=inherit)
    projects, prose = sift(document.projects)
    return document.model_copy(update={"projects": tuple(projects), "notices": (*document.notices, *prose)})


def holds_html(text: str) -> bool:
    """Whether ``text`` prints an indicator table as the source of a page."""
    return any("指标" in text[part] for part in _html(text))


def _html(text: str) -> Iterator[slice]:
    """Tables that stand in ``text`` as source. Pipes cannot merge cells: converters write such a table so, among others."""
    lower = text.lower() if "<" in text else ""
    start = lower.find("<table")
    while start >= 0 and (end := lower.find("</table", start)) >= 0:
        stop = lower.find(">", end) + 1 or len(text)
        yield slice(start, stop)
        start = lower.find("<table", stop)


def _mixed(name: str, text: str) -> Iterator[Block]:
    tables = 0
    for block in _parts(name, text):
        tables += isinstance(block, Grid)
        yield _as_table(block, tables) if isinstance(block, Grid) else block


def _parts(name: str, text: str) -> Iterator[Block]:
    at = 0
    for part in _html(text):
        yield from _blocks(text[at : part.start].splitlines(), text.count("\n", 0, at))
        yield from html.tables(name, text[part])
        at = part.stop
    yield from _blocks(text[at:].splitlines(), text.count("\n", 0, at))


def _as_table(grid: Grid, number: int) -> Grid:
    """``grid`` as the table of that number in its file: each part of a mixed text counts its own from 1."""
    if grid.where.table == number:
        return grid
    places = {cell.where: cell.where.model_copy(update={"table": number}) for cell in grid.cells}
    cells = tuple(cell._replace(where=places[cell.where]) for cell in grid.cells)
    return Grid(cells, grid.where.model_copy(update={"table": number}))


def has_pipe_table(text: str) -> bool:
    """Whether ``text`` prints an indicator table with pipes between its cells, a whole row on every line.

    Such rows begin with a bar, or a rule ``|---|`` stands below the first, or all have as many cells as the header. Tables copied out of a page with the places of
    merged cells lost, or with a cell a line, are left to :mod:`corpus.listing`.
    """
    tables = [list(lines) for is_row, lines in groupby(text.splitlines(), _is_row) if is_row]
    rows = [line for table in tables for line in table]
    if len(rows) < 2 or not any("指标" in row for row in rows):
        return False
    ruled = any(_RULE.fullmatch(row.strip()) for row in rows)
    headed = all(row.lstrip()[0] in "|｜" for row in rows) and _header(_all_cells(rows)) < len(rows)
    return (ruled or headed or all(map(_is_regular, tables))) and not any(map(_has_lost_places, tables))


def _is_regular(rows: Sequence[str]) -> bool:
    """Whether rows below a header have as many cells as it."""
    cells = _all_cells(rows)
    header = _header(cells)
    return header + 1 < len(cells) and len({len(row) for row in cells[header:]}) == 1


def _has_lost_places(rows: Sequence[str]) -> bool:
    """Whether most rows that say so have moved to the left, into the places of merged cells.

    They have more empty cells at their end than others, fewer cells than the header, or a class where it has none.
    """
    cells = _table(rows)
    header = _header(cells)
    if any(not row[0] and sum(map(bool, row)) > 1 for row in cells[header + 1 :]):
        return False  # what a merged cell covers is printed empty: nothing has moved
    names = layouts.columns(dict(enumerate(cells[header]))) if header < len(cells) else None
    classes_first = names is None or 0 in {names.get("level1"), names.get("level2")} or not _CLASSES & names.keys()
    if names is not None and _are_short_of_values(cells[header + 1 :], names["value"]):
        return True
    least = min((_empty_at_end(row) for row in cells[header:]), default=0)
    moved: list[bool] = []
    for row in cells[header + 1 :]:
        known = label(row[0]) if row[0] else None
        gone = _empty_at_end(row) > least or len(row) < len(cells[header])
        # 成本指标 is a class of either level: of level 2 where its row has moved
        if row[0] and (known is None or not known.outer or (known.inner and gone) or not classes_first):
            moved.append(gone or (known is not None and not classes_first))
    return sum(moved) > len(moved) / 2


def _are_short_of_values(rows: Sequence[Sequence[str]], column: int) -> bool:
    """Whether rows hold their value left of its column, which is empty: what stood before it is gone."""
    short = [row for row in rows if any(row) and not any(row[column:])]
    moved = [row for row in short if is_amount([text for text in row if text][-1])]
    return len(moved) >= _LEAST_MOVED and 2 * len(moved) > len(short)


_LEAST_MOVED = 2
_CLASSES = frozenset({"level1", "level2"})


def _header(cells: Sequence[Sequence[str]]) -> int:
    """The first row that names columns; the number of rows where none does."""
    return next((k for k, row in enumerate(cells) if layouts.columns(dict(enumerate(row))) is not None), len(cells))


def _empty_at_end(row: Sequence[str]) -> int:
    return len(row) - max((k for k, text in enumerate(row, 1) if text), default=0)


def _table(lines: Sequence[str], *, covered_left_out: bool = False) -> list[list[str]]:
    """The cells of one table's lines, with what converters make of empty and of covered cells put right.

    ``covered_left_out``: another table of the text shows that cells which a merged one covers are not printed.
    """
    rows = _all_cells([line for line in lines if not _RULE.fullmatch(line.strip())])
    if rows and any(map(_UNNAMED.fullmatch, rows[0])):
        rows = [["" if text == "NaN" or _UNNAMED.fullmatch(text) else text for text in row] for row in rows]
    if len(rows) < len(lines) and (covered_left_out or _leaves_out_covered(rows)):
        width = max(map(len, rows), default=0)
        rows = [[""] * (width - len(row)) + row for row in rows]  # a row that is short begins as far to the right
    return rows


_UNNAMED = re.compile(r"Unnamed: \d+")
"""A column without a name, as pandas calls it; its empty cells are then ``NaN``."""


def _leaves_out_covered(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a converter left out the cells that a merged one covers: where classes of level 2 head rows, these are short."""
    headed = {len(row) for row in rows if row and (known := label(row[0])) is not None and not known.outer}
    return bool(headed) and max(map(len, rows)) not in headed


def _blocks(lines: Sequence[str], above: int = 0) -> Iterator[Block]:
    """What ``lines`` print, ``above`` of which other lines stand."""
    tables_of_text = (list(group) for is_row, group in groupby(lines, _is_row) if is_row)
    left_out = any(_leaves_out_covered(_all_cells(table)) for table in tables_of_text)
    rows: list[str] = []
    first = tables = 0
    for number, line in enumerate((*lines, ""), above + 1):
        if _is_row(line):
            first = first if rows else number
            rows.append(line)
            continue
        if cells := _table(rows, covered_left_out=left_out):
            tables += 1
            width = max(map(len, cells))
            yield from_rows([row + [""] * (width - len(row)) for row in cells], Where(table=tables, line=first))
        rows = []
        text = _MARKS.sub("", line).strip()
        if text and not _RULE.fullmatch(text):
            yield Line(text, Where(line=number))


def _is_row(line: str) -> bool:
    return len(_PIPE.findall(line)) >= 2 and bool(fold(line))


def _all_cells(lines: Sequence[str]) -> list[list[str]]:
    """The cells of the rows of one table. Where most rows begin with a word, a bar in front closes an empty cell."""
    bordered = 2 * sum(line.lstrip()[:1] in "|｜" for line in lines) >= len(lines)
    return [_cells(line, bordered=bordered) for line in lines]


def _cells(line: str, *, bordered: bool) -> list[str]:
    """The cells of one row; ``<br>`` is a line break in a cell, ``\\|`` a pipe, marks of emphasis are no text."""
    inner = line.strip()
    inner = inner[1:] if bordered and inner[:1] in "|｜" else inner
    inner = inner[:-1] if inner[-1:] in "|｜" and not inner.endswith("\\|") else inner
    parts = _PIPE.split(inner)
    return [_BREAK.sub("\n", _MARKS.sub("", part)).replace("\\|", "|").replace("&nbsp;", " ").strip() for part in parts]
