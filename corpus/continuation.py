"""How a 绩效目标表 goes on over a page: header rows repeated, a row cut in two, a label printed once for both halves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus import headers, layouts, taxonomy
from corpus.grid import Grid, Seam

_MONTH = re.compile(r"^\d{1,2}\s*月")


def is_header(grid: Grid, row: int) -> bool:
    """Whether ``row`` names the columns of the indicator part, or is the second row of what does."""
    return headers.is_part_of_header(grid, row)


def completes(above: str, below: str) -> bool:
    """Whether ``below`` ends the label that ``above`` begins: ``社会效益指`` + ``标``; or is the whole of a level's."""
    if not below or (is_label(below) and is_label(above)):
        return False
    return is_label(above + below) or (bool(above) and layouts.section(above + below) is not None)


def is_rest(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether the lower texts are the end of the row of the upper ones.

    They are when no level label begins anew and something is left empty: a new row of a table has a name and a value.
    """
    if not any(below for _, below in pairs):
        return True
    if any(below and _starts_anew(above, below) for above, below in pairs):
        return False
    if any(above and (completes(above, below) or _closes(above, below)) for above, below in pairs):
        return True
    body = [(above, below) for above, below in pairs[1:] if not is_label(above)]
    return len(body) <= 1 or any(above and not below for above, below in body)


def _starts_anew(above: str, below: str) -> bool:
    if completes(above, below):
        return False
    if _MONTH.match(above) or layouts.section(below) or layouts.head_field(below):
        return True
    return is_label(below) and is_label(above)


def _closes(above: str, below: str) -> bool:
    """Whether ``below`` closes a bracket that ``above`` leaves open."""
    opened, closed = ([sum(map(text.count, pair)) for pair in ("(（", ")）")] for text in (above, below))
    return opened[0] > opened[1] and closed[0] < closed[1]


def follows(last: str | None, first: str | None) -> bool:
    """Whether rows that begin with the class ``first`` may go on with a table that ended with ``last``.

    Classes stand in one order; a row that prints none goes on with the class above it.
    """
    if not first:
        return True
    above, below = taxonomy.level2(last), taxonomy.level2(first)
    order = list(taxonomy.Level2)
    return above is not None and below is not None and order.index(above) <= order.index(below)


def is_label(text: str) -> bool:
    """Whether ``text`` names a level-1 or level-2 class."""
    return taxonomy.level1(text) is not None or taxonomy.level2(text) is not None


SEAM = Seam(is_header=is_header, completes=completes, is_label=is_label, is_rest=is_rest)
"""The policy for :func:`corpus.grid.join`."""
