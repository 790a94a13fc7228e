"""The header row of a flattened table: its words stand behind one another, broken over lines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from corpus.chars import fold, squeeze
from corpus.flow.lines import Line
from corpus.layouts import COLUMNS

HEADER_LINES = 6
"""A header row is broken over at most this many lines."""
_LONGEST = 300
"""Characters of all names of a header: what is longer is none, and would be taken apart name by name without end."""
_NAMES: dict[str, str] = {}
for _field, _names in COLUMNS.items():
    for _name in _names:
        _NAMES.setdefault(fold(_name), _field)
_BY_FIRST: dict[str, list[str]] = {}
"""The names by their first character, longest first."""
for _name in sorted(_NAMES, key=len, reverse=True):
    _BY_FIRST.setdefault(_name[0], []).append(_name)


def header_at(lines: Sequence[Line], k: int, end: int) -> tuple[int, tuple[str, ...]] | None:
    """Where the header row that begins at line ``k`` ends, and its columns as record fields; None where none begins."""
    if lines[k].text[0] != "一" or not squeeze(lines[k].text).startswith("一级指标"):
        return None
    best = None
    text = ""
    for stop in range(k, min(k + HEADER_LINES, end)):
        text += squeeze(lines[stop].text)
        if len(text) > _LONGEST:
            break
        columns = _columns(fold(text))
        if {"level3", "value"} <= set(columns):
            best = (stop + 1, columns)
    return best


@cache
def _columns(text: str) -> tuple[str, ...]:
    """The fields of header words that make up the whole of ``text``, longest words first; empty where they do not."""
    if not text:
        return ()
    for name in _BY_FIRST.get(text[0], ()):
        if not text.startswith(name):
            continue
        rest = _columns(text[len(name) :])
        if rest or len(name) == len(text):
            return (_NAMES[name], *rest)
    return ()
