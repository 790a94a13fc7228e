"""Grades of accidents in texts: 一般, 较大, 重大, 特别重大 (生产安全事故报告和调查处理条例 §3)."""

from __future__ import annotations

import re

from corpus.chars import squeeze

GRADES = ("一般", "较大", "重大", "特别重大")
"""From the lightest."""
_NONE = re.compile(
    r"(?:不发生|杜绝|防止发生|零)(?P<from>一般|较大|重大|特别重大|特大)(?P<up>(?:及|或)?以上)?[^，。；\n]{0,12}事故"
)
_FEWER = re.compile(
    r"(?P<grade>一般|较大|重大|重特大|特别重大|特大)(?:生产安全|安全|责任|交通|火灾)*事故[^，。；\n]{0,4}(?:减少|下降)"
)
_IN_NAME = re.compile(r"(?P<grade>特别重大|重特大|特大|重大|较大|一般)(?:生产安全|安全|责任|交通|火灾)*事故")


def ruled_out(text: str) -> tuple[str, int] | None:
    """(words, lightest grade) of a promise that no accident from a grade on happens; None where there is none."""
    match = _NONE.search(squeeze(text))
    return (match[0], _grade(match["from"])) if match else None


def reduced(text: str) -> tuple[str, int] | None:
    """(words, grade) of a wish that accidents of a grade become fewer; None where there is none."""
    match = _FEWER.search(squeeze(text))
    return (match[0], _grade(match["grade"])) if match else None


def named(text: str) -> int | None:
    """The grade of accident that an indicator's name counts; None for none, or for all grades from one on."""
    match = _IN_NAME.search(text)
    return None if match is None or "以上" in text else _grade(match["grade"])


def _grade(word: str) -> int:
    return GRADES.index({"特大": "特别重大", "重特大": "重大"}.get(word, word))
