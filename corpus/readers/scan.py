"""Pictures of pages → Document: set straight, ruled tables found, words recognised; from there as any other page."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from corpus.extract import extract
from corpus.grid import unwrap
from corpus.readers import deadline, scan_page, scan_paper, scan_words
from corpus.readers.pdf_page import Piece, at_margin, without_running_lines
from corpus.readers.pieces import blocks
from corpus.readers.scan_doubts import UNSURE, doubts, with_normal_forms
from corpus.readers.scan_page import DPI, Box, Table
from corpus.readers.scan_words import HOW_TO_INSTALL, Word
from corpus.readers.scan_words import is_installed as is_installed
from corpus.records import Document, Notice, Where
from errors import ReadError

_POINTS = 72 / DPI
_LONGEST = 3400
"""Pixels of the longer side of a page: A3 at 200 dpi; what is larger is brought down to it."""
_A4 = 2339
_LEAST_SIDE = 50
"""Pixels of the shorter side below which a picture holds no line of text."""
_MOST_PIXELS = 80_000_000
_TABLE_WORDS = ("三级指标", "指标值", "目标值", "绩效指标")
_CODE = re.compile(r"^(\d{3,9})(?=[\u4e00-\u9fff].*单\s*位\s*[:：])")
"""The code of a unit before its name above a table; narrow spaces are not recognised."""


@dataclass
class Scanned:
    """What was recognised on one page."""

    pieces: list[Piece]
    unsure: set[str] = field(default_factory=set)
    """Texts of cells and lines in which a character is uncertain."""
    notices: list[Notice] = field(default_factory=list)


def read(name: str, data: bytes) -> Document:
    """The document in a picture: PNG, JPEG, TIFF (of several pages), BMP or GIF.

    Of many pages as many are read as fit in the time of the file, with a notice for each that is not.
    Raises ReadError where the extra ``scan`` is not installed, or the picture is damaged or too large.
    """
    if not is_installed():
        raise ReadError(name, f"是图片；{HOW_TO_INSTALL}")
    pictures = _pictures(name, data)
    pages, late = recognised_pages(range(1, _count(name, data) + 1), lambda _: next(pictures))
    return assemble(name, data, [page.pieces for page in pages.values()], pages, late)


def assemble(
    name: str,
    data: bytes,
    pages: Iterable[Sequence[Piece]],
    scanned: dict[int, Scanned],
    notices: Sequence[Notice] = (),
) -> Document:
    """The document of all ``pages`` in order, those of ``scanned`` (by number, from 1) with notices of their doubts."""
    pieces = aligned(without_running_lines(piece for page in pages for piece in page), scanned)
    found = list(blocks(pieces))
    told = [*notices, *(notice for page in scanned.values() for notice in page.notices)]
    document = with_normal_forms(extract(found, name, hashlib.sha256(data).hexdigest(), told), scanned)
    unsure = {number: page.unsure for number, page in scanned.items()}
    return document.model_copy(update={"notices": (*document.notices, *doubts(found, document, unsure))})


def rendered(name: str, data: bytes, number: int) -> Any:
    """Page ``number`` (from 1) of a PDF as a picture in grays."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as pdf:
            page = pdf[number - 1]
            scale = min(DPI / 72, _LONGEST / max(page.get_size()))
            picture = page.render(scale=scale).to_numpy().copy()
            page.close()
    except pypdfium2.PdfiumError as error:
        raise ReadError(name, f"第 {number} 页的图片打不开；请重新扫描或导出后再试。") from error
    return picture if picture.ndim == 2 else scan_paper.without_seals(picture[..., :3])


def _pictures(name: str, data: bytes) -> Iterator[Any]:
    """Each page of a picture in grays, near 200 dpi."""
    import numpy as np
    from PIL import ImageOps, ImageSequence

    with _opened(name, data) as picture:
        for frame in ImageSequence.Iterator(picture):
            if frame.width * frame.height > _MOST_PIXELS:
                raise ReadError(name, "图片的像素太多；请按 200 dpi 重新扫描。")
            page = ImageOps.exif_transpose(_on_white(frame)).convert("RGB")
            scale = _scale(page.width, page.height)
            if scale != 1:
                page = page.resize((round(page.width * scale), round(page.height * scale)))
            yield scan_paper.without_seals(np.asarray(page)[..., ::-1])


def _count(name: str, data: bytes) -> int:
    """The pages of a picture."""
    with _opened(name, data) as picture:
        return getattr(picture, "n_frames", 1)


@contextmanager
def _opened(name: str, data: bytes) -> Iterator[Any]:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data)) as picture:
            yield picture
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise ReadError(name, "图片已损坏或太大，打不开；请重新扫描后再试。") from error


def _on_white(frame: Any) -> Any:
    """``frame`` on paper, where parts of it are clear."""
    from PIL import Image

    if not frame.has_transparency_data:
        return frame
    clear = frame.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)


def _scale(width: int, height: int) -> float:
    """What brings a picture near 200 dpi. One with the sides of a sheet of paper is taken for a whole page."""
    longer, shorter = max(width, height), max(min(width, height), 1)
    is_sheet = 1.25 <= longer / shorter <= 1.5 and longer >= _A4 / 3
    return _A4 / longer if is_sheet else min(1.0, _LONGEST / longer)


def recognised_pages(pictures: Sequence[int], picture: Callable[[int], Any]) -> tuple[dict[int, Scanned], list[Notice]]:
    """What the pages ``pictures`` show, as many as fit in the time of the file, and a notice for each that does not.

    ``picture`` gives the gray picture of a page by its number.
    """
    found: dict[int, Scanned] = {}
    longest = 0.0
    for number in pictures:
        if not deadline.leaves(1.5 * longest):
            break
        begun = time.monotonic()
        found[number] = recognised(picture(number), number)
        longest = max(longest, time.monotonic() - begun)
    text = "第 {} 页是扫描的图片，时间不够，未读入；请拆分文件，或在 jixiao.toml 调大 max_seconds。"
    return found, [
        Notice(code="page-not-reached", text=text.format(number), where=Where(page=number))
        for number in pictures
        if number not in found
    ]


def recognised(gray: Any, number: int) -> Scanned:
    """What the picture of page ``number`` shows, from top to bottom."""
    if min(gray.shape) < _LEAST_SIDE:
        return Scanned([])
    straight = scan_paper.straight(scan_words.upright(gray))
    printed = scan_paper.ink(straight)
    level, upright = scan_page.rules(printed)
    tables = scan_page.tables(level, upright)
    printed[(level | upright) > 0] = 0
    words = scan_words.words(straight, printed, tables)
    tables = [table for table in tables if any(_in(table.box, word) for word in words)]  # no drawings, no photographs
    page = Scanned([])
    for table in tables:
        page.pieces.append(_table(number, table, words, page.unsure))
    rest = [word for word in words if not any(_in(table.box, word) for table in tables)]
    for line in _lines(rest):
        page.pieces.append(_line(number, line, straight.shape[0], page.unsure))
    page.pieces.sort(key=lambda piece: (piece.top, piece.left))
    text = "".join(word.text for word in words)
    if not tables and any(word in text for word in _TABLE_WORDS):
        told = f"第 {number} 页是图片，没有找到表格线，只读入了文字，没有读成表格；请对照原件。"
        page.notices.append(Notice(code="scan-without-rules", text=told, where=Where(page=number)))
    return page


def _in(box: Box, word: Word) -> bool:
    return box.holds((word.box.left + word.box.right) / 2, (word.box.top + word.box.bottom) / 2)


def _table(number: int, table: Table, words: Sequence[Word], unsure: set[str]) -> Piece:
    outline = table.box
    piece = Piece(
        number, outline.top * _POINTS, outline.bottom * _POINTS, outline.left * _POINTS, outline.right * _POINTS
    )
    inside = [word for word in words if _in(table.box, word)]
    for cell in table.cells:
        mine = [word for word in inside if _in(cell, word)]
        text = unwrap("\n".join("".join(word.text for word in line) for line in _lines(mine)))
        if any(word.sure < UNSURE for word in mine):
            unsure.add(text)
        left, top, right, bottom = (side * _POINTS for side in (cell.left, cell.top, cell.right, cell.bottom))
        piece.cells.append((left, top, right, bottom, text))
    return piece


def _line(number: int, line: Sequence[Word], height: int, unsure: set[str]) -> Piece:
    text = _CODE.sub(r"\1 ", " ".join(word.text.strip() for word in line))
    top, bottom = min(word.box.top for word in line) * _POINTS, max(word.box.bottom for word in line) * _POINTS
    piece = Piece(number, top, bottom, line[0].box.left * _POINTS, line[-1].box.right * _POINTS, text)
    piece.size = (bottom - top) * 0.75  # the box of a line is higher than its letters
    piece.at_margin = at_margin(top, bottom, height * _POINTS)
    if any(word.sure < UNSURE for word in line):
        unsure.add(text)
    return piece


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    """``words`` by printed line, each from left to right: one belongs to the line that its middle lies in."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.box.top + word.box.bottom):
        middle = (word.box.top + word.box.bottom) / 2
        last = lines[-1] if lines else []
        if last and any(w.box.top < middle < w.box.bottom for w in last) and not any(_stacked(w, word) for w in last):
            last.append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.box.left) for line in lines]


def _stacked(upper: Word, lower: Word) -> bool:
    """Whether two words stand above each other, so that they are no one line."""
    shared = min(upper.box.right, lower.box.right) - max(upper.box.left, lower.box.left)
    return shared > 0.5 * min(upper.box.right - upper.box.left, lower.box.right - lower.box.left)


def aligned(pieces: Sequence[Piece], scanned: dict[int, Scanned]) -> list[Piece]:
    """``pieces`` with the scanned tables at the sides of the one before: no two sheets lie alike on the glass."""
    last: Piece | None = None
    for piece in pieces:
        if not piece.cells:
            continue
        if last is not None and piece.page in scanned and abs(_width(piece) / _width(last) - 1) < 0.02:
            old, scale, new = piece.left, _width(last) / _width(piece), last.left
            piece.cells = [
                (new + (left - old) * scale, top, new + (right - old) * scale, bottom, text)
                for left, top, right, bottom, text in piece.cells
            ]
            piece.left, piece.right = last.left, last.right
        last = piece
    return list(pieces)


def _width(piece: Piece) -> float:
    return max(piece.right - piece.left, 1.0)
