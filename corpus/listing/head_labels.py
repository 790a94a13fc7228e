"""Labels in the heads of other places' forms. Data, and look-up in it; corpus.layouts holds those that all formats share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from corpus import layouts
from corpus.chars import fold

LABELS: Mapping[str, tuple[str, ...]] = {
    "name": ("专项(项目)名称", "单位(项目)名称", "项目(专项)名称", "项目(政策)名称", "政策(项目)名称", "专项名称", "专项资金名称", "转移支付名称"),
    "department": (
        "主管部门", "项目主管部门", "申报单位", "主管部门及编码", "主管部门及代码", "主管部门及其编码", "预算部门", "一级预算单位", "单位信息",
        "区级主管部门", "县级主管部门", "业务主管部门",
    ),
    "upper department": ("市级主管部门", "省级主管部门", "市主管部门", "省主管部门", "中央主管部门"),
    "unit": ("实施单位", "项目实施单位", "具体实施单位", "项目执行单位", "项目单位", "使用单位", "项目承担单位", "承担单位"),
    "total": ("年度资金总额", "当年资金总额", "年度预算", "年度预算资金总额", "项目年度预算", "年度金额", "年度财政资金总额", "财政资金总额", "本年度金额", "本年度预算", "本年预算", "本年度预算金额"),
    "overall total": (
        "资金总额", "预算资金", "项目资金总额", "项目总预算", "项目金额", "预算数", "总额", "预算金额", "项目预算", "项目总额", "总投资", "项目总投资", "资金合计",
        "中期资金总额", "实施期资金总额", "项目预算总额", "资金安排", "预算安排", "安排资金", "资金额度", "申请金额", "下达金额", "预算总额", "预算规模",
        "部门预算总额", "部门预算", "部门整体支出预算", "部门年度预算", "整体支出预算", "部门预算资金", "预算资金总额", "资金金额", "金额合计",
        "预算合计",
    ),
    "fiscal": (
        "财政拨款", "本年财政拨款", "当年财政拨款", "财政拨款小计", "年度财政拨款", "财政资金", "申请财政资金", "申请财政拨款", "当年市级财政资金", "当年财政资金", "中央资金",
        "中央补助", "省级补助", "一般公共预算拨款",
    ),
    "other": ("其他资金", "其它资金", "当年其他资金", "年度其他资金", "自有资金", "单位自筹", "自筹资金", "自筹"),
    "goals": (
        "年度目标", "年度总体目标", "年度绩效目标", "整体目标", "项目年度目标", "当年目标", "当年绩效目标", "年度主要目标和成果", "年度绩效目标(文字)", "绩效目标",
        "本年度绩效目标", "年初设定目标", "预期目标", "项目年度绩效目标", "年度工作目标", "项目目标",
    ),
    "overall goals": (
        "总体目标", "中期目标", "长期目标", "实施期目标", "项目总体目标", "项目绩效目标", "中长期目标", "实施期绩效目标", "总体绩效目标", "项目绩效总目标", "绩效总目标", "总目标",
    ),
    "actual": ("年度总体目标完成情况", "年度总体目标完成情况综述", "实际完成情况", "目标完成情况", "全年执行情况"),
    "money": ("项目资金", "资金情况", "项目资金申请", "资金构成", "申请资金", "资金来源及金额", "资金来源", "预算资金情况", "预算资金安排情况", "资金安排情况", "预算安排情况"),
    "passed": (
        "项目属性", "项目期", "项目起止时间", "起止时间", "项目起止年限", "项目负责人", "联系电话", "项目负责人及电话", "负责人及电话", "项目来源",
        "项目分类", "项目类别", "项目类型", "建设周期", "项目审批", "项目概况", "项目总体概况", "立项依据", "项目概况及立项依据", "项目立项依据",
        "执行数", "预算执行数", "上级资金", "项目资金预算执行10分", "分值", "执行率", "得分", "全年预算数",
        "全年执行数", "项目责任人", "单位", "单位(盖章)", "项目经办人", "项目经办人电话", "预算执行率权重(%)", "市级财政部门", "区级财政部门",
        "县级财政部门", "省级财政部门", "财政部门", "市级资金", "区级资金", "县级资金", "省级资金", "上年结转资金", "结转资金", "政府性基金",
        "国有资本经营预算", "自有资金小计", "其他收入", "事业收入", "经营性收入", "当年年度预算", "财政资金预算分类", "财政资金科目代码",
        "年度预算执行率", "项目实施进度计划", "项目实施内容", "开始时间", "完成时间", "项目绩效指标表", "项目编码", "项目代码", "年度目标完成情况",
        "项目起始时间", "项目完成时间", "项目终止时间", "存续状态", "项目性质", "预算年度", "单位地址", "邮政编码", "单位负责人", "填报人", "填报日期",
        "金额单位", "金额", "绩效指标", "年度绩效目标表", "长期绩效目标表", "目标名称", "目标说明",
    ),
}  # fmt: skip
"""``unit`` names the department where ``department`` is missing; ``overall`` amounts and goals yield to those of the year.
``money`` heads amounts, and is the whole one where that stands right behind it."""

_LEAD = re.compile(r"^(?:其中:?|\d+[.、]|[(]?[一二三四五六七八九十]+[、)]|[*★☆]+)+")
_TAIL = re.compile(r"(?:\((?:万元|元|%|A|B|\d+(?:-\d+)?分?|20\d\d年?(?:[-—至]20\d\d年?)?|文字)\)分?)+$")


def _spellings() -> dict[str, str]:
    found: dict[str, str] = {}
    for field, names in LABELS.items():
        for name in names:
            found.setdefault(fold(name), field)
    for field in ("name", "total", "fiscal", "other", "department"):
        for name in layouts.HEAD[field]:
            found.setdefault(fold(name), field)
    return found


_FIELDS = _spellings()


_GOAL_NUMBER = re.compile(r"(?<=绩效目标)\d{1,2}$")
"""Behind the label of one goal of several: 年度绩效目标1."""


@lru_cache(maxsize=20_000)
def head_label(text: str) -> str | None:
    """The field that ``text`` is the label of: ``其中：财政拨款`` → ``fiscal``; None where it is no label."""
    plain = _GOAL_NUMBER.sub("", fold(text).rstrip(":"))
    for form in (plain, _TAIL.sub("", plain), _LEAD.sub("", plain), _TAIL.sub("", _LEAD.sub("", plain)).rstrip(":")):
        if form in _FIELDS:
            return _FIELDS[form]
    return None


_MONEY = re.compile(
    r"(?:年度|本年|当年|项目|专项|财政|年初|全年)*(?:预算|资金|经费|金额)(?:安排|总额|金额|总数|数|额度|规模|资金|合计)*"
)
_ORDINARY = {"项目": "name", "部门": "department", "单位": "unit", "目标": "goals"}
"""Words that are labels only before a colon."""
_ORDINAL = re.compile(r"(?<=^项目)(?:\d{1,2}|[一二三四五六七八九十]{1,3})$")


def label_before_colon(text: str, behind: str) -> str | None:
    """The field that the ordinary word ``text`` is a label of, as ``behind`` the colon shows: ``资金：142万元`` → overall total."""
    plain, value = _TAIL.sub("", fold(text)), fold(behind)
    if value[:1].isdecimal():
        return "overall total" if _MONEY.fullmatch(plain) else None
    return _ORDINARY.get(_ORDINAL.sub("", plain)) if value and not value.endswith(("万元", "元")) else None


_SHORTEST = 4
GLUED = re.compile("|".join(sorted((re.escape(n) for n in _FIELDS if len(n) >= _SHORTEST), key=len, reverse=True)))
"""Any label of four characters or more, for lines that glue labels and contents."""
