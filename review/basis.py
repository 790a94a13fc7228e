"""What stands in a 依据 cell: a document that can be looked up, a class of standard, a method, or mere talk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from corpus.chars import fold
from corpus.citations import citations, names_document
from corpus.records import Document
from review.rule import NotApplicable, Row, Table
from review.words import any_of


class Nature(StrEnum):
    """What sort of thing a basis is; each cell is one of them, the weakest fitting one first."""

    MISSING = "missing"
    METHOD = "method"
    """How the value will be taken: 问卷调查."""
    STAFFING = "staffing"
    """Who is responsible: 三定规定."""
    BUDGET_CALL = "budget-call"
    """The notice that asked for the form."""
    LAST_YEAR = "last-year"
    """The unit's own plan of the year before, without number."""
    LAW = "law"
    """Nothing but laws: duties, no figures."""
    STANDARD = "standard"
    """A class of standard (计划标准) or a record that figures come from (近三年平均)."""
    VAGUE = "vague"
    """A kind of document without title or number: 会议纪要, 相关文件."""
    DOCUMENT = "document"
    TALK = "talk"
    """Not a document at all: 实际情况."""


@dataclass(frozen=True)
class Shared:
    """Rows of one table with the same basis: what is wrong with it is told once, at the first."""

    text: str
    """Folded."""
    rows: tuple[Row, ...]

    @property
    def first(self) -> Row:
        """The row to point at."""
        return self.rows[0]

    @property
    def also(self) -> str:
        """``（本表共 9 行同此）``, or nothing for a single row."""
        return f"（本表共 {len(self.rows)} 行同此）" if len(self.rows) > 1 else ""


@cache
def _pattern(template: str, key: str) -> re.Pattern[str]:
    return re.compile(template.format(any_of("basis", key)))


@lru_cache(maxsize=1024)
def nature(text: str) -> Nature:
    """What sort of thing the basis ``text`` is."""
    plain = fold(text)
    if re.fullmatch(r"[-—/\\无、,。.]*|暂无|待定|同上", plain):
        return Nature.MISSING if plain != "同上" else Nature.DOCUMENT
    if _pattern("^{}$", "standard_classes").match(plain):
        return Nature.STANDARD
    named = citations(plain)
    if _pattern("{}", "staffing").search(plain):
        return Nature.STAFFING
    if _pattern("{}", "budget_call").search(plain) and not any(c.number for c in named):
        return Nature.BUDGET_CALL
    if _pattern("^{}", "last_year").match(plain) and not named:
        return Nature.LAST_YEAR
    if _only_laws(plain):
        return Nature.LAW
    if named:
        return Nature.DOCUMENT
    if _pattern("{}", "dated_records").search(plain):
        return Nature.STANDARD
    if _pattern("{}", "methods").search(plain):
        return Nature.METHOD
    if _pattern("{}", "vague_documents").search(plain):
        return Nature.VAGUE
    if _pattern("{}", "records").search(plain):
        return Nature.STANDARD
    return Nature.DOCUMENT if names_document(plain) else Nature.TALK


_STANDARD = re.compile(r"[A-Z]{2,4}(?:/[A-Z]{1,2})?\d[\d.]*[-—–](?:19|20)\d{2}")
"""Technical standards (GB 4404.1-2008) stay in force for decades: their year says nothing."""


def latest_year(text: str) -> int | None:
    """The newest year that ``text`` names, technical standards aside; None where it names none."""
    years = [int(year) for year in re.findall(r"(?<!\d)((?:19|20)\d{2})(?!\d)", _STANDARD.sub("", fold(text)))]
    return max(years, default=None)


def budget_year(document: Document) -> int | None:
    """The year the document plans for; where it does not say, the newest year that any of its names and bases holds."""
    if document.year is not None:
        return document.year
    texts = [t for p in document.projects for t in (p.name or "", p.title or "")]
    texts += [i.basis.text for p in document.projects for i in p.indicators if i.basis]
    return max(filter(None, map(latest_year, texts)), default=None)


def shared(table: Table, *wanted: Nature) -> Iterator[Shared]:
    """The bases of these natures, each distinct text once, in the order of the table.

    Raises NotApplicable where the form has no such column.
    """
    groups: dict[str, list[Row]] = {}
    for row in table.rows:
        if row.basis is not None:
            groups.setdefault(row.basis, []).append(row)
    if not groups:
        raise NotApplicable("表中没有“指标值确定依据”栏")
    for text, rows in groups.items():
        if nature(text) in wanted:
            yield Shared(text, tuple(rows))


def _only_laws(plain: str) -> bool:
    if not _pattern("{}", "laws").search(plain):
        return False
    rest = _pattern("{}", "laws").sub("", plain)
    rest = re.sub(
        r"第[一二三四五六七八九十百\d]+[条章款项]|等?(?:规定|要求|有关|相关|条款)|[、,，。;；和及与等中的依据根据按照]",
        "",
        rest,
    )
    return not rest
