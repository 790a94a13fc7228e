"""The indicator part of a table: rows under a header row → indicators."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from corpus import layouts, levels, taxonomy
from corpus.chars import fold
from corpus.citations import parse_basis
from corpus.grid import Grid, fill_down
from corpus.records import Indicator, Notice
from corpus.values import parse_value

_SIGN = re.compile(r"[≥≤=><≧≦]=?|[大小]于(?:或?等于)?|等于|不[低高少多大小]于|不超过")
_WEIGHT = re.compile(r"(\d+(?:\.\d+)?)(?:分|%)?")
_UNSIGNED = frozenset({"定性", "定量", "正向", "反向", "无", "", "/", "—", "-"})
_NO_UNITS = frozenset({"日期", "时间", "年月日", "年月"})
"""What stands in the column of units beside a date."""
_QUIET = frozenset({"section", "project", "goal", "amount"})
_NOUGHT = re.compile(r"0+(?:\.0+)?[%‰]?(?:、0+(?:\.0+)?%?)*")
_CHINESE = re.compile("[一二两三四五六七八九十百千万]+")
_TEMPLATE = re.compile(r"指标[\d一二三四五六七八九十]{0,2}[:、.]?|[.·]{2,}|\*+")
"""What a template prints in the name's cell of a row that nobody filled in."""
_TOTAL = frozenset({"总分", "合计", "总计", "小计", "合计得分", "总得分"})
_CLASSES = ("level1", "level2")


class IndicatorPart:
    """The rows below one header row of ``grid``. ``columns`` is what :func:`corpus.layouts.columns` found there.

    ``inherit``: whether an empty class cell means "as above", see :func:`corpus.grid.fill_down`. ``beside``: columns
    that another part reads from the same rows; it tells of what neither reads, a part with ``quiet`` of nothing.
    """

    def __init__(
        self,
        grid: Grid,
        columns: dict[str, int],
        header: int,
        *,
        inherit: bool,
        beside: Iterable[int] = (),
        quiet: bool = False,
    ) -> None:
        self.grid = grid
        self.columns = _with_signs(grid, columns, header)
        self.inherit = inherit
        self.notices: list[Notice] = []
        self._quiet = quiet
        self.left_blank = False
        """Whether classes or words stand below the header: where no indicator does, that nobody filled the form in."""
        self._rows: list[int] = []
        self._class_rows: dict[int, tuple[str | None, str | None]] = {}
        """Row → classes that a row of its own names for the rows below it."""
        self._guessed = 0
        self._unfilled: list[int] = []
        self._ignored(header, set(beside))

    def add(self, row: int) -> None:
        """Take one row; a row that does not keep to the columns, or is blank, holds no indicator."""
        own = [cell.text.strip() for cell in self.grid.row(row) if cell.text.strip() and cell.row == row]
        if len(own) == 1 and "level2" not in self.columns and (classes := _classes(own[0])):
            self._class_rows[row] = classes
            return
        cells = {name: self.grid.at(row, col) for name, col in self.columns.items()}
        self.left_blank |= bool(own)
        name_col = cells.get("level3") or cells.get("level2")
        texts = {name: cell.text.strip() for name, cell in cells.items() if cell}
        content = [text for name, text in texts.items() if text and name not in {*_CLASSES, *_QUIET}]
        named = texts.get("level3") or texts.get("description")
        if (name_col is not None and name_col is cells.get("value")) or _is_total(texts):
            if own:
                text = " ".join(own)[:40]
                self._notice("row-not-understood", f"指标表中的一行“{text}”未归入任何一栏。", row)
        elif not content:
            return
        elif _is_template(texts):
            self._unfilled.append(row)
        elif not named and "level3" in self.columns and _is_nought(texts):
            self._notice(
                "row-is-placeholder", f"“{texts.get('level2') or ''}”一行没有名称，只有占位的 0，未读入。", row
            )
        else:
            self._rows.append(row)

    @property
    def last_class(self) -> str | None:
        """The level-2 class that the rows taken so far end with."""
        return next((text for row in reversed(self._rows) if (text := self._text(row, "level2"))), None)

    def project_rows(self) -> dict[int, str]:
        """Row → name of the project, for each row of a table that holds many projects."""
        if "project" not in self.columns:
            return {}
        names = fill_down(self.grid, [self.columns["project"]], self._rows, inherit=True)
        return dict(zip(self._rows, (name[0] for name in names), strict=True))

    def goal(self, row: int) -> str:
        """The goal beside the project in ``row`` of such a table."""
        return self._text(row, "goal") or ""

    def amount(self, row: int) -> str:
        """The budget beside the project in ``row`` of such a table, as printed."""
        return self._text(row, "amount") or ""

    def indicators(self) -> list[Indicator]:
        """The indicators of the rows taken so far."""
        return [indicator for _, indicator in self.by_row()]

    def by_row(self) -> list[tuple[int, Indicator]]:
        """The indicators with their grid rows."""
        names = [name for name in _CLASSES if name in self.columns]
        filled = fill_down(self.grid, [self.columns[name] for name in names], self._rows, inherit=self.inherit)
        found = [
            (row, self._indicator(row, dict(zip(names, texts, strict=True))))
            for row, texts in zip(self._rows, filled, strict=True)
        ]
        if self._unfilled:
            text = f"{len(self._unfilled)} 行只有模板印的“指标1”“……”之类，没有填写，未读入。"
            self._notice("row-is-placeholder", text, self._unfilled[0])
            self._unfilled = []
        if self._guessed:
            text = f"表中没有指标类别，{self._guessed} 行的二级指标按名称判断，请核对。"
            self._notice("level-from-words", text, self._rows[0])
            self._guessed = 0
        return found

    def _indicator(self, row: int, printed: dict[str, str]) -> Indicator:
        name, value = self._text(row, "level3") or "", self._value(row)
        level1, level2, name = self._levels(row, printed, name, value)
        return Indicator(
            level1=level1,
            level2=level2,
            level3=name,
            description=self._text(row, "description"),
            value=parse_value(value),
            basis=parse_basis(self._text(row, "basis") or "") if "basis" in self.columns else None,
            weight=self._weight(row),
            actual=self._text(row, "actual"),
            where=self.grid.row_where(row),
        )

    def _levels(self, row: int, printed: dict[str, str], name: str, value: str) -> tuple[str | None, str | None, str]:
        """Level 1, level 2 and the name: of their columns, of a row above, of one label for both, or of the words."""
        level1, level2 = printed.get("level1") or None, printed.get("level2") or None
        if len(printed) == 1 and (both := _classes(level1 or level2 or "")):
            return (*both, name)
        if level1 is None and level2 is None and (split := levels.split_name(name)):
            return split
        above = [classes for r, classes in self._class_rows.items() if r < row]
        if above and level2 is None:
            return above[-1][0] or level1, above[-1][1], name
        if not printed and (guess := levels.from_words(name, value)):
            self._guessed += 1
            return None, guess.value, name
        return level1, level2, name

    def _value(self, row: int) -> str:
        """The value as one text, where sign, number and unit stand in columns of their own put together."""
        sign, value, unit = (self._text(row, name) or "" for name in ("operator", "value", "unit"))
        if not value:
            return ""
        has_number = any(c.isdigit() for c in value) or bool(_CHINESE.fullmatch(value))
        if sign in _UNSIGNED or not has_number or value.startswith(sign):
            sign = ""
        return sign + value + ("" if unit in _UNSIGNED | _NO_UNITS or not has_number or value.endswith(unit) else unit)

    def _weight(self, row: int) -> Decimal | None:
        text = self._text(row, "weight")
        match = _WEIGHT.fullmatch(fold(text)) if text else None
        if text and match is None and fold(text) not in _UNSIGNED:
            self._notice("weight-not-understood", f"权重“{text}”不是数字，未读入。", row)
        return Decimal(match[1]) if match else None

    def _text(self, row: int, name: str) -> str | None:
        if name not in self.columns:
            return None
        cell = self.grid.at(row, self.columns[name])
        return cell.text.strip() if cell else ""

    def _ignored(self, header: int, beside: set[int]) -> None:
        """Say which columns are seen and not read."""
        read = {self.columns[name] for name in layouts.READ_COLUMNS if name in self.columns} | beside
        read |= {self.columns[name] for name in _QUIET & self.columns.keys()}
        cells = [cell for cell in self.grid.row(header) if cell.text.strip() and layouts.section(cell.text) is None]
        names = [fold(cell.text) for cell in cells if not read & set(range(cell.col, cell.right))]
        if names:
            self._notice("columns-ignored", f"列“{'”“'.join(names)}”不属于绩效目标，未读入。", header)

    def _notice(self, code: str, text: str, row: int) -> None:
        if not self._quiet:
            self.notices.append(Notice(code=code, text=text, where=self.grid.row_where(row)))


def _with_signs(grid: Grid, columns: dict[str, int], header: int) -> dict[str, int]:
    """``columns``; one for the direction that holds signs (≥) is that of the signs, where there is no other."""
    col = columns.get("direction")
    if col is None or "operator" in columns:
        return columns
    cells = (grid.at(row, col) for row in range(header + 1, grid.height))
    return {**columns, "operator": col} if any(cell and _SIGN.fullmatch(fold(cell.text)) for cell in cells) else columns


def _classes(text: str) -> tuple[str | None, str | None] | None:
    """Level 1 and level 2 that ``text`` is the label of, one or both; None where it is no label."""
    if both := levels.split_label(text):
        return both
    if taxonomy.level1(text) is not None:
        return text, None
    return (None, text) if taxonomy.level2(text) is not None else None


def _is_total(texts: Mapping[str, str]) -> bool:
    return any(fold(texts.get(name, "")) in _TOTAL for name in ("section", "level1", "level2", "level3"))


def _is_template(texts: Mapping[str, str]) -> bool:
    """Whether the row says no more than that an indicator may stand here."""
    name = fold(texts.get("level3", ""))
    return bool(_TEMPLATE.fullmatch(name)) and not any(texts.get(field) for field in ("value", "description", "actual"))


def _is_nought(texts: Mapping[str, str]) -> bool:
    """Whether the value is nothing but the 0 that a form fills in by itself."""
    return bool(_NOUGHT.fullmatch(fold(texts.get("value", "")))) or not texts.get("value")
