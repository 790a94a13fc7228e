"""Synonyms of the field: everyday words, abbreviations and old names beside the words that tables print.

The groups are data, ``corpus/library/synonyms.txt``, which a finance officer can edit; what they bring is measured in
docs/evaluation-search.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

_EACH = 3
"""Synonyms of one word that join the text to be embedded: more of them drown the question."""


@lru_cache(maxsize=1)
def groups() -> Mapping[str, tuple[str, ...]]:
    """Word → the other words of its groups, longest words first."""
    found: dict[str, list[str]] = {}
    text = (files("corpus") / "library" / "synonyms.txt").read_text("utf-8")
    for line in text.splitlines():
        words = [] if line.startswith("#") else line.split()
        for word in words:
            found.setdefault(word, []).extend(other for other in words if other != word)
    ordered = sorted(found, key=lambda word: (-len(word), word))
    return MappingProxyType({word: tuple(dict.fromkeys(found[word])) for word in ordered})


def known(query: str) -> list[str]:
    """The words of ``query`` that have synonyms, longest first; none that is a part of another one found."""
    words: list[str] = []
    for word in groups():
        if word in query and not any(word in longer for longer in words):
            words.append(word)
    return words


def synonyms(query: str) -> list[str]:
    """Every synonym of the words of ``query`` that does not stand in it."""
    others = (other for word in known(query) for other in groups()[word])
    return [other for other in dict.fromkeys(others) if other not in query]


def spelled_out(query: str) -> str:
    """``query`` with the nearest synonyms of its words behind it; itself where it holds no known word."""
    nearest: list[str] = []
    for word in known(query):
        nearest += [other for other in groups()[word] if other not in query][:_EACH]
    return " ".join([query, *dict.fromkeys(nearest)])
