"""Cells with nothing between them: the most plausible way to cut a run of characters into rows of known columns.

A beam search over (column, place): each step leaves a column empty or ends its cell at a place where one can end – behind
a number or its unit, behind what names of indicators end with, around words that values are made of.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from corpus.listing.align import Alignment, Row
from corpus.listing.columns import MID
from corpus.listing.evidence import NEVER, Habits, fit, learned
from corpus.listing.glued_cells import AMOUNT, FREE, LABEL, ends, is_amount, shape
from corpus.listing.pieces import Piece

_LONGEST = {"level3": 60, "value": 40, "actual": 40, "history": 40, "weight": 6, "score": 6, "unit": 8, "operator": 4}
_LONGEST_TEXT = 80
_MOST_TEXT = 30_000
"""Characters that are cut; a longer part takes too long. What stands behind is told as left over."""
_LEAST_LABELS = 3
_BEAM = 4
_MOST = 12
"""So many cells of a column are tried at a place."""
_HOPELESS = 14.0
_LEAST = -6.0
_ROW = -5.0
_CLASS_ALONE = -1.0
_UNNAMED = -9.0
_JUNK = -4.0
_BLANKS = " \n\u3000…．.-—"
"""What may stand between rows without meaning anything."""
_AMOUNT_INSIDE = -4.0
_INTO_AMOUNT = -3.0
_CUT_ZERO = -5.0
_SAME = 2.0
_OVER_LINE = -1.0
_AT_LINE = 0.5
_PAIRS = {"actual": "value", "score": "weight"}
"""Columns, and those before them with which they mostly agree."""
Span = tuple[int, int]
"""Start and stop of a cell in the text."""
CutRow = dict[str, Span]
"""The cells of a row by field; empty ones are left out."""


_Cells = tuple[tuple[str, Span], ...]
"""The cells of the row that is open, by column."""
_Way = tuple[float, _Cells, "_Way | None"]
"""One way to cut what stands before a place: its points, the row that is open, the way at the end of the row before. No
named tuple: a hundred thousand are made for a page."""
_Cell = tuple[int, float]
"""Where a cell ends, and its points."""


def cut_pieces(pieces: Sequence[Piece], columns: Sequence[str]) -> Alignment:
    """The rows of ``columns`` in ``pieces`` that each are a glued line, as :func:`corpus.listing.align.align` gives rows."""
    whole_text = "\n".join(piece.text for piece in pieces)
    text = whole_text[:_MOST_TEXT]
    starts = [0, *accumulate(len(piece.text) + 1 for piece in pieces)]

    def piece_of(span: Span) -> Piece:
        whole = pieces[bisect_right(starts, span[0]) - 1]
        return whole._replace(text=text[slice(*span)].replace("\n", "").strip(), newline=True, parted=True)

    search = _Cut(text, columns)
    rows = search.rows(Habits())
    habits = learned([{name: text[slice(*span)] for name, span in row.items()} for row in rows], columns)
    if habits != Habits():
        rows = search.rows(habits)
    used = sorted(span for row in rows for span in row.values())
    gaps = zip([0, *(stop for _, stop in used)], [*(start for start, _ in used), len(text)], strict=True)
    left = [piece_of(gap) for gap in gaps if text[slice(*gap)].strip(_BLANKS)]
    if len(whole_text) > len(text):
        rest = f"{whole_text[_MOST_TEXT:][:12].strip()}…（黏连太长，此后 {len(whole_text) - _MOST_TEXT} 字未读）"
        left.append(piece_of((_MOST_TEXT, _MOST_TEXT))._replace(text=rest))
    return Alignment(tuple(Row({name: (piece_of(span),) for name, span in row.items()}) for row in rows), tuple(left))


def find_label(line: str) -> int | None:
    """Where the names of classes begin in a line that glues rows below several of them; None where it does not."""
    found = list(LABEL.finditer(line))
    return found[0].start() if len({match[0] for match in found}) >= _LEAST_LABELS else None


def name_and_value(text: str) -> tuple[str, str]:
    """``text`` as the name of one indicator and its value; the value is empty where none is found."""
    rows = _Cut(text, ("level3", "value")).rows(Habits())
    if len(rows) != 1 or "value" not in rows[0] or "level3" not in rows[0]:
        return text, ""
    return text[slice(*rows[0]["level3"])].strip(), text[slice(*rows[0]["value"])].strip()


class _Cut:
    """The search for the rows of ``columns`` (record fields in printed order) that ``text`` glues together.

    A line end can stand within a cell but rather stands between rows. What fits nowhere is in no cell.
    """

    def __init__(self, text: str, columns: Sequence[str]) -> None:
        self.text = text
        self.columns = columns
        self.fields = [name.removeprefix(MID) for name in columns]
        self.labels = {m.start(): m.end() for m in LABEL.finditer(text)}
        self.label_starts = sorted(self.labels)
        self.amounts = [m.span() for m in AMOUNT.finditer(text)]
        self.ends = sorted({*ends(text), len(text)})
        self._missing: list[float] = []
        self._cells_at: dict[tuple[int, str], list[_Cell]] = {}
        self._states: dict[int, list[list[_Way]]] = {}

    def rows(self, habits: Habits) -> list[CutRow]:
        """The rows of the best way."""
        self._missing = [habits.missing(field) for field in self.fields]
        places = [0, *self.ends]
        self._states = {place: [[] for _ in range(len(self.columns) + 1)] for place in places}
        self._states[0][0] = [(0.0, (), None)]
        for number, place in enumerate(places):
            self._close_and_open(place)
            if place < len(self.text):
                self._pass_over(place, self.ends[number])
        final = self._states[len(self.text)][0]
        return _traced(final[0]) if final else []

    def _close_and_open(self, place: int) -> None:
        """Go on with the rows that are open at ``place``, close them, and open new ones behind them."""
        states = self._states[place]
        least = max((ways[0][0] for ways in states if ways), default=0.0) - _HOPELESS
        last = len(self.columns)
        for column in range(1, last):
            going_on = [way for way in states[column] if way[0] > least]
            for points, row, before in going_on:
                _keep(states[column + 1], points + self._missing[column], row, before)
            self._fill(place, column, going_on)
        for way in states[last]:
            _keep(states[0], way[0] + _closed(way[1]), (), way)
        for column in range(1, last):
            for way in states[column]:
                if _of_classes(way[1]):
                    _keep(states[0], way[0] + _CLASS_ALONE, (), way)
        lead = _AT_LINE if place and self.text[place - 1] == "\n" else 0.0
        begun: list[_Way] = [(way[0] + lead, (), way) for way in states[0] if way[0] > least]
        for column in range(last):
            self._fill(place, column, begun)
            missing = self._missing[column]
            begun = [(points + missing, row, before) for points, row, before in begun]

    def _fill(self, place: int, column: int, ways: Sequence[_Way]) -> None:
        """End the cell in ``column`` of each of ``ways``, best first, which begins at ``place``, wherever it may end."""
        if not ways:
            return
        field, name, states = self.fields[column], self.columns[column], self._states
        pair = _PAIRS.get(field)
        agreeing = [next((span for filled, span in row if filled == pair), None) for _, row, _ in ways] if pair else []
        for stop, points in self._cells(place, field):
            known = states[stop][column + 1]
            cell = (name, (place, stop))
            for number, (so_far, row, before) in enumerate(ways):
                if agreeing and (span := agreeing[number]):
                    so_far += self._agree(span, (place, stop))
                reached = points + so_far
                if len(known) < _BEAM or known[-1][0] < reached:
                    _keep(known, reached, (*row, cell), before)
                elif not agreeing:
                    break

    def _pass_over(self, place: int, after: int) -> None:
        """Leave what stands between two places out of every row."""
        cost = 0.0 if not self.text[place:after].strip(_BLANKS) else _JUNK - 0.1 * (after - place)
        for points, row, before in self._states[place][0]:
            _keep(self._states[after][0], points + cost, row, before)

    def _cells(self, place: int, field: str) -> list[_Cell]:
        """The cells of a column that may begin at ``place``."""
        kind_of_cell = "free" if field in FREE else field
        found = self._cells_at.get((place, kind_of_cell))
        if found is None:
            found = list(self._found_cells(place, field))
            if len(found) > _MOST:
                found = sorted(found, key=lambda cell: -cell[1])[:_MOST]
            self._cells_at[place, kind_of_cell] = found
        return found

    def _found_cells(self, place: int, field: str) -> Iterator[_Cell]:
        if place == len(self.text):
            return
        if field in {"level1", "level2"}:
            if (stop := self.labels.get(place)) is not None and (
                points := fit(field, self.text[place:stop])
            ) > NEVER / 2:
                yield stop, points
            return
        first = self.text[place]
        if first.isspace() or first in "、,，;；.%％)）" or (field == "level3" and first in "≥≤><=＝＞＜"):
            return
        limit = self._limit(place, field)
        amount = max(0, bisect_right(self.amounts, (place, 0)) - 1)
        for number in range(bisect_right(self.ends, place), bisect_right(self.ends, limit)):
            stop = self.ends[number]
            cell = self.text[place:stop].replace("\n", "").strip()
            points = fit(field, cell)
            if points > NEVER / 2:
                points += shape(field, cell) + self._inside(place, stop, field, amount)
                if points > _LEAST:
                    yield stop, points

    def _limit(self, place: int, field: str) -> int:
        """Where a cell must end at the latest: no class name and no second amount stands within one."""
        limit = place + _LONGEST.get(field, _LONGEST_TEXT)
        after = bisect_right(self.label_starts, place - 1)
        if after < len(self.label_starts):
            label_at = self.label_starts[after]
            limit = min(limit, self.labels[place] if label_at == place else label_at)
        if field == "level3" or field in FREE:
            second = bisect_right(self.amounts, (place, 0)) + 1
            if second < len(self.amounts):
                limit = min(limit, self.amounts[second][0])
        return limit

    def _inside(self, start: int, stop: int, field: str, amount: int) -> float:
        """What it costs that a cell goes over line ends, and over or into amounts, of which ``amount`` is the first to ask."""
        points = _OVER_LINE * self.text.count("\n", start, stop - 1)
        if self.text[start] == "0" and start and self.text[start - 1].isdigit():
            points += _CUT_ZERO
        while amount < len(self.amounts) and (span := self.amounts[amount]) < (stop, 0):
            at, end = span
            if at < stop < end:
                points += _INTO_AMOUNT if not (self.text[stop].isdigit() and field in {"weight", "score"}) else 0.0
            elif (field == "level3" or field in FREE) and start <= at and end - at > 1:
                points += (
                    _AMOUNT_INSIDE if is_amount(self.text[at:end]) and not _in_bracket(self.text[start:at]) else 0.0
                )
            amount += 1
        return points

    def _agree(self, before: Span, span: Span) -> float:
        """What speaks for a cell in one before it: what was reached is mostly the target, the score the weight."""
        return _SAME if self.text[slice(*span)].strip() == self.text[slice(*before)].strip() else -0.3


def _in_bracket(text: str) -> bool:
    plain = text.replace("（", "(").replace("）", ")")
    return plain.count("(") > plain.count(")")


def _closed(row: _Cells) -> float:
    """The points of closing a row that has these cells."""
    if any(name == "level3" for name, _ in row):
        return _ROW
    return _CLASS_ALONE if _of_classes(row) else _UNNAMED


def _of_classes(row: _Cells) -> bool:
    """Whether a row prints a class and no more."""
    return all(name in {"level1", "level2"} for name, _ in row)


def _keep(ways: list[_Way], points: float, row: _Cells, before: _Way | None) -> None:
    """Put a way among the best; the best stands first."""
    at = len(ways)
    if at == _BEAM:
        if ways[-1][0] >= points:
            return
        ways.pop()
        at -= 1
    while at and ways[at - 1][0] < points:
        at -= 1
    ways.insert(at, (points, row, before))


def _traced(way: _Way | None) -> list[CutRow]:
    rows: list[CutRow] = []
    while way is not None:
        _, row, before = way
        if row:
            rows.append(dict(row))
        way = before
    return rows[::-1]
