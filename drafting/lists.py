"""Words that stand once in a list and belong to several of its members: one verb for two objects, one count for both."""

from __future__ import annotations

from decimal import Decimal

from corpus.library import units
from drafting import money_words
from drafting import purpose_words as words
from drafting.activity import Activity
from drafting.lexicon import doing_of, is_people, is_thing, verbs
from drafting.phrases import tidy
from drafting.quantities import take_money, take_quantities, take_standards


def with_those_before(activity: Activity, waiting: list[str], clause: str) -> list[Activity]:
    """``activity`` and, before it, what is done likewise to the verbless parts that stand ``waiting`` before it."""
    parts = [part for part in waiting if not money_words.COSTS.search(part)]
    acts = "、".join((*(part.strip() for part in waiting), activity.quote))
    if (
        waiting
        and not activity.object
        and activity.quote == activity.act
        and all(len(part.strip()) == words.ONE_ACT for part in waiting[1:])
        and len(waiting[0].strip()) > words.ONE_ACT
        and acts in clause
        and len(acts) < words.LONGEST_PAIR
    ):  # 人防工事排水、除锈、加固: no verb that we know stands before the last
        return [activity.model_copy(update={"act": acts, "quote": acts})]
    if not activity.quantities:
        parts = [part for part in parts if names_things(part)]
    people, shared = is_people(activity.object), activity.kind.id in words.SHARED
    if waiting and activity.object and activity.kind.id in words.SWEEPS and not goes_on(activity):
        first = tidy(words.LEAD.sub("", waiting[-1]))
        sign = next((sign for sign in "和与及、" if f"{waiting[-1]}{sign}{activity.object}" in clause), "")
        if (
            sign
            and (sign != "、" or names_things(waiting[-1]))
            and first
            and not doing_of(first)
            and len(first + activity.object) < words.LONGEST_PAIR
        ):
            return [activity.model_copy(update={"object": f"{first}{sign}{activity.object}"})]  # 甲楼及乙楼保洁
    if not parts:
        return [activity]
    joined = any(f"{parts[-1]}{sign}{activity.object}" in clause for sign in "、和与及")
    if (
        not shared
        and joined
        and (activity.quantities or (doing_of(activity.object) and len(parts[-1].strip()) <= words.ADVERB))
    ):
        first = tidy(words.LEAD.sub("", parts[-1]))
        if not _counted_alike(first, activity) or (doing_of(first) and first != doing_of(first)):
            return [activity]  # 绿地、行道树1.3万株: no meadow is counted in trees
        for part in reversed(parts[:-1]):  # 机器人、编程、书法公益课120课时
            if f"{part}、{first}" in clause:
                first = f"{tidy(words.LEAD.sub('', part))}、{first}"
        if first and is_people(first) is people and len(first) < words.LONGEST_PAIR - len(activity.object):
            return [activity.model_copy(update={"object": f"{first}、{activity.object}"})]  # 国家、行业标准奖励3项
    counts = activity.quantities
    told = bool(counts) and (
        counts[0].unit.lstrip("万") in words.HEADS or f"{activity.act}{counts[0].quote}" in activity.quote
    )
    if (
        shared
        and told
        and len(counts) == 1
        and not people
        and len(parts) == len(waiting)
        and all(names_things(part) for part in parts)
    ):
        all_of_it = "、".join((*(tidy(words.LEAD.sub("", part)) for part in parts), activity.object))
        if len(all_of_it) < words.LONGEST_PAIR and all_of_it in clause:
            return [activity.model_copy(update={"object": all_of_it})]  # 县道、村道养护680公里, 轮椅、假肢适配260人
    if not (shared or people or activity.kind.of_people):
        return [activity]
    early = [like(activity, part).model_copy(update={"borrowed": not is_thing(part)}) for part in parts]
    early = [a for a in early if activity.kind.id == "train" or is_people(a.object) is (people or not shared)]
    while early and len(pair := both_of(early[-1], activity)) == 1:
        early.pop()
        [activity] = pair
    return [*early, activity]


def _counted_alike(thing: str, activity: Activity) -> bool:
    """Whether ``thing`` may be counted in the activity's measure word, as far as the library knows."""
    known = [end for end in units().objects if len(end) > 1 and thing.endswith(end)]
    unit = units().objects[max(known, key=len)] if known and activity.quantities else ""
    if not activity.quantities:
        return True  # 茶叶、食用菌种植指导: how much of it is not told
    counted = activity.quantities[0].unit.lstrip("万亿")
    return not unit or counted == unit or counted in words.OF_ACTS


def names_things(part: str) -> bool:
    """Whether a part without a known verb is hardly one with a verb unknown: 口蹄疫, 老旧宿舍楼, but 外来物种清除?"""
    bare = words.HEAD.sub("", words.LEAD.sub("", part.strip()))
    short = len(bare) <= words.SHORT_NOUN and not words.NO_THING.search(bare)
    return short or is_thing(bare) or is_people(bare)


def may_share(activity: Activity, part: str) -> bool:
    """Whether ``part`` may name another object of ``activity``'s verb: no 1200人次 are bought."""
    bare, counts = take_quantities(part)
    if not counts:
        return names_things(bare) and not doing_of(bare)
    alike = counts[0].unit in {q.unit for q in activity.quantities}  # 改造C级危房40户、D级危房36户
    return alike or not (activity.kind.id in words.MATERIAL and counts[0].unit in words.OF_ACTS)


def done_too(activity: Activity, first: Activity, clause: str) -> Activity:
    """对87株古树挂牌、建档: what is done second is done to the same things, to as many where they stand before both."""
    if first.kind.id in words.PAYING:  # 调查员补贴、宣传: others are addressed
        alike = activity.kind.id in words.PAYING
        return activity.model_copy(update={"object": first.object}) if alike else activity
    shared: dict[str, object] = {"object": tidy(first.object.removesuffix(doing_of(first.object)))}
    counted = bool(first.quantities) and first.quote.find(first.quantities[0].quote) < first.quote.find(first.act)
    if (words.FOR_IT.match(clause) or counted) and not activity.quantities:
        shared["quantities"] = first.quantities
    return activity.model_copy(update=shared)


def done_as(counted: Activity, last: Activity) -> Activity:
    """雨量站86处、水位站12处、广播210套维护: the verb behind the last counted thing is that of all, unless it has its own."""
    own = doing_of(counted.object) or is_people(counted.object) or not counted.quantities
    return counted if own else counted.model_copy(update={"kind": last.kind, "act": last.act})


def goes_on(activity: Activity) -> bool:
    """Whether a list goes on behind ``activity``: its verb stands before the object (购置A、B), not behind it (A运转、B)."""
    quote = activity.quote
    return bool(activity.act and activity.object) and quote.find(activity.act) < quote.find(activity.object)


def told_together(first: Activity, second: Activity, clause: str) -> Activity | None:
    """Two acts that share the count behind the second, as one: 尿检、毛发检测2400人次, 培训和演练2次."""
    silent = not (first.quantities or first.amount or first.standards) and first.act != second.act
    if silent and {first.kind.id, second.kind.id} <= words.HELD:
        a, b = (f"{one.object}{one.act}" for one in (first, second))
        held = len(second.quantities) == 1 and second.quantities[0].unit in words.TIMES
        both = next(
            (
                both
                for sign in (
                    "和与及、" if words.IN_ALL.search(second.quote) or first.act.startswith("进") else "和与及"
                )
                if (both := f"{a}{sign}{b}") in clause
            ),
            "",
        )
        if held and both:
            return second.model_copy(update={"act": both, "object": "", "quote": clause})
    if silent and first.kind.id == second.kind.id == "subsidy" and second.quantities and not is_people(second.object):
        paid = f"{first.object}{first.act}"
        both = next(
            (
                f"{paid}{sign}{second.object}"
                for sign in "和与及、"
                if f"{paid}{sign}{second.object}{second.act}" in clause
            ),
            "",
        )
        if both and first.object:  # 优抚对象抚恤和生活补助2100人
            return second.model_copy(update={"object": both, "quote": clause})
    one = first.object in ("", second.object) and first.kind.id == second.kind.id
    if not (silent and one and second.quantities and second.object):
        return None
    both = f"{first.act}、{second.act}" if goes_on(second) else ""
    return second.model_copy(update={"act": both} if both else {"object": f"{first.act}、{second.object}"})


def both_of(first: Activity, second: Activity) -> list[Activity]:
    """Two objects of one verb; people who are counted together (引进博士、硕士研究生30名) are one activity."""
    if (
        words.IN_ALL.search(second.quote)
        and not first.quantities
        and second.quantities
        and first.object
        and second.object
    ):
        return _summed_up(first, second)
    together = is_people(first.object) and is_people(second.object) and bool(second.quantities)
    # 采购口蹄疫、禽流感疫苗: what is no thing by itself shares the thing behind; 电脑、打印机5台: both are counted
    shared = is_thing(second.object) and first.object not in verbs()
    shared = shared and (not is_thing(first.object) or bool(second.quantities))
    shared = shared and not words.AT_PLACE.fullmatch(first.object)  # 食堂、电梯维保
    # 企业职工、农民工、失业人员技能培训: all of them are trained
    shared = shared or (second.kind.of_people and is_people(first.object) and bool(second.object))
    # 卫生院、村卫生室人员培训: those of both places are trained
    shared = shared or bool(
        second.kind.of_people and words.PLACE_END.search(first.object) and words.STAFF_OF.search(second.object)
    )
    # 小学四年级、初中二年级学业质量监测: one inquiry into both
    shared = shared or second.kind.id in words.INQUIRIES
    if words.WHERE.search(first.object) and second.quantities and not first.quantities:
        return [second]  # 租用主要路口、学校周边及重点村点位1260路
    if first.quantities or not (together or shared) or len(first.object + second.object) >= words.LONGEST_PAIR:
        return [first, second]
    return [second.model_copy(update={"object": f"{first.object}、{second.object}"})]


def _summed_up(first: Activity, second: Activity) -> list[Activity]:
    """改造宿舍和浴室共2100平方米: the area is that of both."""
    sign = "、" if "和" in second.object or "、" in second.object else "和"
    both = {"object": f"{first.object}{sign}{second.object}", "quantities": first.quantities + second.quantities}
    return [second.model_copy(update=both)]


def like(model: Activity, part: str) -> Activity:
    """An activity of ``model``'s verb on the object that ``part`` names."""
    rest, standards = take_standards(part)
    rest, money = take_money(rest)
    rest, counts = take_quantities(rest)
    amount = sum((amount for amount, _ in money), Decimal(0)) or None
    return model.model_copy(
        update={
            "object": tidy(words.LEAD.sub("", rest)),
            "quantities": tuple(counts),
            "amount": amount,
            "standards": tuple(standards),
            "quote": part.strip(),
        }
    )
