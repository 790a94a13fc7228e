"""When the work stands ready and how the money flows until then: arithmetic on the calendar, no guess."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.library import Category
from corpus.records import Record, SpendingStep
from drafting.brief import Brief

_MONTHS = (3, 6, 10, 12)
"""The points in time that the Hebei form asks for."""
_MONTH = re.compile(
    r"(?P<words>(?:(?:19|20)\d{2}年)?(?P<month>1[0-2]|[1-9])月(?P<part>底|末|份|中旬|上旬|下旬|\d{1,2}日)?)[)）]?(?P<before>之?前|以前|完成|完工|竣工|到位|投入|交付|建成|开学)"
)
_BEGINS = re.compile(r"(?:全部|全面|陆续)?(?:开工|启动|开始|动工|进场|招标|签订|部署)")
"""Behind a date by which the work begins: it ends by another."""
_SEASONS = (
    ("春节前", "春节前", 1),
    ("八一前", "8月1日前", 8),
    ("汛期前", "汛期前", 5),
    ("汛前", "汛期前", 5),
    ("开学前", "秋季开学前", 8),
    ("采暖季前", "采暖季前", 10),
    ("供暖前", "采暖季前", 10),
    ("上半年", "6月底前", 6),
)
"""The user's words, how the date is printed, and the month by whose end the money has to be spent."""


class Deadline(Record):
    """The date by which the work is done."""

    month: int
    text: str
    """As printed in the table: ``2027年12月底前``."""
    quote: str | None = None
    """The user's words; null where it is the end of the budget year."""


def deadline(brief: Brief, categories: Sequence[Category] = ()) -> Deadline:
    """The user's own date, else the season's, else the end of the budget year."""
    year = f"{brief.year}年" if brief.year else ""
    text = brief.purpose + brief.name
    dates = [m for m in _MONTH.finditer(text) if not _BEGINS.match(text[m.end() :])]
    if dates:
        match = max(dates, key=lambda m: int(m["month"]))
        words = match["words"]
        day = words if re.search(r"[底末旬日]$", words) else f"{match['month']}月底"
        return Deadline(month=int(match["month"]), text=(day if "年" in day else year + day) + "前", quote=match[0])
    for words, printed, month in _SEASONS:
        if words in re.sub("[“”]", "", text):
            return Deadline(month=month, text=year + printed, quote=words)
    if categories and categories[0].season:
        return Deadline(month=categories[0].season_month, text=year + categories[0].season)
    return Deadline(month=12, text=f"{year}12月底前")


def spending_plan(deadline: Deadline) -> tuple[SpendingStep, ...]:
    """Even over the months until the deadline, cumulative, 100 % at the end of the year and from the deadline on."""
    return tuple(
        SpendingStep(month=month, percent=str(100 if month >= deadline.month else round(100 * month / deadline.month)))
        for month in _MONTHS
    )
