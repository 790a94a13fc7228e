"""资金用途 → activities: 购置宣传品,组织两次演练,培训护林员 → purchase of 宣传品, two drills, training of 护林员.

What the money buys decides what is counted, so the purpose is read clause by clause: each clause has a verb that the
library knows, before its object (培训护林员) or behind it (护林员培训). A clause without one takes its neighbour's.
"""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.library import ActivityKind, activity_kinds
from corpus.records import Money, Record
from drafting import purpose_words as words
from drafting.clauses import clauses, for_whom, parts
from drafting.lexicon import is_people, is_thing, kind_of, served_in, verbs
from drafting.phrases import split_verb, tidy, without_verb
from drafting.quantities import Quantity, Standard, take_money, take_quantities, take_standards


class Activity(Record):
    """One thing the money is spent on."""

    kind: ActivityKind
    act: str
    """The user's verb."""
    object: str
    """What it is done to; empty where the user names none."""
    whom: str = ""
    """For whom, where the clause says so (为老年人购买保险)."""
    quantities: tuple[Quantity, ...] = ()
    amount: Money | None = None
    """Its part of the budget in 万元, where the user states it."""
    standards: tuple[Standard, ...] = ()
    quote: str
    """The clause in the user's words."""


class Reading(Record):
    """What a purpose text says."""

    activities: tuple[Activity, ...]
    loose: tuple[str, ...] = ()
    """Parts that name something without saying what is done with it (无人机监控)."""
    outcomes: tuple[str, ...]
    """Clauses that say what it is for (提高应急处置能力), as written."""


def read_purpose(text: str) -> Reading:
    """The activities of ``text`` in its order, each once, and the outcomes that it names."""
    activities: list[Activity] = []
    outcomes: list[str] = []
    loose: list[str] = []
    for clause in clauses(text):
        if not words.LEAD.sub("", clause):
            continue
        if words.OUTCOME.match(clause) and not take_quantities(clause)[1]:
            outcomes.append(clause)
            continue
        found = [a for a in _clause(clause) if _says_something(a)]
        loose += [p for p in parts(clause) if len(p) > 1 and not any(v in p for v in verbs())]
        if _lists(found, activities):
            summary = activities.pop()
            found = [a.model_copy(update={"kind": summary.kind, "act": summary.act}) for a in found]
        if clause.startswith("其中"):  # how a count that was told before is made up
            found = [a for a in found if a.kind.id != "other"]
        if not found and activities and (total := _total(activities, clause)):
            activities.append(total)
        elif not found and activities:
            activities[-1] = _with_loose(activities[-1], clause)
            _share_heads(activities, clause)
        for activity in found:
            if _completes(activity, activities):
                continue
            if not any(
                (a.kind.id, a.object, a.act) == (activity.kind.id, activity.object, activity.act) for a in activities
            ):
                activities.append(_quoted(activity, text))
    said = "\0".join(activity.quote for activity in activities)
    loose = [part for part in dict.fromkeys(map(str.strip, loose)) if part in text and part not in said]
    return Reading(activities=tuple(activities), loose=tuple(loose), outcomes=tuple(outcomes))


def _with_loose(activity: Activity, clause: str) -> Activity:
    """``activity`` with the standards and counts of a clause that says nothing else: 每人每月50元; 预计5200人."""
    rest, standards = take_standards(clause)
    rest, counts = take_quantities(rest)
    if len(words.ABOUT_AMOUNTS.sub("", rest)) >= words.OWN_WORDS:
        standards = []  # 监护人看护，每人每年2400元: not those before
    if often := words.OFTEN.search(clause):
        counts = [q.model_copy(update={"every": often[0]}) for q in counts]
    more = [q for q in counts if q.every and q.unit not in {one.unit for one in activity.quantities}]
    loose = tuple(more) if activity.quantities or words.LEAD.sub("", rest) else tuple(counts)
    return activity.model_copy(
        update={"standards": activity.standards + tuple(standards), "quantities": activity.quantities + loose}
    )


def _total(activities: list[Activity], clause: str) -> Activity | None:
    """村书记培训2期、公务员培训1期，共420人次: what is counted of several activities of one kind together."""
    alike = [a for a in activities if a.kind.id == activities[-1].kind.id]
    rest, counts = take_quantities(clause)
    told = {q.unit for a in alike for q in a.quantities}
    if len(alike) < words.LEAST_LIST or "共" not in clause or len(counts) != 1 or counts[0].unit in told:
        return None
    if words.ABOUT_AMOUNTS.sub("", rest) or not all(a.quantities for a in alike):
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


def _share_heads(activities: list[Activity], clause: str) -> None:
    """发放生活补贴、缴纳社会保险，共36人: the heads are those of every activity before that counts people."""
    last = activities[-1]
    if "共" not in clause or not last.kind.of_people or len(last.quantities) != 1:
        return
    for k in range(len(activities) - 2, -1, -1):
        other = activities[k]
        if not other.kind.of_people or other.quantities:
            return
        activities[k] = other.model_copy(update={"quantities": last.quantities})


def _lists(found: list[Activity], before: list[Activity]) -> bool:
    """补充抢险队伍装备，抛投器4台、冲锋舟2艘: what is counted says what an uncounted 装备 before is made up of."""
    if not (found and before) or before[-1].quantities or before[-1].kind.id not in ("purchase", "supply"):
        return False
    counted = all(a.kind.id == "other" and a.quantities and not is_people(a.object) for a in found)
    summary = before[-1].object
    return counted and summary.endswith(words.KINDS_OF_THINGS) and "、" not in summary


def _completes(activity: Activity, before: list[Activity]) -> bool:
    """Whether ``activity`` only counts what an earlier one names (给予临时救助，预计救助650人次); it is then joined to it."""
    if activity.object or not activity.quantities:
        return False
    for k, other in enumerate(before):
        if other.act.endswith(activity.act) and other.object and not other.quantities:
            before[k] = other.model_copy(update={"quantities": activity.quantities, "amount": activity.amount})
            return True
    return False


def _says_something(activity: Activity) -> bool:
    """Whether there is anything to count: a bare 采购 or 保洁 says only how, a bare 演练 says what."""
    bare = not (activity.object or activity.quantities or activity.amount)
    return not bare or activity.kind.id not in words.NEEDS_OBJECT or len(activity.act) >= words.SPEAKING


def _quoted(activity: Activity, text: str) -> Activity:
    """The activity with a quote that stands in ``text`` word for word."""
    choices = (activity.quote, activity.act + activity.object, activity.object + activity.act, activity.object)
    return activity.model_copy(update={"quote": next((c for c in choices if c and c in text), activity.act)})


def _clause(clause: str) -> list[Activity]:
    found: list[Activity] = []
    waiting: list[str] = []
    for part in parts(clause):
        activity = _part(part, clause)
        before = found[-1] if found else None
        listed = before is not None and bool(before.act and before.object)
        if activity and activity.kind.id == "other" and listed:
            activity = None
        if activity is None and before and not take_standards(part)[0].strip():
            found[-1] = _with_loose(before, part)  # 发放见习补贴96人、每人每月1500元
            continue
        if activity is None:
            counted = bool(take_quantities(part)[1])
            if before and listed and (counted or _goes_on(before)) and not words.COSTS.search(part):
                found[-1:] = _both(before, _like(before, part))
                while len(found) > 1 and found[-2].kind.id == found[-1].kind.id and found[-2].act == found[-1].act:
                    pair = _both(found[-2], found[-1])
                    if len(pair) > 1:
                        break
                    found[-2:] = pair
            else:
                waiting.append(part)
            continue
        alone = take_quantities(part)[0].strip() == activity.act and len(activity.act) < words.SPEAKING
        if before and (joined := _told_together(before, activity, clause)):
            found[-1] = joined
            continue
        if (
            not activity.object
            and found
            and alone
            and (activity.kind.id in words.INHERITS | {"publicity"} or words.FOR_IT.match(clause))
        ):
            activity = _done_too(activity, found[-1], clause)
        people = is_people(activity.object)
        if activity.kind.id in words.SHARED or people or activity.kind.of_people:
            early = [_like(activity, part) for part in waiting if not words.COSTS.search(part)]
            heads = people or activity.kind.id not in words.SHARED
            found += [a for a in early if is_people(a.object) is heads]
            while found and found[-1] in early and len(pair := _both(found[-1], activity)) == 1:
                found.pop()
                [activity] = pair
        waiting = []
        found.append(activity)
    return found


def _done_too(activity: Activity, first: Activity, clause: str) -> Activity:
    """对87株古树挂牌、建档: what is done second is done to the same things, to as many where they stand before both."""
    shared: dict[str, object] = {"object": first.object}
    if words.FOR_IT.match(clause) and not activity.quantities:
        shared["quantities"] = first.quantities
    return activity.model_copy(update=shared)


def _goes_on(activity: Activity) -> bool:
    """Whether a list goes on behind ``activity``: its verb stands before the object (购置A、B), not behind it (A运转、B)."""
    quote = activity.quote
    return bool(activity.act and activity.object) and quote.find(activity.act) < quote.find(activity.object)


def _told_together(first: Activity, second: Activity, clause: str) -> Activity | None:
    """Two acts that share the count behind the second, as one: 尿检、毛发检测2400人次, 培训和演练2次."""
    silent = not (first.quantities or first.amount or first.standards) and first.act != second.act
    if silent and {first.kind.id, second.kind.id} <= words.HELD:
        a, b = (f"{one.object}{one.act}" for one in (first, second))
        held = len(second.quantities) == 1 and second.quantities[0].unit in words.TIMES
        both = next(
            (
                both
                for sign in ("和与及、" if words.IN_ALL.search(second.quote) else "和与及")
                if (both := f"{a}{sign}{b}") in clause
            ),
            "",
        )
        if held and both:
            return second.model_copy(update={"act": both, "object": "", "quote": clause})
    one = first.object in ("", second.object) and first.kind.id == second.kind.id
    if not (silent and one and second.quantities and second.object):
        return None
    both = f"{first.act}、{second.act}" if _goes_on(second) else ""
    return second.model_copy(update={"act": both} if both else {"object": f"{first.act}、{second.object}"})


def _both(first: Activity, second: Activity) -> list[Activity]:
    """Two objects of one verb; people who are counted together (引进博士、硕士研究生30名) are one activity."""
    if words.IN_ALL.search(second.quote) and first.quantities + second.quantities and first.object and second.object:
        return _summed_up(first, second)
    together = is_people(first.object) and is_people(second.object) and bool(second.quantities)
    # 采购口蹄疫、禽流感疫苗: what is no thing by itself shares the thing behind; 电脑、打印机5台: both are counted
    shared = is_thing(second.object) and first.object not in verbs()
    shared = shared and (not is_thing(first.object) or bool(second.quantities))
    # 企业职工、农民工、失业人员技能培训: all of them are trained
    shared = shared or (second.kind.of_people and is_people(first.object) and bool(second.object))
    # 小学四年级、初中二年级学业质量监测: one inquiry into both
    shared = shared or second.kind.id in words.INQUIRIES
    if first.quantities or not (together or shared) or len(first.object + second.object) >= words.LONGEST_PAIR:
        return [first, second]
    return [second.model_copy(update={"object": f"{first.object}、{second.object}"})]


def _summed_up(first: Activity, second: Activity) -> list[Activity]:
    """改造宿舍和浴室共2100平方米: the area is that of both."""
    both = {"object": f"{first.object}和{second.object}", "quantities": first.quantities + second.quantities}
    return [second.model_copy(update=both)]


def _part(part: str, clause: str) -> Activity | None:
    """The activity that one part of a clause speaks of; None where it has no verb."""
    rest, standards = take_standards(part)
    rest += next((paid[0] for s in standards if (paid := words.PAID.search(s.quote)) and paid[0] not in rest), "")
    rest, money = take_money(rest)
    rest, counts = take_quantities(_behind_counts(rest))
    counts = counts if len(take_quantities(part)[1]) < 2 else take_quantities(part)[1]
    if often := words.OFTEN.search(rest):  # 每月组织献血活动不少于4次
        rest = rest.replace(often[0], "", 1)
        counts = [q.model_copy(update={"every": often[0]}) if q.unit in words.REPEATED else q for q in counts]
    rest = words.LEAD.sub("", words.DATES.sub("", rest).strip())
    rest = words.FOR_YEARS.sub("", words.BUY.sub("购置", rest))
    done = words.HIRED.sub("", rest)
    if done != rest and (rest[: len(rest) - len(done)].endswith("对") or any(v in done for v in verbs())):
        rest = words.LEAD.sub("", done)
    whom = ""
    if match := for_whom().match(rest):
        whom, rest = tidy(match["whom"]), words.LIGHT.sub("", rest[match.end() :])
    if match := words.INNER.search(rest):
        whom = whom or ("" if match.start() < 2 else tidy(without_verb(rest[: match.start()])))
        rest = match["rest"]
    if not rest.startswith("发放"):
        rest = words.TAIL.sub("", re.sub(r"费$", "", rest)) if len(rest) > 2 else rest
    verb, thing = split_verb(rest)
    served = whom
    if verb and kind_of(verb) == "service" and words.COSTS.search(part.strip()):
        return None
    if verb is None:
        return _unnamed(rest, part, counts) if counts else None
    if thing in verbs():
        verb, thing = thing + verb, ""
    if whom and not is_people(whom) and (not thing or kind_of(verb) in words.ON_THINGS):
        if not thing or len(thing) <= words.ADVERB or words.ADVERBS.fullmatch(thing):
            verb, thing = thing + verb, "" if kind_of(verb) == "distribute" else whom
        whom = ""
    kind = _kind(verb, thing, part)
    counts = _of_whom(counts, served, part)
    if words.DAILY.match(rest):
        thing = f"日均{thing.removeprefix('日').removesuffix('能力')}"
    counts = [q.model_copy(update={"scope": ""}) if q.scope == thing else q for q in counts]
    if kind.id == "social_insurance":
        thing = thing.removesuffix("工资")
    if thing in words.CASES:
        verb, thing = verb + thing, ""
    return Activity(
        kind=kind,
        act=verb.removeprefix("发放") or verb,
        object=thing or (whom if kind.of_people else ""),
        whom=whom,
        quantities=tuple(counts),
        amount=sum((amount for amount, _ in money), Decimal(0)) or None,
        standards=tuple(standards),
        quote=part.strip() if part.strip() in clause else clause,
    )


def _unnamed(rest: str, part: str, counts: list[Quantity]) -> Activity | None:
    """A counted thing whose verb the library does not know: 短期疗养40人."""
    whom = served_in(rest)
    thing = tidy(words.REACHED.sub("受益", re.sub(r"^免费", "", words.SUPPORT.sub("", rest[len(whom) :]))))
    thing += "班" if thing and rest.endswith("班") else ""
    if housed := words.HOUSED.match(thing):  # 3家县级公立医院药品零差率销售: the hospitals are counted
        thing = housed[0]
    other = next(kind for kind in activity_kinds() if kind.id == "other")
    if not thing:
        return None
    return Activity(kind=other, act="", object=thing, whom=whom[1:], quantities=tuple(counts), quote=part.strip())


def _like(model: Activity, part: str) -> Activity:
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


def _behind_counts(text: str) -> str:
    """Of 42所学校11800名学生营养膳食补助 what stands behind the last count, where that says what is done."""
    counts = take_quantities(text)[1]
    if len(counts) < 2:
        return text
    tail = text.rsplit(counts[-1].quote, 1)[-1]
    return tail if any(v in tail for v in verbs()) else text


def _of_whom(counts: list[Quantity], whom: str, part: str) -> list[Quantity]:
    """为18家卫生院配备心电图机: the hospitals are counted and not the machines."""
    return [
        q.model_copy(update={"scope": whom}) if whom and not is_people(whom) and q.quote + whom in part else q
        for q in counts
    ]


def _kind(verb: str, thing: str, part: str) -> ActivityKind:
    kinds = {kind.id: kind for kind in activity_kinds()}
    kind = kinds[kind_of(verb) or next(kind_of(v) for v in verbs() if verb.endswith(v))]
    if kind.id == "supply" and is_people(thing):
        return kinds["recruit"]
    if kind.id in ("repair", "build") and words.PROGRAM.search(thing):
        return kinds["software"]
    if kind.id == "inspect" and any(q.unit.lstrip("万") in ("人", "人次") for q in take_quantities(part)[1]):
        return kinds["health"]  # 口腔检查4000人
    if kind.id == "insure" and thing.endswith("工资"):
        return kinds["social_insurance"]
    if kind.id == "study" and words.LEAD.sub("", part.strip()).startswith("邀请"):
        return kinds["event"]  # 邀请客商考察: others come to see
    if kind.id == "recruit" and thing and not is_people(thing):
        if verb in ("引进", "引才"):
            return kinds["promote" if words.PROJECTS.search(thing) else "supply"]
        return kinds["handle"]
    if kind.id == "distribute" and words.MONEY_OBJECT.search(thing):
        return kinds["subsidy"]
    return kinds["insure"] if kind.id == "purchase" and re.search(r"保险|险$", thing) else kind
