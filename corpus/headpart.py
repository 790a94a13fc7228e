"""The head of a 绩效目标表: code, name, budget, purpose, spending plan and goals, read row by row by their labels."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from corpus import layouts
from corpus.chars import fold, squeeze
from corpus.grid import Cell, Grid
from corpus.records import Budget, Notice, SpendingStep, Where

_MONEY = re.compile(r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(万元|元)?")
_MONTH = re.compile(r"(\d{1,2})月(?:底|末|份)?")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%?")
_GOAL_LABEL = re.compile(r"目标内容\s*(\d*)\s*[:：]?\s*")
_LABEL_FIELDS = frozenset({"code", "name", "department", "year"})
_YUAN = Decimal("0.0001")


@dataclass
class HeadPart:
    """What the head rows of one table have said so far. ``fields`` holds printed texts by the names of layouts.HEAD."""

    fields: dict[str, str] = field(default_factory=dict)
    purposes: list[str] = field(default_factory=list)
    goal_texts: list[str] = field(default_factory=list)
    plan: list[SpendingStep] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    unit: Decimal = Decimal(1)
    """万元 in one unit of a printed amount that names no unit itself."""
    _months: dict[int, int] = field(default_factory=dict)
    _section: str | None = None

    def add(self, grid: Grid, row: int) -> bool:
        """Read one row; False where nothing in it was understood."""
        cells = grid.row(row)
        first = next((cell for cell in cells if cell.text.strip()), None)
        if first is None:
            return True
        label = layouts.section(first.text)
        if label or first.col == cells[0].col:
            self._section = label
        rest = cells[cells.index(first) + 1 :] if label else cells
        if self._section == "plan":
            return self._add_plan(rest, row)
        if self._section == "goals":
            self.goal_texts += [cell.text.strip() for cell in rest if cell.text.strip() and cell.row == row]
            return True
        return self._add_fields(rest, row) or label is not None

    def _add_fields(self, cells: list[Cell], row: int) -> bool:
        waiting: str | None = None
        known = False
        for cell in cells:
            text = cell.text.strip()
            name = layouts.head_field(text)
            both = None if name else layouts.head_with_value(text)
            if name:
                waiting, known = name, True
            elif both and waiting is None:
                self.fields.setdefault(*both)
                known = True
            elif waiting:
                if text:
                    self.fields.setdefault(waiting, text)
                waiting = None
            elif text and self._section == "budget" and cell.row == row:
                self.purposes.append(text)
                known = True
        return known

    def _add_plan(self, cells: list[Cell], row: int) -> bool:
        for cell in cells:
            text = fold(cell.text)
            if not text or cell.row != row:
                continue
            if month := _MONTH.fullmatch(text):
                self._months[cell.col] = int(month[1])
            elif percent := _PERCENT.fullmatch(text):
                self.plan.append(SpendingStep(month=self._months.get(cell.col), percent=percent[1]))
            else:
                self._notice(
                    "plan-not-understood", f"资金支出计划中的“{cell.text.strip()}”不是百分比，未读入。", cell.where
                )
        return True

    def budget(self, where: Where) -> Budget:
        """The three amounts in 万元; one that is printed but is no amount becomes a notice."""
        return Budget(
            total=self._money("total", where), fiscal=self._money("fiscal", where), other=self._money("other", where)
        )

    def _money(self, name: str, where: Where) -> Decimal | None:
        text = self.fields.get(name)
        if text is None:
            return None
        match = _MONEY.fullmatch(fold(text))
        if match is None:
            self._notice("money-not-understood", f"预算金额“{text}”不是数字，未读入。", where)
            return None
        number = Decimal(match[1].replace(",", ""))
        unit = {"元": _YUAN, "万元": Decimal(1)}.get(match[2] or "", self.unit)
        return number if unit == 1 else number * unit

    def code(self) -> str | None:
        """项目编码 without the white space that a narrow cell breaks it with."""
        return squeeze(self.fields.get("code", "")) or None

    def purpose(self) -> str | None:
        """资金用途: the labelled cell, else the unlabelled ones of the budget section."""
        return self.fields.get("purpose") or "\n".join(self.purposes) or None

    def goals(self) -> tuple[str, ...]:
        """The goals without their numbers."""
        return split_goals("\n".join(self.goal_texts))

    def _notice(self, code: str, text: str, where: Where) -> None:
        self.notices.append(Notice(code=code, text=text, where=where))


def starts_table(grid: Grid, row: int) -> bool:
    """Whether ``row`` is one that a project's head begins with or consists of."""
    first = next((cell.text for cell in grid.row(row) if cell.text.strip()), "")
    both = layouts.head_with_value(first)
    return (
        layouts.section(first) == "budget"
        or layouts.head_field(first) in _LABEL_FIELDS
        or (both is not None and both[0] in _LABEL_FIELDS)
    )


def split_goals(text: str) -> tuple[str, ...]:
    """The goals in one cell: ``1. … ⏎ 2. …`` → two; a line that does not carry the next number goes on with the goal.

    ``1.``, ``1、`` and the label 目标内容1 are numbering and not kept; a decimal (``1.5 公里``) is no numbering.
    """
    goals: list[str] = []
    for line in text.split("\n"):
        content = _numbered(line.strip(), len(goals) + 1)
        if content is not None:
            goals.append(content)
        elif goals:
            goals[-1] += "\n" + line
        elif line.strip():
            goals.append(line.strip())
    return tuple(goal.strip() for goal in goals if goal.strip())


def _numbered(line: str, number: int) -> str | None:
    match = re.match(rf"{number}\s*(?:、|[.．](?!\d))\s*|[(（]{number}[)）]\s*", line)
    rest = line[match.end() :] if match else line
    label = _GOAL_LABEL.match(rest)
    if label and (label[1] in {"", str(number)}) and (label[1] or match):
        return rest[label.end() :]
    return rest if match else None
