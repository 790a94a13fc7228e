"""Rows that could stand in the table, from the user's activities and from the library, each with its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.library import Category, LibraryIndicator, Pattern, activity_kinds, evidence_for, units
from corpus.library.recognise import speaks_of
from corpus.taxonomy import Level2
from corpus.values import PENDING
from drafting.activity import Activity
from drafting.brief import Brief
from drafting.count_names import LONGEST, object_of, quantity_name, usual_unit
from drafting.draft import DraftRow, Source, SourceKind
from drafting.lexicon import doing_of, kinds_in
from drafting.purpose_words import SPEAKING, VAGUE


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


def own_quality(activity: Activity, theme: str) -> list[DraftRow]:
    """How well an activity is done whose kind has no indicator for it, by what it is counted in: 古籍脱酸验收合格率."""
    other = next(kind for kind in activity_kinds() if kind.id == "other")
    counted = quantity_rows(activity, theme)[0]
    unit = (counted.unit or "").lstrip("万亿")
    thing = counted.name.removesuffix(units().labels.get(unit, "数量"))
    fitting = [p for p in other.quality if not p.counted_in or unit in p.counted_in]
    whole = activity.model_copy(update={"kind": other, "act": "", "object": thing})
    return pattern_rows(fitting, whole, theme)[:1] if len(thing) >= SPEAKING and "覆盖" not in thing else []


def pattern_rows(patterns: Iterable[Pattern], activity: Activity, theme: str) -> list[DraftRow]:
    """The library's indicators for this kind of activity, about the user's own object."""
    rows = []
    for pattern in patterns:
        thing = object_of(activity, theme, activity.act) or activity.act
        if not _suits(pattern, activity, thing):
            continue
        name = _fill(pattern.name, thing, activity.act, theme)
        if len(name) > LONGEST:
            short = re.split("[、和与及]", thing)[-1]
            speaks = "{act}" in pattern.name and len(activity.act) >= SPEAKING
            shorter = (
                ("", short) if speaks and short != thing else (short, "")
            )  # 数字化扫描抽检合格率: of all that is listed
            name = next((n for obj in shorter if len(n := _fill(pattern.name, obj, activity.act, "")) <= LONGEST), name)
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


def _suits(pattern: Pattern, activity: Activity, thing: str) -> bool:
    """Whether an indicator of the kind suits what is done and to what: a verb alone says too little (检查 of 公路, of 妇女)."""
    unless = (*pattern.unless, *units().consumed) if pattern.lasting else pattern.unless
    bare = activity.object.removesuffix(doing_of(activity.object))
    done = f"{thing}\0{activity.object}{activity.act}"
    if bare.endswith(unless) or thing.endswith(unless) or any(word in done for word in pattern.lacks):
        return False
    if pattern.only and not any(word in done for word in pattern.only):
        return False
    return activity.act not in pattern.unless_acts and (not pattern.acts or activity.act in pattern.acts)


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
    ``spoken``: so it has to wherever the sector is a guess or nothing but its words ask for the indicator.
    """
    text = said or brief.name + brief.purpose
    fitting = fitting or bool(said)
    found: list[tuple[int, bool, int, DraftRow]] = []
    for order, category in enumerate(categories):
        for indicator in category.indicators:
            beside = any(word in brief.name + brief.purpose for word in indicator.unless)
            if beside and not loose:
                continue
            asking = [word for word in indicator.when if word in text]
            if spoken and not (
                speaks_of(indicator.name, text, plainly=True) and kinds_in(indicator.name) - VAGUE <= kinds_in(text)
            ):
                continue
            fits = sum((2 if word in brief.name else 1) for word in asking)
            at_large = not (indicator.when or fitting or order) and (sure or speaks_of(indicator.name, text))
            unasked = beside or (bool(indicator.when) and not asking)
            filling = loose and (not unasked or sure or speaks_of(indicator.name, text))
            if indicator.level2 is level and (filling or fits or at_large):
                found.append((order, unasked, -fits, _library_row(indicator)))
    plain = {order for order, unasked, *_ in found if not unasked}  # what nobody asks for only where nothing else is
    found = [f for f in found if not f[1] or f[0] not in plain]
    return [row for *_, row in sorted(found, key=lambda f: f[:3])]


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
    if "、" in act:  # 年鉴编辑、印刷: as it is written
        text = text.replace("{obj}制作", "{obj}")
    if thing.endswith(act):
        text = text.replace("{obj}{act}", "{obj}")
    text = text.replace("{obj}", thing).replace("{act}", act).replace("{theme}", theme)
    text = re.sub(r"(培训|演练|宣传|制作|发放|验收|检测|鉴定|调研|保险|活动)\1", r"\1", text)
    text = re.sub(r"^(?:购买|缴纳)(?=\S*险)", "", text).replace("险保险", "险")  # 购买意外险保险理赔结案率
    return text.replace(f"对象{act}对象", f"{act}对象")
