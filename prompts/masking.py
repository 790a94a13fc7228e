"""Personal data leaves the machine masked and comes back restored: mobile, identity and account numbers, names.

Names are masked where a label says that one follows; a name within running text cannot be told from other words.
"""

from __future__ import annotations

import re
from functools import partial

_NUMBER = r"(?<![0-9A-Za-z]){}(?![0-9A-Za-z])"
_KINDS = (
    ("邮箱", re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+", re.ASCII)),
    ("证件号", re.compile(_NUMBER.format(r"[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d{4}[\dXx]"))),
    ("账号", re.compile(_NUMBER.format(r"\d{4}(?: ?\d{4}){3}(?: ?\d{1,3})?"))),
    ("手机号", re.compile(_NUMBER.format(r"1[3-9]\d(?:[ -]?\d{4}){2}"))),
    ("电话", re.compile(_NUMBER.format(r"0\d{2,3}[- ]\d{7,8}"))),
)
_NAMED = re.compile(r"((?:联系|负责|填报|经办|审核|责任|法定代表)人|姓名)([：:]\s*)([一-龥]{2,4})(?![一-龥])")


class Mask:
    """Marks for what was masked in one question; the same words get the same mark."""

    def __init__(self) -> None:
        self._marks: dict[str, str] = {}

    def hide(self, text: str) -> str:
        """``text`` with marks such as ``〔手机号1〕``."""
        for kind, pattern in _KINDS:
            text = pattern.sub(partial(self._replaced, kind), text)
        return _NAMED.sub(lambda match: match[1] + match[2] + self._mark("姓名", match[3]), text)

    def restore(self, text: str) -> str:
        """``text`` with the masked words in the place of their marks."""
        for words, mark in self._marks.items():
            text = text.replace(mark, words)
        return text

    def _replaced(self, kind: str, match: re.Match[str]) -> str:
        return self._mark(kind, match[0])

    def _mark(self, kind: str, words: str) -> str:
        return self._marks.setdefault(words, f"〔{kind}{len(self._marks) + 1}〕")
