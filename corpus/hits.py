"""What a search asks and what it answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from statistics import median
from typing import Any

from corpus import taxonomy
from corpus.entries import Entry, Kind
from corpus.library.recognise import recognise
from corpus.records import Indicator, Money, Record, Value, Where
from corpus.regions import Level, region
from errors import ConfigError

_FEWEST = 2
FEN = Decimal(1_000_000)
"""分 in one 万元: budgets are compared as whole numbers of 分 in every index."""


@dataclass(frozen=True)
class Filters:
    """Conditions that a hit must meet; the same for every arm."""

    kind: Kind = "indicator"
    level2: frozenset[str] = frozenset()
    departments: tuple[str, ...] | None = None
    """Names in full; None for every department."""
    year: int | None = None
    budget_min: int | None = None
    """分."""
    budget_max: int | None = None
    """分."""
    category: str | None = None
    """Id of a spending category, as the project's words tell it."""
    sound: bool = False
    """Leave out what the reviewer rejects; judged after the arms, since a verdict may change at any time."""


class Spread(Record):
    """The values that alike indicators print in one unit; weak rows are left out where sound ones are."""

    unit: str | None
    values: int
    """Rows that count."""
    median: Money
    low: Money
    high: Money
    points: tuple[Money, ...] = ()
    """Every row's number, the lowest first: what a chart draws."""

    @classmethod
    def of(cls, rows: Sequence[tuple[Value, bool]]) -> tuple[Spread, ...]:
        """One spread for each unit, that of most rows first, of (value, whether the reviewer rejects it); units that
        fewer than two rows print are left out. Percent stand apart from numbers, 元 from 万元."""
        printed = [(value, weak) for value, weak in rows if value.number is not None]
        if any(not weak for _, weak in printed):
            printed = [(value, weak) for value, weak in printed if not weak]
        numbers: dict[str | None, list[Decimal]] = {}
        for value, _ in printed:
            if value.number is not None:
                numbers.setdefault(value.unit, []).append(value.number)
        ordered = sorted(numbers.items(), key=lambda pair: (-len(pair[1]), pair[0] or ""))
        return tuple(cls.of_numbers(unit, own) for unit, own in ordered if len(own) >= _FEWEST)

    @classmethod
    def of_numbers(cls, unit: str | None, numbers: Sequence[Decimal]) -> Spread:
        """The spread of at least one number in ``unit``."""
        points = tuple(sorted(numbers))
        return cls(unit=unit, values=len(points), median=median(points), low=points[0], high=points[-1], points=points)

    def told(self) -> str:
        """``中位 95%，范围 85–98%``."""
        unit, middle, low, high = self.unit or "", *(f"{n.normalize():f}" for n in (self.median, self.low, self.high))
        return f"中位 {middle}{unit}，范围 {low}–{high}{unit}" if low != high else f"都是 {middle}{unit}"


class Hit(Record):
    """One answer: a table or an indicator, why it was found and where it stands."""

    id: str
    kind: Kind
    score: float
    """From 0 to 1; 1 where every arm has it first. Comparable within one answer only."""
    why: tuple[str, ...]
    document: str
    document_id: str
    project: str | None
    project_no: int | None
    department: str | None
    year: int | None
    budget: Money | None
    """Of the project, 万元."""
    purpose: str | None
    level2: str | None
    """The normal level-2 class; ``indicator.level2`` has the printed one."""
    indicator: Indicator | None
    where: Where
    weak: tuple[str, ...] = ()
    """Rule codes that speak against it; such a row is shown, marked, and never suggested for a draft."""
    members: tuple[Hit, ...] = ()
    """Alike hits that were folded into this one, best first."""
    count: int = 1
    """Tables under the conditions that hold this row or an alike one; 1 where alike ones are not folded."""
    spread: Spread | None = None
    """What alike rows set, in the unit that most of them print; None where fewer than two print a number in one unit."""
    spreads: tuple[Spread, ...] = ()
    """The same for every unit, ``spread`` first."""
    region: str | None = None
    """Where the department is, as far as its name tells: ``六安市金安区``."""
    level: Level | None = None
    """省, 市, 县 or 乡."""

    @classmethod
    def of(cls, entry: Entry, score: float, why: Iterable[str]) -> Hit:
        """The hit that shows ``entry``."""
        return cls(
            id=entry.id,
            kind=entry.kind,
            score=round(score, 4),
            why=tuple(why),
            document=entry.document,
            document_id=entry.document_id,
            project=entry.project,
            project_no=entry.project_no,
            department=entry.department,
            year=entry.year,
            budget=entry.budget,
            purpose=entry.purpose,
            level2=entry.level2,
            indicator=entry.indicator,
            where=entry.where,
            weak=entry.weak or (),
            region=region(entry.department).name,
            level=region(entry.department).level,
        )

    def to_json(self) -> dict[str, Any]:
        """One of ``results`` in ``search --format json``."""
        return self.model_dump(mode="json")


class Hits(list[Hit]):
    """The hits, best first, and what the user should be told about them."""

    def __init__(self, hits: Iterable[Hit] = (), notes: Iterable[str] = ()) -> None:
        """``notes``: Chinese sentences, such as that the corpus is empty or that only words were compared."""
        super().__init__(hits)
        self.notes = tuple(notes)


def fen(wan: Decimal | float | int | str | None) -> int | None:
    """万元 → 分: ``Decimal("8.66")`` → 8660000."""
    return None if wan is None else int(Decimal(str(wan)) * FEN)


@lru_cache(maxsize=8192)
def categories_of(project: str | None, purpose: str | None, department: str | None) -> frozenset[str]:
    """Ids of the spending categories that a project's words speak for."""
    return frozenset(category.id for category in recognise(project or "", purpose or "", department or ""))


def level2_filter(text: str | None) -> frozenset[str]:
    """The classes that ``text`` in any spelling asks for; both editions' names of the money classes are one.

    Raises ConfigError where it is none of them.
    """
    if not text:
        return frozenset()
    level = taxonomy.level2(text)
    if level is None:
        known = "、".join(level.value for level in taxonomy.Level2)
        raise ConfigError(f"二级指标“{text}”不是已知的类别；可用：{known}。")
    return frozenset(taxonomy.COSTS) if level in taxonomy.COSTS else frozenset({level})
