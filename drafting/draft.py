"""A draft: the table, where every row comes from, what is still to be asked, and what our own reviewer says."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from corpus.citations import parse_basis
from corpus.records import Budget, Department, Document, Indicator, Project, Record, SpendingStep
from corpus.taxonomy import LEVEL1_OF, Level2
from corpus.values import PENDING, parse_value
from review.findings import ModelUse, Report


class SourceKind(StrEnum):
    """Where a row comes from."""

    HISTORY = "history"
    LIBRARY = "library"
    USER = "user"
    MODEL = "model"


class Source(Record):
    """One thing that a row rests on."""

    id: str
    """Of the corpus's indicator, of the library's entry, or the field of the brief."""
    kind: SourceKind
    quote: str
    """Words of that source."""


class DraftRow(Record):
    """One row of a draft."""

    level2: Level2
    name: str
    description: str
    value: str
    """The printed target: the user's number, the budget's arithmetic, a date of the budget year, or 待填报."""
    unit: str | None = None
    """Unit that the target is wanted in, where it is 待填报."""
    way: str | None = None
    """Direction of the target: ≥ ≤ = or ``date``."""
    evidence: str
    """The kind of document that would found the target."""
    basis: str | None = None
    """The document that does, where the corpus or the user has it."""
    reference_value: str | None = None
    """What is usual or what similar tables set; never passed off as the target."""
    sources: tuple[Source, ...]

    @property
    def pending(self) -> bool:
        """Whether the user has to give the target."""
        return self.value == PENDING

    def indicator(self) -> Indicator:
        """The row as it is printed."""
        basis = self.basis or f"{PENDING}（需：{self.evidence}）"
        return Indicator(
            level1=LEVEL1_OF[self.level2].value,
            level2=self.level2.value,
            level3=self.name,
            description=self.description,
            value=parse_value(self.value),
            basis=parse_basis(basis),
        )

    def to_json(self) -> dict[str, Any]:
        """An indicator as in ``read``, with sources, reference value and what is wanted beside it."""
        wanted = {"operator": self.way, "unit": self.unit, "evidence": self.evidence} if self.pending else None
        return self.indicator().model_dump(mode="json") | {
            "sources": [source.model_dump(mode="json") for source in self.sources],
            "reference_value": self.reference_value,
            "wanted": wanted,
        }


class Draft(Record):
    """One drafted project."""

    name: str
    department: str | None
    year: int | None
    budget: Budget
    purpose: str
    spending_plan: tuple[SpendingStep, ...]
    goals: tuple[str, ...]
    rows: tuple[DraftRow, ...]
    questions: tuple[str, ...]
    """Facts that are missing, as questions to the user."""
    categories: tuple[str, ...]
    """Ids of the spending categories that were recognised."""
    review: Report = Report()
    """This draft reviewed by the tool's own reviewer."""
    model: ModelUse | None = None
    """The model that worded it; null for rules, library and corpus alone."""

    def project(self) -> Project:
        """The table alone."""
        return Project(
            no=1,
            title=self.name,
            name=self.name,
            budget=self.budget,
            purpose=self.purpose,
            spending_plan=self.spending_plan,
            goals=self.goals,
            indicators=tuple(row.indicator() for row in self.rows),
        )

    def document(self) -> Document:
        """The draft as a document of one table, for the writers and the reviewer."""
        department = Department(name=self.department) if self.department else None
        return Document(
            source=f"{self.name}（草稿）", year=self.year, department=department, projects=(self.project(),)
        )

    def to_json(self) -> dict[str, Any]:
        """The shape of ``draft --format json``."""
        return self.project().model_dump(mode="json") | {
            "version": 1,
            "year": self.year,
            "department": {"code": None, "name": self.department} if self.department else None,
            "categories": list(self.categories),
            "indicators": [row.to_json() for row in self.rows],
            "questions": list(self.questions),
            "review": self.review.model_dump(mode="json"),
            "model": self.model.model_dump(mode="json") if self.model else None,
        }
