"""What is searched: one entry for every table and one for every indicator, with the texts that the two arms index.

The ledger makes entries from its rows; the lexical and the vector index are built from entries and from nothing else.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from corpus import taxonomy
from corpus.chars import fold
from corpus.records import Indicator, Value, Where
from corpus.values import Kind as ValueKind
from corpus.values import kind

Kind = Literal["table", "indicator"]

TEXT_LIMIT = 400
"""Characters of a line that are embedded: the offline model reads 512 tokens, and what matters stands in front."""
_FEW_WORDS = 12
_ROW = "\x1f"
"""In front of a line that is the text of an indicator."""
_ROWS_WEIGHT = 1.5
_YEAR = re.compile(r"(?:19|20)\d{2}(?:年度?)?|\d{2}年度")
_BRACKETED = re.compile(r"[(（][^()（）]{0,8}[)）]$")
_SAME = (
    (re.compile(r"满意(?:率|程度|比例|比率|度比率|度比例|度指标)$"), "满意度"),
    (re.compile(r"(?:比例|比率|百分比|%)$"), "率"),
    (re.compile(r"率率$"), "率"),
    (re.compile(r"及时完成率$"), "完成及时率"),
    (re.compile(r"^(?:各项|项目|本项目|全年)(?=.{4})"), ""),
)
"""Ways to write one and the same indicator."""
_MARKS = re.compile(r"[^\w%]|_")


@dataclass(frozen=True)
class Entry:
    """One table, or one indicator of one table, with all that a hit shows and a filter asks for."""

    id: str
    """``<document id>-<project>`` or ``<document id>-<project>-<row>``, both counted from 1."""
    kind: Kind
    document_id: str
    document: str
    """The file's name."""
    department: str | None
    year: int | None
    project_no: int | None
    project: str | None
    budget: Decimal | None
    """万元, as printed."""
    purpose: str | None
    goals: tuple[str, ...]
    names: tuple[str, ...]
    """Of a table: the names of its indicators. Empty for an indicator."""
    indicator: Indicator | None
    where: Where
    weak: tuple[str, ...] | None = None
    """Rule codes that speak against the indicator; empty where it was found sound, None where nobody judged."""
    rows: tuple[str, ...] = ()
    """Of a table that is to be indexed: the texts of its indicators."""

    @property
    def level2(self) -> taxonomy.Level2 | None:
        """The normal level-2 class of an indicator."""
        return taxonomy.level2(self.indicator.level2) if self.indicator else None

    @property
    def name(self) -> str:
        """三级指标 or 项目名称, as printed."""
        return self.indicator.level3 if self.indicator else self.project or ""

    @property
    def description(self) -> str:
        """What explains the name: the description where it says more, or a table's purpose and goals."""
        if self.indicator is None:
            return " ".join(filter(None, (self.purpose, *self.goals)))
        text = self.indicator.description or ""
        return "" if fold(text) == fold(self.name) else text

    @property
    def context(self) -> str:
        """What stands around it: the project of an indicator, the indicators of a table."""
        return (self.project or "") if self.indicator else " ".join(self.names)

    @property
    def label(self) -> str:
        """The class as words for searching, in its normal spelling where that is known."""
        if self.indicator is None:
            return self.department or ""
        return self.level2 or self.indicator.level2 or ""

    @property
    def text(self) -> str:
        """What is embedded, in lines (:func:`lines`).

        Of an indicator one line: name, description, unit (or a value in few words) and class; the project stays out. Of
        a table its name, its name with purpose and goals, and those of its indicators. Why: docs/decisions/0015-search-texts.md.
        """
        if self.indicator is not None:
            return _line(self.name, self.description, self.measure, self.label)
        own = dict.fromkeys(filter(None, (_line(self.name), _line(self.name, self.description))))
        return "\n".join([*own, *(_ROW + row for row in dict.fromkeys(self.rows))])

    @property
    def measure(self) -> str:
        """In what an indicator is counted: the unit of its value, or the value itself where it is a few words."""
        value = self.indicator.value if self.indicator else None
        if value is None or kind(value) in (ValueKind.MISSING, ValueKind.PENDING):
            return ""
        if value.number is not None:
            return value.unit or ""
        return value.text if len(value.text) <= _FEW_WORDS else ""

    @property
    def alike(self) -> tuple[str, str]:
        """As :attr:`Brief.alike`."""
        return _alike(self)


@dataclass(slots=True)
class Brief:
    """The words of an entry: as much as ranking asks, cheap to read for some hundred candidates of a search."""

    id: str
    kind: Kind
    name: str
    description: str
    label: str
    context: str
    value: Value = Value()
    """Of an indicator: number and unit alone."""
    weak: tuple[str, ...] | None = None

    @classmethod
    def of(cls, entry: Entry) -> Brief:
        """That of ``entry``."""
        value = entry.indicator.value if entry.indicator else Value()
        words = (entry.name, entry.description, entry.label, entry.context)
        return cls(entry.id, entry.kind, *words, Value(number=value.number, unit=value.unit), entry.weak)

    @property
    def table_id(self) -> str:
        """The id of the table that it is or stands in."""
        return self.id if self.kind == "table" else self.id.rsplit("-", 1)[0]

    @property
    def alike(self) -> tuple[str, str]:
        """Entries with the same key are one answer: same name in the same class, or one project over the years.

        满意率, 满意程度 and 满意比例 are one name, and so are 及时完成率 and 完成及时率.
        """
        return _alike(self)


def _alike(entry: Entry | Brief) -> tuple[str, str]:
    name = _YEAR.sub("", plain_name(entry.name))
    if entry.kind == "table":
        return name, entry.label
    for written, meant in _SAME:
        name = written.sub(meant, name)
    return name or entry.id, entry.label


def _line(*parts: str) -> str:
    return " ".join(" ".join(filter(None, parts)).split())[:TEXT_LIMIT]


def plain_name(text: str) -> str:
    """A name without a unit in brackets at its end and without marks: ``活动数量（个）`` → ``活动数量``."""
    return _MARKS.sub("", _BRACKETED.sub("", fold(text))).lower()


def lines(text: str) -> list[tuple[str, float]]:
    """The lines that a text's vector is the mean of, each with its weight; all indicators of a table weigh together as much
    as one line and a half: they have vectors already."""
    own = text.split("\n")
    rows = [line for line in own if line.startswith(_ROW)]
    return [(line.removeprefix(_ROW), _ROWS_WEIGHT / len(rows) if line.startswith(_ROW) else 1.0) for line in own]


def text_key(text: str) -> str:
    """The key under which a text's vector is kept."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
