"""What a later clause says of the activities before it: their counts and standards, their sum, what they are made up of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.library import activity_kinds
from drafting import money_words
from drafting import purpose_words as words
from drafting.activity import Activity
from drafting.lexicon import doing_of, is_people, is_thing
from drafting.quantities import take_money, take_quantities, take_standards

_AGED = re.compile(r"岁(?:及?以上|以下)?$")
_OLD_OR_YOUNG = re.compile(r"老年人|老人|儿童|幼儿|少年|妇女|居民")
"""Who is of an age that is told without them."""


def with_loose(activity: Activity, clause: str) -> Activity:
    """``activity`` with the standards and counts of a clause that says nothing else: 每人每月50元; 预计5200人."""
    rest, standards = take_standards(clause)
    rest, money = take_money(rest)
    if activity.kind.id == "social_insurance" and words.IN_ALL.search(clause):
        money = []  # 工资、社保及伙食费，共259万元: not of the insurance alone
    if re.search("合计|共计|总计", clause):
        money = []  # of all that was listed
    if fee := money_words.fee_in(clause):
        standards = [s.model_copy(update={"called": fee}) for s in standards]
        money = []  # has a row of its own under its own name
    if money and not (activity.amount or money_words.ABOUT_AMOUNTS.sub("", words.LEAD.sub("", rest))):
        activity = activity.model_copy(update={"amount": money[0][0]})  # 更换火化炉2台，160万元
    rest, counts = take_quantities(rest)
    left = money_words.ABOUT_AMOUNTS.sub("", rest)
    if not fee and (
        len(left) >= words.OWN_WORDS
        or (len(left) >= words.ONE_ACT and money_words.FEE.sub("", left) not in activity.quote)
    ):
        standards = []  # 监护人看护，每人每年2400元; 刑事1200元/件: not those before
    if often := words.OFTEN.search(clause):
        counts = [q.model_copy(update={"every": often[0]}) for q in counts]
    own = words.LEAD.sub("", words.OFTEN.sub("", rest).strip())
    if often and own and own not in activity.quote:
        counts = []  # 公厕管护48座，每月考核1次: the upkeep is not what is done once a month
    more = [q for q in counts if q.every and q.unit not in {one.unit for one in activity.quantities}]
    if (
        not activity.quantities
        and activity.kind.id in words.MATERIAL | words.ON_THINGS
        and words.MEASURED.match(rest.strip())
    ):
        rest = ""
    loose = tuple(more) if activity.quantities or words.LEAD.sub("", rest) else tuple(counts)
    return activity.model_copy(
        update={"standards": activity.standards + tuple(standards), "quantities": activity.quantities + loose}
    )


_OF_THOSE = re.compile(r"(?P<sort>[\u4e00-\u9fff]{2,6})的\d+[家户名个人所](?=每|给|奖|补|$)")


def with_noun(activity: Activity, before: Activity) -> Activity:
    """重新认定的8家每家奖励5万元 behind 高新技术企业12家每家奖励10万元: the noun is that of those before."""
    match = _OF_THOSE.search(activity.quote)
    same = activity.kind.id == before.kind.id and before.object and not before.object.startswith(activity.object)
    if not match or not same or activity.object != match["sort"].lstrip("对给为"):
        return activity
    return activity.model_copy(update={"object": f"{activity.object}{before.object}"})


def counted_too(activity: Activity, part: str) -> Activity | None:
    """开展实用技术培训30期、1500人次: a bare count behind is another measure of the same; None where ``part`` is more than that."""
    rest, counts = take_quantities(part)
    bare = not rest.strip(" 约共计") and len(counts) == 1
    if not bare or not activity.quantities or counts[0].unit in {q.unit for q in activity.quantities}:
        return None
    return activity.model_copy(update={"quantities": (*activity.quantities, *counts)})


_GOODS = ("吨", "亩", "台", "套", "头", "株", "公里", "平方米", "立方米")


def counted_so(activities: Sequence[Activity], clause: str, at: int) -> int:
    """Which activity an amount for each ton, acre or piece belongs to: the only one that is counted so, else ``at``."""
    each = {standard.text.partition("/")[2].partition("·")[0] for standard in take_standards(clause)[1]}
    if len(each) != 1 or not each <= set(_GOODS) or activities[at].kind.id not in words.PAYING:
        return at
    so = [k for k, a in enumerate(activities) if any(q.unit.lstrip("万") in each for q in a.quantities)]
    return so[0] - len(activities) if len(so) == 1 else at


def measured_otherwise(activity: Activity, clause: str) -> bool:
    """Whether an amount for each ton or acre cannot be that of ``activity``, which counts people: 保洁员420人 before 每吨85元."""
    each = {standard.text.partition("/")[2].partition("·")[0] for standard in take_standards(clause)[1]}
    heads = {q.unit.lstrip("万") for q in activity.quantities} <= {"人", "户", "人次"}
    return bool(each) and each <= set(_GOODS) and bool(activity.quantities) and heads


_IN_STOCK = re.compile(r"现有|在册|共有|尚有")
_ENOUGH = 3


def without_stock(activities: Sequence[Activity]) -> list[Activity]:
    """``activities`` without what there is already, where enough is counted that is done: 现有路灯6800盏."""
    done = [a for a in activities if a.quantities and not _IN_STOCK.search(a.quote)]
    stock = [a for a in activities if a.kind.id == "other" and _IN_STOCK.search(a.quote)]
    return [a for a in activities if a not in stock] if len(done) >= _ENOUGH else list(activities)


def of_the_paid(activities: list[Activity], clause: str) -> bool:
    """Whether an amount for each is that of the pay before the insurance: 发放工资、缴纳社会保险，月人均3100元."""
    pair = activities[-2:]
    insured = len(pair) > 1 and pair[1].kind.id == "social_insurance" and pair[0].kind.id == "subsidy"
    return insured and bool(pair[0].quantities and take_standards(clause)[1])


def as_paid(activity: Activity, text: str) -> Activity:
    """A counted thing that an amount for each is paid for, as paid (32辆校车，每车每年3万元补助); ``text`` has the word for it."""
    paid = money_words.PAID.findall(text)
    each = [standard for standard in activity.standards if not standard.called]  # a fee is no pay
    if activity.kind.id != "other" or not (each and activity.quantities and paid):
        return activity
    if doing_of(activity.object):  # 中幼林抚育1.2万亩，每亩补助200元: the work is counted
        return activity
    if any(q.unit in words.TIMES for q in activity.quantities):
        return activity  # 送戏152场，每场补助3000元: shows are not paid as people are
    each_head = all(standard.text.partition("/")[2].startswith(("人", "户")) for standard in activity.standards)
    if (
        each_head
        and not is_people(activity.object)
        and activity.quantities[0].unit.lstrip("万") not in (*words.HEADS, "户")
    ):
        return activity  # 隐患点142处，监测员每人补助1800元: the places are not paid
    kind = next(kind for kind in activity_kinds() if kind.id == "subsidy")
    return activity.model_copy(update={"kind": kind, "act": paid[-1]})


def paid_to_those_before(activities: Sequence[Activity]) -> list[Activity]:
    """抽中样本120户，按每户每月150元发放记账补贴; 180名辅警工资及社保: as many are paid as were counted right before."""
    told = list(activities)
    for k in range(1, len(told)):
        counted = [a for a in told[:k] if any(q.unit.lstrip("万") in ("人", "户") for q in a.quantities)]
        before, paid = counted[0] if len(counted) == 1 else told[k - 1], told[k]
        if paid.quantities or paid.amount or paid.kind.id not in ("subsidy", "social_insurance"):
            continue
        heads = [q for q in before.quantities if q.unit.lstrip("万") in ("人", "户") and not q.scope]
        alike = before.object == paid.object and before.kind.id == "subsidy"  # those who are paid are insured
        each = {standard.text.partition("/")[2][:1] for standard in paid.standards}
        whose = before.kind.id == "other" or (before.kind.of_people and not is_people(paid.object + paid.whom))
        if len(heads) == 1 and (alike or (whose and heads[0].unit[-1] in each)):
            told[k] = paid.model_copy(update={"quantities": tuple(heads)})
    return told


def total_of(activities: list[Activity], clause: str) -> Activity | None:
    """村书记培训2期、公务员培训1期，共420人次: what is counted of several activities of one kind together."""
    alike = [a for a in activities if a.kind.id == activities[-1].kind.id]
    rest, counts = take_quantities(clause)
    told = {q.unit for a in alike for q in a.quantities}
    if len(alike) < words.LEAST_LIST or "共" not in clause or len(counts) != 1 or counts[0].unit in told:
        return None
    if money_words.ABOUT_AMOUNTS.sub("", rest) or not all(a.quantities for a in alike):
        return None
    return activities[-1].model_copy(
        update={
            "object": "",
            "act": words.CLASS.sub("", activities[-1].act),
            "quantities": tuple(counts),
            "quote": clause,
            "standards": (),
        }
    )


def share_heads(activities: list[Activity], clause: str) -> None:
    """发放生活补贴、缴纳社会保险，共36人: the heads are those of every activity before that counts people."""
    last = activities[-1]
    if "共" not in clause or not last.kind.of_people or len(last.quantities) != 1:
        return
    if last.quantities[0].unit.lstrip("万") not in words.HEADS:
        return  # 培训2期: no heads
    for k in range(len(activities) - 2, -1, -1):
        other = activities[k]
        if not other.kind.of_people or other.quantities:
            return
        activities[k] = other.model_copy(update={"quantities": last.quantities})


def makes_up(found: list[Activity], before: list[Activity], said: str) -> bool:
    """补充抢险队伍装备，抛投器4台、冲锋舟2艘: what is counted says what an uncounted 装备 before is made up of."""
    if not (found and before) or before[-1].quantities:
        return False
    listed = before[-1].kind.id == "insure" and bool(found[0].object) and found[0].object in said
    if before[-1].kind.id not in ("purchase", "supply") and not listed:
        return False
    counted = all(
        a.kind.id == "other" and a.quantities and not (is_people(a.object) or doing_of(a.object)) for a in found
    )
    counted = counted and not any(q.unit in words.OF_ACTS | words.OF_HOUSES for a in found for q in a.quantities)
    summary = before[-1].object
    if listed:  # 小麦、玉米等参保，小麦45万亩
        return counted
    return counted and summary.endswith(words.KINDS_OF_THINGS) and "、" not in summary


def counted_alike(before: list[Activity], member: Activity) -> bool:
    """Whether ``member`` is counted in the measure word of the activity before: no work of its own then."""
    units = {q.unit for q in before[-1].quantities} if before else set()
    return not member.quantities or member.quantities[0].unit in units


def made_up_of(before: list[Activity], members: list[Activity], told: Sequence[Activity] = ()) -> list[Activity]:
    """抽检1100批次，其中食用农产品650批次、餐饮环节450批次: each member counts what the activity before it counts.

    Empty where the members are not counted in its unit or are more than it, with those ``told`` already.
    """
    if not (before and members) or not before[-1].act or not all(a.kind.id == "other" and a.object for a in members):
        return []
    whole = before[-1]
    counts = [a.quantities[0] for a in members if len(a.quantities) == 1]
    total = next((q.number for q in whole.quantities if counts and q.unit == counts[0].unit), None)
    if len(counts) != len(members) or len({q.unit for q in counts}) > 1:
        return []
    heads = whole.kind.id in words.HANDED_OUT and all(q.unit in ("人", "户") for q in counts)
    heads = heads and all(len(a.object) > words.ONE_ACT for a in members)  # 一类200人 says too little
    if total is None and (whole.quantities or not (heads or whole.kind.id in words.INHERITS)):
        return []
    if total and sum(q.number for q in (*counts, *(q for a in told for q in a.quantities))) > total:
        return []
    like = {"kind": whole.kind, "act": whole.act}
    return [
        a.model_copy(update={**like, "object": _member(a, whole), "quote": a.quote.removeprefix("其中")})
        for a in members
    ]


def _member(member: Activity, whole: Activity) -> str:
    """刑事 of 法律援助案件 is 刑事法律援助案件; 县道 of 县乡道路 and 村干部 of 学员 are words of their own."""
    named = member.object
    if _AGED.search(named) and (who := _OLD_OR_YOUNG.search(whole.whom + whole.object)):
        return f"{named}{who[0]}"  # 80—89周岁 of 老年人
    own = named[-1] in whole.object or named.endswith(tuple("道路村镇校园院站"))
    short = len(named) <= words.ADVERB and not own and not is_people(named)
    thing = is_thing(whole.object) or is_people(whole.object) or whole.object.endswith(tuple(words.CASES))
    if short and (paid := money_words.MONEY_NAME.search(whole.object)):
        return f"{named}{paid[0]}"  # 伤残82人 of 特别扶助金
    return f"{named}{whole.object}" if short and thing else named


_MEANS = ("日均", "年均")


def completes(activity: Activity, before: list[Activity]) -> bool:
    """Whether ``activity`` only counts what an earlier one names (给予临时救助，预计救助650人次); it is then joined to it."""
    if not activity.quantities:
        return False
    those = money_words.THOSE_PAID.fullmatch(activity.object) and activity.kind.id == "other"
    for k, other in enumerate(before):
        named = (activity.object in ("", other.object) and other.object) or (
            those
            and (
                other.kind.of_people
                or (activity.object in _MEANS and bool(other.act or doing_of(other.object)) and k == len(before) - 1)
            )
        )
        if other.act.endswith(activity.act) and named and not other.quantities:
            counts = activity.quantities
            if activity.object in _MEANS:
                counts = tuple(q.model_copy(update={"every": activity.object}) for q in counts)
            before[k] = other.model_copy(update={"quantities": counts, "amount": activity.amount})
            return True
    return False
