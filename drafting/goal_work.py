"""The work in one sentence of the goals, as one would say it: 采购帐篷120顶、棉被800床，开展演练2次."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from drafting import purpose_words as words
from drafting.activity import Activity
from drafting.count_names import institution_of, noun_of
from drafting.draft import DraftRow
from drafting.lexicon import doing_before, doing_of, is_people, is_thing, verbs
from drafting.phrases import only_names
from drafting.quantities import Quantity, take_quantities
from review.facts.texts import covered

_OWN_LEAD = re.compile(r"(?:举办|召开|开展|组织)(?=.{4})")
"""With what the user begins to tell of something held."""
_HELD = ("开展", "召开", "举办", "组织")
_DONE, _GIVE, _TO, _KEEP, _REACHED = "完成", "发放", "向", "保障", "涉及"
_HANDED_OUT = re.compile(r"(?:补贴|补助|津贴|工资|报酬|奖励|奖补|补偿|贴息|薪酬|金|费)$")
"""What one is paid, as against what is done for one: 补贴, but 救助."""
_RUNS = re.compile(r"(?:运转|运行)$")
"""What goes on by itself: nobody 运转s a house."""
_REACHES = re.compile(r"涉及|覆盖|受益|惠及")
"""Begins of what says itself whom or what it reaches."""
_HEADS = ("人", "户", "家", "所")
"""In what those are counted to whom money is paid."""
_TIMES = ("小时", "天", "个月", "年")
_MOST = 6
"""Activities that are told."""
_TAKEN_UP = 0.3
"""Share of its words from which on a task is one of the table's, as the reviewer counts."""
_VERB = 2
"""Characters of a plain verb."""


@dataclass(frozen=True)
class _Said:
    """One activity: 采购 + 救灾帐篷120顶; 向 + 420户困难家庭 + 发放租赁补贴."""

    lead: str
    rest: str
    end: str = ""
    verb_first: bool = False
    noun: bool = False
    """Whether it only names something, without a word for what is done."""


def work_told(activities: Sequence[Activity], rows: Sequence[DraftRow]) -> str:
    """The first ``activities`` in the order of the brief, those that begin alike under one verb; empty without any.

    What has neither a count nor a row is left to 等: the table would not answer for it.
    """
    meant = [a for a in activities if not _is_idle(a, activities)] or list(activities)
    answered = [a for a in meant if a.quantities or a.amount or _has_row(a, rows)] or meant
    told = _all_said(answered[:_MOST])
    bare = list(takewhile(lambda said: said.noun, told))  # what the brief begins with, before it says what is done
    done = told[len(bare) :]
    more = "等" if len(meant) > min(len(answered), _MOST) else ""
    work = f"{_grouped(done or [_Said(_DONE, said.rest) for said in bare])}{more}"
    return f"{work}，{_REACHED}{'、'.join(said.rest for said in bare)}" if bare and done else work


def _has_row(activity: Activity, rows: Sequence[DraftRow]) -> bool:
    """Whether the table takes up some of the words for ``activity``."""
    words_of_rows = "，".join(f"{row.name}，{row.description}" for row in rows)
    return covered(f"{activity.object}{activity.act}", words_of_rows) >= _TAKEN_UP


def _grouped(told: Sequence[_Said]) -> str:
    groups: list[tuple[str, list[str], str, bool]] = []
    for said in told:
        lead, rests, end, verb_first = groups[-1] if groups else ("", [], "", False)
        if groups and (said.lead, said.end) == (lead, end):
            rests.append(said.rest)
        elif groups and said.verb_first and verb_first and rests == [said.rest]:  # 扫描、著录 of the same
            groups[-1] = (f"{lead}、{said.lead}", rests, end, True)
        else:
            groups.append((said.lead, [said.rest], said.end, said.verb_first))
    return "，".join(f"{lead}{'、'.join(dict.fromkeys(rests))}{end}" for lead, rests, end, _ in groups)


def _is_idle(activity: Activity, among: Sequence[Activity]) -> bool:
    """Whether ``activity`` is only a word for what another one tells, the 培训 of 培训费, or what the work is for."""
    aim = activity.kind.id == "other" and words.OUTCOME.match(activity.object)
    if aim and all(q.unit.lstrip("万") in ("人", "户") for q in activity.quantities):  # but 消除积水点6处
        return True
    bare = not (activity.object or activity.quantities) and len(activity.act) <= _VERB
    return bare and any(a is not activity and a.kind.id == activity.kind.id for a in among)


def _all_said(activities: Sequence[Activity]) -> list[_Said]:
    found: list[_Said] = []
    for activity in activities:
        said = _said(activity)
        before = found[-1].lead if found else ""
        held_alike = {said.lead, before} <= set(_HELD) and not _OWN_LEAD.match(activity.quote)
        if held_alike and activity.kind.id != "meet":
            said = _Said(before, said.rest)
        elif activity.act == before and activity.act not in activity.quote and activity.object:
            said = _Said(before, f"{activity.object}{_counts(activity)}", verb_first=True)
        elif not said.lead and before in _HELD and _is_held(activity):
            said = _Said(before, said.rest)
        found.append(said)
    return found


def _is_held(activity: Activity) -> bool:
    """Whether ``activity`` is counted as what is held: 马拉松1场."""
    return any(q.unit in ("场", "场次", "期", "届") for q in activity.quantities)


def _said(activity: Activity) -> _Said:
    thing, act, lead, counts = activity.object, activity.act, activity.kind.lead, _counts(activity)
    if activity.kind.id == "other":
        return _of_no_kind(activity)
    if activity.kind.id == "subsidy" and (paid := _paid(activity)):
        return paid
    if _RUNS.search(act) and thing:
        return _Said(_KEEP, f"{_bare(activity)}{thing}{act}{_reach(activity)}")
    if not thing and counts and _is_verb(act) and (lead not in _HELD or len(act) == _VERB):
        return _Said(act, counts)
    noun = noun_of(activity)
    named = thing if thing.endswith(noun) else f"{thing}{noun}"
    if lead in _HELD:
        return _held(activity, lead, named)
    if _told_verb_first(activity):
        return _Said(act, f"{thing}{counts}", verb_first=True)
    if lead in (_DONE, "{act}", _GIVE) or not thing:
        named = f"{thing}{act}" if lead == "{act}" else named
        return _Said(_GIVE, f"{thing}{counts}") if thing and noun == _GIVE else _Said(_DONE, f"{named}{counts}")
    return _Said(lead, f"{named.removesuffix(lead)}{counts}")


def _told_verb_first(activity: Activity) -> bool:
    """Whether the verb can stand before its object: as the user has it, else where both are plain."""
    thing, act = activity.object, activity.act
    if not thing or thing[-1:].isdigit():
        return False
    if f"{act}{thing}" in take_quantities(activity.quote)[0]:
        return True
    if activity.kind.id == "subsidy":
        return is_people(thing) and len(act) == _VERB
    backwards = f"{thing}{act}" in activity.quote or bool(doing_of(thing))
    return activity.kind.lead == "{act}" and _is_verb(act) and not backwards


def _is_verb(act: str) -> bool:
    """Whether ``act`` is a verb or two: 维修, 维修养护; 路面修复 names what is done."""
    return len(act) == _VERB or (act[:_VERB] in verbs() and act[_VERB:] in verbs())


def _held(activity: Activity, lead: str, named: str) -> _Said:
    """What is held: 开展 or the user's own word before the whole of it, unless it begins with a verb itself."""
    thing, act, counts = activity.object, activity.act, _counts(activity)
    if f"{act}{thing}" in take_quantities(activity.quote)[0] and thing and _is_verb(act):
        return _Said(act, f"{thing}{counts}", verb_first=True)
    if act in _HELD or activity.kind.id == "meet":
        named = f"{thing}{act}".removesuffix("召开")
    begun = next((v for v in verbs() if named.startswith(v) and len(v) >= _VERB), "")
    if thing and begun and thing != begun and is_people(thing[: len(begun) + _VERB]) and not only_names(begun, thing):
        return _Said("", f"{named}{counts}")  # 选派干部到高校培训
    own = _OWN_LEAD.match(activity.quote)
    return _Said(own[0] if own else lead, f"{named}{counts}")


def _of_no_kind(activity: Activity) -> _Said:
    """What the user names without a verb that is known: told as written, after what stands before it."""
    thing, counts = activity.object, _counts(activity)
    if thing in ("受益", "涉及", "覆盖") and _places(activity):
        return _Said("", f"覆盖{'、'.join(_places(activity))}{_bare(activity)}")
    if _HANDED_OUT.search(thing) and not thing.endswith("费"):
        return _Said(_GIVE, f"{thing}{counts}")
    if _is_held(activity) and activity.quote.startswith(_HELD):
        return _Said(next(word for word in _HELD if activity.quote.startswith(word)), f"{thing}{counts}")
    begun = (thing.startswith(verbs()) or bool(doing_before(thing))) and not is_people(thing)
    within = any(verb in thing for verb in verbs()) and not (is_people(thing) or is_thing(thing))
    timed = any(q.every or q.unit in _TIMES for q in activity.quantities)
    named = bool(activity.quantities) and not (doing_of(thing) or begun or within or timed or _REACHES.match(thing))
    return _Said(_DONE if doing_of(thing) else "", f"{thing}{counts}", noun=named)


def _paid(activity: Activity) -> _Said | None:
    """Who is paid what: 向 + 420户住房困难家庭 + 发放租赁补贴. None where nothing is handed out."""
    thing, act = activity.object, activity.act.removesuffix("案件")
    if not _HANDED_OUT.search(act):
        return None
    if act != activity.act:
        return _Said(_GIVE, f"案件{act}{_counts(activity)}")
    before, given, behind = thing.partition(_GIVE)
    if given and is_payee(before):
        who, what = before, f"{behind}{act}"
    elif is_payee(thing):
        who, what = thing, act
    elif activity.whom in activity.quote and is_payee(activity.whom):
        who, what = activity.whom, f"{thing}{act}"
    else:
        return _Said(_GIVE, f"{thing}{act}".removeprefix(_GIVE) + _counts(activity))
    heads = [q for q in activity.quantities if not _place(activity, q) and q.unit.lstrip("万") in _HEADS]
    if len(heads) != 1 and activity.quantities:
        return _Said(f"{_TO}{who}{_GIVE}", f"{what}{_counts(activity)}")
    count = re.sub("人$", "名", _number(heads[0])) if heads else ""
    places = "、".join(_places(activity))
    return _Said(_TO, f"{places}{'的' if places else ''}{count}{who}", f"{_GIVE}{what}")


def is_payee(who: str) -> bool:
    """Whether ``who`` can be paid: people, firms and other bodies."""
    return bool(who) and (is_people(who) or bool(words.FIRMS.search(who)))


def _counts(activity: Activity) -> str:
    """The user's counts; those of places in brackets: 讲座40场（覆盖10个乡镇）."""
    return _bare(activity) + _reach(activity)


def _reach(activity: Activity) -> str:
    places = _places(activity)
    return f"（覆盖{'、'.join(places)}）" if places else ""


def _places(activity: Activity) -> list[str]:
    return [f"{_number(q)}{place}" for q in activity.quantities if (place := _place(activity, q))]


def _place(activity: Activity, quantity: Quantity) -> str:
    """Where the activity takes place, if that is what is counted: 乡镇, 学校."""
    housed = institution_of(activity, quantity) if len(activity.quantities) > 1 else ""
    return quantity.scope or ("" if activity.object.endswith(housed) else housed)


def _bare(activity: Activity) -> str:
    return "".join(f"{q.every}{_number(q)}" for q in activity.quantities if not _place(activity, q))


def _number(quantity: Quantity) -> str:
    return quantity.text.removeprefix("≥")
