"""What a model may lean on besides the brief: rows of earlier tables and of the library that the draft does not have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.taxonomy import Level2
from drafting.brief import Brief
from drafting.draft import Draft, DraftRow, SourceKind
from drafting.pool import Pool
from drafting.wording import same_row
from review.facts.planted import kept_from_model

if TYPE_CHECKING:
    from corpus.store import Corpus

_MOST = 4
"""Rows offered for one class, and names told of one class: with more of them a prompt grows beyond its bound."""


@dataclass(frozen=True)
class Offer:
    """One thing that could stand in the table."""

    level2: Level2
    name: str
    told: str
    """Where it comes from and what is usual there."""
    row: DraftRow | None
    """The row that may be taken over; None where another project's is only an example."""

    @property
    def line(self) -> str:
        """As a model is shown it."""
        return f"{self.level2.value}：{self.name}（{self.told}）"


def offers(brief: Brief, draft: Draft, corpus: Corpus | None) -> tuple[Offer, ...]:
    """A few rows for each class that the draft does not have yet, then what other projects had in that class."""
    pool = Pool.of(brief, corpus)
    offered: list[Offer] = []
    for level in Level2:
        fresh: list[DraftRow] = []
        for row in pool.history(level) + pool.library(level):
            if len(fresh) < _MOST and not any(same_row(row, other) for other in (*draft.rows, *fresh)):
                fresh.append(row)
        offered += [Offer(level, row.name, _told(row), row) for row in fresh]
        names = {one.name for one in (*draft.rows, *fresh)}
        known = [p for p in pool.known if p.level2 is level and p.indicator.level3 not in names][:_MOST]
        offered += [
            Offer(level, name, "类似项目设过，须改成本项目的", None)
            for name in dict.fromkeys(p.indicator.level3 for p in known)
        ]
    return tuple(one for one in offered if not kept_from_model(one.line))


def _told(row: DraftRow) -> str:
    of_history = any(source.kind is SourceKind.HISTORY for source in row.sources)
    usual = f"，{row.reference_value}" if row.reference_value else ""
    return f"{'以往的表' if of_history else '指标库'}{usual}"
