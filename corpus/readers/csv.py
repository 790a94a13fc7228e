"""Comma- and tab-separated tables (.csv, .tsv): one grid, every line a row → Document."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from io import StringIO

from corpus.extract import extract
from corpus.grid import MAX_FIELDS, GridTooLargeError, from_rows
from corpus.readers.text import decode
from corpus.records import Document, Where
from errors import ReadError

_DELIMITERS = ",\t;|，"
_SAMPLE = 200
"""Lines that the delimiter is looked for in."""


def read(name: str, data: bytes) -> Document:
    """The document in the bytes of a CSV or TSV file; encoding and delimiter by content, quoted cells may hold breaks.

    Raises ReadError where ``data`` is no text or a quoted cell never ends.
    """
    text = decode(name, data)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter(text), skipinitialspace=True))
    except csv.Error as error:
        raise ReadError(name, "不是完整的 CSV（有单元格过长或引号不成对）；请用 Excel 另存为 .xlsx 再试。") from error
    width = max(map(len, rows), default=0)
    if width * len(rows) > MAX_FIELDS:
        raise GridTooLargeError
    grid = from_rows([[*map(str.strip, row), *[""] * (width - len(row))] for row in rows], Where(table=1))
    return extract([grid], name, hashlib.sha256(data).hexdigest())


def delimiter(text: str) -> str:
    """The mark between the cells of ``text``: the one that most often gives lines the same number of columns."""
    lines = [line for line in text.splitlines()[:_SAMPLE] if line.strip()]

    def likeness(mark: str) -> tuple[int, int]:
        counts = Counter(line.count(mark) for line in lines if mark in line)
        return (max(counts.values(), default=0), max(counts, default=0))

    return max(_DELIMITERS, key=likeness)
