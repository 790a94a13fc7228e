"""Aligned rows → indicators: classes filled down, template marks taken off, then read as the grid that they are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corpus.chars import fold
from corpus.extract import extract
from corpus.grid import Cell, Grid
from corpus.levels import split_label
from corpus.listing.align import Row
from corpus.listing.classes import filled
from corpus.listing.columns import MID, OTHER
from corpus.listing.names import bare_name, counts_up
from corpus.listing.pieces import Piece
from corpus.records import Indicator, Notice, Where
from corpus.taxonomy import Level1, Level2
from corpus.values import parse_value

NAMES: Mapping[str, str] = {
    "level1": "一级指标", "level2": "二级指标", "level3": "三级指标", "description": "指标解释", "operator": "计算符号", "value": "指标值",
    "unit": "计量单位", "basis": "指标值确定依据", "weight": "权重", "actual": "实际完成值",
}  # fmt: skip
"""The fields that make a record, with the names under which the grid mechanism knows them."""
Classes = tuple[str | None, str | None]
"""Level 1 and level 2 of a row."""
_OURS = frozenset({"no-table", "columns-ignored"})
_SCALE = re.compile(r"(?:优|良|中|低|差|高|好|坏|一般|较好|较差|合格|不合格|达标|及格){3,}|好坏|高低|优劣|强弱")
_SIGNS = "≥≤><=≧≦ "
_UNFILLED = frozenset({"0", "0.00%", "0%", ""})


class RowPart:
    """The indicator rows of one table (``number`` counts tables from 1)."""

    def __init__(
        self,
        rows: Sequence[Row],
        columns: Sequence[str],
        number: int,
        *,
        inherit: bool = True,
        above: Classes = (None, None),
    ) -> None:
        """``above`` are the classes of the last row on the page before: a merged cell goes on over the page break."""
        self.number = number
        self.notices: list[Notice] = []
        if rows and _is_cut_off(rows[-1]):
            words = f"最后的“{rows[-1].text('level3')}”是断开的指标类别，后面没有内容，未读入。"
            self._notice("row-not-understood", words, rows[-1].first)
            rows = rows[:-1]
        printed = [_classes(row) for row in rows]
        lead = [(above[0] or "", above[1] or "")] if any(above) else []
        classes = filled(lead + printed)[len(lead) :] if inherit else [(a or None, b or a or None) for a, b in printed]
        self.last = classes[-1] if classes else above
        self._rows = [(row, klass) for row, klass in zip(rows, classes, strict=True) if self._speaks(row)]
        self._cleaned: list[tuple[str, Piece]] = []
        self._fields = [name for name in dict.fromkeys(columns) if name != OTHER and not name.startswith(MID)]
        self._counted = counts_up([row.text("level3") for row, _ in self._rows])

    def indicators(self) -> list[Indicator]:
        """The year's indicators in printed order."""
        found = self._read([(row, klass, self._texts(row, klass)) for row, klass in self._rows])
        if self._cleaned:
            text, piece = self._cleaned[0]
            words = f"{len(self._cleaned)} 行指标名称中模板印的星号或待填处已去掉，如“{text[:40]}”。"
            self._notice("template-text", words, piece)
        return found

    def midterm(self) -> list[Indicator]:
        """The targets of the whole term, where the form prints them beside the year's; empty where it does not."""
        found = []
        for row, klass in self._rows:
            name, value = row.text(MID + "level3") or row.text("level3"), row.text(MID + "value")
            if value:
                texts = dict.fromkeys(self._fields, "") | {"level3": bare_name(name).text, "value": value}
                found.append((row, klass, texts | {"level1": klass[0] or "", "level2": klass[1] or ""}))
        return self._read(found) if found else []

    def _read(self, rows: Sequence[tuple[Row, Classes, Mapping[str, str]]]) -> list[Indicator]:
        """The indicators of a grid made of ``rows``, as :func:`corpus.extract.extract` reads it.

        The part's name stands beside all rows as one merged cell, so that an empty class is one that is not printed.
        """
        fields = [name for name in NAMES if name in self._fields]
        cells = [Cell("绩效指标", 0, 0), Cell("", 1, 0, rows=max(2, len(rows)))]
        cells += [Cell(NAMES[name], 0, col) for col, name in enumerate(fields, 1)]
        for number, (row, _, texts) in enumerate(rows, 1):
            where = Where(page=row.first.page, table=self.number, row=number, line=row.first.line)
            cells += [Cell(texts[name], number, col, where=where) for col, name in enumerate(fields, 1)]
        document = extract([Grid(tuple(cells), Where(table=self.number))], "")
        self.notices += [notice for notice in document.notices if notice.code not in _OURS]
        return [indicator for project in document.projects for indicator in project.indicators]

    def _texts(self, row: Row, klass: Classes) -> dict[str, str]:
        """The cells of one row, class names filled in and template marks taken off the name."""
        texts = {name: row.text(name) for name in self._fields} | {"level1": klass[0] or "", "level2": klass[1] or ""}
        texts |= self._named(row, texts)
        if fold(texts.get("operator", "")) == "定性" and _SCALE.fullmatch(fold(texts["value"])):
            texts |= {"operator": "", "value": f"{texts['value']}（定性）"}
        return texts

    def _speaks(self, row: Row) -> bool:
        """Whether a row holds an indicator; one with a class alone does not; a sentence or one without a name is told."""
        name = row.text("level3")
        if name.endswith("。") and [field for field in row.cells if row.text(field)] == ["level3"]:
            self._notice("row-not-understood", f"表中的“{name[:40]}”未归入任何一栏。", row.first)
            return False
        if name:
            return True
        if row.text("value") or any(
            cell and not name.startswith((MID, "level")) and row.text(name) for name, cell in row.cells.items()
        ):
            words = " ".join(row.text(name) for name in row.cells if row.text(name))
            self._notice("row-not-understood", f"指标表中的一行“{words[:40]}”没有指标名称，未读入。", row.first)
        return False

    def _named(self, row: Row, texts: dict[str, str]) -> dict[str, str]:
        """Name and description of a row, with notices on what the template left in them."""
        name = bare_name(texts["level3"], counted=self._counted)
        changed = {"level3": name.text}
        if name.rest and not texts.get("description"):
            if "description" not in self._fields:
                self._notice("template-text", f"指标名称后另有说明“{name.rest[:40]}”，未归入任何一栏。", row.first)
            else:
                changed["description"] = name.rest
        if name.cleaned:
            self._cleaned.append((texts["level3"], row.first))
        if fold(name.text) in _UNFILLED and fold(texts.get("value", "")) in _UNFILLED:
            self._notice("row-unfilled", "这一行是没有填写的模板行，照原样读入。", row.first)
        elif _is_bare_unit(texts.get("value", "")):
            self._notice("row-unfilled", f"“{name.text[:20]}”的指标值只印有单位，没有填数，照原样读入。", row.first)
        return changed

    def _notice(self, code: str, text: str, piece: Piece) -> None:
        self.notices.append(
            Notice(code=code, text=text, where=Where(page=piece.page, table=self.number, line=piece.line))
        )


def _classes(row: Row) -> tuple[str, str]:
    """The level-1 and level-2 class that a row prints, each in its cell or both in one: ``产出指标-数量指标``."""
    outer, inner = _class(row, "level1"), _class(row, "level2")
    return (split_label(outer or inner) if not (outer and inner) else None) or (outer, inner)


def _class(row: Row, level: str) -> str:
    """The class that a row prints, in the columns of the year or in those of the whole term."""
    return row.text(level) or row.text(MID + level)


def _is_cut_off(row: Row) -> bool:
    """Whether all that a row says, its classes aside, is the beginning of a class's name: the text ends there."""
    name = fold(row.text("level3"))
    alone = [field for field in row.cells if row.text(field) and field not in {"project", "level1", "level2"}] == [
        "level3"
    ]
    return alone and any(klass.value != name and klass.value.startswith(name) for klass in (*Level1, *Level2))


def _is_bare_unit(value: str) -> bool:
    """Whether a value cell holds what the template prints and no more: ``公里``, ``≧ %``."""
    unit = fold(value).lstrip(_SIGNS)
    return bool(unit) and len(unit) <= len("元/平方米") and parse_value("1" + unit).unit == unit
