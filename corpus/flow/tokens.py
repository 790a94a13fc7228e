"""The indicator part of a flattened table as tokens: what stands between blanks and line ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from corpus.chars import fold, lead_unit, squeeze, width
from corpus.flow.lines import Line
from corpus.values import normal

_SPACED_OUT = re.compile(r"[\u4e00-\u9fff，。、；：]|\d+")
_SPACED_LEAST = 3
"""So many single characters in a row are spaced letters even where the line holds another cell too."""


class Token(NamedTuple):
    """A run of printed characters, with how it follows the one before."""

    text: str
    line: Line
    new_line: bool
    """False where it stands behind the token before it on the same line."""
    part: int
    """Which uninterrupted stretch of the table it stands in; a page break, with or without a header row, begins the next."""
    width: int
    folded: str
    """For comparing: no white space, half-width."""
    line_is_value: bool
    """Its line is a value with operator or unit and nothing else."""
    lead: int
    """Columns that the unbreakable start of this token takes; a line may end early because it did not fit."""


def tokens(lines: Sequence[Line], breaks: frozenset[int] = frozenset()) -> list[Token]:
    """Tokens of ``lines``; ``breaks``: numbers of lines before which the table was interrupted by a page break."""
    out: list[Token] = []
    part = 0
    for line in lines:
        part += (line.starts_page and bool(out)) or line.number in breaks
        pieces = _pieces(line.text)
        value = normal(fold(line.text))
        alone = value.number is not None and bool(value.operator or value.unit)
        for k, text in enumerate(pieces):
            lead = width(squeeze(lead_unit(" ".join(pieces[k:]))))
            out.append(Token(text, line, k == 0, part, width(squeeze(text)), fold(text), alone, lead))
    return out


def _pieces(text: str) -> list[str]:
    """Split at blanks; letters set apart to fill a line (``关 于 报 送``) are one piece."""
    words = text.split()
    if len(words) == 1:
        return words
    pieces: list[str] = []
    for spaced, run in groupby(words, key=lambda part: bool(_SPACED_OUT.fullmatch(part))):
        parts = list(run)
        whole_line = len(parts) == len(words)
        if spaced and (len(parts) >= _SPACED_LEAST or (whole_line and len(parts) > 1)):
            pieces.append(" ".join(parts))
        else:
            pieces.extend(parts)
    return pieces


def goes_on(before: Token, token: Token) -> bool:
    """Whether ``token`` stands behind ``before`` on one line."""
    return not token.new_line and token.part == before.part


def joined(run: Sequence[Token]) -> str:
    """The text of one cell: broken lines put together, blanks within a line kept."""
    out = run[0].text if run else ""
    for before, token in pairwise(run):
        out += (" " if goes_on(before, token) else "") + token.text
    return out
