"""Which area a department answers for, and words that speak of another level."""

from __future__ import annotations

import re

from corpus.chars import fold

_OWN: tuple[tuple[str, str, str], ...] = (
    # what the department's name holds · its own word · words of a higher level
    (r"县", "县", "市省"),
    (r"(?:高新|开发|经济|新|工业园|[\u4e00-\u9fff]{2})区", "区", "市省县"),
    (r"市", "市", "省"),
)
_TITLE = re.compile(r"《[^》]*》")
_NOT_DISTRICT = re.compile(r"自治区|园区管|社区")


def levels(department: str | None) -> tuple[str, str] | None:
    """(own word, foreign words) for a department's name: ``示例县水利局`` → ``("县", "市省")``; None where unclear.

    A place such as 示例市示例区 is a 区: the lowest level named counts.
    """
    name = _NOT_DISTRICT.sub("", fold(department or ""))
    for pattern, own, foreign in _OWN:
        if re.search(pattern, name):
            return own, foreign
    return None


def foreign_scope(text: str, foreign: str) -> str | None:
    """The clause of ``text`` in which the department serves a whole area above its own, as printed; else None."""
    pattern = rf"(?:保障|确保|覆盖|服务|提高|提升|维护|负责|承担|满足|改善|保证)[^，。；;,《》\n]{{0,4}}全\s*[{foreign}](?!统一)[^，。；;,《》\n]*"
    # Titles of documents are not the department's own words.
    match = re.search(pattern, _TITLE.sub("\n", text))
    return match[0] if match else None
