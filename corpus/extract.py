"""Blocks of any format → Document. What is not understood becomes a notice with its place; nothing is invented."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from corpus import layouts, part_one
from corpus.chars import squeeze
from corpus.grid import Block, Grid, Line
from corpus.headpart import HeadPart, starts_table
from corpus.indicator_rows import IndicatorPart
from corpus.outside import Kind, Outside, classify, document_year
from corpus.records import Department, Document, Notice, Project, Where

NO_TABLE = Notice(code="no-table", text="没有找到绩效目标表；请确认文件中有带“三级指标”“指标值”等表头的表格。")


def extract(blocks: Iterable[Block], source: str, sha256: str = "", notices: Sequence[Notice] = ()) -> Document:
    """The document that ``blocks`` (in printed order) make up. ``notices`` are those of the reader.

    A document without any 绩效目标表 has no projects and a notice that says so.
    """
    blocks = list(blocks)
    merges = any(isinstance(block, Grid) and block.has_vertical_spans() for block in blocks)
    reading = _Reading(inherit=not merges)
    for block in blocks:
        if isinstance(block, Line):
            reading.line(block)
        else:
            reading.grid(block)
    if not reading.drafts and reading.draft is None:
        notices = [*notices, NO_TABLE]
    return reading.document(source, sha256, notices)


@dataclass
class _Draft:
    """A project under construction."""

    no: int | None
    title: str | None
    where: Where
    head: HeadPart = field(default_factory=HeadPart)
    parts: list[IndicatorPart] = field(default_factory=list)

    def project(self) -> tuple[Project, list[Notice]]:
        head, notices = self.head, []
        indicators = []
        for part in self.parts:
            indicators += part.indicators()
            notices += part.notices
        name = head.fields.get("name")
        project = Project(
            no=self.no,
            title=_without_stray_mark(self.title, name),
            code=head.code(),
            name=name,
            budget=head.budget(self.where),
            purpose=head.purpose(),
            spending_plan=tuple(head.plan),
            goals=head.goals(),
            indicators=tuple(indicators),
            where=self.where,
        )
        return project, head.notices + notices


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

    def line(self, line: Line) -> None:
        """Take a paragraph outside tables, or a row of a sheet that is one."""
        found = classify(line)
        if found.kind is Kind.BLANK:
            return
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
            self._notice("line-outside-table", f"表外文字“{_short(line.text)}”未归入任何一栏。", line.where)
        self.outside.append(found)

    def grid(self, grid: Grid) -> None:
        """Take a table: its rows are lines, head rows, a header row and indicator rows, perhaps several times over."""
        part: IndicatorPart | None = None
        for row in range(grid.height):
            texts = [cell for cell in grid.row(row) if cell.text.strip() and cell.row == row]
            line = Line(" ".join(cell.text.strip() for cell in texts), grid.row_where(row))
            alone = len(texts) == 1
            kind = classify(line).kind
            if not texts and not grid.row(row):
                continue
            columns = layouts.columns({cell.col: cell.text for cell in grid.row(row)})
            if columns is not None:
                if part is None or part.columns != columns:
                    part = self._open_part(grid, row, columns)
            elif kind is Kind.UNIT or (alone and kind not in {Kind.TEXT, Kind.BLANK}):
                part = None
                self.line(line)
            elif alone and self.in_part_one:
                self.line(line)
            elif part is not None and not starts_table(grid, row):
                part.add(row)
            else:
                if part is not None:
                    part, self.draft = None, None
                self._head_row(grid, row, line, alone)

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

    def _open_part(self, grid: Grid, row: int, columns: dict[str, int]) -> IndicatorPart:
        if self.draft is None or self.draft.parts:
            self._new_draft(grid.row_where(row))
        assert self.draft is not None
        part = IndicatorPart(grid, columns, row, inherit=self.inherit)
        self.draft.parts.append(part)
        return part

    def _new_draft(self, where: Where) -> None:
        title, self.title = self.title, None
        if title is not None:
            where = where.model_copy(update={"row": None})
        self.draft = _Draft(title.no if title else None, title.text or None if title else None, where)
        self.drafts.append(self.draft)
        self.in_part_one = False

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

    def _notice(self, code: str, text: str, where: Where) -> None:
        self.notices.append(Notice(code=code, text=text, where=where))

    def document(self, source: str, sha256: str, notices: Sequence[Notice]) -> Document:
        """Everything that was read."""
        projects = []
        found = list(self.notices)
        for draft in self.drafts:
            project, more = draft.project()
            projects.append(project)
            found += more
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


def _without_stray_mark(title: str | None, name: str | None) -> str | None:
    """``title`` without an opening quotation mark that nothing closes, where the project's name shows it to be stray."""
    bare = (title or "").lstrip("“\"'‘")
    return bare if name and bare and squeeze(bare) == squeeze(name) else title


def _short(text: str) -> str:
    flat = squeeze(text)
    return flat if len(flat) <= 40 else flat[:39] + "…"
