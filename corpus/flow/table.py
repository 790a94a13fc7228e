"""The indicator part of one flattened table: tokens → labels → rows → cells, twice, the second time with what the first taught."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.chars import fold
from corpus.flow.cells import Cell, Segment
from corpus.flow.evidence import DEFAULT_WIDTHS, GUESS, Expectation
from corpus.flow.labels import Anchor, find_anchors, level1_of
from corpus.flow.search import Row
from corpus.flow.split import Splitter
from corpus.flow.tokens import Token, goes_on, joined
from corpus.values import parse_value

LEAST_LINES = 4
"""So many full lines are needed before a column's width is believed."""
SHORT_VALUE = 10
"""Characters of a target in words: 明显提升, 按照保险单."""
FAR_OFF = 1
"""A column that is wider or narrower than guessed by more than this was guessed wrong."""


@dataclass(frozen=True)
class FlowRow:
    """One row got back: cells by record field, as printed."""

    level1: str | None
    level2: str | None
    cells: dict[str, str]
    first: Token
    doubtful: bool
    choices: tuple[tuple[dict[str, str], ...], ...]
    """Of the first row of a doubtful division: the cells of all its rows, then those of each other division."""
    clipped: bool
    """The level-2 label was cut off by a page end and has been completed."""


_Cells = tuple[tuple[int, ...], ...]
"""Token indices of each column of one row."""


@dataclass(frozen=True)
class _Labelled:
    """One or more rows under one label, not divided yet."""

    anchor: Anchor | None
    tokens: tuple[int, ...]
    segment: Segment


class FlowTable:
    """One table's indicator part.

    ``stacked``: its header has a line for each column, as where a table was copied out of Word; so may its cells.
    """

    def __init__(self, tokens: Sequence[Token], columns: Sequence[str], *, stacked: bool = False) -> None:
        self.tokens = tokens
        self._stacked = stacked
        kept = (name for name in columns if name not in ("level1", "level2", "section"))
        self.columns = tuple(dict.fromkeys(kept))
        anchors, self._level1, self._printed = find_anchors(tokens)
        self._parts = self._cut(anchors)
        self._even = all(len(self._lines(part)) % len(self.columns) == 0 for part in self._parts)
        self._divided: list[tuple[_Labelled, tuple[tuple[_Cells, ...], ...], bool]] = []
        """For each part its division, then those that are nearly as good; and whether it is doubtful."""

    def learn(self, expectation: Expectation = GUESS) -> None:
        """A first division of the rows that no page break interrupts: what widths and repeated bases are learned from."""
        whole = [s for s in self._parts if len({self.tokens[k].part for k in s.tokens}) == 1]
        self._divide(whole, expectation, judged=False)

    def divide(self, widths: Mapping[str, int]) -> None:
        """Divide all rows; ``widths``: column widths that the document's tables have taught."""
        self._divide(self._parts, Expectation(widths, self._repeated_bases()), judged=True)

    def _divide(self, parts: Sequence[_Labelled], expectation: Expectation, *, judged: bool) -> None:
        self._divided = []
        for part in parts:
            if self._stacked and (rows := self._a_line_a_cell(part)):
                self._divided.append((part, (rows,), False))
                continue
            splitter = Splitter(part.segment, self.columns, expectation)
            best = splitter.divide()
            rivals = splitter.rivals() if judged else ()
            ways = tuple(self._cells(part, rows) for rows in (best, *(rivals or ())))
            self._divided.append((part, ways, rivals is None or bool(rivals)))

    def _cells(self, part: _Labelled, rows: Sequence[Row]) -> tuple[_Cells, ...]:
        return tuple(tuple(self._indices(part, cell) for cell in row) for row in rows)

    def _a_line_a_cell(self, part: _Labelled) -> tuple[_Cells, ...]:
        """The rows of ``part`` where each of its lines is a cell and each row has all of them; empty where it is not so.

        Where it comes out even for every part of the table, a target may be as long as it likes.
        """
        lines, wide = self._lines(part), len(self.columns)
        if len(lines) % wide:
            return ()
        rows = tuple(tuple(lines[k : k + wide]) for k in range(0, len(lines), wide))
        whole = all(self.tokens[row[-1][0]].line.number - self.tokens[row[0][0]].line.number < wide for row in rows)
        at = self.columns.index("value")
        return rows if whole and (self._even or all(_may_be_value(self._text(row[at])) for row in rows)) else ()

    def _lines(self, part: _Labelled) -> list[tuple[int, ...]]:
        """The tokens of each line of ``part``."""
        return [tuple(found) for _, found in groupby(part.tokens, key=lambda k: self.tokens[k].line.number)]

    @staticmethod
    def _indices(labelled: _Labelled, cell: Cell) -> tuple[int, ...]:
        """Positions within the segment as indices of the table's tokens."""
        return tuple(labelled.tokens[k] for start, end in cell for k in range(start, end))

    def line_widths(self) -> dict[str, list[int]]:
        """For each column the widths of lines that were followed by another line of the same cell."""
        found: dict[str, list[int]] = {name: [] for name in self.columns}
        for _, (rows, *_), _ in self._divided:
            for row in rows:
                for name, cell in zip(self.columns, row, strict=True):
                    found[name].extend(self._full_lines(cell))
        return found

    def rows(self) -> list[FlowRow]:
        """The rows of the last division."""
        out = []
        for part, ways, doubtful in self._divided:
            choices = tuple(self._told(rows) for rows in ways)
            for k, (row, cells) in enumerate(zip(ways[0], choices[0], strict=True)):
                first = self.tokens[min(k for cell in row for k in cell)]
                label = part.anchor.label if part.anchor else None
                printed = self._label_text(part.anchor) if part.anchor else ""
                out.append(
                    FlowRow(
                        level1=level1_of(label, self._printed) if label else None,
                        level2=label,
                        cells=cells,
                        first=first,
                        doubtful=doubtful,
                        choices=choices if k == 0 and len(choices) > 1 else (),
                        clipped=bool(label) and fold(printed) != label,
                    )
                )
        return out

    def _told(self, rows: Sequence[_Cells]) -> tuple[dict[str, str], ...]:
        """The printed cells of each row, by record field."""
        return tuple({name: self._text(c) for name, c in zip(self.columns, row, strict=True)} for row in rows)

    def _cut(self, anchors: Sequence[Anchor]) -> list[_Labelled]:
        used = set(self._level1) | {k for a in anchors for k in (*range(a.start, a.end), *a.rest)}
        bounds = [a.start for a in anchors] + [len(self.tokens)]
        parts = []
        if anchors and anchors[0].start > 0:
            parts.append(self._labelled(None, 0, anchors[0].start, used))
        for anchor, stop in zip(anchors, bounds[1:], strict=True):
            parts.append(self._labelled(anchor, anchor.end, stop, used))
        return [part for part in parts if part.tokens]

    def _labelled(self, anchor: Anchor | None, start: int, stop: int, used: set[int]) -> _Labelled:
        free = tuple(k for k in range(start, stop) if k not in used)
        return _Labelled(anchor, free, Segment([self.tokens[k] for k in free]))

    def _repeated_bases(self) -> dict[str, float]:
        if "basis" not in self.columns:
            return {}
        column = self.columns.index("basis")
        texts = [fold(self._text(row[column])) for _, (rows, *_), _ in self._divided for row in rows]
        counts = Counter(text for text in texts if len(text) >= 4)
        return {text: n / len(texts) for text, n in counts.items() if n >= 2}

    def _full_lines(self, cell: Sequence[int]) -> list[int]:
        widths, line = [], 0
        for before, k in zip((None, *cell), cell, strict=False):
            token = self.tokens[k]
            if before is not None and not goes_on(self.tokens[before], token):
                if token.part == self.tokens[before].part:
                    widths.append(line)
                line = 0
            line += token.width
        return widths

    def _text(self, cell: Sequence[int]) -> str:
        return joined([self.tokens[k] for k in cell])

    def _label_text(self, anchor: Anchor) -> str:
        return "".join(self.tokens[k].text for k in (*range(anchor.start, anchor.end), *sorted(anchor.rest)))


def divide_all(tables: Sequence[FlowTable]) -> None:
    """Divide the tables of one document, which share their column widths.

    Where the widths turn out other than guessed, the first division is made once more before bases are learned from it.
    """
    for table in tables:
        table.learn()
    widths = _learned_widths(tables)
    if any(abs(widths[name] - usual) > FAR_OFF for name, usual in DEFAULT_WIDTHS.items()):
        for table in tables:
            table.learn(Expectation(widths))
        widths = _learned_widths(tables)
    for table in tables:
        table.divide(widths)


def _may_be_value(text: str) -> bool:
    """Whether ``text`` counts something, or says it in a few words."""
    return len(text) <= SHORT_VALUE or parse_value(text).number is not None


def _learned_widths(tables: Sequence[FlowTable]) -> dict[str, int]:
    """Column widths that the tables of one document show together, where there are enough full lines to tell."""
    widths = dict(DEFAULT_WIDTHS)
    found = [table.line_widths() for table in tables]
    for name in {column for table in tables for column in table.columns}:
        lines = sorted(width for one in found for width in one.get(name, []))
        if len(lines) >= LEAST_LINES:
            widths[name] = lines[int(len(lines) * 0.9)]
    return widths
