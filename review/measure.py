"""What an indicator measures, decided from the head noun of its 三级指标 and its 描述, never from one bad word alone.

``sort_of`` judges one text, ``measures`` a row: a description with a clear ratio rescues a vague name, and a name that
is a clear rate rescues a vague description. The words are data (``words/measure.toml``).
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache

from corpus import taxonomy
from corpus.chars import fold
from review.rule import Row
from review.words import any_of, words


class Sort(StrEnum):
    """What sort of thing a text measures."""

    RATE = "rate"
    """A share with numerator and denominator: 参保率, …占…的比例, 全部核查."""
    MADE_UP = "made-up"
    """Called a rate, but nobody could say of what: 持续发挥作用率."""
    COUNT = "count"
    AMOUNT = "amount"
    DURATION = "duration"
    TIMELY = "timely"
    """及时性: measurable once there is a deadline."""
    SATISFACTION = "satisfaction"
    CHECKABLE = "checkable"
    """A property that one can check item by item: 合规性, 落实情况."""
    STATE = "state"
    """A wish, an effect or a quality with nothing to count: 社会影响力, 确保…安全."""
    ACTIVITY = "activity"
    """Something that is done: 开展…进校园."""
    UNKNOWN = "unknown"


_RATIO = re.compile(
    r"占.{1,40}?(?:比例|比率|比重|百分比|率|%)|占(?:总|全|应|需|所有|计划|目标)|之比$|÷|(?:比例|比率|比重|占比|百分比)(?:达到?\d.*)?$"
)
_TAIL = re.compile(r"[。；;，,、.:：”“\"]+$|\([^()]*\)?$|\)$")
_MODIFIERS = re.compile(
    r"(?:(?:显著|明显|有效|稳步|逐步|不断|持续|进一步|得到)*(?:提升|提高|改善|增强|加强|巩固|优化|保障)|情况|程度|指标)$"
)
_NUMBERED = re.compile(r"^(?:三级)?指标\d*[:：](?=.)|^(?:其中|\d+[.、])[:：]?(?=\D)")
_CHANGE = re.compile(r"(?:增长|增幅|降幅|下降|上升|增加|减少|降低)(?:情况|比例|幅度)?$")
_EFFICIENCY = re.compile(r"(?<!有)效率(?:提升|提高)?$")
_PREVENT = re.compile(r"(?:遏制|杜绝|防范|防止|预防|避免)[^，,]*率$")
_NUMBER_NOUN = re.compile(r"(?<![指系分参倍基])数$")
_RANK = (Sort.RATE, Sort.SATISFACTION, Sort.MADE_UP, Sort.COUNT, Sort.DURATION, Sort.AMOUNT)


@cache
def _pattern(template: str, *keys: str) -> re.Pattern[str]:
    """``template`` with ``{}`` replaced by word lists of ``measure.toml``, compiled once."""
    return re.compile(template.format(*(any_of("measure", key) for key in keys)))


@lru_cache(maxsize=1024)
def bare(text: str) -> str:
    """``text`` folded, without closing marks and bracketed units: ``企业满意度（%）。`` → ``企业满意度``."""
    plain, before = _NUMBERED.sub("", fold(text)), ""
    while plain != before:
        before, plain = plain, _TAIL.sub("", plain)
    return plain


@lru_cache(maxsize=1024)
def sort_of(text: str) -> Sort:
    """What ``text``, a name or a description, measures by itself."""
    plain = bare(text)
    if not plain:
        return Sort.UNKNOWN
    if "满意" in plain:
        return Sort.SATISFACTION
    if "率" in plain and (rate := _rate(plain)):
        return rate
    if (
        _RATIO.search(plain)
        or _pattern("{}", "words.duties").search(plain)
        or _pattern("{}$", "rates.levels").search(plain)
    ):
        return Sort.RATE
    if _CHANGE.search(plain) and not _wish(plain):
        return Sort.RATE
    return _noun(plain)


@lru_cache(maxsize=1024)
def combined(name: str, description: str) -> Sort:
    """What a name and its description measure together."""
    sorts = sort_of(name), sort_of(description)
    for sort in _RANK:
        if sort in sorts:
            return sort
    if sorts[1] is Sort.ACTIVITY and _pattern("^{}", "words.lasting").match(bare(name)):
        return Sort.ACTIVITY
    if Sort.TIMELY in sorts and sorts[0] is not Sort.STATE:
        return Sort.TIMELY
    return next((s for s in (Sort.STATE, Sort.CHECKABLE, Sort.ACTIVITY) if s in sorts), Sort.UNKNOWN)


def measures(row: Row) -> Sort:
    """What the row measures, by its name and description."""
    return combined(row.name, row.description)


def is_placeholder(row: Row) -> bool:
    """Whether the name is only the class's own label or a template's words, and the description says no more."""
    name = bare(row.name) or row.name
    if not name or not _stands_for_nothing(name, row):
        return False
    said = bare(row.description)
    return not said or _stands_for_nothing(said, row) or said == name


def is_unused(row: Row) -> bool:
    """Whether the row is one that the form prints and the project does not use: 无, 不适用, or nothing at all."""
    return not row.name or bool(
        re.search(r"^(?:无|/|-+|—+|[.…]+|指标\d*[:：]?)$|不适用|不涉及|^(?:不产生|无)[^,，。]{0,4}效益$", row.name)
    )


def harmful(text: str) -> bool:
    """Whether a rate or count named by ``text`` is better when smaller: 故障率, 事故起数."""
    plain = bare(text)
    if _pattern("{}", "rates.harmful_not").search(plain):
        return False
    return bool(_pattern(r"{}[^，,。]{{0,4}}(?:率|次数|起数|人数|件数|数)$", "rates.harmful").search(plain))


def favourable(text: str) -> bool:
    """Whether a rate named by ``text`` is better when larger: 合格率, 覆盖率."""
    return bool(_pattern("{}率$", "rates.favourable").search(bare(text)))


def _rate(plain: str) -> Sort | None:
    if _EFFICIENCY.search(plain):
        return Sort.STATE
    if plain.endswith("频率"):
        return Sort.COUNT
    if _pattern("{}$", "rates.not_shares").search(plain):
        return Sort.UNKNOWN
    if _PREVENT.search(plain) and not _pattern("{}率$", "rates.harmful_not").search(plain):
        return Sort.STATE
    if _pattern("{}率", "rates.known").search(plain) or _pattern("{}率", "rates.accepted").search(plain):
        return Sort.RATE
    if _pattern("{}率$", "rates.made_up").search(plain):
        return Sort.MADE_UP
    if not plain.endswith("率"):
        return None
    if _wish(plain) and not _pattern("^{}", "words.directions").match(plain):
        return Sort.STATE
    return Sort.RATE


def _noun(plain: str) -> Sort:
    if _pattern("{}$", "words.checkable").search(plain) and not (_wish(plain) and plain.endswith("情况")):
        return Sort.CHECKABLE
    core = _MODIFIERS.sub("", _MODIFIERS.sub("", plain))
    for sort, key in ((Sort.COUNT, "words.counts"), (Sort.DURATION, "words.durations")):
        if _pattern("{}$", key).search(core):
            return sort
    if _NUMBER_NOUN.search(core):
        return Sort.COUNT
    if _pattern("{}$", "words.states").search(plain) or _pattern("{}$", "words.states").search(core):
        return Sort.STATE
    if _pattern("{}$", "words.amounts").search(core):
        return Sort.AMOUNT
    if _wish(plain):
        return Sort.UNKNOWN if _pattern("{}$", "words.finished").search(plain) else Sort.STATE
    if _pattern("^{}", "words.activities").match(plain):
        return Sort.ACTIVITY
    if _pattern("{}", "words.timely").search(plain):
        return Sort.TIMELY
    return Sort.STATE if _pattern("^{}", "words.lasting").match(plain) else Sort.UNKNOWN


def _wish(plain: str) -> bool:
    return bool(_pattern("(?:^|[，,、;；。:：]){}", "words.wishes").search(plain))


def _stands_for_nothing(text: str, row: Row) -> bool:
    if row.level2 is taxonomy.Level2.SATISFACTION:
        return bool(re.fullmatch(words("measure")["names"]["placeholder"], text))
    label = bare(row.indicator.level2 or "")
    if text in {label, f"{label}指标"} or (text.endswith("指标") and (taxonomy.level2(text) or taxonomy.level1(text))):
        return True
    return bool(re.fullmatch(words("measure")["names"]["placeholder"], text))
