"""Labels that stand beside several rows: words put together to labels, and the rows that each of them speaks for."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, groupby

from corpus.unruled.words import Word, stacked

_PARTS = 10
"""Lines of one label: it may run down a narrow column character by character."""
_FARTHEST = 30
"""Rows that a label may stand away from the ends of those that it speaks for."""
_FOREIGN = 3.0
"""For each row that says that it belongs to another label: as much as three lines away."""
_UNLABELLED = 0.4
"""For each row above the first label of a page: it belongs to the label of the page before."""


def stack(words: Sequence[Word], is_label: Callable[[str], bool], pitch: float) -> list[Word]:
    """The labels that ``words`` of one column make up: as many lines as make a known one, else those that stand together."""
    found: list[Word] = []
    at = 0
    while at < len(words):
        near = _together(words, at, 1.6 * pitch)
        texts = ["".join(word.text for word in words[at : at + many]) for many in range(1, _PARTS + 1)]
        known = [many for many in range(1, _together(words, at, 3.2 * pitch) + 1) if is_label(texts[many - 1])]
        if known:
            count = known[0]
            while count + 1 in known and not is_label(words[at + count].text):
                count += 1
        else:
            count = next((k for k in range(1, near) if any(is_label(t) for t in _begun(words, at + k, near - k))), near)
        found.append(stacked(words[at : at + count])._replace(text=texts[count - 1]))
        at += count
    return found


def _together(words: Sequence[Word], at: int, step: float) -> int:
    """How many words from ``at`` on stand no farther than ``step`` below each other."""
    count = 1
    while (
        count < _PARTS and at + count < len(words) and words[at + count].middle - words[at + count - 1].middle <= step
    ):
        count += 1
    return count


def _begun(words: Sequence[Word], at: int, near: int) -> list[str]:
    return ["".join(word.text for word in words[at : at + many]) for many in range(1, near + 1)]


def spans(
    labels: Sequence[Word],
    rows: Sequence[Word],
    pitch: float,
    *,
    goes_on: bool,
    foreign: Callable[[str, int], bool] = lambda label, row: False,
) -> list[int | None]:
    """Row → number of the label that speaks for it: each for the rows around it, or from it on downwards.

    ``goes_on``: whether rows at the top may belong to a label of the page before (None). ``foreign``: whether a row, by
    its number, says that it belongs to another label.
    """
    if not labels:
        return [None] * len(rows)
    if len(labels) > len(rows):
        return [min(range(len(labels)), key=lambda k: abs(labels[k].middle - row.middle)) for row in rows]
    against = [[0, *accumulate(foreign(label.text, row) for row in range(len(rows)))] for label in labels]
    ways = (_spans(labels, rows, pitch, against, goes_on=goes_on, centred=centred) for centred in (False, True))
    return min(ways, key=lambda both: both[0])[1]


def runs(of_row: Sequence[int | None]) -> Iterator[tuple[int | None, range]]:
    """The labels of :func:`spans` in order, each with the rows that it speaks for."""
    start = 0
    for number, same in groupby(of_row):
        stop = start + len(list(same))
        yield number, range(start, stop)
        start = stop


def _spans(
    labels: Sequence[Word],
    rows: Sequence[Word],
    pitch: float,
    against: Sequence[Sequence[int]],
    *,
    goes_on: bool,
    centred: bool,
) -> tuple[float, list[int | None]]:
    """Cost and spans of the cheapest division of the rows among the labels, none of which may be left without.

    ``against``: for each label how many of the first rows are foreign to it.
    """
    count = len(rows)
    infinite = float("inf")
    first = [0.0] + [_UNLABELLED * rows_above if goes_on else infinite for rows_above in range(1, count + 1)]
    best = [first]
    back: list[list[int]] = []
    middles = [row.middle for row in rows]
    for label, strange in zip(labels, against, strict=True):
        costs, starts = [infinite] * (count + 1), [0] * (count + 1)
        near = bisect(middles, label.middle)
        for stop in range(max(1, near - _FARTHEST), min(count, near + _FARTHEST) + 1):
            for start in range(max(0, near - _FARTHEST), stop):
                if best[-1][start] == infinite:
                    continue
                top, bottom = rows[start], rows[stop - 1]
                off = label.middle - (top.top + bottom.bottom) / 2 if centred else label.top - top.top
                cost = best[-1][start] + abs(off) / pitch + _FOREIGN * (strange[stop] - strange[start])
                if cost < costs[stop]:
                    costs[stop], starts[stop] = cost, start
        best.append(costs)
        back.append(starts)
    found: list[int | None] = [None] * count
    stop = count
    for number in range(len(labels) - 1, -1, -1):
        start = back[number][stop]
        for row in range(start, stop):
            found[row] = number
        stop = start
    return best[-1][count], found
