"""What a line outside the tables is: cover, heading of a part, title of a table, the line with unit and department."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from corpus.chars import fold
from corpus.grid import Line
from corpus.records import Department, Where

_CONTINUED = re.compile(r"[(（]?(?:续上?[表页]|接上[表页])[)）]?\d*")


def is_continued(text: str) -> bool:
    """Whether ``text`` says that a table goes on here: 续表."""
    return bool(_CONTINUED.fullmatch(fold(text)))


class Kind(Enum):
    """What a line is for."""

    BLANK = auto()
    """Nothing, or a page number."""
    COVER = auto()
    """××局2024年部门预算绩效文本; its year, or that it names none, is the document's."""
    PART_ONE = auto()
    PART_TWO = auto()
    TITLE = auto()
    """1.消防专项绩效目标表."""
    UNIT = auto()
    """111001 示例县应急管理局  单位：万元."""
    TEXT = auto()


@dataclass(frozen=True)
class Outside:
    """One line with what it says. ``text`` is the title without number and 绩效目标表, else the line."""

    kind: Kind
    text: str
    where: Where = Where()
    no: int | None = None
    year: int | None = None
    department: Department | None = None
    unit: Decimal = Decimal(1)
    """万元 in the unit that a ``UNIT`` line names."""


_COVER = re.compile(r"(?:.*?)((?:19|20)\d{2})?年?度?部门预算绩效(?:文本|目标)")
_PART_ONE = re.compile(r"第一部分(?:部门(?:\(单位\))?整体绩效目标)?|部门整体绩效目标")
_PART_TWO = re.compile(r"第二部分.{0,20}|预算项目绩效目标")
_TITLE = re.compile(r"(?:(\d{1,3})\s*[.、．]\s*)?(.*?)\s*绩效目标表", re.DOTALL)
_OTHER_TITLE = re.compile(r"\S{0,30}绩效(?:目标|自评|评价)\S{0,10}表(?:\(\d{4}年度?\))?")
_UNIT = re.compile(
    r"(?:(\d{3,})\s+)?(.*?)\s*[(（]?(?:金\s*额\s*单\s*位\s*[:：]?|单\s*位\s*[:：])\s*(?:人民币)?\s*(万元|元)\s*[)）]?"
)
_DEPARTMENT_LABEL = re.compile(
    r"^(?:预算单位|填报单位|编制单位|单位名称|部门名称|单位|部门)\s*(?:[(（]盖章[)）])?\s*[:：]\s*"
)
_PERIODS = frozenset({"年度", "本年度", "长期", "中期", "中长期", "实施期"})
"""Before 绩效目标表 they head a part of one project's table."""
_NAME = re.compile(r"项目名称|预算项目名称|专项名称")
"""What begins a head whose first row prints the unit of money at its end."""
_YEAR = re.compile(r"(20[1-3]\d)年")
_QUOTED = re.compile(r"《[^》]*》")


def classify(line: Line) -> Outside:
    """What ``line`` is."""
    text = line.text.strip()
    folded = fold(text)
    if not folded or is_continued(folded) or re.fullmatch(r"[-—]?\d{1,4}[-—]?|第\d+页(?:,?共\d+页)?", folded):
        return Outside(Kind.BLANK, text, line.where)
    if cover := _COVER.fullmatch(folded):
        return Outside(Kind.COVER, text, line.where, year=int(cover[1]) if cover[1] else None)
    if _PART_ONE.fullmatch(folded):
        return Outside(Kind.PART_ONE, text, line.where)
    if _PART_TWO.fullmatch(folded):
        return Outside(Kind.PART_TWO, text, line.where)
    if (unit := _UNIT.fullmatch(text)) and not _NAME.match(unit[2]):
        return _unit(text, unit, line.where)
    if (title := _TITLE.fullmatch(text)) and fold(title[2]) not in _PERIODS:
        return Outside(Kind.TITLE, title[2].strip(), line.where, no=int(title[1]) if title[1] else None)
    if _OTHER_TITLE.fullmatch(folded) and folded.removesuffix("绩效目标表") not in _PERIODS:
        return Outside(Kind.TITLE, text, line.where)
    return Outside(Kind.TEXT, text, line.where)


def _unit(text: str, match: re.Match[str], where: Where) -> Outside:
    name = _DEPARTMENT_LABEL.sub("", match[2]).strip() or None
    code = match[1]
    department = Department(code=code, name=name) if code or name else None
    return Outside(
        Kind.UNIT, text, where, department=department, unit=Decimal(1) if match[3] == "万元" else Decimal("0.0001")
    )


def document_year(lines: Sequence[Outside], printed: Sequence[str] = ()) -> int | None:
    """The budget year: of the cover; of a year field in a head (``printed``); else the most frequent in running text.

    Titles of documents in 《》 do not count; of two years as frequent the later one is the plan's. None where nothing
    says it, or where the cover leaves it out.
    """
    covers = [line for line in lines if line.kind is Kind.COVER]
    if covers:
        return covers[0].year
    for text in printed:
        if field := re.search(r"20[1-3]\d", fold(text)):
            return int(field[0])
    years: Counter[int] = Counter()
    for line in lines:
        years.update(int(year) for year in _YEAR.findall(fold(_QUOTED.sub("", line.text))))
    return max(years, key=lambda year: (years[year], year)) if years else None
