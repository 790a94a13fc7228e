"""``python -m tests.eval.search_empty`` fits the weights of :mod:`corpus.foreign` on the labelled queries.

Logistic regression with queries weighed alike; what it is worth is told by queries that it was not fitted on: ten parts in
turn, and the departments held out. The weights are printed, to be written into the module by hand.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from corpus import foreign
from corpus.store import Corpus
from tests.eval.search_data import EVERYDAY, Labelled, queries
from tests.eval.search_eval import KINDS, ROOT, keyed

_RIDGE = 1.0
_LOSSES = (0.005, 0.01, 0.02, 0.03)


def signs_of(shared: Path) -> Iterator[tuple[Labelled, foreign.Signs]]:
    """Every labelled query that the search weighs, with its signs; those that name an entry are never weighed."""
    seen: list[foreign.Signs] = []
    signs = foreign.signs

    def kept(*given: Any) -> foreign.Signs:
        seen.append(signs(*given))
        return seen[-1]

    with tempfile.TemporaryDirectory() as folder, Corpus.open(Path(folder)) as corpus:
        keyed(corpus, shared, goals=True)
        with patch.object(foreign, "signs", kept):
            for one in (*queries(), *queries(EVERYDAY)):
                seen.clear()
                corpus.search(one.query, one.kind, flat=True)
                if seen:
                    yield one, seen[0]


def fitted(signs: np.ndarray, answered: np.ndarray) -> tuple[float, np.ndarray]:
    """Constant and weights of a logistic regression; rows of ``signs`` are queries."""
    mean, spread = signs.mean(axis=0), signs.std(axis=0) + 1e-9
    rows = np.c_[np.ones(len(signs)), (signs - mean) / spread]
    ridge = np.diag([0.0, *[_RIDGE] * signs.shape[1]])
    found = np.zeros(rows.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ ((chance * (1 - chance) + 1e-9)[:, None] * rows) + ridge
        found += np.linalg.solve(slope, rows.T @ (answered - chance) - ridge @ found)
    weights = found[1:] / spread
    return float(found[0] - weights @ mean), weights


def judged(signs: np.ndarray, answered: np.ndarray, part: np.ndarray) -> np.ndarray:
    """The score of each query by weights fitted on the queries of other parts."""
    scores = np.zeros(len(signs))
    for own in np.unique(part):
        least, weights = fitted(signs[part != own], answered[part != own])
        scores[part == own] = least + signs[part == own] @ weights
    return scores


def report(title: str, labelled: Sequence[tuple[Labelled, foreign.Signs]]) -> Iterator[str]:
    """What the signs are worth for one kind, and the weights from all its queries."""
    signs = np.array([astuple(own) for _, own in labelled])
    answered = np.array([bool(one.answers) for one, _ in labelled])
    parts = np.random.default_rng(0).integers(0, 10, len(labelled))
    held = np.array([one.held_out for one, _ in labelled])
    for name, part in (("ten parts", parts), ("departments held out", held)):
        scores = judged(signs, answered, part)
        for loss in _LOSSES:
            limit = np.quantile(scores[answered], loss)
            yield f"{title}, {name}: {loss:.1%} lost, {(scores[~answered] < limit).mean():.1%} stay empty"
    least, weights = fitted(signs, answered)
    for loss in _LOSSES:
        limit = np.quantile((least + signs @ weights)[answered], loss)
        yield f"fitted on all, {loss:.1%} lost: least {(limit - least) / weights[0]:.4f}"
    yield " ".join(
        f"{field.name} {w:.4f}" for field, w in zip(fields(foreign.Signs), weights / weights[0], strict=True)
    )


if __name__ == "__main__":
    found = list(signs_of(ROOT.parent / "shared"))
    for kind, title in KINDS:
        print("\n".join(report(title, [pair for pair in found if pair[0].kind == kind])))
