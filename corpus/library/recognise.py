"""Which spending categories a project belongs to, by the words of its name, its purpose and its department."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.library import Category, categories
from errors import ConfigError

_NAME_WEIGHT = 2
"""A word in the project's name counts so many times a word in its purpose."""
_LEAST = 4
_SHARE = 0.7
"""A second category needs this share of the first one's score."""
_MOST = 2
_FORM_FIRST = 1.5
"""A form of spending comes before the sectors where it scores so many times the best of them: a party school's courses."""


def recognise(name: str, purpose: str, department: str = "") -> tuple[Category, ...]:
    """The categories that the words speak for, best first; empty where they speak for none. Sectors come before forms
    of spending, unless the form is plainly what the project is."""
    texts = ((name, _NAME_WEIGHT), (purpose, 1), (department, 1))
    scored = [(_score(category, texts), category) for category in categories()]
    sectors = [(s, c) for s, c in scored if not c.form]
    forms = [(s, c) for s, c in scored if c.form]
    if max(s for s, _ in forms) >= _FORM_FIRST * max(s for s, _ in sectors):
        return _best(forms)
    return _best(sectors)


def named(text: str) -> Category:
    """The category that ``text`` names: its id, its name, a part of its name, or one of its words.

    Raises ConfigError where it names none.
    """
    for category in categories():
        if text.strip() in (category.id, category.name):
            return category
    near = [c for c in categories() if text.strip() in c.name or any(w == text.strip() for w in c.words)]
    if near:
        return near[0]
    known = "、".join(c.name for c in categories())
    raise ConfigError(f"支出类别“{text}”不认识；可用：{known}。")


def form_of(name: str, purpose: str) -> Category | None:
    """The form of spending that the words speak for most, whatever the sector; None where they speak for none."""
    scored = [(_score(c, ((name, _NAME_WEIGHT), (purpose, 1))), c) for c in categories() if c.form]
    found = _best(scored)
    return found[0] if found else None


def _score(category: Category, texts: Sequence[tuple[str, int]]) -> int:
    """How much the words speak for ``category``; a word inside a longer one that also speaks counts once."""
    total = 0
    for text, times in texts:
        taken: list[str] = []
        for word in sorted(category.words, key=len, reverse=True):
            if word in text and not any(word in longer for longer in taken):
                taken.append(word)
                total += category.words[word] * times
    return total


def _best(scored: list[tuple[int, Category]]) -> tuple[Category, ...]:
    ranked = sorted(scored, key=lambda pair: (-pair[0], pair[1].id))
    top = ranked[0][0]
    return tuple(c for s, c in ranked[:_MOST] if s >= max(_LEAST, top * _SHARE))
