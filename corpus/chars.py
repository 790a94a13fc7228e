"""White space and full-/half-width forms: how two printed texts are compared without changing either."""

import re
import unicodedata
from functools import lru_cache

_LEAD = re.compile(r"[（(【\[〔《“‘≥≤=＝]*\s*(?:[A-Za-z0-9.,:/+\-_%％]+|\S)\s*[，。、；：！？）)】\]〕》”’%％]*")


def squeeze(text: str) -> str:
    """``text`` without any white space."""
    return "".join(text.split())


def fold(text: str) -> str:
    """The form for comparing: NFKC (％ → %, （ → (), no white space. Idempotent. Never shown to a user."""
    return _folded_short(text) if len(text) <= _SHORT else _folded(text)


RADICAL = re.compile("[\u2e80-\u2ef3\u2f00-\u2fd5]")
"""A component of characters where a character is meant: browsers and office programs print 车 and 工 into a PDF as ⻋ and ⼯,
which look the same and are other characters to a search or a rule."""
_SIMPLE = dict(
    zip(
        "⼾⺎⺒⺓⺟⺠⺧⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "户兀巳幺母民牛虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)
"""Of the supplement to the radicals those that are whole characters; the older radicals Unicode itself resolves."""


def ideographs(text: str) -> str:
    """``text`` with the characters that are meant for radicals that only look like them."""
    return RADICAL.sub(lambda m: _SIMPLE.get(m[0]) or unicodedata.normalize("NFKC", m[0]), text)


_SHORT = 100
"""Characters of a text whose form is worth remembering: cells and labels come back, paragraphs do not."""


def _folded(text: str) -> str:
    folded = squeeze(unicodedata.normalize("NFKC", text))
    # What stands together now that the white space is gone may be written as one.
    return folded if unicodedata.is_normalized("NFKC", folded) else squeeze(unicodedata.normalize("NFKC", folded))


_folded_short = lru_cache(maxsize=50_000)(_folded)


class _Widths(dict[str, int]):
    def __missing__(self, char: str) -> int:
        self[char] = columns = 2 if unicodedata.east_asian_width(char) in "WFA" else 1
        return columns


_width_of = _Widths().__getitem__


def width(text: str) -> int:
    """Columns that ``text`` takes in a fixed-width setting: two for a Chinese character, one for a Latin one."""
    return sum(map(_width_of, text))


def lead_unit(text: str) -> str:
    """What stands unbreakable at the start of ``text``: a bracketed or Latin run, or one character with its marks.

    A line may end early because this did not fit behind it.
    """
    match = _LEAD.match(text)
    return match[0].strip() if match else text[:1]


def same(a: str, b: str) -> bool:
    """Whether two printed texts differ in white space and width forms only."""
    return fold(a) == fold(b)
