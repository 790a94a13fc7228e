"""What a date of the purpose is the date of: the whole project, or one of the tasks beside others.

A date is read with its clause and its sentence. Where the clause names what is finished (枯死木清理须在3月底前完成), it is
the date of that; where it does not (9月底前完成), it is the date of what its sentence tells before it. It is the project's
where that is all there is to do, where the clause says so (全部), and where the sentence tells no work of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.records import Record
from drafting import purpose_words as words
from drafting.activity import Activity
from drafting.count_names import noun_of, object_of
from drafting.dates import DONE, Moment, between, moments
from drafting.lexicon import doing_of, is_people, kind_of, verbs
from drafting.project_name import subject, titled
from drafting.quantities import take_quantities, take_standards

LONGEST = 24
"""Characters of the name of a date."""
_SHORTEST = 2
_CLAUSE = re.compile(r"[，,。；;：:！!\n]")
_SENTENCE = re.compile(r"[。；;！!\n]")
_BEFORE = re.compile(r"^[\s\d.、．)）一二三四五六七八九是①-⑩（(]+(?![\u4e00-\u9fff]?[月日])|[（(]$")
_MODAL = re.compile(
    r"(?:必须|务必|须|应当|应|需要|需|要|将|力争|争取|确保|保证|计划|预计|原则上|拟|打算|赶|今年|统一|分别|于|在)+$"
)
_ALL = re.compile(rf"全部|所有|各项|(?:全面|整体|均|都)(?=于|须|在|应|要|需|$|{DONE})")
_WHOLE = re.compile(
    r"^(?:(?:本|该|整个|上述|以上|以下|下列)?(?:项目|工程|任务|工作|建设|施工|年度|内容|各项|主体工程)+)+$"
)
"""A subject that is everything."""
_ROUND = re.compile(
    r"^(?:[春秋]季?(?:学期|学年)?|[上下](?:学期|半年)|第?[一二三四首]?[批期轮次季阶段度]+(?:资金|补贴|补助)?|首批)+$"
)
"""A part of the year or of a sum: everything is done in each of them."""
_NO_WORK = re.compile(r"^(?:受益|惠及|覆盖|涉及|参|服务|保护)")
_IN_USE = re.compile(r"(?:投入|交付)使用|投用")
_OWN_TIME = re.compile(r"(?<=[，,])(?:全年|常年|每[年月周日天季]|日常|按[月季])")
"""With which a clause begins that goes on all year."""
_FOLLOWING = re.compile(r"以下|下列|如下")
_HOW = re.compile(
    r"^(?:之?前|[省市县]级|组织|开展|实施|按[时期]|足额|及时|一次性|统一|集中|逐[户个村项处]|完成|实现|做到|通过|由[\u4e00-\u9fff]{2,6}?|[一二两三]次|将)+"
)
_END = re.compile(
    rf"(?:{DONE}|验收|入库|入住|通车|通水|到货|到账|到户|使用|运营|投运|营业|开放|收官|任务|工作|合格|清|送达|演完|发完|到[\u4e00-\u9fff“”]{{2,8}}|至[\u4e00-\u9fff“”]{{2,8}})+$"
)
_ARRIVES = re.compile(r"到位|到货")
_ACCEPTED = re.compile(r"验收")
_MONEY = re.compile(r"(?:资金|补[贴助偿]|奖[补励]|津贴|工资|款|金|费)$")
_PAYS = re.compile(r"发放|兑付|兑现|拨付|支付|打卡|缴纳|结算|拨入|到账|报送|上报|配送|巡查|巡检|清运|检修")
_PAID_OUT = re.compile(rf"{_PAYS.pattern}|社会化|一次性|全额|配套")
_THINGS = re.compile(r"设备|物资|装备|器材|车辆|货物")
_PAID = frozenset({"subsidy", "distribute", "social_insurance"})
_BOUGHT = frozenset({"purchase", "supply"})
_WORKS = frozenset({"build", "repair", "supply", "clean", "plant", "maintain"})
_BUILDS = frozenset({"build", "repair"})
_BUILT = re.compile(r"完工|竣工|交工")
_NO_PAIRS = frozenset({"项目", "工程", "工作", "任务", "完成", "组织", "开展", "年度", "全县", "资金", "服务", "人员"})


class Task(Record):
    """One thing that is due by a date of its own."""

    name: str
    """``屋面防水维修完成时间``."""
    text: str
    quote: str
    again: bool = False
    later: bool = False
    """Whether it is due after the budget year."""

    @property
    def what(self) -> str:
        """What is due."""
        return re.sub(r"(?:完成)?时间$", "", self.name)


class Due(Record):
    """A date of the purpose and what it is of."""

    moment: Moment
    whole: bool
    """Whether it is the project's."""
    name: str
    """What is due, in words; empty where the user has none for it."""
    paid: bool = False
    """Whether it is when money is paid out."""
    activities: tuple[Activity, ...] = ()
    """Those of which it is the date."""


def works(purpose: str, activities: Sequence[Activity]) -> list[Activity]:
    """Those that are work, and not how many there are of something (受益群众1.2万人) or what it is good for."""
    done = [a for a in activities if a.kind.id != "other" or (a.quantities and not _NO_WORK.match(a.object))]
    done = [a for a in done if a.kind.id != "other" or doing_of(a.object) or not is_people(a.object)]
    return [a for a in done if not _is_aim(purpose, a)] or list(activities[:1])


def _is_aim(purpose: str, activity: Activity) -> bool:
    at = purpose.find(activity.quote)
    clause = purpose[max((m.end() for m in _CLAUSE.finditer(purpose, 0, max(at, 0))), default=0) :]
    own = activity.kind.id == "other" or not activity.quantities
    return own and bool(words.OUTCOME.match(clause) or _NO_WORK.match(clause)) and not clause.startswith("保障")


def due(name: str, purpose: str, activities: Sequence[Activity], year: int | None) -> list[Due]:
    """The dates of ``purpose`` with what each is of; ``name`` is the project's."""
    reader = _Reader(name, purpose, works(purpose, activities))
    dates = moments(purpose, year)
    spans = list(between(dates, purpose))
    told = [reader.of(*span) for span in spans]
    for k, (one, begin, stop) in enumerate(spans[:-1]):
        following, then, end = spans[k + 1]
        if stop == one.end and then == one.end and begin < one.start and purpose[stop : stop + 1] == "、":
            shared = _behind(purpose[following.end : end])  # 春季学期于5月底前、秋季学期于11月底前发放到位
            name = _called(_subject(purpose[begin : one.start]), *shared, again=one.again)
            told[k] = told[k].model_copy(update={"name": name})
    return told


class _Reader:
    """A purpose whose dates are read one after the other."""

    def __init__(self, name: str, purpose: str, real: list[Activity]) -> None:
        self.full, self.name, self.purpose, self.real = name, titled(name), purpose, real
        self.theme = subject(name)
        self.at = {id(a): purpose.find(a.quote) for a in real}

    def of(self, moment: Moment, begin: int, stop: int) -> Due:
        """What the date that stands in ``begin:stop`` is of."""
        before, behind = self.purpose[begin : moment.start], self.purpose[moment.end : stop]
        inside = before != "" and re.split(r"[、和及与]", before)[-1] == ""  # 标牌更新、汛前演练2场和报警器维护
        if inside:
            before, behind = "", re.split(r"[、和及与]", behind)[0]
        head, (act, end) = _subject(before), _behind(behind)
        everything = bool(_ALL.search(behind) or _WHOLE.match(head)) and not inside
        called = _called(head, act, end, again=moment.again)
        if _FOLLOWING.search(behind) or _ROUND.match(head):
            return Due(moment=moment, whole=True, name=called)
        head = "" if _WHOLE.match(head) else head
        if before.strip().startswith("其中"):
            return Due(moment=moment, whole=False, name="")  # 其中6月底前举办4期: no more than a part
        if head:
            return self._of_subject(moment, head, act, called)
        own = [a for a in self.real if moment.end < self.at[id(a)] + len(a.quote) and begin <= self.at[id(a)]]
        own = [a for a in own if self.at[id(a)] < moment.end + len(behind) and (a.object or a.quantities)]
        if not own and self.purpose[stop : stop + 1] in ("：", ":"):
            own = [a for a in self.real if stop <= self.at[id(a)] < self._sentence(stop)[1]]
        told = self._before(moment, behind)
        if act and self._is_name(act):
            return self._whole(moment, called)
        if _IN_USE.search(behind) and not inside:  # what was told before it is put to use
            return (
                self._due(moment, told, self._named(told, called, again=False), closing=called)
                if told
                else self._whole(moment, called)
            )
        if own:
            mine = own if inside else self._listed(own, moment, stop)
            alone = len(act) > _SHORTEST and not any(a.quantities for a in mine[len(own) :])
            as_written = called if alone else ""
            return self._due(moment, mine, as_written or self._named(mine, called, again=moment.again), closing="")
        return self._of_done(moment, behind, everything=everything, told=told)

    def _of_done(self, moment: Moment, behind: str, *, everything: bool, told: list[Activity]) -> Due:
        """Of a date whose clause tells no work that is counted: of what is done by it, or of what was ``told`` before."""
        act, end = _behind(behind)
        called = _called("", act, end, again=moment.again)
        paying = bool(act) and not _PAID_OUT.sub("", act)
        mine = [a for a in self.real if act and _about(act, a)]
        bare = not act or act in verbs() or paying or (mine and len(act) <= _SHORTEST)
        if everything and not (mine and bare):
            part = self._named(told, called, again=moment.again) if 0 < len(told) < len(self.real) else called
            return self._whole(moment, part)  # of a part where a later date is the project's
        if not bare:
            if not mine and told and len(act) <= _SHORTEST:  # 清理枯死松木1万株，3月底前完成除治
                called = _called(told[-1].object, act, end, again=moment.again) or called
            return self._due(moment, mine or told, called)
        if paying:
            paid = [a for a in self.real if a.kind.id in _PAID]
            mine = paid if len(paid) == len(self.real) else [a for a in paid if a in told] or told or paid
        if mine and act and not paying:
            first = next((a for a in mine if a.quantities), mine[0])
            thing = "" if act in first.object else first.object
            called = _called(thing, act, end, again=moment.again) or called
        mine = mine or told
        if not mine or (_BUILT.search(behind) and all(a.kind.id in _WORKS for a in self.real)):
            return self._whole(moment, called)
        return self._due(moment, mine, self._named(mine, called, again=moment.again), closing=called)

    def _of_subject(self, moment: Moment, head: str, act: str, called: str) -> Due:
        """Of a date whose clause says what is due: 枯死木清理须在3月底前完成."""
        if self._is_name(head):
            return Due(moment=moment, whole=True, name=called)
        mine = [a for a in self.real if _about(f"{head}{act}", a)]
        if not mine and _MONEY.search(head):
            mine = [a for a in self.real if a.kind.id in _PAID]
        if not mine and _THINGS.search(head):
            mine = [a for a in self.real if a.kind.id in _BOUGHT]
        if not mine and moment.again and _MONEY.search(head) and all(a.kind.id in ("other", *_PAID) for a in self.real):
            return Due(moment=moment, whole=True, name=called)
        return self._due(moment, mine, called)

    def _is_name(self, said: str) -> bool:
        """Whether ``said`` is what the project is called by, and that is one thing."""
        return said in self.full and len(said) > 1 and not words.PART.search(self.name)

    def _whole(self, moment: Moment, called: str) -> Due:
        """The project's; what is only paid or accepted needs the project's name to say of what."""
        if moment.again and _PAYS.search(called):
            return Due(moment=moment, whole=True, name="", paid=True)
        accepted = f"{self.name}{called}" if called.startswith("验收") else called
        return Due(moment=moment, whole=True, name=accepted if len(accepted) <= LONGEST else called)

    def _due(self, moment: Moment, mine: Sequence[Activity], name: str, closing: str | None = None) -> Due:
        if len(mine) < len(self.real) and len(self.real) > 1:
            return Due(moment=moment, whole=False, name=name, activities=tuple(mine))
        if closing is not None:
            return self._whole(moment, closing)
        return Due(moment=moment, whole=True, name=name, activities=tuple(mine))

    def _sentence(self, at: int) -> tuple[int, int]:
        """Where the sentence around ``at`` begins and ends."""
        start = max((m.end() for m in _SENTENCE.finditer(self.purpose, 0, at)), default=0)
        ends = _SENTENCE.search(self.purpose, at)
        return start, ends.start() if ends else len(self.purpose)

    def _begins(self, moment: Moment) -> bool:
        """Whether the sentence of a date begins with it."""
        start, _ = self._sentence(moment.start)
        return not _MODAL.sub("", _BEFORE.sub("", self.purpose[start : moment.start].strip()))

    def _before(self, moment: Moment, behind: str) -> list[Activity]:
        """What the sentence of a date tells before it, or behind it where it stands alone at the sentence's beginning."""
        start, stop = self._sentence(moment.start)
        told = [a for a in self.real if start <= self.at[id(a)] < moment.start]
        first = not behind.strip() and self._begins(moment)
        return told or [a for a in self.real if first and moment.end <= self.at[id(a)] < stop]

    def _listed(self, own: list[Activity], moment: Moment, stop: int) -> list[Activity]:
        """``own`` with what follows them in the sentence that the date begins and has no time of its own."""
        if not self._begins(moment) or (moment.again and not moment.quote.endswith("期间")):
            return own
        _, last = self._sentence(moment.start)
        others = [m.start() for m in _OWN_TIME.finditer(self.purpose, stop, last)]
        last = min([last, *others, *(m.start for m in moments(self.purpose, None) if stop <= m.start < last)])
        following = [a for a in self.real if a not in own and stop <= self.at[id(a)] < last]
        kinds = {a.kind.id for a in own}
        if self.purpose.startswith("完成", moment.end) and not kinds <= _BUILDS:
            return own  # 一季度完成样本轮换，培训调查员90人
        alike = kinds | (_WORKS if kinds <= _WORKS else frozenset())
        return own + [a for a in following if moment.again or a.kind.id in alike]

    def _named(self, mine: Sequence[Activity], called: str, *, again: bool) -> str:
        """What several activities are called by together: 救灾帐篷等购置完成时间."""
        mine = [a for a in mine if a.quantities] or mine
        first = mine[0]
        noun = noun_of(first)
        thing = object_of(first, self.theme, noun)
        nouns = {noun_of(a) for a in mine}
        several = "等" if len(mine) > 1 else ""
        name = f"{thing}{several}{noun}" if len(nouns) == 1 else f"{thing}{noun}等任务"
        name = f"{name}{'时间' if again else '完成时间'}"
        if not (noun or doing_of(thing) or re.sub(r"(?:完成)?时间$", "", called) in thing):
            return called  # 巾帼标兵: nothing that could be finished
        return name if len(name) <= LONGEST and len(thing + noun) > _SHORTEST else called


def _subject(before: str) -> str:
    """What stands before a date, without the words that lead to it: 枯死木清理 of 枯死木清理须在."""
    text = _MODAL.sub("", _BEFORE.sub("", before.strip()))
    text = words.LEAD.sub("", _MODAL.sub("", text).strip("“”"))
    bare = _ALL.sub("", take_quantities(take_standards(text)[0])[0])
    return bare if re.fullmatch(r"[\u4e00-\u9fff“”、]*", bare) else ""


def _behind(behind: str) -> tuple[str, str]:
    """What is done by a date and how it ends: (清理, 完毕) of 全部清理完毕并就地粉碎."""
    text = _HOW.sub("", _ALL.sub("", re.split(r"并|后|或|[，,：:（(]", behind, maxsplit=1)[0]))
    text = _HOW.sub("", take_quantities(take_standards(text)[0])[0])
    end = _END.search(text)
    act = text[: end.start()] if end else text
    act = re.sub(r"^通过[\u4e00-\u9fff“”]{2,12}?(?=社会化|发放|支付|拨付|打卡)", "", act)
    act = re.sub(r"的$", "", re.sub(r"^.*?(?=社会化发放|打卡发放|发放$)", "", act) if "通过" in behind else act)
    rest = end[0] if end else _ACCEPTED.search(behind) or ""
    return (act if re.fullmatch(r"[\u4e00-\u9fff“”、]*", act) else ""), str(rest if isinstance(rest, str) else rest[0])


def _called(head: str, act: str, end: str, *, again: bool) -> str:
    """The name of a date: 枯死木清理完成时间, 设备到位时间; empty where the words make none."""
    act = "" if act and head.endswith(act) else _turned(act)
    accepted = _ACCEPTED.search(end) and not act
    name = f"{head}{act}{'验收' if accepted and not head.endswith('验收') else ''}"
    if len(name) < _SHORTEST or not (head or act or accepted):
        return ""
    arrives = _ARRIVES.search(end) if not act else None
    told = f"{name}{'时间' if again else f'{arrives[0]}时间' if arrives else '完成时间'}"
    return told if len(told) <= LONGEST else ""


def _turned(act: str) -> str:
    """``act`` with its verb behind: 上月补贴发放 of 发放上月补贴."""
    verb = next((v for v in verbs() if act.startswith(v)), "")
    thing = re.sub(r"^[上当本]月的?", "", act.removeprefix(verb))
    twofold = any(thing.startswith(v) for v in verbs())
    return f"{thing}{verb}" if verb and len(thing) >= _SHORTEST and (_PAYS.match(verb) or not twofold) else act


def _about(said: str, activity: Activity) -> bool:
    """Whether the words of a date speak of an activity: a word of its own, or the same kind of doing."""
    own = f"{activity.object}\0{activity.act}"
    pairs = {said[k : k + 2] for k in range(len(said) - 1)} - _NO_PAIRS
    if any(pair in own for pair in pairs):
        return True
    kinds = {kind_of(v) for v in verbs() if v in said} - {"other", "service"}
    return activity.kind.id in kinds or (activity.kind.id in _BOUGHT and bool(kinds & _BOUGHT))
