"""Header names and head labels of the tables that offices use, and the fields they stand for. Data, and look-up in it.

Names are compared folded: no white space, half-width, without the points or the unit in brackets behind them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from functools import lru_cache

from corpus.chars import fold


class Period(Enum):
    """What time a target is for."""

    YEAR = auto()
    TERM = auto()
    """The whole term of the project: 中期, 实施期, 长期."""


COLUMNS: Mapping[str, tuple[str, ...]] = {
    "level1": ("一级指标", "一级绩效指标", "指标类别", "绩效指标类别", "一级目标", "一级", "指标分类"),
    "level2": ("二级指标", "二级绩效指标", "指标类型", "绩效指标类型", "二级目标", "二级"),
    "level3": (
        "三级指标", "三级绩效指标", "三级指标名称", "指标名称", "指标内容", "末级指标", "具体指标", "具体指标名称", "三级目标", "三级",
        "绩效指标名称", "绩效指标内容", "绩效目标内容", "考核指标", "指标", "绩效指标",
    ),
    "description": (
        "绩效指标描述", "指标描述", "指标解释", "指标说明", "指标内容说明", "指标值说明", "绩效标准说明", "指标内容", "指标值内容",
    ),
    "operator": ("计算符号", "指标性质", "符号", "运算符", "运算符号", "性质", "绩效指标性质", "指标符号", "计算关系"),
    "value": (
        "指标值", "年度指标值", "年度指标值(A)", "本年指标值", "绩效指标值", "当年预期实现值", "预期指标值", "目标值",
        "目标值(标准)", "指标值及单位", "计划值", "年初指标值", "年度目标值", "预期值", "值", "绩效目标值", "预期目标值", "预期实现值",
        "计划指标值", "指标目标值", "指标值(含单位)", "年初目标值", "设定值", "预计当年实现", "当年预期实现", "预期当年实现", "预计当年实现值",
    ),
    "unit": ("计量单位", "度量单位", "绩效度量单位", "单位", "指标单位", "指标值单位"),
    "basis": (
        "指标值确定依据", "指标值设定依据", "参考值确定依据", "绩效指标值设定依据及数据来源", "绩效标准", "设定依据", "指标确定依据",
        "确定依据", "指标值设定依据及数据来源", "指标设定依据", "依据", "指标标准或依据", "指标值依据",
    ),
    "weight": ("权重", "分值", "分值权重", "指标分值", "分值(权重)", "权重(%)", "指标权重", "分值/权重", "权重/分值"),
    "scoring": ("评(扣)分标准", "扣分标准", "评分标准", "赋分规则", "评价标准", "评分规则"),
    "direction": ("指标方向", "指标方向性", "正反向"),
    "attribute": ("指标属性", "定量/定性", "指标类型"),
    "history": ("历史值", "前年指标值", "上年指标值", "上年自评值", "参考值", "前年", "上年", "去年", "上年实际", "前年实际"),
    "formula": ("计算公式", "计算方式"),
    "remark": ("备注", "说明"),
    "actual": (
        "实际完成值", "实际完成值(B)", "全年实际值", "完成值", "实际完成情况", "全年完成值", "实际值", "全年实际完成值", "年度完成值",
        "完成情况", "自评完成值", "实际完成指标值",
    ),
    "score": ("得分", "自评得分"),
    "deviation": ("偏差原因分析及改进措施", "未完成原因", "未完成原因及拟采取的改进措施", "偏差原因", "未完成原因和改进措施"),
    "section": ("绩效指标", "年度绩效指标", "本年度绩效指标", "绩效目标", "年度绩效目标", "项目绩效指标"),
    "project": ("项目名称", "单位名称、项目名称", "单位名称/项目名称", "项目支出名称"),
    "goal": ("项目年度绩效目标", "年度绩效目标", "绩效目标", "项目绩效目标", "总体绩效目标", "年度总体目标", "年度目标"),
    "amount": ("预算数", "预算金额", "项目预算", "年度预算数", "年度预算金额", "项目预算金额", "年度预算", "资金总额", "金额",
               "项目经费", "项目资金", "预算资金", "资金金额"),
}  # fmt: skip
"""Indicator columns. A name in several lists belongs to the first of them that no surer name has taken.

``project``, ``goal`` and ``amount`` stand in tables that hold many projects, a row or several each.
"""

READ_COLUMNS = ("level1", "level2", "level3", "description", "operator", "value", "unit", "basis", "weight", "actual")
"""The columns whose cells enter the record. The others are seen, told in a notice, and left alone."""

HEAD: Mapping[str, tuple[str, ...]] = {
    "code": ("项目编码", "项目代码"),
    "name": ("项目名称", "项目支出名称", "预算项目名称", "专项名称", "资金名称", "专项资金名称", "项目(资金)名称"),
    "total": (
        "预算数", "资金总额", "项目资金总额", "年度资金总额", "预算总额", "预算规模", "年度本级预算金额", "项目总预算", "预算金额",
        "年度预算", "年度预算金额", "预算资金总额", "年度预算总额", "项目预算金额", "总金额", "当年预算", "当年年度预算",
        "预算安排资金", "年度预算数", "项目预算", "项目总金额", "申请预算金额", "项目金额", "预算安排", "安排资金", "资金额度", "项目经费",
        "申请金额", "下达金额", "资金合计", "年度金额", "总额", "年度资金", "当年资金总额", "项目资金合计",
        "资金金额", "项目资金金额", "金额合计", "本年度金额", "本年度预算", "本年预算",
    ),
    "fiscal": (
        "财政资金", "其中:财政资金", "财政拨款", "其中:财政拨款", "本年财政拨款", "其中:本年财政拨款", "其中财政资金", "当年财政拨款",
        "其中:当年财政拨款", "其中:财政拨款资金", "财政拨款资金", "本级财政资金", "其中:本级财政资金", "其中:财政性资金", "财政性资金",
        "财政拨款小计", "财政资金小计", "其中:财政拨款小计", "年度财政拨款", "当年财政资金", "一般公共预算拨款",
    ),
    "other": ("其他资金", "其它资金", "其中:其他资金", "其中其它资金", "其中:其它资金", "自筹资金", "单位自筹", "自有资金", "其他资金小计"),
    "term_total": ("中期资金总额", "实施期资金总额", "项目总投资", "总投资", "中长期资金总额"),
    "purpose": ("资金用途", "用途"),
    "department": (
        "预算单位", "填报单位", "部门名称", "单位名称", "主管部门及代码", "主管部门", "预算部门", "主管预算部门", "业务主管部门", "申报单位",
        "填报单位(盖章)", "单位信息", "项目主管部门", "主管单位", "部门(单位)名称",
    ),
    "year": ("预算年度", "年度", "项目年度"),
    "unit": ("金额单位", "资金单位"),
}  # fmt: skip
"""Labels whose value stands in the cell right of them or behind them in the same cell."""

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "budget": ("预算规模及资金用途", "预算规模与资金用途"),
    "money": ("项目资金", "项目预算", "资金总额及构成", "预算资金", "资金情况", "项目资金预算执行", "预算执行情况", "年度预算执行情况",
              "项目资金预算", "项目资金申请", "资金构成", "预算情况", "项目预算资金", "年度资金", "资金来源及金额", "资金来源", "资金来源情况", "资金安排情况", "预算资金情况", "预算资金安排情况",
              "预算安排情况"),
    "plan": ("资金支出计划", "支出计划", "资金使用计划"),
    "goals": (
        "绩效目标", "年度绩效目标", "总体目标", "年度目标", "年度总体目标", "总体绩效目标", "本年度绩效目标", "项目绩效目标",
        "年度主要目标和成果", "整体目标", "整体绩效目标", "项目总体目标", "项目年度绩效目标", "年度总体绩效目标", "项目目标", "预期目标", "本年绩效目标",
        "项目总体绩效目标", "项目绩效总目标", "绩效总目标", "当年绩效目标", "年度工作目标", "总目标",
    ),
    "term_goals": (
        "实施期绩效目标", "实施期目标", "长期目标", "中期目标", "长期绩效目标", "中长期目标", "实施期总目标", "中期绩效目标",
        "中长期绩效目标", "实施期总体目标",
    ),
}  # fmt: skip
"""Labels, mostly in the first column and often merged, whose rows belong together."""

GOALS: Mapping[str, tuple[str, ...]] = {
    "year": ("年度目标", "预期目标", "年度总体目标", "本年度目标", "年度绩效目标", "本年目标", "年初设定目标", "年初绩效目标", "目标", "当年目标",
             "年度预期目标", "年初目标"),
    "other": (*SECTIONS["term_goals"], "实际完成情况", "完成情况", "目标完成情况", "目标实际完成情况", "年度总体目标完成情况综述",
              "全年实际完成情况", "总体完成情况", "年度完成情况", "自评完成情况"),
}  # fmt: skip
"""Labels inside the goals: the year's own, and those of the whole term or of what was done."""

MONTHS = (3, 6, 10, 12)
"""资金支出计划: the month at whose end each column of the official form stands."""

_BRACKETS = re.compile(
    r"\((?:\d+(?:-\d+)?分?|%|文字(?:描述|说明)?|(?:单位:)?(?:万元|元)|\d+年度?)\)$|\(\d+(?:-\d+)?\)分$"
)
_ANY_BRACKETS = re.compile(r"\([^()]*\)$")
_GOAL_NUMBER = re.compile(r"(?<=绩效目标)\d{1,2}$")
"""Behind the label of one goal of several: 年度绩效目标1."""
_NUMBERING = re.compile(r"^(?:\d+[.、]|[(]?[一二三四五六七八九十]+[、)])")
_TERM = re.compile(r"^(?:中期|实施(?:周期|期)|长期|中长期|全周期|项目(?:周期|期)|总体|三年)(?!目标完成)")
_YEAR = re.compile(r"^(?:本年度?|当年|全年|年度|年初|20\d{2}年度?)(?!执行|预算|实际|完成|自评)")


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """``text`` as a label: folded, without numbering, points or unit in brackets, and colon at the end."""
    bare = _BRACKETS.sub("", _NUMBERING.sub("", fold(text)).rstrip(":")).rstrip(":")
    return _GOAL_NUMBER.sub("", bare)


def _index(table: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, labels in table.items():
        for label in labels:
            found.setdefault(fold(label), []).append(name)
    return found


_LONGEST = 60
"""Characters of the longest heading with its remarks; a longer text is none."""
_COLUMN_OF = _index(COLUMNS)
_HEAD_OF = _index(HEAD)
_HEAD_BY_FIRST: dict[str, list[tuple[str, str]]] = {}
"""Labels with their first fields, by first character."""
for _label, _fields in _HEAD_OF.items():
    _HEAD_BY_FIRST.setdefault(_label[0], []).append((_label, _fields[0]))
_AMOUNT_BEHIND = re.compile(r":?[0-9,]+(?:\.[0-9]+)?(?:万?元)?")
_AMOUNT_ENDS = frozenset("0123456789,元")
_COLON = re.compile("[:：]")
_SECTION_OF = _index(SECTIONS)
_GOAL_OF = _index(GOALS)


@lru_cache(maxsize=4096)
def column_fields(name: str) -> tuple[str, ...]:
    """The fields that a column headed ``name`` may be, best first; a period in front and remarks in brackets aside."""
    if len(name) > _LONGEST:
        return ()
    folded = fold(name)
    bare = _ANY_BRACKETS.sub("", plain(name))
    for form in (folded, plain(name), bare, _TERM.sub("", bare), _YEAR.sub("", bare)):
        if found := _COLUMN_OF.get(form):
            return tuple(found)
    return _worded(bare) if bare.endswith("值") and len(bare) <= _LONGEST_WORDED else ()


_LONGEST_WORDED = 14
PART_OF_YEAR = re.compile(r"^(?:[上下]?半年|[一二三四]季度|\d{1,2}月[底末]?|\d{1,2}-\d{1,2}月)")
"""What a target is for that is none of the whole year: 半年(程)指标值."""
_WORDED = (
    (re.compile(r"(?:上年度?|前年|去年|历史|近.年|20\d\d年度?)(?:实际|自评|历史|平均)"), "history"),
    (PART_OF_YEAR, "history"),
    (re.compile("实际|完成"), "actual"),
    (re.compile("预期|目标|计划|指标"), "value"),
)
"""What the words in the name of a value column say, the surest first: 2022年实际实现值, 预期2023年实现值."""


def _worded(name: str) -> tuple[str, ...]:
    found = next((field for words, field in _WORDED if words.search(name)), None)
    return (found,) if found else ()


def period(name: str) -> Period | None:
    """What time the heading ``name`` is for, where it says one: ``中期指标值`` → TERM."""
    folded = fold(name)
    return Period.TERM if _TERM.match(folded) else Period.YEAR if _YEAR.match(folded) else None


def columns(names: Mapping[int, str]) -> dict[str, int] | None:
    """Field → column where ``names`` (column → header text) head an indicator table; None where they do not."""
    return choose({col: column_fields(name) for col, name in names.items()})


def choose(candidates: Mapping[int, Sequence[str]]) -> dict[str, int] | None:
    """Field → column out of the fields that each column may be; None where they do not head an indicator table.

    A header names the indicators (level 2 or 3) and their values and has at least three known columns.
    """
    chosen: dict[str, int] = {}
    for col, fields in sorted(candidates.items(), key=lambda item: (len(item[1]), _order(*item))):
        free = next((name for name in fields if name not in chosen), None)
        if free:
            chosen[free] = col
    _settle(chosen, candidates)
    known = [name for name in chosen if name not in {"section", "project", "goal", "amount"}]
    if "value" not in chosen or not {"level2", "level3"} & chosen.keys() or len(known) < 3:
        return None
    return chosen


def _order(col: int, fields: Sequence[str]) -> int:
    """From left to right; of several weights (one for each level) the one nearest to the value counts."""
    return -col if tuple(fields) == ("weight",) else col


def _settle(chosen: dict[str, int], candidates: Mapping[int, Sequence[str]]) -> None:
    """What only the whole header decides: a lone description names the indicators, goals need a project beside them."""
    levels = [chosen[name] for name in ("level1", "level2") if name in chosen]
    name = chosen.get("level3")
    if levels and name is not None and name < min(levels) and "section" in candidates[name]:
        chosen["section"] = chosen.pop("level3")  # 绩效指标 at the side of the table is no name
    if "level3" not in chosen and "description" in chosen and {"level1", "level2"} & chosen.keys():
        chosen["level3"] = chosen.pop("description")
    if "project" in chosen and "goal" not in chosen and "section" in chosen:
        chosen["goal"] = chosen.pop("section")
    if "project" not in chosen:
        chosen.pop("amount", None)
    if "project" not in chosen and "goal" in chosen:
        chosen.setdefault("section", chosen["goal"])
        del chosen["goal"]


def head_field(text: str) -> str | None:
    """The head field that ``text`` is the label of: ``其中：财政资金`` → ``fiscal``."""
    return next(iter(_HEAD_OF.get(plain(text), [])), None)


@lru_cache(maxsize=20_000)
def head_with_value(text: str) -> tuple[str, str] | None:
    """(field, value) where one cell prints both: ``其中：财政资金 55.00`` → ``("fiscal", "55.00")``."""
    folded = fold(text)
    if ":" not in folded and folded[-1:] not in _AMOUNT_ENDS:
        return None
    for label, field in _HEAD_BY_FIRST.get(folded[:1], ()):
        rest = folded[len(label) :]
        if not rest or not folded.startswith(label):
            continue
        if field in {"total", "fiscal", "other"} and _AMOUNT_BEHIND.fullmatch(rest):
            return field, rest.lstrip(":")
        if rest.startswith(":") and len(rest) > 1:
            return field, _COLON.split(text, maxsplit=1)[-1].strip()
    return None


def head_values(text: str) -> list[tuple[str, str]]:
    """Every (field, value) of a cell that prints labels with their values: ``资金总额：88 其中：财政拨款：80``."""
    if text.count(":") + text.count("：") < _SEVERAL:
        return [both] if (both := head_with_value(text)) else []
    found = [head_with_value(_NUMBERING.sub("", part)) for part in _BEFORE_LABEL.split(text)]
    return [both for both in found if both]


_SEVERAL = 2
_BEFORE_LABEL = re.compile(r"[\s;；，,]+(?=(?:[一二三四五六]、|\d[.、]|其中[:：]?)?\s*[\u4e00-\u9fff]{2,10}[:：])")


def section(text: str) -> str | None:
    """The section that ``text`` is the label of: ``资金支出计划（%）`` → ``plan``."""
    return next(iter(_SECTION_OF.get(plain(text), [])), None)


def goal_kind(text: str) -> str | None:
    """Whether ``text`` labels a goal of the ``year`` or one of ``other`` kind; None where it is no such label."""
    bare = _ANY_BRACKETS.sub("", plain(text))
    return next(iter(_GOAL_OF.get(plain(text)) or _GOAL_OF.get(bare, [])), None)


_UNIT_IN_LABEL = re.compile(r"\((?:金额)?(?:单位:?)?(元|千元|万元|亿元)\)")


def label_unit(text: str) -> str | None:
    """The unit of money that a label names in brackets: ``预算数（元）`` → ``元``."""
    found = _UNIT_IN_LABEL.search(fold(text))
    return found[1] if found else None
