"""资金用途 → activities: 购置宣传品,组织两次演练,培训护林员 → purchase of 宣传品, two drills, training of 护林员.

What the money buys decides what is counted, so the purpose is read clause by clause: each clause has a verb that the
library knows, before its object (培训护林员) or behind it (护林员培训). A clause without one takes its neighbour's.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from corpus.library import ActivityKind, activity_kinds, units
from corpus.records import Money, Record
from drafting.quantities import Quantity, Standard, take_money, take_quantities, take_standards

_CLAUSE = re.compile(
    r"[，,；;。！!\n]|(?<![\d.])\d{1,2}[.．](?=[\u4e00-\u9fff])|(?:^|(?<=[，,；;。\s]))(?:\d{1,2}[.、．)）]|[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九]是)"
)
_PART = re.compile(r"、|以及|(?<![普涉以])及(?!时|其|格)|(?<!总)和(?!谐|平|解)|(?<!参)与(?!会)|并(?!网|轨|发)|同时")
_LEAD = re.compile(
    r"^(?:该?项目|资金|经费|预算(?!管理|绩效|评审|单位|编制)|主要|用于|用来|拟|计划|将|全年|年度内?|本年度|今年|当年|(?:19|20)\d{2}年度?|预计|其中|包括|另外?|还|同时|并|分别|继续|"
    r"定期|集中|统一|每年|每季度|每月|按季度|按月|常态化|组织开展|组织|开展|举办|承办|举行|进行|实施|完成|做好|推进|落实|支付|承担|参加|缴纳(?!社|保)|组建|保障(?!性|房|措施)|加强|深入|需)+"
)
_AFTER = re.compile(r"(?:根据|依据|按照|依照|贯彻落实|落实|贯彻)《[^》]+》(?:[^，,。；;]{0,6}(?:要求|规定|精神|安排))?")
"""Which document the work follows: no activity."""
_OUTCOME = re.compile(
    r"^(?:以|从而|进一步|为了)?(?:保障|确保|保证|提高|提升|促进|推动|改善|增强|满足|实现|解决|防止|减少|降低|维护(?:社会|市场|群众)|助力|营造|消除|形成|服务于)"
)
_FOR = re.compile(
    r"^(?:对|为|向|给|在|面向|针对|由)(?P<whom>.{2,24}?)(?=开展|进行|实施|组织|举办|提供|办理|给予|予以|按标准|{verbs})".replace(
        "{verbs}", "@@"
    )
)
_LIGHT = re.compile(r"^(?:组织开展|开展|进行|实施|组织|举办|提供|办理|给予|予以|按标准(?:给予)?)+")
_INNER = re.compile(r"(?:开展|进行|实施|举办)(?:对)?(?P<rest>.{2,})$")
_TAIL = re.compile(
    r"(?:免费|给予|予以|日常|县级配套|市级配套|省级配套|配套资金|配套|财政|等相关|等各项|等各类|相关|等|的|工作|项目|经费|资金|费用|支出|所需|任务|办公|数量|里程|面积|长度|人次|人数|次数|以上|左右|专项|各|共|约|计|一批|若干|到位|到账)+$"
)
_HEAD = re.compile(
    r"^(?:[一二三四五六七八九十]+年(?!级)|\d+年期?|的|各类|各|相关|有关|部分|一批|若干|新增|对|了|全[国省市县区镇乡]|本[市县区]|辖区内?|所需|必要|老旧破损|其他)+"
)
_GENERIC = frozenset(
    {
        "",
        "活动",
        "工作",
        "项目",
        "服务",
        "业务",
        "日常",
        "集中",
        "专项",
        "专题",
        "年度",
        "现场",
        "主题",
        "系列",
        "大型",
        "人员",
        "设施",
        "设备",
        "宣传",
        "相关",
        "到位",
        "到账",
        "入库",
        "一批",
        "第三方",
        "第三方机构",
        "专业机构",
        "专业队伍",
        "专家",
        "召开",
        "规模",
        "定期",
        "氛围营造",
        "氛围",
        "工程",
        "内容",
    }
)
_CASES = frozenset({"案件", "事项", "报告", "课题"})
"""Objects that only say in what the activity is counted: 法律援助案件."""
_NEEDS_OBJECT = frozenset(
    {"purchase", "supply", "subsidy", "distribute", "build", "repair", "clean", "service", "maintain"}
)
_ADVERB = 3
"""Characters of a word before the verb that says how it is done: 无害化改造."""
_SPEAKING = 4
"""Characters from which a verb says what is done without an object: 绿化养护."""
_SHARED = frozenset({"purchase", "supply", "print", "distribute", "build", "repair", "open"})
"""Kinds whose verb at the end of a list belongs to all of it: 灭火器、防火服购置."""
_ROLE = re.compile(r"(?:员|人员|指导员|专家|劳务|师(?!资)|机构|中心|站|队|所|局|部门|单位|器(?!材购)|专干|系统管理)")
"""What turns a verb before it into the name of a person, an office or a thing: 调查员, 监测站, 服务器."""
_TOOL = re.compile(
    r"(?:记录仪|仪|装备|设备|车|器材|服装|制服|用品|资料|手册|教材|材料|宣传栏|栏|牌|品(?!牌)|终端|药品|试剂|物资|工具|犬|艇|船)"
)
_NAMES = (
    "储备粮",
    "评审专家",
    "宣传部",
    "审计局",
    "招聘会",
    "救助站",
    "服务站",
    "服务器",
    "保险柜",
    "演出服",
    "检查站",
    "检查报告",
    "检测报告",
    "评估报告",
    "调查报告",
    "研究报告",
    "宣传氛围",
    "调解员",
)
"""Nouns that begin with a verb."""
_TOOL_KINDS = frozenset({"inspect", "test", "publicity", "train", "survey", "service", "drill", "control", "health"})
"""Kinds whose verb before a tool only says what the tool is for: 执法记录仪, 检测设备, 宣传资料."""
_GIVING = frozenset({"purchase", "supply", "subsidy", "distribute", "service", "meet", "report"})
"""Kinds whose verb may stand before an object that has its own verb behind it: 购买物业服务, 发放种粮补贴."""
_FIRST_WINS = frozenset({("subsidy", "service"), ("clean", "build"), ("inspect", "build"), ("handle", "extend")})
"""Kinds of a first and a last verb of which the first says what is done: 拆除违法建设, 免除殡葬服务."""
_HIRED = re.compile(
    r"^(?:委托|聘请|邀请|引入|依托)(?:中介机构|社会中介|高校|科研院所|院校|第三方|专业|有资质的?)?(?:检验|检测|服务|专业|测绘|技术)?(?:机构|公司|队伍|单位|专家|人员|会计师事务所|律师事务所|事务所)?对?"
)
"""By whom the work is done, before the verb that says what is done."""
_DATES = re.compile(
    r"(?:(?:19|20)\d{2}年)?\d{1,2}月(?:份|底|末|中旬|上旬|下旬|\d{1,2}日)?(?:之?前|以前)?|(?:春节|汛期?|秋季开学|开学|采暖季|供暖|主汛期|防火期|国庆节?|年底)前"
)
_AND_OTHERS = re.compile(r"[^，,；;。]*?等(?=(?:[\u4e00-\u9fff]{0,4})服务)")
"""What a service consists of: 保洁、保安等 before 物业服务."""
_INHERITS = frozenset(
    {
        "repair",
        "maintain",
        "build",
        "clean",
        "supply",
        "test",
        "report",
        "print",
        "rent",
        "software",
        "digitize",
        "plant",
    }
)
"""Kinds whose verb may go without its object where the one before has named it: 系统建设、维护."""
_ON_THINGS = _INHERITS | {"inspect", "survey", "control"}
"""Kinds that are done to the things named after 对: 对118座桥梁开展检查."""
_FEAST = re.compile(
    r"(?:在)?(?:春节|中秋节?|元旦|端午节?|国庆节?|重阳节?|“?八一”?|“?七一”?|儿童节|节日|节假日)(?:期间)?"
)
"""When something is done, in a list before it: 春节、中秋走访慰问."""
_HOUSED = re.compile(r".{0,10}?(?:医院|卫生院|学校|幼儿园|敬老院|福利院|企业|合作社|工作队)(?=.{3,})")
_DAILY = re.compile(r"日均?(?=处理|供水|供气|供餐|清运|收运|接待|产生)")
_COSTS = re.compile(r"(?:费|费用|经费|支出|工资|报酬|价差|利息|差旅)$")
_MONEY_OBJECT = re.compile(r"(?:金|费|补贴|补助|津贴|工资|报酬|款|待遇)$")


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
    for clause in _CLAUSE.split(_AND_OTHERS.sub("", _AFTER.sub("", _unfold_brackets(text)))):
        clause = clause.strip(" 　:：")
        bare = _LEAD.sub("", clause)
        if not bare:
            continue
        if _OUTCOME.match(clause) and not take_quantities(clause)[1]:
            outcomes.append(clause)
            continue
        found = [a for a in _clause(clause) if _says_something(a)]
        loose += [p for p in _PART.split(clause) if p and len(p) > 1 and not any(v in p for v in _verbs())]
        if clause.startswith("其中"):  # how a count that was told before is made up
            found = [a for a in found if a.kind.id != "other"]
        if not found and activities:
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
    loose = [part for part in dict.fromkeys(map(str.strip, loose)) if part not in said]
    return Reading(activities=tuple(activities), loose=tuple(loose), outcomes=tuple(outcomes))


def subject(name: str) -> str:
    """What a project is about: its name without the verb and the words that every project name has.

    ``森林防火宣传与演练`` → ``森林防火``; ``2026年农产品质量安全监管经费`` → ``农产品质量安全``.
    """
    plain = re.sub(
        r"^(?:19|20)\d{2}年度?|^第[一二三四五六七八九十]+(?:次|轮)(?:全国|全省)?|[（(].*?[)）]|^.{2,8}?(?:[省县]|(?<!城)市|(?<![社小园景校])区)(?=.{4,})",
        "",
        name,
    )
    named = [m.span() for word in _NAMES for m in re.finditer(word, plain)]
    verbs = [
        m
        for word in _verbs()
        for m in re.finditer(re.escape(word), plain)
        if m.start() >= 2 and not any(start <= m.start() < stop for start, stop in named)
    ]
    cuts = [m.start() if m.start() > 2 else m.end() for m in verbs]
    cuts += [
        m.start()
        for m in re.finditer(r"专项|经费|资金|项目|工作|补助|监管|管理|服务|工程|与|及|和|费$", plain)
        if m.start() > 2
    ]
    short = re.sub(
        r"(?:日常|自动|开展|组织|购买|临时|一次性|生活|经济|专职|工作|利息费用)$",
        "",
        plain[: min(cuts)] if cuts else plain,
    )
    return plain if short in _GENERIC else short


def titled(name: str) -> str:
    """A project's name without its year, place and the words for money at its end: ``防汛物资储备``."""
    plain = re.sub(r"^(?:19|20)\d{2}年度?|[（(].*?[)）]", "", name)
    if re.search(r"(?:公用|人员|办公|业务)经费$|[电水给养餐]费$", plain):
        return plain
    return (
        re.sub(r"(?:专项|工作|业务|项目|补助|奖补|县级|配套|购买|保障)*(?:经费|资金|费用|费|项目|县级配套)$", "", plain)
        or plain
    )


def ends_in_act(text: str) -> bool:
    """Whether ``text`` ends in what is done, so that it needs no further word: 培训, 改造, 演练."""
    return any(text.endswith(verb) for verb in _verbs() if _kind_of(verb) not in ("subsidy", "other", "service"))


def is_people(word: str) -> bool:
    """Whether ``word`` names people."""
    return word.endswith(units().people)


def _with_loose(activity: Activity, clause: str) -> Activity:
    """``activity`` with the standards and counts of a clause that says nothing else: 每人每月50元; 预计5200人."""
    rest, standards = take_standards(clause)
    rest, counts = take_quantities(rest)
    loose = () if activity.quantities or _LEAD.sub("", rest) else tuple(counts)
    return activity.model_copy(
        update={"standards": activity.standards + tuple(standards), "quantities": activity.quantities + loose}
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
    return not bare or activity.kind.id not in _NEEDS_OBJECT or len(activity.act) >= _SPEAKING


def _quoted(activity: Activity, text: str) -> Activity:
    """The activity with a quote that stands in ``text`` word for word."""
    choices = (activity.quote, activity.act + activity.object, activity.object + activity.act, activity.object)
    return activity.model_copy(update={"quote": next((c for c in choices if c and c in text), activity.act)})


def _clause(clause: str) -> list[Activity]:
    found: list[Activity] = []
    waiting: list[str] = []
    for part in (p for p in _PART.split(clause) if p and p.strip() and not _FEAST.fullmatch(p.strip())):
        activity = _part(part, clause)
        before = found[-1] if found else None
        listed = before is not None and bool(before.act and before.object)
        if activity and activity.kind.id == "other" and listed:
            activity = None
        if activity is None:
            counted = bool(take_quantities(part)[1])
            if before and listed and (counted or _goes_on(before)) and not _COSTS.search(part):
                found[-1:] = _both(before, _like(before, part))
            else:
                waiting.append(part)
            continue
        alone = take_quantities(part)[0].strip() == activity.act and len(activity.act) < _SPEAKING
        if not activity.object and found and alone and activity.kind.id in _INHERITS:
            activity = activity.model_copy(update={"object": found[-1].object})
        if activity.kind.id in _SHARED or is_people(activity.object):
            found += [_like(activity, early) for early in waiting if not _COSTS.search(early)]
        waiting = []
        found.append(activity)
    return found


def _goes_on(activity: Activity) -> bool:
    """Whether a list goes on behind ``activity``: its verb stands before the object (购置A、B), not behind it (A运转、B)."""
    quote = activity.quote
    return bool(activity.act and activity.object) and quote.find(activity.act) < quote.find(activity.object)


def _both(first: Activity, second: Activity) -> list[Activity]:
    """Two objects of one verb; people who are counted together (引进博士、硕士研究生30名) are one activity."""
    together = is_people(first.object) and is_people(second.object)
    if not together or first.quantities or not second.quantities:
        return [first, second]
    return [second.model_copy(update={"object": f"{first.object}、{second.object}"})]


def _part(part: str, clause: str) -> Activity | None:
    """The activity that one part of a clause speaks of; None where it has no verb."""
    rest, standards = take_standards(part)
    rest, money = take_money(rest)
    rest, counts = take_quantities(_behind_counts(rest))
    counts = counts if len(take_quantities(part)[1]) < 2 else take_quantities(part)[1]
    rest = _LEAD.sub("", _DATES.sub("", rest).strip())
    if (done := _HIRED.sub("", rest)) != rest and any(v in done for v in _verbs()):
        rest = _LEAD.sub("", done)
    whom = ""
    if match := _for().match(rest):
        whom, rest = _tidy(match["whom"]), _LIGHT.sub("", rest[match.end() :])
    if match := _INNER.search(rest):
        whom = whom or ("" if match.start() < 2 else _tidy(_without_verb(rest[: match.start()])))
        rest = match["rest"]
    if not rest.startswith("发放"):
        rest = _TAIL.sub("", re.sub(r"费$", "", rest)) if len(rest) > 2 else rest
    verb, thing = _verb(rest)
    if verb and _kind_of(verb) == "service" and _COSTS.search(part.strip()):
        return None
    if verb is None:
        return _unnamed(rest, part, counts) if counts else None
    if thing in _verbs():
        verb, thing = thing + verb, ""
    if whom and not is_people(whom) and (not thing or _kind_of(verb) in _ON_THINGS):
        if not thing or len(thing) <= _ADVERB:
            verb, thing = thing + verb, whom
        whom = ""
    kind = _kind(verb, thing)
    if _DAILY.match(rest) and thing:
        thing = f"日均{thing.removeprefix('日')}"
    if thing in _CASES:
        verb, thing = verb + thing, ""
    return Activity(
        kind=kind,
        act=verb,
        object=thing or (whom if kind.of_people else ""),
        whom=whom,
        quantities=tuple(counts),
        amount=sum((amount for amount, _ in money), Decimal(0)) or None,
        standards=tuple(standards),
        quote=part.strip() if part.strip() in clause else clause,
    )


def _unnamed(rest: str, part: str, counts: list[Quantity]) -> Activity | None:
    """A counted thing whose verb the library does not know: 短期疗养40人."""
    thing = _tidy(rest)
    if housed := _HOUSED.match(thing):  # 3家县级公立医院药品零差率销售: the hospitals are counted
        thing = housed[0]
    other = next(kind for kind in activity_kinds() if kind.id == "other")
    return Activity(kind=other, act="", object=thing, quantities=tuple(counts), quote=part.strip()) if thing else None


def _like(model: Activity, part: str) -> Activity:
    """An activity of ``model``'s verb on the object that ``part`` names."""
    rest, standards = take_standards(part)
    rest, money = take_money(rest)
    rest, counts = take_quantities(rest)
    amount = sum((amount for amount, _ in money), Decimal(0)) or None
    return model.model_copy(
        update={
            "object": _tidy(_LEAD.sub("", rest)),
            "quantities": tuple(counts),
            "amount": amount,
            "standards": tuple(standards),
            "quote": part.strip(),
        }
    )


def _verb(rest: str) -> tuple[str | None, str]:
    """The verb of ``rest`` and its object: at the end first (检测设备采购), then at the start, then inside."""
    last = next((v for v in _verbs() if rest.endswith(v)), None)
    first = next((v for v in _verbs() if rest.startswith(v) and not _only_names(v, rest[len(v) :])), None)
    if last and not (first and (_kind_of(first), _kind_of(last)) in _FIRST_WINS):
        return last, _tidy(_without_verb(rest[: -len(last)]))
    if first:
        after = rest[len(first) :]
        second = next((v for v in _verbs() if after.startswith(v)), None)
        if second and _kind_of(second) == _kind_of(first):
            return second, _tidy(after[len(second) :])
        if second and {_kind_of(first), _kind_of(second)} <= _INHERITS and _tidy(after[len(second) :]):
            return first + second, _tidy(after[len(second) :])
        return first, _tidy(after)
    inside = [(rest.find(v), -len(v), v) for v in _verbs() if v in rest and not _only_names(v, rest.split(v, 1)[1])]
    if not inside:
        return None, ""
    at, _, verb = min(inside)
    after = _tidy(rest[at + len(verb) :])
    return verb, after if after not in _GENERIC and not after.startswith("进") else _tidy(rest[:at])


def _only_names(verb: str, after: str) -> bool:
    """Whether ``verb`` before ``after`` is no verb but part of a name: 调查员, 执法记录仪."""
    return (
        (verb + after).startswith(_NAMES)
        or bool(_ROLE.match(after))
        or (_kind_of(verb) in _TOOL_KINDS and bool(_TOOL.match(after)))
    )


def _behind_counts(text: str) -> str:
    """Of 42所学校11800名学生营养膳食补助 what stands behind the last count, where that says what is done."""
    counts = take_quantities(text)[1]
    if len(counts) < 2:
        return text
    tail = text.rsplit(counts[-1].quote, 1)[-1]
    return tail if any(v in tail for v in _verbs()) else text


def _without_verb(text: str) -> str:
    """``发放种粮`` → ``种粮``: the verb before an object whose own verb stands behind it."""
    bare = _LEAD.sub("", text)
    first = next((v for v in _verbs() if (bare.startswith(v) and len(bare) > len(v) + 1) or bare == v), "")
    return bare[len(first) :] if _kind_of(first) in _GIVING else bare


def _tidy(text: str) -> str:
    text = _HEAD.sub("", _TAIL.sub("", text.removesuffix("班").strip(' 　:：（）()“”"')))
    text = re.sub(r"^.+?等(?:各)?(?:品种|类|项|种)?(?=.{2,})", "", text).rsplit("的", 1)[-1]
    return "" if text in _GENERIC or len(text) < 2 else text


def _kind(verb: str, thing: str) -> ActivityKind:
    kinds = {kind.id: kind for kind in activity_kinds()}
    kind = kinds[_kind_of(verb) or next(_kind_of(v) for v in _verbs() if verb.endswith(v))]
    if kind.id == "supply" and is_people(thing):
        return kinds["recruit"]
    if kind.id == "recruit" and thing and not is_people(thing):
        return kinds["promote" if verb in ("引进", "引才") else "handle"]
    if kind.id == "distribute" and _MONEY_OBJECT.search(thing):
        return kinds["subsidy"]
    return kinds["insure"] if kind.id == "purchase" and re.search(r"保险|险$", thing) else kind


def _unfold_brackets(text: str) -> str:
    """Brackets that hold a count or an amount are opened, others are dropped."""

    def opened(match: re.Match[str]) -> str:
        inner = match[1]
        return inner if take_money(inner)[1] or take_quantities(inner)[1] or take_standards(inner)[1] else ""

    text = re.sub(r"[（(](?:(?:19|20)\d\d[^（）()\u4e00-\u9fff]*)[)）]", "", text)
    return re.sub(r"[（(]([^（）()]*[\u4e00-\u9fff][^（）()]{1,})[)）]", opened, text)


@lru_cache(maxsize=1)
def _verbs() -> tuple[str, ...]:
    return tuple(sorted({v for kind in activity_kinds() for v in kind.verbs}, key=len, reverse=True))


@lru_cache(maxsize=1)
def _for() -> re.Pattern[str]:
    return re.compile(_FOR.pattern.replace("@@", "|".join(map(re.escape, _verbs()))))


def _kind_of(verb: str) -> str:
    return next((kind.id for kind in activity_kinds() if verb in kind.verbs), "")
