"""Cells of a scan that a person should compare with the paper, and normal forms of what is known to be misread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from corpus.chars import fold
from corpus.grid import Block, Cell, Line
from corpus.records import Document, Indicator, Notice, Value, Where
from corpus.values import parse_value

UNSURE = 0.8
"""Certainty of a character, from 0 to 1, below which its cell is doubtful."""
_LIKE_DIGITS = re.compile(r"(?<=[\d.])[OolI|]|[OolI|](?=[\d.%])")
_DIGITS = str.maketrans("OolI|", "00111")
_RARE = re.compile(
    r"(?:受灾|受害|成灾|火灾|事故|死亡|伤亡|伤害|发病|病死|感染|患病|犯罪|发案|出生|增长|流失|差错|投诉|违规|故障)[^，。；]{0,6}率"
)
"""Rates that are often given in ‰."""


def doubts(blocks: Sequence[Block], document: Document, unsure: Mapping[int, Set[str]]) -> list[Notice]:
    """A notice for each doubtful cell or line of the pages that ``unsure`` has, with the texts that were uncertain."""
    found: dict[tuple[Where, str], Notice] = {}
    for where, place, text, reason in (*_of_blocks(blocks, unsure), *_of_values(document, unsure)):
        if (where, text) not in found:
            told = f"{place}“{text}”由文字识别得来，{reason}，请对照原件。"
            found[where, text] = Notice(code="cell-doubtful", text=told, where=where)
    return list(found.values())


_Doubt = tuple[Where, str, str, str]
"""Where, the same in words, the text, and why."""


def _of_values(document: Document, unsure: Mapping[int, Set[str]]) -> Iterator[_Doubt]:
    for project in document.projects:
        for indicator in (*project.indicators, *project.midterm):
            if indicator.where.page in unsure and (reason := _value_doubt(indicator)):
                place = f"{_place(indicator.where)}“指标值”栏的"
                yield indicator.where, place, indicator.value.text, reason


def _value_doubt(indicator: Indicator) -> str | None:
    text = fold(indicator.value.text)
    if ("%" in text or "‰" in text) and _RARE.search(indicator.level3 + "；" + (indicator.description or "")):
        return "“‰”常被认成“%”"
    if indicator.value.number is not None and not indicator.value.unit:
        return "数后没有单位，可能漏认"
    return None


def _of_blocks(blocks: Sequence[Block], unsure: Mapping[int, Set[str]]) -> Iterator[_Doubt]:
    for block in blocks:
        if isinstance(block, Line):
            if block.where.page in unsure and _is_unsure(block.text, block.where, unsure):
                yield block.where, f"第 {block.where.page} 页表外的", block.text, "有的字把握不大"
        else:
            for row in range(block.height):
                for number, cell in enumerate(block.row(row), 1):
                    if cell.row == row and cell.where.page in unsure and (reason := _cell_doubt(cell, unsure)):
                        yield cell.where, f"{_place(cell.where)}第 {number} 列的", cell.text, reason


def _cell_doubt(cell: Cell, unsure: Mapping[int, Set[str]]) -> str | None:
    if _is_unsure(cell.text, cell.where, unsure):
        return "有的字把握不大"
    if _LIKE_DIGITS.search(cell.text):
        return "数字和字母（0 与 O、1 与 l）可能认混"
    return None


def _is_unsure(text: str, where: Where, unsure: Mapping[int, Set[str]]) -> bool:
    """Whether ``text``, or a part that it was joined from, is among the uncertain."""
    page = where.page or 0
    if text in unsure.get(page, ()):
        return True
    parts = (part for number in (page, page + 1) for part in unsure.get(number, ()))
    return any(len(part) > 1 and (text.startswith(part) or text.endswith(part)) for part in parts)


def _place(where: Where) -> str:
    table = f"第 {where.table} 张表" if where.table else ""
    row = f"第 {where.row} 行" if where.row else ""
    return f"第 {where.page} 页{table}{row}"


def with_normal_forms(document: Document, scanned: Mapping[int, object]) -> Document:
    """``document`` with numbers read where a letter stands for a digit (``≥9O%``); what is printed stays as it was read."""

    def settled(indicator: Indicator) -> Indicator:
        value = indicator.value
        if indicator.where.page not in scanned or value.number is not None or not _LIKE_DIGITS.search(value.text):
            return indicator
        meant = parse_value(_LIKE_DIGITS.sub(lambda match: match[0].translate(_DIGITS), value.text))
        form = Value(text=value.text, operator=meant.operator, number=meant.number, unit=meant.unit)
        return indicator.model_copy(update={"value": form})

    projects = tuple(
        project.model_copy(
            update={
                "indicators": tuple(map(settled, project.indicators)),
                "midterm": tuple(map(settled, project.midterm)),
            }
        )
        for project in document.projects
    )
    return document.model_copy(update={"projects": projects})
