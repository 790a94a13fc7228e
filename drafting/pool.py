"""Every row that could stand in a brief's table, class by class, the best fitting first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.library import Category, evidence_for, units
from corpus.library.recognise import form_of, speaks_of
from corpus.taxonomy import Level2
from corpus.values import PENDING
from drafting import date_rows
from drafting.activities import read_purpose
from drafting.activity import Activity, Reading
from drafting.beneficiaries import beneficiaries
from drafting.brief import Brief
from drafting.by_name import read_with
from drafting.candidates import (
    library_rows,
    own_quality,
    pattern_rows,
    quantity_rows,
    user_source,
    usual,
)
from drafting.category import classify, is_sure, last_resort
from drafting.chosen import Chosen, alike_accepted, of_several
from drafting.costs import cost_rows
from drafting.count_names import is_doubtful, is_twofold
from drafting.draft import DraftRow, Source, SourceKind
from drafting.history import Precedent, precedents, suggested
from drafting.lexicon import doing_of, kinds_in, verbs
from drafting.once import asked_by_standard, in_parts, paid_for_counted, paid_in_parts, told_by_another
from drafting.plan import Deadline, deadline
from drafting.project_name import subject
from drafting.purpose_words import EVERY_DAY, SPEAKING
from drafting.whole_names import is_whole

if TYPE_CHECKING:
    from corpus.store import Corpus

QUANTITIES = 5
"""Most quantity rows of a table, unless the user has counted more."""
STATED = 8
"""Most quantity rows with the user's own numbers: none of them is dropped for a row of ours."""
ENOUGH = 2
"""Quantity rows from which on a doubtful one is left out."""
_PAIR = 2
_AGAIN = (paid_for_counted, paid_in_parts, asked_by_standard)
_SHOWS = frozenset({"场", "场次"})
"""Measure words of shows and meetings: where they are counted, a service of shows that is bought is not counted besides."""
_ONLY_ONE = re.compile(
    r"(?:平台|系统|网站|网络|大厅|塔|热线|数据库)(?:抢险|升级|改造|维护|运维|建设|开发|修缮|加固|运行|维修)+数量$"
)
"""There is one of it: nobody has to be asked how many, where other things are counted."""
_BILLS = ("费支付月数", "租金支付月数")
"""Bills are hardly an output: they are counted where little else is."""
_HALF = 0.5
"""Share of the character pairs of a sector's name for a count that the user's words have, where both mean the same."""
FOREMOST = frozenset({Level2.QUANTITY, Level2.QUALITY})
"""Classes of the first rows of a table: a sector that is a guess has nothing to say there that the brief does not."""
_FORMS_HAVE = frozenset({Level2.QUANTITY, Level2.QUALITY, Level2.SOCIAL})
"""Classes that a form of spending (培训, 购置) fills where the sector has nothing."""
_FORM_KINDS = {
    "subsidy": frozenset({"subsidy", "distribute"}),
    "training": frozenset({"train"}),
    "purchase": frozenset({"purchase", "supply"}),
    "meeting": frozenset({"meet"}),
}
"""Kinds of activity without one of which a form of spending is only a word of the brief."""
_IN_PASSING = frozenset({"奖励", "奖金", "发放奖励", "慰问", "慰问金"})
"""What is paid within a project that is about something else: prizes of a contest are no policy of subsidies."""


@dataclass(frozen=True)
class Pool:
    """What a brief says, what earlier tables have, and the rows that follow from them."""

    brief: Brief
    found: tuple[Category, ...]
    reading: Reading
    known: tuple[Precedent, ...]
    theme: str
    until: Deadline
    sure: bool
    """Whether the brief's sector is beyond doubt; otherwise only rows that take up its words stand for the sector."""
    corpus: Corpus | None = None

    @classmethod
    def of(cls, brief: Brief, corpus: Corpus | None = None) -> Pool:
        """The pool of ``brief``. Raises ConfigError for an unknown category."""
        brief = brief.heard
        found = classify(brief)
        reading = read_with(brief.name, read_purpose(brief.purpose))
        return cls(
            brief=brief,
            found=found,
            reading=reading,
            known=precedents(brief, corpus),
            theme=subject(brief.name),
            until=deadline(brief, reading.activities, found),
            sure=is_sure(brief),
            corpus=corpus,
        )

    @property
    def activities(self) -> tuple[Activity, ...]:
        """What the money is spent on."""
        return self.reading.activities

    def library(self, level: Level2, *, fitting: bool = False, loose: bool = False) -> list[DraftRow]:
        """Rows of the brief's categories; ``loose``: whatever the first one and the last resort have."""
        if level in FOREMOST and self.sure and not fitting:
            text = self.brief.name + self.brief.purpose
            own = library_rows(self.found[:1], self.brief, level, loose=loose, sure=True)
            own = [row for row in own if speaks_of(row.name, text)]
            return own + (library_rows((last_resort(),), self.brief, level, loose=True) if loose else [])
        if loose and not self.sure and level in FOREMOST:
            return library_rows((last_resort(),), self.brief, level, loose=True)
        if level in FOREMOST and not self.sure and not loose:
            return self.spoken(level, fitting=fitting)
        categories = (*self.found[:1], last_resort()) if loose else self.found[:1]
        rows = library_rows(categories, self.brief, level, fitting=fitting, loose=loose, sure=self.sure)
        if not rows and not fitting and not loose and level not in (Level2.QUANTITY, Level2.QUALITY):
            named = [c for c in self.found[1:] if c.form or any(word in self.brief.name for word in c.words)]
            rows = library_rows((*self.found[:1], *named), self.brief, level, sure=self.sure)
        form = form_of(self.brief.name, self.brief.purpose)
        if rows or fitting or loose or form is None or level not in _FORMS_HAVE or not self._done(form):
            return rows
        return library_rows((form,), self.brief, level)

    def spoken(self, level: Level2, *, fitting: bool = False) -> list[DraftRow]:
        """Rows of the brief's category whose own words the brief takes up: they may stand among the first of a table."""
        return library_rows(self.found[:1], self.brief, level, fitting=fitting, sure=self.sure, spoken=True)

    def _done(self, form: Category) -> bool:
        """Whether something of this form is done: a subsidy to a sports hall that opens for free pays no people."""
        kinds = _FORM_KINDS.get(form.id)
        return kinds is None or any(a.kind.id in kinds and a.act not in _IN_PASSING for a in self.activities)

    def history(self, level: Level2) -> list[DraftRow]:
        """Rows of earlier tables that speak about this project's matter."""
        return suggested(self.known, self.brief, level)

    def counted(self) -> list[DraftRow]:
        """Quantity rows in the purpose's order; where there are too many, those with the user's numbers come first.

        A service that is only named (购买环卫服务) says how the other activities are done and is not counted beside them.
        """
        stated = [
            a for a in self.activities if a.quantities or a.amount or not a.act.endswith(("服务", "委托", "外包"))
        ]
        told = stated if len(stated) > 1 else list(self.activities)
        certain = [a for a in told if not is_doubtful(a)]
        told = certain if len(certain) >= ENOUGH else told
        told = [a for a in told if not in_parts(a, told)]
        pairs = [(a, row) for a in told for row in self._counts(a)]
        pairs = [(a, row) for a, row in pairs if not any(again(a, row, pairs) for again in _AGAIN)]
        counted = {(a.kind.id, row.unit) for a, row in pairs if not row.pending}
        told_in = {unit for _, unit in counted}
        rows: dict[str, DraftRow] = {}
        for activity, row in pairs:
            ours = row.pending and row.sources[0].kind is SourceKind.LIBRARY
            if ours and (
                (activity.kind.id, row.unit) in counted
                or (activity.kind.id == "service" and row.unit in _SHOWS and _SHOWS & told_in)
            ):
                continue  # 尿检、毛发检测2400人次: the count is told already
            if row.name not in rows or rows[row.name].pending:
                rows[row.name] = row
        silent = len(rows) < ENOUGH and bool(self.found) and not self.found[0].form
        for part in self.reading.loose if silent else ():  # where little was read, what the sector counts of the rest
            said = library_rows(self.found[:1], self.brief, Level2.QUANTITY, said=part)
            for row in [row for row in said if _counted_thing(row.name)[:_PAIR] in part][:1]:
                rows.setdefault(row.name, row.model_copy(update={"sources": (*row.sources, user_source(part))}))
        kept = [row for row in rows.values() if not told_by_another(row, rows.values())]
        kept = [row for row in kept if not row.pending or is_whole(row.name)]
        works = [row for row in kept if not (row.pending and (row.name.endswith(_BILLS) or _ONLY_ONE.search(row.name)))]
        return _fewer(works if len(works) >= ENOUGH else kept)

    def _counts(self, activity: Activity) -> list[DraftRow]:
        """Quantity rows of one activity, under the name that its sector has for what is counted where it is that."""
        own = quantity_rows(activity, self.theme)
        unread = activity.kind.id == "other" and not activity.quantities
        if not self.found or self.found[0].form or unread:
            return own
        usual_ones = library_rows(self.found[:1], self.brief, Level2.QUANTITY, said=activity.quote)
        if activity.kind.id == "other" and activity.object:
            said = self.brief.name + self.brief.purpose
            named = (row for row in self.library(Level2.QUANTITY) if activity.object in row.name)
            usual_ones += [row for row in named if row.name.partition(activity.object)[0] in said]
        for row in (row for row in usual_ones if _of_this(row.name, activity)):
            source = user_source(activity.quote)
            if not activity.quantities:
                return [row.model_copy(update={"sources": (*row.sources, source)})]
            quantity = activity.quantities[0]
            alike = quantity.unit.lstrip("万").removesuffix("次") == (row.unit or "").lstrip("万").removesuffix("次")
            if alike and len(own) == 1 and _means(activity) in row.name and not quantity.scope:
                told = {"value": quantity.text, "unit": quantity.unit, "sources": (source, *row.sources)}
                return [row.model_copy(update=told)]
        return own

    def qualities(self, *, soft: bool = False) -> list[DraftRow]:
        """The first quality row of each kind of activity; ``soft``: of the kinds that have only weak ones."""
        plain = [a for a in self.activities if not (is_twofold(a) or is_doubtful(a) or _cleaned(a) or _unnamed(a))]
        kinds = [a for a in _one_of_each(plain) if a.kind.soft is soft]
        rows = [row for a in kinds for row in pattern_rows(a.kind.quality, a, self.theme)[:1]]
        others = [row for a in plain for row in pattern_rows(a.kind.quality, a, self.theme)[:1]]
        rows = [of_several(row) if alike_accepted(row, others) else row for row in rows]
        return [row for row in rows if is_whole(row.name)]

    def own_qualities(self) -> list[DraftRow]:
        """A quality row for each activity whose kind has none, those with the user's counts first."""
        return [
            row for a in sorted(self.activities, key=lambda a: not a.quantities) for row in own_quality(a, self.theme)
        ]

    def effects(self) -> list[DraftRow]:
        """What the activities bring about."""
        return [
            row
            for a in self.activities
            if not (is_twofold(a) or "、" in a.act)
            for row in pattern_rows(a.kind.effect, a, self.theme)
            if is_whole(row.name)
        ]

    def effects_of(self, activity: Activity, level: Level2) -> list[DraftRow]:
        """What one activity brings about, of one class."""
        return [r for r in pattern_rows(activity.kind.effect, activity, self.theme) if r.level2 is level]

    def finished(self) -> DraftRow:
        """The date by which the work is done."""
        return date_rows.finished(self.brief, self.theme, self.activities, self.until)

    def due(self) -> list[DraftRow]:
        """The dates of single tasks."""
        return date_rows.of_tasks(self.until)

    def punctual(self) -> list[DraftRow]:
        """Rows that hold a time limit and no date: 故障响应时间."""
        rows = self.history(Level2.TIMELINESS) + library_rows(
            self.found[:1], self.brief, Level2.TIMELINESS, spoken=True
        )
        return [row for row in rows if row.way != "date"]

    def costs(self) -> list[DraftRow]:
        """Rows that fit the budget."""
        return cost_rows(self.brief, self.activities, self.found, self.theme)

    def satisfaction(self) -> list[DraftRow]:
        """Whose satisfaction may be asked for, best first."""
        text = self.brief.name + self.brief.purpose
        usual_ones = [
            *(a.who for category in self.found for a in category.audience if any(word in text for word in a.when)),
            *(person for category in self.found for person in category.satisfaction),
        ]
        people = beneficiaries(self.brief.name, self.brief.purpose, self.activities, usual_ones, sure=self.sure)
        return [self._satisfied(who, told=told) for who, told in people]

    def every(self, level: Level2) -> list[DraftRow]:
        """All rows of one class, best first, each name once."""
        own = [row for row in self.effects() if row.level2 is level]
        library = self.library(level, fitting=True) + self.library(level) + self.library(level, loose=True)
        match level:
            case Level2.QUANTITY:
                own = [row for a in self.activities for row in quantity_rows(a, self.theme)]
            case Level2.QUALITY:
                own = [row for a in self.activities for row in pattern_rows(a.kind.quality, a, self.theme)]
            case Level2.TIMELINESS:
                own = [self.finished(), *self.due()]
            case Level2.COST:
                own = self.costs()
            case Level2.SATISFACTION:
                own = self.satisfaction()
            case _:
                pass
        return Chosen(own + self.history(level) + library)

    def _satisfied(self, who: str, *, told: bool) -> DraftRow:
        source = (
            Source(id="brief/purpose", kind=SourceKind.USER, quote=who)
            if told
            else Source(id=self.found[0].id if self.found else "activities", kind=SourceKind.LIBRARY, quote=who)
        )
        return DraftRow(
            level2=Level2.SATISFACTION,
            name=f"{who}满意度",
            description=f"问卷调查中评价满意的份数占收回有效问卷份数的比例，调查对象为{who}",
            value=PENDING,
            unit="%",
            way="≥",
            evidence=evidence_for(Level2.SATISFACTION),
            reference_value=usual("≥90%"),
            sources=(source,),
        )


def _unnamed(activity: Activity) -> bool:
    """Whether it is of no kind that the library knows."""
    return activity.kind.id == "other"


def _cleaned(activity: Activity) -> bool:
    """Whether what is kept up is itself something done (空调清洗维保) or goes on every day: neither is in good order."""
    daily = activity.object.startswith(EVERY_DAY)  # so and so much is treated a day
    return daily or (activity.kind.id == "maintain" and bool(doing_of(activity.object)))


def _means(activity: Activity) -> str:
    """What has to stand in the sector's name for a count if it means this activity: 送戏下乡 is no 文化活动."""
    return activity.object or (activity.act if len(activity.act) >= SPEAKING else "")


def _of_this(name: str, activity: Activity) -> bool:
    """Whether the sector's name for a count means this activity: 补助退捕渔民人数 is no count of 渔民培训."""
    bare = re.sub(
        "(?:" + "|".join(sorted(set(units().labels.values()), key=len, reverse=True)) + "|数量|数)$", "", name
    )
    pairs = [bare[k : k + _PAIR] for k in range(len(bare) - 1)]
    said = sum(pair in activity.quote for pair in pairs)
    kinds = kinds_in(name)
    if doing_of(bare) not in activity.quote:
        return False  # 公益诉讼立案 of 公益诉讼检测鉴定
    return bool(said) and said >= len(pairs) * _HALF and (not kinds or activity.kind.id in kinds)


def _counted_thing(name: str) -> str:
    """What a sector's count is of: 居民电子健康档案人数 in 建立居民电子健康档案人数."""
    return name.removeprefix(next((v for v in verbs() if name.startswith(v)), ""))


def interleaved(*lists: Sequence[DraftRow]) -> list[DraftRow]:
    """First of each list, then second of each …"""
    longest = max(map(len, lists), default=0)
    return [rows[k] for k in range(longest) for rows in lists if k < len(rows)]


def _one_of_each(activities: Sequence[Activity]) -> list[Activity]:
    seen: dict[str, Activity] = {}
    for activity in activities:
        seen.setdefault(activity.kind.id, activity)
    return list(seen.values())


def _fewer(rows: list[DraftRow]) -> list[DraftRow]:
    """The first rows, those with the user's own numbers before all others."""
    most = min(STATED, max(QUANTITIES, sum(not row.pending for row in rows)))
    kept = sorted(range(len(rows)), key=lambda k: (rows[k].pending, k))[:most]
    return [rows[k] for k in sorted(kept)]
