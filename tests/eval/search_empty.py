"""``python -m tests.eval.search_empty`` fits the weights of :mod:`corpus.foreign` on the labelled queries.

Each is asked of all documents, of random halves and of random quarters of them; a query whose best answers were taken
away is left out there. Logistic regression, in which queries with and without an answer weigh alike at each size; what it
is worth is told by queries that it was not fitted on: ten parts in turn. Size itself is not fitted, since few of its
queries lie near the limit: it counts for half of what the lowest answered queries gain by it. The weights are printed, to
be written into the module by hand.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import numpy as np

from corpus import foreign
from corpus.embed import Offline
from corpus.store import Corpus
from tests.eval.search_data import EVERYDAY, LAST, LATER, Labelled, documents, queries
from tests.eval.search_eval import KINDS, ROOT

if TYPE_CHECKING:
    from corpus.embed import Vectors

_RIDGE = 1.0
_FOLDS = 10
_LOW = 0.01
"""The answered queries at the lower end, by which the size is judged."""
_CAUTION = 0.5
_LOSSES = (0.002, 0.005, 0.01, 0.02)
_PARTS = (1.0, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25)
"""Shares of the documents that are asked in turn."""


@dataclass(frozen=True)
class Weighed:
    """A query as it was asked of a part of the documents."""

    one: Labelled
    share: float
    signs: foreign.Signs


def signs_of(shared: Path) -> Iterator[Weighed]:
    """Every labelled query that the search weighs, with its signs; those that name an entry are never weighed."""
    asked = [*queries(), *queries(EVERYDAY), *queries(LATER), *queries(LAST)]
    every = documents(shared)
    draw = np.random.default_rng(0)
    with patch.object(Offline, "embed", _Remembering(Offline.embed)):
        for share in _PARTS:
            kept = set(draw.permutation(sorted(every))[: round(len(every) * share)])
            with tempfile.TemporaryDirectory() as folder, Corpus.open(Path(folder)) as corpus:
                for key in sorted(kept):
                    corpus.add(every[key], {})
                for one in asked:
                    if (not one.answers or _is_answered(one, kept)) and (own := _signs(corpus, one)):
                        yield Weighed(one, share, own)


class _Remembering:
    """The offline model, asked for each text once."""

    def __init__(self, embed: Any) -> None:
        self._embed = embed
        self._kept: dict[str, Vectors] = {}

    def __call__(self, texts: Sequence[str]) -> Vectors:
        if new := [text for text in dict.fromkeys(texts) if text not in self._kept]:
            self._kept.update(zip(new, self._embed(Offline(), new), strict=True))
        return np.stack([self._kept[text] for text in texts])


def _is_answered(one: Labelled, kept: Collection[str]) -> bool:
    return any(grade == 2 and key.split("/")[0] in kept for key, grade in one.answers.items())


def _signs(corpus: Corpus, one: Labelled) -> foreign.Signs | None:
    seen: list[foreign.Signs] = []
    signs = foreign.signs

    def kept(*given: Any) -> foreign.Signs:
        seen.append(signs(*given))
        return seen[-1]

    with patch.object(foreign, "signs", kept), patch.object(foreign, "foreign", lambda *_: False):
        corpus.search(one.query, one.kind, flat=True)
    return seen[0] if seen else None


def fitted(signs: np.ndarray, answered: np.ndarray, mass: np.ndarray) -> tuple[float, np.ndarray]:
    """Constant and weights of a logistic regression; rows of ``signs`` are queries that count by their ``mass``."""
    mean, spread = signs.mean(axis=0), signs.std(axis=0) + 1e-9
    rows = np.c_[np.ones(len(signs)), (signs - mean) / spread]
    ridge = np.diag([0.0, *[_RIDGE] * signs.shape[1]])
    found = np.zeros(rows.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ ((mass * (chance * (1 - chance) + 1e-9))[:, None] * rows) + ridge
        found += np.linalg.solve(slope, rows.T @ (mass * (answered - chance)) - ridge @ found)
    weights = found[1:] / spread
    return float(found[0] - weights @ mean), weights


class Asked:
    """The queries of one kind with their signs, and what they are weighed by."""

    def __init__(self, weighed: Sequence[Weighed]) -> None:
        every = np.array([astuple(own.signs) for own in weighed])
        self.signs, self.size = every[:, :-1], every[:, -1]
        self.answered = np.array([bool(own.one.answers) for own in weighed])
        self.share = np.array([own.share for own in weighed])
        number = {query: k for k, query in enumerate(dict.fromkeys(own.one.query for own in weighed))}
        parts = np.random.default_rng(0).integers(0, _FOLDS, len(number))
        self.part = parts[[number[own.one.query] for own in weighed]]
        self.mass = np.ones(len(weighed))
        for share in set(_PARTS):
            for has_answer in (True, False):
                group = (self.share == share) & (self.answered == has_answer)
                self.mass[group] /= max(group.sum(), 1)
        self.mass *= len(weighed) / self.mass.sum()

    def scores(self, rows: np.ndarray, of: np.ndarray) -> tuple[np.ndarray, float, np.ndarray]:
        """Those of the queries ``of`` by weights fitted on ``rows``, with size; constant and weights."""
        least, weights = fitted(self.signs[rows], self.answered[rows], self.mass[rows])
        plain = least + self.signs @ weights
        low, size = (
            [own[rows & self.answered & (self.share == share)] for share in (min(_PARTS), max(_PARTS))]
            for own in (plain, self.size)
        )
        gained = np.quantile(low[1], _LOW) - np.quantile(low[0], _LOW)
        weights = np.append(weights, -_CAUTION * gained / (size[1].mean() - size[0].mean()))
        return plain[of] + weights[-1] * self.size[of], least, weights


def report(title: str, asked: Asked) -> Iterator[str]:
    """What the signs are worth for one kind, and the weights from all its queries."""
    every = np.ones(len(asked.share), dtype=bool)
    scores = np.zeros(len(every))
    for part in range(_FOLDS):
        own = asked.part == part
        scores[own] = asked.scores(~own, own)[0]
    on_all, least, weights = asked.scores(every, every)
    for loss in _LOSSES:
        whole = asked.answered & (asked.share == max(_PARTS))
        limit = np.quantile(scores[whole], loss)
        told = [
            f"{share:.0%} of the documents: {(scores[own & asked.answered] < limit).mean():.1%} lost, "
            f"{(scores[own & ~asked.answered] < limit).mean():.1%} stay empty"
            for share in sorted(set(_PARTS))
            for own in [asked.share == share]
        ]
        need = (np.quantile(on_all[whole], loss) - least) / weights[0]
        yield f"{title}, {loss:.1%} lost of all: {'; '.join(told)}; fitted on all: need {need:.4f}"
    names = [field.name for field in fields(foreign.Signs)]
    yield " ".join(f"{name} {weight:.4f}" for name, weight in zip(names, weights / weights[0], strict=True))


if __name__ == "__main__":
    found = list(signs_of(ROOT.parent / "shared"))
    for kind, title in KINDS:
        print("\n".join(report(title, Asked([own for own in found if own.one.kind == kind]))))
