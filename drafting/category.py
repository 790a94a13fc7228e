"""Which spending categories a brief belongs to."""

from __future__ import annotations

from corpus.library import Category, categories
from corpus.library.recognise import is_plain, named, recognise
from drafting.brief import Brief


def classify(brief: Brief) -> tuple[Category, ...]:
    """The brief's categories, best first; empty where no words speak for any.

    Raises ConfigError where the user chose a category that does not exist.
    """
    if brief.category:
        return (named(brief.category),)
    return recognise(brief.name, brief.purpose, brief.department or "")


def is_sure(brief: Brief) -> bool:
    """Whether the brief's category is beyond doubt: the user chose it, or many words speak for it."""
    return bool(brief.category) or is_plain(brief.name, brief.purpose, brief.department or "")


def last_resort() -> Category:
    """What fills a table whose brief speaks neither of a category nor of an activity."""
    return next(category for category in categories() if category.id == "general")
