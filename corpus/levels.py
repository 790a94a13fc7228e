"""Classes of indicators that a table does not print in columns of their own: two in one label, or only in the words."""

from __future__ import annotations

import re

from corpus import taxonomy
from corpus.chars import fold
from corpus.taxonomy import Level2
from corpus.values import Kind, kind, parse_value

_BETWEEN = re.compile(r"\s*[-—–－·•/／\\:：>→]+\s*")
_AROUND = re.compile(r"^[【\[〔《<]+|[】\]〕》>]+$")
_BEFORE = re.compile(r"^\s*[【\[]([^】\]]{4,30})[】\]]\s*(?=\S)")
_WORDS: tuple[tuple[Level2, str], ...] = (
    (Level2.SATISFACTION, r"满意|认可度|投诉率"),
    (Level2.COST, r"成本|费用|经费|单价|投入|支出标准|补助标准"),
    (Level2.TIMELINESS, r"及时|按时|准时|时限|时间|期限|进度|工期|时效|截止|按期"),
    (Level2.SUSTAINABLE, r"可持续|长效|长期|使用年限"),
    (Level2.ECOLOGICAL, r"生态|环境|减排|节能|节约用电|节水|绿化|污染"),
    (Level2.ECONOMIC, r"增收|收入|产值|税收|经济|利润|节约资金"),
    (Level2.SOCIAL, r"知晓|受益|就业|影响|促进|提升|提高|改善|保障|便利|社会"),
    (Level2.QUALITY, r"合格|达标|质量|验收|完好|准确|规范|优良|率$"),
    (Level2.QUANTITY, r"数量|[数量次人个]$|面积|人次|次数|里程|规模|覆盖"),
)
"""Words that tell a class, the surest first."""


def split_label(text: str) -> tuple[str, str] | None:
    """Level 1 and level 2 as printed, where one label holds both: ``【产出指标-数量指标】`` → (产出指标, 数量指标)."""
    parts = [part for part in _BETWEEN.split(_AROUND.sub("", text.strip())) if part]
    if len(parts) != 2 or taxonomy.level1(parts[0]) is None or taxonomy.level2(parts[1]) is None:
        return None
    return parts[0], parts[1]


def split_name(text: str) -> tuple[str, str, str] | None:
    """Level 1, level 2 and the rest, where a name begins with both in brackets; None for any other name."""
    before = _BEFORE.match(text)
    both = split_label(before[1]) if before else None
    return (*both, text[before.end() :]) if before and both else None


def from_words(name: str, value: str) -> Level2 | None:
    """The class that an indicator's own words suggest; None where they suggest none. A guess, to be told as one."""
    folded = fold(name)
    for level, words in _WORDS:
        if re.search(words, folded):
            return level
    found = {Kind.MONEY: Level2.COST, Kind.COUNT: Level2.QUANTITY, Kind.DATE: Level2.TIMELINESS}
    return found.get(kind(parse_value(value)))
