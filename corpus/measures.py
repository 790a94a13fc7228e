"""What a question wants measured and what an indicator measures: satisfaction, money, time, a share or a number.

``网球赛花了多少`` asks for money: among the indicators of that project those that count money come first. The printed
class is not enough, since many tables file 人数 under quality and 标准 under quantity; unit and name are asked too.
What this brings: docs/evaluation-search.md.
"""

from __future__ import annotations

import re
from enum import StrEnum

from corpus.entries import Brief


class Measure(StrEnum):
    """Kinds of measures, in the order in which a question is tried for them."""

    SATISFACTION = "满意"
    MONEY = "金额"
    TIME = "时间"
    SHARE = "比率"
    COUNT = "数量"


_ASKED = {
    Measure.SATISFACTION: r"满意|喜不喜欢|评价|打分|认可|口碑|好评|高不高兴|觉得.{0,8}怎么样",
    Measure.MONEY: r"多少钱|多少元|几块|花.{0,3}多少|补多少|给多少|费用|花销|开支|单价|价格|成本|工资|租金|标准|预算|"
    r"不能?超|控制在|[每一](?:个?人|个|件|次|亩|学期|户|辆|月|天|年|头).{0,6}[给补发花交].{0,2}[多几]",
    Measure.TIME: r"什么时候|几号|几月|多久|多长时间|多少天|几天|哪天|日期|[按准及]时|[如按]期|期限|时限|拖|快不快|[竣完]工|到账|到位没",
    Measure.SHARE: r"率|比例|百分|几成|占多少|概率|覆盖|普及|合格|过关|达标|达没达|准不准|好不好|完好",
    Measure.COUNT: r"(?:多少|几|多大|多长|多远)(?![钱元块成])|(?:数|数量|人次|场次|批次|面积|长度|里程|时长)$",
}
_QUESTIONS = {measure: re.compile(pattern) for measure, pattern in _ASKED.items()}
_MONEY_NAMES = re.compile(r"成本|费|金额|单价|标准|投资|资金|价")
_TIME_NAMES = re.compile(r"时间|时限|及时|期限|[按如]期|按时|日期|时效|完成时|周期")
_SHARE_NAMES = re.compile(r"率|比例")


def asked(query: str) -> Measure | None:
    """The kind of measure that ``query`` asks for; None where its words do not tell."""
    return next((measure for measure, pattern in _QUESTIONS.items() if pattern.search(query)), None)


def measures(entry: Brief, measure: Measure) -> bool:
    """Whether the indicator ``entry`` measures that; one may measure several (``资金到位及时率``). False for a table."""
    if entry.kind == "table":
        return False
    name, label, value = entry.name, entry.label, entry.value
    unit = value.unit or ""
    match measure:
        case Measure.SATISFACTION:
            return "满意" in name or "满意" in label
        case Measure.MONEY:
            plain = "率" not in name and "%" not in unit
            return "元" in unit or "成本" in label or (plain and bool(_MONEY_NAMES.search(name)))
        case Measure.TIME:
            return "时效" in label or bool(_TIME_NAMES.search(name))
        case Measure.SHARE:
            return "%" in unit or bool(_SHARE_NAMES.search(name))
        case Measure.COUNT:
            return value.number is not None and "%" not in unit and "元" not in unit and "率" not in name
