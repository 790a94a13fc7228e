"""The header of an indicator table among the fragments of a text: its columns, where it ends, how it parts its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from corpus import layouts
from corpus.chars import fold
from corpus.listing.columns import OTHER, Name, columns_of
from corpus.listing.fragments import Fragment
from corpus.listing.labels import is_section, label

_LONGEST = 6
"""A name is broken into at most this many fragments."""
_LONGEST_CLASS = 9
"""The name of a class too, where it is spaced out: ``可 持 续 影 响 指 标``."""
_MOST = 24
_STARTS = frozenset({"level1", "level2", "level3"})
_PERIOD = re.compile(r"\(?(?:(长期|中期|中长期|实施期|总体|全周期)|(年度|当年|本年|本年度))\)?$")
_BRACKET = re.compile(r"\([^()]*\)分?$")


class Shape(Enum):
    """How a table parts its cells."""

    BARS = auto()
    """Bars or tabs between the cells, a row on a line."""
    BAR_STREAM = auto()
    """Every cell closed by a bar, mostly one a line."""
    BLANKS = auto()
    """Blanks between the cells, a row on a line."""
    LINES = auto()
    """One cell a line."""
    GLUED = auto()
    """Nothing between the cells."""

    @property
    def row_wise(self) -> bool:
        """Whether a line begins a row."""
        return self in {Shape.BARS, Shape.BLANKS, Shape.GLUED}


@dataclass(frozen=True)
class Header:
    """A header row. ``start`` and ``stop`` bound its fragments."""

    start: int
    stop: int
    names: tuple[Name, ...]
    shape: Shape

    @property
    def names_classes(self) -> bool:
        """Whether a column is there for the classes of the indicators."""
        return any(name.field in {"level1", "level2"} for name in self.names)

    @property
    def columns(self) -> tuple[str, ...]:
        """Record fields in printed order; those of a second period carry :data:`MID`."""
        return columns_of(self.names)


def find_headers(frags: Sequence[Fragment]) -> list[Header]:
    """Every header row in ``frags``."""
    found: list[Header] = []
    begins = [False] * (len(frags) + 1)
    for k in range(len(frags) - 1, -1, -1):
        begins[k] = _may_begin(frags[k].text) if frags[k].text else begins[k + 1]
    k = 0
    while k < len(frags):
        header = header_at(frags, k) if begins[k] else None
        if header is None:
            k += 1
        else:
            found.append(header)
            k = header.stop
    return found


def _may_begin(text: str) -> bool:
    """Whether a header may begin with ``text``: most fragments end here."""
    first = fold(text)[:1]
    return first in _FIRST or first.isdecimal()


def header_at(frags: Sequence[Fragment], start: int) -> Header | None:
    """The header that begins at fragment ``start`` with the name of a level; None where none does."""
    names: list[Name] = []
    glued = False
    least = _LEAST_RANKED if start and fold(frags[start - 1].text) in RANKS else _LEAST_NAMES
    k = start
    while k < len(frags) and len(names) < _MOST:
        if not frags[k].text:
            k += 1
            continue
        done = _complete(names, least)
        end, found = _names_at(frags, k, fuzzy=len([n for n in names if n.field != OTHER]) >= 2)
        if not found:
            if done and _row_begins(frags, k, names):
                break
            if len(names) < 2 or label_end(frags, k):
                break
            end, text = _cell(frags, k)
            found = [Name(text, OTHER, "", frags[k].newline)]
        elif done and frags[k].newline and (is_section(frags[k].text) or _is_ranked(frags, end, found, names)):
            break
        if not names and next((n.field for n in found if n.field != "section"), "") not in _STARTS:
            return None
        glued = glued or len(found) > 1
        names += found
        k = end
    while names and names[-1].field == OTHER and names[-1].newline:
        k = _back_over(frags, start, k, names.pop())
    if not _complete(names, least):
        return None
    shape = _shape(frags[start:k], names, glued)
    in_lines = shape in {Shape.LINES, Shape.BAR_STREAM}
    lead = (
        [] if shape is Shape.GLUED or frags[start].newline is not in_lines else _lead(frags, start, in_lines=in_lines)
    )
    return Header(start - len(lead), k, (*lead, *names), shape)


def _lead(frags: Sequence[Fragment], start: int, *, in_lines: bool) -> list[Name]:
    """The columns right before those of the levels: a number, the project of each row with its amount and goal."""
    found: list[Name] = []
    for frag in reversed(frags[:start]):
        field = _LEAD.get(fold(frag.text)) or _LEAD.get(layouts.plain(frag.text))
        if field is None:
            break
        found.insert(0, Name(frag.text, field, "", frag.newline))
        if frag.newline and not in_lines:
            break
    while found and found[0].field not in {"project", OTHER}:
        del found[0]
    return (
        found
        if any(name.field == "project" for name in found)
        else [name for name in found if name.field == OTHER][-1:]
    )


RANKS = frozenset({"级次", "指标级次", "级别", "指标级别", "层级", "指标层级"})
"""Names of a column for the rank of each row."""
_LEAST_NAMES, _LEAST_RANKED = 3, 2
"""Columns of a header that are known, a column of ranks aside."""
_LEAD = dict.fromkeys(
    ("序号", "编号", *sorted(RANKS), "行次", "行号", "单位名称", "预算单位", "单位编码", "项目类别", "主管部门"), OTHER
) | {fold(spelling): name for name in ("project", "goal", "amount") for spelling in layouts.COLUMNS[name]}
"""Names of columns before those of the levels, folded."""


def label_end(frags: Sequence[Fragment], k: int) -> int:
    """Where the class label ends that begins at fragment ``k``, whole or cut over lines; 0 where none begins."""
    text = ""
    found = 0
    for end in range(k, min(k + _LONGEST_CLASS, len(frags))):
        if end > k and frags[end].parted:
            break
        text += frags[end].text
        known = label(text)
        if known is not None and known.sure:
            found = end + 1
    return found


def _row_begins(frags: Sequence[Fragment], k: int, names: Sequence[Name]) -> bool:
    """Whether a complete header is over at ``k``: at a class label, or at a new line where the names shared one."""
    if label_end(frags, k):
        return True
    return begins_line(frags, k) and sum(not name.newline for name in names) >= 2


def begins_line(frags: Sequence[Fragment], k: int) -> bool:
    """Whether fragment ``k`` is the first on its line that prints anything but a bar."""
    return frags[k].newline or (k > 0 and frags[k - 1].newline and not frags[k - 1].text)


def _is_ranked(frags: Sequence[Fragment], end: int, found: Sequence[Name], names: Sequence[Name]) -> bool:
    """Whether what looks like the name of a level is the rank of the first row: 一级 with 产出指标 right behind it."""
    named = any(name.field == "level3" for name in names)
    return named and found[0].field == "level1" and bool(label_end(frags, end))


def _back_over(frags: Sequence[Fragment], start: int, stop: int, name: Name) -> int:
    """The stop without the fragments of the last ``name``."""
    length = len(fold(name.text))
    while stop > start and length > 0:
        stop -= 1
        length -= len(fold(frags[stop].text))
    return stop


def _cell(frags: Sequence[Fragment], k: int) -> tuple[int, str]:
    """End and text of the cell that fragment ``k`` begins, as far as bars and lines tell."""
    end = k + 1
    while end < len(frags) and not frags[end].parted and not frags[end].newline and frags[end].text:
        end += 1
    return end, "".join(frag.text for frag in frags[k:end])


def _names_at(frags: Sequence[Fragment], k: int, *, fuzzy: bool) -> tuple[int, list[Name]]:
    """The column name at fragment ``k``, of up to six fragments; several where one fragment glues them."""
    best: tuple[int, list[Name]] = (k, [])
    text = ""
    for end in range(k, min(k + _LONGEST, len(frags))):
        if end > k and (frags[end].parted or (best[1] and _stands_alone(frags[end]))):
            break
        text += fold(frags[end].text)
        field, period = _field(text, fuzzy=fuzzy and end == k)
        if field:
            best = (end + 1, [Name(text, field, period, frags[k].newline)])
    if not best[1] and (names := glued_names(fold(frags[k].text))):
        best = (k + 1, [Name(n, _field(n)[0], "", frags[k].newline and j == 0) for j, n in enumerate(names)])
    return best


def _stands_alone(frag: Fragment) -> bool:
    """Whether a word on the same line is a column name of its own: 指标值 and 单位 are two, though 指标值单位 is one."""
    return not frag.newline and bool(_field(fold(frag.text))[0])


@lru_cache(maxsize=20_000)
def _field(text: str, *, fuzzy: bool = False) -> tuple[str, str]:
    """The record field that a column name stands for, and its period; empty where none."""
    for plain in (text, layouts.plain(text), _BRACKET.sub("", text), _PERIOD.sub("", text)):
        if plain in _FIELDS:
            period = _PERIOD.search(text) if plain != text else None
            mid = bool(re.search(r"中期|长期|实施期", text))
            return _FIELDS[plain], "mid" if mid else ("year" if period else "")
    if not fuzzy or len(text) > 24 or label(text) is not None:
        return "", ""
    field = next((field for pattern, field in _FUZZY if pattern.search(text)), "")
    return field, _PERIODS[layouts.period(text)] if field == "value" else ""


_PERIODS: dict[layouts.Period | None, str] = {None: "", layouts.Period.TERM: "mid", layouts.Period.YEAR: "year"}


_TOO_SHORT = frozenset({"值", "指标"})
"""Column names that in a run of words are rather the end of another word."""
_KNOWN = (
    "section",
    "level1",
    "level2",
    "level3",
    "value",
    "description",
    "operator",
    "unit",
    "basis",
    "weight",
    "scoring",
)
_OTHERS = ("direction", "attribute", "history", "formula", "remark", "actual", "score", "deviation")
_FIELDS: dict[str, str] = {}
for _name in (*_KNOWN, *_OTHERS):
    for _spelling in layouts.COLUMNS.get(_name, ()):
        if _spelling not in _TOO_SHORT:
            _FIELDS.setdefault(fold(_spelling), _name)
_FIRST = frozenset(
    {*"(一二三四五六七八九十", *(name[0] for name, field in _FIELDS.items() if field in _STARTS | {"section"})}
)
"""Besides digits what a header may begin with: a name of a level or of the part, perhaps numbered."""
_FUZZY = tuple(
    (re.compile(pattern), field)
    for pattern, field in (
        (r"(?:上年|前年|去年|历史|近.年|20\d\d年实际).*值$", "history"),
        (layouts.PART_OF_YEAR.pattern + ".*值$", "history"),
        (r"(?:实际|完成).*[值况]$|^完成情况$", "actual"),
        (r"(?:预期|目标|计划|当年|本年|年度|指标).*值$", "value"),
        (r"分值|权重", "weight"),
        (r"得分", "score"),
        (r"原因|措施", "deviation"),
        (r"(?:评分|扣分|评价|赋分)(?:标准|规则|办法)", "scoring"),
        (r"(?:依据|标准)(?:及\S+|[(]\S*[)])?$", "basis"),
        (r"计量单位|度量单位", "unit"),
        (r"(?:说明|解释|描述|内容)(?:及\S+|[(]\S*[)])?$", "description"),
        (r"备注", "remark"),
    )
)


def glued_names(text: str) -> list[str]:
    """The column names that make up the whole of ``text``; empty where they do not, or where it is a single one."""
    found: list[str] = []
    rest = text
    while rest:
        match = _ANY_NAME.match(rest)
        name = match[0] if match else None
        if name is None:
            bracket = re.match(r"\([^()]*\)", rest)
            if not bracket or not found:
                return []
            rest = rest[bracket.end() :]
            continue
        found.append(name)
        rest = rest[len(name) :]
    return found if len(found) > 1 else []


def find_run(text: str) -> tuple[int, int] | None:
    """Where a header stands glued within ``text``, with other words before or behind it; None where none does."""
    for match in _RUN.finditer(text):
        fields = {_field(name)[0] for name in glued_names(fold(match[0]))}
        if "value" in fields and fields & {"level2", "level3"} and len(fields) >= _LEAST_RUN:
            return None if match[0].strip() == text.strip() else match.span()
    return None


_LEAST_RUN = 3
_ANY_NAME = re.compile("|".join(map(re.escape, sorted(_FIELDS, key=len, reverse=True))))
"""Any column name, the longest first."""
_RUN = re.compile(rf"(?:(?:{_ANY_NAME.pattern})(?:[(（][^()（）]*[)）])?){{{_LEAST_RUN},}}")


def _complete(names: Sequence[Name], least: int) -> bool:
    fields = {name.field for name in names}
    known = fields - {OTHER, "section"}
    return "value" in fields and bool(fields & {"level2", "level3"}) and len(known) >= least


def _shape(frags: Sequence[Fragment], names: Sequence[Name], glued: bool) -> Shape:
    one_a_line = sum(name.newline for name in names) > max(min(2, len(names) - 1), len(names) / 2)
    if glued:
        return Shape.GLUED
    if any(frag.parted and not frag.newline for frag in frags) or any(frag.parted for frag in frags[1:]):
        return Shape.BAR_STREAM if one_a_line else Shape.BARS
    return Shape.LINES if one_a_line else Shape.BLANKS
