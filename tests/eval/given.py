"""Vectors that cost next to nothing, for measuring everything but the embedding: texts with the same words lie close."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from corpus.entries import Kind
from corpus.lexical import tokens

if TYPE_CHECKING:
    from corpus.embed import Vectors

_WORDS = 65_536


class Given:
    """Unit vectors of 384 numbers: the sum of a fixed random direction for each word of the text."""

    model = "given"
    floors: Mapping[Kind, float] = MappingProxyType({})
    spread: float | None = None

    def __init__(self, dimension: int = 384) -> None:
        self._directions = np.random.default_rng(3).normal(size=(_WORDS, dimension)).astype(np.float32)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """As :class:`corpus.embed.Embedder`."""
        rows = [
            self._directions[[zlib.crc32(t.encode()) % _WORDS for t in tokens(text) or ["-"]]].sum(0) for text in texts
        ]
        vectors = np.stack(rows)
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit
