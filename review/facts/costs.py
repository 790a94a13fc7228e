"""Cost rows of a table: total amounts and unit costs, in 万元."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from corpus import taxonomy, values
from corpus.records import Budget
from review.rule import Row, Table

TOLERANCE = Decimal("0.1")
"""万元 that two amounts may differ by; S22 of domain/standards.md (grade A)."""
_EACH = re.compile(r"人均|每[人户名亩台套件次场个座处天月年]|户均|亩均|单价|单位成本|/[人户名亩台套件次场个座处天月]")
_PER = re.compile(r"(?P<scale>亿|万|千)?元[/每·](?P<unit>[\u4e00-\u9fff]+)")
_SCALE = {"亿": Decimal(10000), "万": Decimal(1), "千": Decimal("0.1"), None: Decimal("0.0001")}


@dataclass(frozen=True)
class Cost:
    """A cost row with its amount in 万元; ``each`` is the thing counted for a unit cost (人, 亩), else None."""

    row: Row
    amount: Decimal
    each: str | None = None


def costs(table: Table) -> list[Cost]:
    """The cost rows that state an amount; rows without one are left to other rules."""
    found = []
    for row in table.of_class(*taxonomy.COSTS):
        value = row.indicator.value
        if value.number is None:
            continue
        per = _PER.search(row.value)
        if row.kind is values.Kind.UNIT_COST and per:
            found.append(Cost(row, value.number * _SCALE[per["scale"]], per["unit"]))
        elif (amount := values.wan(value)) is not None:
            each = _EACH.search(row.name) or _EACH.search(row.description)
            found.append(Cost(row, amount, each[0][-1] if each else None))
    return found


def total(budget: Budget) -> Decimal | None:
    """预算数 in 万元: as printed, else the sum of its parts; None where nothing, or nothing above zero, is printed."""
    printed = budget.total
    if printed is None and budget.fiscal is not None:
        printed = budget.fiscal + (budget.other or Decimal(0))
    return printed if printed else None


def wan(amount: Decimal) -> str:
    """``amount`` as people write it: ``13万元``, ``8.66万元``."""
    return f"{amount.normalize():f}万元"
