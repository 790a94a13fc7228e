"""What the readers of workbooks share: values as cells show them, and what a person must know of a sheet."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from corpus.readers.xlsx_numbers import SheetFacts
from corpus.records import Notice, Where


def plain(value: object) -> str:
    """``value`` as a cell without a number format shows it: 55, not 55.0."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value)


def texts(values: Sequence[Sequence[object]], facts: SheetFacts) -> list[list[str]]:
    """The ``values`` of the first rows of a sheet (or of all) as its cells show them."""
    rows = [[value if type(value) is str else plain(value) for value in row] for row in values]
    for (r, c), text in facts.shown(len(rows)).items():
        if text and r < len(rows) and c < len(rows[r]):
            rows[r][c] = text
    return rows


def told(facts: SheetFacts, where: Where) -> Iterator[Notice]:
    """What a person must know of a sheet beside its cells."""
    for code, rows, words in (
        ("hidden-rows", facts.hidden, "是隐藏的，已读入，请核对是否应有。"),
        ("formula-without-result", facts.unsolved, "有公式而文件中没有存下结果，读作空；请用 Excel 打开保存后再试。"),
    ):
        if rows := list(dict.fromkeys(rows)):
            numbers = "、".join(map(str, rows[:10])) + (" 等" if len(rows) > 10 else "")
            text = f"工作表“{where.sheet}”第 {numbers} 行{words}"
            yield Notice(code=code, text=text, where=where.model_copy(update={"row": rows[0]}))
