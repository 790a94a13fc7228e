"""What a rule is. One rule, one file, one class under :mod:`review.rules`; the docstring is its manual.

A rule subclasses :class:`RowRule`, :class:`TableRule` or :class:`DocumentRule`, names itself in class attributes and
yields findings. The engine finds it by walking the package; there is no list to keep.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

from corpus import taxonomy, values
from corpus.chars import fold
from corpus.records import Document, Indicator, Project
from review.findings import Finding, Severity, Spot
from review.memo import by_identity

_ZERO = re.compile(r"0(?:\.0+)?%?")


class NotApplicable(Exception):
    """The table has nothing that this rule speaks about; the message says what."""


class CannotRun(Exception):
    """The rule would apply but lacks an input; the message says which."""


@dataclass(frozen=True)
class Option:
    """A number that a rule depends on; changed under ``[thresholds.<rule>]`` in jixiao.toml."""

    name: str
    default: float
    meaning: str
    source: str


@dataclass(frozen=True)
class Row:
    """One indicator within its table, with its classes and kinds worked out once."""

    indicator: Indicator
    number: int
    """Ordinal within the table, from 1."""

    @cached_property
    def is_filler(self) -> bool:
        """Whether a system printed zeros here for a class that the project does not use: ``0 | 0.00%`` (Chongqing's form)."""
        return bool(_ZERO.fullmatch(self.name)) and (not self.value or bool(_ZERO.fullmatch(self.value)))

    @cached_property
    def level1(self) -> taxonomy.Level1 | None:
        """The normal level-1 class."""
        return taxonomy.level1(self.indicator.level1)

    @cached_property
    def level2(self) -> taxonomy.Level2 | None:
        """The normal level-2 class."""
        return taxonomy.level2(self.indicator.level2)

    @cached_property
    def name(self) -> str:
        """三级指标, folded for comparing."""
        return fold(self.indicator.level3)

    @cached_property
    def description(self) -> str:
        """绩效指标描述, folded; empty where the form has none."""
        return fold(self.indicator.description or "")

    @cached_property
    def value(self) -> str:
        """指标值, folded."""
        return fold(self.indicator.value.text)

    @cached_property
    def kind(self) -> values.Kind:
        """What sort of thing the value is."""
        return values.kind(self.indicator.value)

    @cached_property
    def basis(self) -> str | None:
        """指标值确定依据, folded; None where the form has no such column."""
        return None if self.indicator.basis is None else fold(self.indicator.basis.text)


@dataclass(frozen=True)
class Table:
    """One project's table within its document."""

    document: Document
    project: Project
    rows: tuple[Row, ...] = field(default=())
    last_year: tuple[Project, ...] | None = None
    """The projects of last year's document; None where none was given. See :mod:`review.facts.last_year`."""

    @classmethod
    def of(cls, document: Document, project: Project) -> Table:
        """The table with its rows numbered; the same object for the same records."""
        return _table(document, project)

    def of_class(self, *classes: taxonomy.Level2) -> list[Row]:
        """The rows of these level-2 classes."""
        return [row for row in self.rows if row.level2 in classes]


@by_identity
def _table(document: Document, project: Project) -> Table:
    return Table(document, project, tuple(Row(i, n) for n, i in enumerate(project.indicators, 1)))


class Rule(ABC):
    """Common part of all rules.

    ``gives_way_to``: names of rules whose finding on the same row (or, for a finding without a row, on the same field
    of the same project) makes this one superfluous, since one defect is told once.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]
    clause: ClassVar[str]
    gives_way_to: ClassVar[tuple[str, ...]] = ()
    options: ClassVar[tuple[Option, ...]] = ()

    def __init__(self, thresholds: Mapping[str, float] | None = None) -> None:
        """``thresholds``: values of this rule's options that differ from the defaults."""
        self.limits = {option.name: option.default for option in self.options} | dict(thresholds or {})

    def _finding(
        self,
        document: Document,
        project: Project | None,
        spot: Spot,
        evidence: str,
        message: str,
        suggestion: str,
        severity: Severity | None,
    ) -> Finding:
        return Finding(
            code=self.code,
            name=self.name,
            severity=severity or self.severity,
            document=document.source,
            project=project.name if project else None,
            project_no=project.no if project else None,
            where=spot,
            evidence=evidence if evidence.strip() else _heading(document, project),
            message=message,
            suggestion=suggestion,
            clause=self.clause,
        )


class RowRule(Rule):
    """Looks at one indicator at a time."""

    @abstractmethod
    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """Findings about ``row``."""

    def finding(
        self,
        table: Table,
        row: Row,
        field: str,
        message: str,
        suggestion: str,
        *,
        evidence: str | None = None,
        severity: Severity | None = None,
    ) -> Finding:
        """A finding at one cell; ``evidence`` defaults to the cell's whole text as printed, or to the name if empty."""
        cell = row.indicator.printed(field)
        spot = Spot(level2=row.indicator.level2, row=row.number, field=field, page=row.indicator.where.page)
        words = evidence or cell or row.indicator.level3 or row.indicator.level2 or ""
        return self._finding(table.document, table.project, spot, words, message, suggestion, severity)


class TableRule(Rule):
    """Looks at one project's table as a whole."""

    @abstractmethod
    def check(self, table: Table) -> Iterator[Finding]:
        """Findings about ``table``. Raises NotApplicable or CannotRun where it has nothing to say."""

    def finding(
        self,
        table: Table,
        field: str,
        evidence: str,
        message: str,
        suggestion: str,
        *,
        row: Row | None = None,
        severity: Severity | None = None,
    ) -> Finding:
        """A finding about a field of the table, or about one of its rows."""
        spot = Spot(
            level2=row.indicator.level2 if row else None,
            row=row.number if row else None,
            field=field,
            page=row.indicator.where.page if row else table.project.where.page,
        )
        return self._finding(table.document, table.project, spot, evidence, message, suggestion, severity)


class DocumentRule(Rule):
    """Looks at a whole document: part one against part two, project against project."""

    @abstractmethod
    def check(self, document: Document) -> Iterator[Finding]:
        """Findings about ``document``. Raises NotApplicable or CannotRun where it has nothing to say."""

    def finding(
        self,
        document: Document,
        field: str,
        evidence: str,
        message: str,
        suggestion: str,
        *,
        table: Table | None = None,
        row: Row | None = None,
        item: int | None = None,
        severity: Severity | None = None,
    ) -> Finding:
        """A finding about the document, or about one of its projects where ``table`` is given."""
        spot = Spot(
            level2=row.indicator.level2 if row else None,
            row=row.number if row else None,
            field=field,
            page=row.indicator.where.page if row else None,
            item=item,
        )
        project = table.project if table else None
        return self._finding(document, project, spot, evidence, message, suggestion, severity)


def _heading(document: Document, project: Project | None) -> str:
    """What stands above an empty cell: the project's name or title, else the department's name, else nothing."""
    department = document.department.name if document.department else None
    named = (project.name, project.title) if project else ()
    return next((words for words in (*named, department) if words and words.strip()), "")
