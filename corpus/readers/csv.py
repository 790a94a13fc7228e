"""Comma- and tab-separated tables (.csv, .tsv): one grid, every line a row → Document."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from io import StringIO
from itertools import islice

from corpus import layouts
from corpus.extract import extract
from corpus.grid import MAX_FIELDS, GridTooLargeError, from_rows
from corpus.readers.text import plain
from corpus.records import Document, Where
from errors import ReadError

_DELIMITERS = ",\t;|，"
_SAMPLE = 200
"""Lines that the delimiter is looked for in."""
_LEAST_MARKS = 2
_ROWS, _LINES = 8, 40
"""Rows, on so many lines at most, that show whether commas part cells or sentences."""


def read(name: str, data: bytes) -> Document:
    """The document in the bytes of a CSV or TSV file; encoding and delimiter by content, quoted cells may hold breaks.

    Raises ReadError where ``data`` is no text or a quoted cell never ends.
    """
    text = plain(name, data)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter(text), skipinitialspace=True))
    except csv.Error as error:
        raise ReadError(name, "不是完整的 CSV（有单元格过长或引号不成对）；请用 Excel 另存为 .xlsx 再试。") from error
    width = max(map(len, rows), default=0)
    if width * len(rows) > MAX_FIELDS:
        raise GridTooLargeError
    grid = from_rows([[*map(str.strip, row), *[""] * (width - len(row))] for row in rows], Where(table=1))
    return extract([grid], name, hashlib.sha256(data).hexdigest())


def has_rows(text: str) -> bool:
    """Whether ``text`` prints an indicator table with commas between its cells: a header, and below it rows as long."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if "指标" not in line:
            continue
        mark = max(",，", key=line.count)
        if line.count(mark) < _LEAST_MARKS:
            continue
        if layouts.columns({col: name.strip('" ') for col, name in enumerate(line.split(mark))}) is None:
            continue
        try:
            rows = [
                row for row in islice(csv.reader(lines[number : number + _LINES], delimiter=mark), _ROWS) if any(row)
            ]
        except csv.Error:
            return False
        return len(rows) > 1 and sum(len(row) == len(rows[0]) for row in rows[1:]) > len(rows[1:]) / 2
    return False


def delimiter(text: str) -> str:
    """The mark between the cells of ``text``: the one that most often gives lines the same number of columns."""
    lines = [line for line in text.splitlines()[:_SAMPLE] if line.strip()]

    def likeness(mark: str) -> tuple[int, int]:
        counts = Counter(line.count(mark) for line in lines if mark in line)
        return (max(counts.values(), default=0), max(counts, default=0))

    return max(_DELIMITERS, key=likeness)
