"""The indicator part of a table: rows under a header row → indicators."""

from __future__ import annotations

import re
from decimal import Decimal

from corpus import layouts
from corpus.chars import fold
from corpus.citations import parse_basis
from corpus.grid import Grid, fill_down
from corpus.records import Indicator, Notice
from corpus.values import parse_value

_WEIGHT = re.compile(r"(\d+(?:\.\d+)?)(?:分|%)?")
_UNSIGNED = frozenset({"定性", "", "/", "—", "-"})
_QUIET = frozenset({"section"})


class IndicatorPart:
    """The rows below one header row of ``grid``. ``columns`` is what :func:`corpus.layouts.columns` found there.

    ``inherit``: whether an empty class cell means "as above", see :func:`corpus.grid.fill_down`.
    """

    def __init__(self, grid: Grid, columns: dict[str, int], header: int, *, inherit: bool) -> None:
        self.grid = grid
        self.columns = columns
        self.inherit = inherit
        self.notices: list[Notice] = []
        self._rows: list[int] = []
        self._ignored(header)

    def add(self, row: int) -> None:
        """Take one row; a row that does not keep to the columns, or is blank, holds no indicator."""
        cells = {name: self.grid.at(row, col) for name, col in self.columns.items()}
        content = [cell for name, cell in cells.items() if cell and name not in {"level1", "level2", "section"}]
        name_col = cells.get("level3") or cells.get("level2")
        if name_col is not None and name_col is cells["value"]:
            text = " ".join(cell.text.strip() for cell in self.grid.row(row) if cell.text.strip() and cell.row == row)
            if text:
                self._notice("row-not-understood", f"指标表中的一行“{text[:40]}”未归入任何一栏。", row)
        elif any(cell.text.strip() for cell in content):
            self._rows.append(row)

    def indicators(self) -> list[Indicator]:
        """The indicators of the rows taken so far."""
        levels = [name for name in ("level1", "level2") if name in self.columns]
        filled = fill_down(self.grid, [self.columns[name] for name in levels], self._rows, inherit=self.inherit)
        return [
            self._indicator(row, dict(zip(levels, texts, strict=True)))
            for row, texts in zip(self._rows, filled, strict=True)
        ]

    def _indicator(self, row: int, levels: dict[str, str]) -> Indicator:
        return Indicator(
            level1=levels.get("level1") or None,
            level2=levels.get("level2") or None,
            level3=self._text(row, "level3") or "",
            description=self._text(row, "description"),
            value=parse_value(self._value(row)),
            basis=parse_basis(self._text(row, "basis") or "") if "basis" in self.columns else None,
            weight=self._weight(row),
            where=self.grid.row_where(row),
        )

    def _value(self, row: int) -> str:
        """The value as one text, where sign, number and unit stand in columns of their own put together."""
        sign, value, unit = (self._text(row, name) or "" for name in ("operator", "value", "unit"))
        if not value:
            return ""
        return ("" if sign in _UNSIGNED else sign) + value + ("" if unit in _UNSIGNED or value.endswith(unit) else unit)

    def _weight(self, row: int) -> Decimal | None:
        text = self._text(row, "weight")
        match = _WEIGHT.fullmatch(fold(text)) if text else None
        if text and match is None:
            self._notice("weight-not-understood", f"权重“{text}”不是数字，未读入。", row)
        return Decimal(match[1]) if match else None

    def _text(self, row: int, name: str) -> str | None:
        if name not in self.columns:
            return None
        cell = self.grid.at(row, self.columns[name])
        return cell.text.strip() if cell else ""

    def _ignored(self, header: int) -> None:
        """Say which columns are seen and not read."""
        read = {self.columns[name] for name in layouts.READ_COLUMNS if name in self.columns}
        quiet = {self.columns[name] for name in _QUIET & self.columns.keys()}
        names = [
            fold(cell.text) for cell in self.grid.row(header) if cell.text.strip() and cell.col not in read | quiet
        ]
        if names:
            self._notice("columns-ignored", f"列“{'”“'.join(names)}”不属于绩效目标，未读入。", header)

    def _notice(self, code: str, text: str, row: int) -> None:
        self.notices.append(Notice(code=code, text=text, where=self.grid.row_where(row)))
