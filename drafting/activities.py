"""资金用途 → activities: 购置宣传品,组织两次演练,培训护林员 → purchase of 宣传品, two drills, training of 护林员.

What the money buys decides what is counted, so the purpose is read clause by clause: each clause has a verb that the
library knows, before its object (培训护林员) or behind it (护林员培训). A clause without one takes its neighbour's.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from corpus.library import activity_kinds, units
from drafting import money_words
from drafting import purpose_words as words
from drafting.activity import Activity, Reading
from drafting.activity_of import activity_of
from drafting.afterwards import (
    as_paid,
    completes,
    counted_alike,
    counted_so,
    counted_too,
    made_up_of,
    makes_up,
    measured_otherwise,
    of_the_paid,
    paid_to_those_before,
    share_heads,
    total_of,
    with_loose,
    with_noun,
    without_stock,
)
from drafting.clauses import clauses, parts
from drafting.lexicon import doing_of, people_before, verbs
from drafting.lists import both_of, done_as, done_too, goes_on, like, may_share, told_together, with_those_before
from drafting.quantities import take_quantities, take_standards
from drafting.unread import unread

_WAIVED = re.compile(r"免除|减免")
"""Behind which the next clause says how much it is for each."""


def read_purpose(text: str) -> Reading:
    """The activities of ``text`` in its order, each once, and the outcomes that it names."""
    activities: list[Activity] = []
    outcomes: list[str] = []
    loose: list[str] = []
    summed: list[Activity] = []
    before = clause = ""
    members, alone = 0, False
    vague: list[Activity] = []
    for following in clauses(text):
        before, clause = clause, following
        if not words.LEAD.sub("", clause):
            continue
        running = not activities and words.KEPT_RUNNING.match(
            clause
        )  # the work itself, where nothing else is told first
        if (
            words.OUTCOME.match(clause)
            and not take_quantities(clause)[1]
            and not running
            and not _is_kept_going(clause)
        ):
            outcomes.append(clause)
            continue
        read = _clause(clause)
        found = [a for a in read if _says_something(a)]
        vague += [a for a in read if a not in found]
        if activities and len(found) == 1:
            found = [with_noun(found[0], activities[-1])]
        if activities and len(found) == 1 and _only_paid(found[0]):
            found = []  # 升级中心1个，补助60万元: what is paid for the one before
        loose += [p for p in parts(clause) if len(p) > 1 and not any(v in p for v in verbs())]
        if makes_up(found, activities, before):
            summary = activities.pop()
            summed.append(summary)
            found = [a.model_copy(update={"kind": summary.kind, "act": summary.act}) for a in found]
        if activities and money_words.RESPECTIVELY.search(clause):
            continue  # 分别按每人1800元、2200元: of none of them alone
        counted = bool(activities) and bool(activities[-1].quantities)
        if counted and words.MAINLY.match(clause) and not take_quantities(clause)[1]:
            continue  # 适老化改造350户，主要安装扶手、坡道: what is done at each
        if activities and clause.startswith(("包括", "包含", "含") if activities[-1].standards else "含"):
            continue  # 每具1080元，包括接运、冷藏3天; 扫描68万页，含拆卷、装订: what is had for it
        if clause.startswith("其中") and _told_apart(activities, found):
            found = [a.model_copy(update={"whom": a.whom or activities[-1].whom}) for a in found]
            activities.pop()  # 为农村妇女开展筛查，其中宫颈癌筛查6000人
        if clause.startswith("其中") or members:  # how a count that was told before is made up
            parts_of_it = made_up_of(
                activities[: len(activities) - members], found, activities[len(activities) - members :]
            )
            if clause.startswith("其中") and not parts_of_it:
                found = [a for a in found if a.kind.id != "other" or not counted_alike(activities, a)]
            found = parts_of_it or found
            members = members + len(parts_of_it) if parts_of_it or not found else 0
            alone = len(parts_of_it) == 1 if parts_of_it else alone
        if not found and activities and (total := total_of(activities, clause)):
            activities.append(total)
        elif not found and not activities and (paid := _paid_to_whom(clause, before)):
            activities.append(paid)
        elif not found and activities and money_words.of_several(clause) and _several(text, clause, activities):
            continue  # A2台、B3台，共6万元: of none of them alone
        elif not found and activities:
            mean = "平均" in clause and not any(a.standards for a in activities[len(activities) - members :])
            at = (
                -2 if of_the_paid(activities, clause) else -1 if alone and not mean else -1 - members
            )  # each of 抽检1100批次，其中…，每批次800元
            at = at if members else counted_so(activities, clause, at)
            if measured_otherwise(activities[at], clause):
                continue  # 保洁员420人, …, 每吨85元
            activities[at] = as_paid(with_loose(activities[at], clause), f"{_paid_before(activities)}{clause}")
            share_heads(activities, clause)
        for activity in found:
            if completes(activity, activities):
                continue
            if not any(
                (a.kind.id, a.object, a.act) == (activity.kind.id, activity.object, activity.act) for a in activities
            ):
                activities.append(_quoted(activity, text))
    activities = paid_to_those_before(activities)
    activities = without_stock(activities)
    heads = [a for a in activities if _only_heads(a, activities)]
    activities = [a for a in activities if a not in heads]
    if heads and activities and not activities[0].whom:
        activities[0] = activities[0].model_copy(update={"whom": heads[0].whom})
    activities = activities or [
        _quoted(a, text) for a in vague if a.kind.id in words.DONE_TO_THEME
    ]  # nothing else: 保洁 of what the project is about
    activities += unread(text, [*activities, *summed, *heads]) if activities else []
    said = "\0".join(activity.quote for activity in activities)
    loose = [part for part in dict.fromkeys(map(str.strip, loose)) if part in text and part not in said]
    return Reading(activities=tuple(activities), loose=tuple(loose), outcomes=tuple(outcomes))


def _several(text: str, clause: str, activities: list[Activity]) -> bool:
    """Whether more than one of ``activities`` stands before ``clause`` in its sentence."""
    at = text.find(clause)
    begun = max((text.rfind(mark, 0, max(at, 0)) for mark in "。；;\n"), default=-1) + 1
    return sum(bool(a.quote) and begun <= text.find(a.quote, begun) < at for a in activities) > 1


def _told_apart(before: list[Activity], found: list[Activity]) -> bool:
    """Whether ``found`` counts what the uncounted work before it consists of, in its own verb."""
    head = before[-1] if before else None
    bare = head is not None and not (head.quantities or head.amount or head.standards)
    return bare and bool(found) and all(a.kind.id == before[-1].kind.id and a.quantities for a in found)


def _is_kept_going(clause: str) -> bool:
    """Whether 保障 stands before a list of work and not before an aim: 保障大厅物业、设备维护及话务外包."""
    listed = [part.strip() for part in words.PART.split(clause)]
    done = len(listed) > 1 and listed[-1].endswith(verbs()) and not words.STATE.search(clause)
    return clause.startswith("保障") and done


def _only_heads(activity: Activity, others: list[Activity]) -> bool:
    """Whether it is only made up of those counted behind it: 公路养护，其中县道186公里、乡道412公里."""
    parts = [a for a in others if a.act == activity.act and a.quantities and activity.act not in a.quote]
    told = activity.quantities or activity.amount or activity.kind.id not in words.INHERITS | {"subsidy"}
    return not (told or activity.standards) and len(parts) > 1


def _only_paid(activity: Activity) -> bool:
    """Whether it says nothing but how much is paid: 补助60万元."""
    told = activity.object or activity.quantities or activity.standards
    return (
        activity.kind.id == "subsidy"
        and bool(activity.amount)
        and not told
        and activity.act in money_words.PAID.pattern
    )


def _paid_before(activities: list[Activity]) -> str:
    """What is paid to all of whom groups are counted next: 发放护理津贴 before 残疾人600人，每人80元."""
    return next((a.act for a in reversed(activities) if a.kind.id == "subsidy" and not a.quantities), "")


def _paid_to_whom(clause: str, before: str) -> Activity | None:
    """What is paid where no clause before says what is done: 脱贫家庭子女就读的，每生每学期补助1500元."""
    rest, standards = take_standards(clause)
    paid = money_words.PAID.search(clause) or _WAIVED.search(before)
    if not standards or not paid or money_words.ABOUT_AMOUNTS.sub("", rest):
        return None
    kind = next(kind for kind in activity_kinds() if kind.id == "subsidy")
    return Activity(kind=kind, act=paid[0], object="", standards=tuple(standards), quote=clause)


def _says_something(activity: Activity) -> bool:
    """Whether there is anything to count: a bare 采购 or 保洁 says only how, a bare 演练 says what."""
    bare = not (activity.object or activity.quantities or activity.amount)
    return not bare or activity.kind.id not in words.NEEDS_OBJECT or len(activity.act) >= words.SPEAKING


def _quoted(activity: Activity, text: str) -> Activity:
    """The activity with a quote that stands in ``text`` word for word."""
    quote = activity.quote
    choices = (quote, activity.act + activity.object, activity.object + activity.act, activity.object)
    told = next((c for c in choices if c and c in text), "")
    if not told:
        longest = SequenceMatcher(None, text, quote, autojunk=False).find_longest_match()
        told = quote[longest.b : longest.b + longest.size]
    return activity.model_copy(update={"quote": told})


def _clause(clause: str) -> list[Activity]:
    if money_words.only_amounts(clause):
        return []  # 检验费及买样费每批次900元, 活动费用约5万元: nothing but an amount
    found: list[Activity] = []
    waiting: list[str] = []
    for part in parts(clause):
        activity = activity_of(part, clause)
        before = found[-1] if found else None
        listed = before is not None and bool(before.act and before.object)
        if activity and before and (kept := words.KEPT_SAFE.match(before.object)) and activity.kind.id == "other":
            activity = activity.model_copy(
                update={"object": f"{kept[0]}{activity.object}"}
            )  # 保护耕地0.9万亩、人口1.2万人
        if activity and before and activity.kind.id == "other" and listed and not doing_of(activity.object):
            shares = may_share(before, part) and (goes_on(before) or not before.quantities)
            activity = None if shares else activity  # 道路硬化3公里、广场2处
        if activity is None and before and not take_standards(part)[0].strip():
            found[-1] = with_loose(before, part)  # 发放见习补贴96人、每人每月1500元
            continue
        if activity is None and before and (more := counted_too(before, part)):
            found[-1] = more
            continue
        if activity is None:
            counted = bool(take_quantities(part)[1])
            if before and counted and take_quantities(part)[0].strip() in words.EVERY_DAY:
                part = part.replace("均", f"均{before.object}", 1)  # 清运垃圾2.3万吨、日均65吨
            if before and listed and (counted or goes_on(before)) and not money_words.COSTS.search(part):
                if not may_share(before, part):
                    continue
                found[-1:] = both_of(before, like(before, part))
                while len(found) > 1 and found[-2].kind.id == found[-1].kind.id and found[-2].act == found[-1].act:
                    pair = both_of(found[-2], found[-1])
                    if len(pair) > 1:
                        break
                    found[-2:] = pair
            elif not any(v in words.LEAD.sub("", part) for v in (*verbs(), *units().doings)):
                waiting.append(part)
            continue
        alone = take_quantities(part)[0].strip() == activity.act and len(activity.act) < words.SPEAKING
        if before and (joined := told_together(before, activity, clause)):
            found[-1] = joined
            continue
        if (
            not activity.object
            and found
            and alone
            and (
                activity.kind.id in words.INHERITS | {"insure", "social_insurance"}
                or (activity.kind.id == "publicity" and found[-1].kind.id not in words.ON_THINGS)  # 数据处理、宣传
                or words.FOR_IT.match(clause)
            )
        ):
            activity = done_too(activity, found[-1], clause)
        if activity.kind.of_people and not activity.object and alone:
            activity = activity.model_copy(update={"object": people_before(clause)})
        waiting = [] if money_words.FEE.search(part.strip()) else waiting  # 支付电信、链路租费: bills share no verb
        if waiting and activity.kind.id == "other" and (kept := words.KEPT_SAFE.match(waiting[-1].strip())):
            both = f"{waiting[-1].strip()}、{activity.object}"
            activity = (
                activity.model_copy(update={"object": both}) if kept and f"{waiting[-1]}、" in clause else activity
            )
            waiting = []  # 保护烤烟、果园6万亩
        *early, activity = with_those_before(activity, waiting, clause)
        found += early
        waiting = []
        if activity.quantities and activity.kind.id in words.SHARED and part.rstrip().endswith(activity.act):
            found = [done_as(one, activity) if one.kind.id == "other" else one for one in found]
        found.append(activity)
    if len(found) > 1 and found[-1].amount and not any(a.amount or a.quantities for a in found[:-1]):
        found[-1] = found[-1].model_copy(update={"amount": None})  # 漏洞扫描和应急演练12万元: not of the last alone
    if len(found) > 1 and found[0].amount and money_words.MONEY_FOR.search(clause):
        found[0] = found[0].model_copy(update={"amount": None})  # 安排18万元用于A、B: not of A alone
    return found
