"""Numbers in a brief: how many of what (两次, 300名, 1.5万份), amounts of money, and standards for each (300元/人·月)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from corpus.library import units
from corpus.records import Money, Record

_DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_SAFE_AFTER_CHINESE = [
    "次",
    "场",
    "场次",
    "期",
    "个",
    "台",
    "套",
    "辆",
    "份",
    "件",
    "条",
    "项",
    "处",
    "座",
    "名",
    "人",
    "人次",
    "户",
    "家",
    "所",
    "批次",
    "班次",
    "架",
    "艘",
    "部",
    "册",
    "篇",
    "公里",
    "亩",
    "盏",
    "块",
    "株",
    "眼",
    "栋",
    "间",
    "张",
    "顶",
    "本",
    "届",
    "轮",
]
"""Measure words that follow a Chinese numeral without ambiguity; 一种, 一起, 一路 and the like are no counts."""
_AS_PRINTED = {"名": "人", "位": "人", "㎡": "平方米", "m²": "平方米", "平米": "平方米", "km": "公里"}
"""Measure words that are printed otherwise."""
_ALWAYS = "不少于|不低于|至少|不超过|≥|≤|约|近|共计|共|合计|达到|达"
_PLACES = (
    "乡镇（街道）|乡镇街道|乡镇(?!交界)|行政村|自然村|村(?![民卫医级小委史规组干])|社区|街道|县区|单位|部门|片区|小区"
)
_MONEY = re.compile(
    r"(?<!每[\u4e00-\u9fff])(?<![\d.])(?:约|共计|共|合计|预算|安排|需|[:：])*(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)(?P<unit>亿元|万元|千元|元|万(?=$|[，,；;。、\s）)]))(?![/／])"
)
_SUM_BEFORE = re.compile(
    r"(?:^|补[贴助]?|奖[补励]?|贴息|资金|经费|投入|投资|预算|费用?|款|工资|支出|需要?)(?:约|共计|共|合计|预算|安排|需|[:：])*$"
)
"""Before a number with a bare 万 that is money: 贷款贴息22万; 服务读者12万 is none."""
_PAID = re.compile(r"补|奖|标准|发放")
_EACH = (
    "平方米|立方米|平方公里|公里|千米|公顷|人次|户次|餐次|批次|场次|件次|剂次|课时|学时|公斤|小时|千瓦|"
    "[餐具例笔艘栋架羽盆人户亩生村家台部座个名天院站所校馆队场期班对车船头只株床吨篇瓶袋桶箱片把双副剂针路段包条件套辆份次室间处项盏块枚组根支顶眼张本册趟粒枝米页]|月|年|季度|学期"
)
"""For each of what an amount is told, the longer measure words first."""
_PERIOD = "[月年天次日]|学期|学年"
_STANDARD = re.compile(
    rf"(?:每(?P<each>{_EACH})(?:(?:(?!每)[\u4e00-\u9fff]){{0,4}}?|(?P<fee>(?:(?!每)[\u4e00-\u9fff]){{2,10}}费用?))|(?P<before>[月年])?(?P<mean>[人户亩生村件案场座例])均(?:(?!每)[\u4e00-\u9fff]{{2}}(?:水平|标准|额|(?=每)))?)"
    rf"每?(?P<period>{_PERIOD})?(?:[\u4e00-\u9fff]{{2,4}}费)?(?:补助|补贴|补差|救助|资助|补|奖|发放|投资|造价|成本|费用|经费|标准|奖励|不超过|不高于|控制在|平均|约|按|为)*"
    r"(?P<number>\d+(?:\.\d+)?)(?P<money>万元|元|万(?=$|[，,；;。、\s）)]))"
    rf"|(?P<number2>\d+(?:\.\d+)?)(?P<money2>万元|元)[/／每](?P<each2>{_EACH})(?:[·/／每]?(?P<period2>{_PERIOD}))?"
)
_OFTEN = re.compile(r"每(?:年|月|季度|周|半年)")
WAN = {"元": Decimal("0.0001"), "千元": Decimal("0.1"), "万元": Decimal(1), "万": Decimal(1), "亿元": Decimal(10000)}


_IN_EACH = re.compile(
    rf"(?P<places>(?P<many>\d+)个(?P<place>{_PLACES}))，?每个?(?P<one>乡镇|行政村|村|社区|镇|乡|街道|单位|小区)(?:每年)?"
    r"(?P<done>[\u4e00-\u9fff]{1,8}?)(?:不少于|至少|各)?(?:(?P<digits>\d+)|(?P<chinese>[一二两三四五六]))(?P<unit>场次|场|次|期)(?P<thing>[\u4e00-\u9fff]{1,3}(?=$|[，,；;。]))?"
)
"""So and so often in each of so many places."""


class Quantity(Record):
    """A count that the user states."""

    number: Money
    unit: str
    """As it is to be printed; 名 and 位 become 人."""
    quote: str
    """The user's words."""
    every: str = ""
    """The time in which so many are to be done, where it is no year: 每月."""
    scope: str = ""
    """What is counted where it is places covered and not the object itself: 乡镇 in 12个乡镇敬老院改造."""

    @property
    def text(self) -> str:
        """The target: ``≥300人``."""
        return f"≥{self.number}{self.unit}"


class Standard(Record):
    """An amount for each, which the user states."""

    text: str
    """``300元/人·月``."""
    quote: str
    whom: str = ""
    """For whom, where that tells several amounts apart."""
    called: str = ""
    """What is paid by it where the user names a fee: 检验费."""


def take_standards(text: str) -> tuple[str, list[Standard]]:
    """``text`` without its standards, and the standards."""
    found = []
    for match in filter(_is_money, _STANDARD.finditer(text)):
        each = match["each"] or match["mean"] or match["each2"]
        period = match["before"] or match["period"] or match["period2"]
        amount = (match["number"] or match["number2"]) + (match["money"] or match["money2"])
        amount += "元" if amount.endswith("万") else ""
        text_of_it = f"{amount}/{each}" + (f"·{period}" if period else "")
        found.append(Standard(text=text_of_it, quote=match[0], called=match["fee"] or ""))
    return _STANDARD.sub(lambda match: "" if _is_money(match) else match[0], text), found


def _is_money(match: re.Match[str]) -> bool:
    """Whether a match speaks of money: it says 元, or a bare 万 stands behind words of paying."""
    if match.re is _STANDARD:
        return match["money"] != "万" or bool(_PAID.search(match[0]))
    return match["unit"] != "万" or bool(_SUM_BEFORE.search(match.string[: match.start("number")]))


def measure_before(match: re.Match[str]) -> str:
    """The measure word with which a match begins right behind a number: 亩 in 造林500亩成活率85%."""
    known = (unit for unit in (*units().labels, *units().plain) if match[0].startswith(unit))
    return max(known, key=len, default="") if match.string[: match.start()][-1:].isdigit() else ""


def take_money(text: str) -> tuple[str, list[tuple[Decimal, str]]]:
    """``text`` without its amounts, and the amounts as (万元, words)."""
    found = [
        (Decimal(m["number"].replace(",", "")) * WAN[m["unit"]], m["number"] + m["unit"])
        for m in filter(_is_money, _MONEY.finditer(text))
    ]
    return _MONEY.sub(lambda match: "" if _is_money(match) else match[0], text), found


def take_quantities(text: str) -> tuple[str, list[Quantity]]:
    """``text`` without its counts, and the counts. ``每村2名`` is a count for each and no total: it is only removed."""
    found: list[Quantity] = []

    def take(match: re.Match[str]) -> str:
        digits = match["digits"]
        if not digits and match["unit"] not in _SAFE_AFTER_CHINESE:
            return match[0]
        often = match["each"] if _OFTEN.match(match["each"] or "") else ""
        if match["each"] is None or often:
            number = Decimal(digits.replace(",", "")) if digits else Decimal(chinese_number(match["chinese"]))
            unit = (match["scale"] or "") + _AS_PRINTED.get(match["unit"], match["unit"]) + (match["pair"] or "")
            found.append(Quantity(number=number, unit=unit, quote=match["quote"], scope=match["scope"] or ""))
        return often

    return _counts().sub(take, text), found


def in_each_place(text: str) -> tuple[str, list[Quantity]] | None:
    """全县200个行政村每村演出不少于1场: what is done, the places, and how often: 200场, or 每村2场 where it is not once."""
    match = _IN_EACH.search(text)
    if not match:
        return None
    places = Quantity(number=Decimal(match["many"]), unit="个", quote=match["places"], scope=match["place"])
    often = Decimal(match["digits"] or chinese_number(match["chinese"]))
    once = {"number": places.number} if often == 1 else {"number": often, "every": f"每{match['one']}"}
    return f"{match['done']}{match['thing'] or ''}", [places, Quantity(unit=match["unit"], quote=match[0], **once)]


def chinese_number(text: str) -> int:
    """``两`` → 2, ``一百二十`` → 120, ``十五`` → 15."""
    total, digit = 0, 0
    for char in text:
        if char in _POWERS:
            total += (digit or 1) * _POWERS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


@lru_cache(maxsize=1)
def _counts() -> re.Pattern[str]:
    words = sorted({*units().labels, *units().plain}, key=len, reverse=True)
    return re.compile(
        r"(?P<each>每[人户生村](?:每[年月季周])?[\u4e00-\u9fff]{0,4}|每(?:(?!不少|不低|不超|至少)[\u4e00-\u9fff]){0,6}|各(?:建设|新建|建|配备|配置|配|购置|安装|设立|设|开展|举办|组织)?)?(?:"
        + _ALWAYS
        + r"){0,2}"
        r"(?P<quote>(?<![A-Za-z第\d.十四五〔\[])(?:(?!24小时)(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)(?:[-~～—–至]{1,2}\d+(?:\.\d+)?(?=[^\d年月日岁]))?|(?P<chinese>(?![百千]|一(?:张[图网表卡]|套[表餐]|件事|本账|条龙|把手))(?!八一|七一|五一|六一|一[\u4e00-\u9fff]一)(?!二[次期](?!共|计)[\u4e00-\u9fff]|一次(?:网|供|侧|泵|能源|设备))[一二两三四五六七八九十百千]+))"
        r"[余多]?(?P<scale>[万亿])?[余多]?(?P<unit>"
        + "|".join(map(re.escape, words))
        + r")(?P<pair>[（(][\u4e00-\u9fff]{1,2}[)）])?)"
        r"(?:以上|左右)?(?:(?<=个)(?P<scope>" + _PLACES + r"))?(?![性岁类级体式键站]|(?<=期)[间末初中限满])"
    )
