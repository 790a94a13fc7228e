"""Work done once for a record: many rules ask the same of one document, and hashing a whole document is dear."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")
_MOST = 256
"""Answers kept; enough for the tables of one document, little enough to forget the last one."""


def by_identity(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """Remember what ``function`` made of these very objects (positional arguments, by identity)."""
    kept: dict[tuple[int, ...], tuple[tuple[object, ...], _T]] = {}

    def remembered(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        key = tuple(map(id, args))
        found = kept.get(key)
        if found is None:
            if len(kept) >= _MOST:
                kept.clear()
            # The arguments are kept too: while they live, nothing else can have their identity.
            found = kept[key] = (args, function(*args, **kwargs))
        return found[1]

    return remembered
