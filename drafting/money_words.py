"""Words of a purpose that speak of money: what is paid, what only costs, and how much for each."""

from __future__ import annotations

import re

from drafting.quantities import take_money, take_standards

PAID = re.compile(r"补助|补贴|资助|津贴|奖补|奖励|慰问|救助")
"""What is done with an amount for each: 每人每月补助900元."""
MONEY_FOR = re.compile(r"\d(?:万元|元)(?:，|,)?用于")
"""Before a list of which the amount is."""
SERVICE_FEE = re.compile(
    r"^(?:支付|缴纳|付)?(?P<work>[\u4e00-\u9fff]{2,}(?:租赁|租用|保洁|运维|维护|养护|管护|清运|托管))(?:服务)?费(?!率)"
)
"""A fee for work that is done: 监控租赁服务费."""
FEE = re.compile(r"(?<![付缴计免减])(?<!(?<!验)收)费用?$")
"""End of what is a cost."""
COSTS = re.compile(r"(?:燃油|油料|水电|耗材|通讯|费|费用|经费|支出|工资|报酬|价差|利息|差旅)$")
MONEY_OBJECT = re.compile(r"(?:金|费|补贴|补助|津贴|工资|报酬|款|待遇)$")
MONEY_NAME = re.compile(r"(?:补助|扶助|救助|奖励|抚恤|优待|保障|慰问|补偿)金$|生活费$|津贴$|补贴$|补助$")
THOSE_PAID = re.compile(
    r"(?:目前|现有|现|享受|补助|补贴|发放|救助|受助|符合条件|在册|在享|领取|资助)*(?:对象|人员|人数)|日均|年均"
)
"""Words that only count those who were named before: 目前享受对象412人."""
PAID_FOR = re.compile(r"(?:经费|项目|资金|费用)$")
"""Ends of what is paid for, a part of its name before 补助."""
PAID_FOR_THINGS = re.compile(r"作品|专利|商标|标准|项目|设施|改造|建设|物流|融资|电梯|品牌|产品|认证|成果|课题")
"""What is paid for by the piece and not by the head."""
ABOUT_AMOUNTS = re.compile(
    r"按|全年|年度|标准|预计|计划|其中|不超过|不少于|左右|给予|发放|执行|安排|人均|户均|基本生活|共|约|为|补助|补贴|奖补|奖励|救助|慰问|资金|经费|配套|财政|县级|[省市县][定级]?标准?|省定|国家|政策|规定|平均|指导价|市场价"
)
"""Words of a clause that only says how much for each."""
BARE_BY = re.compile(r"按照?(?:标准)?(?=给予|予以|发放|补|奖|$)|按照?(?:标准)?(?:测算|核算|计算|安排|列支|执行)$")
"""What is left of 按每吨90元给予 without the amount."""
SHARE_OF = re.compile(r"^(?:按|参照|依照|依据)")
"""How much is paid to whom, or by what rule: 按常住人口32万人. What is counted there is no work done."""

_FEES = re.compile(
    r"(?:^|(?<=[、和及与]))[\u4e00-\u9fff]{1,6}?(?:费用?|经费|单价|造价)(?:、|及|和|与|为|平均|合计|约|每[人次])*(?=$|[\u4e00-\u9fff])"
)
"""What only costs, with the sign behind it: 检验费及买样费."""

_FEE_NAMED = re.compile(
    r"(?:其中|另外?|需要?|按|安排|补助|补贴|给予)*(?P<fee>(?:[\u4e00-\u9fff]{1,6}?(?<![付缴计免减])(?<!(?<!验)收)费用?(?:及|和|、|与)?)+)(?<![及和、与])(?:平均|合计|共|约|为|每[人次])*$"
)


_SET_ASIDE = re.compile(
    r"^(?:并|另外?|同时)?(?:安排|需要?|列支|支付)(?P<fee>[\u4e00-\u9fff、]{2,16}(?<![付缴计免减])(?<!(?<!验)收)费用?)$"
)


def only_amounts(clause: str) -> bool:
    """Whether ``clause`` says nothing but how much is spent, for each or in all: 检测费每批次600元, 活动费用约5万元."""
    rest, standards = take_standards(clause)
    rest, money = take_money(rest)
    if money and not standards and _SET_ASIDE.match(rest.strip()):
        return True
    return bool(standards or money) and not ABOUT_AMOUNTS.sub("", _FEES.sub("", rest.strip())).strip()


def fee_in(clause: str) -> str:
    """The fee that ``clause``, which is only about amounts, names: 检验费及买样费; empty where it names none."""
    rest = take_money(take_standards(clause)[0])[0].strip()
    named = _FEE_NAMED.match(rest)
    return named["fee"] if named and only_amounts(clause) else ""


_SUM = re.compile(r"^(?:预算|全年|总投资|合计|共计|总计|共需?|计)(?:资金|经费|投资|约|为)*\d+(?:\.\d+)?万?元(?:左右)?$")


def of_several(clause: str) -> bool:
    """Whether ``clause`` is a sum that may be that of several things told before: 共9万元."""
    return bool(_SUM.match(clause.strip()))


RESPECTIVELY = re.compile(r"分别[^，,；;。]*\d[^，,；;。]*、\d")
"""分别按每人1800元、2200元发放."""
