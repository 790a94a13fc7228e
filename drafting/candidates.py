"""Rows that could stand in the table, from the user's activities and from the library, each with its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.library import Category, LibraryIndicator, Pattern, evidence_for, units
from corpus.library.recognise import speaks_of
from corpus.taxonomy import Level2
from corpus.values import PENDING
from drafting.activities import Activity
from drafting.brief import Brief
from drafting.draft import DraftRow, Source, SourceKind
from drafting.lexicon import is_people, is_thing
from drafting.purpose_words import ON_DUTY
from drafting.quantities import Quantity

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
_ORGANISATIONS = re.compile(r"(?:企业|单位|机构|合作社|公司|医院|" + "|".join(_PAID_BY) + r")$|^(?:企业|合作社|机构)")
"""What is paid and is no person."""
_SWEPT = ("保洁", "清扫")
"""Acts that are counted by area."""
_PAID = re.compile(r"(?:补贴|补助|津贴|工资|报酬|奖励|奖补|补偿|贴息|金|费)$")
"""Acts that are what is handed out: 生活补贴发放, but 救助."""
_INSTITUTIONS = {
    "所": "学校|幼儿园|敬老院|福利院|卫生院|卫生室|医院",
    "家": "企业|机构|合作社|单位|医院|餐馆",
    "个": "工作队|乡镇|社区|行政村|单位|机构",
}
"""What houses people, by its measure word."""


def quantity_rows(activity: Activity, theme: str) -> list[DraftRow]:
    """What is counted of one activity: each of the user's counts, or one row for the user to fill in."""
    if not activity.quantities:
        unit = usual_unit(activity)
        name = quantity_name(activity, unit, theme)
        described = f"年度内实际完成的{name}，以{_record(activity)}为准"
        return [_row(Level2.QUANTITY, name, described, PENDING, "≥", unit, activity)]
    rows = []
    for quantity in activity.quantities:
        name = quantity_name(activity, quantity.unit, theme, quantity)
        described = f"年度内{_done(activity)}的{name}，以{_record(activity)}为准"
        row = _row(Level2.QUANTITY, name, described, quantity.text, "≥", quantity.unit, activity)
        if quantity.quote not in activity.quote:  # told in a clause of its own: 每季度一次
            row = row.model_copy(update={"sources": (*row.sources, user_source(quantity.quote))})
        rows.append(row)
    return rows


def quantity_name(activity: Activity, unit: str, theme: str, quantity: Quantity | None = None) -> str:
    """The name of a count: ``护林员培训人次``, ``灭火器购置数量``, ``改造覆盖乡镇数量``."""
    act = noun_of(activity)
    if quantity and (housed := _institution(activity, quantity)):
        return f"{act}覆盖{housed}数量"
    thing = object_of(activity, theme, act)
    if quantity and quantity.every:
        return f"{quantity.every}{thing}{act}{units().labels.get(quantity.unit, '数量')}"
    if quantity and quantity.scope:
        named = f"{thing}{act}覆盖{quantity.scope}数量"
        return named if act and len(named) <= LONGEST else f"{act}覆盖{quantity.scope}数量"
    if activity.act.endswith("案件"):
        done = activity.act.removesuffix("案件")
        return f"案件{done}件数" if len(done) == _SHORT_VERB else f"{thing}{done}办理件数"
    label = units().labels.get(unit.lstrip("万亿"), "数量")
    if activity.kind.id == "subsidy" and activity.act == "发放":
        act = "发放"
    return f"{thing}{act}{label}"


def noun_of(activity: Activity) -> str:
    """What the activity is called behind its object: 购置, 演练, 主体班, 生活补贴发放."""
    noun = activity.kind.noun.replace("{act}", activity.act)
    noun = noun.replace("活动活动", "活动")
    return f"{noun}发放" if activity.kind.id == "subsidy" and _PAID.search(activity.act) else noun


def _institution(activity: Activity, quantity: Quantity) -> str:
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
    thing = activity.object or ("" if speaks else theme)
    if activity.kind.id == "meet" and activity.act != "召开":
        thing = f"{activity.object}{activity.act}"
    if thing == act:
        return ""
    return thing.removesuffix(act) if len(thing) > len(act) + 1 else thing


def usual_unit(activity: Activity) -> str:
    """The unit in which such an object is usually counted."""
    thing = activity.object
    if activity.kind.id == "subsidy" and (paid := _ORGANISATIONS.search(activity.whom or thing)):
        return _PAID_BY.get(paid[0], "家")
    if activity.kind.id == "handle" and is_people(thing):
        return "人次"
    if activity.kind.of_people and not (activity.kind.id == "insure" and is_thing(thing)):
        return activity.kind.unit
    if activity.kind.id in ("drill", "event", "meet", "promote", "visit", "publicity", "open", "immunise"):
        return activity.kind.unit
    if is_people(thing) and activity.kind.id in ("service", "other"):
        return "人"
    if activity.kind.id == "maintain" and _RUNS.search(activity.act) and _HOUSE.search(thing):
        return "个月"
    if activity.act.endswith(ON_DUTY):
        return "天"
    if activity.act.endswith(_SWEPT) and not is_thing(thing):
        return "平方米"
    known = [end for end in units().objects if thing.endswith(end)]
    if known:
        unit = units().objects[max(known, key=len)]
        return "家次" if unit == "家" and activity.kind.id == "inspect" else unit
    return activity.kind.unit


def pattern_rows(patterns: Iterable[Pattern], activity: Activity, theme: str) -> list[DraftRow]:
    """The library's indicators for this kind of activity, about the user's own object."""
    rows = []
    for pattern in patterns:
        thing = object_of(activity, theme, activity.act) or activity.act
        unless = (*pattern.unless, *units().consumed) if pattern.lasting else pattern.unless
        if activity.object.endswith(unless) or thing.endswith(unless):
            continue
        name = _fill(pattern.name, thing, activity.act, theme)
        if len(name) > LONGEST:
            short = re.split("[、和与及]", thing)[-1]
            name = next(
                (n for obj in (short, "") if len(n := _fill(pattern.name, obj, activity.act, "")) <= LONGEST), name
            )
        rows.append(
            DraftRow(
                level2=pattern.level2,
                name=name,
                description=_fill(pattern.about, thing, activity.act, theme),
                value=PENDING,
                unit=pattern.unit,
                way=pattern.way,
                evidence=_fill(pattern.evidence, thing, activity.act, theme),
                reference_value=usual(pattern.typical),
                sources=(
                    Source(
                        id=f"activities/{activity.kind.id}",
                        kind=SourceKind.LIBRARY,
                        quote=_fill(pattern.name, "…", "…", "…"),
                    ),
                    user_source(activity.quote),
                ),
            )
        )
    return rows


def library_rows(
    categories: Sequence[Category],
    brief: Brief,
    level: Level2,
    *,
    fitting: bool = False,
    loose: bool = False,
    said: str = "",
    sure: bool = True,
    spoken: bool = False,
) -> list[DraftRow]:
    """The categories' indicators of one class that fit the brief, the best fitting first.

    ``fitting``: True for those only that a word of the brief asks for, not those that fit the category at large;
    of a second category it is always so. ``loose``: whatever the categories have, for a brief that says too little.
    ``said``: the words that have to ask for an indicator, instead of the whole brief. ``sure``: False where the
    categories are a guess; an indicator that no word asks for then has to take up a word of its own from the brief.
    ``spoken``: so it has to wherever the brief has nothing to ask for it but the words of the sector.
    """
    text = said or brief.name + brief.purpose
    fitting = fitting or bool(said)
    found: list[tuple[int, int, DraftRow]] = []
    for order, category in enumerate(categories):
        for indicator in category.indicators:
            asking = [word for word in indicator.when if word in text]
            if (
                spoken
                and all(word in category.words for word in asking)
                and not speaks_of(indicator.name, text, plainly=True)
            ):
                continue
            fits = sum((2 if word in brief.name else 1) for word in asking)
            at_large = not (indicator.when or fitting or order) and (sure or speaks_of(indicator.name, text))
            if indicator.level2 is level and (loose or fits or at_large):
                found.append((order, -fits, _library_row(indicator)))
    return [row for _, _, row in sorted(found, key=lambda f: (f[0], f[1]))]


def user_source(quote: str) -> Source:
    """The user's words in the purpose."""
    return Source(id="brief/purpose", kind=SourceKind.USER, quote=quote)


def usual(typical: str | None) -> str | None:
    """A library's typical value as it is shown beside a draft."""
    return f"{typical}（常见值）" if typical else None


def _library_row(indicator: LibraryIndicator) -> DraftRow:
    return DraftRow(
        level2=indicator.level2,
        name=indicator.name,
        description=indicator.about,
        value=PENDING,
        unit=indicator.unit,
        way=indicator.way,
        evidence=indicator.evidence,
        reference_value=usual(indicator.typical),
        sources=(Source(id=indicator.id, kind=SourceKind.LIBRARY, quote=indicator.name),),
    )


def _row(level: Level2, name: str, about: str, value: str, way: str, unit: str, activity: Activity) -> DraftRow:
    return DraftRow(
        level2=level,
        name=name,
        description=about,
        value=value,
        unit=unit,
        way=way,
        evidence=activity.kind.evidence.replace("{act}", activity.act) or evidence_for(level),
        sources=(user_source(activity.quote),),
    )


def _done(activity: Activity) -> str:
    return "项目实际达到" if activity.kind.id == "other" else "实际完成"


def _record(activity: Activity) -> str:
    match activity.kind.id:
        case "purchase" | "supply" | "print" | "rent":
            return "验收入库记录"
        case "train" | "meet":
            return "签到表"
        case "publicity" | "event" | "drill":
            return "活动方案和现场记录"
        case "inspect" | "visit":
            return "检查（走访）记录"
        case "test" | "survey" | "appraise":
            return "检测（调查）报告"
        case "report" | "study":
            return "提交的成果文件"
        case "recruit" | "social_insurance":
            return "聘用合同和在岗名册"
        case "debt":
            return "支付凭证"
        case "build" | "repair" | "clean" | "software" | "plant" | "digitize":
            return "验收记录"
        case "subsidy" | "distribute" | "insure":
            return "发放（投保）名册"
        case _:
            return "工作记录"


def _fill(text: str, thing: str, act: str, theme: str) -> str:
    if thing.endswith(act):
        text = text.replace("{obj}{act}", "{obj}")
    text = text.replace("{obj}", thing).replace("{act}", act).replace("{theme}", theme)
    text = re.sub(r"(培训|演练|宣传|制作|发放|验收|检测|调研|保险|活动)\1", r"\1", text)
    return text.replace(f"对象{act}对象", f"{act}对象")
