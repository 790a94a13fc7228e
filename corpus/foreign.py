"""Whether a query asks for something that the corpus does not hold at all: then the answer is empty, never padded.

The cosines of the offline model alone cannot tell, so they are weighed together with how much of the query the best
hits hold. Calibrated on the labelled queries with and without an answer: docs/evaluation-search.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from corpus.chars import fold
from corpus.entries import Entry, Kind
from corpus.synonyms import groups, known

_MEASURES = frozenset("的了吗呢着过多少几个次数量率人额度不没有得到能会好是在给和与比例程度情况件项台大小")
"""Characters of counting and asking: an entry that holds them holds nothing of the subject yet."""
_SPOKEN = re.compile(r"[的了吗呢得着能会不没太哪]|多少|多[久远长大]|几[个次场回趟部号公天]|怎么|什么|万一")
"""Signs of spoken language, for which the model's cosines lie lower: fewer of those queries are foreign."""
_WHOLE_WORDS = 0.05
"""What a query whose subject stands whole in a hit gains over one of which nothing does, in cosine."""
_CHARACTERS = 0.03
_LEAST: Mapping[Kind, float] = MappingProxyType({"indicator": 0.912, "table": 0.874})
_SPOKEN_LEAST: Mapping[Kind, float] = MappingProxyType({"indicator": 0.85, "table": 0.85})
_STRANGE: Mapping[Kind, float] = MappingProxyType({"indicator": 0.92, "table": 0.86})
"""The cosine that a query needs where the hits hold no word and hardly a character of it."""
_HARDLY = 0.25
_LONG = 20
"""Characters from which a query is a description, of which no hit holds a large share."""


def foreign(query: str, kind: Kind, best: Sequence[Entry], cosine: float) -> bool:
    """Whether ``query`` fits nothing, judged by the ``best`` hits and the highest ``cosine`` of the offline model."""
    asked = fold(query).lower()
    content = [i for i, c in enumerate(asked) if c.isalnum() and c not in _MEASURES]
    if not content or len(asked) > _LONG or _SPOKEN.search(asked):
        return cosine < _SPOKEN_LEAST[kind]
    words = characters = 0.0
    for entry in best:
        text = fold(" ".join((entry.name, entry.description, entry.label, entry.context))).lower()
        held = _held(asked, text)
        words = max(words, sum(i in held for i in content) / len(content))
        characters = max(characters, sum(asked[i] in text for i in content) / len(content))
    if words == 0 and characters <= _HARDLY and cosine < _STRANGE[kind]:
        return True
    return cosine + _WHOLE_WORDS * words + _CHARACTERS * characters < _LEAST[kind]


def _held(asked: str, text: str) -> set[int]:
    """Positions of ``asked`` that belong to pairs of characters or words (or synonyms of theirs) that ``text`` holds."""
    held = {j for i in range(len(asked) - 1) if asked[i : i + 2] in text for j in (i, i + 1)}
    for word in known(asked):
        if any(other in text for other in groups()[word]):
            start = asked.index(word)
            held |= set(range(start, start + len(word)))
    return held
