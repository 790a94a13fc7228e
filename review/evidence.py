"""The printed words of a document, to check that a quote is one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from corpus.chars import squeeze
from corpus.records import Document, Project, Record


class Words:
    """All words of one document, white space aside. Built at the first question, since most documents quote little."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _blob(self) -> str:
        # A NUL between cells: it is no white space, so a quote cannot run from one cell into the next.
        return squeeze("\0".join(_strings(self._document)))

    def hold(self, quote: str) -> bool:
        """Whether ``quote`` stands in the document. An empty cell has nothing to quote."""
        return squeeze(quote) in self._blob


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Record):
        if isinstance(value, Project):
            # The cells of the plan stand side by side in one printed row.
            yield "".join(f"{step.percent}%" for step in value.spending_plan)
        for name in type(value).model_fields:
            yield from _strings(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _strings(one)
    elif value is not None:
        yield str(value)
