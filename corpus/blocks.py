"""What a reader hands over, before it is read: not too long for what people write, and in characters that mean themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.chars import RADICAL, ideographs
from corpus.grid import Block, Grid, Line
from errors import ReadError

MAX_TEXT = 100_000
"""Characters of one cell or paragraph; Word and Excel hold no more in a cell that people can read."""


def checked(blocks: Iterable[Block], source: str) -> list[Block]:
    """``blocks`` without radicals in the place of characters. Raises ReadError where a cell is too long."""
    found = list(blocks)
    _check_size(found, source)
    return [_in_ideographs(block) for block in found]


def _in_ideographs(block: Block) -> Block:
    """``block`` without radicals in the place of characters."""
    if not any(map(RADICAL.search, block.different() if isinstance(block, Grid) else (block.text,))):
        return block
    if isinstance(block, Line):
        return Line(ideographs(block.text), block.where)
    return Grid(tuple(cell._replace(text=ideographs(cell.text)) for cell in block.cells), block.where)


def _check_size(blocks: Sequence[Block], source: str) -> None:
    """Raise ReadError where a cell or paragraph is longer than any that a person wrote."""
    for block in blocks:
        if max(map(len, block.different() if isinstance(block, Grid) else (block.text,)), default=0) <= MAX_TEXT:
            continue
        for part in block.cells if isinstance(block, Grid) else (block,):
            if len(part.text) > MAX_TEXT:
                place = f"第 {part.where.row} 行" if part.where.row else "正文"
                raise ReadError(source, f"{place}有一格文字多达 {len(part.text)} 个，不像绩效目标表；请删去后再试。")
