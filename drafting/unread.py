"""What a purpose names and no activity has taken up: kept under the user's own words, however it is worded (执行悬赏公告)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.library import activity_kinds
from drafting import money_words
from drafting import purpose_words as words
from drafting.activity import Activity
from drafting.aims import without_orders
from drafting.clauses import clauses
from drafting.lexicon import doing_before, doing_of, is_people, is_thing, verbs
from drafting.phrases import without_season
from drafting.quantities import take_money, take_quantities, take_standards

_A_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z“”]{4,14}")
_ABOUT_HOW = re.compile(
    r"^(?:[对为向给在由以按经与及和从被因如各该其此凡若须应可已未不无有是年月季周天后前并再仍又均都全每分共另含除到至达](?!急|视|研|期|端|人机|机|动产|障碍|害|线|民|景|质|水|土|科|校|流|区)|"
    r"通过|统一|实行|纳入|采取|采用|合同|期限|时间|周期|范围|标准|其余|相关|有关|要求|预计|惠及|受益|带动|覆盖|保证|做到|达到|确保|包括|涉及|属于|位于|所需|配套(?!.*(?:设施|设备|用房|管网)$))"
    r"|(?:[的了着过中后时上下内外间为等和与及为]|要求|标准|范围|为主|为准|负责|承担|执行|到位|完毕|完成|结束|左右|以内|以上|以下|期限|计算|拨付|兑付|支付|不限|原则|方式|比例|比例承担|资金|经费|费用|费|支出|配套)$"
    r"|[你您我请]|据实|利息|补$|作为|财政|预算|政府采购|招标|合同|市场化|不超过|不少于|不低于|验收|按照|根据|依据"
)
"""Clauses that say how, when, for whom or by what rule, or speak to somebody: no work and no thing."""
_RECURRING = re.compile(r"(?:[水电气暖热网]|燃气|供热|采暖|取暖|通[讯信]|电话|专线|流量|房租|租赁|物业)费$|租金$")
"""What is paid month by month: counted by the months paid. Other costs are no work and get no row."""
_HELD = re.compile(r"^(举办|承办|举行)")
_HELD_THING = re.compile(r"[\u4e00-\u9fff“”]{2,8}[节会展赛日周月课营]")
"""What is held so and so often: 举办年货节、啤酒节."""
_PAID = "支付"
_AIM = re.compile(
    r"^(?:帮|帮助|方便|便利|便于|缓解|减轻|化解|满足|营造|守护|守牢|丰富|完善|健全|优化|规范|强化|夯实|筑牢|构建|激发|带动|推进|推动|促使|促成|使|让|力争|争取|防范|预防|遏制|杜绝|避免|引导|弘扬|传承|树立|倡导|"
    r"畅通|盘活|补齐|补强|发挥|扩大|增加|增进|扭转|支撑|支持|保持|巩固|深化|加快|加大|打通|延长|压实|护航|稳定|改变|改善|恢复|共享|共建|切实|有效|有序|全面|不断|持续|逐步|尽快|真正|服务|关心|关注|凝聚|展示|展现|擦亮|提[高升振]|落实|统筹|助推|赋能|解决|消除|降低|减少|维护)"
    r"|(?:难|困难|难题|安全|便利|便捷|水平|氛围|能力|环境|秩序|质量|效率|效能|效益|形象|问题|需求|压力|负担|风险|隐患|矛盾|发展|增收|就业|办事|生活|出行|用水|稳定|和谐|权益|机制|体系|格局|基础|底线|防线|"
    r"责任|作用|影响力|竞争力|满意度|获得感|幸福感|安全感|积极性|意识|素质|素养|健康|有序|畅通|率|目标|成效|成果|任务|短板|优势|活力|动力|品质|面貌|就近|一公里|不出村)$"
)
"""What the work is for: the verbs of wishing and what is wished. Never a row of quantity."""
_LONGEST_THING = 8
"""Characters up to which a clause that ends in a thing's name is hardly a sentence."""
_LEAST_SAID = 0.34
"""Share of its character pairs in an activity's words from which a part is taken up there."""


def unread(text: str, activities: Sequence[Activity]) -> list[Activity]:
    """The parts of ``text`` that name what is done or got and stand in none of ``activities``, each as one to be counted."""
    said = "\0".join(part for a in activities for part in (a.object, a.act, a.whom, *_own_quote(a)))
    other = next(kind for kind in activity_kinds() if kind.id == "other")
    found: dict[str, Activity] = {}
    plain = without_orders(text)
    works = max((plain.rfind(activity.quote) for activity in activities), default=-1)
    for clause in clauses(plain):
        if words.OUTCOME.match(clause) or clause.startswith(("其中", "包括", "含")) or "一批" in clause:
            continue
        listed = 0 <= plain.find(clause) < works  # a work that we know comes after it
        parts = [part for part in words.PART.split(clause) if part.strip()]
        held = _HELD.match(clause)
        names = [_named(part, held[1] if held else "") for part in parts]
        if len(parts) > 1 and (not all(names) or any(_taken_up(name, said) for name in names)):
            # members of a list may share a verb or a count that stands behind the last; bills share nothing
            names = [name if name.endswith(_PAID) else "" for name in names]
        if any(name.endswith(_PAID) for name in names):
            names = [name if name.endswith(_PAID) else "" for name in names]  # 干道、小巷路灯电费支付
        for part, name in zip(parts, names, strict=True):
            if name and part.strip() in text and not _taken_up(name, said) and _is_work(name, listed=listed):
                found[name] = Activity(kind=other, act="", object=name, quote=part.strip())
    return list(found.values())


def _own_quote(activity: Activity) -> tuple[str, ...]:
    """The activity's quote where it is about nothing else: that of a list is the whole of its clause."""
    return () if words.PART.search(activity.quote) else (activity.quote,)


def _named(part: str, held: str) -> str:
    """The bare words of a part of a clause; empty where they name nothing that could be counted."""
    rest, standards = take_standards(part)
    rest, money = take_money(rest)
    rest, counts = take_quantities(rest)
    if standards or counts or money:
        return ""
    name = without_season(words.LEAD.sub("", words.DATES.sub("", rest).strip()))
    name = words.HEAD.sub("", name)
    if _RECURRING.search(name) and _A_NAME.fullmatch(name) and not _ABOUT_HOW.search(name.removesuffix("费")):
        return f"{name}{_PAID}"
    if held and _HELD_THING.fullmatch(name):
        return f"{name}{held}"
    plain = bool(_A_NAME.fullmatch(name)) and not _ABOUT_HOW.search(name) and not words.NO_NOUN.search(name)
    paid = money_words.COSTS.search(name) or money_words.MONEY_OBJECT.search(name)
    if not plain or words.OUTCOME.match(name) or paid or is_people(name):
        return ""
    return "" if name in words.GENERIC or name in verbs() else name


def _is_work(name: str, *, listed: bool) -> bool:
    """Whether there is a sign that ``name`` is work or a thing and no aim: a known word of it, or works on both sides.

    An aim among the counts would be worse than a row too few, so without a sign there is none.
    """
    if _AIM.search(name):
        return False
    if name.endswith(_PAID) or doing_of(name):
        return True
    inside = any(is_people(name[j:k]) for k in range(3, len(name)) for j in range(1, k - 1))
    thing = is_thing(name) and len(name) <= _LONGEST_THING
    return not inside and (bool(doing_before(name)) or thing or listed)


def _taken_up(name: str, said: str) -> bool:
    pairs = [a + b for a, b in pairwise(name)]
    return sum(pair in said for pair in pairs) >= len(pairs) * _LEAST_SAID
