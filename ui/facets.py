"""检索: the answers counted by class, year, level of government and department, and narrowed by what is chosen. No Streamlit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from corpus.hits import Hit

_MOST = 8
"""Values of one facet that are listed."""


class Facet(NamedTuple):
    """One way to divide the answers."""

    name: str
    of: Callable[[Hit], str]


FACETS = (
    Facet("可否参考", lambda hit: "有问题" if hit.weak else "可参考"),
    Facet("二级指标", lambda hit: hit.level2 or ""),
    Facet("年度", lambda hit: f"{hit.year} 年" if hit.year else ""),
    Facet("级别", lambda hit: f"{hit.level}级" if hit.level else ""),
    Facet("部门", lambda hit: hit.department or ""),
)


def counts(hits: Sequence[Hit]) -> dict[str, dict[str, int]]:
    """Facet → value → how many answers have it, the most first; a facet that divides nothing is left out."""
    found = {}
    for facet in FACETS:
        each = Counter(value for hit in hits if (value := facet.of(hit)))
        if len(each) > 1:
            found[facet.name] = dict(each.most_common(_MOST))
    return found


def narrowed(hits: Sequence[Hit], chosen: Mapping[str, Sequence[str]]) -> list[Hit]:
    """The answers that have one of the chosen values in every facet in which any is chosen."""
    return [
        hit
        for hit in hits
        if all(not chosen.get(facet.name) or facet.of(hit) in chosen[facet.name] for facet in FACETS)
    ]
