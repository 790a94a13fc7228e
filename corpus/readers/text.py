"""Plain text → Document: the text layer of a budget document, cells broken over lines and pages.

Nothing is corrected; where the evidence leaves a doubt, a notice says so with its place.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from corpus import layouts, part_one
from corpus.chars import fold, ideographs, squeeze
from corpus.citations import parse_basis
from corpus.extract import NO_TABLE
from corpus.flow import head
from corpus.flow.header import header_at
from corpus.flow.lines import Line, is_page_number, split_lines
from corpus.flow.table import FlowRow, FlowTable, divide_all
from corpus.flow.tokens import tokens
from corpus.listing.head_labels import head_label
from corpus.listing.reader import Listing, read_listing
from corpus.plausible import sift
from corpus.readers import text_spaced
from corpus.records import Document, Indicator, Notice, Project, RowCells, Value, Where
from corpus.taxonomy import SPELLINGS, level2
from corpus.values import parse_value
from errors import ReadError

_BORDER = re.compile(r"^一级指标|^\d{1,3}\s*[.、．].*绩效目标表$|^\d{6}\s+\S|^(?:产出|效益|满意度)指标")
_TITLED = re.compile(r"^\d{1,3}[.、．].*绩效目标表$")
SCATTERED = Notice(
    code="cells-scattered",
    text="多数行看不出一级指标，格子的先后在文本里可能已经打乱；请逐格对照原件，或改交 Word、Excel、PDF 原件。",
)
_CODE_YEAR = re.compile(r"^\d{6}(\d{2})P")
_DIVIDED_VALUE = frozenset({"operator", "unit"})
"""Columns of forms that set a value in several cells; the official form, whose cells flow into one another, does not."""
_TITLE_LINES = 4
_ODD = re.compile("[\x00-\x08\x0b\x0e-\x1f\ue000-\uf8ff\ufffd]")
"""Control and private characters, and what stands for bytes that are no text."""


@dataclass(frozen=True)
class _Block:
    """The lines of one table."""

    title: Sequence[Line]
    unit: Line | None
    head: Sequence[Line]
    body: Sequence[Line]
    columns: Sequence[str]
    breaks: frozenset[int]
    stacked: bool
    """Each column's name stands on a line of its own."""


def read(name: str, data: bytes) -> Document:
    """The document that the text ``data`` holds. Raises ReadError where it is no text."""
    text = plain(name, data)
    if (spaced := text_spaced.read(name, data, text)) is not None:
        return spaced
    lines = _without_page_numbers(split_lines(text))
    blocks = _blocks(lines, "项目编码")
    divided = any(_DIVIDED_VALUE & {*block.columns} for block in blocks)
    if blocks and not divided:
        return _official(name, data, lines, blocks)
    listing = read_listing(text)
    if not listing.projects:
        return _official(name, data, lines, blocks)
    listed = _listed(name, data, listing, lines)
    uncoded = [] if blocks else [block for block in _blocks(lines, "项目名称") if {*_OFFICIAL} <= {*block.columns}]
    if uncoded and _soundness(listed) < len([row for p in listed.projects for row in p.indicators]):
        official = _official(name, data, lines, uncoded)
        if _soundness(official) > _soundness(listed):
            return official
    return listed


def _blocks(lines: Sequence[Line], label: str) -> list[_Block]:
    """The tables of the official form, each from the line that begins with ``label`` on."""
    starts = [k for k, line in enumerate(lines) if squeeze(line.text).startswith(label) and not line.indented_by_tab]
    blocks = (_block(lines, start, stop) for start, stop in pairwise([*starts, len(lines)]))
    return [block for block in blocks if block.columns]


_OFFICIAL = ("level1", "level2", "level3", "description", "value", "basis")


def _soundness(document: Document) -> int:
    """How many rows look like rows, those that do not and what no row took counting against them."""
    rows = [row for project in document.projects for row in project.indicators]
    sound = sum(
        level2(row.level2) is not None
        and bool(row.description)
        and row.basis is not None
        and bool(row.basis.text)
        and (row.value.number is not None or 0 < len(row.value.text) <= _LONGEST_WORDS)
        for row in rows
    )
    lost = sum(
        notice.code in {"row-not-understood", "row-unfilled", "cell-split-doubtful"} for notice in document.notices
    )
    return 2 * sound - len(rows) - lost


_LONGEST_WORDS = 14


def _official(name: str, data: bytes, lines: Sequence[Line], blocks: Sequence[_Block]) -> Document:
    """The document of a text of the official form, whose cells flow into one another."""
    notices: list[Notice] = []
    tables = [FlowTable(tokens(b.body, b.breaks), b.columns, stacked=b.stacked) for b in blocks]
    divide_all(tables)
    projects, prose = sift(
        _project(k, block, table, notices) for k, (block, table) in enumerate(zip(blocks, tables, strict=True), 1)
    )
    notices += [*prose, *_unread(lines, projects)]
    first = blocks[0].title[0].number if blocks and blocks[0].title else None
    front = [line for line in lines if first is None or line.number < first]
    if not projects:
        notices.append(NO_TABLE)
    return Document(
        source=name,
        sha256=hashlib.sha256(data).hexdigest(),
        year=_year(projects, front),
        department=next((d for block in blocks if block.unit and (d := head.department(block.unit))), None),
        part_one=part_one.parse([line.text for line in front]) if projects or _has_part_one(front) else None,
        projects=tuple(projects),
        notices=tuple(notices),
    )


def _listed(name: str, data: bytes, listing: Listing, lines: Sequence[Line]) -> Document:
    """The document of a text in another layout than that of the official form."""
    return Document(
        source=name,
        sha256=hashlib.sha256(data).hexdigest(),
        year=listing.year,
        department=listing.department,
        part_one=part_one.parse([line.text for line in lines]) if _has_part_one(lines) else None,
        projects=tuple(listing.projects),
        notices=(*listing.notices, *_unread(lines, listing.projects)),
    )


def plain(name: str, data: bytes) -> str:
    """As :func:`decode`, with the marks of a web page's source that a copy left in it (``&ge;``, ``&nbsp;``) as what they mean,
    without a converter's marks of bold type (``**指标值**``), without the spaces in labels that are spaced out, and without
    radicals in the place of characters."""
    text = _SPACED_OUT.sub(_closed_up, ideographs(decode(name, data)))
    text = _BOLD.sub(r"\1", text) if "**" in text else text
    return _ENTITY.sub(lambda match: unescape(match[0]), text) if "&" in text else text


_SPACED_OUT = re.compile(r"(?<![^\s|｜])[\u4e00-\u9fff](?: [\u4e00-\u9fff](?![^\s|｜])){2,}")
"""Labels spaced out over their cells: 一 级 指 标."""
_BORDERS = re.compile("(?<=指标)(?=[一二三产效满成数质时经社生可服])")


def _closed_up(match: re.Match[str]) -> str:
    """Spaced-out labels without their inner spaces; what is no label stays as it is printed."""
    labels = _BORDERS.split(match[0].replace(" ", ""))
    known = all(label in SPELLINGS or layouts.column_fields(label) or head_label(label) for label in labels)
    return " ".join(labels) if known else match[0]


_BOLD = re.compile(r"(?<![*\\])\*\*(?=[^\s*])([^*\n]*?[^\s*])\*\*(?!\*)")
_ENTITY = re.compile(
    r"&(?:nbsp|[gl][et]|amp|quot|permil|times|[lr]dquo|ensp|emsp|middot|mdash|hellip|#(?!124;)\d{2,5});"
)


def decode(name: str, data: bytes) -> str:
    """``data`` as text: UTF-8, UTF-16 or GB18030 by content. Raises ReadError for anything that is no text."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_prose(text):
            return text
    raise ReadError(name, "内容不是文本（可能已损坏或是别的格式）；请用原程序打开后另存为 .txt、.docx 或 .xlsx 再试。")


def _is_prose(text: str) -> bool:
    """Whether decoded bytes read as text: no NUL, hardly any control or private characters."""
    sample = text[:200_000]
    return "\0" not in sample and len(_ODD.findall(sample)) <= len(sample) * 0.02


def _without_page_numbers(lines: Sequence[Line]) -> list[Line]:
    kept: list[Line] = []
    for before, line, after in zip((None, *lines), lines, (*lines[1:], None), strict=False):
        if not is_page_number(line, before, after, _BORDER):
            kept.append(line)
    return kept


def _block(lines: Sequence[Line], start: int, stop: int) -> _Block:
    """The table whose 项目编码 stands at ``start``; it ends before the title of the next one."""
    unit = start - 1 if start and head.UNIT_LINE.match(lines[start - 1].text) else None
    title = _title_start(lines, start if unit is None else unit)
    end = stop
    if stop < len(lines):
        above = stop - 1 if head.UNIT_LINE.match(lines[stop - 1].text) else stop
        end = _title_start(lines, above)
    body: list[Line] = []
    columns: tuple[str, ...] = ()
    stacked = False
    head_end = end
    breaks: set[int] = set()
    k = start
    while k < end:
        found = header_at(lines, k, end)
        if found is None:
            if columns:
                body.append(lines[k])
            k += 1
            continue
        if columns:
            breaks.update(line.number for line in lines[found[0] : found[0] + 1])
        else:
            columns, head_end, stacked = found[1], k, found[0] - k == len(found[1])
        k = found[0]
    return _Block(
        title=lines[title : start if unit is None else unit],
        unit=lines[unit] if unit is not None else None,
        head=lines[start:head_end],
        body=[line for line in body if not line.indented_by_tab],
        columns=columns,
        breaks=frozenset(breaks),
        stacked=stacked,
    )


def _title_start(lines: Sequence[Line], above: int) -> int:
    """Where the title begins that ends just above ``above``; ``above`` itself where there is none."""
    if not above or not squeeze(lines[above - 1].text).endswith("绩效目标表"):
        return above
    for k in range(above - 1, max(-1, above - 1 - _TITLE_LINES), -1):
        if head.TITLE.match(lines[k].text):
            return k
    return above - 1


def _project(number: int, block: _Block, table: FlowTable, notices: list[Notice]) -> Project:
    no, title = head.title(block.title)
    parts = head.parse_head(block.head)
    notices.extend(parts.notices)
    rows = table.rows()
    for ordinal, row in enumerate(rows, 1):
        notices.extend(_row_notices(row, number, ordinal))
    place = block.head[0]
    if sum(row.level1 is None for row in rows) > len(rows) / 2:
        notices.append(SCATTERED.model_copy(update={"where": Where(page=place.page, table=number, line=place.number)}))
    return Project(
        no=no if no is not None else number,
        title=title,
        code=parts.code,
        name=parts.name or title,
        budget=parts.budget,
        purpose=parts.purpose,
        spending_plan=parts.plan,
        goals=parts.goals,
        indicators=tuple(_indicator(row, number, k, block.columns) for k, row in enumerate(rows, 1)),
        where=Where(page=place.page, table=number, line=place.number),
    )


def _unread(lines: Sequence[Line], projects: Sequence[Project]) -> Iterator[Notice]:
    """A notice for each table whose title is printed and that was not read; a table of contents names each once more."""
    titles = (name for project in projects for name in (project.title, project.name) if name)
    read = {fold(head.named(title)[1] or "") for title in titles}
    for line in lines:
        if _TITLED.match(squeeze(line.text)) and (name := fold(head.named(line.text)[1] or "")) and name not in read:
            read.add(name)
            yield Notice(
                code="table-not-read",
                text=f"印有“{line.text[:40]}”，没有读出这张表；请对照原件，或改交 Word、Excel、PDF 原件。",
                where=Where(page=line.page, line=line.number),
            )


def _indicator(row: FlowRow, table: int, ordinal: int, columns: Sequence[str]) -> Indicator:
    cells = row.cells
    return Indicator(
        level1=row.level1,
        level2=row.level2,
        level3=cells.get("level3", ""),
        description=cells.get("description", "") if "description" in columns else None,
        value=parse_value(cells["value"]) if cells.get("value") else Value(),
        basis=parse_basis(cells.get("basis", "")) if "basis" in columns else None,
        where=Where(page=row.first.line.page, table=table, row=ordinal, line=row.first.line.number),
    )


def _row_notices(row: FlowRow, table: int, ordinal: int) -> list[Notice]:
    where = Where(page=row.first.line.page, table=table, row=ordinal, line=row.first.line.number)
    found = []
    if row.doubtful:
        found.append(
            Notice(
                code="cell-split-doubtful",
                text=f"“{row.level2}”一行的单元格分界有疑，请对照原件",
                where=where,
                choices=_choices(row),
            )
        )
    if row.clipped:
        found.append(Notice(code="label-clipped", text=f"二级指标在分页处缺字，按“{row.level2}”读", where=where))
    if row.level2 is None:
        found.append(Notice(code="label-missing", text="这一行上方没有二级指标", where=where))
    return found


def _choices(row: FlowRow) -> tuple[tuple[RowCells, ...], ...]:
    """The divisions that the reader wavers between; none where a column is kept outside the four printed cells."""
    known = set(RowCells.model_fields)
    if any(cells.keys() - known for division in row.choices for cells in division):
        return ()
    return tuple(tuple(_row_cells(cells) for cells in division) for division in row.choices)


def _row_cells(cells: Mapping[str, str]) -> RowCells:
    value = cells.get("value")
    return RowCells(
        level3=cells.get("level3", ""),
        description=cells.get("description"),
        value=value or None,
        basis=cells.get("basis"),
    )


def _year(projects: Sequence[Project], front: Sequence[Line]) -> int | None:
    """The budget year: from the project codes (digits 7–8 in Hebei's codes), else from a heading, else from the text."""
    codes = {m[1] for p in projects if p.code and (m := _CODE_YEAR.match(p.code))}
    if len(codes) == 1:
        return 2000 + int(codes.pop())
    for line in front[:12]:
        if heading := re.search(r"(20\d{2})\s*年(?:度)?(?:部门)?预算", line.text):
            return int(heading[1])
    years = Counter(re.findall(r"(20\d{2})\s*年", " ".join(line.text for line in front)))
    ranked = years.most_common(2)
    if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
        return int(ranked[0][0])
    return None


def _has_part_one(front: Sequence[Line]) -> bool:
    return any("部门整体绩效目标" in squeeze(line.text) for line in front)
