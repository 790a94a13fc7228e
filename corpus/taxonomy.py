"""Level-1 and level-2 classes of indicators, with the spellings that offices use.

Two editions live side by side: the 2015 one (财预〔2015〕88号; cost is a level-2 class under 产出指标, as Hebei's form
prints it) and the 2021 one (财预〔2021〕101号; 成本指标 is a level-1 class of its own). Neither is an error.
"""

import re
from enum import StrEnum

from corpus.chars import fold


class Level1(StrEnum):
    """一级指标."""

    OUTPUT = "产出指标"
    BENEFIT = "效益指标"
    SATISFACTION = "满意度指标"
    COST = "成本指标"


class Level2(StrEnum):
    """二级指标."""

    QUANTITY = "数量指标"
    QUALITY = "质量指标"
    TIMELINESS = "时效指标"
    COST = "成本指标"
    ECONOMIC_COST = "经济成本指标"
    SOCIAL_COST = "社会成本指标"
    ECOLOGICAL_COST = "生态环境成本指标"
    ECONOMIC = "经济效益指标"
    SOCIAL = "社会效益指标"
    ECOLOGICAL = "生态效益指标"
    SUSTAINABLE = "可持续影响指标"
    SATISFACTION = "服务对象满意度指标"


COSTS = frozenset({Level2.COST, Level2.ECONOMIC_COST})
"""Classes whose values are amounts of money."""
BENEFITS = frozenset({Level2.ECONOMIC, Level2.SOCIAL, Level2.ECOLOGICAL, Level2.SUSTAINABLE})

_LEVEL1_WORDS: dict[Level1, tuple[str, ...]] = {
    Level1.OUTPUT: ("产出指标", "产出", "产出目标", "项目产出", "项目产出指标", "项目完成指标", "项目完成"),
    Level1.BENEFIT: (
        "效益指标",
        "效果指标",
        "效益",
        "效果",
        "项目效益",
        "项目效益指标",
        "项目效果指标",
        "效益目标",
        "效果目标",
        "影响力目标",
        "影响力指标",
    ),
    Level1.SATISFACTION: ("满意度指标", "满意度", "满意度目标", "满意指标"),
    Level1.COST: ("成本指标", "成本", "投入", "投入指标"),
}
_LEVEL2_WORDS: dict[Level2, tuple[str, ...]] = {
    Level2.QUANTITY: ("数量指标", "数量", "产出数量", "数量目标", "产出数量指标"),
    Level2.QUALITY: ("质量指标", "质量", "产出质量", "质量目标", "产出质量指标"),
    Level2.TIMELINESS: ("时效指标", "时效", "产出进度", "时效目标", "产出时效", "产出时效指标", "时间指标", "进度指标"),
    Level2.COST: ("成本指标", "成本", "产出成本", "成本目标", "产出成本指标"),
    Level2.ECONOMIC_COST: ("经济成本指标", "经济成本"),
    Level2.SOCIAL_COST: ("社会成本指标", "社会成本"),
    Level2.ECOLOGICAL_COST: ("生态环境成本指标", "生态成本指标", "生态环境成本", "环境成本指标"),
    Level2.ECONOMIC: ("经济效益指标", "经济效益", "经济效果指标", "经济效益目标"),
    Level2.SOCIAL: ("社会效益指标", "社会效益", "社会效果指标", "社会效益目标"),
    Level2.ECOLOGICAL: ("生态效益指标", "生态效益", "环境效益", "环境效益指标", "生态环境效益指标", "生态效果指标"),
    Level2.SUSTAINABLE: (
        "可持续影响指标",
        "可持续影响",
        "可持续",
        "可持续发展指标",
        "可持续影响目标",
        "可持续性影响指标",
        "可持续发展影响指标",
        "长效管理",
    ),
    Level2.SATISFACTION: (
        "服务对象满意度指标",
        "服务对象满意度",
        "满意度指标",
        "满意度",
        "社会公众或服务对象满意度指标",
        "社会公众满意度指标",
        "受益人满意度指标",
        "受益对象满意度指标",
        "服务对象满意度目标",
    ),
}
_NOISE = re.compile(r"[(（][^)）]*[)）]|[【】\[\]]|^(?:\d+|[一二三四五六七八九十]+)[.、]|分$")
_LEVEL1 = {word: level for level, words in _LEVEL1_WORDS.items() for word in words}
_LEVEL2 = {word: level for level, words in _LEVEL2_WORDS.items() for word in words}
SPELLINGS = frozenset({*_LEVEL1, *_LEVEL2})
"""Every spelling of a class that is known."""

LEVEL1_OF: dict[Level2, Level1] = {
    Level2.QUANTITY: Level1.OUTPUT,
    Level2.QUALITY: Level1.OUTPUT,
    Level2.TIMELINESS: Level1.OUTPUT,
    Level2.COST: Level1.OUTPUT,
    Level2.ECONOMIC_COST: Level1.COST,
    Level2.SOCIAL_COST: Level1.COST,
    Level2.ECOLOGICAL_COST: Level1.COST,
    Level2.ECONOMIC: Level1.BENEFIT,
    Level2.SOCIAL: Level1.BENEFIT,
    Level2.ECOLOGICAL: Level1.BENEFIT,
    Level2.SUSTAINABLE: Level1.BENEFIT,
    Level2.SATISFACTION: Level1.SATISFACTION,
}
"""Where a level-2 class stands in the 2015 edition, which Hebei's form follows."""


def level1(text: str | None) -> Level1 | None:
    """The class that a printed level-1 label means: ``产出指标（50分）`` → 产出指标; None where it is none of them."""
    return _LEVEL1.get(_NOISE.sub("", fold(text))) if text else None


def level2(text: str | None) -> Level2 | None:
    """The class that a printed level-2 label means; None where it is none of them."""
    return _LEVEL2.get(_NOISE.sub("", fold(text))) if text else None
