"""How cells look where nothing parts them: what names and values end with, and how well a run of characters makes a cell."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.chars import fold
from corpus.listing.evidence import look_at
from corpus.values import Kind, kind_of, normal

LABEL = re.compile(
    r"(?:项目)?(?:产出|效益|效果|满意度|完成|成本|数量|质量|时效|经济成本|社会成本|生态环境成本|经济效益|社会效益|生态效益|环境效益|可持续影响|可持续发展"
    r"|服务对象满意度|社会公众或服务对象满意度|受益对象满意度|社会公众满意度|服务对象)(?:指标|目标)"
    r"(?:[(（]\d+(?:-\d+)?分?[)）]分?)?"
)
_NAME_END = re.compile(
    r"情况|程度|水平|质量|数量|[率度]|次数|人数|人次|户数|个数|面积|里程|长度|时间|时限|期限|进度|成本|标准|费用|资金|能力|意识|环境|作用|影响|效益|总额"
    r"|收入|投入|数(?!量|据|字)|[量性额](?!的)"
)
_LAST_OF_NAMES = frozenset("况度平量率数次积程间限本准用金力识境响益额入性")
"""What a match of ``_NAME_END`` ends with."""
_WORDS = re.compile(
    r"(?:(?:稳步|持续|明显|显著|有效|不断|逐步|进一步|大幅|全面|有力|切实|得到|有所)"
    r"(?:拓展|扩大|扩展|优化|推进|推动|改进|增进|恢复|化解|遏制|控制|落实|夯实|深化|丰富|延长|缩短|激发|活跃|好转)"
    r"|(?:稳步|持续|明显|显著|有效|不断|逐步|进一步|基本|长期|大幅|较大|全面|有力|切实|得到|有所|较)?"
    r"(?:提[高升]|改善|增[强加长]|加强|促进|减轻|缓解|(?:同比)?下降|(?:同比)?上升|保障|完善|健全|完备|到位|畅通|平稳|巩固|降低|减少|满意|稳定|发挥|有保障|有效|合格|达标|及时)|效果(?:明显|良好|显著)|达成预期指标"
    r"|(?:显著|明显|持续|长期|有效|良好|优良|优秀))(?![率度性数量质力款标人])|[是无优良](?=\d|$|[是无优良])"
)
_MEASURE = (
    r"个?工作日|秒(?!级)|个?月(?!度|均)|个?小时|分钟|万元|亿元|平方米|平方公里|立方米|公里|千米|厘米|万人次|人次|批次|公斤|万?元(?!旦)|万?人(?![员口大力均才数民社])"
    r"|万?[亩株吨粒只头]|个(?!人)|次(?!数)|户(?!数|外)|家(?![庭长园])|台(?!账)|[套天米名辆册篇间]|份(?!额)|日(?!常)|年(?!度)|件(?!均)|项(?!目)|条(?!件)"
    r"|场(?![地所馆])|期(?![限间])|处(?![理置])|座(?!谈)|所(?![有需属])|种(?![植子])|批(?!次|复)|村(?![民级内庄居])"
)
AMOUNT = re.compile(
    r"(?:[≥≤>＞<＜=＝≧≦]=?|不低于|不少于|不超过|不高于|大于等于|小于等于|大于|小于|达到|控制在|每(?:半年|季度?|[年月周日天]))?\s*\d[\d,.]*\s*"
    rf"(?:[%％‰]|(?:{_MEASURE})(?:/[\u4e00-\u9fff](?:[·*]?[月年天日次])?)?|/10+万?(?![\d.]))?(?:以上|以内|以下|(?:年|月)?底?前|左右)?"
)
_DATE = re.compile(
    r"(?:20\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日)(?:[-—至到](?:20\d\d年)?\d{1,2}月(?:\d{1,2}日)?)?(?:年?底|末)?(?:之?前|以前)?"
)
_VALUED = re.compile(rf"(?:{_NAME_END.pattern})(?:{_WORDS.pattern})[\u4e00-\u9fff]{{3}}")
"""A value of words within what should be one name."""
_GOES_ON = re.compile(r"[的和与、(]|及(?!时)")
"""What a name goes on with, but does not begin with."""
_EXPLAINS = re.compile(r"反映|考[察核]|该?指标|用[于以]|主要|指的?是?|评价")
POINTS = re.compile(r"(?:100|[1-9]?\d)(?:\.\d{1,2})?(?:分(?![\u4e00-\u9fff]))?")
_KIND = re.compile(r"[\d.,，]|[≥≤><＞＜=＝≧≦]|[%％‰]|\s")
_ZERO_FIRST = re.compile(r"0\d")
_DIGIT = re.compile(r"\d")
_EXTRA, _EXPLAINED = -1.5, 2.0
_MOST_PERCENT = 300
FREE = frozenset(
    {"description", "basis", "remark", "deviation", "scoring", "formula", "other", "direction", "attribute"}
)


def shape(field: str, cell: str) -> float:
    """What a cell's form adds to :func:`fit` where only the form tells cells apart."""
    look = look_at(cell)
    plain = look.plain
    if field == "level3":
        points = -1.5 if len(plain) < 4 else (-1.0 if len(plain) > 30 else 0.0)
        if plain[0].isdigit():
            points -= 2.0
        if plain.count("(") != plain.count(")"):
            points -= 6.0
        if _GOES_ON.match(plain) or _VALUED.search(plain):
            points -= 3.0
        return points + (0.0 if _ends_a_name(plain) else -0.5)
    if field in {"value", "actual", "history"}:
        if _ZERO_FIRST.match(plain):
            return -4.0
        if _whole(_WORDS, plain):
            return 1.5
        value = look.value
        if value.unit == "%" and value.number is not None and value.number > _MOST_PERCENT:
            return -3.0
        if AMOUNT.fullmatch(plain) or _DATE.fullmatch(plain):
            return 1.0 if value.number is not None else 3.0
        if value.number is not None:
            return -0.5
        return -0.5 - (3.0 if _DIGIT.search(plain) else 0.0) - 0.02 * len(plain)
    if field in FREE:
        return (
            (_EXPLAINED if _EXPLAINS.match(plain) else _EXTRA)
            - 0.02 * len(plain)
            - (2.0 if plain[0].isdigit() else 0.0)
        )
    return 0.0


def _ends_a_name(plain: str) -> bool:
    last = plain[-1]
    return last == ")" or (last in _LAST_OF_NAMES and any(m.end() == len(plain) for m in _NAME_END.finditer(plain)))


def _whole(pattern: re.Pattern[str], plain: str) -> bool:
    match = pattern.match(plain)
    return match is not None and match.end() == len(plain)


@lru_cache(maxsize=5_000)
def is_amount(text: str) -> bool:
    """Whether ``text`` is a number with a sign or a unit."""
    plain = fold(text)
    value = normal(plain)
    return bool(value.operator or value.unit) and kind_of(plain, value.number, value.unit) not in {
        Kind.TEXT,
        Kind.MISSING,
    }


def ends(text: str) -> frozenset[int]:
    """The places in ``text`` where a cell may end."""
    found = {k for k in range(1, len(text)) if text[k - 1] == "\n" or text[k] == "\n"}
    for k in range(1, len(text)):
        a, b = text[k - 1], text[k]
        if (
            (a.isdigit() and b.isdigit())
            or (bool(_KIND.match(a)) != bool(_KIND.match(b)))
            or (b in "≥≤><＞＜=＝≧≦" and a not in "≥≤><＞＜=＝≧≦")
            or a in "。；;…)）"
            or b in "(（…"
            or a == "%"
            or a.isspace()
        ):
            found.add(k)
    for pattern in (_NAME_END, _DATE):
        found.update(m.end() for m in pattern.finditer(text))
    for pattern in (_WORDS, LABEL, AMOUNT):
        found.update(place for m in pattern.finditer(text) for place in m.span())
    found.update(m.start() for m in _EXPLAINS.finditer(text) if m.start())
    for m in re.finditer(r"(.{2,20})\1", text):
        found.update((m.start(), m.end(1), m.end()))
    return frozenset(found)
