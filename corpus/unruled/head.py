"""The lines above an indicator header, as rows of cells: labels at the left, each beside the lines that it speaks for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corpus import layouts
from corpus.chars import fold
from corpus.goals import next_number_starts
from corpus.grid import Line, unwrap
from corpus.listing.head_labels import head_label
from corpus.outside import Kind, classify
from corpus.unruled.labels import runs, spans, stack
from corpus.unruled.words import Word, beside, columns_of, stacked, typical

Box = tuple[float, float, float, float, str]
"""(left, top, right, bottom, text) of a cell, counted in columns and rows."""

_LONGEST = 60
"""Lines of a head."""
_GAP = 0.7
"""Of a character: white between two cells of one line."""
_WIDE = 18
"""Characters of a line from which on a cell may hold several paragraphs."""
_BESIDE = 1.6
"""Of a line's height: what stands so near above another line is of the same row."""
_BEGINS = frozenset({"code", "name", "department", "year"})


def is_label(text: str) -> bool:
    """Whether ``text`` is a label of a head, without the value."""
    return bool(layouts.head_field(text) or layouts.section(text) or layouts.goal_kind(text) or head_label(fold(text)))


def begins(line: Sequence[Word]) -> bool:
    """Whether ``line`` is one that the head of a project begins with."""
    first = segments(line)[0].text
    both = layouts.head_with_value(first)
    return layouts.head_field(first) in _BEGINS or (both is not None and both[0] in _BEGINS)


def start(lines: Sequence[Sequence[Word]], first: int, stop: int) -> int:
    """The line from ``first`` on that a head begins with; ``stop`` where there is none.

    A cell of several lines beside the first label begins above it.
    """
    first = max(first, stop - _LONGEST)
    found = next((k for k in range(first, stop) if begins(lines[k])), stop)
    if found == stop:
        return stop
    label = lines[found][0]
    while found > first and _stands_beside(lines[found - 1], lines[found], label):
        found -= 1
    return found


def _stands_beside(line: Sequence[Word], below: Sequence[Word], label: Word) -> bool:
    near = below[0].top - line[0].top < _BESIDE * (label.bottom - label.top)
    return near and line[0].left > label.right and classify(Line(beside(line).text)).kind is Kind.TEXT


def segments(line: Sequence[Word]) -> list[Word]:
    """The cells of a line: words with no more than a space between them."""
    groups: list[list[Word]] = []
    for word in line:
        last = groups[-1][-1] if groups else None
        near = last is not None and word.left - last.right < _GAP * max(min(word.em, last.em), 1.0)
        if near and not (len(groups[-1]) == 1 and _names_next(groups[-1][0].text, word.text)):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [beside(group) for group in groups]


def _names_next(text: str, behind: str) -> bool:
    """Whether ``text`` is the label of what stands ``behind`` it, and not a part of one label with it."""
    return is_label(text) and not is_label(text + behind)


def boxes(lines: Sequence[Sequence[Word]]) -> list[Box]:
    """The cells of a head; labels at the left cover all rows that they speak for."""
    cut = [segments(line) for line in lines]
    pitch = typical([word.bottom - word.top for line in cut for word in line], 1.0) * 1.2
    labels, rest = _left_labels(cut, pitch)
    kept = [line for line in rest if line]
    rows = [stacked(line) for line in kept]
    found: list[Box] = []
    row = 0
    of_row = spans(labels, rows, pitch, goes_on=True) if 0 < len(labels) <= len(rows) else [None] * len(rows)
    for number, part in runs(of_row):
        text = labels[number].text if number is not None else ""
        group = _rows(kept[part.start : part.stop], steps=layouts.section(text) == "plan")
        found.append((0, row, 1, row + len(group), text))
        for cells in group:
            found += [(col, row, col + 1, row + 1, cell.text) for col, cell in enumerate(cells, 1)]
            row += 1
    return found


def _left_labels(lines: Sequence[Sequence[Word]], pitch: float) -> tuple[list[Word], list[list[Word]]]:
    """The labels at the left, and the lines without them."""
    firsts = [line[0] for line in lines if is_label(line[0].text)]
    right = max((word.right for word in firsts if word.left <= min(w.left for w in firsts) + 4 * word.em), default=0.0)
    left = [line[0] for line in lines if line[0].centre < right]
    mine = set(map(id, left))
    rest = [[word for word in line if id(word) not in mine] for line in lines]
    return stack(left, is_label, pitch), rest


def _rows(lines: Sequence[Sequence[Word]], *, steps: bool) -> list[list[Word]]:
    """The rows beside one label. ``steps``: every line is a row, what stands below a word is in its column."""
    if steps:
        return _steps(lines)
    rows: list[list[Word]] = []
    at = 0
    while at < len(lines):
        stop = next(stop for stop in range(len(lines), at, -1) if stop == at + 1 or _is_row(lines[at:stop]))
        rows.append([_flowing(column) for column in columns_of(lines[at:stop])])
        at = stop
    return rows


def _flowing(column: Sequence[Word]) -> Word:
    """The lines of a cell as its paragraphs: a line that is full, or the first of a narrow cell, goes on in the next."""
    room = max(word.right - word.left for word in column)
    wide = room > _WIDE * column[0].em
    text = column[0].text
    number = 1 + next_number_starts(text, 1)
    for above, word in pairwise(column):
        numbered = next_number_starts(word.text, number)
        number += numbered
        ends = numbered or (wide and room - (above.right - above.left) > word.lead() + above.em)
        text = f"{text}\n{word.text}" if ends else unwrap(f"{text}\n{word.text}")
    return stacked(column)._replace(text=text)


def _is_row(lines: Sequence[Sequence[Word]]) -> bool:
    """Whether ``lines`` make cells side by side: in each one text, or a label with its amount below."""
    for column in columns_of(lines):
        if len({word.top for word in column}) < len(column):
            return False
        texts = [word.text for word in column]
        known = max((count for count in range(len(texts) + 1) if is_label("".join(texts[:count]))), default=0)
        below = column[known:] if known else column[1:]
        if any(is_label(word.text) or layouts.head_with_value(word.text) for word in below):
            return False
        if sum(map(_is_amount, column)) > 1 or (known and below and not _is_amount(below[0])):
            return False
    return True


def _is_amount(word: Word) -> bool:
    return fold(word.text).replace(".", "").replace(",", "").rstrip("万元%").isdigit()


def _steps(lines: Sequence[Sequence[Word]]) -> list[list[Word]]:
    if not lines:
        return []
    first = lines[0]
    rows = [list(first)]
    for line in lines[1:]:
        cells = [name._replace(text="") for name in first]
        for word in line:
            nearest = min(range(len(first)), key=lambda k: abs(first[k].centre - word.centre))
            cells[nearest] = word
        rows.append(cells)
    return rows
