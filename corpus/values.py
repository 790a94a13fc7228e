"""指标值: "≥1500 条", "12月底前", "较往年有所提高" → operator, number, unit and kind. Money is Decimal in 万元."""

import re
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from corpus.chars import fold
from corpus.records import Value

PENDING = "待填报"
"""The mark of a cell that only the user can fill; a draft prints it instead of inventing a number."""


class Kind(StrEnum):
    """What sort of thing a value is."""

    MISSING = "missing"
    """Empty, or a sign that stands for nothing: 无, /, —, *, XX, 据实."""
    PENDING = "pending"
    """Marked 待填报."""
    PERCENT = "percent"
    MONEY = "money"
    """A total amount: 万元, 元, 亿元."""
    UNIT_COST = "unit-cost"
    """An amount for each: 元/人, 万元/台."""
    COUNT = "count"
    """A number of things: 份, 次, 人次, 公里."""
    DURATION = "duration"
    DATE = "date"
    NUMBER = "number"
    """A number without a unit."""
    TEXT = "text"
    """Words: a grade, a wish, a description."""


_OPERATORS = {
    "≥": "≥", "≧": "≥", ">=": "≥", "=>": "≥", "≤": "≤", "≦": "≤", "<=": "≤", "=<": "≤",
    ">": ">", "<": "<", "=": "=", "﹦": "=",
    "不低于": "≥", "不少于": "≥", "不小于": "≥", "大于等于": "≥", "大于或等于": "≥", "至少": "≥", "达到": "≥", "达": "≥",
    "不超过": "≤", "不高于": "≤", "不大于": "≤", "不多于": "≤", "小于等于": "≤", "小于或等于": "≤", "控制在": "≤", "至多": "≤",
    "大于": ">", "高于": ">", "超过": ">", "多于": ">", "小于": "<", "低于": "<", "少于": "<", "等于": "=", "优于": "≥",
}  # fmt: skip
_FIRST = frozenset("＞＜＝﹥﹤≧≦一二两三四五六七八九十").union(operator[0] for operator in _OPERATORS)
"""What a value begins with, digits aside."""
_AFTER = {"以上": "≥", "及以上": "≥", "以内": "≤", "之内": "≤", "内": "≤", "以下": "≤", "及以下": "≤", "左右": "="}
_CHINESE = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_VALUE = re.compile(
    r"(?P<op>" + "|".join(sorted(map(re.escape, _OPERATORS), key=len, reverse=True)) + r")?"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[一二两三四五六七八九十])"
    r"(?P<more>多|余)?"
    r"(?P<unit>[%‰]|[^\d\s,;:,。;()%≥≤<>=]{0,12}?|[^\d\s]{1,4}/\d+[^\d\s,;:()]{1,6})"
    r"(?P<after>" + "|".join(sorted(_AFTER, key=len, reverse=True)) + r")?"
)
_MONEY_UNITS = {
    "元": Decimal("0.0001"),
    "万元": Decimal(1),
    "万": Decimal(1),
    "亿元": Decimal(10000),
    "千元": Decimal("0.1"),
}
_DURATION_UNITS = re.compile(
    r"^(?:个?工作日|日历天|天|日|个?小时|分钟|秒钟?|个?月|周|个?季度|年)(?:/[次件户起项人\u4e00-\u9fff]{1,3})?$"
)
_DATE = re.compile(
    r"(?:(?:19|20)\d{2}年(?:度)?)?\d{1,2}月(?:份)?(?:\d{1,2}日|底|末|初|中旬|上旬|下旬)?|(?:19|20)\d{2}[.\-/]\d{1,2}|年底|年末|年内"
    r"|(?:第?[一二三四]|1|2|3|4)季度|汛期?前|春节前|当年|(?:19|20)\d{2}年"
)
_YEAR = re.compile(r"(?:19|20)\d{2}年")
LONGEST_DATE = 24
"""Characters of the longest text of :attr:`Kind.DATE`."""
_DATE_SIGNS = frozenset("月年季汛春.-/")
"""Every date has one of these."""
_PLACEHOLDERS = re.compile(
    r"^(?:[-—–/\\*×xX.。…·、_]+|无|暂无|空|略|待定|据实|不适用|n/a|0、0\.00%、0)$", re.IGNORECASE
)
_PLACEHOLDER_STARTS = frozenset("-—–/\\*×xX.。…·、_无暂空略待据不nN0")
_MEASURE_WORD = (
    r"(?:个|件|份|条|次|人|户|名|台|套|辆|艘|架|座|栋|幢|间|处|所|家|项|种|类|批|期|届|场|班|门|本|册|篇|幅|张|页|棵|株|亩|公顷|公里|千米|"
    r"厘米|毫米|米|平方米|平方公里|立方米|立方|吨|公斤|千克|斤|克|升|毫升|千瓦|千瓦时|度|头|只|匹|尾|羽|口|眼|盏|块|片|道|支|枚|根|把|副|"
    r"顶|床|面|辑|集|部|例|宗|起|人次|家次|户次|车次|批次|班次|频次|场次|点位|站|路|公分|字|遍|轮|组|队|对|双|节|课时|学时|标段|标|宿|桌|餐|"
    r"㎡|m²|m2|km|m|t|kg|[Tt][Bb]|[Gg][Bb]|[Mm]|分|级|倍|岁|元)"
)
_UNIT = re.compile(
    r"(?:(?!个月|个?小时|个?工作日)[百千万亿]?"
    + _MEASURE_WORD
    + r"(?:次|数)?(?:[一-鿿]{0,6}?)|[%‰]|个百分点|(?:千|万|亿)?元?|万)"
    r"(?:[/·每]\d*[^\d\s]{1,8})?"
)
_PROSE_UNIT = re.compile(r"[的了是为在按将把被和与]")


class Normal(NamedTuple):
    """The normal form of a value, without its text."""

    operator: str | None = None
    number: Decimal | None = None
    unit: str | None = None


def parse_value(text: str) -> Value:
    """The value that ``text`` prints, with operator, number and unit where the whole cell is such a value.

    A sentence that merely holds a number keeps its words only: its number would be a guess.
    """
    found = normal(fold(text))
    if found is _NOTHING:
        return Value(text=text)
    return Value(text=text, operator=found.operator, number=found.number, unit=found.unit)


def normal(plain: str) -> Normal:
    """As :func:`parse_value` for a folded text, without a record: for the readers, which ask it of every piece of a text."""
    # Most texts can be no value by their first character; the expression would find that out more slowly.
    return _normal(plain) if plain and may_be_number(plain[0]) else _NOTHING


def may_be_number(first: str) -> bool:
    """Whether a number, with or without operator, may begin with this character of a folded text."""
    return first in _FIRST or first.isdecimal()


def may_be_missing(first: str) -> bool:
    """Whether what is of :attr:`Kind.MISSING` may begin with this character of a folded text."""
    return first in _PLACEHOLDER_STARTS


def may_hold_date(plain: str, start: int, end: int) -> bool:
    """Whether any part of ``plain[start:end]``, a folded text, may be of :attr:`Kind.DATE`."""
    return _DATE.search(plain, start, end) is not None


@lru_cache(maxsize=20_000)
def _normal(folded: str) -> Normal:
    plain = folded.replace("≧", "≥").replace("≦", "≤")
    match = _VALUE.fullmatch(plain)
    if match is None or not _is_unit(match["unit"]):
        return _NOTHING
    is_duration = bool(_DURATION_UNITS.match(match["unit"] or "")) and not _YEAR.fullmatch(plain)
    if _DATE.match(plain) and not is_duration:
        return _NOTHING
    after = match["after"]
    operator = _OPERATORS.get(match["op"] or "") or (_AFTER[after] if after else None)
    return Normal(operator, _number(match["number"]), match["unit"] or None)


def kind(value: Value) -> Kind:
    """What sort of thing ``value`` is, from its unit or, for words, from its form."""
    return kind_of(fold(value.text), value.number, value.unit)


def kind_of(plain: str, number: Decimal | None, unit: str | None) -> Kind:
    """As :func:`kind` for the folded text of a value and its normal form."""
    if not plain or (may_be_missing(plain[0]) and _PLACEHOLDERS.match(plain)):
        return Kind.MISSING
    if PENDING in plain:
        return Kind.PENDING
    if number is None:
        short = len(plain) <= LONGEST_DATE
        return Kind.DATE if short and not _DATE_SIGNS.isdisjoint(plain) and _DATE.search(plain) else Kind.TEXT
    unit = unit or ""
    if unit in {"%", "‰"} or unit.startswith("个百分点"):
        return Kind.PERCENT
    if unit in _MONEY_UNITS:
        return Kind.MONEY
    if re.match(r"(?:万|亿|千)?元/", unit) or re.match(r"(?:万|亿|千)?元(?:每|·)", unit):
        return Kind.UNIT_COST
    if _DURATION_UNITS.match(unit):
        return Kind.DURATION
    return Kind.COUNT if unit else Kind.NUMBER


def wan(value: Value) -> Decimal | None:
    """The amount of a ``Kind.MONEY`` value in 万元; None for any other kind."""
    if value.number is None or kind(value) is not Kind.MONEY:
        return None
    return value.number * _MONEY_UNITS[value.unit or ""]


def amounts(text: str) -> list[tuple[str, Decimal]]:
    """Every amount of money in running text as (words, 万元): ``不超过 15万元`` → ``("15万元", Decimal(15))``."""
    found = []
    for match in re.finditer(r"(\d+(?:,\d{3})*(?:\.\d+)?)\s*(亿元|万元|千元|元)(?!\s*[/每])", text):
        number = Decimal(match[1].replace(",", ""))
        found.append((match[0], number * _MONEY_UNITS[match[2]]))
    return found


def has_number(text: str) -> bool:
    """Whether ``text`` holds a digit or a Chinese numeral before a measure word (``一辆``, ``三次``)."""
    return bool(
        re.search(r"\d", fold(text))
        or re.search(r"[一二两三四五六七八九十百]+(?:次|个|名|人|辆|台|套|项|件|场|处|期|份)", text)
    )


_NOTHING = Normal()


def _is_unit(text: str | None) -> bool:
    """Whether what stands behind a number is a unit, perhaps with its noun (``个乡镇``), and not the rest of a sentence."""
    if not text or _DURATION_UNITS.match(text):
        return True
    return bool(_UNIT.fullmatch(text)) and not _PROSE_UNIT.search(text)


def _number(text: str) -> Decimal:
    return Decimal(_CHINESE[text]) if text in _CHINESE else Decimal(text.replace(",", ""))
