"""The dates of a purpose text as they are printed: 6月底前, 次年3月底前, 汛期前, 每月10日前, 春节、八一期间.

What each of them is the date of is read in ``drafting.due``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.records import Record

DONE = "完成|完工|竣工|到位|投入|交付|建成|开学|结束|完毕"
"""Words that say that something is finished."""
_DAY = r"(?P<month>1[0-2]|[1-9])月(?P<part>底|末|份|中旬|上旬|下旬|\d{1,2}[日号])?"
_YEAR = (
    r"(?:(?P<year>(?:19|20)\d{2})年|(?P<next>次年|翌年|明年|第二年|下一?年度?)|(?P<past>去年|上年度?|前年|往年)"
    r"|当年|本年度?|今年|每年)"
)
_MONTH = re.compile(rf"{_YEAR}?(?<!\d){_DAY}(?P<shut>[)）])?(?P<before>之?前|以前|(?=(?:全部|全面|基本)?(?:{DONE})))")
_SEASONS = (
    ("春节", "春节前", 1),
    ("八一", "8月1日前", 8),
    ("汛期", "汛期前", 5),
    ("汛", "汛期前", 5),
    ("开学", "秋季开学前", 8),
    ("元旦", "元旦前", 1),
    ("春耕", "春耕前", 3),
    ("清明", "清明前", 4),
    ("五一", "5月1日前", 5),
    ("端午", "端午前", 6),
    ("六一", "6月1日前", 6),
    ("七一", "7月1日前", 7),
    ("中秋", "中秋前", 9),
    ("国庆", "国庆前", 10),
    ("重阳", "重阳前", 10),
    ("入冬", "入冬前", 11),
    ("采暖季", "采暖季前", 10),
    ("供暖", "采暖季前", 10),
)
"""The user's word, how the date is printed, and the month by whose end the money has to be spent."""
_SEASON = re.compile(
    r"[“”]?主?(?P<season>" + "|".join(season for season, _, _ in _SEASONS) + r")[“”]?节?(?:来临|到来)?"
    rf"(?:之?前(?:[（(]{_DAY}(?:之?前)?[)）])?|[（(]{_DAY.replace('month', 'month2').replace('part', 'part2')}[)）]之?前)(?![、和]汛[中后])"
)
_HALF = re.compile(r"上半年(?:之?前)?")
_QUARTER = re.compile(rf"第?(?P<quarter>[一二三四])季度(?:[末底]|之?前|以前|内)*(?=[^，,。；;\d]{{0,2}}(?:{DONE}))")
AGAIN = re.compile(
    r"(?:每(?:个)?(?:月|季度?|学期|周)|次月|下月)(?:首月|末月|第[一二三]个月|开始后|结束后)?的?"
    r"(?:\d{1,2}[日号]|月?[底末]|[上中下]旬|\d{1,2}个工作日)(?:之?前|以前|以?内)"
)
"""A time limit that comes again: 每月10日前, 每季度首月15日前."""
_FEAST = "[“”]?(?:元旦|春节|清明|端午|中秋|国庆|重阳|三八|五一|五四|六一|七一|八一|十一|教师节|老年节)[“”]?节?"
_DURING = re.compile(rf"{_FEAST}(?:[、和及与]?{_FEAST})*(?:等(?:重大|传统|重要)?(?:节日|节点))?期间")
"""The feasts on which something is done."""
_BEGINS = re.compile(
    r"(?:全部|全面|陆续)?(?:开工|启动|开始|动工|进场|招标|签订|部署)|[^，,。；;]{0,6}(?:一半|过半|\d[%％])"
)
"""Behind a date by which the work begins or is half done: it ends by another."""
_PAST = re.compile(r"已(?:经)?(?:于|在)?$|建于$")
"""Before a date that is no target: 已于3月底前完成."""


class Moment(Record):
    """One date of a text, with where it stands."""

    start: int
    end: int
    month: int
    later: int = 0
    """Years behind the budget year."""
    text: str
    """As printed: ``2027年6月底前``."""
    quote: str
    """The user's words."""
    again: bool = False
    """Whether it comes again and again, or is the time of an occasion: no day on which all is done."""

    season: bool = False

    @property
    def order(self) -> tuple[int, int]:
        """By which of two dates the later one is found."""
        return self.later, self.month


def moments(text: str, year: int | None) -> list[Moment]:
    """The dates of ``text`` by which something is done, in its order; ``year`` is the budget year."""
    found: list[Moment] = []
    for one in sorted(_all(text, year), key=lambda m: (m.start, -m.end)):
        between_them = text[found[-1].end : one.start] if found else "，"
        of_it = one.season and not re.search(r"[，,；;。、：:\n]", between_them)  # 4月底前完成汛前检修
        if not found or (one.start >= found[-1].end and not of_it):
            found.append(one)
    return found


def latest(dates: list[Moment]) -> Moment:
    """The last date by which something is done."""
    return max(dates, key=lambda m: m.order)


def _all(text: str, year: int | None) -> Iterator[Moment]:
    printed = f"{year}年" if year else ""
    for match in AGAIN.finditer(text):
        yield Moment(start=match.start(), end=match.end(), month=12, text=match[0], quote=match[0], again=True)
    for match in _DURING.finditer(text):
        if printed:  # without a year the words are no date for the reviewer
            words = f"{printed}{match[0]}"
            yield Moment(start=match.start(), end=match.end(), month=12, text=words, quote=match[0], again=True)
    for match in _SEASON.finditer(text):
        _, words, month = next(s for s in _SEASONS if s[0] == match["season"])
        if day := match["month"] or match["month2"]:
            month, words = int(day), f"{_day(day, match['part'] or match['part2'])}前"
        if not _none(text, match):
            quote = match[0].lstrip("“”")
            yield Moment(
                start=match.start(), end=match.end(), month=month, text=printed + words, quote=quote, season=True
            )
    for match in _HALF.finditer(text):
        if "下半年" not in text:
            yield Moment(start=match.start(), end=match.end(), month=6, text=f"{printed}6月底前", quote=match[0])
    for match in _QUARTER.finditer(text):
        words = f"{printed}第{match['quarter']}季度{'末前' if match[0][-1] in '末底前' else ''}"
        month = 3 * (1 + "一二三四".index(match["quarter"]))
        yield Moment(start=match.start(), end=match.end(), month=month, text=words, quote=match[0])
    for match in _MONTH.finditer(text):
        told = int(match["year"]) if match["year"] else None
        if match["past"] or (told and year and told < year) or _none(text, match):
            continue
        later = 1 if match["next"] else told - year if told and year else 0
        in_year = f"{told or (year or 0) + later}年" if told or year else match["next"] or ""
        day = _day(match["month"], match["part"] or ("" if match["before"] else "底"))
        month = int(match["month"])
        yield Moment(
            start=match.start(), end=match.end(), month=month, later=later, text=f"{in_year}{day}前", quote=match[0]
        )


def _day(month: str, part: str | None) -> str:
    return f"{month}月{(part or '').replace('份', '').replace('号', '日')}"


def _none(text: str, match: re.Match[str]) -> bool:
    """Whether it is no date by which something is to be done."""
    return bool(_BEGINS.match(text, match.end()) or _PAST.search(text[: match.start()]))


def between(dates: list[Moment], text: str) -> Iterator[tuple[Moment, int, int]]:
    """Each date with where its own words begin and end: its clause, as far as no other date of it has them."""
    edges = [-1, *(m.start() for m in re.finditer(r"[，,；;。！!：:\n]", text)), len(text)]
    for k, one in enumerate(dates):
        begin, stop = next((a + 1, b) for a, b in pairwise(edges) if one.start < b)
        if k and dates[k - 1].end > begin:
            begin = dates[k - 1].end
        if k + 1 < len(dates) and dates[k + 1].start < stop:
            stop = next((m.start() for m in re.finditer("、", text[:stop]) if m.start() >= one.end), dates[k + 1].start)
            stop = min(stop, dates[k + 1].start)
        yield one, begin, stop
