"""What the corpus knows about figures: how an indicator's values spread, what a unit costs, which classes a kind of
project uses. Each fact names the tables behind it; weak rows are never counted.

Facts are about the rows that a search finds for the question, up to some hundred, not about every row there is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal

from corpus.hits import Hit, Spread
from corpus.library.recognise import named
from corpus.records import Money, Record
from corpus.store import Corpus
from corpus.taxonomy import LEVEL1_OF, Level2
from corpus.values import Kind, kind
from errors import ConfigError

_ROWS = 300
"""Rows of one question that are looked at."""
_TABLES = 200
_FEWEST = 2
_LEAST_SHARE = 0.6
"""Score, against the best, that an indicator needs to be told beside it."""
_BANDS: tuple[tuple[str, Decimal | None], ...] = (
    ("10 万元以下", Decimal(10)),
    ("10–50 万元", Decimal(50)),
    ("50–200 万元", Decimal(200)),
    ("200–1000 万元", Decimal(1000)),
    ("1000 万元以上", None),
)
"""Name and upper end of each size of budget."""
_UNKNOWN = "不详"
_YUAN = {"元/": Decimal(1), "万元/": Decimal(10_000), "千元/": Decimal(1000), "亿元/": Decimal(100_000_000)}


class Seen(Record):
    """One row behind a fact."""

    id: str
    """Of the indicator, or of the table where the fact is about tables."""
    table: str
    value: str
    number: Money | None
    unit: str | None
    year: int | None
    region: str | None
    budget: Money | None
    """Of the project, 万元."""
    project: str | None
    department: str | None
    document: str


class Part(Record):
    """The values of one year, one region or one size of budget."""

    name: str
    spread: Spread


class UnitFacts(Record):
    """What rows set that print one and the same unit."""

    spread: Spread
    by_year: tuple[Part, ...]
    by_region: tuple[Part, ...]
    by_budget: tuple[Part, ...]


class IndicatorFacts(Record):
    """One indicator as tables set it."""

    name: str
    level2: str | None
    tables: int
    units: tuple[UnitFacts, ...]
    """That of most rows first; empty where fewer than two rows print a number in one unit."""
    words: tuple[str, ...]
    """Values without a number, the most frequent first."""
    seen: tuple[Seen, ...]

    def told(self) -> str:
        """``群众满意度：43 张表，中位 95%，范围 85–98%``."""
        spreads = "；".join(unit.spread.told() for unit in self.units)
        return f"{self.name}：{self.tables} 张表" + (f"，{spreads}" if spreads else "")


class CostFacts(Record):
    """What one unit of something costs."""

    unit: str
    """``元/人次``; 万元 are counted as 元."""
    spread: Spread
    names: tuple[str, ...]
    """The indicators that say so."""
    seen: tuple[Seen, ...]

    def told(self) -> str:
        """``元/人次：5 处，中位 450元/人次，范围 320–550元/人次（人均培训成本）``."""
        return f"{self.unit}：{len(self.seen)} 处，{self.spread.told()}（{'、'.join(self.names[:3])}）"


class ClassShare(Record):
    """How many of the tables have an indicator of one class."""

    level2: Level2
    tables: int
    share: Money
    """From 0 to 1."""


class CategoryFacts(Record):
    """Which classes the tables of one kind of project use."""

    tables: int
    shares: tuple[ClassShare, ...]
    """In the order of the form."""
    seen: tuple[Seen, ...]

    def told(self) -> str:
        """``12 张表：数量指标 100%，质量指标 92%``."""
        return f"{self.tables} 张表：" + "，".join(f"{s.level2.value} {s.share * 100:.0f}%" for s in self.shares)


def indicator_facts(corpus: Corpus, query: str, level2: str | None = None, top: int = 5) -> tuple[IndicatorFacts, ...]:
    """What tables set for the indicators that answer ``query``, the nearest first; empty where none does.

    Raises ConfigError for an empty query or an unknown class, CorpusError as the search does.
    """
    hits = [
        hit for hit in corpus.search(query, level2=level2, top=_ROWS, sound_only=True, members=_ROWS) if hit.indicator
    ]
    best = hits[0].score if hits else 0.0
    near = [hit for hit in hits if hit.score >= _LEAST_SHARE * best]
    return tuple(_indicator([hit, *hit.members]) for hit in near[:top])


def unit_costs(corpus: Corpus, query: str) -> tuple[CostFacts, ...]:
    """What a person, a copy, a metre costs in the tables that answer ``query``, by unit, that of most rows first.

    Only where at least two tables say so in the same unit. Raises as :func:`indicator_facts`.
    """
    rows = corpus.search(query, level2=Level2.COST.value, top=_ROWS, flat=True, sound_only=True)
    costs: dict[str, list[tuple[Hit, Decimal]]] = {}
    for hit in rows:
        found = _unit_cost(hit)
        if found:
            costs.setdefault(found[0], []).append((hit, found[1]))
    return tuple(
        CostFacts(
            unit=unit,
            spread=Spread.of_numbers(unit, [number for _, number in own]),
            names=tuple(name for name, _ in Counter(_name(hit) for hit, _ in own).most_common()),
            seen=tuple(_seen(hit) for hit, _ in own),
        )
        for unit, own in sorted(costs.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        if len({_table(hit) for hit, _ in own}) >= _FEWEST
    )


def class_shares(corpus: Corpus, query: str) -> CategoryFacts | None:
    """The share of tables that use each class, among those that answer ``query``; where it names a spending category,
    among those of the category. None where there is no table. Raises as :func:`indicator_facts`.
    """
    try:
        category: str | None = named(query).id
    except ConfigError:
        category = None
    hits = corpus.search(query, kind="table", top=_TABLES, flat=True, category=category)
    documents = {hit.document_id: corpus.entries(hit.document_id) for hit in hits}
    classes = {hit.id: set[Level2]() for hit in hits}
    for entries in documents.values():
        for entry in entries:
            table = entry.id.rsplit("-", 1)[0]
            if entry.level2 and table in classes:
                classes[table].add(entry.level2)
    filled = [hit for hit in hits if classes[hit.id]]
    if not filled:
        return None
    counted = Counter(level for hit in filled for level in classes[hit.id])
    shares = (
        ClassShare(level2=level, tables=counted[level], share=round(Decimal(counted[level]) / len(filled), 4))
        for level in LEVEL1_OF
        if counted[level]
    )
    return CategoryFacts(tables=len(filled), shares=tuple(shares), seen=tuple(_seen(hit) for hit in filled))


def reference(corpus: Corpus, name: str, level2: str | None = None) -> str | None:
    """One phrase on what tables set for the indicator ``name``, for a draft's reference value; None where fewer than
    two of them print a number: ``43 张表：中位 95%，范围 85–98%``. Raises as :func:`indicator_facts`.
    """
    found = indicator_facts(corpus, name, level2, top=1)
    if not found or not found[0].units:
        return None
    return f"{found[0].tables} 张表：{found[0].units[0].spread.told()}"


def _indicator(rows: Sequence[Hit]) -> IndicatorFacts:
    seen = tuple(_seen(hit) for hit in rows)
    units = {one.unit for one in seen if one.number is not None}
    facts = [_unit([one for one in seen if one.unit == unit and one.number is not None]) for unit in units]
    words = Counter(one.value for one in seen if one.number is None and one.value)
    return IndicatorFacts(
        name=_name(rows[0]),
        level2=rows[0].level2,
        tables=len({one.table for one in seen}),
        units=tuple(
            sorted((f for f in facts if f), key=lambda f: (-f.spread.values, f.spread.unit or "")),
        ),
        words=tuple(word for word, _ in words.most_common()),
        seen=seen,
    )


def _unit(rows: Sequence[Seen]) -> UnitFacts | None:
    numbers = [one.number for one in rows if one.number is not None]
    if len(numbers) < _FEWEST:
        return None
    return UnitFacts(
        spread=Spread.of_numbers(rows[0].unit, numbers),
        by_year=_parts(rows, lambda one: str(one.year) if one.year else _UNKNOWN),
        by_region=_parts(rows, lambda one: one.region or _UNKNOWN),
        by_budget=_parts(rows, lambda one: _band(one.budget), [name for name, _ in _BANDS]),
    )


def _parts(rows: Sequence[Seen], key: Callable[[Seen], str], order: Sequence[str] = ()) -> tuple[Part, ...]:
    """The rows by ``key``, in ``order`` or by name; those without stand last."""
    groups: dict[str, list[Decimal]] = {}
    for one in rows:
        if one.number is not None:
            groups.setdefault(key(one), []).append(one.number)
    rank = {name: place for place, name in enumerate(order)}
    names = sorted(groups, key=lambda name: (name == _UNKNOWN, rank.get(name, 0), name))
    return tuple(Part(name=name, spread=Spread.of_numbers(rows[0].unit, groups[name])) for name in names)


def _band(budget: Decimal | None) -> str:
    if budget is None:
        return _UNKNOWN
    return next(name for name, end in _BANDS if end is None or budget < end)


def _unit_cost(hit: Hit) -> tuple[str, Decimal] | None:
    """(``元/人次``, the amount) of a row that says what one of something costs."""
    value = hit.indicator.value if hit.indicator else None
    if value is None or value.number is None or not value.unit or kind(value) is not Kind.UNIT_COST:
        return None
    for printed, times in sorted(_YUAN.items(), key=lambda pair: -len(pair[0])):
        if value.unit.startswith(printed):
            return f"元/{value.unit.removeprefix(printed)}", value.number * times
    return None


def _seen(hit: Hit) -> Seen:
    value = hit.indicator.value if hit.indicator else None
    return Seen(
        id=hit.id,
        table=_table(hit),
        value=value.text if value else "",
        number=value.number if value else None,
        unit=value.unit if value else None,
        year=hit.year,
        region=hit.region,
        budget=hit.budget,
        project=hit.project,
        department=hit.department,
        document=hit.document,
    )


def _table(hit: Hit) -> str:
    return hit.id.rsplit("-", 1)[0] if hit.indicator else hit.id


def _name(hit: Hit) -> str:
    return hit.indicator.level3 if hit.indicator else hit.project or ""
