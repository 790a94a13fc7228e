"""Which spending categories a brief belongs to."""

from __future__ import annotations

from corpus.library import Category, categories
from drafting.brief import Brief
from errors import ConfigError

_NAME_WEIGHT = 2
"""A word in the project's name counts so many times a word in its purpose."""
_LEAST = 4
_SHARE = 0.5
"""A second category needs this share of the first one's score."""
_MOST = 2
_FORM_FIRST = 1.5
"""A form of spending comes before the sectors where it scores so many times the best of them: a party school's courses."""


def classify(brief: Brief) -> tuple[Category, ...]:
    """The brief's categories, best first; empty where no words speak for any. Sectors come before forms of spending,
    unless the form is plainly what the project is.

    Raises ConfigError where the user chose a category that does not exist.
    """
    if brief.category:
        return (_chosen(brief.category),)
    scored = [(score(category, brief), category) for category in categories()]
    sectors = [(s, c) for s, c in scored if not c.form]
    forms = [(s, c) for s, c in scored if c.form]
    if max(s for s, _ in forms) >= _FORM_FIRST * max(s for s, _ in sectors):
        return _best(forms)
    return _best(sectors)


def last_resort() -> Category:
    """What fills a table whose brief speaks neither of a category nor of an activity."""
    return next(category for category in categories() if category.id == "general")


def score(category: Category, brief: Brief) -> int:
    """How much the brief's words speak for ``category``; a word inside a longer one that also speaks counts once."""
    total = 0
    for text, times in ((brief.name, _NAME_WEIGHT), (brief.purpose, 1), (brief.department or "", 1)):
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


def _chosen(text: str) -> Category:
    for category in categories():
        if text.strip() in (category.id, category.name):
            return category
    near = [c for c in categories() if text.strip() in c.name or any(w == text.strip() for w in c.words)]
    if near:
        return near[0]
    known = "、".join(c.name for c in categories())
    raise ConfigError(f"支出类别“{text}”不认识；可用：{known}。")
