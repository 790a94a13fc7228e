"""How well a run of tokens fits a column: line breaks, patterns of values and bases, likeness to the cell before.

Scores are in one arbitrary unit; higher is better. They were set by reasoning about how cells are set, then checked on
transcribed tables; they are not tuned to a document.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from math import log

from corpus.citations import names_document
from corpus.flow.tokens import Token, goes_on
from corpus.values import Kind, kind, parse_value

DEFAULT_WIDTHS: Mapping[str, int] = {"level3": 10, "description": 22, "value": 11, "basis": 10}
"""First guess of column widths (a Chinese character counts two), replaced by what the document shows."""
USUAL_WIDTH = 10
"""Of columns that the form of the seeds does not have."""
EMPTY: Mapping[str, float] = {"level3": -9.0, "description": -6.0, "value": -9.0, "basis": -7.0}
"""Cost of a cell left empty in a form that has the column."""
RESTART_LEAST = 3
"""A repeated line shorter than this says nothing."""
NARROWER = 3
"""How much narrower than its column a cell may be set."""

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_OPENERS, _CLOSERS = "《(【[〔", "》)】]〕"
_STARTS_BADLY = re.compile(r"^[,，。、;:)》】〕%的率号]")
_ENDS_BADLY = re.compile(r"[,，、(《【〔“的和及与为是对在将由按]$")
_STATE = re.compile(r"无影响|有所|长期|正常|有效|提高|提升|显著|明显|稳定|持续|良好|优良|完成|达标|^无$")
_BASIS_WORD = re.compile(r"问卷|调查|依据|要求|实际|情况|标准|规定|合同|历史|计划|方案|通知|文件")


@dataclass(frozen=True)
class Expectation:
    """What the document itself has taught: column widths, and the basis that most rows of the table repeat."""

    widths: Mapping[str, int] = field(default_factory=lambda: dict(DEFAULT_WIDTHS))
    bases: Mapping[str, float] = field(default_factory=dict)
    """Folded basis texts that stand in several rows of the table, with their share of its rows."""
    too_wide: float = 1.5
    """Cost of each column by which a line is wider than its cell; small while widths are only guessed."""

    patience: float = 15.0
    """A division that is so much worse than another up to the same token is given up."""


GUESS = Expectation(too_wide=0.4, patience=4.0)
"""Before the document has taught anything."""


def join_cost(run: Sequence[Token], column_width: int, too_wide: float) -> float:
    """Cost of taking ``run`` for one cell: lines that end too early, lines too long, blanks between words.

    A cell may be set narrower than its column throughout; then its own longest line is the measure.
    """
    cost, line_width = 0.0, 0
    ends: list[tuple[int, float]] = []  # columns needed to go on in the line, weight of the break
    longest = 0
    for k, token in enumerate(run):
        if k and not goes_on(run[k - 1], token):
            ends.append((line_width + token.lead, 1.0 if token.part == run[k - 1].part else 0.5))
            longest = max(longest, line_width)
            line_width = 0
        elif k:
            cost += 3.0 if _both_chinese(run[k - 1].text, token.text) else 0.3
        line_width += token.width
        if line_width > column_width + 1:
            cost += too_wide * (line_width - column_width - 1)
    measure = min(column_width, max(longest, column_width - NARROWER))
    early = [(measure - needed, weight) for needed, weight in ends if needed <= measure]
    if ends and any(needed <= column_width for needed, _ in ends):
        cost += 0.5 * (column_width - measure)
    return cost + sum(weight * (2.0 + 0.5 * room) for room, weight in early)


def cut_cost(run: Sequence[Token], after: Token, column_width: int) -> float:
    """Cost of a cell border between ``run`` and ``after``.

    A bare number is rarely torn from the word behind it (``13 号文``); a cell whose last line is just full is as rare
    as its column is wide.
    """
    last = run[-1]
    if goes_on(last, after):
        return 2.5 if last.text[-1].isdigit() and _CHINESE.match(after.text) else 0.0
    line_width = last.width
    for before, token in zip(run[-2::-1], run[::-1], strict=False):
        if not goes_on(before, token):
            break
        line_width += before.width
    return 0.4 * log(column_width / 2) if line_width + after.lead > column_width else 0.0


def restarts(run: Sequence[Token]) -> float:
    """Cost of a line within a cell that begins the cell anew: a description or value often starts with the name's words."""
    first = run[0].folded
    again = any(token.new_line and token.folded == first for token in run[1:])
    return 3.0 if again and len(first) >= RESTART_LEAST else 0.0


def swallowed_values(run: Sequence[Token]) -> float:
    """Cost of lines within a cell of words that are a whole value by themselves."""
    if all(token.line_is_value for token in run):
        return 0.0
    return 4.0 * sum(token.line_is_value and token.new_line for token in run)


def _both_chinese(before: str, after: str) -> bool:
    return bool(_CHINESE.match(before[-1]) and _CHINESE.match(after[0]))


def content(name: str, plain: str, expectation: Expectation) -> float:
    """How much ``plain`` (a cell's folded text) looks like the content of column ``name``."""
    if not plain:
        return EMPTY.get(name, -6.0)
    score = _form(name, plain)
    return score + _repetition(plain, expectation.bases) if name == "basis" else score


@lru_cache(maxsize=200_000)
def _form(name: str, plain: str) -> float:
    """What the text alone tells."""
    score = -1.5 * _unbalanced(plain)
    if _STARTS_BADLY.match(plain):
        score -= 3.0
    if name in ("level3", "description"):
        return score + _words(name, plain)
    if name == "value":
        return score + _value(plain)
    return score + _basis(plain) if name == "basis" else score


def likeness(a: str, b: str) -> float:
    """What the pair 三级指标 and 绩效指标描述 (folded) tells: forms repeat the name in the description, whole or in part."""
    if not a or not b:
        return 0.0
    if a == b:
        return 6.0
    if a in b:
        return 4.0
    if b in a:
        return 2.0 * len(b) / len(a)
    shared = sum(1 for x, y in pairwise(a) if x + y in b)
    return 3.0 * shared / max(1, len(a) - 1)


def _words(name: str, plain: str) -> float:
    value = parse_value(plain)
    score = 0.0
    if value.number is not None and (value.operator or value.unit):
        score -= 5.0
    if _ENDS_BADLY.search(plain):
        score -= 2.0
    if name == "level3" and len(plain) > 24:
        score -= 0.2 * (len(plain) - 24)
    return score


def _value(plain: str) -> float:
    value = parse_value(plain)
    match kind(value):
        case Kind.TEXT:
            score = 1.5 if _STATE.search(plain) and len(plain) <= 12 else -1.0
            score -= 0.05 * len(plain) + 0.15 * max(0, len(plain) - 8) + (2.0 if _ENDS_BADLY.search(plain) else 0.0)
            if re.search(r"[《〔【]", plain):
                score -= 5.0
            return max(score, -4.0)
        case Kind.NUMBER:
            return 1.0 if value.operator else -3.0
        case Kind.MISSING:
            return 1.0
        case Kind.DATE:
            return 3.0
        case _:
            return 6.0 if value.operator else 5.0


def _repetition(plain: str, known: Mapping[str, float]) -> float:
    """A basis that most rows repeat is known; a text that holds it and more has swallowed a neighbour."""
    if plain in known:
        return 4.0 + 5.0 * known[plain]
    return -4.0 if any(text in plain for text, share in known.items() if share >= 0.5) else 0.0


def _basis(plain: str) -> float:
    value = parse_value(plain)
    if value.number is not None and (value.operator or value.unit):
        return -8.0
    score = 3.0 if names_document(plain) else 2.0 if _BASIS_WORD.search(plain) else 0.0
    if "。" in plain[:-1]:
        score -= 3.0
    if plain.startswith("("):
        score -= 2.0
    return score - (2.0 if _ENDS_BADLY.search(plain) else 0.0)


def _unbalanced(plain: str) -> int:
    return abs(sum(plain.count(c) for c in _OPENERS) - sum(plain.count(c) for c in _CLOSERS))
