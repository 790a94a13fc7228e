"""Lines above a table that say what its head would: 项目名称：…, 预算金额：…, as pages and converters print them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.grid import Line
from corpus.headpart import HeadPart
from corpus.listing.head import Head, label_and_value, parse_head
from corpus.listing.header import Shape
from corpus.listing.pieces import Piece

_BAR = re.compile(r"\s*[|｜]\s*")


def head_above(lines: Sequence[Line]) -> tuple[int, Head | None]:
    """Where among ``lines`` a head begins, and the head; their number and None where they name no project."""
    first = next((k for k, line in enumerate(lines) if all(label_and_value(_BAR.sub("：", line.text)))), len(lines))
    printed = [
        Piece(text.strip(), line.where.line or 0, line.where.page or 1, newline=True, parted=True)
        for line in lines[first:]
        for text in _BAR.split(line.text)
    ]
    head = parse_head(printed, Shape.LINES)
    return (first, head) if head.fields.get("name") else (len(lines), None)


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
