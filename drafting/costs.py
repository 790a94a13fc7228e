"""Cost rows that fit the budget: the user's parts where they add up, else the whole, never a guessed share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from corpus.library import Category
from corpus.taxonomy import Level2
from corpus.values import PENDING
from drafting.activity import Activity
from drafting.brief import Brief
from drafting.candidates import library_rows, user_source
from drafting.count_names import is_doubtful, noun_of, object_of, usual_unit
from drafting.draft import DraftRow, Source, SourceKind
from drafting.lexicon import kind_of, verbs
from drafting.money_words import COSTS, FEE, PAID
from drafting.phrases import tidy
from drafting.purpose_words import INHERITS, LEAD, MATERIAL
from drafting.quantities import Standard, take_money, take_standards

_EVIDENCE = "预算批复文件"
_PRICED = frozenset(
    {
        "purchase",
        "supply",
        "build",
        "repair",
        "print",
        "train",
        "test",
        "subsidy",
        "insure",
        "plant",
        "event",
        "report",
        "appraise",
    }
    | {"clean", "maintain", "digitize", "rent", "distribute", "immunise", "health", "software", "control", "recruit"}
)
"""Kinds of activity whose spending by the piece is told: nobody asks what one petition handled costs."""
_DONE_KINDS = MATERIAL | INHERITS | {"service", "event"}
"""Kinds that say, before 补助标准, what is paid for: 人工造林补助标准, but 法律援助案件补贴标准."""
_WHOLE_YUAN = 100
"""An average from this many 元 on is told without 分."""
_LISTED = re.compile(
    r"(?:^|(?<=[，,；;、。：:]))(?P<name>(?!单价|均价|总价|(?:预算|总?投资|资金|合计|共计|总计|全年|共需|需)(?:约|共|计|需)?\d|(?:费用|经费)(?:约|共|计)?\d)[\u4e00-\u9fff]{2,14}?)(?:约|共|计)?\d+(?:\.\d+)?万?元(?=[，,；;、。]|$)"
)
"""A name and its amount between two marks."""
_SHARE = re.compile(r"按[\u4e00-\u9fff]{0,12}?(\d+(?:\.\d+)?)[%％](?:的?比例)?(?=补|奖|给予|予以|贴)")
"""How much of a cost is paid, which the user sets: 按2%贴息."""
_PAID_BEHIND = re.compile(r"(?<=^标准)配套|^配套")
"""Behind an amount for each: 每人42元配套."""
_AVERAGE = re.compile(r"[户亩人村]均(?:投资|造价|成本|费用|经费)")
"""What an amount for each is called already: 亩均投资."""
_FEE_BEHIND = re.compile(
    r"(?:的?标准)?(?:据实|按实)?(?:支付|拨付|补助|列支|结算)(?P<fee>[\u4e00-\u9fff]{2,8}?(?<![付缴计免减])(?<!(?<!验)收)费)(?=$|[，,；;。])"
)
"""1.35元/吨据实支付运营服务费."""
_SUM = re.compile(r"(?<=[，,])(?:共计?|合计|总计|全年|计)约?\d+(?:\.\d+)?万元")
_OF_EACH = re.compile(r"[每均]")
_WORD_BEFORE = re.compile(r"[\u4e00-\u9fff]{2}$")
_HEADS = re.compile(r"^[名生位]$")
_PAID_SO_MUCH = re.compile(r"补(?=\d)")
"""每个补15万元."""
_LONGEST_WHOM = 10
_LONGEST_THING = 14
"""Characters of a list of things from which the project is named instead."""
_LEAST_PARTS = 2
_TEN_THOUSAND = 10_000
"""元 from which an average is told in 万元."""


def cost_rows(
    brief: Brief, activities: Sequence[Activity], categories: Sequence[Category], theme: str
) -> list[DraftRow]:
    """Rows of 成本指标 within the budget (万元): all of it, or parts that add up to it; and the standards for each unit that the user or the category names."""
    parts = [a for a in activities if a.amount and a.amount != brief.budget]  # 合计268万元 is of all
    spent = sum((a.amount for a in parts if a.amount), Decimal(0))
    listed = [] if len(parts) > 1 else _listed(brief)
    fees = [] if listed else [*_fees(brief, activities), *_sums(brief, activities)]
    spent += sum((amount for _, amount, _ in fees), Decimal(0))
    rows = listed or (
        _parts(brief, parts, fees, spent, theme) if (parts or fees) and spent <= brief.budget else [_total(brief)]
    )
    told_apart = _standards_told_apart(brief.purpose, activities)
    for activity, standard in (*_standards(activities), *told_apart):
        paid = PAID.search(standard.quote) or _PAID_BEHIND.search(brief.purpose.partition(standard.quote)[2])
        act = paid[0] if paid else "补助" if _PAID_SO_MUCH.search(standard.quote) else activity.act
        if act != activity.act and activity.act and activity.kind.id in _DONE_KINDS:
            act = f"{activity.act}{act}"  # 人工造林补助标准
        thing = object_of(activity, theme, activity.act).removeprefix("日均")
        name = f"{theme if '、' in thing and len(thing) > _LONGEST_THING else thing}{act}"
        whom = _for_whom(activity, standard, told_apart)
        called = _AVERAGE.search(standard.quote)
        whom = whom if FEE.search(whom) else standard.called or whom
        name = (
            f"{whom}标准"
            if FEE.search(whom)
            else f"{called[0] if called else f'{name}标准'}{f'（{whom}）' if whom else ''}"
        )
        rows.append(
            DraftRow(
                level2=Level2.COST,
                name=name,
                description=f"每{standard.text.split('/')[1].split('·')[0]}按政策或合同执行的{name}",
                value=f"≤{standard.text}",
                way="≤",
                unit=standard.text.lstrip("0123456789."),
                evidence="本级标准文件或合同价",
                sources=(user_source(standard.quote),),
            )
        )
    if len(rows) == 1:
        rows += _unit_costs(brief, activities, categories, theme)
    return rows


def _standards(activities: Sequence[Activity]) -> list[tuple[Activity, Standard]]:
    return [(activity, standard) for activity in activities for standard in activity.standards]


def _standards_told_apart(purpose: str, activities: Sequence[Activity]) -> list[tuple[Activity, Standard]]:
    """Amounts for each that stand in a clause of their own, each with the one activity that is counted so: 按每亩4元拨付.

    With the word before it where that tells several apart: 刑事1200元/件、民事1500元/件.
    """
    known = [standard.quote for _, standard in _standards(activities)]
    found = []
    for standard in take_standards(purpose)[1]:
        if any(standard.quote in quote or quote in standard.quote for quote in known):
            continue
        each = standard.text.split("/")[1].split("·")[0]
        counted = [a for a in activities if any(_same_measure(q.unit, each) for q in a.quantities)]
        counted = [a for a in counted if a.kind.id != "social_insurance"] or counted  # of the pay, not of the insurance
        counted = counted or _paid_by_head(activities, each)
        before = _WORD_BEFORE.search(purpose.partition(standard.quote)[0])
        named = [a for a in counted if before and before[0] in a.object]
        fee = _fee_before(purpose, standard)
        if len(owners := named or counted) and (named or fee or len({a.kind.id for a in owners}) == 1):
            said = "" if named and "、" not in owners[0].object else _clause_before(purpose, standard)
            found.append((owners[0], standard.model_copy(update={"whom": said, "called": fee})))
    return found


def _paid_by_head(activities: Sequence[Activity], each: str) -> list[Activity]:
    """What is paid, where only one payment is told and nobody's number: 每生每天5元 of 营养餐补助."""
    paid = [a for a in activities if a.kind.id == "subsidy" and not (a.quantities or a.standards)]
    return paid if len(paid) == 1 and each in ("人", "户", "生") else []


def _fee_before(purpose: str, standard: Standard) -> str:
    """The fee right before an amount for each: 保管费 in 保管费每吨100元; empty where that is of several (燃油、维修、通行费每辆2.3万元)."""
    said = _clause_before(purpose, standard)
    listed = re.search(rf"、{re.escape(said)}[约按为是平均]*{re.escape(standard.quote)}", purpose)
    behind = _FEE_BEHIND.match(purpose.partition(standard.quote)[2])
    if FEE.search(said) and not (listed or _OF_EACH.search(said)):
        return said
    return behind["fee"] if behind else ""


def _clause_before(purpose: str, standard: Standard) -> str:
    """For whom an amount is, in the words right before it: 简单纠纷 in 简单纠纷每件100元."""
    said = re.split(r"[，,；;。、：:（）()]", purpose.partition(standard.quote)[0])[-1]
    said = LEAD.sub("", re.sub(r"的?(?:约|按|为|是|平均)*$", "", said.strip()))
    return re.sub(r"^(?:补助|补贴|给予)+(?=.{2,}费)", "", said) if FEE.search(said) else tidy(said)


def _for_whom(activity: Activity, standard: Standard, others: Sequence[tuple[Activity, Standard]]) -> str:
    """What tells one of several amounts for each from the others, nothing where it is the only one."""
    alike = [s for a, s in others if a == activity]
    several = len(alike) > 1 or any(s.called for s in activity.standards)
    told = several and standard in alike and 1 < len(standard.whom) <= _LONGEST_WHOM
    return standard.whom if told else ""


def _same_measure(unit: str, each: str) -> bool:
    """Whether 每生 speaks of what is counted in 万人, 每亩 of 亩."""
    plain_unit, plain_each = (_HEADS.sub("人", word.lstrip("万亿").removesuffix("次")) for word in (unit, each))
    return plain_unit == plain_each


def plain(amount: Decimal) -> str:
    """An amount without trailing zeros and without an exponent: ``18``, ``8.66``."""
    return f"{amount.normalize():f}"


def _total(brief: Brief) -> DraftRow:
    return DraftRow(
        level2=Level2.COST,
        name="项目总成本",
        description=f"{brief.name}全年支出总额，不超过预算数",
        value=f"≤{plain(brief.budget)}万元",
        way="≤",
        unit="万元",
        evidence=_EVIDENCE,
        sources=(Source(id="brief/budget", kind=SourceKind.USER, quote=plain(brief.budget)),),
    )


def _parts(
    brief: Brief,
    parts: Sequence[Activity],
    fees: Sequence[tuple[str, Decimal, str]],
    spent: Decimal,
    theme: str,
) -> list[DraftRow]:
    rows = []
    for part in parts:
        act = noun_of(part)
        name = f"{object_of(part, theme, act)}{act}成本"
        rows.append(
            _part(name, f"用于{name.removesuffix('成本')}的支出", part.amount or Decimal(0), user_source(part.quote))
        )
    for name, amount, quote in fees:
        called = name if FEE.search(name) else f"{name}成本"
        rows.append(_part(called, f"用于{name.removesuffix('费用')}的支出", amount, user_source(quote)))
    return rows if spent == brief.budget else [_total(brief), *rows]  # a remainder would be nobody's number


def _fees(brief: Brief, activities: Sequence[Activity]) -> list[tuple[str, Decimal, str]]:
    """Amounts in 万元 under the name of what only costs, and the words: 活动费用约5万元. Not those of an activity."""
    told = [a.quote for a in activities if a.amount]
    found = []
    for match in _LISTED.finditer(brief.purpose):
        name, money = LEAD.sub("", match["name"]), take_money(match[0])[1]
        known = any(match[0] in quote or quote in match[0] for quote in told) or _is_got(name)
        several = sum(a.quote in match[0] for a in activities if a.quote) > 1  # 漏洞扫描和应急演练12万元
        if (
            money
            and (several or COSTS.search(name))
            and not _OF_EACH.search(name)
            and money[0][0] < brief.budget
            and not known
        ):
            found.append((name, money[0][0], match[0]))
    return found


def _sums(brief: Brief, activities: Sequence[Activity]) -> list[tuple[str, Decimal, str]]:
    """Sums in 万元 of all that a sentence tells in one verb: 购置A2台、B3台，共6万元 is A等购置."""
    found = []
    for match in _SUM.finditer(brief.purpose):
        before = brief.purpose[: match.start()]
        begun = max(before.rfind(mark) for mark in "。；;\n") + 1
        told = [a for a in activities if a.quote and a.quote in before[begun:]]
        amount = take_money(match[0])[1]
        alike = len(told) > 1 and len({a.kind.id for a in told}) == 1 and not any(a.amount for a in told)
        if alike and amount and told[0].object and amount[0][0] < brief.budget:
            found.append((f"{told[0].object}等{noun_of(told[0])}", amount[0][0], match[0]))
    return found


def _is_got(name: str) -> bool:
    """Whether ``name`` begins with what is done to get it: 购买试剂及耗材, but 快检耗材."""
    return any(name.startswith(verb) and kind_of(verb) in MATERIAL for verb in verbs())


def _listed(brief: Brief) -> list[DraftRow]:
    """Amounts that the purpose lists under names of their own and that make up the budget: 其中利息95万元，手续费5万元."""
    found = [(m["name"], take_money(m[0])[1], m[0]) for m in _LISTED.finditer(brief.purpose)]
    told = [(name, money[0][0], quote) for name, money, quote in found if money and LEAD.sub("", name)]
    if len(told) < _LEAST_PARTS or sum(amount for _, amount, _ in told) != brief.budget:
        return []
    return [
        _part(name if FEE.search(name) else f"{name}成本", f"用于{name}的支出", amount, user_source(quote))
        for name, amount, quote in ((tidy(LEAD.sub("", name)) or name, amount, quote) for name, amount, quote in told)
    ]


def _part(name: str, about: str, amount: Decimal, source: Source) -> DraftRow:
    return DraftRow(
        level2=Level2.COST,
        name=name,
        description=about,
        value=f"≤{plain(amount)}万元",
        way="≤",
        unit="万元",
        evidence="预算批复文件或采购询价资料",
        sources=(source,),
    )


def _unit_cost(activity: Activity, theme: str) -> DraftRow:
    counts = [q for q in activity.quantities if not q.scope] or activity.quantities
    unit = counts[0].unit.lstrip("万亿") if counts else usual_unit(activity)
    act = noun_of(activity)
    name = f"{object_of(activity, theme, act)}{act}单位成本"
    if activity.kind.id == "subsidy" and (share := _SHARE.search(activity.quote)):
        thing = f"{object_of(activity, theme, activity.act)}{activity.act}"
        return DraftRow(
            level2=Level2.COST,
            name=f"{thing}比例",
            description=f"{thing}金额占计算基数的比例，按政策规定执行",
            value=f"≤{share[1]}%",
            way="≤",
            unit="%",
            evidence=f"{activity.act}政策文件",
            sources=(user_source(activity.quote),),
        )
    if activity.kind.id == "subsidy":
        return DraftRow(
            level2=Level2.COST,
            name=f"{object_of(activity, theme, activity.act)}{activity.act}标准",
            description=f"每一对象按政策执行的{activity.act}标准",
            value=PENDING,
            way="≤",
            unit=f"元/{unit}",
            evidence=f"{activity.act}政策文件",
            sources=(user_source(activity.quote),),
        )
    return DraftRow(
        level2=Level2.COST,
        name=name,
        description=f"{name.removesuffix('单位成本')}支出除以完成数量",
        value=PENDING,
        way="≤",
        unit=f"元/{unit}",
        evidence="采购询价资料或支出标准文件",
        sources=(user_source(activity.quote),),
    )


def _unit_costs(
    brief: Brief, activities: Sequence[Activity], categories: Sequence[Category], theme: str
) -> list[DraftRow]:
    """One unit cost for the user to fill in; where one activity takes the whole budget its average stands beside it."""
    counted = [a for a in activities if a.quantities]
    measures = {q.unit.lstrip("万亿")[:1] for a in counted for q in a.quantities}
    rows = [row for row in library_rows(categories, brief, Level2.COST) if row.unit and "/" in row.unit]
    rows = [row for row in rows if not counted or (row.unit or "").partition("/")[2][:1] in measures][:1]
    priced = [a for a in activities if a.kind.id in _PRICED and not is_doubtful(a)] or [a for a in counted if a.act]
    if not rows and priced:
        rows = [_unit_cost(max(priced, key=lambda a: bool(a.quantities)), theme)]
    if not rows or len(activities) != 1 or len(counted) != 1 or "·" in (rows[0].unit or ""):
        return rows
    quantity = next((q for q in counted[0].quantities if not q.scope), counted[0].quantities[0])
    if quantity.scope and len(counted[0].quantities) > 1:
        return rows
    if quantity.unit[0] in "万亿" or (rows[0].unit or "").partition("/")[2][:1] != quantity.unit[:1]:
        return rows
    average = brief.budget * 10000 / quantity.number
    if average == average.to_integral():
        whole = f"{plain(average / 10000)}万元" if average >= _TEN_THOUSAND else f"{plain(average)}元"
        budget = Source(id="brief/budget", kind=SourceKind.USER, quote=plain(brief.budget))
        told = {
            "value": f"≤{whole}/{quantity.unit}",
            "description": f"预算{plain(brief.budget)}万元除以{quantity.quote}，每{quantity.unit}支出不超过的金额",
            "sources": (*rows[0].sources, budget, user_source(quantity.quote)),
        }
        return [rows[0].model_copy(update=told)]
    average = average.quantize(Decimal("0.01") if average < _WHOLE_YUAN else Decimal(1))
    note = f"约{plain(average)}元/{quantity.unit}（预算除以{quantity.quote}）"
    return [rows[0].model_copy(update={"reference_value": note})]
