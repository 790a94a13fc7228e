"""Blocks of any format → Document. What is not understood becomes a notice with its place; nothing is invented."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from corpus import headers, part_one
from corpus.blocks import checked
from corpus.chars import fold, squeeze
from corpus.continuation import follows
from corpus.goals import split_goals
from corpus.grid import Block, Grid, Line
from corpus.headers import Header
from corpus.headpart import HeadPart, may_start_table, starts_table
from corpus.indicator_rows import IndicatorPart
from corpus.listing.lines_above import give, head_above
from corpus.outside import Kind, Outside, classify, document_year, is_continued
from corpus.plausible import BLANK, is_blank
from corpus.records import Budget, Department, Document, Indicator, Notice, Project, Where

NO_TABLE = Notice(code="no-table", text="没有找到绩效目标表；请确认文件中有带“三级指标”“指标值”等表头的表格。")

_LONG_RUN = 4
"""Rows one below the other from which on they are told together."""


def extract(
    blocks: Iterable[Block],
    source: str,
    sha256: str = "",
    notices: Sequence[Notice] = (),
    *,
    inherit: bool | None = None,
) -> Document:
    """The document that ``blocks`` (in printed order) make up. ``notices`` are those of the reader.

    ``inherit``: whether an empty class cell means "as above"; of itself it does in a file that merges no cells.
    A document without any 绩效目标表 has no projects and a notice that says so.
    """
    blocks = checked(blocks, source)
    merges = any(isinstance(block, Grid) and block.has_vertical_spans() for block in blocks)
    reading = _Reading(inherit=not merges if inherit is None else inherit)
    for block in blocks:
        if isinstance(block, Line):
            reading.line(block)
        else:
            reading.grid(block)
    document = reading.document(source, sha256, notices)
    if not document.projects:
        document = document.model_copy(update={"notices": (*document.notices, NO_TABLE)})
    return document


@dataclass
class _Draft:
    """A project under construction."""

    no: int | None
    title: str | None
    where: Where
    head: HeadPart = field(default_factory=HeadPart)
    header: Header | None = None
    """The last one of its indicators."""
    parts: list[IndicatorPart] = field(default_factory=list)
    term_parts: list[IndicatorPart] = field(default_factory=list)
    """Those that hold the targets of the whole term."""

    def is_table(self) -> bool:
        """Whether this is a 绩效目标表 and not another table that names projects too."""
        return bool(self.parts or self.term_parts or self.head.plan or (self.title and self.head.goal_texts))

    def projects(self) -> tuple[list[Project], list[Notice]]:
        """The project; several where the table has a column of their names."""
        self.head.tell_other_goals()
        rows = [(part, row, indicator) for part in self.parts for row, indicator in part.by_row()]
        term = [indicator for part in self.term_parts for indicator in part.indicators()]
        notices = [notice for part in (*self.parts, *self.term_parts) for notice in part.notices]
        if term and not any(indicator.value.text for _, _, indicator in rows):
            notices.append(
                Notice(code="only-midterm", text="表中没有年度指标值，读入的是实施期指标值。", where=self.where)
            )
            rows, term = [(part, 0, indicator) for part in self.term_parts for indicator in part.indicators()], []
        names = {id(part): part.project_rows() for part in self.parts}
        groups: dict[str, list[tuple[IndicatorPart, int, Indicator]]] = {}
        for part, row, indicator in rows:
            groups.setdefault(names.get(id(part), {}).get(row, ""), []).append((part, row, indicator))
        if len(groups) > 1 or (groups and "" not in groups):
            found = [self._listed(name, group) for name, group in groups.items()]
        else:
            found = [self._project([indicator for _, _, indicator in rows], term)]
        return found, self.head.notices + notices

    def _project(self, indicators: Sequence[Indicator], term: Sequence[Indicator]) -> Project:
        head = self.head
        name = head.fields.get("name")
        return Project(
            no=self.no,
            title=_without_stray_mark(self.title, name),
            code=head.code(),
            name=name,
            budget=head.budget(self.where),
            purpose=head.purpose(),
            spending_plan=tuple(head.plan),
            goals=head.goals(),
            indicators=tuple(indicators),
            midterm=tuple(term),
            where=self.where,
        )

    def _listed(self, name: str, rows: Sequence[tuple[IndicatorPart, int, Indicator]]) -> Project:
        """One project of a table that holds many, a few rows each."""
        part, row, first = rows[0]
        amount = part.amount(row)
        return Project(
            name=name or None,
            budget=Budget(total=self.head.amount(amount, first.where)) if amount else Budget(),
            goals=split_goals(part.goal(row)),
            indicators=tuple(indicator for _, _, indicator in rows),
            where=first.where,
        )


class _Reading:
    """Walks the blocks once and remembers where in the document it is."""

    def __init__(self, *, inherit: bool) -> None:
        self.inherit = inherit
        """An empty class cell means "as above" only in a file that merges no cells."""
        self.part_one: list[str] | None = None
        self.in_part_one = False
        self.outside: list[Outside] = []
        self.title: Outside | None = None
        self.department: Department | None = None
        self.unit = Decimal(1)
        self.draft: _Draft | None = None
        self.drafts: list[_Draft] = []
        self.notices: list[Notice] = []
        self._strays: list[Line] = []
        self._grid: Grid | None = None
        self._begun_in: Grid | None = None
        """The table that the draft begins in."""
        self._apart = False
        """Whether a line that says something stands behind the last table."""
        self._header: Header | None = None
        self._open: list[IndicatorPart] = []
        """The parts that take the rows below the last header."""

    def line(self, line: Line) -> None:
        """Take a paragraph outside tables, or a row of a sheet that is one."""
        found = classify(line)
        if found.kind is Kind.BLANK:
            return
        self._apart = True
        if found.kind is Kind.PART_ONE:
            self.in_part_one, self.part_one = True, self.part_one or []
        elif found.kind is Kind.PART_TWO:
            self.in_part_one = False
        elif found.kind is Kind.TITLE:
            self.in_part_one, self.title, self.draft = False, found, None
        elif found.kind is Kind.UNIT:
            self._department(found)
        elif found.kind is Kind.TEXT and self.in_part_one and self.part_one is not None:
            self.part_one.append(line.text.strip())
        elif found.kind is Kind.TEXT:
            self._strays.append(line)
        if found.kind not in {Kind.TEXT, Kind.UNIT}:
            self._tell_strays()
        self.outside.append(found)

    def grid(self, grid: Grid) -> None:
        """Take a table: its rows are lines, head rows, a header row and indicator rows, perhaps several times over."""
        first, head = head_above(self._strays) if self._strays else (0, None)
        above, self._strays = self._strays[first:], self._strays[:first]
        self._tell_strays()
        begun = len(self.drafts)
        self._table(grid)
        if head is not None and begun < len(self.drafts) and "name" not in self.drafts[begun].head.fields:
            give(head, self.drafts[begun].head)
        elif above:
            self._strays = [*above, *self._strays]

    def _table(self, grid: Grid) -> None:
        if grid.is_blank():
            return
        if self._is_foreign(grid):
            self._notice(
                "table-not-read", f"表（首行“{_short(grid.opening())}”）不是绩效目标表，未读入。", grid.row_where(0)
            )
            return
        self._close_part()
        if self.draft is not None and self.draft.head.fields and not self.draft.parts and _begins_with_head(grid):
            self.draft = None
        told = len(self.notices)
        self._grid = grid
        row = 0
        while row < grid.height:
            row += self._row(grid, row)
        self.notices[told:] = _folded(self.notices[told:])
        self._apart = False

    def _is_foreign(self, grid: Grid) -> bool:
        """Whether nothing in ``grid`` belongs to a 绩效目标表: no header, no head, no line that means something."""
        if self.in_part_one or (self.draft is not None and not self.draft.parts) or grid.has_lone_text():
            return False
        all_words = fold("\0".join(grid.different()))
        may_start, may_head = may_start_table(all_words), headers.may_hold(all_words)
        return not any(
            (may_start and starts_table(grid, row)) or (may_head and headers.find(grid, row) is not None)
            for row in range(grid.height if may_start or may_head else 0)
            if grid.texts(row)
        )

    def _row(self, grid: Grid, row: int) -> int:
        """Take one row, or the rows of a header; how many were taken."""
        texts = grid.own_texts(row)
        line = Line(" ".join(texts), grid.row_where(row))
        alone = len(texts) == 1
        # Of rows with several cells only one with the unit of money means something by itself.
        kind = classify(line).kind if alone or "单" in line.text else Kind.TEXT
        if (not texts and not grid.row(row)) or (alone and is_continued(texts[0])):
            return 1
        header = headers.find(grid, row)
        if header is not None and (header.has_levels or self.title is not None or self._expects_rows(grid)):
            if header != self._header:
                self._open_part(grid, row, header)
            return header.height
        if kind is Kind.UNIT or (alone and kind not in {Kind.TEXT, Kind.BLANK}):
            self._close_part()
            self.line(line)
        elif alone and self.in_part_one:
            self.line(line)
        elif self._open and not starts_table(grid, row):
            for part in self._open:
                part.add(row)
        else:
            if self._open:
                self._close_part()
                self.draft = None
            self._head_row(grid, row, line, alone)
        return 1

    def _expects_rows(self, grid: Grid) -> bool:
        """Whether indicators without classes may follow: below a head in the same table or one that sets goals, or others."""
        draft = self.draft
        if draft is None:
            return False
        others = any(not {"level1", "level2"} & part.columns.keys() for part in draft.parts)
        return self._begun_in is grid or bool(draft.head.goal_texts) or others

    def _close_part(self) -> None:
        self._header, self._open = None, []

    def _head_row(self, grid: Grid, row: int, line: Line, alone: bool) -> None:
        if self.draft is None or (self.draft.parts and starts_table(grid, row)):
            if not starts_table(grid, row):
                if alone or self.in_part_one:
                    self.line(line)
                elif line.text:
                    self._not_understood(line)
                return
            self._new_draft(grid.row_where(row))
        assert self.draft is not None
        self.draft.head.unit = self.unit
        if not self.draft.head.add(grid, row):
            self._not_understood(line)

    def _open_part(self, grid: Grid, row: int, header: Header) -> None:
        draft = self.draft
        begun = draft is not None and bool(draft.term_parts if header.of_term else draft.parts)
        if draft is None or (begun and not self._goes_on(draft, grid, row, header)):
            draft = self._new_draft(grid.row_where(row))
        self._header = draft.header = header
        beside = header.midterm.values()
        part = IndicatorPart(grid, header.columns, row, inherit=self.inherit, beside=beside)
        (draft.term_parts if header.of_term else draft.parts).append(part)
        self._open = [part]
        if header.midterm:
            term = IndicatorPart(grid, header.midterm, row, inherit=self.inherit, quiet=True)
            draft.term_parts.append(term)
            self._open.append(term)

    def _goes_on(self, draft: _Draft, grid: Grid, row: int, header: Header) -> bool:
        """Whether a table that begins with the header of the one before carries it on: nothing but a page's end between."""
        col = header.columns.get("level2")
        above = [text for k in range(row) for text in grid.own_texts(k)]
        if (
            self._apart
            or grid.where.sheet
            or not all(map(is_continued, above))
            or header != draft.header
            or col is None
            or not draft.parts
        ):
            return False
        first = grid.at(row + header.height, col)
        if above:
            return True
        return first is not None and bool(first.text.strip()) and follows(draft.parts[-1].last_class, first.text)

    def _new_draft(self, where: Where) -> _Draft:
        title, self.title = self.title, None
        if title is not None:
            where = where.model_copy(update={"row": None})
        self.draft = _Draft(title.no if title else None, title.text or None if title else None, where)
        self.draft.head.unit = self.unit
        self._begun_in = self._grid
        self.drafts.append(self.draft)
        self.in_part_one = False
        return self.draft

    def _department(self, found: Outside) -> None:
        self.unit = found.unit
        if found.department is None:
            return
        if self.department is None:
            self.department = found.department
        elif self.department != found.department:
            self._notice(
                "department-differs", f"表上方的单位“{found.text}”与前面的表不同，文件的单位取第一个。", found.where
            )

    def _not_understood(self, line: Line) -> None:
        self._notice("row-not-understood", f"表中的一行“{_short(line.text)}”未归入任何一栏。", line.where)

    def _tell_strays(self) -> None:
        """One notice for a run of paragraphs that belong nowhere."""
        if self._strays:
            first, count = self._strays[0], len(self._strays)
            more = f"等 {count} 段" if count > 1 else ""
            self._notice("line-outside-table", f"表外文字“{_short(first.text)}”{more}未归入任何一栏。", first.where)
            self._strays = []

    def _notice(self, code: str, text: str, where: Where) -> None:
        self.notices.append(Notice(code=code, text=text, where=where))

    def document(self, source: str, sha256: str, notices: Sequence[Notice]) -> Document:
        """Everything that was read."""
        self._tell_strays()
        projects: list[Project] = []
        found = list(self.notices)
        for draft in self.drafts:
            if draft.is_table():
                more, told = draft.projects()
                found += told
                if any(part.left_blank for part in draft.parts) and all(map(is_blank, more)):
                    found.append(BLANK.model_copy(update={"where": draft.where}))
                else:
                    projects += more
            else:
                name = _short(draft.head.fields.get("name") or draft.title or "")
                text = f"有一张表提到项目“{name}”，但没有绩效指标，未读入。"
                found.append(Notice(code="table-not-read", text=text, where=draft.where))
        department = self.department or next(
            (Department(name=d.head.fields["department"]) for d in self.drafts if "department" in d.head.fields), None
        )
        return Document(
            source=source,
            sha256=sha256,
            year=document_year(self.outside, [draft.head.fields.get("year", "") for draft in self.drafts]),
            department=department,
            part_one=part_one.parse_paragraphs(self.part_one or []),
            projects=tuple(projects),
            notices=(*notices, *found),
        )


def _folded(notices: Sequence[Notice]) -> list[Notice]:
    """``notices`` of one table with long runs of rows that were not understood told as one: another table stands there."""
    found: list[Notice] = []
    for code, run in groupby(notices, key=lambda notice: notice.code):
        rows = list(run)
        if code == "row-not-understood" and len(rows) >= _LONG_RUN:
            text = f"{rows[0].text.removesuffix('。')}；其后到第 {rows[-1].where.row} 行还有 {len(rows) - 1} 行也是。"
            rows = [rows[0].model_copy(update={"text": text})]
        found += rows
    return found


def _begins_with_head(grid: Grid) -> bool:
    """Whether the first row with words begins the head of a project."""
    first = next((row for row in range(grid.height) if grid.own_texts(row)), None)
    return first is not None and starts_table(grid, first)


def _without_stray_mark(title: str | None, name: str | None) -> str | None:
    """``title`` without an opening quotation mark that nothing closes, where the project's name shows it to be stray."""
    bare = (title or "").lstrip("“\"'‘")
    return bare if name and bare and squeeze(bare) == squeeze(name) else title


def _short(text: str) -> str:
    flat = squeeze(text)
    return flat if len(flat) <= 40 else flat[:39] + "…"
