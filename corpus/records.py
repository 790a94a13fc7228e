"""What a performance-target table is once it has been read. All three jobs speak of these records and no others.

Every field keeps the words as printed; normal forms (operator, number, unit, class) stand beside them and are never
written over them. Money is 万元 as :class:`~decimal.Decimal`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

Money = Annotated[Decimal, PlainSerializer(str, return_type=str, when_used="json")]
"""万元, kept with the decimals that were printed: ``Decimal("10.00")``; a string in JSON."""


class Record(BaseModel):
    """Frozen, and strict about names: a misspelt field is an error, not a silent loss."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Where(Record):
    """A place in a document. What the format does not have is null (a text has no sheet)."""

    page: int | None = None
    sheet: str | None = None
    table: int | None = None
    """Which table of the document, from 1."""
    row: int | None = None
    """Row as printed in that table, from 1, header rows counted; in running text the indicator's ordinal number."""
    line: int | None = None
    """Line of a text file, from 1."""


class Value(Record):
    """指标值. ``parse_value`` in :mod:`corpus.values` fills the normal form from ``text``."""

    text: str = ""
    operator: str | None = None
    """One of ≥ ≤ > < = ; null where none is printed or meant."""
    number: Money | None = None
    """The number as printed, in ``unit`` (``5`` for ``5万元``), not converted."""
    unit: str | None = None


class Citation(Record):
    """One document that a basis names."""

    title: str | None = None
    """Without the marks 《》."""
    number: str | None = None
    """发文字号 as printed, white space aside: ``巨办字[2019]5号``."""
    year: int | None = None


class Basis(Record):
    """指标值确定依据."""

    text: str = ""
    citations: tuple[Citation, ...] = ()


class Indicator(Record):
    """One row of the indicator part."""

    level1: str | None = None
    level2: str | None = None
    level3: str = ""
    description: str | None = None
    """Null where the form has no such column, empty where the cell is."""
    value: Value = Value()
    basis: Basis | None = None
    """Null where the form has no such column."""
    weight: Money | None = None
    actual: str | None = None
    """实际完成值 of a self-assessment, as printed; null where the form has no such column. Never the target."""
    where: Where = Where()

    def printed(self, column: str) -> str:
        """What stands in the cell of ``column`` (``level1`` … ``basis``, ``weight``); empty where there is none."""
        held: object = getattr(self, column)
        if isinstance(held, Value | Basis):
            return held.text
        return "" if held is None else str(held)


class Budget(Record):
    """预算规模, 万元. Null where the cell is empty: an empty 其他资金 is not zero by itself."""

    total: Money | None = None
    fiscal: Money | None = None
    other: Money | None = None


class SpendingStep(Record):
    """One cell of 资金支出计划: what part of the money is spent by the end of ``month``, cumulative."""

    month: int | None = None
    percent: str
    """Digits as printed, without the sign: ``25``."""


class Department(Record):
    """The unit that files the table."""

    code: str | None = None
    name: str | None = None


class Project(Record):
    """One 绩效目标表."""

    no: int | None = None
    title: str | None = None
    """What is printed above the table, without its number and the words 绩效目标表 at its end."""
    code: str | None = None
    name: str | None = None
    budget: Budget = Budget()
    purpose: str | None = None
    spending_plan: tuple[SpendingStep, ...] = ()
    goals: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    midterm: tuple[Indicator, ...] = ()
    """Targets of the project's whole term, where the form prints them beside the year's (中期, 实施期, 长期)."""
    where: Where = Where()


class PartOneItem(Record):
    """One of 分项绩效目标 in part one."""

    no: int
    name: str
    duties: str = ""
    goal: str = ""
    indicators_text: str = ""


class Measure(Record):
    """One of 工作保障措施."""

    no: int
    title: str
    text: str = ""


class PartOne(Record):
    """部门整体绩效目标: running text (``paragraphs``) or overall goal, items and measures."""

    overall_goal: str | None = None
    paragraphs: tuple[str, ...] = ()
    items: tuple[PartOneItem, ...] = ()
    measures: tuple[Measure, ...] = ()


class RowCells(Record):
    """The printed cells of one row behind its level-2 label; a field without a column of its own is null."""

    level3: str = ""
    description: str | None = None
    value: str | None = None
    basis: str | None = None


class Notice(Record):
    """Something seen and not understood, or understood with doubt."""

    code: str
    text: str
    where: Where = Where()
    choices: tuple[tuple[RowCells, ...], ...] = Field((), exclude_if=lambda choices: not choices)
    """Where the doubt is how words are divided into cells: the divisions that are nearly as good, each with its rows; the
    first is the one that was read. All hold the same characters."""


class Document(Record):
    """One file, read."""

    source: str
    """File name, without its folder."""
    sha256: str = ""
    """Of the file's bytes; empty for a document that was not read from a file."""
    year: int | None = None
    department: Department | None = None
    part_one: PartOne | None = None
    projects: tuple[Project, ...] = ()
    notices: tuple[Notice, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The shape of ``read --format json`` for one document."""
        return self.model_dump(mode="json")
