"""Part one (部门整体绩效目标) from its lines: running paragraphs, or overall goal, items and measures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.chars import lead_unit, squeeze, width
from corpus.records import Measure, PartOne, PartOneItem

_HEADING = re.compile(r"^[（(]?[一二三四五六七八九十]+[)）]?[、.．]?\s*(总体绩效目标|分项绩效目标|工作保障措施)\s*$")
_NUMBERINGS = (
    re.compile(r"^(\d{1,2})\s*[、.．](?!\d)\s*(\S.*)$", re.DOTALL),
    re.compile(r"^[（(]([一二三四五六七八九十]{1,3})[)）]\s*[、.．]?\s*(\S.*)$", re.DOTALL),
    re.compile(r"^[（(](\d{1,2})[)）]\s*[、.．]?\s*(\S.*)$", re.DOTALL),
)
"""How the items of a section are numbered: ``1、`` in most texts."""
_DIGITS = "零一二三四五六七八九"
_LABEL = re.compile(r"^(绩效目标|绩效指标)\s*[:：]\s*")
_COVER = re.compile(r"^(?:第[一二]部分[:：]?)?(?:部门整体绩效目标|预算项目绩效目标)?$")


def parse(lines: Sequence[str]) -> PartOne | None:
    """Part one from the lines between its heading and part two; None where there is nothing.

    Lines are those of a page: a paragraph goes on while its lines are as wide as the text block.
    """
    return parse_paragraphs(_paragraphs([line for line in lines if not _COVER.match(squeeze(line))]))


def parse_paragraphs(paragraphs: Sequence[str]) -> PartOne | None:
    """Part one from its whole paragraphs, as Word, Excel and the PDF reader give them; None where there is nothing."""
    if not paragraphs:
        return None
    sections: dict[str, list[str]] = {}
    current = None
    for paragraph in paragraphs:
        if heading := _HEADING.match(paragraph):
            current = heading[1]
            sections.setdefault(current, [])
        elif current is not None:
            sections[current].append(paragraph)
        else:
            sections.setdefault("", []).append(paragraph)
    if not any(sections.get(name) for name in ("总体绩效目标", "分项绩效目标", "工作保障措施")):
        return PartOne(paragraphs=tuple(paragraphs))
    overall = sections.get("总体绩效目标", [])
    items, measures = _items(sections.get("分项绩效目标", [])), _measures(sections.get("工作保障措施", []))
    return PartOne(
        overall_goal="".join(overall) or None,
        paragraphs=(
            *sections.get("", ()),
            *(() if items else sections.get("分项绩效目标", ())),
            *(() if measures else sections.get("工作保障措施", ())),
        ),
        items=tuple(items),
        measures=tuple(measures),
    )


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """Lines joined into paragraphs: a line that is clearly narrower than the block ends its paragraph."""
    if not lines:
        return []
    widths = sorted(width(line) for line in lines)
    block = widths[int(len(widths) * 0.8)]
    out: list[str] = []
    last = ""
    for line in lines:
        starts = bool(_HEADING.match(line) or _LABEL.match(line) or any(form.match(line) for form in _NUMBERINGS))
        full = bool(last) and width(last) + width(lead_unit(line)) > block - 4
        if full and not starts and not _HEADING.match(last):
            out[-1] += _gap(out[-1], line) + line
        else:
            out.append(line)
        last = line
    return out


def _gap(before: str, after: str) -> str:
    """A blank only between Latin words or numbers that a line break kept apart."""
    return (
        " " if before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha() else ""
    )


def _numbered(paragraphs: Sequence[str]) -> list[tuple[int, list[str]]]:
    """Paragraphs grouped under numbers that count up; a number out of turn, or of another form, is text."""
    form = next(
        (form for text in paragraphs for form in _NUMBERINGS if (m := form.match(text)) and _int(m[1]) == 1), None
    )
    groups: list[tuple[int, list[str]]] = []
    for paragraph in paragraphs if form else ():
        match = form.match(paragraph) if form else None
        if match and _int(match[1]) == (groups[-1][0] + 1 if groups else 1):
            groups.append((_int(match[1]), [match[2]]))
        elif groups:
            groups[-1][1].append(paragraph)
    return groups


def _int(number: str) -> int:
    """``number`` in digits or as Chinese up to 九十九."""
    if number.isdecimal():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    return (_DIGITS.index(tens) if tens else 1) * 10 * bool(ten) + (
        _DIGITS.index(ones) if ones in _DIGITS[1:] and ones else 0
    )


def _items(paragraphs: Sequence[str]) -> list[PartOneItem]:
    items = []
    for no, (name, *rest) in _numbered(paragraphs):
        parts: dict[str, list[str]] = {"duties": [], "绩效目标": [], "绩效指标": []}
        key = "duties"
        for paragraph in rest:
            if label := _LABEL.match(paragraph):
                key = label[1]
                paragraph = paragraph[label.end() :]
            parts[key].append(paragraph)
        items.append(
            PartOneItem(
                no=no,
                name=name,
                duties="".join(parts["duties"]),
                goal="".join(parts["绩效目标"]),
                indicators_text="".join(parts["绩效指标"]),
            )
        )
    return items


def _measures(paragraphs: Sequence[str]) -> list[Measure]:
    measures = []
    for no, (first, *rest) in _numbered(paragraphs):
        title, stop, text = first.partition("。")
        measures.append(Measure(no=no, title=title + stop if stop and not text else title, text=text + "".join(rest)))
    return measures
