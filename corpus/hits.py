"""What a search asks and what it answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Any

from corpus import taxonomy
from corpus.entries import Entry, Kind
from corpus.records import Indicator, Money, Record, Value, Where
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


class Spread(Record):
    """The values of alike indicators, in the unit that most of them print; weak rows are left out where sound ones are."""

    unit: str | None
    values: int
    """Rows that count."""
    median: Money
    low: Money
    high: Money

    @classmethod
    def of(cls, rows: Sequence[tuple[Value, bool]]) -> Spread | None:
        """The spread of (value, whether the reviewer rejects it); None where fewer than two can be compared."""
        printed = [(value, weak) for value, weak in rows if value.number is not None]
        if any(not weak for _, weak in printed):
            printed = [(value, weak) for value, weak in printed if not weak]
        units = Counter(value.unit for value, _ in printed)
        if not units or units.most_common(1)[0][1] < _FEWEST:
            return None
        unit = units.most_common(1)[0][0]
        numbers = sorted(value.number for value, _ in printed if value.unit == unit and value.number is not None)
        return cls(unit=unit, values=len(numbers), median=median(numbers), low=numbers[0], high=numbers[-1])

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
    """Tables that hold this row or an alike one, as far as they were found."""
    spread: Spread | None = None
    """What alike rows set; None where fewer than two print a number in one unit."""

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
