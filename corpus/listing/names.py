"""What templates print around an indicator's name: 指标1:, stars for core indicators, blanks to be filled (≥**人)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NUMBERED = re.compile(r"^指标\s*[\d一二三四五六七八九十]{1,2}\s*[:：、.．]\s*")
_COUNTED = re.compile(r"^(?:[(（](\d{1,2})[)）]|(\d{1,2})[.、．)）])\s*(?=\D)")
_LEAST_COUNTED = 3
_STARS = re.compile(r"^[★☆*＊]+\s*")
_BLANK = re.compile(
    r"\s*[(（]\s*[≥≤><＞＜=＝≧≦]*\s*[*＊×]{2,}[^()（）]*[)）]|\s*[≥≤><＞＜=＝≧≦]+\s*[*＊×]{2,}[%％‰]?[^\s\d，。,;；]{0,6}$"
)


@dataclass(frozen=True)
class IndicatorName:
    """A name without what the template prints around it."""

    text: str
    rest: str
    """What was written behind the template's blank: ``扶贫标准(<**元/户)——一户5300元`` → ``一户5300元``."""
    cleaned: bool
    """Whether a star or a blank was taken off; a mere number (指标1:) does not count."""


def counts_up(printed: Sequence[str]) -> bool:
    """Whether the names of a table are numbered: every one, each by one more than that before it or from 1 again."""
    marks = [_COUNTED.match(text.strip()) for text in printed]
    numbers = [int(mark[1] or mark[2]) for mark in marks if mark]
    steps = zip((0, *numbers), numbers, strict=False)
    return _LEAST_COUNTED <= len(numbers) == len(printed) and all(to in {1, at + 1} for at, to in steps)


def bare_name(printed: str, *, counted: bool = False) -> IndicatorName:
    """The name in a name cell: ``★★★农村低保发放人数(≥**人)`` → ``农村低保发放人数``; ``counted``: it begins with its number."""
    text = _NUMBERED.sub("", printed.strip())
    text = _COUNTED.sub("", text) if counted else text
    unstarred = _NUMBERED.sub("", _STARS.sub("", text))
    blank = _BLANK.search(unstarred)
    if blank is None or not blank.start():
        return IndicatorName(unstarred or text, "", cleaned=unstarred not in {"", text})
    return IndicatorName(unstarred[: blank.start()].strip(), unstarred[blank.end() :].strip("—-－ ：:"), cleaned=True)
