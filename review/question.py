"""What a question to the model is. One question, one file, one class under :mod:`review.questions`; the docstring is its
manual, as with the rules. Yes means that something is wrong. Rules come first: a cell of which a rule of the same name
has told already is not asked about.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from abc import abstractmethod
from collections.abc import Iterator
from functools import lru_cache
from typing import ClassVar

from review import questions as package
from review.findings import Severity
from review.manual import manual
from review.rule import Row, Rule, Table

Asked = tuple[Row | None, str]
"""The row that is asked about (None for the table), and the question in words."""


class Question(Rule):
    """Common part of all questions. ``severity`` is never an error."""

    severity = Severity.WARNING
    clause = "参考财预〔2015〕88号：绩效目标的审核要点；由模型提示，须由人判断"
    fields: ClassVar[tuple[str, ...]]
    """The fields that a quote may come from; a quote from elsewhere proves nothing about this cell."""
    told: ClassVar[str]
    """What the finding says before the model's reason."""
    advice: ClassVar[str]
    """What to do."""

    @abstractmethod
    def asked(self, table: Table) -> Iterator[Asked]:
        """The questions about ``table``; none where it has nothing to ask about."""


@lru_cache(maxsize=1)
def questions() -> tuple[Question, ...]:
    """Every question, in the order of codes. Raises ValueError where one is put together wrongly: a mistake of ours."""
    found: dict[str, Question] = {}
    for module in pkgutil.iter_modules(package.__path__, "review.questions."):
        for _, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if kind.__module__ != module.name or not issubclass(kind, Question):
                continue
            manual(kind)
            if kind.severity is Severity.ERROR or not kind.code.startswith("JX9") or kind.code in found:
                raise ValueError(f"{module.name}: a question is JX9xx, once, and never an error")
            found[kind.code] = kind()
    return tuple(found[code] for code in sorted(found))
