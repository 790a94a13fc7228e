"""Lines above a table that say what its head would: 项目名称：…, 预算金额：…, as pages and converters print them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.grid import Line
from corpus.headpart import HeadPart
from corpus.listing.head import Head, label_and_value, parse_head
from corpus.listing.head_labels import head_label
from corpus.listing.header import Shape
from corpus.listing.pieces import Piece

_BAR = re.compile(r"\s*[|｜]\s*")


def head_above(lines: Sequence[Line]) -> tuple[int, Head | None]:
    """Where among ``lines`` a head begins, and the head; their number and None where they name no project."""
    first = next((k for k, line in enumerate(lines) if _is_labelled(line.text)), len(lines))
    head = parse_head([piece for line in lines[first:] for piece in _pieces(line)], Shape.BLANKS)
    return (first, head) if head.fields.get("name") else (len(lines), None)


def _is_labelled(text: str) -> bool:
    """Whether a line begins with a label and what it is the label of."""
    words = _BAR.sub(" ", text).split()
    return all(label_and_value(text)) or (len(words) > 1 and head_label(words[0]) not in {None, "passed"})


def _pieces(line: Line) -> Iterator[Piece]:
    page, number = line.where.page or 1, line.where.line or 0
    for k, word in enumerate(_BAR.sub(" ", line.text).split()):
        yield Piece(word, number, page, newline=k == 0, parted=False)


def give(head: Head, part: HeadPart) -> None:
    """Let ``part``, the head of the table below, have what ``head`` says."""
    budget = head.budget()
    amounts = {"total": budget.total, "fiscal": budget.fiscal, "other": budget.other}
    said = {name: f"{amount}万元" for name, amount in amounts.items() if amount is not None}
    department = head.department()
    said |= {"name": head.fields["name"]} | ({"department": department.name or ""} if department else {})
    for name, text in said.items():
        part.fields.setdefault(name, text)
    goals = head.fields.get("goals") or head.fields.get("overall goals")
    if goals and not part.goal_texts:
        part.goal_texts.append(goals)
    part.notices += head.notices
