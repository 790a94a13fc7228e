"""The row of a table that a promise of part one speaks of."""

from __future__ import annotations

from corpus.promises import Promise
from corpus.taxonomy import COSTS
from corpus.values import Kind
from review.facts.part_one import shared
from review.rule import Row, Table

LIKE = 0.6
"""Share of words from which a row and a promise speak of the same thing."""
MONEY = frozenset({"元", "万元", "亿元"})


def row_for(promise: Promise, table: Table) -> Row | None:
    """The best fitting row, None where none fits. Money is looked for among the costs, everything else elsewhere."""
    money = promise.unit.partition("/")[0] in MONEY
    best, found = LIKE, None
    for row in table.rows:
        if (row.level2 in COSTS) is not money or row.kind is Kind.MISSING:
            continue
        score = shared(promise.what, (row.name, row.description))
        if score > best or (score == best and found is None):
            best, found = score, row
    return found
