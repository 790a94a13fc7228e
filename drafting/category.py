"""Which spending categories a brief belongs to."""

from __future__ import annotations

from corpus.library import Category, categories
from corpus.library.recognise import recognise
from drafting.brief import Brief
from errors import ConfigError


def classify(brief: Brief) -> tuple[Category, ...]:
    """The brief's categories, best first; empty where no words speak for any.

    Raises ConfigError where the user chose a category that does not exist.
    """
    if brief.category:
        return (_chosen(brief.category),)
    return recognise(brief.name, brief.purpose, brief.department or "")


def last_resort() -> Category:
    """What fills a table whose brief speaks neither of a category nor of an activity."""
    return next(category for category in categories() if category.id == "general")


def _chosen(text: str) -> Category:
    for category in categories():
        if text.strip() in (category.id, category.name):
            return category
    near = [c for c in categories() if text.strip() in c.name or any(w == text.strip() for w in c.words)]
    if near:
        return near[0]
    known = "、".join(c.name for c in categories())
    raise ConfigError(f"支出类别“{text}”不认识；可用：{known}。")
