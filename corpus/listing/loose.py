"""Indicators that no header row heads: labels in brackets, sentences that set them, rows under class names alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.chars import fold
from corpus.listing.align import Row, align
from corpus.listing.cards import cards
from corpus.listing.evidence import SIGN
from corpus.listing.fragments import Fragment, fragments
from corpus.listing.glued import cut_pieces, find_label
from corpus.listing.head import Head, parse_head
from corpus.listing.header import Shape, begins_line
from corpus.listing.labels import label
from corpus.listing.pieces import Piece, pieces
from corpus.listing.sentences import told_projects
from corpus.listing.stream import body_of
from corpus.listing.tables import ends_table
from corpus.values import parse_value

COLUMNS = ("level1", "level2", "level3", "value")
SIGNED_COLUMNS = ("level1", "level2", "level3", "operator", "value", "unit", "weight")
"""Those of rows that print the sign of a value as a cell of its own."""
_LEAST_CLASSES = 2
_MOST_LEFT = 0.3
"""Of a line that is a table no more than this share belongs to no row."""
_LEAST_GLUED = 3
"""So many rows with a number below class names make a glued line a table."""
_HEADING = re.compile(r"[【\[]\s*([^【】\[\]\-—–/]{2,14})\s*[-—–/]+\s*([^【】\[\]]{2,18})\s*[】\]]")
_ENTRY = re.compile(r"(?:^|[;；\n])\s*(?:指标)?\s*\d{1,2}\s*[:：.、．]\s*")
_AMOUNT_COLUMN = re.compile(r"(?:预算|金额|资金)[^\s（(]{0,6}\s*[（(](?:单位[:：])?(元|万元)[)）]")
_UNIT_LINE = re.compile(r"^[^\S\n]*(?:金额)?单位[:：]\s*(元|万元)\s*$", re.MULTILINE)
_AMOUNT_LINE = re.compile(r"^\s*(\d[\d,]*(?:\.\d+)?)\s*$", re.MULTILINE)
_SPOKEN = re.compile(r"^方面|[,，。]")
"""What is no name but words about one: 数量指标方面，实际改造5个."""
_EMPTY_LINE = re.compile(r"\r?\n\s*\n")
_POINTS = re.compile(r"[\d.,]+%?")
_VALUE_AT_END = re.compile(r"^(.*?)[(（]((?:[^()（）]|[(（][^()（）]*[)）])*)[)）]\s*[;；。]?\s*$", re.DOTALL)


@dataclass(frozen=True)
class Loose:
    """Rows without a header row."""

    head: Head
    rows: tuple[Row, ...]
    inherit: bool
    """Whether a class holds for the rows below it that print none."""
    doubt: str
    left: tuple[tuple[str, int], ...] = ()
    columns: tuple[str, ...] = COLUMNS


def loose_tables(text: str) -> list[Loose]:
    """The indicators in a text that has no header row; none where their classes are not printed either."""
    return _bracketed(text) or _labelled(text) or _sentences(text) or _bare_rows(text) or _glued(text)


def _row(line: int, **cells: str) -> Row:
    return Row({name: (Piece(text, line, 1, True, True),) for name, text in cells.items() if text})


def _line_of(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _bracketed(text: str) -> list[Loose]:
    """``【产出指标-数量指标】 指标1:机柜数量(≥77台)``; a class that comes again begins the next project."""
    headings = [m for m in _HEADING.finditer(text) if label(m[1]) and label(m[2])]
    found: list[list[Row]] = []
    heads: list[Head] = []
    seen: set[str] = set()
    last_end = 0
    for match, after in zip(headings, (*headings[1:], None), strict=bool(headings)):
        if not found or fold(match[0]) in seen:
            found.append([])
            heads.append(_head_before(text, last_end, match.start()))
            seen = set()
        seen.add(fold(match[0]))
        last_end = match.end()
        stop = after.start() if after else len(text)
        for line, name, value in _entries(text, match.end(), stop):
            found[-1].append(_row(line, level1=match[1].strip(), level2=match[2].strip(), level3=name, value=value))
    doubt = "指标写成“【一级-二级】指标(值)”，没有表头，按这种写法读入。"
    return [Loose(head, tuple(rows), True, doubt) for head, rows in zip(heads, found, strict=True) if rows]


def _entries(text: str, start: int, stop: int) -> Iterator[tuple[int, str, str]]:
    """The numbered entries below one heading: line, name, value; the last bracket holds the value."""
    marks = list(_ENTRY.finditer(text[start:stop]))
    for mark, after in zip(marks, (*marks[1:], None), strict=bool(marks)):
        body = text[start + mark.end() : start + after.start() if after else stop]
        name, value = _entry(body)
        if name:
            yield _line_of(text, start + mark.end()), name, value


def _entry(body: str) -> tuple[str, str]:
    """Name and value of one numbered entry: its first lines up to a bracket at a line's end, else its first paragraph."""
    first = _EMPTY_LINE.split(body.strip())[0]
    lines = first.splitlines()
    for stop in range(1, len(lines) + 1):
        match = _VALUE_AT_END.match("\n".join(lines[:stop]))
        if match and match[1].strip():
            return match[1].strip(), match[2].strip()
    return first.strip(), ""


def _head_before(text: str, start: int, stop: int) -> Head:
    """The head of a bracketed project: what stands before its first label, and the text under 【总体目标】."""
    above = text[start:stop]
    goal = re.search(r"[【\[](?:总体目标|年度目标|绩效目标)[】\]]\s*[:：]?\s*(.+?)(?=[【\[]|$)", above, re.DOTALL)
    front = "\n".join(line for line in above.split("【", 1)[0].splitlines() if not _ENTRY.match(line.strip()))
    head = parse_head(pieces(fragments(front), Shape.LINES), Shape.LINES)
    cells = [cell.strip() for line in front.splitlines() for cell in line.split("\t")]
    names = [cell for cell in cells if re.search(r"[\u4e00-\u9fff]{4}", cell)]
    if names and "name" not in head.fields:
        head.fields["name"] = names[-1]
        amount = _AMOUNT_LINE.search(front[front.rindex(names[-1]) :].replace("\t", "\n"))
        if amount and (unit := _columns_unit(text)):
            head.fields.setdefault("total", amount[1] + unit)
    if goal:
        head.fields["goals"] = goal[1].strip()
    return head


def _columns_unit(text: str) -> str:
    """The unit of a column of amounts, in its name (``预算金额（元）``) or on a line of its own; empty where none is printed."""
    named = _AMOUNT_COLUMN.search(text) or _UNIT_LINE.search(text)
    return named[1] if named else ""


def _labelled(text: str) -> list[Loose]:
    """Rows that print the name of its column before every cell; words about a project between them begin the next one."""
    doubt = "每一格前都印有栏目名（“三级指标：…”），没有表，按这种写法读入。"
    found: list[tuple[Head, list[Row]]] = []
    columns: dict[str, None] = {}
    for card in cards(text):
        head = parse_head(pieces(fragments(card.before), Shape.LINES), Shape.LINES)
        if not found or head.names_project:
            found.append((head, []))
        found[-1][1].append(_row(card.line, **card.cells))
        columns |= dict.fromkeys(card.cells)
    order = tuple(dict.fromkeys((*COLUMNS, *columns)))
    return [Loose(head, tuple(rows), True, doubt, columns=order) for head, rows in found]


def _sentences(text: str) -> list[Loose]:
    """Sentences that name a class and set its indicators; see :mod:`corpus.listing.sentences`."""
    doubt = "指标写在句子里（“数量指标：…”），没有表，按句读入，请对照原件。"
    found = []
    for told in told_projects(text):
        rows = [
            _row(said.line, level1=said.level1, level2=said.level2, level3=name, value=value)
            for said in told.said
            for name, value in said.entries
        ]
        if rows:
            found.append(Loose(told.head, tuple(rows), told.has_outer, doubt))
    return found


def _bare_rows(text: str) -> list[Loose]:
    """Rows of ``数量指标 | 名称 | 值`` without a header; at least two classes must be printed."""
    frags = fragments(text)
    first = _first_class(frags)
    if first is None:
        return []
    barred = any(frag.parted and not frag.newline for frag in frags[first:])
    in_line = first + 1 < len(frags) and not frags[first + 1].newline
    shape = Shape.BARS if barred else (Shape.BLANKS if in_line else Shape.LINES)
    body = pieces(frags[first:], shape)
    stop = next((k for k, piece in enumerate(body) if ends_table(piece.text)), len(body))
    signs = sum(bool(SIGN.fullmatch(fold(piece.text))) for piece in body[:stop])
    columns = SIGNED_COLUMNS if signs >= _LEAST_CLASSES and shape is not Shape.LINES else COLUMNS
    aligned = align(body[:stop], columns, shape)
    classes = {fold(row.text("level2") or row.text("level1")) for row in aligned.rows} - {""}
    valued = [row for row in aligned.rows if _is_name(row.text("level3")) and row.text("value")]
    if 2 * len(valued) < len(aligned.rows):
        return []  # points of a score sheet stand where names do
    if len(classes) < _LEAST_CLASSES + (shape is Shape.LINES) or not valued:
        return []
    inherit = any(row.text("level1") and row.text("level2") for row in aligned.rows)
    head = parse_head(pieces(frags[:first], shape), shape)
    left = tuple((piece.text, piece.line) for piece in aligned.left)
    return [Loose(head, aligned.rows, inherit, "没有找到表头，按“指标类别、名称、指标值”的顺序读入。", left, columns)]


def _is_name(text: str) -> bool:
    """Whether ``text`` names something and is not points, or a class with points."""
    words = text.split()
    points = [word for word in words if _POINTS.fullmatch(fold(word))]
    return bool(words) and not (points and all(word in points or label(word) is not None for word in words))


def _glued(text: str) -> list[Loose]:
    """A line that glues rows under class names: ``产出指标数量指标足额保障率=100%科目调整次数≤10次时效指标…``."""
    for number, line in enumerate(text.splitlines(), 1):
        first = find_label(line)
        if first is None:
            continue
        columns = (*COLUMNS, "weight")
        body = body_of(line[first:])
        aligned = cut_pieces([Piece(body, number, 1, True, True)], columns)
        spoken = sum(bool(_SPOKEN.search(row.text("level3"))) for row in aligned.rows)
        if 2 * spoken > len(aligned.rows) or _are_sentences(
            [p.text for p in aligned.left], len(aligned.rows), len(body)
        ):
            continue
        valued = [
            row for row in aligned.rows if row.text("level3") and parse_value(row.text("value")).number is not None
        ]
        if len(valued) >= _LEAST_GLUED and sum(bool(row.text("level2")) for row in aligned.rows) >= _LEAST_CLASSES:
            head = parse_head([Piece(line[:first], number, 1, True, True)], Shape.GLUED)
            left = tuple((piece.text, piece.line) for piece in aligned.left)
            return [
                Loose(
                    head,
                    aligned.rows,
                    True,
                    "没有找到表头，格子之间也没有分隔，按类别、名称和数值的写法切开。",
                    left,
                    columns,
                )
            ]
    return []


def _are_sentences(left: Sequence[str], rows: int, characters: int) -> bool:
    """Whether what no row took of a line shows that it speaks of indicators: words, or stops between most rows."""
    stops = sum(not text.strip("，,。；;、 ") for text in left)
    return stops > rows / 2 or sum(map(len, left)) > _MOST_LEFT * characters


def _first_class(frags: Sequence[Fragment]) -> int | None:
    """The first fragment that is a class name beginning a line and has a name and a value behind it."""
    for k, frag in enumerate(frags):
        known = label(frag.text) if begins_line(frags, k) and frag.text else None
        if known is not None and known.sure:
            return k
    return None
