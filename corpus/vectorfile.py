"""Vectors of all texts in one flat local file, by the texts' numbers: for exact search where few texts are asked for.

float32 rows one after the other, mapped into memory as they are needed. Its length says how far the vector index has
come: a text's vector is written here after the index took it. Disposable, like the index.
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


class VectorFile:
    """The file ``path`` with vectors of ``dimension`` numbers."""

    def __init__(self, path: Path, dimension: int) -> None:
        self._path = path
        self._dimension = dimension
        self._mapped: Vectors | None = None

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
        self._mapped = None
        self._path.unlink(missing_ok=True)

    def nearest(self, vector: Vectors, numbers: NDArray[np.int64], limit: int) -> list[tuple[int, float]]:
        """The ``limit`` of ``numbers`` (ascending) with the highest cosine to ``vector``, nearest first."""
        import numpy as np

        rows = numbers - 1
        rows = rows[: np.searchsorted(rows, self.upto)]
        if not len(rows):
            return []
        mapped = self._map()
        cosines = np.concatenate([_compare(mapped, rows[k : k + _STEP], vector) for k in range(0, len(rows), _STEP)])
        best = np.argpartition(-cosines, min(limit, len(rows)) - 1)[:limit]
        best = best[np.argsort(-cosines[best], kind="stable")]
        return [(int(rows[k]) + 1, float(cosines[k])) for k in best]

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
