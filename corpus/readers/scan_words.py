"""The words in a straight picture of a page: found, cut at the rules of tables, and recognised by rapidocr."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Any

from corpus.readers.scan_page import Box, Table, runs

HOW_TO_INSTALL = "本机未安装文字识别组件，可用 pip install 'jixiao[scan]' 安装，或改用 Word、Excel、文字版 PDF。"
_DETECT_SIDE = 1200
"""Pixels of the longer side at which lines are looked for; more finds no more of them and costs four times as much."""
_GLANCE_SIDE = 700
_SAMPLE = 6
"""Lines that tell which way up a page is, found at a glance."""
_LEGIBLE = 0.6
"""Certainty above which a line is not upside down."""
_MOST_THREADS = 2
"""Each costs address space, which a worker has little of."""
_INSET = 4
"""Pixels at the sides of a cell that may show its rule."""
_PAD = 3
_NOTHING = 0.5
"""Certainty below which ink that no line was found in is dust."""
_RIM = 8
"""Pixels around a line that was found in which parts of its characters may stand."""
_LEAST_INK = 30
"""Pixels of ink that are a word and not dust."""


@dataclass(frozen=True)
class Word:
    """A recognised run of text in one line; ``sure`` is that of its least certain character, from 0 to 1."""

    box: Box
    text: str
    sure: float


def is_installed() -> bool:
    """Whether the extra ``scan`` is there."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "cv2", "onnxruntime"))


def words(gray: Any, inked: Any, tables: Sequence[Table]) -> list[Word]:
    """Every word of the page. ``inked`` is its ink without the rules of ``tables``; no word crosses one of those."""
    import cv2

    boxes = [part for box in _lines(cv2.cvtColor(gray, cv2.COLOR_GRAY2BGR)) for part in _cut(box, inked, tables)]
    found = len(boxes)
    boxes += _missed(inked, boxes, tables)
    crops = [gray[box.top : box.bottom, box.left : box.right] for box in boxes]
    read = _recognise([cv2.cvtColor(crop, cv2.COLOR_GRAY2BGR) for crop in crops])
    return [
        Word(box, text, sure)
        for number, (box, (text, sure)) in enumerate(zip(boxes, read, strict=True))
        if text.strip() and (number < found or sure >= _NOTHING)
    ]


def upright(gray: Any) -> Any:
    """``gray`` turned by quarters, where its lines run up, down or upside down."""
    import cv2
    import numpy as np

    scale = min(1.0, _GLANCE_SIDE / max(gray.shape))
    small = cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    boxes = list(_lines(cv2.cvtColor(small, cv2.COLOR_GRAY2BGR)))
    longest = sorted(boxes, key=lambda box: max(box.right - box.left, box.bottom - box.top))[-_SAMPLE:]
    if not longest:
        return gray
    crops = [
        gray[
            slice(*(round(k / scale) for k in (box.top, box.bottom))),
            slice(*(round(k / scale) for k in (box.left, box.right))),
        ]
        for box in longest
    ]
    tall = sum(1 if crop.shape[0] > crop.shape[1] else -1 for crop in crops) > 0
    sure: dict[int, float] = {}
    for quarters in (1, 3) if tall else (0, 2):
        turned = [np.ascontiguousarray(np.rot90(crop, quarters)) for crop in crops]
        read = _recognise([cv2.cvtColor(crop, cv2.COLOR_GRAY2BGR) for crop in turned])
        sure[quarters] = sum(certainty for _, certainty in read)
        if quarters == 0 and sure[0] > _LEGIBLE * len(read):
            return gray
    return np.ascontiguousarray(np.rot90(gray, max(sure, key=lambda quarters: sure[quarters])))


def reads(text: str) -> bool:
    """Whether ``text`` (Latin letters, digits), drawn on paper, is recognised."""
    import cv2
    import numpy as np

    paper = np.full((200, 600), 255, np.uint8)
    cv2.putText(paper, text, (60, 120), cv2.FONT_HERSHEY_SIMPLEX, 2, 0, 4)
    return "".join(word.text for word in words(paper, np.zeros_like(paper), ())) == text


@cache
def _engine(threads: int) -> Any:
    """One for finding lines (several threads on one picture), one for reading them (one thread each, many at a time).

    The classifier of angles stays off: it turns ``≥90%`` upside down. Short lines are not padded to a common width,
    which is both surer and twice as fast.
    """
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.log_level": "critical",
            "Global.max_side_len": _DETECT_SIDE,
            "Global.return_word_box": True,
            "Det.limit_side_len": 64,
            "Rec.rec_batch_num": 1,
            "Rec.rec_img_shape": [3, 48, 48],
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _threads() -> int:
    return min(os.cpu_count() or 1, _MOST_THREADS)


def _lines(picture: Any) -> Iterator[Box]:
    height, width = picture.shape[:2]
    found = _engine(_threads())(picture, use_det=True, use_cls=False, use_rec=False).boxes
    for corners in [] if found is None else found:
        left, top = (max(int(corners[:, k].min()), 0) for k in (0, 1))
        right, bottom = min(int(corners[:, 0].max()) + 1, width), min(int(corners[:, 1].max()) + 1, height)
        if right - left > 3 and bottom - top > 3:
            yield Box(left, top, right, bottom)


def _cut(box: Box, inked: Any, tables: Sequence[Table]) -> Iterator[Box]:
    """``box`` itself outside tables; inside, what of it is printed on in each cell that its middle line runs through."""
    middle = (box.top + box.bottom) / 2
    table = next((t for t in tables if t.box.holds((box.left + box.right) / 2, middle)), None)
    if table is None:
        yield box
        return
    for cell in table.cells:
        left, right = max(box.left, cell.left + _INSET), min(box.right, cell.right - _INSET)
        top, bottom = max(box.top, cell.top + _INSET), min(box.bottom, cell.bottom - _INSET)
        if not cell.top <= middle < cell.bottom or right - left <= 2 * _INSET or bottom - top <= 2 * _INSET:
            continue
        if (inked[top:bottom, left:right] > 0).sum() >= _LEAST_INK:
            yield Box(left, top, right, bottom)


def _missed(inked: Any, boxes: Sequence[Box], tables: Sequence[Table]) -> list[Box]:
    """Lines in cells where ink is left that no box covers: single digits and signs are easily overlooked."""
    rest = inked.copy()
    for box in boxes:
        rest[max(box.top - _RIM, 0) : box.bottom + _RIM, max(box.left - _RIM, 0) : box.right + _RIM] = 0
    found = []
    for cell in (cell for table in tables for cell in table.cells):
        part = rest[cell.top + _INSET : cell.bottom - _INSET, cell.left + _INSET : cell.right - _INSET] > 0
        for top, bottom in runs(part.any(axis=1)):
            line = part[top:bottom]
            columns = [k for k, there in enumerate(line.any(axis=0)) if there]
            if line.sum() >= _LEAST_INK and bottom - top >= _PAD:
                across = cell.left + _INSET + columns[0] - _PAD, cell.left + _INSET + columns[-1] + 1 + _PAD
                down = cell.top + _INSET + top - _PAD, cell.top + _INSET + bottom + _PAD
                found.append(Box(max(across[0], 0), max(down[0], 0), across[1], down[1]))
    return found


def _recognise(crops: Sequence[Any]) -> list[tuple[str, float]]:
    """Text of each crop with the certainty of its least certain character."""
    if not crops:
        return []
    count = _threads()
    engine = _engine(1)
    shares = [list(crops[k::count]) for k in range(min(count, len(crops)))]
    engine.recognize_txt(shares[0][:1])  # loads the model before the threads part
    read: list[tuple[str, float]] = [("", 0.0)] * len(crops)
    with ThreadPoolExecutor(count, thread_name_prefix="jixiao-ocr") as pool:
        for first, found in enumerate(pool.map(engine.recognize_txt, shares)):
            details = zip(found.txts, found.scores, found.word_results, strict=True)
            for step, (text, score, word) in enumerate(details):
                single = [float(sure) for sure in word.confs] if word is not None else []
                read[first + step * count] = (text, min([*single, float(score)]))
    return read
