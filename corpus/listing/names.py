"""What templates print around an indicator's name: 指标1:, stars for core indicators, blanks to be filled (≥**人)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBERED = re.compile(r"^指标\s*[\d一二三四五六七八九十]{1,2}\s*[:：、.．]\s*")
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


def bare_name(printed: str) -> IndicatorName:
    """The name in a name cell: ``★★★农村低保发放人数(≥**人)`` → ``农村低保发放人数``."""
    text = _NUMBERED.sub("", printed.strip())
    unstarred = _NUMBERED.sub("", _STARS.sub("", text))
    blank = _BLANK.search(unstarred)
    if blank is None or not blank.start():
        return IndicatorName(unstarred or text, "", cleaned=unstarred not in {"", text})
    return IndicatorName(unstarred[: blank.start()].strip(), unstarred[blank.end() :].strip("—-－ ：:"), cleaned=True)
