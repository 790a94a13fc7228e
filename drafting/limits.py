"""Limits that the purpose itself sets: how soon (故障4小时内修复), at most how much (再犯罪率控制在1%以内), how long kept.

They are targets with the direction that the user gives and no work; a limit on money is a standard (``drafting.costs``).
"""

from __future__ import annotations

import re

from drafting import asides
from drafting import purpose_words as words
from drafting.dates import AGAIN
from drafting.quantities import measure_before

_NUMBER = r"(?P<number>\d+(?:\.\d+)?)"
_TIME = r"(?P<unit>个工作日|工作日|个小时|小时|分钟|个月|天|日)"
_NO_MORE = r"(?:不超过|不得超过|不多于|不大于|控制在|≤)"
SOON = re.compile(
    r"(?:(?P<name>[\u4e00-\u9fff]{2,14}?)|(?:^|(?<=[，,；;。、])))(?P<noun>时间|时限|时长|期限)?(?:为|均)?"
    rf"(?:(?:在|于)?{_NUMBER}{_TIME}(?:以内|之内|内)(?P<done>[\u4e00-\u9fff]{{0,8}})"
    rf"|{_NO_MORE}{_NUMBER.replace('number', 'number2')}{_TIME.replace('unit', 'unit2')}(?:以内|之内)?)"
)
"""Something that has to be done within hours or days."""
AT_MOST = re.compile(
    r"(?P<name>[\u4e00-\u9fffA-Za-z]{2,16}?(?:率|增幅|占比))(?:要|应|须|均)?"
    rf"(?:控制在(?=[\d.]+[%％‰](?:以内|以下|之内))|不超过|不高于|不大于|低于|≤|(?:降|下降|降低)(?:到|至)){_NUMBER}(?P<unit>[%％‰])(?:以内|以下|之内)?"
)
"""A rate of which less is better, as the user says."""
KEPT = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,8}(?:保存|留存|存储|保留))(?:时间|期限|天数)?(?:不少于|不低于|至少|达到?|≥)"
    rf"{_NUMBER}(?P<unit>天|日|个月)"
)
"""How long something is kept at least."""
ONCE_IN = re.compile(
    r"(?P<name>(?:防洪|排涝|除涝|设防)[\u4e00-\u9fff]{0,4}?标准)(?:由\d+年一遇)?(?:恢复|提高|提升|达|为|按)*(?:到|至)?"
    rf"{_NUMBER}(?P<unit>年一遇)(?:以上)?"
)
"""How strong a flood something withstands."""
SERVED = re.compile(
    r"(?:^|(?<=[，,；;。、]))[^，,；;。、\d]{0,12}?(?:惠及|受益|保障|保护|改善|解决|方便|服务|覆盖|满足|提升|提高|让|使)[^，,；;。、\d]{0,8}?"
    r"(?P<number>\d+(?:\.\d+)?)(?P<unit>万)?[余多]?"
    r"(?P<name>(?:农村|城乡|城镇|沿线|沿河|受益|当地|库区)?(?:群众|人口|居民|村民|学生|师生|农民|职工|老年人))"
)
"""Who has the good of it, without a measure word: 改善沿线3.2万群众出行条件."""
POINTS = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]{{2,12}}?(?:率|占比|比重))(?:较上年|比上年)?(?P<way>提高|提升|增加|上升|下降|降低|减少){_NUMBER}(?P<unit>个百分点)(?:以上)?"
)
"""By how many points a rate changes: 林草覆盖率提高5个百分点."""
SOLVED = re.compile(
    r"(?:^|(?<=[，,；;。、]))(?:可|能|将|有效|切实)*(?P<name>解决|改善|方便|满足)[^，,；;。、]{0,12}?(?P<number>\d+(?:\.\d+)?)(?P<unit>万)?[余多]?(?:人(?!次)|[名位][\u4e00-\u9fff]{2,4}?)[^，,；;。、]{1,12}?(?:问题|条件|困难|难|安全|需求|需要|就医|出行|上学|办事|饮水|生活)"
)
"""Whose trouble ends, with a measure word: 解决14个村2.3万人的缺水问题."""
RISE = re.compile(
    rf"(?P<name>(?:亩均|人均|户均)?[\u4e00-\u9fff]{{0,6}}?(?:产能|产量|单产|收入))(?:可|将|能|预计)*(?P<way>提高|增加|提升)约?{_NUMBER}(?P<unit>公斤|千克|斤|吨|万元|元)(?:以上|左右)?"
)
"""By how much a yield or an income rises."""
GAINED = re.compile(
    rf"(?P<name>[户人亩]均)(?:可|将|能|预计|每?年|实现)*(?P<way>增收|增产|节支)(?:不低于|不少于|达到?|约)*{_NUMBER}(?P<unit>万元|元|公斤|斤)(?:以上|左右)?"
)
"""How much each gains: 户均年增收3000元以上."""
GOOD_OF = re.compile(
    rf"(?:^|(?<=[，,；;。]))(?:项目|可|将|能|预计)*(?P<name>受益(?:群众|人口|居民|村民|农户|学生|农民|职工|商户)|带动[^，,；;。\d]{{2,12}}?)(?:约|达到?|共|人数|户数|数|不少于|不低于|至少)*"
    rf"{_NUMBER}(?P<unit>万?[余多]?(?:人(?!次)|户|名))(?:以上|左右)?(?P<done>(?:务工|就业|增收|创业|脱贫|发展产业)*)(?=$|[，,；;。、])"
)
"""Who has the good of it or is drawn along, with a measure word: 受益群众约9600人, 带动脱贫户126户就业."""
LIMITS = (GAINED, GOOD_OF, POINTS, RISE, SOLVED, KEPT, ONCE_IN, AT_MOST, SOON)
_LEAD = re.compile(
    r"^(?:[一二三四五六七八九]是|对|在|于|要求|确保|保证|实现|做到|其中|并|且|平均|原则上|应|须|全部|均)+"
)
_ABOUT_WORK = re.compile(r"[每各共]|合同|工期|活动|培训|年度")
"""Words beside a time that say how long the work takes: no limit of a service."""
_DONE = re.compile(
    "办结|办理|答复|修复|响应|处置|处理|完成|到位|送达|审核|审批|审查|反馈|发放|赶到|上门|到场|到达|出具|上报|整改|拨付|支付|兑付|受理|供货|恢复|解决|抢修|抢通|出警|出动|救援|出具|公示|公开|登记|交付|签发|更换|清理|清运|回复|回访|转办"
)
"""What is done within a time."""
_NEXT_YEAR = re.compile(r"(?<![至到—～~-])(?:次年|翌年|明年|第二年|下一?年度?)(?=\d{1,2}月)")
"""Before a date: ``drafting.dates`` reads it."""
_CLAUSE = re.compile(r"[^，,；;。！!\n]+")
_PAID = re.compile("支付|拨付|兑付|兑现")
"""What is done with money; elsewhere these words only lead to what is paid."""
_SHORTEST, _VERB = 3, 2


def without_limits(text: str) -> str:
    """``text`` without the limits that it sets, so that none of them is taken for work."""
    for pattern in LIMITS:
        text = pattern.sub(_without, text)
    text = _NEXT_YEAR.sub("", text)
    return _CLAUSE.sub(lambda m: m[0] if asides.PAID_OUT.match(m[0]) else AGAIN.sub("", m[0]), text)


def _without(match: re.Match[str]) -> str:
    """What is left of a limit: nothing, or all of it where it is none. What has to be done within hours is never work."""
    within = match.re is SOON and match["number"] and match["unit"] not in ("天", "日", "个月")
    return "" if within or named(match) else match[0]


def named(match: re.Match[str]) -> str:
    """What the limit is called: 故障修复时限, 设备故障响应时间; empty where the words say too little."""
    name = (match["name"] or "").removeprefix(measure_before(match))
    name = _LEAD.sub("", words.LEAD.sub("", name))
    if match.re is not SOON:
        return f"{name}{match['done']}" if match.re is GOOD_OF else name
    if match["number"]:
        done = words.TAIL.sub("", match["done"])
        done = done if _PAID.match(done) else words.LEAD.sub("", done)
        name = f"{name}{done}" if done not in name else name
    if match["number"] and not _DONE.search(match["done"]):
        return ""  # 3日内冷藏: what is had for so long
    told = (
        f"{name.removesuffix('后')}{match['noun'] or ('' if name.endswith(('期', '时效', '时间', '时限')) else '时限')}"
    )
    return told if len(name) >= (_SHORTEST if match["name"] else _VERB) and not _ABOUT_WORK.search(name) else ""
