"""资金用途 → activities: 购置宣传品,组织两次演练,培训护林员 → purchase of 宣传品, two drills, training of 护林员.

What the money buys decides what is counted, so the purpose is read clause by clause: each clause has a verb that the
library knows, before its object (培训护林员) or behind it (护林员培训). A clause without one takes its neighbour's.
"""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.library import ActivityKind, activity_kinds, units
from drafting import asides, money_words
from drafting import purpose_words as words
from drafting.activity import Activity, Reading
from drafting.afterwards import (
    as_paid,
    completes,
    counted_alike,
    made_up_of,
    makes_up,
    of_the_paid,
    share_heads,
    total_of,
    with_loose,
)
from drafting.asides import without_asides
from drafting.clauses import clauses, for_whom, parts
from drafting.everyday import BUY, in_words_of_forms
from drafting.kind_of_work import kind_of_work
from drafting.lexicon import doing_of, is_people, is_thing, kind_of, people_before, served_in, verbs
from drafting.lists import both_of, done_as, done_too, goes_on, like, may_share, told_together, with_those_before
from drafting.phrases import only_names, split_verb, tidy, without_season, without_verb
from drafting.quantities import Quantity, in_each_place, take_money, take_quantities, take_standards
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
        if words.OUTCOME.match(clause) and not take_quantities(clause)[1] and not _is_kept_going(clause):
            outcomes.append(clause)
            continue
        read = _clause(clause)
        found = [a for a in read if _says_something(a)]
        vague += [a for a in read if a not in found]
        if activities and len(found) == 1 and _only_paid(found[0]):
            found = []  # 升级中心1个，补助60万元: what is paid for the one before
        loose += [p for p in parts(clause) if len(p) > 1 and not any(v in p for v in verbs())]
        if makes_up(found, activities, before):
            summary = activities.pop()
            summed.append(summary)
            found = [a.model_copy(update={"kind": summary.kind, "act": summary.act}) for a in found]
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
        elif not found and activities:
            mean = "平均" in clause and not any(a.standards for a in activities[len(activities) - members :])
            at = (
                -2 if of_the_paid(activities, clause) else -1 if alone and not mean else -1 - members
            )  # each of 抽检1100批次，其中…，每批次800元
            activities[at] = as_paid(with_loose(activities[at], clause), f"{_paid_before(activities)}{clause}")
            share_heads(activities, clause)
        for activity in found:
            if completes(activity, activities):
                continue
            if not any(
                (a.kind.id, a.object, a.act) == (activity.kind.id, activity.object, activity.act) for a in activities
            ):
                activities.append(_quoted(activity, text))
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
    choices = (activity.quote, activity.act + activity.object, activity.object + activity.act, activity.object)
    return activity.model_copy(update={"quote": next((c for c in choices if c and c in text), activity.act)})


def _clause(clause: str) -> list[Activity]:
    if take_standards(clause)[1] and not money_words.ABOUT_AMOUNTS.sub("", take_standards(clause)[0]).strip():
        return []  # 每批次检验费及买样费900元: nothing but an amount for each
    found: list[Activity] = []
    waiting: list[str] = []
    for part in parts(clause):
        activity = _part(part, clause)
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
        if activity is None:
            counted = bool(take_quantities(part)[1])
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
    if len(found) > 1 and found[0].amount and money_words.MONEY_FOR.search(clause):
        found[0] = found[0].model_copy(update={"amount": None})  # 安排18万元用于A、B: not of A alone
    return found


def _part(part: str, clause: str) -> Activity | None:
    """The activity that one part of a clause speaks of; None where it has no verb."""
    rest, standards = take_standards(without_asides(_up_to_count(part)))
    rest += next((paid[0] for s in standards if (paid := money_words.PAID.search(s.quote)) and paid[0] not in rest), "")
    rest = money_words.BARE_BY.sub("", rest)
    rest, money = take_money(rest)
    rest, counts = take_quantities(_behind_counts(rest))
    if counts and counts[0].scope and re.match(rf"[为对给在]{re.escape(counts[0].quote)}", part.strip()):
        rest = rest.strip()[1:]  # 为60个行政村更新健身路径: the villages are counted
    counts = counts if len(take_quantities(part)[1]) < 2 else take_quantities(part)[1]
    if len(counts) == len(("size", "count")) and counts[0].unit in words.SIZES and _is_size(part, counts):
        counts = counts[1:]  # 新建200立方米清水池3座
    if each := in_each_place(part):
        rest, counts = each
    if often := words.OFTEN.search(rest):  # 每月组织献血活动不少于4次
        rest = rest.replace(often[0], "", 1)
        counts = [q.model_copy(update={"every": often[0]}) if q.unit in words.REPEATED else q for q in counts]
    rest = without_season(words.LEAD.sub("", words.DATES.sub("", rest).strip()))
    rest = re.sub(r"^[为对给]其", "", rest)
    rest = words.FOR_YEARS.sub("", BUY.sub("购置", rest))
    rest = in_words_of_forms(asides.SO_THAT.sub("", rest))
    done = words.HIRED.sub("", rest)
    if done != rest:
        plain = in_words_of_forms(done)
        if rest[: len(rest) - len(done)].endswith("对") or _done_by_them(plain, counts):
            rest = words.LEAD.sub("", plain)
    whom = ""
    if match := for_whom().match(rest):
        whom, rest = tidy(match["whom"]), words.LIGHT.sub("", rest[match.end() :])
    if match := words.INNER.search(rest):
        whom = whom or ("" if match.start() < 2 else tidy(without_verb(rest[: match.start()])))
        rest = match["rest"]
    said = rest
    if not rest.startswith("发放"):
        rest = words.TAIL.sub("", re.sub(r"(?<!劳务)费$", "", rest)) if len(rest) > 2 else rest
    if rent := money_words.SERVICE_FEE.match(part.strip()):
        rest = rent["work"]  # 支付监控租赁服务费
    verb, thing = split_verb(rest)
    served = whom
    if verb and counts and (inner := _inner(thing, counts)):
        verb, thing = inner  # 开发公益性岗位安置就业困难人员140人
    cost = money_words.FEE.search(part.strip()) or money_words.COSTS.search(part.strip())
    bought = kind_of(verb or "") in words.GOT and not money_words.FEE.search(part.strip())  # 购买消防耗材
    if verb and cost and not (rest.endswith(verb) or kind_of(verb) in words.HANDED_OUT or bought):
        return None  # 绿化用水电费: a cost and no work
    if verb and cost and kind_of(verb) == "service":
        return None
    if verb is None:
        project = said if counts and said.endswith("项目") else rest
        named = _unnamed(project, part, _of_whom(counts, whom, part)) if counts or _is_done(rest) else None
        return named and named.model_copy(update={"standards": tuple(standards)})
    if words.NO_NOUN.search(thing):
        return _unnamed(rest, part, counts) if counts else None
    if thing in verbs():
        verb, thing = thing if (kind_of(verb), kind_of(thing)) == ("distribute", "subsidy") else thing + verb, ""
    lettered = re.fullmatch(r"[A-Za-z]+", thing)  # 卫生院配置DR
    if whom and not is_people(whom) and (not thing or kind_of(verb) in words.ON_THINGS) and not lettered:
        if words.FIRMS.search(whom) and not thing and f"设备{verb}" in part:
            thing = "设备"  # 支持企业实施设备更新: the firms are not renewed
        elif not thing or (len(thing) <= words.ADVERB and not is_thing(thing)) or words.ADVERBS.fullmatch(thing):
            verb, thing = thing + verb, "" if kind_of(verb) == "distribute" else whom
        whom = ""
    kind = kind_of_work(verb, thing, part)
    if kind.id in words.TOOL_KINDS and rest.startswith(verb) and any(q.unit in words.OF_THINGS for q in counts):
        return _unnamed(rest, part, counts)  # 检测箱20台: the verb only says what the thing is for
    counts = _of_whom(counts, served, part)
    counts, thing = _of_places(counts, kind, thing, part)
    if words.DAILY.match(rest):
        thing = f"日均{thing.removeprefix('日').removesuffix('能力')}"
    counts = [q.model_copy(update={"scope": ""}) if q.scope == thing else q for q in counts]
    if kind.id == "social_insurance":
        thing = thing.removesuffix("工资")
    thing = "" if thing in units().labels.values() else thing  # 开放天数不少于310天
    if kind.id in words.KEPT_UP:
        thing = words.FUEL.sub("", thing)
    if thing in words.CASES:
        verb, thing = verb + thing, ""
    return Activity(
        kind=kind,
        act=verb.removeprefix("发放") or verb,
        object=thing or (_those(whom, part, counts) if kind.of_people or kind.id in ("visit", "distribute") else ""),
        whom=whom,
        quantities=tuple(counts),
        amount=sum((amount for amount, _ in money), Decimal(0)) or None,
        standards=tuple(standards),
        quote=part.strip() if part.strip() in clause else clause,
    )


def _up_to_count(part: str) -> str:
    """补助公立医院3家取消加成减少的收入: what stands behind those counted says why, with 的 in it."""
    counts = take_quantities(part)[1]
    before, quote, after = part.partition(counts[0].quote) if len(counts) == 1 else (part, "", "")
    begun = words.LEAD.sub("", before.strip())
    verb = next((v for v in verbs() if begun.startswith(v)), "")
    said = verb and len(begun) > len(verb) + 1 and "的" in after and not after.startswith("的")
    return before + quote if said else part


def _is_size(part: str, counts: list[Quantity]) -> bool:
    """Whether the first of two counts says how big each of the second is."""
    before, _, rest = part.partition(counts[0].quote)
    thing, _, tail = rest.partition(counts[1].quote)
    return before.strip().endswith(verbs()) and len(thing) > 1 and not tail.strip()


def _inner(thing: str, counts: list[Quantity]) -> tuple[str, str] | None:
    """The second verb and the people counted behind it, in an object that holds both; None where there is none."""
    if counts[0].unit not in words.HEADS:
        return None
    for verb in verbs():
        before, found, after = thing.partition(verb)
        if found and len(before) > 1 and is_people(after) and len(after) > 1 and not only_names(verb, after):
            return verb, after
    return None


def _done_by_them(done: str, counts: list[Quantity]) -> bool:
    """Whether ``done`` is what those hired do, and not who they are: 聘请修志编辑6人 counts editors."""
    verb = split_verb(done)[0]
    heads = bool(counts) and counts[0].unit == "人" and bool(verb) and done.startswith(verb or "")
    people = next((kind.of_people for kind in activity_kinds() if kind.id == kind_of(verb or "")), False)
    return verb is not None and (not heads or people)


def _is_done(rest: str) -> bool:
    """Whether ``rest`` names a thing and what is done with it: 管网抢修, but no bare 审核公示."""
    thing = rest
    while act := doing_of(thing) or next((v for v in verbs() if thing.endswith(v)), ""):
        thing = thing.removesuffix(act)
    return bool(doing_of(rest)) and len(thing) > 1


def _unnamed(rest: str, part: str, counts: list[Quantity]) -> Activity | None:
    """A counted thing whose verb the library does not know: 短期疗养40人."""
    whom = served_in(rest)
    thing = tidy(words.REACHED.sub("受益", re.sub(r"^免费", "", words.SUPPORT.sub("", rest[len(whom) :]))))
    thing += "班" if thing and rest.endswith("班") else ""
    if (
        counts and counts[0].unit in words.BY_HOUSE and (housed := words.HOUSED.match(thing))
    ):  # 3家县级公立医院药品零差率销售: the hospitals are counted
        thing = housed[0]
    if counts and (spent := money_words.COSTS.search(part.strip())) and counts[0].quote + spent[0] in part:
        thing = tidy(words.LEAD.sub("", part.strip().partition(counts[0].quote)[0])) or thing  # 车辆26台燃油
    other = next(kind for kind in activity_kinds() if kind.id == "other")
    if not thing or money_words.SHARE_OF.match(thing):
        return None
    return Activity(kind=other, act="", object=thing, whom=whom[1:], quantities=tuple(counts), quote=part.strip())


def _behind_counts(text: str) -> str:
    """Of 42所学校11800名学生营养膳食补助 what stands behind the last count, where that says what is done."""
    counts = take_quantities(text)[1]
    if len(counts) < 2:
        return text
    tail = text.rsplit(counts[-1].quote, 1)[-1]
    return tail if any(v in tail for v in verbs()) else text


def _those(whom: str, part: str, counts: list[Quantity]) -> str:
    """Those for whom it is done, or by whose number it is paid: 在园幼儿 in 对31所幼儿园按在园幼儿3960人奖补."""
    if whom:
        return whom
    before = part.partition(counts[-1].quote)[0] if len(counts) > 1 else ""
    match = re.search(r"按([\u4e00-\u9fff]{2,8})$", before)
    return match[1] if match else ""


def _of_whom(counts: list[Quantity], whom: str, part: str) -> list[Quantity]:
    """为18家卫生院配备心电图机: the hospitals are counted and not the machines."""
    told = []
    for q in counts:
        named = whom if whom and not is_people(whom) and q.quote + whom in part else ""
        if not named and len(counts) > 1 and part.startswith(words.FOR_EACH):  # 对9处渡口、18名渡工发放补助
            behind = words.GIVEN.split(words.PART.split(part.partition(q.quote)[2])[0])[0]
            plain = words.PLACE_NAME.fullmatch(behind) and not any(v in behind for v in verbs())
            named = behind if plain and not is_people(behind) else ""
            before = words.PART.split(part.partition(q.quote)[0])[-1].lstrip("".join(words.FOR_EACH))
            alike = sum(other.unit == q.unit for other in counts) > 1  # 为孤儿38人、困境儿童190人发放生活费
            several = is_people(before) or words.VEHICLES.fullmatch(before)
            named = named or (before if alike and several and not any(v in before for v in verbs()) else "")
        told.append(q.model_copy(update={"scope": named}) if named else q)
    return told


def _of_places(counts: list[Quantity], kind: ActivityKind, thing: str, part: str) -> tuple[list[Quantity], str]:
    """86处隐患点监测员补助: the places are counted and not those who are paid there."""
    place = words.PLACE_BEFORE.match(thing)
    first = counts[0] if counts else None
    if first is None or not place or kind.id not in words.FOR_PLACES or not part.startswith(first.quote + thing):
        return counts, thing
    return [first.model_copy(update={"scope": place[0]}), *counts[1:]], thing.removeprefix(place[0])
