"""One part of a clause → what is done to what, for whom, how many and for how much: 对18座水库开展巡查."""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.library import ActivityKind, activity_kinds, units
from drafting import asides, money_words
from drafting import purpose_words as words
from drafting.activity import Activity
from drafting.asides import without_asides
from drafting.clauses import for_whom
from drafting.everyday import BUY, in_words_of_forms
from drafting.kind_of_work import kind_of_work
from drafting.lexicon import doing_of, is_people, is_thing, kind_of, served_in, verbs
from drafting.phrases import only_names, split_verb, tidy, without_season, without_verb
from drafting.quantities import Quantity, in_each_place, take_money, take_quantities, take_standards


def activity_of(part: str, clause: str) -> Activity | None:
    """The activity that one part of a clause speaks of; None where it has no verb."""
    rest, standards = take_standards(without_asides(_up_to_count(part)))
    rest += next((paid[0] for s in standards if (paid := money_words.PAID.search(s.quote)) and paid[0] not in rest), "")
    rest = money_words.BARE_BY.sub("", rest)
    rest, money = take_money(rest)
    rest, counts = take_quantities(_behind_counts(rest))
    if counts and counts[0].scope and re.match(rf"[为对给在]{re.escape(counts[0].quote)}", part.strip()):
        rest = rest.strip()[1:]  # 为60个行政村更新健身路径: the villages are counted
    counts = counts if len(take_quantities(part)[1]) < 2 else take_quantities(part)[1]
    counts = [_at_places(q, part) for q in counts]
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
    bare = take_money(part)[0].strip()
    cost = money_words.FEE.search(bare) or money_words.COSTS.search(bare)  # 快检耗材6万元
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
    if whom and thing and not is_people(whom) and kind_of(verb) == "repair" and _counted(whom, counts, part):
        thing = whom  # 对公租房60套进行屋面防水维修: the houses are counted
    if whom and not is_people(whom) and (not thing or kind_of(verb) in words.ON_THINGS) and not lettered:
        if words.FIRMS.search(whom) and not thing and f"设备{verb}" in part:
            thing = "设备"  # 支持企业实施设备更新: the firms are not renewed
        elif not thing or (len(thing) <= words.ADVERB and not is_thing(thing)) or words.ADVERBS.fullmatch(thing):
            done = verb + thing if rest.startswith(verb) else thing + verb  # 扫描加工, 无害化改造
            verb, thing = done, "" if kind_of(verb) == "distribute" else whom
        whom = ""
    kind = kind_of_work(verb, thing, part)
    if kind.id in words.TOOL_KINDS and rest.startswith(verb) and any(q.unit in words.OF_THINGS for q in counts):
        return _unnamed(rest, part, counts)  # 检测箱20台: the verb only says what the thing is for
    counts = _of_whom(counts, served, part)
    counts, thing = _of_places(counts, kind, thing, part)
    if words.DAILY.match(rest):
        thing = f"日均{thing.removeprefix('日均').removeprefix('日').removesuffix('能力')}"
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


def _counted(whom: str, counts: list[Quantity], part: str) -> bool:
    """Whether the only count of ``part`` stands right behind ``whom``."""
    return len(counts) == 1 and f"{whom}{counts[0].quote}" in part


def _is_size(part: str, counts: list[Quantity]) -> bool:
    """Whether the first of two counts says how big each of the second is."""
    before, _, rest = part.partition(counts[0].quote)
    thing, _, tail = rest.partition(counts[1].quote)
    return before.strip().endswith((*verbs(), "配套", "附属")) and len(thing) > 1 and not tail.strip()


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
            plain = (
                words.PLACE_NAME.fullmatch(behind)
                and not words.LIGHT.match(behind)
                and not any(v in behind for v in verbs())
            )
            named = behind if plain and not is_people(behind) else ""
            before = words.PART.split(part.partition(q.quote)[0])[-1].lstrip("".join(words.FOR_EACH))
            alike = sum(other.unit == q.unit for other in counts) > 1  # 为孤儿38人、困境儿童190人发放生活费
            several = is_people(before) or words.VEHICLES.fullmatch(before)
            named = named or (before if alike and several and not any(v in before for v in verbs()) else "")
        told.append(q.model_copy(update={"scope": named}) if named else q)
    return told


def _at_places(quantity: Quantity, part: str) -> Quantity:
    """在8个作业点开展防雹作业: the places are counted, and not how often it is done there."""
    held = re.search(
        rf"在[^，,\d]*?{re.escape(quantity.quote)}(?P<place>[\u4e00-\u9fff]{{2,9}}?)(?:开展|举办|进行|实施|组织)", part
    )
    named = held and quantity.unit in (*words.OF_HOUSES, "个") and not is_people(held["place"])
    return quantity.model_copy(update={"scope": held["place"]}) if held and named and not quantity.scope else quantity


def _of_places(counts: list[Quantity], kind: ActivityKind, thing: str, part: str) -> tuple[list[Quantity], str]:
    """86处隐患点监测员补助: the places are counted and not those who are paid there."""
    place = words.PLACE_BEFORE.match(thing)
    first = counts[0] if counts else None
    if first is None or not place or kind.id not in words.FOR_PLACES or not part.startswith(first.quote + thing):
        return counts, thing
    return [first.model_copy(update={"scope": place[0]}), *counts[1:]], thing.removeprefix(place[0])
