"""Vectors of all texts in one flat local file, by the texts' numbers: for search among the texts that meet conditions.

float32 rows one after the other, mapped into memory as they are needed. Its length says how far the vector index has
come: a text's vector is written here after the index took it. Disposable, like the index.

Few texts are compared exactly. Of many, one bit for each number (whether it lies above the mean) says which few thousand
are likely, and those are compared exactly: a hundred thousand texts take 5 MB to look at and not 150
(docs/decisions/0043-conditions-at-a-million.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from errors import CorpusError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from corpus.embed import Vectors

_STEP = 65_536
"""Rows that are compared at once: some 100 MB at 384 dimensions."""
_MANY = 12_000
"""Texts from which on the likely ones are chosen first."""
_LIKELY, _LIKELY_EACH = 10_000, 20
"""How many of a hundred thousand are chosen (an eighth of fewer), and for each text wanted at least."""
_PART = 8
_WORD = 64


class VectorFile:
    """The file ``path`` with vectors of ``dimension`` numbers."""

    def __init__(self, path: Path, dimension: int) -> None:
        self._path = path
        self._dimension = dimension
        self._mapped: Vectors | None = None
        self._mean: Vectors | None = None
        self._signs: NDArray[np.uint64] | None = None

    @property
    def upto(self) -> int:
        """The highest text number whose vector is in; half-written ones do not count."""
        try:
            return self._path.stat().st_size // (4 * self._dimension)
        except FileNotFoundError:
            return 0

    def append(self, numbers: Sequence[int], vectors: Vectors) -> None:
        """Write the vectors of ``numbers``, ascending and all above :attr:`upto`. Raises CorpusError."""
        width = 4 * self._dimension
        start = self.upto
        block = bytearray((numbers[-1] - start) * width)  # numbers whose text is gone stay zero
        for number, vector in zip(numbers, vectors, strict=True):
            block[(number - start - 1) * width : (number - start) * width] = vector.astype("float32").tobytes()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("r+b" if self._path.exists() else "w+b") as file:
                file.seek(start * width)
                file.write(block)
        except OSError as error:
            raise CorpusError(f"向量文件 {self._path} 不能写入（{error.strerror}）；请检查权限和磁盘空间。") from error

    def clear(self) -> None:
        """Forget everything."""
        self._mapped = self._mean = self._signs = None
        try:
            self._path.unlink(missing_ok=True)
        except PermissionError as error:  # Windows
            raise CorpusError(
                f"向量文件 {self._path} 正被别的程序使用，不能重建；请关闭网页和其他正在运行的 jixiao，再试一次。"
            ) from error

    def nearest(self, vector: Vectors, numbers: NDArray[np.int64], limit: int) -> list[tuple[int, float]]:
        """The ``limit`` of ``numbers`` (ascending) with the highest cosine to ``vector``, nearest first.

        Of more than some ten thousand a hundredth part of the right ones may be missed.
        """
        import numpy as np

        rows = numbers - 1
        rows = rows[: np.searchsorted(rows, self.upto)]
        if not len(rows):
            return []
        mapped = self._map()
        likely = max(min(_LIKELY, len(rows) // _PART), _LIKELY_EACH * limit)
        if len(rows) > max(_MANY, likely):
            rows = self._likely(mapped, rows, vector, likely)
        cosines = np.concatenate([_compare(mapped, rows[k : k + _STEP], vector) for k in range(0, len(rows), _STEP)])
        best = np.argpartition(-cosines, min(limit, len(rows)) - 1)[:limit]
        best = best[np.argsort(-cosines[best], kind="stable")]
        return [(int(rows[k]) + 1, float(cosines[k])) for k in best]

    def _likely(self, mapped: Vectors, rows: NDArray[np.int64], vector: Vectors, wanted: int) -> NDArray[np.int64]:
        """The ``wanted`` of ``rows`` whose numbers lie on the same side of the mean as those of ``vector``, ascending."""
        import numpy as np

        if self._mean is None:
            self._mean = mapped[:: max(len(mapped) // _MANY, 1)].mean(axis=0)
        held = 0 if self._signs is None else len(self._signs)
        if self._signs is None or held < len(mapped):
            steps = [_signs(mapped[k : k + _STEP], self._mean) for k in range(held, len(mapped), _STEP)]
            self._signs = np.concatenate(([] if self._signs is None else [self._signs]) + steps)
        apart = np.bitwise_count(self._signs[rows] ^ _signs(vector[None], self._mean)).sum(axis=1, dtype=np.int16)
        return np.sort(rows[np.argpartition(apart, wanted)[:wanted]])

    def _map(self) -> Vectors:
        """The file in memory, kept between questions: a new mapping pays for every page anew."""
        import numpy as np

        upto = self.upto
        if self._mapped is None or len(self._mapped) != upto:
            self._mapped = np.memmap(self._path, dtype=np.float32, mode="r", shape=(upto, self._dimension))
        return self._mapped


def _compare(mapped: Vectors, rows: NDArray[np.int64], vector: Vectors) -> Vectors:
    import numpy as np

    whole = rows[-1] - rows[0] + 1 == len(rows)  # neighbours are compared where they lie, without a copy
    part = mapped[rows[0] : rows[-1] + 1] if whole else mapped[rows]
    result: Vectors = np.einsum("ij,j->i", part, vector)  # BLAS would wake all cores for some milliseconds' work
    return result


def _signs(vectors: Vectors, mean: Vectors) -> NDArray[np.uint64]:
    """One bit for each number of each vector, in words of 64."""
    import numpy as np

    above = np.packbits(vectors > mean, axis=1)
    room = -above.shape[1] % (_WORD // 8)
    return np.pad(above, ((0, 0), (0, room))).view(np.uint64)
