"""Text → tokens: the most likely way to put it together from the model's pieces (SentencePiece unigram)."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.encoder.packed import Packed

_PREFIX = "query: "
"""On both sides, since short text meets short text here."""
_GAP = "\u2581"
_GAPS = re.compile(" {2,}")
_UNKNOWN = 10
"""How much less likely than the least likely piece a character is that no piece holds."""


class Pieces:
    """The tokenizer of a model."""

    def __init__(self, packed: Packed) -> None:
        self._replaced = packed.replaced
        self._begin, self._end, self._unknown = packed.begin, packed.end, packed.unknown
        self._known = {
            piece: (score, number)
            for number, (piece, score) in enumerate(zip(packed.pieces, packed.scores, strict=True))
            if piece and number != packed.unknown
        }
        self._longest = max(map(len, self._known))
        self._least = min(packed.scores) - _UNKNOWN

    def tokens(self, text: str) -> list[int]:
        """Those of ``text`` with what stands before and behind it."""
        spelt = _GAPS.sub(" ", (_PREFIX + text).translate(self._replaced))
        spelt = (spelt if spelt.startswith(" ") else f" {spelt}").replace(" ", _GAP)
        size = len(spelt)
        best = [0.0] + [-math.inf] * size
        back = [(0, self._unknown)] * (size + 1)
        known = self._known.get
        for start in range(size):
            here = best[start]
            for end in range(start + 1, min(size, start + self._longest) + 1):
                if (piece := known(spelt[start:end])) and here + piece[0] > best[end]:
                    best[end] = here + piece[0]
                    back[end] = (start, piece[1])
            if here + self._least > best[start + 1]:
                best[start + 1] = here + self._least
                back[start + 1] = (start, self._unknown)
        found = [self._end]
        while size:
            size, number = back[size]
            found.append(number)
        return [self._begin, *reversed(found)]
