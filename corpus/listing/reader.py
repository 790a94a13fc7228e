"""Text in any layout but the official form's → Document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus import layouts
from corpus.chars import fold
from corpus.continuation import follows
from corpus.listing.align import Row, align
from corpus.listing.fragments import fragments
from corpus.listing.glued import cut_pieces
from corpus.listing.head import Head, parse_head
from corpus.listing.header import Shape
from corpus.listing.loose import Loose, loose_tables
from corpus.listing.own_classes import align_below_classes
from corpus.listing.pieces import Piece
from corpus.listing.ranks import names_ranks, without_ranks
from corpus.listing.rows import Classes, RowPart
from corpus.listing.stream import spread
from corpus.listing.tables import Region, regions
from corpus.plausible import NOT_A_TABLE, is_project
from corpus.records import Department, Indicator, Notice, Project, Where
from corpus.values import parse_value

_ABOVE = 4
"""Rows that may stand above their label."""
_IN_THE_MIDDLE = "指标类别印在它的各行中间，前面的行归入下面的类别，请对照原件。"
_OWN_WORDS = "指标类别不全是通用的一级、二级指标，按每行的格数认出，照印的读入，请对照原件。"
_GLUED = "这张表的格子之间没有任何分隔，按类别、名称和数值的写法切开，请逐格对照原件。"


@dataclass
class Listing:
    """What a text in such layouts says."""

    projects: list[Project] = field(default_factory=list)
    department: Department | None = None
    year: int | None = None
    notices: list[Notice] = field(default_factory=list)


def read_listing(text: str) -> Listing:
    """The indicator tables in ``text``; none where it has none."""
    found = _regions(text)
    if not found.tables and (opened := spread(text)) != text:
        found = _regions(opened)
    if not found.tables:
        for table in loose_tables(text):
            found.loose(table)
    return found.listing()


def _regions(text: str) -> _Reading:
    found = _Reading()
    for region in regions(fragments(text)):
        found.region(region)
    return found


@dataclass
class _Table:
    head: Head
    indicators: list[Indicator] = field(default_factory=list)
    midterm: list[Indicator] = field(default_factory=list)
    last: Classes = (None, None)
    """The classes of its last row."""

    def add(self, part: RowPart, *, of_term: bool = False) -> None:
        """Take the rows of one page; those ``of_term`` are targets of the whole term."""
        (self.midterm if of_term else self.indicators).extend(part.indicators())
        self.midterm += part.midterm()
        self.last = part.last

    def settle(self) -> list[Notice]:
        """Let the targets of the whole term stand for the year's where the table has no others, with a notice."""
        if self.indicators or not self.midterm:
            return []
        self.indicators, self.midterm = self.midterm, []
        return [Notice(code="only-midterm", text="表中没有年度指标值，读入的是实施期指标值。", where=self.head.where)]


class _Reading:
    def __init__(self) -> None:
        self.tables: list[_Table] = []
        self.notices: list[Notice] = []
        self._columns: tuple[str, ...] = ()
        """Of the last header."""

    def region(self, region: Region) -> None:
        """One header with its rows: a table of its own, or the next page of the last one."""
        columns, shape = region.header.columns, region.header.shape
        head = parse_head(region.above, shape)
        body: Sequence[Piece] = region.body
        own_words = False
        ranked = without_ranks(body, columns, shape) if names_ranks(region.header.names) else None
        if ranked is not None:
            body, columns = ranked
        if shape is Shape.GLUED:
            aligned = cut_pieces(body, columns)
        elif ranked is not None or region.header.names_classes:
            aligned, own_words = align_below_classes(body, columns, shape)
        else:
            aligned = align(body, columns, shape)
        if shape is Shape.GLUED and "actual" in columns:
            head.drop_amounts()
        goes_on = bool(self.tables) and (not head.names_project or self._repeats_title(head, columns, aligned.rows))
        self._columns = columns
        number = len(self.tables) + (0 if goes_on else 1)
        if not (aligned.rows or head.fields):
            return
        named = head.title or head.fields.keys() - {"passed"}
        if not (goes_on or named or region.header.names_classes or any(map(_prints_class, aligned.rows))):
            where = Where(line=region.body[0].line) if region.body else Where()
            self.notices.append(NOT_A_TABLE.model_copy(update={"where": where}))
            return
        rows = _under_classes(aligned.rows) if region.header.names_classes and not goes_on else aligned.rows
        if not goes_on:
            self.tables.append(_Table(head))
        for lead, group in _by_project(rows):
            if lead is not None:
                self._begin_project(head, lead, number)
            table = self.tables[-1]
            part = RowPart(group, columns, number, above=table.last)
            table.add(part, of_term=_names_term(region))
            self.notices += part.notices
        before = aligned.rows[: len(aligned.rows) - len(rows)]
        in_classes = ranked is not None or region.header.names_classes
        if rows and in_classes and not _prints_class(aligned.rows[len(before)]):
            where = Where(table=number, line=rows[0].first.line)
            self.notices.append(Notice(code="label-in-the-middle", text=_IN_THE_MIDDLE, where=where))
        if own_words and rows:
            where = Where(table=number, line=rows[0].first.line)
            self.notices.append(Notice(code="classes-in-own-words", text=_OWN_WORDS, where=where))
        self._left([(row.text("level3"), row.first.line) for row in before], number)
        if shape is Shape.GLUED and aligned.rows:
            where = Where(table=number, line=region.body[0].line)
            self.notices.append(Notice(code="cells-glued", text=_GLUED, where=where))
        self._left([(piece.text, piece.line) for piece in aligned.left], number)

    def _repeats_title(self, head: Head, columns: tuple[str, ...], rows: Sequence[Row]) -> bool:
        """Whether a head says no more than the title of the table before, whose rows go on here: a page prints it again."""
        last = self.tables[-1]
        same = not head.fields and fold(head.title or "") == fold(last.head.title or "") and columns == self._columns
        return same and bool(rows) and follows(last.last[1], rows[0].text("level2") or rows[0].text("level1"))

    def _begin_project(self, head: Head, row: Row, number: int) -> None:
        """A row that names its project begins another table under the same head."""
        fields = {field: row.text(name) for field, name in _LEADS.items() if row.text(name)}
        own = replace(
            head, fields={**head.fields, **fields}, notices=[], where=Where(page=row.first.page, line=row.first.line)
        )
        if self.tables[-1].indicators or self.tables[-1].head.fields.get("name"):
            self.tables.append(_Table(own))
        else:
            self.tables[-1].head = own

    def loose(self, table: Loose) -> None:
        """Rows that no header heads."""
        number = len(self.tables) + 1
        part = RowPart(table.rows, table.columns, number, inherit=table.inherit)
        self.tables.append(_Table(table.head))
        self.tables[-1].add(part)
        where = Where(table=number, line=table.rows[0].first.line)
        self.notices += part.notices
        self.notices.append(Notice(code="header-missing", text=table.doubt, where=where))
        self._left(table.left, number)

    def _left(self, left: Sequence[tuple[str, int]], number: int) -> None:
        for text, line in left:
            words = text if len(text) <= 40 else text[:39] + "…"
            where = Where(table=number, line=line)
            self.notices.append(Notice(code="row-not-understood", text=f"表中的“{words}”未归入任何一栏。", where=where))

    def listing(self) -> Listing:
        """Everything that was read."""
        found = Listing(notices=self.notices)
        for number, table in enumerate(self.tables, 1):
            head = table.head
            found.notices += table.settle()
            project = Project(
                title=head.title,
                name=head.fields.get("name"),
                budget=head.budget(),
                goals=head.goals(),
                indicators=tuple(table.indicators),
                midterm=tuple(table.midterm),
                where=head.where.model_copy(update={"table": number}),
            )
            empty = not project.indicators and not (project.name and project.budget.total is not None)
            if empty or not is_project(project):
                found.notices.append(NOT_A_TABLE.model_copy(update={"where": project.where}))
                continue
            found.projects.append(project)
            found.notices += head.notices
            found.department = found.department or head.department()
            found.year = found.year or head.year
        return found


_LEADS = {"name": "project", "total": "amount", "goals": "goal"}
"""Fields of a head, and the columns that give them where each row names its project."""


def _by_project(rows: Sequence[Row]) -> Iterator[tuple[Row | None, list[Row]]]:
    """The rows of each project with the one that names it; all of them where there is no such column."""
    lead: Row | None = None
    group: list[Row] = []
    for row in rows:
        if row.text("project") and (lead is None or row.text("project") != lead.text("project")):
            if group:
                yield lead, group
            lead, group = row, []
        group.append(row)
    if group or lead is None:
        yield lead, group


def _prints_class(row: Row) -> bool:
    return bool(row.text("level1") or row.text("level2"))


_TERM = re.compile(r"(?:长期|中期|中长期|实施期|总体)绩?效?指标表?")


def _names_term(region: Region) -> bool:
    """Whether the words right before a header say that its rows are targets of the whole term (长期绩效指标)."""
    last = next((piece.text for piece in reversed(region.above) if piece.text), "")
    return bool(_TERM.fullmatch(fold(last)))


def _under_classes(rows: Sequence[Row]) -> Sequence[Row]:
    """``rows`` from the first that prints a class: where a column is there for classes, what stands above is no row.

    Whole rows right above it are: a page prints the label in the middle of its rows, and its text in that order.
    """
    first = next((k for k, row in enumerate(rows) if _prints_class(row)), len(rows))
    if first == len(rows):
        return ()
    classes = {name: rows[first].cells[name] for name in ("level1", "level2") if rows[first].text(name)}
    start = first
    while start and first - start < _ABOVE and _is_whole(rows[start - 1]):
        start -= 1
    above = [replace(row, cells={**row.cells, **classes}) for row in rows[start:first]]
    return [*above, *rows[first:]]


def _is_whole(row: Row) -> bool:
    """Whether a row without a class says what an indicator does: a name, and a value that is one."""
    name, value = row.text("level3"), row.text("value")
    headings = any(layouts.column_fields(text) or layouts.head_field(text) for text in (name, value))
    return bool(name) and parse_value(value).number is not None and not headings
