"""How a count is called and in what it is counted: 灭火器购置数量 in 具, in words of the user that stand together."""

from __future__ import annotations

import re

from corpus.library import units
from drafting import money_words
from drafting import purpose_words as words
from drafting.activity import Activity
from drafting.clauses import for_whom
from drafting.lexicon import doing_before, doing_of, is_people, is_thing, kind_of, verbs
from drafting.phrases import only_names, without_season
from drafting.quantities import Quantity, take_money, take_quantities, take_standards

LONGEST = 20
"""Characters of an indicator's name; a longer one is told in the description."""
_SHORT_VERB = 2
_RUNS = re.compile(r"运转|运行$|运营")
_HOUSE = re.compile(r"(?:中心|院|站|馆|所|平台)$")
"""What is kept running all year is counted in months."""
_PAID_BY = {
    "户": "户",
    "家庭": "户",
    "园": "所",
    "学校": "所",
    "村": "个",
    "社区": "个",
    "乡镇": "个",
    "站": "个",
    "基地": "个",
}
"""What is paid and is no person, by its measure word where it is not 家."""
_EACH = {
    "亩": "亩",
    "户": "户",
    "家": "家",
    "台": "台",
    "座": "座",
    "床": "张",
    "吨": "吨",
    "只": "只",
    "头": "头",
    "辆": "辆",
}
"""What a subsidy of so much for each is counted in where it is no person: 苗木补助每亩800元."""
_ORGANISATIONS = re.compile(
    r"(?:企业|单位|机构|合作社|公司|医院|协会|商会|联盟|" + "|".join(_PAID_BY) + r")$|^(?:企业|合作社|机构)"
)
"""What is paid and is no person."""
_GROUP = re.compile(r"[队组团班站所家户校院员]$")
"""Ends of those who are insured, as against what they are insured for."""
_BODIES = re.compile(r"(?:部队|驻军|官兵|单位|企业|机构)$")
"""Who is visited and is no household."""
_HELPED = re.compile(r"助[餐浴洁医行急]")
"""What is done for old people at home: counted by the head."""
_JOINED = re.compile(r"^参保.*(?:医保|医疗|养老|社保|居民|参保\d)")
"""What people join and is no policy that is bought: 城乡居民医保参保."""
_SWEPT = ("保洁", "清扫")
"""Acts that are counted by area."""
_SAID_OF = re.compile(r"(?<!新)的")
"""What no name has in it."""
_PAID = re.compile(r"(?:薪酬|补贴|补助|津贴|工资|报酬|奖励|奖补|补偿|贴息|金|费)$")
"""Acts that are what is handed out: 生活补贴发放, but 救助."""
_INSTITUTIONS = {
    "所": "学校|幼儿园|敬老院|福利院|卫生院|卫生室|医院",
    "家": "企业|机构|合作社|单位|医院|餐馆",
    "个": "工作队|乡镇|社区|行政村|单位|机构",
}
"""What houses people, by its measure word."""


def quantity_name(activity: Activity, unit: str, theme: str, quantity: Quantity | None = None) -> str:
    """The name of a count: ``护林员培训人次``, ``灭火器购置数量``, ``改造覆盖乡镇数量``."""
    act = noun_of(activity)
    if quantity and not _at_named_places(activity, quantity, act) and (housed := institution_of(activity, quantity)):
        if activity.object.endswith(housed) and len(activity.object) > len(housed):
            return f"{activity.act}{activity.object}数量"  # 奖励高新技术企业数量
        named = f"{activity.object}{act}覆盖{housed}数量"
        told = activity.act and not activity.kind.of_people and len(named) <= LONGEST
        return named if told else f"{act}覆盖{housed}数量"
    thing = object_of(activity, theme, act)
    paid = activity.kind.id == "subsidy" and is_people(activity.whom) and activity.whom not in thing
    if paid and thing and len(f"{activity.whom}{thing}{act}人数") <= LONGEST:
        thing = f"{activity.whom}{thing}"  # 代课教师交通津贴发放人数
    if quantity and quantity.every:
        return f"{quantity.every}{thing}{act}{units().labels.get(quantity.unit, '数量')}"
    if quantity and quantity.scope:
        reached = f"{quantity.scope}{'人数' if quantity.unit.lstrip('万') == '人' else '数量'}"
        named = f"{thing}{act}覆盖{reached}"
        return (
            named
            if (act or (activity.kind.id == "other" and thing != "受益")) and len(named) <= LONGEST
            else f"{act}覆盖{reached}"
        )
    if activity.act.endswith("案件"):
        done = activity.act.removesuffix("案件")
        return f"案件{done}件数" if len(done) == _SHORT_VERB else f"{thing}{done}办理件数"
    label = units().labels.get(unit.lstrip("万亿"), "数量")
    if thing == "涉及" and unit in ("栋", "幢"):
        return "涉及楼栋数量"
    if written := _as_written(activity):
        return f"{written}{'发放' if act.endswith('发放') else ''}{label}"
    if quantity and not activity.object and f"{activity.act}量" in activity.quote:
        return f"{activity.act}量"  # 清淤量9万立方米
    if thing.startswith("覆盖") and act:
        return f"{act}{thing}{label}"
    if activity.kind.id == "other" and words.HOUSE.search(thing):
        behind = take_quantities(activity.quote)[0].partition(thing)[2]
        return f"覆盖{thing}{label}" if len(behind) > 1 else f"{thing}{label}"  # 12所学校屋面防水
    if len(f"{thing}{act}{label}") > LONGEST:
        shorter = [theme] if "、" in thing and len(theme) > 1 else [""] if len(act) > words.SPEAKING else []
        thing = next((one for one in shorter if len(one) < len(thing)), thing)
    if is_twofold(activity):
        return f"{activity.act}{thing}{label}"
    if activity.kind.id == "subsidy" and activity.act == "发放":
        act = "发放"
    named = f"{thing}{act}"
    if named.endswith(("能力", "规模")):
        return named  # 设计日处理能力
    if named.endswith(("人口", "量")):
        return f"{named}数" if named.endswith("人口") else named  # 保护人口数, 年客运量
    return named if named.endswith(label) else f"{named}{label}"  # 开放天数


def _as_written(activity: Activity) -> str:
    """The user's words without the counts, where ours leave out some that mean something; empty where they have all."""
    text = activity.quote
    if (
        not activity.act
        or activity.act not in text
        or activity.object not in text
        or words.PART.search(text)
        or for_whom().match(text)
        or words.NO_NOUN.search(text)
        or _SAID_OF.search(text)
        or money_words.FEE.search(text)
    ):
        return ""
    for take in (take_standards, take_money, take_quantities):
        text = take(text)[0]
    text = without_season(words.LEAD.sub("", words.DATES.sub("", text.strip())))
    if words.HIRED.sub("", text) != text or words.INNER.search(text) or len(text) > LONGEST - _SHORT_VERB * 2:
        return ""
    if not activity.object and text == f"{activity.act}项目":
        return text
    left = text
    for told in (activity.object, activity.whom, activity.act, "发放", *(q.scope for q in activity.quantities)):
        left = left.replace(told, "", 1)
    left = words.HEAD.sub("", words.TAIL.sub("", words.ADVERBS.sub("", left.strip("“”"))))
    idle = left in (*words.GENERIC, *words.KINDS_OF_THINGS) or kind_of(left) in words.SHARED  # 制作公示牌更新
    return text if len(left) >= _SHORT_VERB and not idle else ""


def is_doubtful(activity: Activity) -> bool:
    """Whether what is counted of an activity is hardly the user's: not told how many, nor in one piece what of."""
    alone = (
        not activity.object
        and activity.kind.id in words.NEEDS_OBJECT | words.MADE
        and len(activity.act) < words.SPEAKING
    )
    return not (activity.quantities or activity.amount) and (activity.borrowed or alone)


def is_twofold(activity: Activity) -> bool:
    """Whether the object behind the verb is itself something done (选派医师进修): it is told in the order it is written."""
    thing = activity.object
    named = is_thing(thing) or is_people(thing)
    short = len(thing) <= _SHORT_VERB and not activity.quantities  # 巡河护河
    second = next(
        (v for v in verbs() if thing.startswith(v) and not only_names(v, thing[len(v) :]) and v != "示范"), ""
    )
    done = bool(doing_of(thing)) or kind_of(second) == "extend" or (not named and (short or bool(second)))
    return bool(thing) and done and f"{activity.act}{thing}" in take_quantities(activity.quote)[0]


def noun_of(activity: Activity) -> str:
    """What the activity is called behind its object: 购置, 演练, 主体班, 生活补贴发放."""
    if "、" in activity.act and not activity.object:
        return activity.act  # 年鉴编辑、印刷: as it is written
    noun = (
        activity.kind.noun.replace("{act}", activity.act)
        if not _JOINED.search(activity.act + activity.quote)
        else activity.act
    )
    noun = noun.replace("活动活动", "活动")
    thing = activity.object
    if (
        activity.kind.id == "insure"
        and activity.act.endswith("保险")
        and thing
        and not (is_people(thing) or is_thing(thing))
    ):
        noun = "保险投保" if not _GROUP.search(thing) else noun  # 意外伤害保险
    return f"{noun}发放" if activity.kind.id == "subsidy" and _PAID.search(activity.act) else noun


def _at_named_places(activity: Activity, quantity: Quantity, act: str) -> bool:
    """Whether the name tells what is done at the places that are counted: 专职保安配备覆盖学校, but 涉及7个乡镇."""
    named = f"{activity.object}{act}覆盖{quantity.scope}数量"
    reached = not activity.object or words.REACH.match(activity.object)
    return bool(quantity.scope) and not reached and len(named) <= LONGEST


def institution_of(activity: Activity, quantity: Quantity) -> str:
    """学校 in 42所农村义务教育学校11800名学生: what houses the people whom an activity is for."""
    if quantity.unit not in _INSTITUTIONS or len(activity.quantities) < (1 if activity.kind.of_people else 2):
        return ""
    match = re.search(
        re.escape(quantity.quote) + r"[\u4e00-\u9fff]{0,14}?(" + _INSTITUTIONS[quantity.unit] + ")", activity.quote
    )
    return match[1] if match else ""


def object_of(activity: Activity, theme: str, act: str) -> str:
    """The user's object, or what the project is about where the purpose names none."""
    speaks = len(activity.act) >= (3 if activity.kind.id == "event" else 4) or activity.act.endswith("班")
    twice = activity.kind.id in words.MATERIAL and activity.act[:_SHORT_VERB] in verbs()  # 拆除重建: of what?
    thing = activity.object or ("" if speaks and not twice else theme)
    if activity.kind.id == "meet" and activity.act != "召开":
        return f"{activity.object}{activity.act}"  # 侨界座谈会
    if thing == act:
        return ""
    return thing.removesuffix(act) if len(thing) > len(act) + 1 else thing


def _thing_in(word: str) -> str:
    return max((end for end in units().objects if word.endswith(end)), key=len, default="")


def usual_unit(activity: Activity) -> str:
    """The unit in which such an object is usually counted."""
    thing = activity.object
    if activity.kind.id == "subsidy" and (
        each := next((_EACH.get(s.text.partition("/")[2][:1]) for s in activity.standards), None)
    ):
        return each
    if activity.kind.id == "subsidy" and (paid := _ORGANISATIONS.search(activity.whom or thing)):
        return _PAID_BY.get(paid[0], "家")
    if activity.kind.id == "subsidy" and money_words.PAID_FOR_THINGS.search(thing):
        return "项"
    if activity.kind.id == "subsidy" and (activity.act.endswith("贴息") or thing.endswith("贷款")):
        return "笔"
    if activity.kind.id == "service" and _HELPED.match(thing):
        return "人次"
    if activity.kind.id == "digitize" and thing.endswith(("数据", "信息")):
        return "条"
    if activity.act.endswith(("入户登记", "入户调查")):
        return "户"
    if activity.kind.id == "handle" and is_people(thing):
        return "人次"
    insured = activity.kind.id == "insure" and thing.endswith(tuple(units().objects)) and not is_people(thing)
    if activity.kind.of_people and not insured:
        return activity.kind.unit
    if activity.kind.id == "visit" and _BODIES.search(thing):
        return "家次" if thing.endswith("企业") else "次"
    if activity.kind.id in ("drill", "event", "meet", "promote", "visit", "publicity", "open", "immunise"):
        return activity.kind.unit
    if is_people(thing) and activity.kind.id in ("service", "other"):
        return "人"
    if activity.kind.id == "maintain" and _RUNS.search(activity.act) and _HOUSE.search(thing):
        return "个月"
    if activity.act.endswith(words.ROOMS_CLEANED):
        return "次"
    if activity.act.endswith(words.ON_DUTY):
        return "天"
    if activity.act.endswith(_SWEPT) and not is_thing(thing):
        return "平方米"
    if activity.kind.id == "other" and (doing := doing_of(thing) or doing_before(thing)):
        return "人" if is_people(thing.removesuffix(doing)) and units().doings[doing] == "处" else units().doings[doing]
    if activity.kind.id == "report" and activity.act.endswith("出版"):
        return "部"
    if activity.kind.id == "inspect" and words.AFAR.match(thing):
        return "次"
    if len({units().objects.get(_thing_in(part)) for part in words.PART.split(thing) if part}) > 1:
        return activity.kind.unit  # 居室、走廊扶手和消防管网: counted in no measure of all
    known = [end for end in units().objects if thing.endswith(end)]
    if known:
        unit = units().objects[max(known, key=len)]
        return "家次" if unit == "家" and activity.kind.id == "inspect" else unit
    if activity.kind.id == "other" and any(is_people(thing[:k]) for k in range(_SHORT_VERB, len(thing))):
        return "人次"
    return "次" if activity.kind.id == "other" else activity.kind.unit
