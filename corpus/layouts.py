"""Header names and head labels of the tables that offices use, and the fields they stand for. Data, and look-up in it.

Names are compared folded: no white space, half-width, without the points or the unit in brackets behind them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.chars import fold

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "level1": ("一级指标", "一级绩效指标", "指标类别", "绩效指标类别"),
    "level2": ("二级指标", "二级绩效指标", "指标类型"),
    "level3": (
        "三级指标", "三级绩效指标", "三级指标名称", "指标名称", "指标内容", "末级指标", "具体指标", "具体指标名称",
    ),
    "description": (
        "绩效指标描述", "指标描述", "指标解释", "指标说明", "指标内容说明", "指标值说明", "绩效标准说明", "指标内容",
    ),
    "operator": ("计算符号", "指标性质", "符号", "运算符", "性质"),
    "value": (
        "指标值", "年度指标值", "年度指标值(A)", "本年指标值", "绩效指标值", "当年预期实现值", "预期指标值", "目标值",
        "目标值(标准)", "指标值及单位", "计划值", "年初指标值", "年度目标值", "预期值",
    ),
    "unit": ("计量单位", "度量单位", "绩效度量单位", "单位", "指标单位"),
    "basis": (
        "指标值确定依据", "指标值设定依据", "参考值确定依据", "绩效指标值设定依据及数据来源", "绩效标准", "设定依据", "指标确定依据",
        "确定依据",
    ),
    "weight": ("权重", "分值", "分值权重", "指标分值", "分值(权重)"),
    "scoring": ("评(扣)分标准", "扣分标准", "评分标准", "赋分规则", "评价标准"),
    "direction": ("指标方向", "指标方向性", "正反向"),
    "attribute": ("指标属性", "定量/定性", "指标类型"),
    "history": ("历史值", "前年指标值", "上年指标值", "上年自评值", "参考值"),
    "formula": ("计算公式", "计算方式"),
    "remark": ("备注", "说明"),
    "actual": ("实际完成值", "实际完成值(B)", "全年实际值", "完成值"),
    "score": ("得分",),
    "deviation": ("偏差原因分析及改进措施", "未完成原因", "未完成原因及拟采取的改进措施"),
    "section": ("绩效指标", "年度绩效指标", "本年度绩效指标", "绩效目标", "年度绩效目标", "项目绩效指标"),
}  # fmt: skip
"""Indicator columns. A name in several lists belongs to the first of them that no surer name has taken."""

READ_COLUMNS = ("level1", "level2", "level3", "description", "operator", "value", "unit", "basis", "weight")
"""The columns whose cells enter the record. The others are seen, told in a notice, and left alone."""

HEAD: Mapping[str, tuple[str, ...]] = {
    "code": ("项目编码", "项目代码"),
    "name": ("项目名称", "项目支出名称", "预算项目名称"),
    "total": (
        "预算数",
        "资金总额",
        "项目资金总额",
        "年度资金总额",
        "预算总额",
        "预算规模",
        "年度本级预算金额",
        "项目总预算",
    ),
    "fiscal": (
        "财政资金",
        "其中:财政资金",
        "财政拨款",
        "其中:财政拨款",
        "本年财政拨款",
        "其中:本年财政拨款",
        "其中财政资金",
    ),
    "other": ("其他资金", "其它资金", "其中:其他资金"),
    "purpose": ("资金用途", "用途"),
    "department": ("预算单位", "填报单位", "部门名称", "单位名称", "主管部门及代码"),
    "year": ("预算年度", "年度", "项目年度"),
}
"""Labels whose value stands in the cell right of them or behind them in the same cell."""

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "budget": ("预算规模及资金用途", "预算规模与资金用途"),
    "plan": ("资金支出计划", "支出计划", "资金使用计划"),
    "goals": (
        "绩效目标", "年度绩效目标", "总体目标", "年度目标", "年度总体目标", "总体绩效目标", "本年度绩效目标", "项目绩效目标",
    ),
}  # fmt: skip
"""Labels, mostly in the first column and often merged, whose rows belong together."""

MONTHS = (3, 6, 10, 12)
"""资金支出计划: the month at whose end each column of the official form stands."""

_BRACKETS = re.compile(r"\((?:\d+(?:-\d+)?分?|%|万元|元|\d+年度?)\)$|\(\d+(?:-\d+)?\)分$")
_NUMBERING = re.compile(r"^(?:\d+[.、]|[(]?[一二三四五六七八九十]+[、)])")


def plain(text: str) -> str:
    """``text`` as a label: folded, without numbering, points or unit in brackets, and colon at the end."""
    return _BRACKETS.sub("", _NUMBERING.sub("", fold(text)).rstrip(":")).rstrip(":")


def _index(table: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, labels in table.items():
        for label in labels:
            found.setdefault(fold(label), []).append(name)
    return found


_COLUMN_OF = _index(COLUMNS)
_HEAD_OF = _index(HEAD)
_SECTION_OF = _index(SECTIONS)


def columns(names: Mapping[int, str]) -> dict[str, int] | None:
    """Field → column where ``names`` (column → header text) head an indicator table; None where they do not.

    A header names the indicators (level 2 or 3) and their values and has at least three known columns.
    """
    candidates = {col: _COLUMN_OF.get(fold(name)) or _COLUMN_OF.get(plain(name), []) for col, name in names.items()}
    chosen: dict[str, int] = {}
    for col, fields in sorted(candidates.items(), key=lambda item: (len(item[1]), item[0])):
        free = next((name for name in fields if name not in chosen), None)
        if free:
            chosen[free] = col
    known = [name for name in chosen if name != "section"]
    if "value" not in chosen or not {"level2", "level3"} & chosen.keys() or len(known) < 3:
        return None
    return chosen


def head_field(text: str) -> str | None:
    """The head field that ``text`` is the label of: ``其中：财政资金`` → ``fiscal``."""
    return next(iter(_HEAD_OF.get(plain(text), [])), None)


def head_with_value(text: str) -> tuple[str, str] | None:
    """(field, value) where one cell prints both: ``其中：财政资金 55.00`` → ``("fiscal", "55.00")``."""
    folded = fold(text)
    for label, fields in _HEAD_OF.items():
        rest = folded[len(label) :]
        money = fields[0] in {"total", "fiscal", "other"} and re.fullmatch(r":?[\d,]+(?:\.\d+)?(?:万?元)?", rest)
        if folded.startswith(label) and rest and (money or (rest.startswith(":") and len(rest) > 1)):
            return fields[0], re.split(r"[:：]", text, maxsplit=1)[-1].strip() if not money else rest.lstrip(":")
    return None


def section(text: str) -> str | None:
    """The section that ``text`` is the label of: ``资金支出计划（%）`` → ``plan``."""
    return next(iter(_SECTION_OF.get(plain(text), [])), None)
