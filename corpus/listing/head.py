"""What stands above an indicator header: title, year, project, department, money (万元) and goals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from corpus.chars import fold
from corpus.goals import split_goals
from corpus.listing.head_labels import GLUED, head_label, label_before_colon
from corpus.listing.header import Shape
from corpus.listing.labels import is_section
from corpus.listing.pieces import Piece
from corpus.records import Budget, Department, Notice, Where

_TITLE = re.compile(r"绩效(?:目标|指标|自评|评价)\S{0,12}表|绩效目标(?:和|与|及)指标$|绩效目标申报|绩效自评")
_YEAR = (re.compile(r"(20[0-4]\d)[)\]]?年?度"), re.compile(r"(20[0-4]\d)年"))
_MONEY = re.compile(r"(?:约|共|计)?(\d+(?:,\d{3})*(?:\.\d+)?)(亿元|万元|万|元)?(?:[(,;、].*)?", re.DOTALL)
_IN_COLUMNS = re.compile(r"-+|—+|/|\d+(?:,\d{3})*(?:\.\d+)?%?")
"""An amount, or what stands in its place, where one line prints those of several columns: the first is the budget's."""
_DIGIT = re.compile(r"\d")
_UNIT = re.compile(r"(?:单位[:：]|[(（])\s*(万元|元)\s*(?:[)）]|$|\s)")
_WAN = {"亿元": Decimal(10000), "万元": Decimal(1), "万": Decimal(1), "元": Decimal("0.0001")}
_CODED = re.compile(r"[\[【]?(\d{3,})[\]】]?\s*[-—]?\s*(.+)|(.+?)\s+(\d{3,})", re.DOTALL)
_GOALS = frozenset({"goals", "overall goals", "actual"})
_GOAL_LINE = re.compile(r"目标(?:内容)?\d{1,2}:\S")
_FURTHER_GOAL = re.compile(r"^\D{2,8}目标(\d{1,2})(?::|$)")


@dataclass
class Head:
    """The head of one table, as its pieces say."""

    title: str | None = None
    year: int | None = None
    fields: dict[str, str] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    unit: Decimal = Decimal(1)
    where: Where = Where()

    @property
    def names_project(self) -> bool:
        """Whether this head begins a project, and is no mere page break within one."""
        return bool(self.fields) or self.title is not None

    def budget(self) -> Budget:
        """Amounts in 万元; one that is printed and no amount becomes a notice."""
        total = self._money("total")
        return Budget(
            total=total if total is not None else self._money("overall total"),
            fiscal=self._money("fiscal"),
            other=self._money("other"),
        )

    def _money(self, name: str) -> Decimal | None:
        text = self.fields.get(name)
        if not text:
            return None
        words = text.split()
        columns = len(words) > 1 and all(_IN_COLUMNS.fullmatch(fold(word)) or not _DIGIT.search(word) for word in words)
        match = _MONEY.fullmatch(fold(words[0] if columns else text).rstrip(":").removesuffix("其中"))
        if match is None and fold(text).strip("-—/"):
            self.notices.append(
                Notice(code="money-not-understood", text=f"预算金额“{text[:40]}”不是数字，未读入。", where=self.where)
            )
        if match is None:
            return None
        number = Decimal(match[1].replace(",", ""))
        scale = _WAN[match[2]] if match[2] else self.unit
        return number if scale == 1 else number * scale

    def drop_amounts(self) -> None:
        """Forget the amounts: what was planned and what was spent stand glued together, 20 and 20 as 2020."""
        dropped = [
            text for name in ("total", "overall total", "fiscal", "other") if (text := self.fields.pop(name, ""))
        ]
        if dropped:
            words = f"预算数与执行数连在一起（“{dropped[0][:30]}”），分不开，金额未读入。"
            self.notices.append(Notice(code="money-not-understood", text=words, where=self.where))

    def goals(self) -> tuple[str, ...]:
        """The goals of the year; where none are labelled so, those of the whole project."""
        if self.fields.get("goals") and self.fields.get("overall goals"):
            text = f"表中另有总体（中期）目标，以年度目标为准：{self.fields['overall goals'][:200]}"
            self.notices.append(Notice(code="mid-term-kept-apart", text=text, where=self.where))
        return split_goals(self.fields.get("goals") or self.fields.get("overall goals") or "")

    def department(self) -> Department | None:
        """The unit that files the table; the one that carries it out where no other is named."""
        text = next((t for name in ("department", "unit", "upper department") if (t := self.fields.get(name))), None)
        if not text:
            return None
        match = _CODED.fullmatch(text.strip())
        if match is None:
            return Department(name=text.strip())
        return Department(code=match[1] or match[4], name=(match[2] or match[3]).strip())


_PARTS = frozenset({"fiscal", "other"})
_AMOUNTS = frozenset({"money", "sum", "total", "overall total", *_PARTS})
_PRICED = re.compile(
    r"(.{2,}?)[(（](?:[^()（）\d]*(?:预算|资金|金额|经费|安排)[^()（）\d]*)?(\d[\d,]*(?:\.\d+)?\s*(?:亿元|万元|元))[)）]"
)
"""A name with its amount behind it: 示例监测（预算8万元）."""
_NAMED_PART = re.compile(r"([\u4e00-\u9fff]{4,12})[:：]?\s*(\d[\d,]*(?:\.\d+)?\s*(?:亿元|万元|元)?)")
"""What a bracket behind an amount says of its parts: 46万元（财政拨款40万元，其他资金6万元）."""
_SUMS = frozenset({"合计", "总计", "小计"})
"""Labels of the whole amount behind what heads the amounts (资金来源及金额), and ordinary words elsewhere."""


def parse_head(pieces: Sequence[Piece], shape: Shape) -> Head:
    """The head that ``pieces`` make up, in the shape of the table below them."""
    head = Head()
    cells = list(_cells(pieces, shape))
    first = next((k for k, (text, _) in enumerate(cells) if label_and_value(text)[0]), len(cells))
    titles = [(text, piece) for text, piece in cells[:first] if _TITLE.search(fold(text)) and len(fold(text)) <= 60]
    head.title = titles[-1][0].strip() if titles else None
    head.year = _year([text for text, _ in titles] + [text for text, _ in cells[:first] if "年度" in fold(text)])
    start = titles[-1][1] if titles else (cells[first][1] if first < len(cells) else None)
    if start is not None:
        head.where = Where(page=start.page, line=start.line)
    if unit := next((m[1] for text, _ in cells if (m := _UNIT.search(text)) and (m[1] == "元" or "额" in text)), None):
        head.unit = _WAN[unit]
    _take(head, cells[first:])
    return head


def _take(head: Head, cells: Sequence[tuple[str, Piece]]) -> None:
    """Give each label the text behind it; labels side by side share the texts below them in order."""
    waiting: list[str] = []
    texts: list[str] = []

    def settle() -> None:
        goals = [name for name in waiting if name in _GOALS]
        if len(goals) > 1 and len(texts) == len(goals) - 1:
            goals = goals[1:]  # the first names the section of which the others are parts
        if goals and len(texts) >= len(goals):
            for name, text in zip(goals, [*texts[: len(goals) - 1], "\n".join(texts[len(goals) - 1 :])], strict=True):
                head.fields.setdefault(name, text)
        elif goals and texts:
            head.fields.setdefault("goals" if "goals" in goals else goals[0], "\n".join(texts))
        elif len(waiting) > 1 and (amounts := _below(waiting, texts)):
            for name, amount in amounts:
                head.fields.setdefault("overall total" if name == "sum" else name, amount)
        elif waiting and texts:
            if waiting[-1] in _PARTS and _term_first(head):
                head.fields.pop(waiting[-1], None)  # the first was of the whole term
            name = waiting[-1]
            text = _below_words(texts) if name in _AMOUNTS and len(waiting) == 1 else texts[0]
            if name in {"money", "sum"}:
                name = "overall total" if _MONEY.fullmatch(fold(text)) else "passed"
            if len(waiting) == 1 or name not in _AMOUNTS or _DIGIT.search(text):  # else columns of a list
                head.fields.setdefault(name, text)
        waiting.clear()
        texts.clear()

    of_money = False
    for text, _ in cells:
        name, value = label_and_value(text)
        if name is None and _GOAL_LINE.match(fold(text)):
            if not (waiting and waiting[-1] in _GOALS):
                settle()
                waiting.append("goals")
            texts.append(text.strip())
            continue
        if name is None or (name == "sum" and not of_money):
            if text.strip() and waiting and not is_section(text):
                texts.append(text.strip())
            continue
        of_money = name in _AMOUNTS
        if texts or (waiting and not any(waiting[-1] in kind and name in kind for kind in (_GOALS, _AMOUNTS))):
            settle()
        waiting.append(name)
        if name in head.fields and (more := _FURTHER_GOAL.search(fold(text))) and int(more[1]) > 1:
            texts.append(head.fields.pop(name))
        if value:
            texts.append(value)
            if name not in _GOALS:
                settle()
    settle()
    if named := _PRICED.fullmatch(head.fields.get("name", "")):
        head.fields["name"] = named[1].strip()
        head.fields.setdefault("overall total", named[2])
    for total in (head.fields.get("total", ""), head.fields.get("overall total", "")):
        for part, amount in _NAMED_PART.findall(total.partition("(" if "(" in total else "（")[2]):
            if (name := head_label(part)) in _PARTS:
                head.fields.setdefault(name or "", amount)


def _below(labels: Sequence[str], texts: Sequence[str]) -> list[tuple[str, str]]:
    """Amounts that stand below their labels, one for each but what heads them; nothing where they are not as many."""
    names = labels[1:] if labels[0] == "money" else labels
    words = [word for text in texts for word in text.split()]
    if not _AMOUNTS.issuperset(labels) or len(names) < 2 or len(words) != len(names):
        return []
    return list(zip(names, words, strict=True)) if all(map(_MONEY.fullmatch, map(fold, words))) else []


def _below_words(texts: Sequence[str]) -> str:
    """The text behind the label of an amount: the first, or the number that begins a later one where this is words."""
    numbers = (text.split()[0] for text in texts if _MONEY.fullmatch(fold(text.split()[0])))
    return texts[0] if _DIGIT.search(texts[0]) else next(numbers, texts[0])


def _term_first(head: Head) -> bool:
    """Whether the amount of the whole term stands before the year's: its parts then do, too."""
    order = [name for name in head.fields if name in {"overall total", "total"}]
    return order == ["overall total", "total"]


def label_and_value(text: str) -> tuple[str | None, str]:
    """The field of a label, and what its own cell prints behind the colon: ``资金总额: 250`` → (overall total, 250)."""
    if name := head_label(text):
        return name, ""
    if fold(text) in _SUMS:
        return "sum", ""
    before, colon, after = text.replace("：", ":").partition(":")
    if fold(before) == "其中":
        before, colon, after = after.partition(":")
    if colon and fold(before) in _SUMS:
        return "sum", after.strip()
    if colon and (name := head_label(before) or label_before_colon(before, after)):
        return name, after.strip()
    return None, ""


def _year(texts: Sequence[str]) -> int | None:
    for pattern in _YEAR:
        for text in reversed(texts):
            if match := pattern.search(fold(text)):
                return int(match[1])
    return None


def _cells(pieces: Sequence[Piece], shape: Shape) -> Iterator[tuple[str, Piece]]:
    """The cells of a head with their pieces; what holds several labels is cut at them."""
    if shape in {Shape.BARS, Shape.BAR_STREAM}:
        yield from ((part, piece) for piece in pieces for part in _parted(piece.text))
        return
    k = 0
    while k < len(pieces):
        end = next((j for j in range(min(k + 4, len(pieces)), k + 1, -1) if _is_split_label(pieces[k:j])), k + 1)
        if end > k + 1:
            yield "".join(piece.text for piece in pieces[k:end]), pieces[k]
        elif shape is Shape.GLUED:
            yield from ((part, pieces[k]) for part in _unglued(pieces[k].text))
        elif shape is Shape.BLANKS and not (head_label(pieces[k].text) or fold(pieces[k].text) in _SUMS):
            while end < len(pieces) and not pieces[end].newline and not label_and_value(pieces[end].text)[0]:
                end += 1
            yield from ((part, pieces[k]) for part in _parted(" ".join(piece.text for piece in pieces[k:end])))
        else:
            yield from ((part, pieces[k]) for part in _parted(pieces[k].text))
        k = end


def _parted(text: str) -> Iterator[str]:
    """``text`` cut before each label in it that has a colon: ``项目名称：某某 主管部门：某局；预算：10万元``."""
    words = _POINT.sub(lambda point: " " if head_label(point[1]) else point[0], text).split()
    start = 0
    for k in range(1, len(words)):
        before, colon, _ = words[k].replace("：", ":").removeprefix("其中:").partition(":")
        if colon and head_label(before):
            yield " ".join(words[start:k])
            start = k
    yield " ".join(words[start:]) if start else text


_POINT = re.compile(r"[；;，,。](?=\s*([\u4e00-\u9fff]{2,12})(?:[(（][^()（）]{1,6}[)）])?[:：])")


def _is_split_label(pieces: Sequence[Piece]) -> bool:
    return all(piece.text for piece in pieces) and head_label("".join(piece.text for piece in pieces)) is not None


def _unglued(line: str) -> Iterator[str]:
    """A line cut before and behind each label in it, where it begins with one."""
    if _TITLE.search(fold(line)) or not GLUED.match(line.strip()):
        yield line
        return
    start = 0
    for match in GLUED.finditer(line):
        if match.start() > start:
            yield line[start : match.start()]
        yield match[0]
        start = match.end()
    if line[start:].strip(" :：") or not start:
        yield line[start:].strip().lstrip(":：") if start else line
