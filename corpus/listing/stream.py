"""A text that glues a whole table into one line: line ends put where its header, its head labels and its end show them."""

from __future__ import annotations

import re

from corpus.listing.fragments import BREAK
from corpus.listing.head_labels import GLUED
from corpus.listing.header import find_run

_END = re.compile(
    r"(?:总\s*分|总得分|合\s*计)(?=\s*\d|\s*$|\s*注)|(?<!\S)注[:：]|评价结论|存在问题|(?:主管|财政|业务)\S{0,6}审核意见|填[报表]人|填报日期"
)
_TITLE = re.compile(
    r"(?:项目|部门|整体|预算)?支?出?绩效(?:目标|自评)(?:申报|自评|批复|审批)?表(?:[(（]\s*20\d\d\s*年?度?\s*[)）])?"
)


def spread(text: str) -> str:
    """``text`` with lines of their own for the headers that stand glued within its lines, the labels before them and the ends behind.

    The new line ends are :data:`corpus.listing.fragments.BREAK`, so that places keep the lines of the document.
    """
    lines: list[str] = []
    inside = False
    for line in text.splitlines():
        parts: list[str] = []
        rest = line
        while (found := find_run(rest)) is not None:
            start, stop = found
            parts += [*_head(rest[:start], inside), rest[start:stop]]
            inside, rest = True, rest[stop:]
        parts += _body(rest) if inside else [rest]
        lines.append(BREAK.join(parts))
    return "\n".join(lines)


def _head(text: str, inside: bool) -> list[str]:
    """What stands before a header: the rows of the table above, then the labels and contents of this table's head."""
    title = max(_TITLE.finditer(text), key=lambda match: match.end(), default=None)
    above, head = ("", text) if title is None else (text[: title.start()], text[title.end() :])
    lines = _body(above) if inside else [above]
    lines += [title[0]] if title else []
    at = 0
    for match in GLUED.finditer(head):
        lines += [head[at : match.start()].strip(" :："), match[0]]
        at = match.end()
    return [line for line in [*lines, head[at:].strip(" :：")] if line.strip()]


def _body(text: str) -> list[str]:
    """What stands behind a header: its rows, and from where the table ends on the rest."""
    end = _END.search(text)
    if end is None:
        return [text]
    return [text[: end.start()], end[0].strip(), text[end.end() :]]


def body_of(text: str) -> str:
    """The rows at the beginning of ``text``, up to what shows that the table is over."""
    return _body(text)[0]
