"""How well a text fits a column: points, higher is better, :data:`NEVER` where it cannot stand there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.chars import fold
from corpus.listing.header import MID
from corpus.listing.labels import label
from corpus.values import Kind, kind_of, normal

NEVER = -1e9
MISSING: Mapping[str, float] = {
    "level1": 0.0,
    "level2": 0.0,
    "level3": -6.0,
    "value": -6.0,
    "weight": -0.5,
    "project": 0.0,
    "goal": 0.0,
    "amount": 0.0,
}
"""What it costs that a row has no cell for a column, by field; :data:`MISSING_OTHER` for the others."""
MISSING_OTHER = -0.3
_ALWAYS = ((0.9, -3.0), (0.6, -1.5))
"""What a cell that is left out costs where the column is filled in at least so many rows, of 1."""
_FAMILIAR = 1.5
_LEAST_ROWS = 3
_NEEDED = frozenset({"level1", "level2", "level3", "value", "mid:level2"})
_SIGN = re.compile(r"[≥≤=><≧≦]=?|=[<>]|定性|定量|正向|反向|大于等于|小于等于|大于|小于|等于")
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:分|%)?")
_MONEY = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?(?:万?元)?")
_NAME_END = re.compile(r"(?:[率度数量额]|情况|次数|人数|人次|面积|时间|时限|成本)$")
_LONG_VALUE = 30
_NUMBERED = re.compile(r"指标[\d一二三四五六七八九十]{1,2}(?!\d)|[.·]{4,}$")
"""What a template prints before an indicator's name, or instead of it."""
_POINTS_FIRST = re.compile(r"\(?\d{2,}\)")
"""The points of the class before, printed on a line of their own."""
_REMNANTS = frozenset({"指标", "标", "效益指标", "影响指标"})
"""The end of a class name cut in two; no name of an indicator."""


@dataclass(frozen=True)
class Habits:
    """What one table does throughout."""

    filled: Mapping[str, float] = field(default_factory=dict)
    """How often a column is filled, of 1, for columns that may be left out."""
    repeated: frozenset[tuple[str, str]] = frozenset()
    """Fields with texts that come back in them."""

    def missing(self, field: str) -> float:
        """The points of a row without a cell in the column ``field``."""
        usual = MISSING.get(field, MISSING_OTHER)
        share = self.filled.get(field, 0.0)
        return min(usual, next((points for least, points in _ALWAYS if share >= least), usual))

    def familiar(self, field: str, text: str) -> float:
        """What is added for a text that comes back in the column ``field``."""
        return _FAMILIAR if self.repeated and (field, fold(text)) in self.repeated else 0.0


def learned(rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> Habits:
    """The habits of a table whose ``rows`` were found without knowing them.

    How often columns are filled is learned from the rows that print a class: there the first pass cannot be out of step.
    """
    surest = [row for row in rows if row.get("level2") or row.get("level1")] or rows
    surest = [row for row in surest if row.get("level3")]
    optional = [name for name in dict.fromkeys(columns) if name not in _NEEDED]
    if len(surest) < _LEAST_ROWS:
        return Habits()
    filled = {name: sum(bool(row.get(name)) for row in surest) / len(surest) for name in optional}
    counts = Counter((name, fold(text)) for row in rows for name in optional if len(text := row.get(name, "")) > 1)
    return Habits(
        {name: share for name, share in filled.items() if share >= _ALWAYS[-1][0]},
        frozenset(key for key, count in counts.items() if count >= _LEAST_ROWS),
    )


@lru_cache(maxsize=20_000)
def fit(field: str, text: str) -> float:
    """The points of ``text`` in the column ``field``; an empty text is a cell without content."""
    field = field.removeprefix(MID)
    if not text:
        return -0.5 if field in {"level3", "value"} else 0.0
    if _NUMBERED.match(fold(text)):
        return 4.0 if field == "level3" else NEVER
    return _RULES.get(field, _remark)(text)


def _class(text: str, *, inner: bool) -> float:
    found = label(text)
    if found is None:
        return NEVER
    points = 6.0 if found.sure else 3.0
    if _POINTS_FIRST.match(fold(text)):
        points -= 1.0
    if inner:
        return points if found.inner else NEVER
    return points if found.outer else (points - 4 if found.inner else NEVER)


def _name(text: str) -> float:
    found = label(text)
    if found is not None:
        return -5.0 if found.sure else -2.0
    if fold(text) in _REMNANTS:
        return -8.0
    plain = fold(text)
    value = normal(plain)
    if value.number is not None:
        return -5.0 if value.unit is None or value.operator else -3.5
    if kind_of(plain, None, None) is Kind.MISSING:
        return -2.5
    return 2.0 if _NAME_END.search(plain) else 1.0


def _value(text: str) -> float:
    found = label(text)
    if found is not None and found.sure:
        return -6.0
    plain = fold(text)
    value = normal(plain)
    if value.number is not None:
        return 4.0 if value.unit or value.operator else 3.0
    found_kind = kind_of(plain, None, None)
    if found_kind is Kind.DATE:
        return 3.0
    if found_kind is Kind.MISSING:
        return 0.5
    if re.match(r"[≥≤><=≧≦]", plain):
        return 4.0
    points = 1.5 if len(plain) <= 12 else (1.0 if len(plain) <= _LONG_VALUE else -1.0)
    return points - (2.5 if _NAME_END.search(plain) and not re.search(r"\d", plain) else 0.0)


def _sign(text: str) -> float:
    return 4.0 if _SIGN.fullmatch(fold(text)) else NEVER


def _unit(text: str) -> float:
    plain = fold(text)
    if re.search(r"\d", plain) or len(plain) > 8 or label(text) is not None:
        return NEVER
    value = normal("1" + plain)
    return 3.0 if value.unit == plain else 0.0


def _points(text: str) -> float:
    return 2.0 if _NUMBER.fullmatch(fold(text)) else NEVER


def _past(text: str) -> float:
    return min(_value(text), 2.0)


def _remark(text: str) -> float:
    found = label(text)
    if found is not None and found.sure:
        return -6.0
    return -1.0 if normal(fold(text)).number is not None else 0.5


def _lead(text: str) -> float:
    """The project of a row, its goal, or what else stands before the classes."""
    return NEVER if label(text) is not None or normal(fold(text)).number is not None else 1.0


def _amount(text: str) -> float:
    return 3.0 if _MONEY.fullmatch(fold(text)) else NEVER


_RULES: Mapping[str, Callable[[str], float]] = {
    "level1": lambda text: _class(text, inner=False),
    "level2": lambda text: _class(text, inner=True),
    "level3": _name,
    "value": _value,
    "operator": _sign,
    "unit": _unit,
    "weight": _points,
    "score": _points,
    "actual": _past,
    "history": _past,
    "project": _lead,
    "goal": _lead,
    "amount": _amount,
}
