"""How well a text fits a column of a table whose classes are words of its own (部门管理, 履职效能).

How many cells a row has, and which of them is a value, then tells more than the words of a class do.
"""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.listing.columns import MID
from corpus.listing.evidence import NEVER, Look, fit, look_at
from corpus.listing.glued_cells import shape
from corpus.values import Kind

_LONGEST = 14
_WORDS = re.compile(r"[\u4e00-\u9fff、和及与()/]+(?:\(?\d+(?:\.\d+)?[分%]?\)?)?")
_KNOWN, _INNER, _OUTER = 1.5, 0.6, 0.4
_LONG_UNIT, _NO_UNIT = 3, -1.5
_NO_VALUE = -3.5
_EMPTY = -4.0
_VALUES = frozenset({"value", "actual", "history"})
_GOOD = frozenset(
    (
        "充分",
        "合理",
        "科学",
        "相关",
        "完整",
        "明确",
        "规范",
        "健全",
        "合规",
        "细化",
        "匹配",
        "真实",
        "全面",
        "公开",
        "高",
        "较高",
    )
)
"""What such tables set for how an office manages, in a word."""
_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=5_000)
def fit_of_any(field: str, text: str) -> float:
    """As :func:`corpus.listing.evidence.fit`: short words may stand as a class, known ones at any level."""
    name = field.removeprefix(MID)
    if not text:
        return _EMPTY if name == "value" else fit(field, text)
    look = look_at(text)
    if name in {"level1", "level2"}:
        return _class(look, inner=name == "level2")
    points = fit(field, text)
    if name in _VALUES and look.value.number is None and look.kind is Kind.TEXT and not _DIGIT.search(look.plain):
        form = shape(name, text)
        points += form if form > 0 or look.plain in _GOOD else _NO_VALUE
    elif name == "level3":
        points += shape(name, text)
    elif name == "unit" and points == 0.0 and len(look.plain) >= _LONG_UNIT:
        points = _NO_UNIT
    return points


def _class(look: Look, *, inner: bool) -> float:
    if look.numbered or look.value.number is not None or len(look.plain) > _LONGEST or not _WORDS.fullmatch(look.plain):
        return NEVER
    known = look.label is not None and (look.label.inner if inner else look.label.outer)
    return (_KNOWN if known else 0.0) + (_INNER if inner else _OUTER)
