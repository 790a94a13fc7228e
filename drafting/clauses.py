"""A purpose text cut into clauses and their parts, before any verb is read: what belongs together in a list stays so."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from drafting import asides, money_words
from drafting import cutting_words as cuts
from drafting import purpose_words as words
from drafting.lexicon import is_people, is_thing, kind_of, verbs
from drafting.limits import without_limits
from drafting.phrases import only_names, tidy
from drafting.quantities import measure_before, take_money, take_quantities, take_standards
from drafting.rephrase import rephrased

_KEPT = {"、": "\ue000", "和": "\ue001", "与": "\ue002", "及": "\ue003"}
"""Stand-ins for separators inside a list that is no list of activities."""
_HIDE = str.maketrans(_KEPT)
_SHOW = str.maketrans({mark: sign for sign, mark in _KEPT.items()})


def clauses(text: str) -> list[str]:
    """The clauses of ``text`` without the documents that the work follows and without empty ones."""
    plain = words.STATED.sub(
        measure_before,
        cuts.AND_OTHERS.sub(
            "",
            cuts.AFTER.sub(
                "",
                without_limits(
                    asides.BY_LAW.sub(
                        "", asides.IN_ROUNDS.sub("", asides.PERIOD.sub("", _unfold_brackets(rephrased(text))))
                    )
                ),
            ),
        ),
    )
    bare = asides.done_to_it(clause.strip(" 　:：") for clause in cuts.CLAUSE.split(cuts.AFTER_COUNT.sub("，", plain)))
    now = asides.told_now(bare)
    told = (asides.AT_THE_SAME_TIME.sub("", clause) for clause in now if not asides.about_how(clause))
    return [_apart(_spread(_aided(cuts.JOIN_IN.sub(r"\g<hired>", clause)))) for clause in told]


def _aided(clause: str) -> str:
    """对企业购买研发、检测服务给予补助: what the aided do is no work of the project, they are paid."""
    match = cuts.AIDED.match(clause)
    at = min((k for v in verbs() if (k := match["who"].find(v)) > 1), default=0) if match else 0
    if not match or not at or not is_people_or_firms(match["who"][:at]):
        return clause
    return f"{match['for']}{match['who'][:at]}{match['given']}"


def _spread(clause: str) -> str:
    """对4个监测站、3个水质站进行维护: each of the places has a count of its own, and the verb is that of both."""
    match = cuts.EACH_OF.match(clause)
    if not match or kind_of(match["verb"]) not in words.ON_THINGS:
        return clause
    told = [take_quantities(place) for place in words.PART.split(match["places"])]
    if not all(len(counts) == 1 and bare and not is_people(bare) for bare, counts in told):
        return clause
    return "、".join(f"{bare}{match['verb']}{counts[0].quote}" for bare, counts in told)


def is_people_or_firms(word: str) -> bool:
    """Whether ``word`` names those who may be aided."""
    return is_people(word) or bool(words.FIRMS.search(word))


def _apart(clause: str) -> str:
    """印制1500册 behind 出版示例志1部, 巡查文物152处 behind 聘用文保员76人: a second verb with a count of its own begins a part."""
    clause = cuts.CAPACITY.sub("、", clause, count=1)
    _, counts = take_quantities(clause)
    for first, second in pairwise(counts):
        before, found, rest = clause.partition(first.quote)
        behind = rest.removeprefix(second.quote)
        if first.unit in words.SIZES and len(counts) == words.LEAST_LIST and cuts.SIZED.search(before):
            return clause  # 配套500立方米冷库1座: the first says how big the second is
        if before and behind != rest and cuts.TEAM.fullmatch(behind):
            return f"{before}{found}、{behind}{second.quote}"  # 足球联赛1届24支队伍
        verb = next((v for v in verbs() if rest.startswith(v) and not only_names(v, rest[len(v) :])), "")
        own = rest.partition(second.quote)[0]
        told = verb and verb not in before and any(v in before for v in verbs()) and not words.PART.search(own)
        told = told or (not first.scope and _own_thing(before, own))  # 涉及7个乡镇41个行政村 has one count of each
        if told and second.quote in rest and not for_whom().match(before):
            return f"{before}{found}、{rest}"
    return clause


def _own_thing(before: str, between: str) -> bool:
    """Whether the bare noun before a second count is another thing than the first counts: 新建公墓8处墓穴3200个."""
    counted = words.LEAD.sub("", before)
    counted = counted.removeprefix(next((v for v in verbs() if counted.startswith(v)), ""))
    bare = re.fullmatch(r"(?!共|合计|总|约|其|每|各|以)[\u4e00-\u9fff]{2,5}", between) and not any(
        v in between for v in verbs()
    )
    return bool(bare) and len(counted) > 1 and not before.startswith(words.FOR_EACH)


def parts(clause: str) -> list[str]:
    """The parts of ``clause``, each about one thing: 购置灭火器、防火服 → 购置灭火器, 防火服."""
    found = [part for part in words.PART.split(_whom_together(clause)) if part and part.strip()]
    return [
        part.translate(_SHOW)
        for part in _each(_summed(_kinds_of(_named_alike(_paid_together(_occasions(found))))))
        if not (
            words.FEAST.fullmatch(part.strip())
            or asides.WHERE_TO.match(part.strip())
            or asides.LASTS.match(part.strip())
        )
    ]


def _whom_together(clause: str) -> str:
    """对煤改电、煤改气用户发放补贴: those for whom it is done are one part."""
    clause = cuts.LETTERED.sub(_KEPT["、"], clause)
    if cuts.SERVICES.match(clause) and not take_quantities(clause)[1]:
        return clause.translate(_HIDE)  # 购买保洁、保安及水电维修服务: what one service consists of
    if (running := words.KEPT_RUNNING.match(clause)) and not take_quantities(clause)[1]:
        return running["things"].translate(_HIDE) + running["run"]  # 保障A、B和C日常运行: one verb for all
    hired = words.HIRED.match(clause)
    lead = words.LEAD.match(clause)
    at = hired.end() - hired[0].endswith("对") if hired else lead.end() if lead else 0
    match = for_whom().match(clause[at:])
    if not match:
        return clause
    start, stop = (at + place for place in match.span("whom"))
    whom, rest = clause[start:stop], clause[stop:]
    light = words.LIGHT.match(rest)
    if (
        light
        and not cuts.EACH.search(rest)
        and not any(v in part for part in words.PART.split(rest)[:-1] for v in verbs())
    ):
        rest = rest.translate(_HIDE)  # 对企业开展废水、废气监测: one verb for all
    bare, counts = take_quantities(whom)
    # 对A、B进行: all of it stands between the two
    named = (light and len(counts) < words.LEAST_LIST) or is_people(bare) or is_thing(bare)
    if (
        named
        or cuts.PLACE_OF_WORK.search(bare)
        or words.WHERE.search(bare)
        or (counts and whom.endswith(counts[-1].quote))
    ):
        whom = whom.translate(_HIDE)
    whom = _people_together(whom)
    return clause[:start] + whom + rest


def _people_together(whom: str) -> str:
    """为脱贫户和监测户小额贷款贴息: two kinds of people for whom one thing is done."""
    return "".join(
        _KEPT[c] if c in _KEPT and (is_people(whom[:k]) or whom[:k].endswith("户")) else c for k, c in enumerate(whom)
    )


def _named_alike(found: list[str]) -> list[str]:
    """结婚登记、离婚登记窗口运行: what the first ends in stands inside the second, which is one thing of both."""
    for k, (first, second) in enumerate(pairwise(found)):
        verb = next((v for v in verbs() if first.endswith(v) and len(first) > len(v)), "")
        inside = bool(verb) and second.find(verb) > 0 and not second.endswith(verb) and second.endswith(verbs())
        if inside and not take_quantities(first)[1] and not first.startswith(verbs()):
            return [*found[:k], f"{first}{_KEPT['、']}{second}", *found[k + 2 :]]
    return found


def _kinds_of(found: list[str]) -> list[str]:
    """配备消防、监控设备: a short word behind the verb says only which sort of the thing named last."""
    for k, (first, second) in enumerate(pairwise(found)):
        verb = next((v for v in verbs() if v in first and kind_of(v) in words.GOT), "")
        sort = first.rpartition(verb)[2] if verb else ""
        bare = take_quantities(second)[0].strip()
        shared = words.ONE_ACT <= len(sort) <= words.ADVERB and not (is_thing(sort) or take_quantities(sort)[1])
        plain = "等" not in bare and not bare.startswith(words.KINDS_OF_THINGS)
        if shared and plain and bare.endswith(words.KINDS_OF_THINGS):
            return [*found[:k], f"{first}{_KEPT['、']}{second}", *found[k + 2 :]]
    return found


def _occasions(found: list[str]) -> list[str]:
    """全国科普日、科技工作者日活动: what is held on both stands behind the last."""
    for k, (first, second) in enumerate(pairwise(found)):
        held = cuts.OCCASION.search(second)
        if held and first.endswith(held["sort"]) and not take_quantities(first)[1]:
            return [*found[:k], f"{first}{_KEPT['、']}{second}", *found[k + 2 :]]
    return found


def _paid_together(found: list[str]) -> list[str]:
    """发放孤儿和困境儿童生活费: what is paid stands behind the last of those who get it."""
    for k, part in enumerate(found[:-1]):
        verb = next((v for v in verbs() if part.startswith(v)), "")
        thing = part[len(verb) :]
        paid = kind_of(verb) in ("distribute", "subsidy") and (is_people(thing) or (thing and not is_thing(thing)))
        paid = paid and not take_quantities(part)[1] and not money_words.MONEY_OBJECT.search(thing)
        if paid and money_words.MONEY_OBJECT.search(found[k + 1]):
            return [*found[:k], f"{part}{_KEPT['和']}{found[k + 1]}", *found[k + 2 :]]
    return found


def _summed(found: list[str]) -> list[str]:
    """建设人口、法人、地理信息三个基础库: a list of as many members as its last word counts is that one thing."""
    if len(found) < words.LEAST_LIST:
        return found
    whom = for_whom().match(found[0])
    begins = words.LEAD.sub("", found[0][whom.end() if whom else 0 :])
    first = next((v for v in verbs() if begins.startswith(v)), "")
    if (named := cuts.EXAMPLES.match(found[-1])) and not any(take_quantities(part)[1] for part in found[:-1]):
        if tidy(take_quantities(found[-1][named.end() :])[0]) not in ("", *words.KINDS_OF_THINGS):
            return [found[0][: whom.end() if whom else 0] + first + found[-1][named.end() :]]
        _, counts = take_quantities(found[-1])
        if counts and found[-1].endswith(counts[0].quote):  # 音柱、蓄电池等设备80组: the count is that of all
            return [_KEPT["、"].join((*found[:-1], named[0].removesuffix("等"))) + counts[0].quote]
        found = [*found[:-1], named[0].removesuffix("等")]  # 护理床、移位机等设备: the examples say more
    _, counts = take_quantities(found[-1])
    if not counts or counts[0].number != len(found):
        return found
    at = found[-1].find(counts[0].quote)
    rest = found[-1][at:]
    summed = at > 0 and take_quantities(rest)[0].strip() and counts[0].unit not in words.OF_ACTS  # 培训2期 is no sum
    return [first + rest] if summed else found


def _each(found: list[str]) -> list[str]:
    """培训与演练各两场: the count behind the last is that of each."""
    if len(found) < words.LEAST_LIST or not cuts.EACH.search(found[-1]):
        return found
    rest, count = cuts.EACH.split(found[-1], 1)
    if any(take_quantities(part)[1] for part in (*found[:-1], rest)):
        return found
    said = [part for part in found[:-1] if any(v in part for v in verbs())]
    place = words.PLACE_END.search(rest)
    begun = next((v for v in verbs() if words.LEAD.sub("", found[0].strip()).startswith(v)), "")
    if (
        begun
        and place
        and len(said) == 1
        and not any(words.PLACE_END.search(part) or is_thing(part) for part in found[:-1])
    ):
        return [*(part + place[0] + count for part in found[:-1]), begun + rest + count]
    verb = next((v for v in verbs() if rest.endswith(v)), "")
    ends = {part[-words.ONE_ACT :] for part in (*found[:-1], rest.removesuffix(verb))}
    if not said and verb and (kind_of(verb) in words.HELD | {"health"} or len(ends) == 1):  # 按摩、电商培训班各2期
        return [part + verb + count for part in (*found[:-1], rest.removesuffix(verb))]
    if not said and rest.endswith(verbs()):  # 汽车、制造实训室建设各1个: what the first is of stands behind the last
        return [rest + count]
    return [part + count for part in (*found[:-1], rest)]


def _unfold_brackets(text: str) -> str:
    """Brackets that hold a count or an amount are opened, others are dropped."""

    def opened(match: re.Match[str]) -> str:
        inner = match[1]
        _, members = take_quantities(inner)
        if len(words.PART.split(inner)) >= words.LEAST_LIST and members:
            _, before = take_quantities(cuts.CLAUSE.split(match.string[: match.start()])[-1])
            alike = before and {q.unit for q in members} == {before[-1].unit}
            # 物资补充（编织袋2万条、救生衣300件）, but 案件320件（刑事120件、民事200件）
            return f"，其中{inner}" if alike and not inner.startswith("其中") else f"，{inner}"
        if price := asides.PRICE.fullmatch(inner):
            _, before = take_quantities(cuts.CLAUSE.split(match.string[: match.start()])[-1])
            return f"每{before[-1].unit.lstrip('万亿')}{price['amount']}" if before else ""
        if inner.startswith("含") and members:
            return f"，其中{inner[1:]}"  # 抽检1600批次（含农产品900批次）
        if asides.OF_EACH.match(inner) and match.string[: match.start()][-2:-1].isdigit():
            return f"，{inner}"
        return inner if take_money(inner)[1] or take_quantities(inner)[1] or take_standards(inner)[1] else ""

    def _head(head: re.Match[str]) -> str:
        return head[0] if take_quantities(head["head"])[1] or asides.NOW.match(head["head"]) else ""

    text = cuts.SUCH.sub(r"\g<count>", text)
    text = cuts.HEADING.sub(_head, text)
    text = re.sub(r"(?<!\d)[:：](?=[^，,；;。\d]{0,14}\d)", "，", text)  # 资助困难群众参保：特困人员2100人
    text = re.sub(r"[（(](?:(?:19|20)\d\d[^（）()\u4e00-\u9fff]*)[)）]", "", text)
    return re.sub(r"[（(]([^（）()]*[\u4e00-\u9fff][^（）()]{1,}|\d+(?:\.\d+)?元)[)）]", opened, text)


@lru_cache(maxsize=1)
def for_whom() -> re.Pattern[str]:
    """The beginning of a clause that says for whom something is done."""
    return re.compile(cuts.FOR.pattern.replace("@@", "|".join(map(re.escape, verbs()))))
