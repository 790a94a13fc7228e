"""Lines of a text that keeps columns apart with spaces → the same with every word below the name of its column.

Programs that print a page as text shift what does not fit: a word may stand left or right of its column's name, one space
behind its neighbour. Order, the words right above and below, and what a word says tell its column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from corpus import taxonomy
from corpus.chars import fold
from corpus.unruled.words import Word, beside

_VALUE = re.compile(r"[≥≤＞＜>=＝<≧≦].*|[\d.,]+\S{0,4}|定性")
_WHOLE = re.compile(r"[≥≤＞＜>=＝<≧≦]?[\d.,]+(?:%|[^\d\W]{1,3})|[≥≤＞＜>=＝<≧≦][\d.,]+")
"""What is a whole value by itself."""
_WHOLE_CELL = 1.5
_ONE_EACH = 1.5
"""That there are as many words as columns."""
_SCRIPT = re.compile(r"[A-Za-z0-9)）】]$|^[A-Za-z0-9(（【]")
_NEAR = 6
"""Lines above and below that show where a column's words stand."""
_FAR = 3.0
_NOWHERE = 2.0
"""That nothing near shows where a column is."""
_APART = 0.8
"""That words one space apart are of one cell; more for each space more."""


def straightened(
    lines: Sequence[Sequence[Word]], names: Sequence[Word], fields: Mapping[str, int], *, below: bool
) -> list[dict[int, Word]]:
    """The cells of each line by their columns, all of a column beginning at one place.

    ``below``: whether the names stand above these lines, and not on a page before, where the columns may lie elsewhere.
    """
    full = [_is_full(line, len(names), fields) for line in lines]
    first = dict(enumerate(names)) if below or not any(full) else {}
    placed = [
        _assigned(line, len(names), fields, [first]) if first or whole else {}
        for line, whole in zip(lines, full, strict=True)
    ]
    for last in (False, False, False, False, True):
        before = placed
        around = [[*before[max(0, at - _NEAR) : at], *before[at + 1 : at + 1 + _NEAR]] for at in range(len(lines))]
        placed = [
            _assigned(line, len(names), fields, [first, *near]) if last or first or any(near) else {}
            for line, near in zip(lines, around, strict=True)
        ]
        if placed == before and all(placed):
            break
    starts = _starts(names, placed)
    return [{col: _moved(word, starts[col]) for col, word in line.items()} for line in placed]


def _is_full(line: Sequence[Word], count: int, fields: Mapping[str, int]) -> bool:
    """Whether every column has its word: the number tells, where the outer class is merged the inner one begins."""
    inner = fields.get("level2") == 1 and taxonomy.level2(line[0].text) and not taxonomy.level1(line[0].text)
    return len(line) == count - bool(inner)


def _starts(names: Sequence[Word], placed: Sequence[Mapping[int, Word]]) -> list[float]:
    """Where each column begins when none reaches into the next."""
    starts = [0.0]
    for col, name in enumerate(names):
        words = [name, *(line[col] for line in placed if col in line)]
        starts.append(starts[-1] + max(word.right - word.left for word in words) + 2 * name.em)
    return starts


def _moved(word: Word, left: float) -> Word:
    return word._replace(left=left, right=left + word.right - word.left)


def _assigned(
    line: Sequence[Word], count: int, fields: Mapping[str, int], near: Sequence[Mapping[int, Word]]
) -> dict[int, Word]:
    """Column → its words on ``line``, as cheap as may be; ``near``: the header and the lines around."""
    best: list[tuple[float, tuple[int, ...]]] = []
    shown = [{(word.left, word.right): word for other in near[1:] if (word := other.get(col))} for col in range(count)]
    each = [
        [_place(word, near[0].get(col), shown[col].values()) + _kind(word.text, col, fields) for col in range(count)]
        for word in line
    ]
    for k, (word, costs) in enumerate(zip(line, each, strict=True)):
        if not k:
            best = [(cost, (col,)) for col, cost in enumerate(costs)]
            continue
        joined = _joined(line[k - 1], word)
        found = []
        for col in range(count):
            ways = [(best[col][0] + joined, best[col][1])]
            ways += [(best[before][0] + _parted(line[k - 1], word), best[before][1]) for before in range(col)]
            cost, way = min(ways)
            found.append((cost + costs[col], (*way, col)))
        best = found
    way = min(best)[1]
    if _is_full(line, count, fields):
        straight = tuple(range(count - len(line), count))
        cost = sum(costs[col] for costs, col in zip(each, straight, strict=True))
        way = straight if cost - _ONE_EACH <= min(best)[0] else way
    cells: dict[int, list[Word]] = {}
    for word, col in zip(line, way, strict=True):
        cells.setdefault(col, []).append(word)
    return {col: beside(words) for col, words in cells.items()}


def _place(word: Word, name: Word | None, near: Iterable[Word]) -> float:
    """How far ``word`` stands from its column's name and from the words near it; nothing where there are none."""
    found = [_distance(word, other) for other in near]
    found += [_distance(word, name) + 0.2] if name is not None else []
    return min(found, default=_NOWHERE)


def _distance(word: Word, other: Word) -> float:
    if word.left == other.left:
        return 0.0
    if abs(word.centre - other.centre) <= word.em / 2:
        return 0.1
    gap = max(other.left - word.right, word.left - other.right, 0.0) / max(word.em, 1.0)
    return min(_FAR, 0.5 + gap / 4 + min(abs(word.left - other.left), abs(word.right - other.right)) / (12 * word.em))


def _kind(text: str, col: int, fields: Mapping[str, int]) -> float:
    """What speaks against ``text`` in a column: classes stand in theirs and nothing else does, values look like values."""
    for level, is_class in (("level1", taxonomy.level1), ("level2", taxonomy.level2)):
        if fields.get(level) == col:
            return 0.0 if is_class(text) else 0.7 if _is_part(text) else 2.5
    cost = 0.6 if taxonomy.level1(text) or taxonomy.level2(text) else 0.0
    if _VALUE.fullmatch(fold(text)):
        numeric = {fields.get(name) for name in ("value", "weight", "operator", "history", "actual", "score")}
        cost += 0.0 if col in numeric else 0.7
    return cost


@lru_cache(maxsize=20_000)
def _is_part(text: str) -> bool:
    """Whether ``text`` may be a piece of a class's name."""
    folded = fold(text)
    return any(folded in spelling for spelling in taxonomy.SPELLINGS)


def _joined(before: Word, word: Word) -> float:
    """What speaks against two neighbours in one cell."""
    spaces = (word.left - before.right) / max(min(word.em, before.em), 1.0)
    if _WHOLE.fullmatch(fold(before.text)) or taxonomy.level2(before.text):
        return _WHOLE_CELL + _APART * spaces
    script = _SCRIPT.search(before.text) or _SCRIPT.search(word.text)
    return _APART * spaces * (0.4 if script and spaces <= 1 else 1.0)


def _parted(before: Word, word: Word) -> float:
    """What speaks against a border between them."""
    close = word.left - before.right <= min(word.em, before.em)
    return 0.3 if close and (_SCRIPT.search(before.text) or _SCRIPT.search(word.text)) else 0.0
