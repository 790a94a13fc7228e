"""The goals that one cell prints: numbered or not, each on a line of its own or one behind the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.chars import width

_LABEL = re.compile(r"目标(?:内容)?\s*(\d*)\s*[:：]?\s*")
_SENTENCE_END = re.compile(r"[。；;！!：:]$")
_OPEN_END = re.compile(r"[，,、（(《“]$")
_CLOSING_START = re.compile(r"[，,、。；;：:）)》”！!]")
_LONG_LINE = 40
"""Columns from which on a line may have been broken because the next word did not fit."""
_RAGGED = 4
"""Columns by which the ends of lines of one paragraph differ."""


def split_goals(text: str) -> tuple[str, ...]:
    """The goals in one cell: ``1. … ⏎ 2. …`` → two; a line that does not carry the next number goes on with the goal.

    ``1.``, ``1、``, ``(1)`` and the label 目标内容1 are numbering and not kept; a decimal (``1.5 公里``) is no numbering.
    Lines without any number are a goal each, but for those that look broken by hand.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    first = next((k for k, line in enumerate(lines) if _numbered(line, 1) is not None), None)
    if first is None:
        goals = [_without_label(paragraph) for paragraph in _paragraphs(lines)]
    else:
        goals = ["\n".join(lines[:first]), *_series(lines[first:])]
    return tuple(goal.strip() for goal in goals if goal.strip())


def next_number_starts(line: str, number: int) -> bool:
    """Whether ``line`` begins with ``number`` as the numbering of a goal."""
    return _numbered(line.strip(), number) is not None


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """``lines`` with those put together that were broken by hand.

    They are as long as lines get, or the text ends its sentences and theirs does not end with the line.
    """
    ended = bool(lines) and bool(_SENTENCE_END.search(lines[-1]))
    full = max([_LONG_LINE, *(width(line) - _RAGGED for line in lines)])
    found = [*lines[:1]]
    for above, line in pairwise(lines):
        broken = (ended or width(above) >= full) and not _SENTENCE_END.search(above)
        if broken or _OPEN_END.search(above) or _CLOSING_START.match(line):
            found[-1] += "\n" + line
        else:
            found.append(line)
    return found


def _series(lines: Sequence[str]) -> list[str]:
    """The goals of lines whose first carries the number 1."""
    goals: list[str] = []
    for line in lines:
        content = _numbered(line, len(goals) + 1)
        if content is None:
            goals[-1] += "\n" + line
            continue
        goals.append(content)
        while (parts := _parted(goals[-1], len(goals) + 1)) is not None:
            goals[-1:] = parts
    return goals


def _parted(goal: str, number: int) -> tuple[str, str] | None:
    """``goal`` and the one behind it on the same line, which a sentence's end, or blanks on both sides, and the next number
    part."""
    labelled = rf"(?<=\S)\s*目标(?:内容)?\s*{number}\s*[:：]\s*(?=\S)"
    numbered = rf"(?<=[。；;])\s*(?:{number}\s*(?:、|[.．](?!\d))|[(（]{number}[)）])\s*(?=\S)"
    apart = rf"(?<=\S)\s+{number}[.．、]\s+(?=[^\s\d])"
    match = re.search(f"{labelled}|{numbered}|{apart}", goal)
    return (goal[: match.start()], goal[match.end() :]) if match else None


def _numbered(line: str, number: int) -> str | None:
    match = re.match(rf"{number}\s*(?:、|[.．](?!\d))\s*|[(（]{number}[)）]\s*", line)
    rest = line[match.end() :] if match else line
    label = _LABEL.match(rest)
    if label and (label[1] in {"", str(number)}) and (label[1] or (match and rest.startswith("目标内容"))):
        return rest[label.end() :]
    return rest if match else None


def _without_label(line: str) -> str:
    label = _LABEL.match(line)
    return line[label.end() :] if label and label[1] else line
