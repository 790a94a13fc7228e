"""What kind of work a verb is with its object: 检查 of roads is inspection, of women's health an examination."""

from __future__ import annotations

import re

from corpus.library import ActivityKind, activity_kinds
from drafting import money_words
from drafting import purpose_words as words
from drafting.lexicon import is_people, kind_of, verbs
from drafting.quantities import take_quantities


def kind_of_work(verb: str, thing: str, part: str) -> ActivityKind:
    """The kind of what ``verb`` does to ``thing``, as ``part`` of a purpose says it."""
    kinds = {kind.id: kind for kind in activity_kinds()}
    known = [v for v in verbs() if verb.endswith(v)] or [v for v in verbs() if verb.startswith(v)]  # 扫描加工
    kind = kinds[kind_of(verb) or kind_of(known[0])]
    if kind.id == "supply" and is_people(thing):
        return kinds["recruit"]
    if kind.id in ("repair", "build") and words.PROGRAM.search(thing):
        return kinds["software"]
    if kind.id == "inspect" and any(q.unit.lstrip("万") in words.HEADS for q in take_quantities(part)[1]):
        return kinds["health"]  # 口腔检查4000人
    if kind.id == "clean" and thing.endswith(("数据", "信息", "资料")):
        return kinds["digitize"]  # 数据处理 tidies no place
    if kind.id == "insure" and thing.endswith("工资"):
        return kinds["social_insurance"]
    if kind.id == "study" and words.LEAD.sub("", part.strip()).startswith("邀请"):
        return kinds["event"]  # 邀请客商考察: others come to see
    if kind.id == "inspect" and words.MEDICAL.search(thing):
        return kinds["health"]  # 宫颈癌检查
    if verb == "整改" or (kind.id == "software" and thing.endswith(("岗位", "岗"))):
        return kinds["handle"]
    heads = [q for q in take_quantities(part)[1] if q.unit == "人"]
    if kind.id == "recruit" and thing and not is_people(thing) and not heads:
        if verb in ("引进", "引才"):
            return kinds["promote" if words.PROJECTS.search(thing) else "supply"]
        return kinds["handle"]
    if kind.id == "subsidy" and verb == "慰问" and thing.endswith(("部队", "驻军", "官兵")):
        return kinds["visit"]
    if kind.id == "distribute" and money_words.MONEY_OBJECT.search(thing):
        return kinds["subsidy"]
    return kinds["insure"] if kind.id == "purchase" and re.search(r"保险|险$", thing) else kind
