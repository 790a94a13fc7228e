"""What a purpose text says is done with the money: one activity, and all of a text."""

from __future__ import annotations

from corpus.library import ActivityKind
from corpus.records import Money, Record
from drafting.quantities import Quantity, Standard


class Activity(Record):
    """One thing the money is spent on."""

    kind: ActivityKind
    act: str
    """The user's verb."""
    object: str
    """What it is done to; empty where the user names none."""
    whom: str = ""
    """For whom, where the clause says so (为老年人购买保险)."""
    quantities: tuple[Quantity, ...] = ()
    amount: Money | None = None
    """Its part of the budget in 万元, where the user states it."""
    standards: tuple[Standard, ...] = ()
    quote: str
    """The clause in the user's words."""
    borrowed: bool = False
    """Whether verb and object stand in different parts of a clause, so that they need not belong together."""


class Reading(Record):
    """What a purpose text says."""

    activities: tuple[Activity, ...]
    loose: tuple[str, ...] = ()
    """Parts that name something without saying what is done with it (无人机监控)."""
    outcomes: tuple[str, ...]
    """Clauses that say what it is for (提高应急处置能力), as written."""
