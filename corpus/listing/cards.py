"""Rows that print the name of its column before every cell: ``一级指标：产出指标 二级指标：数量指标 三级指标：… 指标值：…``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus import layouts

_FIELDS = ("level1", "level2", "level3", "description", "operator", "value", "unit", "basis", "weight", "actual")
_NAMES = {
    spelling: name
    for name in reversed(_FIELDS)
    for spelling in layouts.COLUMNS[name]
    if len(spelling) > 1 and spelling not in {"单位", "说明", "指标", "绩效指标"}
}
_LABEL = re.compile(
    rf"(?<![\u4e00-\u9fff])({'|'.join(map(re.escape, sorted(_NAMES, key=len, reverse=True)))})\s*[:：][ \t　]*"
)
_BEHIND = " \t　,，;；|｜"
_CLASSES = frozenset({"level1", "level2"})
"""Where a text begins with them they stand before the rows that they hold for, and not within each."""
_LEAST = 2
"""Rows with a name and a value that make a table."""


@dataclass(frozen=True)
class Card:
    """One row: its cells by record field, its line, and the text that stands between it and the row before."""

    cells: dict[str, str]
    line: int
    before: str


def cards(text: str) -> list[Card]:
    """The rows that ``text`` prints so; none where fewer than two have a name and a value."""
    found = list(_cards(text))
    whole = sum("level3" in card.cells and "value" in card.cells for card in found)
    return found if whole >= _LEAST else []


def _cards(text: str) -> Iterator[Card]:
    labels = list(_LABEL.finditer(text))
    leading = bool(labels) and _NAMES[labels[0][1]] in _CLASSES
    cells: dict[str, str] = {}
    line, before, rest = 1, text[: labels[0].start()] if labels else "", ""
    for match, after in zip(labels, (*labels[1:], None), strict=bool(labels)):
        field = _NAMES[match[1]]
        next_class = leading and field in _CLASSES and "level3" in cells
        if field in cells or next_class or (cells and rest.strip(_BEHIND + "\n")):
            yield Card(cells, line, before)
            cells, before = {}, rest
        if not cells:
            line = text.count("\n", 0, match.start()) + 1
        cell, _, rest = text[match.end() : after.start() if after else len(text)].lstrip("\r\n").partition("\n")
        cells[field] = cell.strip(_BEHIND + "\r")
    if cells:
        yield Card(cells, line, before)
