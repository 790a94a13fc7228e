"""Cells with nothing between them: cut by the names of classes, by values, and by how names of indicators end."""

from __future__ import annotations

import re

from corpus.chars import fold
from corpus.listing.labels import SHORT, label
from corpus.values import Kind, kind, parse_value

_LABEL = re.compile(
    r"(?:项目)?(?:产出|效益|满意度|完成|成本|数量|质量|时效|经济成本|社会成本|生态环境成本|经济效益|社会效益|生态效益|环境效益|可持续影响|可持续发展"
    r"|服务对象满意度|社会公众或服务对象满意度|受益对象满意度|社会公众满意度)指标"
)
_NUMBER_VALUE = re.compile(
    r"(?:[≥≤>＞<＜=＝≧≦]=?|不低于|不少于|不超过|不高于|大于等于|小于等于|大于|小于|达到|控制在)?\s*\d[\d,.]*\s*"
    r"(?:%|％|‰|(?:个工作日|个月|小时|工作日|万元|亿元|公里|平方米|万人次|人次|万人|元|个|次|人|户|家|台|套|份|天|日|年|月|亩|米|件|项|条|场|期|吨|处|座"
    r"|所|种|批|辆|只|名|册|篇)(?:/[人户次个天年月日亩台套件]+)?)?(?:以上|以内|以下|前|底前|左右)?"
)
_VALUE_START = re.compile(r"(?<![\d.,≥≤><=])(?:[≥≤><＞＜=＝≧≦]=?|\d|不[低少高超]|大于|小于|达到|控制在)")
_DATE = re.compile(
    r"(?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}日)?)?(?:[-—至到](?:20\d\d年)?\d{1,2}月(?:\d{1,2}日)?)?(?:年?年?底|末|初|上旬|中旬|下旬)?(?:之?前|以前|完成)?"
)
_NAME_END = re.compile(
    r"(?:情况|程度|水平|质量|数量|覆盖率|[率度数量性额]|人次|次数|人数|面积|里程|时间|时限|期限|成本|标准|费用|资金|能力|意识|环境|秩序|作用|影响|效益)$"
)
_WORDS = re.compile(
    r"(?:(?:稳步|持续|明显|显著|有效|不断|逐步|进一步|基本|长期|大幅|较大|全面|有力|较)(?:提[高升]|改善|增[强加长]|加强|促进|保障|完善|巩固|降低|减少"
    r"|满意|好|稳定|有效|发挥|可用)[^\s，。]{0,4}|良好|优良|优秀|优|良|好|合格|达标|及时|提[高升]|改善|增强|有效|稳定|无|是|满意|巩固提高)$"
)


def unglue(text: str) -> list[str]:
    """The cells of a line that glues them: ``产出指标数量指标改造覆盖率100%`` → four cells.

    Only full names of classes are cut off; what is left is cut into names and values where values end.
    """
    cells: list[str] = []
    rest = text.strip()
    while rest:
        match = next((m for m in _LABEL.finditer(rest) if _stands_free(rest, m)), None)
        if match is None:
            cells += names_and_values(rest)
            break
        cells += names_and_values(rest[: match.start()].strip())
        cells.append(match[0])
        rest = rest[match.end() :].strip()
    return cells


def _stands_free(text: str, match: re.Match[str]) -> bool:
    """Whether a class name is a cell: at the start, behind another one or behind a value."""
    before = text[: match.start()].strip()
    if not before:
        return len(match[0]) >= SHORT
    parts = names_and_values(before)
    return len(parts) % 2 == 0


def names_and_values(text: str) -> list[str]:
    """``text`` as name, value, name, value …; a name alone where no value is found."""
    if not text:
        return []
    if at := _value_at_end(text):
        return [text[:at].strip(), text[at:].strip()]
    cells: list[str] = []
    start = 0
    for match in _NUMBER_VALUE.finditer(text):
        name = text[start : match.start()].strip()
        after = text[match.end() : match.end() + 1]
        if not name or match.start() < start or after in {")", "）", "、"} or _open_bracket(name):
            continue
        if match.end() == len(text) or (_is_value(match[0]) and _NAME_END.search(fold(name))):
            cells += [name, match[0].strip()]
            start = match.end()
    rest = text[start:].strip()
    if rest:
        cells += _by_words(rest)
    return cells


def _value_at_end(text: str) -> int:
    """Where the value begins that ends ``text``, if all before it is one name; 0 where there is none."""
    for match in _VALUE_START.finditer(text):
        name, value = text[: match.start()], parse_value(text[match.start() :])
        if _open_bracket(name) or not name.strip() or _NUMBER_VALUE.search(name):
            continue
        if value.number is not None or (_DATE.fullmatch(fold(value.text))):
            return match.start()
    return 0


def _is_value(text: str) -> bool:
    value = parse_value(text)
    return bool(value.operator or value.unit) and kind(value) not in {Kind.TEXT, Kind.MISSING}


def _open_bracket(text: str) -> bool:
    plain = fold(text)
    return plain.count("(") > plain.count(")")


def _by_words(text: str) -> list[str]:
    """A name and a value of words: cut where the value's words begin, best behind what names end with."""
    if label(text) is not None:
        return [text]
    for start in range(2, len(text)):
        if _WORDS.fullmatch(text[start:]) and _NAME_END.search(fold(text[:start])):
            return [text[:start], text[start:]]
    match = _WORDS.search(text)
    if match and match.start() >= 2:
        return [text[: match.start()], match[0]]
    return [text]
