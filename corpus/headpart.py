"""The head of a 绩效目标表: code, name, budget, purpose, spending plan and goals, read row by row by their labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from corpus import layouts
from corpus.chars import fold, squeeze
from corpus.goals import split_goals
from corpus.grid import Cell, Grid
from corpus.listing.head_labels import head_label
from corpus.records import Budget, Notice, SpendingStep, Where

_MONEY = re.compile(r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(亿元|万元|千元|元)?")
_MONTH = re.compile(r"(\d{1,2})月(?:底|末|份)?")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%?")
_LABEL_FIELDS = frozenset({"code", "name", "department", "year"})
_MONEY_FIELDS = frozenset({"total", "fiscal", "other"})
_NO_MONEY = frozenset({"", "/", "-", "—", "无"})
_WAN = {"元": Decimal("0.0001"), "千元": Decimal("0.1"), "万元": Decimal(1), "亿元": Decimal(10000)}
"""万元 in one unit of money."""
_GOAL_HEADINGS = frozenset({"名称", "目标名称", "目标说明"})
_SUMS = frozenset({"合计", "总计", "小计"})
"""Labels of the whole amount within a section of amounts."""
_UNIT_OF = {"元": "元", "人民币元": "元", "人民币万元": "万元", **{unit: unit for unit in _WAN}}


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
    other_goals: list[tuple[str, Where]] = field(default_factory=list)
    """Goals of the whole term and descriptions of what was done."""
    _goal_columns: dict[int, str] = field(default_factory=dict)
    _units: dict[str, str | None] = field(default_factory=dict)
    _section_unit: str | None = None
    _amount_columns: dict[int, str] = field(default_factory=dict)
    """Labels of amounts that the row above prints side by side."""
    _months: dict[int, int] = field(default_factory=dict)
    _section: str | None = None

    def add(self, grid: Grid, row: int) -> bool:
        """Read one row; False where nothing in it was understood."""
        cells = grid.row(row)
        first = next((cell for cell in cells if cell.text.strip()), None)
        if first is None:
            return True
        if self._takes_amounts(cells, row):
            return True
        label = layouts.section(first.text)
        if label == "money" and layouts.head_field(first.text) and len(cells) > 1 and _is_money(cells[1].text):
            label = None  # 项目预算 names the amount itself where one stands beside it
        if label or first.col == cells[0].col:
            if label != self._section:
                self._goal_columns = {}
            self._section, self._section_unit = label, layouts.label_unit(first.text)
        rest = cells[cells.index(first) + 1 :] if label else cells
        if self._section == "plan":
            return self._add_plan(rest, row)
        if self._section in {"goals", "term_goals"}:
            self._add_goals([cell for cell in rest if cell.row == row], row)
            return True
        return self._add_fields(rest, row) or label is not None

    def _takes_amounts(self, cells: Sequence[Cell], row: int) -> bool:
        """Whether a row holds nothing but the amounts of labels that stand side by side in the row above."""
        columns, self._amount_columns = self._amount_columns, {}
        own = {cell.col: cell for cell in cells if cell.row == row and cell.text.strip()}
        if not columns or own.keys() - columns.keys() or not all(_is_money(cell.text) for cell in own.values()):
            return False
        here: set[str] = set()
        for col, cell in own.items():
            self._set(columns[col], cell.text.strip(), here, cell)
        return True

    def _add_goals(self, cells: list[Cell], row: int) -> None:
        """Goals of the year, and beside them those of the whole term or what was done, each under its label."""
        kind: str | None = None
        for cell in cells:
            text = cell.text.strip()
            if label := layouts.goal_kind(text):
                kind = self._goal_columns[cell.col] = label
                continue
            if not text or fold(text) in _GOAL_HEADINGS:
                continue
            left = [col for col in self._goal_columns if col <= cell.col]
            if (
                self._section == "term_goals"
                or (kind or (self._goal_columns[max(left)] if left else "year")) == "other"
            ):
                self.other_goals.append((text, cell.where))
            else:
                self.goal_texts.append(text)

    def _add_fields(self, cells: Sequence[Cell], row: int) -> bool:
        waiting: str | None = None
        known = False
        here: set[str] = set()
        labels: dict[int, str] = {}
        covered = False
        for cell in cells:
            text = cell.text.strip()
            name = layouts.head_field(text) or ("total" if self._section == "money" and fold(text) in _SUMS else None)
            if name in _MONEY_FIELDS and cell.row == row:
                labels[cell.col] = name
            printed = [] if name else layouts.head_values(text)
            if name:
                waiting, known, covered = name, True, False
                self._units.setdefault(name, layouts.label_unit(text) or self._section_unit)
            elif printed and waiting is None:
                for label, value in printed:
                    self._units.setdefault(label, self._section_unit)
                    self._set(label, value, here, cell)
                known = True
            elif waiting and not text and waiting in _MONEY_FIELDS | {"name"} and cell.cols == 1:
                covered = waiting in _MONEY_FIELDS
                continue  # what a merged cell covers, printed empty by programs that cannot merge
            elif waiting:
                if covered and not _is_money(text):
                    text = ""
                if text and not (waiting == "name" and head_label(text)):
                    self._set(waiting, text, here, cell)
                waiting = None
            elif text and self._section == "budget" and cell.row == row:
                self.purposes.append(text)
                known = True
        if len(labels) > 1 and not here:
            self._amount_columns = labels
        return known

    def _set(self, name: str, text: str, here: set[str], cell: Cell) -> None:
        """Keep a field. Printed twice in one row it is the whole term's first and the year's behind it."""
        if name in here and name in _MONEY_FIELDS and "term_total" in self.fields:
            self._other_period(name, self.fields[name], cell.where)
            self.fields[name] = text
        else:
            self.fields.setdefault(name, text)
        here.add(name)

    def _other_period(self, name: str, text: str, where: Where) -> None:
        label = {"term_total": "资金总额", "total": "资金总额", "fiscal": "财政资金", "other": "其他资金"}[name]
        self._notice("money-of-other-period", f"中期（实施期）{label}“{text}”不是年度预算，未读入。", where)

    def _add_plan(self, cells: Sequence[Cell], row: int) -> bool:
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
        if "term_total" in self.fields:
            self._other_period("term_total", self.fields["term_total"], where)
        return Budget(
            total=self._money("total", where), fiscal=self._money("fiscal", where), other=self._money("other", where)
        )

    def amount(self, printed: str, where: Where) -> Decimal | None:
        """An amount that stands in a row of the table and not in its head, in 万元."""
        self.fields["total"] = printed
        return self._money("total", where)

    def _money(self, name: str, where: Where) -> Decimal | None:
        text = self.fields.get(name)
        if text is None:
            return None
        match = _MONEY.fullmatch(fold(text))
        if match is None:
            if fold(text) not in _NO_MONEY:
                self._notice("money-not-understood", f"预算金额“{text}”不是数字，未读入。", where)
            return None
        number = Decimal(match[1].replace(",", ""))
        word = match[2] or self._units.get(name) or _UNIT_OF.get(fold(self.fields.get("unit", "")))
        unit = _WAN.get(word or "", self.unit)
        return number if unit == 1 else number * unit

    def code(self) -> str | None:
        """项目编码 without the white space that a narrow cell breaks it with."""
        return squeeze(self.fields.get("code", "")) or None

    def purpose(self) -> str | None:
        """资金用途: the labelled cell, else the unlabelled ones of the budget section."""
        return self.fields.get("purpose") or "\n".join(self.purposes) or None

    def goals(self) -> tuple[str, ...]:
        """The goals without their numbers."""
        if not self.goal_texts:
            return split_goals("\n".join(text for text, _ in self.other_goals))
        return split_goals("\n".join(self.goal_texts))

    def tell_other_goals(self) -> None:
        """Say which texts beside the year's goals were read as something else."""
        for text, where in self.other_goals:
            used = "，因没有年度目标而用作目标" if not self.goal_texts else "，未作为年度目标读入"
            self._notice("goal-of-other-kind", f"“{text}”是实施期目标或完成情况{used}。", where)

    def _notice(self, code: str, text: str, where: Where) -> None:
        self.notices.append(Notice(code=code, text=text, where=where))


def _is_money(text: str) -> bool:
    return bool(_MONEY.fullmatch(fold(text)))


def starts_table(grid: Grid, row: int) -> bool:
    """Whether ``row`` is one that a project's head begins with or consists of; a row of nothing but labels names columns."""
    texts = [text for text in grid.texts(row) if text.strip()]
    first = texts[0] if texts else ""
    both = layouts.head_with_value(first)
    begins = (
        layouts.section(first) == "budget"
        or layouts.head_field(first) in _LABEL_FIELDS
        or (both is not None and both[0] in _LABEL_FIELDS)
    )
    return begins and not (len(texts) >= _LABELS and all(map(layouts.head_field, texts[:_LABELS])))


_LABELS = 3
"""So many labels one behind the other, with nothing between them, are names of columns."""
_STARTS = [
    fold(label)
    for labels in (layouts.SECTIONS["budget"], *(layouts.HEAD[field] for field in _LABEL_FIELDS))
    for label in labels
]


def may_start_table(words: str) -> bool:
    """Whether any row can be one that :func:`starts_table` finds; ``words`` are folded, those of a whole table."""
    return any(label in words for label in _STARTS)
