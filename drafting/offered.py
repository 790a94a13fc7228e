"""Rows that a model may take over into a draft: what earlier tables and the library have for this project besides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.taxonomy import Level2
from drafting.brief import Brief
from drafting.candidates import library_rows
from drafting.category import classify
from drafting.draft import Draft, DraftRow, SourceKind
from drafting.history import precedents, suggested
from drafting.wording import same_row
from review.facts.planted import speaks_to_reviewer

if TYPE_CHECKING:
    from corpus.store import Corpus

_MOST = 4
"""Rows offered for one class: with more of them a prompt grows beyond its bound."""


@dataclass(frozen=True)
class Offer:
    """One row that could stand in the table."""

    row: DraftRow

    @property
    def told(self) -> str:
        """As a model is shown it: its class, its name, where it comes from, and what was set there."""
        usual = f"，{self.row.reference_value}" if self.row.reference_value else ""
        of_history = any(source.kind is SourceKind.HISTORY for source in self.row.sources)
        return f"{self.row.level2.value}：{self.row.name}（{'以往的表' if of_history else '指标库'}{usual}）"


def offers(brief: Brief, draft: Draft, corpus: Corpus | None) -> tuple[Offer, ...]:
    """At most a few rows for each class that the draft does not have yet, those of earlier tables first."""
    known, found = precedents(brief, corpus), classify(brief)
    offered: list[DraftRow] = []
    for level in Level2:
        rows = suggested(known, brief, level) + library_rows(found, brief, level)
        fresh: list[DraftRow] = []
        for row in rows:
            if len(fresh) < _MOST and not any(same_row(row, other) for other in (*draft.rows, *fresh)):
                fresh.append(row)
        offered += fresh
    return tuple(Offer(row) for row in offered if not speaks_to_reviewer(f"{row.name}{row.reference_value or ''}"))
