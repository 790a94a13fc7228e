"""Indicators set in sentences: ``数量指标：更新设备≥16台；…``, ``设1条数量指标：…``, and the projects that they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import taxonomy
from corpus.chars import fold
from corpus.listing.fragments import fragments
from corpus.listing.glued import name_and_value
from corpus.listing.head import Head, parse_head
from corpus.listing.header import Shape
from corpus.listing.labels import label
from corpus.listing.pieces import pieces

_SET = re.compile(
    r"设(?:置|定|立)?\s*(?:\d+|[一二三四五六七八九十])\s*[条个项]\s*([\u4e00-\u9fff]{2,12}?指标)\s*[:：为]\s*"
    r"(.+?)(?=[。；;]\s*(?:$|另?设|[\u4e00-\u9fff]{2,12}指标\s*[:：])|[。；;，,]\s*(?:另外?|并)?设(?:置|定|立)?\s*[\d一二三四五六七八九十]+\s*[条个项]|[。]|$)",
    re.DOTALL,
)
_SET_TOO = re.compile(r"[；;，,]?\s*([\u4e00-\u9fff]{2,12}指标)\s*[:：]\s*([^；;。]+)")
_MARK = r"(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）]?\s*[.、．)）]\s*|[①-⑳●•·▪◆■※*-]\s*|指标\s*\d{1,2}\s*[:：]\s*)"
_CLASS_HEAD = re.compile(
    rf"(?:^|(?<=[。；;：:\s]))[ \t　]*{_MARK}?([\u4e00-\u9fff]{{2,14}}(?:指标|目标))\s*(?:[（(][^()（）\n]{{1,8}}[)）])?[ \t　]*(?:[:：，,][ \t　]*|$)",
    re.MULTILINE,
)
_PATH = re.compile(r"([\u4e00-\u9fff]{2,12}指标)[ \t]*[-—–－/·>→]{1,2}[ \t]*([\u4e00-\u9fff]{2,14}指标)[ \t]*[:：]")
_MARKED = re.compile(rf"^\s*{_MARK}(?!\d)")
_ENDED = re.compile(r"[。；;]\s*$")
_SIGNED = re.compile(r"[≥≤><＞＜≧≦]=?\s*\d|\d+(?:\.\d+)?\s*[%％]")
_COUNTS = re.compile(r"\d[\d,.]*\s*[\u4e00-\u9fff]{1,5}(?:[，,；;。]|$)")
"""A number with its unit that ends what is said."""
_DEFINES = re.compile(r"(?:主要)?(?:是指|反映|指|说明)")
"""How the words that explain a class begin."""
_LEAST_SENTENCES = 3
"""Classes with a sign or a share that must head sentences before they count as a table; fewer are talk about one. Two are
enough where still more count something."""
_BEHIND_VALUE = re.compile(r"([≥≤><＞＜=＝≧≦]\s*\d[\d.]*\s*[%％‰/\u4e00-\u9fff]{0,6})[、，,]")
_BEHIND_COUNT = re.compile(
    r"(\d[\d.]*\s*(?:[%％‰]|[\u4e00-\u9fff]{1,3}))[、，,](?=(?![每共含各其平])[\u4e00-\u9fff][^，,、；;。\d]{1,30}\d)"
)
"""The end of a count, where another one with its name follows: 新建绿道12公里，栽植乔木2600株."""
_TEMPLATE_BLANK = re.compile(r"[(（]\s*[≥≤><＞＜=＝≧≦]*\s*[*＊×]{2,}[^()（）]*[)）]")
_SPLIT = re.compile(
    r"^(.*?)\s*((?:[≥≤><＞＜=＝≧≦]|不低于|不少于|不超过|不高于|不大于|不小于|不多于|达到|控制在|定性|(?:大于|小于|等于|高于|低于|超过)(?:等于)?\s*\d).*"
    r"|20\d\d\s*年(?:\d{1,2}月(?:\d{1,2}日)?)?[底末初]?(?:之前|以前|前|内)?(?:完成)?"
    r"|\d[\d.,]*\s*\S{0,6})$",
    re.DOTALL,
)
_COLON = re.compile(r"^([^:：。；;]{2,40})[:：]\s*([^:：。；;]{1,30}?)[；;。]?$")
_IN_BRACKET = re.compile(r"^(.+?)[（(]((?:[≥≤><＞＜=＝≧≦]|\d)[^()（）]*)[)）]$", re.DOTALL)
_BARE_YEAR = re.compile(r"20\d\d\s*年(?:度|底)?")
_LINKS = re.compile(r"(?:[:：，,]|[为是])\s*$")
_AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(亿元|万元|元)")
_BUDGET = re.compile(rf"(?:预算|资金|金额|安排|总额|经费)[^\d\n。；;]{{0,8}}{_AMOUNT.pattern}")
_GOAL = re.compile(r"(?:绩效目标|年度目标|总体目标|项目目标)\s*(?:[:：]|[为是])\s*(.+?)\s*$", re.DOTALL)
_PROJECT = re.compile(r"项目|资金|经费|专项|预算|补助|工程")
_NAME_LINE = re.compile(
    rf"\s*{_MARK}(?:项目\s*\d*\s*[:：])?\s*(.{{2,60}}?)\s*(?:[，,。；;：:]|[（(]|{_AMOUNT.pattern}|$)"
)
_QUOTED = re.compile(r"[“\"「]([^“”\"「」\n]{2,40})[”\"」]\s*(?:奖补|补助|建设|工作|补贴|改造)?(?:项目|专项|资金)")
_ABOUT = re.compile(
    r"(?:项目|资金|预算|经费)(?:概述|概况|内容|简介|背景|目标|预算|资金|单位|实施|金额|来源|安排|总额|期|$)"
)
"""What a line says of a project that another one names."""
_NAMES_PROJECT = re.compile(rf"\s*{_MARK}?项目(?:名称|(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*[:：])")
_LONGEST_ENTRY = 80


@dataclass(frozen=True)
class Said:
    """What is set for one class."""

    level1: str
    """As printed above; empty where no level-1 class is."""
    level2: str
    entries: tuple[tuple[str, str], ...]
    """Name and value of each indicator."""
    line: int


@dataclass(frozen=True)
class Told:
    """A project that is told in sentences."""

    head: Head
    said: tuple[Said, ...]

    @property
    def has_outer(self) -> bool:
        """Whether level-1 classes are printed."""
        return any(said.level1 for said in self.said)


@dataclass(frozen=True)
class _Part:
    """A class with the text that sets its indicators, and what stands unclaimed before it."""

    klass: str
    sentences: tuple[str, ...]
    line: int
    before: str


def told_projects(text: str) -> list[Told]:
    """The projects that ``text`` tells in sentences; none where too few classes have values."""
    text = _PATH.sub(_apart, text)
    parts = _set_parts(text) or _headed_parts(text)
    groups: list[tuple[Head, list[Said]]] = []
    outer = ""
    seen: set[tuple[str, str]] = set()
    for part in parts:
        level1, level2 = _levels(part, outer)
        if not groups or (_PROJECT.search(part.before) and (level1, level2) in seen):
            groups.append((_head(part.before), []))
            seen = set()
        outer = level1
        seen.add((level1, level2))
        for klass, sentences in _with_nested(level2, part.sentences):
            entries = tuple(entry for sentence in sentences for entry in _entries(sentence))
            if entries:
                groups[-1][1].append(Said(level1, klass, entries, part.line))
    return [Told(head, tuple(said)) for head, said in groups if said]


def _apart(path: re.Match[str]) -> str:
    """``产出指标—数量指标：`` as two classes, one behind the other."""
    both = label(path[1]) is not None and label(path[2]) is not None
    return f"{path[1]}：{path[2]}：" if both else path[0]


def _levels(part: _Part, outer: str) -> tuple[str, str]:
    """Level 1 and level 2 of a part below the level-1 class ``outer``: what heads nothing but other classes is level 1."""
    known = label(part.klass)
    if known is None or not known.outer:
        return outer, part.klass
    if not known.inner or not any(part.sentences):
        return part.klass, ""
    if taxonomy.level1(part.klass) is taxonomy.Level1.COST and outer:
        return outer, part.klass
    return part.klass if outer else "", part.klass


def _set_parts(text: str) -> list[_Part]:
    """``设1条数量指标：…``, one after the other."""
    found: list[_Part] = []
    end = 0
    for match in _SET.finditer(text):
        if label(match[1]) is not None:
            found.append(_Part(match[1], (match[2],), _line_of(text, match.start()), text[end : match.start()]))
        end = match.end()
    return found


def _headed_parts(text: str) -> list[_Part]:
    """Classes that head sentences with values in them."""
    heads = [m for m in _CLASS_HEAD.finditer(text) if (known := label(m[1])) is not None and known.sure]
    found: list[_Part] = []
    before = text[: heads[0].start()] if heads else ""
    for head, after in zip(heads, (*heads[1:], None), strict=bool(heads)):
        body = text[head.end() : after.start() if after else len(text)]
        sentences, rest = _claimed(body)
        found.append(_Part(head[1], tuple(sentences), _line_of(text, head.start(1)), before))
        before = rest
    said = [part for part in found if not any(map(_DEFINES.match, part.sentences))]
    signed = {fold(part.klass) for part in said if any(map(_SIGNED.search, part.sentences))}
    valued = signed | {fold(part.klass) for part in said if any(map(_COUNTS.search, part.sentences))}
    enough = len(signed) >= _LEAST_SENTENCES or (len(signed) > 1 and len(valued) > _LEAST_SENTENCES)
    return found if enough else []


def _claimed(body: str) -> tuple[list[str], str]:
    """The sentences at the beginning of ``body`` that set indicators, and the rest of it."""
    lines = body.splitlines(keepends=True)
    sentences = [lines[0].strip()] if lines and lines[0].strip() else []
    taken = 1
    apart = False
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            apart = True
            continue
        if _begins_project(line):
            break
        if apart or _MARKED.match(line) or not sentences or _ENDED.search(sentences[-1]) or _split(sentences[-1])[1]:
            if not _is_entry(line, first=not sentences):
                break
            sentences.append(_MARKED.sub("", line).strip())
        else:
            sentences[-1] += line.strip()
        taken, apart = number, False
    return [sentence for sentence in sentences if sentence.strip(" 。；;，,：:")], "".join(lines[taken:])


def _begins_project(line: str) -> bool:
    return bool(_BUDGET.search(line) or _GOAL.search(line) or _NAMES_PROJECT.match(line))


def _is_entry(line: str, *, first: bool) -> bool:
    """Whether a line sets an indicator: it holds a value, as a number or where an indicator is to be expected."""
    plain = line.strip()
    expected = first or _MARKED.match(plain) or _COLON.match(plain)
    return len(plain) <= _LONGEST_ENTRY and bool(_SIGNED.search(plain) or (expected and _split(plain)[1]))


def _with_nested(klass: str, sentences: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """The sentences of a class, and of the classes that they name themselves: ``…；时效指标：…``."""
    own: list[str] = []
    nested: list[tuple[str, Sequence[str]]] = []
    for sentence in sentences:
        matches = [m for m in _SET_TOO.finditer(sentence) if label(m[1]) is not None]
        own.append(sentence[: matches[0].start()] if matches else sentence)
        nested += [(m[1], [m[2]]) for m in matches]
    yield klass, own
    yield from nested


def _entries(sentence: str) -> Iterator[tuple[str, str]]:
    """Name and value of each indicator that ``sentence`` sets."""
    for entry in re.split(r"[；;。]", _BEHIND_COUNT.sub(r"\1；", _BEHIND_VALUE.sub(r"\1；", sentence))):
        plain = _TEMPLATE_BLANK.sub("", _MARKED.sub("", entry)).strip(" ，,。")
        if plain:
            yield _split(plain)


def _split(entry: str) -> tuple[str, str]:
    match = _COLON.match(entry) or _IN_BRACKET.match(entry) or _SPLIT.match(entry)
    name, value = (match[1], match[2]) if match and match[1] else name_and_value(entry)
    if value and _BARE_YEAR.fullmatch(name):
        return "", entry  # 时效指标：2026年10月底前完工, which names nothing
    return (_LINKS.sub("", name), value) if value else (name, value)


def _head(lead: str) -> Head:
    """The head of a project from what stands before its first class: labels with colons, or a sentence about it."""
    head = parse_head(pieces(fragments(lead), Shape.LINES), Shape.LINES)
    lines = [line for line in lead.splitlines() if line.strip()]
    at = next((k for k in range(len(lines) - 1, -1, -1) if _name_in(lines[k])), None)
    if at is None:
        return head
    about = "\n".join(lines[at:])
    fields = {"name": _name_in(lines[at])}
    if budget := _BUDGET.search(about) or _AMOUNT.search(about):
        fields["total"] = "".join(budget.groups())
    if goal := _GOAL.search(about):
        fields["goals"] = goal[1]
    for name, text in fields.items():
        if not head.fields.get("overall total" if name == "total" else name):
            head.fields[name] = text
    return head


def _name_in(line: str) -> str:
    """The name of the project that ``line`` is about: quoted, or behind a number at its beginning; empty where none is."""
    if not _PROJECT.search(line):
        return ""
    if quoted := _QUOTED.search(line):
        return quoted[1]
    match = _NAME_LINE.match(line)
    return match[1] if match and not _ABOUT.match(match[1]) else ""


def _line_of(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
