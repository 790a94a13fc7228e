"""Lines of a table → its rows, where nothing but the words' places tells which lines belong to one row.

A row is a run of lines. Of all divisions the cheapest is taken: a row has a name and a value, the lines of a cell are full
but for the last, stand close together, and the cells of a row begin at one height or are centred on one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.chars import fold
from corpus.unruled.words import Word, typical
from corpus.values import normal

_MOST = 40
"""Lines of one row."""
_EVEN = 1.1
"""Of the height of a line: two lines farther apart have more than a line's end between them."""
_CLOSE = 1.06
_SPACED = 0.1
"""Part of the steps from line to line that show that rows stand apart."""
_HOPELESS = 40.0
"""Cost within a row from which on no line more is tried for it."""
_OPEN, _SHUT = "（(【[《“〔", "）)】]》”〕"
_STARTS_VALUE = re.compile(r"^[≥≤＞＜>=＝<≧≦﹥﹤]")
_WHOLE_VALUE = re.compile(
    r"^(?:[≥≤＞＜>=＝<≧≦﹥﹤]\s*[\d.,]+\s*(?:[%％‰]|[^\d\W]{1,3})|[\d.,]+\s*(?:[%％‰]|[^\d\W年月]{1,2}))$"
)
_GOES_ON = re.compile(r"^[以或且至到之内前后上下左的每按]|^[^\w\s]|^[^\d\W]$")
"""What a target may go on with behind its unit: 以上, /年, a lone character."""
_NEVER_FIRST = re.compile(r"^[，。、；：！？）)】\]》”〕%％‰,;]")
_NEVER_LAST = re.compile(r"[，、（(【《“〔,≥≤=＝]$")


@dataclass(frozen=True)
class Costs:
    """What speaks against a division; only their proportions matter."""

    no_name: float = 6.0
    no_value: float = 3.0
    short_line: float = 3.0
    gap: float = 3.0
    gap_slope: float = 6.0
    no_gap: float = 1.5
    uneven: float = 1.6
    """For each line that a cell of the row stands off."""
    broken: float = 2.5
    """A text cut where no cell ends."""
    new_value: float = 3.0
    two_values: float = 4.0
    """For two numbers in one cell of which each has a unit or a sign."""
    full_line: float = 0.5
    """A row that ends with a full line, and the next begins right below."""


_COSTS = Costs()


@dataclass(frozen=True)
class Sheet:
    """The body of a table: column → its text on each of the lines, without the columns of classes."""

    lines: Sequence[Mapping[int, Word]]
    name: int
    value: int
    rooms: Mapping[int, float]
    """Column → width of its full lines."""
    cuts: Collection[int] = ()
    """Lines above which a rule is drawn."""

    @property
    def pitch(self) -> float:
        """Height of a line in a cell of several: the closest two lines of one column stand."""
        steps = [step for column in self.rooms for step in self.steps(column)]
        return min(steps, default=1.0) if len(steps) < 4 else sorted(steps)[len(steps) // 20]

    def steps(self, column: int) -> list[float]:
        """How far each text of ``column`` stands below the one before."""
        words = [line[column] for line in self.lines if column in line]
        return [b.middle - a.middle for a, b in pairwise(words) if b.middle > a.middle]


def divide(sheet: Sheet) -> list[range]:
    """The rows, each as the range of its lines."""
    pitch = sheet.pitch
    ends, joints = _ends(sheet, pitch), _joints(sheet, pitch)
    found = [_divided(sheet, ends, joints, pitch, centred) for centred in (True, False)]
    return min(found, key=lambda both: both[0])[1]


def _divided(
    sheet: Sheet, ends: Sequence[float], joints: Sequence[Mapping[int, float]], pitch: float, centred: bool
) -> tuple[float, list[range]]:
    """Cost and rows of the cheapest division; a row is tried line by line upwards from its last one."""
    count = len(sheet.lines)
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * count
    for stop in range(1, count + 1):
        inner = 0.0
        cells: dict[int, tuple[float, float]] = {}
        for start in range(stop - 1, max(-1, stop - 1 - _MOST), -1):
            for column, word in sheet.lines[start].items():
                below = cells.get(column)
                inner += joints[start][column] if below else 0.0
                cells[column] = (word.middle, below[1] if below else word.middle)
            if inner > _HOPELESS:
                break
            cost = best[start][0] + ends[stop] + inner + _missing(sheet, cells)
            if start + 1 < stop:
                cost += _unevenness(cells, pitch, centred)
            if cost < best[stop][0]:
                best[stop] = (cost, start)
            if start in sheet.cuts:
                break
    rows: list[range] = []
    stop = count
    while stop:
        rows.append(range(best[stop][1], stop))
        stop = best[stop][1]
    return best[count][0], rows[::-1]


def _missing(sheet: Sheet, cells: Mapping[int, tuple[float, float]]) -> float:
    return _COSTS.no_name * (sheet.name not in cells) + _COSTS.no_value * (sheet.value not in cells)


def _unevenness(cells: Mapping[int, tuple[float, float]], pitch: float, centred: bool) -> float:
    """What speaks against cells of one row that stand between these heights."""
    places = [(top + bottom) / 2 if centred else top for top, bottom in cells.values()]
    middle = typical(places, 0.0)
    return sum(_COSTS.uneven * max(0.0, abs(place - middle) / pitch - 0.3) for place in places)


def _joints(sheet: Sheet, pitch: float) -> list[dict[int, float]]:
    """Line → column → what speaks against its text and the next of the column in one cell."""
    found: list[dict[int, float]] = [{} for _ in sheet.lines]
    for column, room in sheet.rooms.items():
        texts = [(at, line[column]) for at, line in enumerate(sheet.lines) if column in line]
        for (at, above), (_, below) in pairwise(texts):
            step = (below.middle - above.middle) / pitch
            cost = min(_COSTS.gap, _COSTS.gap_slope * (step - _EVEN)) if step > _EVEN else 0.0
            if not _is_broken(above.text, below.text):
                cost += _COSTS.short_line * (_slack(above, below, room) > 0)
            if column == sheet.value:
                cost += _COSTS.new_value * _is_new(above.text, below.text)
                cost += _COSTS.two_values * (_is_whole(above.text) and _is_whole(below.text))
            found[at][column] = cost
    return found


def _ends(sheet: Sheet, pitch: float) -> list[float]:
    """What speaks against the end of a row above each line: in each column the texts above and below it."""
    steps = [step / pitch for column in sheet.rooms for step in sheet.steps(column)]
    spaced = sum(_EVEN < step < 2 - (_EVEN - 1) for step in steps) > _SPACED * len(steps)
    costs = [0.0] * (len(sheet.lines) + 1)
    for column, room in sheet.rooms.items():
        above: Word | None = None
        seen = 0
        for at, line in enumerate(sheet.lines):
            below = line.get(column)
            if below is None:
                continue
            if above is not None:
                cost = _COSTS.no_gap if spaced and below.middle - above.middle <= _CLOSE * pitch else 0.0
                cost += _COSTS.broken * _is_broken(above.text, below.text)
                if below.middle - above.middle <= _EVEN * pitch and _slack(above, below, room) <= 0:
                    cost += _COSTS.full_line
                for end in range(seen + 1, at + 1):
                    costs[end] += 0.0 if end in sheet.cuts else cost
            above, seen = below, at
    return costs


def _slack(above: Word, below: Word, room: float) -> float:
    """Room that is left in a line, in characters, though the beginning of the next would have fitted there; 0 for none."""
    left = (room - (above.right - above.left) - below.lead()) / max(above.em, 0.1)
    return left if left > 0.6 else 0.0


def _is_new(above: str, below: str) -> bool:
    """Whether ``below`` in the column of values begins one: by its sign, or behind a number that has its unit."""
    return bool(_STARTS_VALUE.match(below) or (_WHOLE_VALUE.match(above) and not _GOES_ON.match(below)))


def _is_whole(text: str) -> bool:
    value = normal(fold(text))
    return value.number is not None and bool(value.unit or value.operator)


def _is_broken(above: str, below: str) -> bool:
    """Whether ``above`` cannot be the end of a cell, or ``below`` not the beginning of one."""
    if _NEVER_FIRST.match(below) or _NEVER_LAST.search(above):
        return True
    folded = fold(above)
    return any(folded.count(fold(a)) > folded.count(fold(b)) for a, b in zip(_OPEN, _SHUT, strict=True))
