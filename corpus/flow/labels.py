"""Level-1 and level-2 labels in a token stream, also where a line or a page cuts them in two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus import taxonomy
from corpus.chars import fold
from corpus.flow.tokens import Token
from corpus.taxonomy import Level1, Level2

LEVEL2_LABELS = (*(label.value for label in Level2), "社会公众或服务对象满意度指标")
"""Full labels as forms print them. Short forms (数量, 经济效益) are ordinary words in running text and do not count."""
LEVEL1_LABELS = tuple(label.value for label in Level1 if label is not Level1.COST)
_BEGINNINGS = frozenset(label[:k] for label in (*LEVEL2_LABELS, *LEVEL1_LABELS) for k in range(1, len(label) + 1))
_LONGEST = 4
"""A label is cut into at most this many pieces."""
_CLIPPED_LEAST = 5
_CLIPPED_MISSING = 2
_REACH = 40
"""How many tokens behind a page break may lie between the two halves of a label."""


@dataclass(frozen=True)
class Anchor:
    """A level-2 label that begins a row (or the first of several rows)."""

    start: int
    end: int
    label: str
    """The printed label, its pieces joined."""
    rest: frozenset[int] = frozenset()
    """Tokens behind the next page break that are the label's other half."""


def find_anchors(tokens: Sequence[Token]) -> tuple[list[Anchor], frozenset[int], list[str]]:
    """Level-2 anchors in order, tokens that are level-1 labels, and the level-1 labels printed.

    A label word right behind an anchor is content, not a new row: forms are filled with ``生态效益指标 | 生态效益指标``.
    """
    anchors: list[Anchor] = []
    level1: set[int] = set()
    printed: list[str] = []
    rests: set[int] = set()
    k = 0
    while k < len(tokens):
        found = None if k in rests else _label_at(tokens, k, LEVEL2_LABELS)
        if found and _row_is_filled(tokens, anchors, k, level1):
            end, label = found
            rest = _other_half(tokens, end, label)
            anchors.append(Anchor(k, end, _whole(label), rest))
            rests |= rest
            k = end
            continue
        top = _label_at(tokens, k, LEVEL1_LABELS)
        if top and top[1] in LEVEL1_LABELS and _begins_group(tokens, top[0], anchors, k, level1):
            level1.update(range(k, top[0]))
            printed.append(top[1])
            k = top[0]
            continue
        k += 1
    return anchors, frozenset(level1), printed


def _label_at(tokens: Sequence[Token], k: int, labels: Sequence[str]) -> tuple[int, str] | None:
    """End and text of the label that starts at token ``k``, whole or clipped by a page end."""
    if tokens[k].folded not in _BEGINNINGS:
        return None  # most tokens end here
    text = ""
    for end in range(k, min(k + _LONGEST, len(tokens))):
        token = tokens[end]
        if end > k and (token.part != tokens[k].part or not token.new_line):
            break
        text += token.folded
        if text in labels:
            return end + 1, text
        if text not in _BEGINNINGS or not any(label.startswith(text) for label in labels):
            break
    return _clipped_at(tokens, k, labels)


def _clipped_at(tokens: Sequence[Token], k: int, labels: Sequence[str]) -> tuple[int, str] | None:
    """A label whose last characters the page end swallowed, or whose other half stands behind the page break."""
    first = tokens[k].folded
    if not tokens[k].new_line or len(first) < _CLIPPED_LEAST or first not in _BEGINNINGS:
        return None
    for label in labels:
        missing = len(label) - len(first)
        if label.startswith(first) and (0 < missing <= _CLIPPED_MISSING or _other_half(tokens, k + 1, first)):
            return k + 1, first
    return None


def _whole(label: str) -> str:
    """A clipped label completed where only one label can be meant."""
    whole = [full for full in LEVEL2_LABELS if full.startswith(label)]
    return whole[0] if whole and label not in LEVEL2_LABELS else label


def _other_half(tokens: Sequence[Token], end: int, label: str) -> frozenset[int]:
    """Tokens behind the next page break that complete a clipped ``label``."""
    missing = _whole(label)[len(label) :]
    if not missing:
        return frozenset()
    for k in range(end, min(end + _REACH, len(tokens))):
        if tokens[k].part == tokens[end - 1].part:
            continue
        text, used = "", set()
        for j in range(k, min(k + _LONGEST, len(tokens))):
            text += tokens[j].folded
            used.add(j)
            if text == missing:
                return frozenset(used)
            if not missing.startswith(text):
                break
        return frozenset()
    return frozenset()


def _row_is_filled(tokens: Sequence[Token], anchors: Sequence[Anchor], k: int, level1: set[int]) -> bool:
    """Whether the row before token ``k`` has more than its label and copies of it."""
    if not anchors:
        return True
    last = anchors[-1]
    label = fold(last.label)
    content = "".join(tokens[j].folded for j in range(last.end, k) if j not in level1 and j not in last.rest)
    while content.startswith(label):
        content = content[len(label) :]
    return len(content) > 2 and not label.startswith(content)


def _begins_group(tokens: Sequence[Token], end: int, anchors: Sequence[Anchor], k: int, level1: set[int]) -> bool:
    """A level-1 label stands before a level-2 label, at the start of a page, or behind a filled row."""
    if end < len(tokens) and _label_at(tokens, end, LEVEL2_LABELS):
        return True
    return (k > 0 and tokens[k].part != tokens[k - 1].part) or _row_is_filled(tokens, anchors, k, level1)


def level1_of(level2: str, printed: Sequence[str]) -> str | None:
    """The printed level-1 label under which a level-2 label stands; None where the table does not print it."""
    klass = taxonomy.level2(level2)
    wanted = taxonomy.LEVEL1_OF.get(klass) if klass else None
    return next((label for label in printed if taxonomy.level1(label) is wanted), None)
