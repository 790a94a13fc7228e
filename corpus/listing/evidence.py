"""How well a text fits a column: points, higher is better, :data:`NEVER` where it cannot stand there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from corpus.chars import fold
from corpus.listing.columns import MID
from corpus.listing.labels import Label, label
from corpus.values import Kind, Normal, kind_of, normal

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
    "remark": -0.1,
    "deviation": -0.1,
}
"""What it costs that a row has no cell for a column, by field; :data:`MISSING_OTHER` for the others."""
MISSING_OTHER = -0.3
_ALWAYS = ((0.9, -3.0), (0.6, -1.5))
"""What a cell that is left out costs where the column is filled in at least so many rows, of 1."""
_FAMILIAR = 1.5
_LEAST_ROWS = 3
_NEEDED = frozenset({"level1", "level2", "level3", "value", "mid:level2"})
SIGN = re.compile(r"[≥≤=><≧≦]=?|=[<>]|定性|定量|正向|反向|大于等于|小于等于|大于|小于|等于")
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:分|%)?")
_MONEY = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?(?:万?元)?")
_NAME_ENDS = (*"率度数量额", "情况", "人次", "面积", "时间", "时限", "成本")
_EXPLAINS = re.compile(r"^反映|×100%|[数量额](?:之和)?[/÷]\S+[数量额](?:×|$)")
"""What says how a target is counted, and names nothing."""
_SHARE = re.compile(r"占\S+的(?:比例|比重|百分比)$")
_DIGIT = re.compile(r"\d")
_SIGNS = frozenset("≥≤><=≧≦")
_LONG_VALUE = 30
_NUMBERED = re.compile(r"指标[\d一二三四五六七八九十]{1,2}(?!\d)|[.·]{4,}$")
"""What a template prints before an indicator's name, or instead of it."""
_POINTS_FIRST = re.compile(r"\(?\d{2,}分?\)")
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


class Look(NamedTuple):
    """What is asked of a text whatever the column."""

    plain: str
    label: Label | None
    value: Normal
    kind: Kind | None
    """Of a text that is no number."""
    numbered: bool
    """Whether it begins as a template numbers its rows."""

    @property
    def is_sure_label(self) -> bool:
        """Whether it names a class and is no everyday word."""
        return self.label is not None and self.label.sure


@lru_cache(maxsize=20_000)
def look_at(text: str) -> Look:
    """What is asked of ``text`` in whatever column."""
    plain = fold(text)
    value = normal(plain)
    kind = kind_of(plain, None, None) if value.number is None else None
    return Look(plain, label(text), value, kind, _NUMBERED.match(plain) is not None)


@lru_cache(maxsize=20_000)
def fit(field: str, text: str) -> float:
    """The points of ``text`` in the column ``field``; an empty text is a cell without content."""
    field = field.removeprefix(MID)
    if not text:
        return -0.5 if field in {"level3", "value"} else 0.0
    look = look_at(text)
    if look.numbered:
        return 4.0 if field == "level3" else NEVER
    return _RULES.get(field, _remark)(look)


def _class(look: Look, *, inner: bool) -> float:
    if look.label is None:
        return NEVER
    points = 6.0 if look.label.sure else 3.0
    if _POINTS_FIRST.match(look.plain):
        points -= 1.0
    if inner:
        return points if look.label.inner else NEVER
    return points if look.label.outer else (points - 5 if look.label.inner else NEVER)


def _name(look: Look) -> float:
    if look.label is not None:
        return -5.0 if look.label.sure else -2.0
    if look.plain in _REMNANTS:
        return -8.0
    if look.value.number is not None:
        return -5.0 if look.value.unit is None or look.value.operator else -3.5
    if look.kind is Kind.MISSING or len(look.plain) == 1 or _EXPLAINS.search(look.plain):
        return -2.5
    return 2.0 if look.plain.endswith(_NAME_ENDS) else 1.0


def _value(look: Look) -> float:
    if look.is_sure_label:
        return -6.0
    plain = look.plain
    if look.value.number is not None:
        return 4.0 if look.value.unit or look.value.operator else 3.0
    if look.kind is Kind.DATE:
        return 3.0
    if look.kind is Kind.MISSING:
        return 0.5
    if plain[:1] in _SIGNS:
        return 4.0 if len(plain) > 1 else -4.0
    points = 1.5 if len(plain) <= 12 else (1.0 if len(plain) <= _LONG_VALUE else -1.0)
    return points - (2.5 if plain.endswith(_NAME_ENDS) and not _DIGIT.search(plain) else 0.0)


def _sign(look: Look) -> float:
    return 4.0 if SIGN.fullmatch(look.plain) else NEVER


def _unit(look: Look) -> float:
    if _DIGIT.search(look.plain) or len(look.plain) > 8 or look.label is not None:
        return NEVER
    return 3.0 if normal("1" + look.plain).unit == look.plain else 0.0


def _points(look: Look) -> float:
    return 2.0 if _NUMBER.fullmatch(look.plain) else NEVER


def _past(look: Look) -> float:
    return min(_value(look), 2.0)


def _remark(look: Look) -> float:
    if look.is_sure_label:
        return -6.0
    return -1.0 if look.value.number is not None else 0.5


def _description(look: Look) -> float:
    explains = _EXPLAINS.search(look.plain) or _SHARE.search(look.plain)
    return 2.0 if explains and not look.is_sure_label else _remark(look)


def _lead(look: Look) -> float:
    """The project of a row, its goal, or what else stands before the classes."""
    return NEVER if look.label is not None or look.value.number is not None else 1.0


def _amount(look: Look) -> float:
    return 3.0 if _MONEY.fullmatch(look.plain) else NEVER


_RULES: Mapping[str, Callable[[Look], float]] = {
    "level1": lambda look: _class(look, inner=False),
    "level2": lambda look: _class(look, inner=True),
    "level3": _name,
    "value": _value,
    "operator": _sign,
    "unit": _unit,
    "weight": _points,
    "score": _points,
    "actual": _past,
    "history": _past,
    "description": _description,
    "project": _lead,
    "goal": _lead,
    "amount": _amount,
}
