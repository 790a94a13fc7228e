"""A small chart of what alike indicators set: a dot for every table, a line at the median. Pure functions, no Streamlit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape
from statistics import median
from typing import NamedTuple

from corpus.hits import Hit
from corpus.records import Value

_FEWEST = 2


class Dot(NamedTuple):
    """One value and the table that set it."""

    number: Decimal
    text: str
    where: str


def dots(hits: Iterable[Hit]) -> tuple[list[Dot], str]:
    """The values of ``hits`` and of those folded into them that can be compared, lowest first, and their unit."""
    every = [
        one for hit in hits for one in (hit, *hit.members) if one.indicator and one.indicator.value.number is not None
    ]
    units = Counter(one.indicator.value.unit or "" for one in every if one.indicator)
    if not units:
        return [], ""
    unit = units.most_common(1)[0][0]
    found = []
    for one in every:
        value = one.indicator.value if one.indicator else None
        if value is not None and value.number is not None and (value.unit or "") == unit:
            where = " · ".join(
                filter(None, (one.department or "", f"{one.year} 年" if one.year else "", one.project or ""))
            )
            found.append(Dot(value.number, value.text, where))
    return sorted(found, key=lambda dot: dot.number), unit


def spread_html(found: Sequence[Dot], unit: str, own: Value | None = None) -> str:
    """The chart with its figures in words; ``own`` is this table's value, drawn apart. Empty for fewer than two values."""
    if len(found) < _FEWEST:
        return ""
    numbers = [dot.number for dot in found]
    mine = own.number if own is not None and own.number is not None and (own.unit or "") == unit else None
    low, high = min([*numbers, *_one(mine)]), max([*numbers, *_one(mine)])
    middle = median(numbers)
    marks = "".join(
        f'<i style="left:{_at(dot.number, low, high)}%" title="{escape(f"{dot.text}　{dot.where}")}"></i>'
        for dot in found
    )
    marks += f'<b style="left:{_at(middle, low, high)}%"></b>'
    if mine is not None:
        marks += f'<em style="left:{_at(mine, low, high)}%" title="本表：{escape(own.text if own else "")}"></em>'
    told = f"{len(found)} 张表：{_plain(numbers[0])}–{_plain(numbers[-1])}{unit}，中位 {_plain(middle)}{unit}"
    if numbers[0] == numbers[-1]:
        told = f"{len(found)} 张表都是 {_plain(middle)}{unit}"
    beside = "；三角是本表的值" if mine is not None else ""
    return (
        f'<div class="jx-spread" role="img" aria-label="{escape(told)}"><div class="jx-axis">{marks}</div></div>'
        f'<div class="jx-meta">{escape(told + beside)}</div>'
    )


def _one(number: Decimal | None) -> list[Decimal]:
    return [] if number is None else [number]


def _at(number: Decimal, low: Decimal, high: Decimal) -> str:
    return f"{float(number - low) / float(high - low) * 96 + 2:.1f}" if high > low else "50"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
