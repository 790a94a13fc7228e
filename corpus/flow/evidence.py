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

from corpus.citations import names_document
from corpus.values import LONGEST_DATE, PENDING, Kind, kind_of, may_be_missing, may_be_number, may_hold_date, normal

DEFAULT_WIDTHS: Mapping[str, int] = {"level3": 10, "description": 22, "value": 11, "basis": 10}
"""First guess of column widths (a Chinese character counts two), replaced by what the document shows."""
USUAL_WIDTH = 10
"""Of columns that the form of the seeds does not have."""
EMPTY: Mapping[str, float] = {"level3": -9.0, "description": -6.0, "value": -9.0, "basis": -7.0}
"""Cost of a cell left empty in a form that has the column."""
USUAL_EMPTY = -6.0

_OPENERS, _CLOSERS = "《(【[〔", "》)】]〕"
_BRACKETS = frozenset(_OPENERS + _CLOSERS)
_STARTS_BADLY = frozenset(",，。、;:)》】〕%的率号")
_ENDS_BADLY = frozenset(",，、(《【〔“的和及与为是对在将由按")
_STATE = re.compile(r"无影响|有所|长期|正常|有效|提高|提升|显著|明显|稳定|持续|良好|优良|完成|达标|^无$")
_STATE_LONGEST = 12
_BASIS_WORD = re.compile(r"问卷|调查|依据|要求|实际|情况|标准|规定|合同|历史|计划|方案|通知|文件")


@dataclass(frozen=True)
class Expectation:
    """What the document itself has taught: column widths, and the basis that most rows of the table repeat."""

    widths: Mapping[str, int] = field(default_factory=lambda: dict(DEFAULT_WIDTHS))
    bases: Mapping[str, float] = field(default_factory=dict)
    """Folded basis texts that stand in several rows of the table, with their share of its rows."""
    too_wide: float = 1.5
    """Cost of each column by which a line is wider than its cell; small while widths are only guessed."""


GUESS = Expectation(too_wide=0.4)
"""Before the document has taught anything."""


ALIKE = 6.0
"""The most that :func:`likeness` gives."""
CONTAINED = 4.0
"""What it gives where one text is only a part of the other; the most but for equal ones."""
SIMILAR = 3.0
"""The most that it gives where neither holds the other."""


def most_of_words(plain: str, starts: Sequence[int]) -> list[float]:
    """The most that a part of ``plain`` from each of ``starts`` on, however long, gains by being words."""
    return [-3.0 if plain[k] in _STARTS_BADLY else 0.0 for k in starts]


def most_of_bases(
    plain: str, starts: Sequence[int], as_words: Sequence[float], expectation: Expectation
) -> list[float]:
    """The same in the column of bases; ``as_words``: what :func:`most_of_words` gives."""
    found = [top + 3.0 for top in as_words]
    for text, share in expectation.bases.items():
        if text in plain:
            known = 4.0 + 5.0 * share
            found = [
                max(top, bare + 3.0 + known) if plain.startswith(text, k) else top
                for top, bare, k in zip(found, as_words, starts, strict=False)
            ]
    return found


def most_of_values(plain: str, starts: Sequence[int]) -> list[float]:
    """The same in the column of values."""
    if PENDING in plain:
        return [6.0] * len(starts)
    has_date = may_hold_date(plain, 0, len(plain))
    has_state = _STATE.search(plain) is not None
    found = []
    for k in starts:
        if may_be_number(plain[k]):
            most = 6.0
        elif has_date and may_hold_date(plain, k, k + LONGEST_DATE):
            most = 3.0
        elif has_state and _STATE.search(plain, k, k + _STATE_LONGEST):
            most = 1.5
        else:
            most = 1.0 if may_be_missing(plain[k]) else -1.0
        found.append(most - 3.0 if plain[k] in _STARTS_BADLY else most)
    return found


def content(name: str, plain: str, expectation: Expectation) -> float:
    """How much ``plain`` (a cell's folded text) looks like the content of column ``name``."""
    if not plain:
        return EMPTY.get(name, USUAL_EMPTY)
    score = _form(name, plain)
    return score + _repetition(plain, expectation.bases) if name == "basis" else score


@lru_cache(maxsize=200_000)
def _form(name: str, plain: str) -> float:
    """What the text alone tells."""
    score = -1.5 * _unbalanced(plain)
    if plain[0] in _STARTS_BADLY:
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
        return ALIKE
    if a in b:
        return CONTAINED
    if b in a:
        return 2.0 * len(b) / len(a)
    shared = sum(1 for x, y in pairwise(a) if x + y in b)
    return SIMILAR * shared / max(1, len(a) - 1)


def _words(name: str, plain: str) -> float:
    score = 0.0
    if _is_whole_value(plain):
        score -= 5.0
    if plain[-1] in _ENDS_BADLY:
        score -= 2.0
    if name == "level3" and len(plain) > 24:
        score -= 0.2 * (len(plain) - 24)
    return score


def _is_whole_value(plain: str) -> bool:
    """Whether the text is a number with an operator or a unit, and nothing else."""
    value = normal(plain)
    return value.number is not None and bool(value.operator or value.unit)


def _value(plain: str) -> float:
    value = normal(plain)
    match kind_of(plain, value.number, value.unit):
        case Kind.TEXT:
            score = 1.5 if len(plain) <= _STATE_LONGEST and _STATE.search(plain) else -1.0
            score -= 0.05 * len(plain) + 0.15 * max(0, len(plain) - 8) + (2.0 if plain[-1] in _ENDS_BADLY else 0.0)
            if "《" in plain or "〔" in plain or "【" in plain:
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
    if _is_whole_value(plain):
        return -8.0
    score = 3.0 if names_document(plain) else 2.0 if _BASIS_WORD.search(plain) else 0.0
    if "。" in plain[:-1]:
        score -= 3.0
    if plain.startswith("("):
        score -= 2.0
    return score - (2.0 if plain[-1] in _ENDS_BADLY else 0.0)


def _unbalanced(plain: str) -> int:
    if _BRACKETS.isdisjoint(plain):
        return 0
    return abs(sum(map(plain.count, _OPENERS)) - sum(map(plain.count, _CLOSERS)))
