"""The ruled lines in the picture of a page, and the cells that they enclose.

Lengths are pixels of a picture at ``DPI``; the reader brings every picture near it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

DPI = 200
_RULE = 40
"""The shortest stroke that is a rule: longer than those of letters in a table, shorter than any cell."""
_STROKE = 32
"""The shortest unbroken part of a rule that counts; strokes of letters of 10 points are shorter."""
_GAP = 15
"""A break in a rule that is bridged."""
_REACH = 6
"""Pixels from the end of a rule within which the one that it ends at must stand."""
_SAME_RULE = 9
"""Pixels within which two rules are one."""
_COVERED = 0.6
"""Part of a field's side that must be ruled to part it from its neighbour."""
_LEAST_TABLE = 60


@dataclass(frozen=True)
class Box:
    """A rectangle, in pixels from the upper left corner."""

    left: int
    top: int
    right: int
    bottom: int

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x < self.right and self.top <= y < self.bottom


@dataclass(frozen=True)
class Table:
    """A ruled table: its outline and its cells, without gaps and without overlaps."""

    box: Box
    cells: tuple[Box, ...] = field(default=())


def rules(printed: Any) -> tuple[Any, Any]:
    """The level and the upright rules among what is ``printed``: long thin strokes that end at rules across them."""
    import cv2

    level, upright = (_strokes(printed, across=across) for across in (False, True))
    reach = cv2.getStructuringElement(cv2.MORPH_RECT, (2 * _REACH + 1, 2 * _REACH + 1))
    near = cv2.dilate(level, reach), cv2.dilate(upright, reach)
    return _anchored(level, near[1], 1), _anchored(upright, near[0], 0)


def _strokes(printed: Any, *, across: bool) -> Any:
    import cv2

    def bar(length: int) -> Any:
        return cv2.getStructuringElement(cv2.MORPH_RECT, (1, length) if across else (length, 1))

    thick = cv2.dilate(printed, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 1) if across else (1, 3)))
    mended = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, bar(3))
    long = cv2.morphologyEx(mended, cv2.MORPH_OPEN, bar(_STROKE))
    return cv2.morphologyEx(cv2.morphologyEx(long, cv2.MORPH_CLOSE, bar(_GAP)), cv2.MORPH_OPEN, bar(_RULE))


def _anchored(strokes: Any, across: Any, axis: int) -> Any:
    """``strokes`` without those of letters: a rule begins and ends at one that crosses it."""
    import cv2
    import numpy as np

    count, labels, stats, _ = cv2.connectedComponentsWithStats(strokes)
    kept = np.zeros(count, np.uint8)
    for k in range(1, count):
        left, top, width, height = (int(stats[k][j]) for j in range(4))
        part = (labels[top : top + height, left : left + width] == k) & (
            across[top : top + height, left : left + width] > 0
        )
        ends = part.any(axis=1 - axis)
        kept[k] = 255 if ends[: 2 * _REACH].any() and ends[-2 * _REACH :].any() else 0
    return kept[labels]


def tables(level: Any, upright: Any) -> list[Table]:
    """The tables that the rules draw, from top to bottom; a frame around one cell is none."""
    import cv2

    near = cv2.getStructuringElement(cv2.MORPH_RECT, (_REACH, _REACH))
    count, _, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(level | upright, near))
    found = []
    for left, top, width, height, _ in stats[1:count]:
        if width >= 2 * _LEAST_TABLE and height >= _LEAST_TABLE:
            part = (slice(top, top + height), slice(left, left + width))
            cells = _cells(level[part], upright[part])
            if len(cells) > 1:
                moved = tuple(Box(c.left + left, c.top + top, c.right + left, c.bottom + top) for c in cells)
                outline = Box(*(f(getattr(c, side) for c in moved) for f, side in _SIDES))
                found.append(Table(outline, moved))
    return sorted(_outer(found), key=lambda table: (table.box.top, table.box.left))


_SIDES = ((min, "left"), (min, "top"), (max, "right"), (max, "bottom"))


def _outer(found: Sequence[Table]) -> list[Table]:
    """``found`` without what stands inside of another table: strokes of letters."""
    return [
        table
        for table in found
        if not any(
            other is not table and other.box.holds(table.box.left, table.box.top) and _area(other) > _area(table)
            for other in found
        )
    ]


def _area(table: Table) -> int:
    return (table.box.right - table.box.left) * (table.box.bottom - table.box.top)


def _cells(level: Any, upright: Any) -> list[Box]:
    """The cells that the rules of one table part: fields of the finest lattice, put together where no rule parts them."""
    ys, xs = _positions(level, 0), _positions(upright, 1)
    groups: dict[tuple[int, int], tuple[int, int]] = {
        (r, c): (r, c) for r in range(len(ys) - 1) for c in range(len(xs) - 1)
    }

    def root(at: tuple[int, int]) -> tuple[int, int]:
        while groups[at] != at:
            groups[at] = groups[groups[at]]
            at = groups[at]
        return at

    for r, c in groups:
        if c + 1 < len(xs) - 1 and not _is_ruled(upright[ys[r] : ys[r + 1], _strip(xs[c + 1])], 1):
            groups[root((r, c + 1))] = root((r, c))
        if r + 1 < len(ys) - 1 and not _is_ruled(level[_strip(ys[r + 1]), xs[c] : xs[c + 1]], 0):
            groups[root((r + 1, c))] = root((r, c))
    members: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for at in groups:
        members.setdefault(root(at), []).append(at)
    return [
        Box(xs[left], ys[top], xs[right + 1], ys[bottom + 1])
        for fields in members.values()
        for top, left, bottom, right in _rectangles(fields)
    ]


def _positions(mask: Any, axis: int) -> list[int]:
    """Where the rules of one direction stand, the two sides of the table among them."""
    import cv2

    count, _, stats, centres = cv2.connectedComponentsWithStats(mask)
    length = cv2.CC_STAT_WIDTH if axis == 0 else cv2.CC_STAT_HEIGHT
    long = [k for k in range(1, count) if stats[k][length] >= _RULE]
    places = sorted(float(centres[k][1 - axis]) for k in long)
    merged: list[list[float]] = []
    for place in (0.0 + _REACH // 2, *places, float(mask.shape[axis] - 1 - _REACH // 2)):
        if merged and place - merged[-1][-1] <= _SAME_RULE:
            merged[-1].append(place)
        else:
            merged.append([place])
    return [round(sum(group) / len(group)) for group in merged]


def _strip(place: int) -> slice:
    return slice(max(place - _SAME_RULE // 2, 0), place + _SAME_RULE // 2 + 1)


def _is_ruled(strip: Any, axis: int) -> bool:
    """Whether a rule runs along most of ``strip``."""
    covered = strip.any(axis=axis)
    inner = covered[len(covered) // 8 : len(covered) - len(covered) // 8]
    return bool(len(inner) == 0 or inner.mean() >= _COVERED)


def _rectangles(fields: Sequence[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """(top, left, bottom, right) of the rectangles that ``fields`` make: one, where no rule is broken."""
    left_over = set(fields)
    found = []
    while left_over:
        top, left = min(left_over)
        right = left
        while (top, right + 1) in left_over:
            right += 1
        bottom = top
        while all((bottom + 1, col) in left_over for col in range(left, right + 1)):
            bottom += 1
        left_over -= {(row, col) for row in range(top, bottom + 1) for col in range(left, right + 1)}
        found.append((top, left, bottom, right))
    return found


def runs(amounts: Sequence[bool]) -> list[tuple[int, int]]:
    """Where runs of True in ``amounts`` begin and end."""
    marks = [False, *amounts, False]
    steps = [k for k, (a, b) in enumerate(pairwise(marks)) if a != b]
    return list(zip(steps[::2], steps[1::2], strict=True))
