"""What a review says: findings, and what was not checked."""

from __future__ import annotations

from enum import StrEnum

from corpus.records import Record


class Severity(StrEnum):
    """How much a finding weighs; ordered from the heaviest."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for a hint."""
        return list(Severity).index(self)


class Source(StrEnum):
    """Who says it."""

    RULE = "rule"
    MODEL = "model"


class Spot(Record):
    """The cell a finding is about."""

    level2: str | None = None
    """The row's level-2 label as printed; null for a finding about the table or the document."""
    row: int | None = None
    """Ordinal number of the indicator within its table, from 1."""
    field: str | None = None
    """A field of the record: level3, description, value, basis, goals, purpose, budget, spending_plan, part_one …"""
    page: int | None = None
    item: int | None = None
    """Number of the part-one item that is meant."""


class Finding(Record):
    """One defect, told once: place, exact words, why, what to do, by which clause."""

    code: str
    name: str
    severity: Severity
    source: Source = Source.RULE
    document: str
    project: str | None = None
    project_no: int | None = None
    where: Spot = Spot()
    evidence: str
    """Words of the document, white space aside."""
    message: str
    suggestion: str
    clause: str


class NotRun(Record):
    """A rule that was left out, and why."""

    code: str
    reason: str


class Checks(Record):
    """What ran and what did not."""

    ran: tuple[str, ...] = ()
    not_applicable: tuple[NotRun, ...] = ()
    could_not_run: tuple[NotRun, ...] = ()


class Item(Record):
    """One point of the official review form for one project."""

    axis: str
    point: str
    score: int
    of: int
    because: tuple[str, ...] = ()
    """Codes of the findings behind the lost points."""


class Assessment(Record):
    """The official review form of one project, filled from findings."""

    document: str
    project: str | None = None
    project_no: int | None = None
    grade: str
    """优, 良, 中 or 差."""
    verdict: str = ""
    """The portal's word for the grade: 通过, 完善后通过 or 不通过."""
    score: int
    items: tuple[Item, ...] = ()


class Ignored(Record):
    """A finding that somebody has looked at and set aside, with the reason given."""

    finding: Finding
    reason: str


class ModelUse(Record):
    """What a model had to do with a result, and what it cost."""

    endpoint: str
    """Host and port; nothing else of the address, which may hold a key."""
    model: str
    calls: int = 0
    """Requests that the endpoint answered."""
    cached: int = 0
    """Questions answered from replies kept earlier."""
    tokens: int = 0
    tables: int = 0
    dropped: int = 0
    """Answers left out because their quote is not in the cell, or their words were not the document's."""
    lowered: int = 0
    """Warnings of rules that became hints."""
    note: str | None = None
    """Why the model could not do all of it, in one sentence."""


class Report(Record):
    """The result of one review."""

    version: int = 1
    findings: tuple[Finding, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    """What the files' own lists of exceptions set aside; costs no points."""
    known: tuple[Finding, ...] | None = None
    """What the baseline had already; null where none was given."""
    notices: tuple[str, ...] = ()
    """What the reviewer should know about the review itself, such as exceptions that no finding met."""
    checks: Checks = Checks()
    assessment: tuple[Assessment, ...] = ()
    model: ModelUse | None = None
    """The model that took part; null for rules alone."""
