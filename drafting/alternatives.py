"""换一个: other rows for one place in a table, and one row drafted anew with a wish in words. No model."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from corpus.records import Document, Project
from corpus.taxonomy import Level2, level2
from drafting.chosen import same
from drafting.compose import founded
from drafting.draft import DraftRow, Source, SourceKind
from drafting.history import similarity
from drafting.pool import Pool
from drafting.quantities import take_quantities
from drafting.table import brief_behind, level_of, row_of
from errors import ConfigError

if TYPE_CHECKING:
    from corpus.store import Corpus

_MOST = 5
_MEASURED = re.compile(r"量化|可衡量|具体|数字|可考核")


def alternatives(
    document: Document, row: int, corpus: Corpus | None = None, *, seen: Iterable[str] = (), most: int = _MOST
) -> tuple[DraftRow, ...]:
    """Other rows for row ``row`` (from 1) of the first table of ``document``: its class, best first, at most ``most``.

    ``seen``: names that were shown before and are not to come again. Empty where nothing is left. Targets are the
    user's numbers, the budget's arithmetic or 待填报, as in a draft. Raises ConfigError where the table lacks its name
    or budget, or has no such row.
    """
    project, level = place_of(document, row)
    pool = Pool.of(brief_behind(document, project), corpus)
    there = [taken for indicator in project.indicators if (taken := row_of(indicator))]
    shown = set(seen)
    found = [
        candidate
        for candidate in pool.every(level)
        if candidate.name not in shown and not any(same(candidate, taken) for taken in there)
    ]
    return tuple(founded(candidate, pool) for candidate in found[:most])


def redrafted(document: Document, row: int, wish: str, corpus: Corpus | None = None) -> DraftRow | None:
    """Row ``row`` (from 1) drafted anew after a wish in words (``改成可量化的``, ``按培训人次算，≥120人次``).

    A class that the wish names is taken, its other words are looked for in the candidates, and a number that it states
    with a unit becomes the target: it is the user's. None where nothing else fits. Raises as :func:`alternatives`.
    """
    project, level = place_of(document, row)
    pool = Pool.of(brief_behind(document, project), corpus)
    level = named_class(wish) or level
    old = project.indicators[row - 1].level3
    there = [taken for n, i in enumerate(project.indicators, 1) if n != row and (taken := row_of(i))]
    fitting = [r for r in pool.every(level) if r.name != old and not any(same(r, taken) for taken in there)]
    if _MEASURED.search(wish):
        fitting = [r for r in fitting if r.unit]
    if not fitting:
        return None
    rank = {id(r): n for n, r in enumerate(fitting)}
    best = max(fitting, key=lambda r: (similarity(r.name, wish), similarity(r.name, old), -rank[id(r)]))
    return _with_number(founded(best, pool), wish)


def place_of(document: Document, row: int) -> tuple[Project, Level2]:
    """The first table of ``document`` and the class of its row ``row`` (from 1). Raises ConfigError where there is none."""
    project = document.projects[0] if document.projects else None
    if project is None or not 1 <= row <= len(project.indicators):
        raise ConfigError(f"表里没有第 {row} 行指标；请重新选择。")
    level = level_of(project.indicators[row - 1])
    if level is None:
        raise ConfigError(f"第 {row} 行没有认出二级指标；请先选定二级指标。")
    return project, level


def named_class(wish: str) -> Level2 | None:
    """The class that a wish names, if any."""
    return next((found for level in Level2 if level.value in wish and (found := level2(level.value))), None)


def _with_number(row: DraftRow, wish: str) -> DraftRow:
    """``row`` with the number of the wish as its target, where its unit is the row's."""
    if match := re.search(r"(?P<number>\d+(?:\.\d+)?)\s*[%％]", wish):
        text, unit, quote = f"{match['number']}%", "%", match[0]
    elif counts := take_quantities(wish)[1]:
        text, unit, quote = counts[0].text.removeprefix("≥"), counts[0].unit, counts[0].quote
    else:
        return row
    if unit.lstrip("万") != (row.unit or "").lstrip("万"):
        return row
    source = Source(id="wish", kind=SourceKind.USER, quote=quote)
    return row.model_copy(update={"value": f"{row.way or ''}{text}", "sources": (*row.sources, source)})
