"""Tokens → vector: the layers of the model (BERT), and the mean of its last one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from corpus.encoder.packed import Packed, unpacked

if TYPE_CHECKING:
    from corpus.encoder.packed import Floats

_FAR = np.float32(-1e9)
_SLOPE, _CUBE = np.float32(0.7978845608), np.float32(0.7978845608 * 0.044715)
"""Of the curve that stands for GELU's: at most .0005 beside it, less than the rounding of the weights."""


class _Layer(NamedTuple):
    asked: Floats
    """Queries, keys and values, one beside the other."""
    asked_bias: Floats
    out: Floats
    out_bias: Floats
    first_norm: tuple[Floats, Floats]
    wide: Floats
    wide_bias: Floats
    narrow: Floats
    narrow_bias: Floats
    last_norm: tuple[Floats, Floats]


class Layers:
    """The layers, unpacked: 85 MB."""

    def __init__(self, packed: Packed) -> None:
        self.width = packed.width
        self.longest = packed.longest
        """Tokens that one text may have."""
        self._heads, self._epsilon = packed.heads, packed.epsilon
        self._words = packed.blocks("emb.word", packed.width)
        self._places = packed.floats("emb.pos").reshape(-1, packed.width) + packed.floats("emb.type")[: packed.width]
        self._norm = _norm(packed, "emb.ln")
        self._layers = [_layer(packed, f"l{k}.") for k in range(packed.depth)]

    def means(self, texts: Sequence[Sequence[int]]) -> Floats:
        """The mean of the last layer over the tokens of each text; texts of like length cost least."""
        longest = max(map(len, texts))
        tokens = np.zeros((len(texts), longest), dtype=np.int64)
        there = np.arange(longest) < np.array([len(text) for text in texts])[:, None]
        tokens[there] = [token for text in texts for token in text]
        state = unpacked(self._words[tokens]) + self._places[:longest]
        state = self._normal(state.reshape(-1, self.width), self._norm)
        hidden = None if there.all() else np.where(there, np.float32(0), _FAR)[:, None, None]
        for layer in self._layers:
            state = self._normal(self._heard(state, layer, hidden, there.shape) + state, layer.first_norm)
            state = self._normal(_thought(state, layer) + state, layer.last_norm)
        total: Floats = np.einsum("ijk,ij->ik", state.reshape(*there.shape, self.width), there.astype(np.float32))
        total /= there.sum(axis=1, keepdims=True, dtype=np.float32)
        return total

    def _heard(self, state: Floats, layer: _Layer, hidden: Floats | None, shape: tuple[int, ...]) -> Floats:
        """What each token takes over from the others of its text."""
        asked = state @ layer.asked
        asked += layer.asked_bias
        parts = asked.reshape(*shape, 3, self._heads, -1)
        query, key, value = (np.ascontiguousarray(parts[:, :, k].transpose(0, 2, 1, 3)) for k in range(3))
        share = query @ key.transpose(0, 1, 3, 2)
        if hidden is not None:
            share += hidden
        share -= share.max(axis=-1, keepdims=True)
        np.exp(share, out=share)
        share /= share.sum(axis=-1, keepdims=True)
        taken = (share @ value).transpose(0, 2, 1, 3).reshape(-1, self.width)
        heard: Floats = taken @ layer.out
        heard += layer.out_bias
        return heard

    def _normal(self, state: Floats, norm: tuple[Floats, Floats]) -> Floats:
        """Each row about 0 and of spread 1, then weighed; ``state`` is used up."""
        state -= state.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", state, state)[:, None] / np.float32(self.width)
        state /= np.sqrt(spread + np.float32(self._epsilon))
        state *= norm[0]
        state += norm[1]
        return state


def _thought(state: Floats, layer: _Layer) -> Floats:
    wide: Floats = state @ layer.wide
    wide += layer.wide_bias
    curve = wide * wide
    curve *= _CUBE
    curve += _SLOPE
    curve *= wide
    np.tanh(curve, out=curve)
    curve += 1
    wide *= curve
    narrow: Floats = wide @ layer.narrow
    narrow += layer.narrow_bias
    return narrow


def _layer(packed: Packed, name: str) -> _Layer:
    width = packed.width
    scale = np.float32(packed.width / packed.heads) ** np.float32(-0.5)
    asked = [packed.matrix(f"{name}{part}.w", width) for part in "qkv"]
    bias = [packed.floats(f"{name}{part}.b") for part in "qkv"]
    asked[0] *= scale
    bias[0] *= scale
    return _Layer(
        np.concatenate(asked, axis=1),
        np.concatenate(bias),
        packed.matrix(f"{name}ao.w", width),
        packed.floats(f"{name}ao.b"),
        _norm(packed, f"{name}aln"),
        packed.matrix(f"{name}fi.w", width),
        packed.floats(f"{name}fi.b"),
        packed.matrix(f"{name}fo.w", packed.inner) * np.float32(0.5),  # GELU's half
        packed.floats(f"{name}fo.b"),
        _norm(packed, f"{name}oln"),
    )


def _norm(packed: Packed, name: str) -> tuple[Floats, Floats]:
    return packed.floats(f"{name}.w"), packed.floats(f"{name}.b")
