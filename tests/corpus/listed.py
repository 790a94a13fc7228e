"""One fictional table laid out as plain text in the shapes that offices' pages leave when they are copied."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

Row = tuple[str, str, str, str]
"""level1, level2, level3, value."""


@dataclass(frozen=True)
class Sheet:
    """What a table says.

    ``columns`` and ``cells`` replace the two columns behind the classes (name and value) by others.
    """

    rows: tuple[Row, ...]
    title: str = "项目支出绩效目标申报表"
    year: int = 2026
    name: str = "示例河道清淤"
    department: str = "示例县水务局"
    total: str = "120.50"
    goal: str = "完成示例河 12 公里清淤，改善行洪条件。"
    columns: tuple[str, ...] = ("三级指标", "指标值")
    cells: tuple[tuple[str, ...], ...] = ()

    @property
    def header(self) -> list[str]:
        """The names of the columns."""
        return ["一级指标", "二级指标", *self.columns]

    def head(self) -> list[list[str]]:
        """The rows above the header."""
        return [
            [self.title],
            [f"（{self.year}年度）"],
            ["项目名称", self.name],
            ["主管部门", self.department, "实施单位", "示例县河道管理所"],
            ["项目资金（万元）", "年度资金总额：", self.total],
            ["其中：财政拨款", self.total],
            ["年度目标", self.goal],
        ]

    def body(self, *, merged: bool, covered: str | None = None) -> Iterator[list[str]]:
        """The rows below the header. With ``merged`` a class is printed once, the cells that it covers left out
        (``covered`` None) or printed as that text."""
        last: tuple[str, str] = ("", "")
        for level1, level2, *rest in self._full_rows():
            cells: list[str | None] = [level1, level2]
            if merged:
                first = level1 != last[0]
                cells = [level1 if first else covered, level2 if first or level2 != last[1] else covered]
            last = (level1, level2)
            yield [cell for cell in cells if cell is not None] + rest

    def _full_rows(self) -> Iterator[tuple[str, ...]]:
        for number, row in enumerate(self.rows):
            yield (*row[:2], *(self.cells[number] if self.cells else row[2:]))


def bars(sheet: Sheet, *, width: int = 8) -> str:
    """A row a line, cells between bars; merged cells leave their bars at the row's end, as page-to-text programs do."""
    lines = [*sheet.head(), ["绩效指标", *sheet.header], *sheet.body(merged=True)]
    return "\n".join(" | ".join(cells) + " |" + "|" * max(0, width - len(cells)) for cells in lines)


def pipes(sheet: Sheet) -> str:
    """As :func:`bars` without the part's name, a bar before each row too: rows under a merged class begin with the name."""
    lines = [*sheet.head(), sheet.header, *sheet.body(merged=True)]
    return "\n".join("| " + " | ".join(cells) + " |" + "|" * (8 - len(cells)) for cells in lines)


def bars_covered(sheet: Sheet) -> str:
    """A row a line between bars, covered cells printed empty."""
    lines = [*sheet.head(), sheet.header, *sheet.body(merged=True, covered="")]
    return "\n".join("|".join(cells) for cells in lines)


def markdown(sheet: Sheet) -> str:
    """A pipe table with its rule."""
    rows = [sheet.header, ["---"] * len(sheet.header), *sheet.body(merged=False)]
    head = "\n\n".join(" ".join(cells) for cells in sheet.head())
    return head + "\n\n" + "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def bar_stream(sheet: Sheet) -> str:
    """A cell a line, each closed by a bar, merged cells printed once."""
    lines = [*sheet.head(), ["绩效\n指标", *sheet.header], *sheet.body(merged=True)]
    return "\n".join(f"{cell} |" for cells in lines for cell in cells)


def bar_stream_covered(sheet: Sheet) -> str:
    """A cell a line, each closed by a bar, covered cells printed empty, one for the part's name before every row."""
    body = [["", *cells] for cells in sheet.body(merged=True, covered="")]
    return "\n".join(f"{cell} |" for cells in [*sheet.head(), ["", *sheet.header], *body] for cell in cells)


def spaced_lines(sheet: Sheet) -> str:
    """A cell a line with empty lines between."""
    lines = [*sheet.head(), ["绩效指标"], sheet.header, *sheet.body(merged=True)]
    return "\n\n".join(cell for cells in lines for cell in cells if cell)


def spaced_lines_cut(sheet: Sheet) -> str:
    """As :func:`spaced_lines`, labels of a narrow column cut in two."""
    text = spaced_lines(sheet)
    for label in ("经济效益", "社会效益", "生态效益", "可持续影响"):
        text = text.replace(f"\n\n{label}指标\n\n", f"\n\n{label}\n\n指标\n\n")
    return text


def plain_lines(sheet: Sheet) -> str:
    """A cell a line, nothing between."""
    lines = [*sheet.head(), ["绩效指标"], sheet.header, *sheet.body(merged=True)]
    return "\n".join(cell for cells in lines for cell in cells if cell)


def wrapped_lines(sheet: Sheet, *, width: int = 8) -> str:
    """As :func:`plain_lines`, cells broken after so many characters."""
    cells = plain_lines(sheet).split("\n")
    return "\n".join(cell[k : k + width] for cell in cells for k in range(0, len(cell), width))


def blanks(sheet: Sheet) -> str:
    """A row a line, cells between blanks."""
    lines = [*sheet.head(), ["绩效指标", *sheet.header], *sheet.body(merged=True)]
    return "\n".join(" ".join(cell for cell in cells if cell) for cells in lines)


def tabs(sheet: Sheet) -> str:
    """A row a line, cells between tabs, covered cells empty."""
    lines = [*sheet.head(), sheet.header, *sheet.body(merged=True, covered="")]
    return "\n".join("\t".join(cells) for cells in lines)


def glued(sheet: Sheet) -> str:
    """A row a line with nothing between its cells."""
    lines = [*sheet.head(), ["绩效指标", *sheet.header], *sheet.body(merged=True)]
    return "\n".join("".join(cells) for cells in lines)


def one_line(sheet: Sheet) -> str:
    """The whole table on one line with nothing between its cells, as some sites print the text of a file."""
    lines = [*sheet.head(), ["绩效指标", *sheet.header], *sheet.body(merged=True)]
    return f"附件:{sheet.title}" + "".join("".join(cells) for cells in lines) + "总分100填表人:"


def bracketed(sheet: Sheet) -> str:
    """``【产出指标-数量指标】 指标1:名称(值)``."""
    found = [sheet.title, sheet.name, f"【总体目标】\n\n{sheet.goal}"]
    for (level1, level2), rows in groupby(sheet.rows, key=lambda row: row[:2]):
        found.append(f"【{level1}-{level2}】")
        found += [f"指标{k}:{name}({value})" for k, (_, _, name, value) in enumerate(rows, 1)]
    return "\n\n".join(found)


def sentences(sheet: Sheet) -> str:
    """``数量指标:名称值;名称值。质量指标:…``."""
    parts = []
    for level2, rows in groupby(sheet.rows, key=lambda row: row[1]):
        parts.append(f"{level2}:" + ";".join(f"{name}{value}" for _, _, name, value in rows))
    return f"{sheet.name}项目的绩效目标公示如下:\n" + "。".join(parts) + "。"


def prose(sheet: Sheet) -> str:
    """``设1条数量指标：名称值；…``."""
    parts = []
    for level2, rows in groupby(sheet.rows, key=lambda row: row[1]):
        entries = [f"{name}{value}" for _, _, name, value in rows]
        parts.append(f"设{len(entries)}条{level2}：{'；'.join(entries)}")
    return f"{sheet.name}项目，预算{sheet.total}万元。" + "；".join(parts) + "。"


APART: Mapping[str, Callable[[Sheet], str]] = {
    "bars": bars,
    "bars, covered cells empty": bars_covered,
    "markdown": markdown,
    "pipes": pipes,
    "bar stream": bar_stream,
    "bar stream, covered cells empty": bar_stream_covered,
    "spaced lines": spaced_lines,
    "spaced lines, labels cut": spaced_lines_cut,
    "plain lines": plain_lines,
    "blanks": blanks,
    "tabs": tabs,
}
"""Shapes whose cells stand apart."""


def rows_of(rows: Sequence[Row]) -> list[tuple[str, str, str]]:
    """What every shape must give back: level2, level3, value."""
    return [row[1:] for row in rows]
