"""Whose satisfaction is asked for: the brief's own people first, then those whom the sector serves, in town or village."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.library import units
from corpus.library.recognise import speaks_of
from drafting.activity import Activity
from drafting.lexicon import is_people, kind_of, verbs
from drafting.phrases import without_verb
from drafting.project_name import titled

_SERVING = frozenset({"subsidy", "insure", "health", "immunise", "distribute", "visit"})
"""Kinds of activity that are done for the people whom they name."""
_LEARNING = frozenset({"train", "event", "meet", "rent", "print"})
"""Kinds of a project that is all courses: those who learn are asked."""
_SHORTEST, _LONGEST = 3, 14
_FOREMOST = 2
"""Activities that a project is foremost about; whom a later one pays in passing is not asked."""
_WORKS_HERE = re.compile(
    r"(?<![党学人动队社])员$|(?<![先球动])队员$|家庭医生|志愿者|裁判|社工|外包人员|(?:作业|运维|管护|管理|养护|保洁|清扫|巡护|执法|施工|看护|护理|值守|工作|技术)人员|窗口人员|坐席人员|话务员|责任人|楼长|网格长|河长|民警|辅警|保安|专干|专家|顾问|律师|师资|讲师|工程师"
)
"""They do the work; somebody else is served by it."""
_FOUND_OUT = re.compile(r"阳性|异常|疑似|可疑")
"""Who is known only after the work is done."""
_AND = re.compile(r"[与及和、]")
_GIVEN_TO = re.compile(r"[向送][^，。；;]{2,16}?(?:赠阅|赠送|捐赠|发放|寄送)")
"""Who gets a book or a leaflet by the way: not whom the project serves."""
_PUBLIC = re.compile(r"群众|居民|村民|公众|使用人员")
"""Whoever lives there: no sector of its own."""
_PLACE = re.compile(r"^.{2,6}?[省县](?=.{3})")
_TOO_YOUNG = re.compile(r"^(?:\d+[-~—至]\d+(?:周?岁|个?月))?(?P<who>(?!.*妇女).*(?:儿童|幼儿|学龄前|新生儿|孤儿))$")
_AGED = re.compile(r"^\d+[-~—–至]?\d*周?岁|^百岁")
_COME = re.compile(r"^(?:招收|接收|接待|服务|惠及|覆盖|培养)")
_FOR_THEM = re.compile(
    r"(?:带动|惠及|方便|帮助)(?P<who>[\u4e00-\u9fff]{1,6}?(?:"
    + "|".join(word for word in units().people if len(word) > 1)
    + "))"
)
"""For whom it is, where an outcome says so: 带动搬迁群众就业."""
_GOOD_OF = re.compile(r"受益(?:群众|居民|村民|农户|学生|农民|职工|商户)(?=[^，,；;。]{0,4}\d)")
_NOT_FOR_THEM = frozenset({"recruit", "social_insurance"})
"""Kinds whose people do the project's work."""
_SEVERAL = 2
"""Groups from which on none of them stands for all whom the project serves: the sector has a word for them together."""
_ALONE = frozenset({"家庭", "农户", "困难户", "企业", "单位"})
_TOWN = re.compile(r"城区|县城|城市|城镇|小区|社区|街道|市区")
_VILLAGE = re.compile(r"农村|乡村|行政村|自然村|村级|村庄|乡镇|农户|村民|各村|\d+个村|(?<![城乡])镇(?!静|痛|江)")


def beneficiaries(
    name: str, purpose: str, activities: Sequence[Activity], usual: Sequence[str], *, sure: bool
) -> list[tuple[str, bool]]:
    """(who, whether the brief itself names them), best first; never empty.

    ``usual``: whom the project's sector serves. ``sure``: whether the sector is beyond doubt; where it is not, what the
    sector's people are asked only where they are the public or the brief takes them up.
    """
    alone = all(a.kind.id in _SERVING for a in activities)
    told = [a.whom for a in activities if a.whom and is_people(a.whom) and (alone or not _WORKS_HERE.search(a.whom))]
    told += [
        _visited(a)
        for a in activities
        if a.kind.id in _SERVING
        and is_people(a.object)
        and not _FOUND_OUT.search(a.object)
        and (alone or (not _WORKS_HERE.search(a.object) and (a in activities[:_FOREMOST] or a.object in name)))
    ]
    if sum(bool(_AGED.match(who)) for who in told) > 1:  # 80—89岁老人, 90—99岁老人: no group of them alone
        told = [who for who in told if not _AGED.match(who)]
    others_told = (_themselves(a.object) for a in activities if a.kind.id == "other" and _asked(a.object))
    told += [_COME.sub("", who) for who in others_told if who]
    told += [m["who"] for m in _FOR_THEM.finditer(purpose) if len(m["who"]) >= _SHORTEST]
    told += _GOOD_OF.findall(purpose)
    told += [named] if (named := _people_of(name)) else []
    learners: list[str] = []
    courses = len(activities) > 1 and all(a.kind.id == "train" for a in activities[:_FOREMOST])
    if courses or (activities and all(a.kind.id in _LEARNING for a in activities)):
        learners = [f"参训{a.object}" for a in activities if a.kind.id == "train" and is_people(a.object)]
    learners = learners if len(set(learners)) < _SEVERAL else ["参训学员"]  # four courses: no group of them alone
    text = name + purpose
    sector = [_where_they_live(who, text) for who in usual if sure or _PUBLIC.search(who) or speaks_of(who, text)]
    by_kind = [
        a.kind.satisfaction.replace("{obj}", a.object).replace("{act}", a.act)
        for a in activities
        if a.kind.satisfaction
        and a.kind.id not in _NOT_FOR_THEM
        and not (a.kind.id == "insure" and a.object and not is_people(a.object))
        and not (a.kind.id == "subsidy" and not alone and _WORKS_HERE.search(a.object))
        and (sure or "{obj}" not in a.kind.satisfaction)
    ]
    there = [who for place, who in units().users.items() if place in _GIVEN_TO.sub("", text)]
    sector = [*sector, *there] if sure else [*there, *sector]
    others = [(who, False) for who in (*learners, *sector, *by_kind, _where_they_live("受益群众", text))]
    wider = {who: next((all_ for all_ in sector if re.match(rf"{re.escape(who)}[及和]", all_)), who) for who in told}
    asked = [(_answering(wider[who]), wider[who] == who) for who in told]
    several = sure and bool(usual) and len({who[-2:] for who, _ in asked}) >= _SEVERAL
    return list(dict.fromkeys([*others, *asked] if several else [*asked, *others]))


def _asked(who: str) -> bool:
    return is_people(who) and not _WORKS_HERE.search(who)


def _themselves(who: str) -> str:
    """The people at the end of words that say what is done with them; empty for those hired to do it."""
    done = max((v for v in verbs() if 0 < who.find(v) < len(who) - len(v)), key=who.rfind, default="")
    people = who.rsplit(done, 1)[-1] if done else who
    if not is_people(people) or len(people) < _SHORTEST:
        return who
    return "" if done and kind_of(done) in _NOT_FOR_THEM else people


def _visited(activity: Activity) -> str:
    alone = activity.kind.id == "visit" and activity.object in _ALONE
    return f"走访{activity.object}" if alone else activity.object


def _people_of(name: str) -> str:
    """The people whom a project's name is about: 国有企业退休人员 in 国有企业退休人员社会化管理."""
    plain = _AND.split(without_verb(_PLACE.sub("", titled(name))))[0]
    ends = [plain.find(word) + len(word) for word in units().people if len(word) > 1 and plain.find(word) > 0]
    ends += [len(word) for word in units().people if len(word) >= _SHORTEST and plain.startswith(word)]
    who = plain[: max((end for end in ends if end <= _LONGEST), default=0)]
    return "" if len(who) < _SHORTEST or _WORKS_HERE.search(who) else who


def _answering(who: str) -> str:
    """Who can fill in a questionnaire: the parents of small children."""
    young = _TOO_YOUNG.match(who)
    if not young:
        return who
    return f"{young['who']}{'监护人' if who.endswith('孤儿') else '家长'}"


def _where_they_live(who: str, text: str) -> str:
    """``who`` of a sector, as town or village dwellers where the brief says which of the two."""
    town, village = bool(_TOWN.search(text)), bool(_VILLAGE.search(text))
    if town and not village:
        return re.sub(r"村民|(?<=受益)群众$|农户$", "居民", who)
    return re.sub(r"(?:城区|辖区|社区)居民", "受益村民", who) if village and not town else who
