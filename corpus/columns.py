"""What conditions and folding ask of every row, in memory as columns of numbers: 51 bytes a row.

Conditions become one comparison over a column instead of a question to a database, which keeps a filtered search as
quick as a plain one at a million rows (docs/decisions/0030-scale.md). :class:`corpus.rowfile.RowFile` keeps the records.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.entries import Entry, Kind
from corpus.hits import Filters, categories_of, fen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.int64]
    """Row numbers, ascending unless told otherwise."""
    Mask = NDArray[np.bool_]
    """One truth for each row number."""

RECORD = [
    ("kind", "u1"),  # 0: there is no such row any more
    ("level2", "<i4"),  # the file's number of that name, like the three below; 0: none
    ("department", "<i4"),
    ("category", "<i4"),  # of the project, as its words told when it was taken in
    ("second", "<i4"),  # its other category
    ("year", "<i2"),  # 0: none
    ("budget", "<i8"),  # 分; -1: none
    ("text", "<i4"),  # the text's number
    ("table", "<i4"),  # distance to the row of its table; 0 for a table
    ("length", "<u2"),  # tokens
    ("alike", "<u8"),  # hash of Entry.alike
]
"""One row as numpy reads it."""
_NUMBERS: Mapping[Kind, int] = {"table": 1, "indicator": 2}
_LONGEST, _LATEST, _HIGHEST = 65_535, 32_767, 2**63 - 1


def record(entry: Entry, text: int, to_table: int, length: int, number: Callable[[str], int]) -> tuple[int, ...]:
    """``entry`` as one :data:`RECORD`; ``number`` gives names their numbers, ``length`` is in tokens."""
    budget = fen(entry.budget)
    categories = sorted(categories_of(entry.project, entry.purpose, entry.department))
    first, second = (*map(number, categories), 0, 0)[:2]
    return (
        _NUMBERS[entry.kind],
        number(entry.level2) if entry.level2 else 0,
        number(entry.department) if entry.department else 0,
        first,
        second,
        entry.year if entry.year and 0 < entry.year <= _LATEST else 0,
        -1 if budget is None else min(budget, _HIGHEST),
        text,
        to_table,
        min(length, _LONGEST),
        int.from_bytes(
            hashlib.blake2b("\n".join(entry.alike).encode("utf-8", "surrogatepass"), digest_size=8).digest()
        ),
    )


@dataclass(frozen=True)
class Columns:
    """The records of rows 0, 1, 2 … as they stood at one moment; row 0 is none."""

    token: tuple[str, int]
    """Of the moment: another one after every write."""
    names: Mapping[str, int]
    """Numbers of departments, classes and categories."""
    kind: NDArray[np.uint8]
    level2: NDArray[np.int32]
    department: NDArray[np.int32]
    category: NDArray[np.int32]
    second: NDArray[np.int32]
    year: NDArray[np.int16]
    budget: NDArray[np.int64]
    text: NDArray[np.int32]
    table: NDArray[np.int32]
    length: NDArray[np.uint16]
    alike: NDArray[np.uint64]

    @classmethod
    def read(cls, token: tuple[str, int], names: Mapping[str, int], records: Sequence[bytes]) -> Columns:
        """The columns of records that lie one after the other."""
        import numpy as np

        rows = np.frombuffer(b"".join(records), dtype=RECORD)
        return cls(token, names, **{name: np.ascontiguousarray(rows[name]) for name, _ in RECORD})

    def __len__(self) -> int:
        """One more than the highest row number."""
        return len(self.kind)

    @cached_property
    def total(self) -> int:
        """Rows that are there."""
        return int((self.kind > 0).sum())

    @cached_property
    def lengths(self) -> NDArray[np.float32]:
        """Tokens of each row, in multiples of the mean."""
        import numpy as np

        mean = float(self.length.sum(dtype=np.int64)) / max(self.total, 1)
        return self.length.astype(np.float32) / np.float32(max(mean, 1e-9))

    @cached_property
    def whole(self) -> Mapping[Kind, Scope]:
        """All rows of each kind."""
        return {kind: Scope(self, kind, self.kind == number) for kind, number in _NUMBERS.items()}

    def categories(self, row: int) -> frozenset[str]:
        """Ids of the categories of the row's project."""
        return frozenset(self._named[n] for n in (int(self.category[row]), int(self.second[row])) if n in self._named)

    @cached_property
    def _named(self) -> Mapping[int, str]:
        return {number: name for name, number in self.names.items()}

    @cached_property
    def _by_text(self) -> tuple[Rows, NDArray[np.int32]]:
        """Rows that are there in the order of their texts, the newest year of a text first; and those texts."""
        import numpy as np

        there = np.flatnonzero(self.kind)
        order = there[np.argsort(self.text[there].astype(np.int64) * 65_536 - self.year[there], kind="stable")]
        return order, self.text[order]

    @cached_property
    def _by_alike(self) -> tuple[Rows, NDArray[np.uint64]]:
        import numpy as np

        order = np.argsort(self.alike, kind="stable")
        return order, self.alike[order]

    def scope(self, filters: Filters) -> Scope:
        """The rows that meet ``filters``, soundness aside."""
        import numpy as np

        whole = self.whole[filters.kind]
        if replace(filters, sound=False) == Filters(kind=filters.kind):
            return whole
        mask = whole.mask.copy()
        if filters.level2:
            mask &= self._one_of(self.level2, sorted(filters.level2))
        if filters.departments is not None:
            mask &= self._one_of(self.department, filters.departments)
        if filters.category is not None:
            wanted = [filters.category]
            mask &= self._one_of(self.category, wanted) | self._one_of(self.second, wanted)
        if filters.year is not None:
            mask &= self.year == np.int16(filters.year if 0 < filters.year <= _LATEST else -1)
        if filters.budget_min is not None:
            mask &= self.budget >= max(filters.budget_min, 0)
        if filters.budget_max is not None:
            mask &= (self.budget <= filters.budget_max) & (self.budget >= 0)
        return whole if mask.sum() == whole.mask.sum() else Scope(self, filters.kind, mask)

    def texts(self, mask: Mask) -> Rows:
        """Numbers of the texts that rows of ``mask`` have, ascending."""
        import numpy as np

        held = np.zeros(int(self.text.max(initial=0)) + 1, dtype=bool)
        held[self.text[mask]] = True
        return np.flatnonzero(held)

    def of_text(self, numbers: Sequence[int]) -> Iterator[Rows]:
        """The rows of each text, the newest year first."""
        import numpy as np

        order, texts = self._by_text
        wanted = np.asarray(numbers, dtype=texts.dtype)
        for start, end in zip(np.searchsorted(texts, wanted), np.searchsorted(texts, wanted, "right"), strict=True):
            yield order[start:end]

    def like(self, row: int) -> Rows:
        """The rows that are alike in the sense of :attr:`corpus.entries.Entry.alike`."""
        import numpy as np

        order, alike = self._by_alike
        key = self.alike[row]
        return order[np.searchsorted(alike, key) : np.searchsorted(alike, key, "right")]

    def _one_of(self, column: NDArray[np.int32], wanted: Sequence[str]) -> Mask:
        import numpy as np

        numbers = [self.names[name] for name in wanted if name in self.names]
        if len(numbers) == 1:
            alone: Mask = column == numbers[0]
            return alone
        chosen = np.zeros(max(self.names.values(), default=0) + 1, dtype=bool)
        chosen[numbers] = True
        return chosen[column]


@dataclass(frozen=True)
class Scope:
    """The rows of one kind that a search is about."""

    columns: Columns
    kind: Kind
    mask: Mask

    @cached_property
    def texts(self) -> Rows:
        """Numbers of the texts that these rows have, ascending."""
        return self.columns.texts(self.mask)

    @property
    def share(self) -> float:
        """How many of the texts of the kind these are, from 0 to 1."""
        return len(self.texts) / max(len(self.columns.whole[self.kind].texts), 1)

    def holders(self, near: Sequence[tuple[int, float]], limit: int, each: int) -> list[tuple[int, float]]:
        """(Row, cosine) of at most ``limit`` rows that have the texts ``near`` (number, cosine).

        Of one text the newest ``each``; where room is left, the rest of the first texts.
        """
        taken: list[Rows] = []
        rest: list[Rows] = []
        room = limit
        for every in self.columns.of_text([number for number, _ in near]):
            rows = every[self.mask[every]]
            taken.append(rows[: min(each, room)])
            rest.append(rows[each:])
            room -= len(taken[-1])
            if not room:
                break
        found: list[tuple[int, float]] = []
        for (_, cosine), first, others in zip(near, taken, rest, strict=False):
            more = others[:room]
            room -= len(more)
            found += [(row, cosine) for row in (*first.tolist(), *more.tolist())]
        return found

    def tables(self, row: int) -> int:
        """How many tables hold ``row`` or one like it."""
        import numpy as np

        rows = self.columns.like(row)
        rows = rows[self.mask[rows]]
        return len(np.unique(rows - self.columns.table[rows]))
