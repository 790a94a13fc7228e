"""Names of level-1 and level-2 classes as they stand in a cell: numbered, with points behind them, in odd spellings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus import layouts, taxonomy
from corpus.chars import fold
from corpus.levels import split_label

_MARKS = re.compile(r"^[(]?[一二三四五六七八九十]{1,2}[)、.]+|^[(]?\d{1,2}[)、.]+|^[★☆*]+|[:：]$")
_POINTS = re.compile(r"\([^()]*\)分?|\(?\d+(?:\.\d+)?(?:[分%]\)?|\))$")
_ODD = re.compile(
    r"(?:项目|年度|绩效|社会|公众|服务|对象|群众|受益|受众|帮扶|培训|学员|师生|居民|用户|企业|单位|主管|部门|生态|环境|经济|产出|其他|资金"
    r"|和|或|及|、|/|数量|质量|时效|成本|进度|效益|效果|影响|可持续|满意度|管理|投入|完成|发展|约束性|过程|决策)+指标"
)
_CLASS_WORD = re.compile(r"数量|质量|时效|成本|进度|效益|效果|影响|满意度|产出|投入|管理|完成|约束|过程|决策")
_ANY_WORD = re.compile(
    "|".join([_CLASS_WORD.pattern, *(word for word in taxonomy.SPELLINGS if not _CLASS_WORD.search(word))])
)
"""Every name of a class holds one of these."""
_LAST = frozenset({"标", "分", *(word[-1] for word in taxonomy.SPELLINGS)})
"""Every name of a class ends with one of these, points and marks behind it aside."""
_LONGEST = 20
_AROUND = "0123456789一二三四五六七八九十()、.:★☆*分%"
"""What the marks before a label and the points behind it are made of."""
_ALPHABET = {*_AROUND, *"【】[]/", *"".join(taxonomy.SPELLINGS), *(char for char in _ODD.pattern if char >= "一")}
_FOREIGN = re.compile(f"[^{re.escape(''.join(sorted(_ALPHABET)))}]")
"""What no label holds outside brackets."""
_BRACKETED = "【[〔《<"
"""What begins a pair of classes that heads the rows below it and stands in no cell."""
SHORT = 4
"""A label of fewer characters (数量, 成本) is also an ordinary word."""


@dataclass(frozen=True)
class Label:
    """Which columns a text can stand in as the name of a class."""

    outer: bool
    """Level 1."""
    inner: bool
    """Level 2."""
    sure: bool
    """A spelling that the taxonomy knows and that is no everyday word."""


@lru_cache(maxsize=20_000)
def label(text: str) -> Label | None:
    """What class-name ``text`` is; None where it is none."""
    folded = fold(text)
    if (folded[-1:] >= "一" and folded[-1] not in _LAST) or not _ANY_WORD.search(folded) or _is_long(folded):
        return None  # most texts end here
    plain = _POINTS.sub("", _MARKS.sub("", folded))
    if plain[:1] not in _BRACKETED and split_label(plain) is not None:
        return Label(outer=True, inner=True, sure=True)
    if not plain or len(plain) > _LONGEST:
        return None
    outer, inner = taxonomy.level1(plain) is not None, taxonomy.level2(plain) is not None
    if outer or inner:
        return Label(outer, inner, sure=len(plain) >= SHORT)
    if _ODD.fullmatch(plain) and _CLASS_WORD.search(plain) and not is_section(plain):
        outer = bool(re.search(r"产出|效益指标|完成|投入|管理|约束|过程|决策", plain)) and not re.match(
            r"经济|社会|生态|环境", plain
        )
        return Label(outer, inner=True, sure=False)
    return None


def _is_long(folded: str) -> bool:
    """Whether a text is longer than any label even without the marks and points around it."""
    return len(folded) > _LONGEST and "(" not in folded and len(folded.strip(_AROUND)) > _LONGEST


def may_begin(text: str) -> bool:
    """Whether ``text`` may be the name of a class or the beginning of one."""
    folded = fold(text)
    return "(" in folded or _FOREIGN.search(folded) is None


@lru_cache(maxsize=20_000)
def is_section(text: str) -> bool:
    """Whether ``text`` is the name of the whole indicator part (绩效指标), which stands beside its rows."""
    return fold(text) in _SECTIONS or layouts.plain(text) in _SECTIONS or bool(_PART_TITLE.fullmatch(fold(text)))


_PART_TITLE = re.compile(r"(?:项目|年度|本年|当年|长期|中期|中长期|实施期|总体|绩效)+指标表?")
_SECTIONS = frozenset(fold(name) for name in layouts.COLUMNS["section"]) | {"绩效指标", "年度绩效指标表", "指标体系"}
