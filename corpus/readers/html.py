"""Web pages (.html, and the pages that offices save under .xls and .doc): tables with their spans, and the text between.

Scripts and styles are no text; what the page hides is left out and told. Read without any network.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from corpus.extract import extract
from corpus.grid import Block, Grid, Line
from corpus.grid_layout import Field, holds_table, place
from corpus.readers.text import decode
from corpus.records import Document, Notice, Where
from errors import ReadError

_NO_TEXT = frozenset({"script", "style", "template", "noscript", "head", "svg", "math", "select", "object", "iframe"})
_OWN_LINE = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    ]
)
_ROW_PARENTS = frozenset({"table", "thead", "tbody", "tfoot"})
_HIDDEN = re.compile(r"display:none|visibility:(?:hidden|collapse)|font-size:0(?![.\d])|mso-hide:all")
_PRE = re.compile(r"white-space:(?:pre|break-spaces)")
_KEPT = {ord(" "): "\x01", ord("\n"): "\x02"}
_SHOWN = {1: " ", 2: "\n"}
"""Stand-ins for white space that is text, until the rest is collapsed; control characters are never text of a page."""
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read(name: str, data: bytes) -> Document:
    """The document in the bytes of a web page. Raises ReadError where ``data`` is no text or no page."""
    page = _Page(name, decode(name, data))
    blocks = list(page.blocks())
    notices = []
    if page.hidden:
        notices.append(Notice(code="hidden-text", text=f"网页中有 {page.hidden} 处隐藏内容，未读入。"))
    return extract(blocks, name, hashlib.sha256(data).hexdigest(), notices)


def tables(name: str, source: str) -> list[Block]:
    """What one element of a page's source shows, where another format holds it. Raises ReadError as :func:`read`."""
    return list(_Page(name, source).blocks())


@dataclass
class _Text:
    """Running text under construction, white space as a browser shows it. ``kept``: inside how many pre elements."""

    parts: list[str] = field(default_factory=list)
    kept: int = 0

    def add(self, text: str | None) -> None:
        """Take a piece of text; its white space counts only inside pre."""
        if text:
            self.parts.append(text.translate(_KEPT) if self.kept else re.sub(r"[ \t\r\n\f]+", " ", text))

    def take(self) -> str:
        """The text so far; then empty again."""
        lines = [re.sub(" +", " ", line).strip(" ") for line in "".join(self.parts).split("\v")]
        self.parts = []
        return "\n".join(line for line in lines if line.strip()).translate(_SHOWN).strip()


class _Page:
    """Walks the tree of one page once. ``hidden`` counts the hidden elements that held text."""

    def __init__(self, name: str, text: str) -> None:
        from lxml import etree

        self.hidden = 0
        self._tables = 0
        parser = etree.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
        try:
            self._root = etree.fromstring(_DECLARATION.sub("", text), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise ReadError(name, "不是完整的网页，可能已损坏；请在浏览器中打开后另存再试。") from error
        if self._root is None:
            raise ReadError(name, "网页里没有内容；请检查是否传错了文件。")

    def blocks(self) -> Iterator[Block]:
        """Paragraphs and tables in the order of the page."""
        for block in self._walk(self._root):
            yield from _lines(block) if isinstance(block, Line) else (block,)

    def _walk(self, root: Any) -> Iterator[Block]:
        """The blocks below ``root``; the outermost tables are handed to :meth:`_table`."""
        from lxml import etree

        text = _Text()
        opened: list[Any] = []
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if tag in _NO_TEXT or self._is_hidden(element):
                    walk.skip_subtree()
                elif tag == "table" and element is not root:
                    yield from _taken(text)
                    yield from self._table(element)
                    walk.skip_subtree()
                else:
                    if tag == "br" or tag in _OWN_LINE:
                        text.parts.append("\v")
                    text.kept += _is_pre(element)
                    text.add(element.text)
                    opened.append(element)
                continue
            if opened and opened[-1] is element:
                opened.pop()
                text.kept -= _is_pre(element)
            if tag in _OWN_LINE and element is not root:
                yield from _taken(text)
            if element is not root:
                text.add(element.tail)
        yield from _taken(text)

    def _table(self, table: Any) -> Iterator[Block]:
        """The grid of ``table``, behind those of the tables inside it that are tables of their own."""
        rows: list[list[Field]] = []
        inner: list[Block] = []
        for row in _rows(table):
            if self._is_hidden(row):
                continue
            fields = []
            for cell in row:
                if cell.tag in {"td", "th"} and not self._is_hidden(cell):
                    text, blocks = self._cell(cell)
                    inner += blocks
                    fields.append(Field(text, _span(cell, "rowspan"), _span(cell, "colspan")))
            rows.append(fields)
        yield from inner
        if any(field.text for row in rows for field in row):
            self._tables += 1
            yield place(rows, Where(table=self._tables))

    def _cell(self, cell: Any) -> tuple[str, list[Block]]:
        """Its text, with that of small tables inside, and the blocks of the tables that stand for themselves."""
        texts: list[str] = []
        blocks: list[Block] = []
        own = list(self._walk(cell))
        apart = any(isinstance(block, Grid) and holds_table(block) for block in own)
        for block in own:
            if apart:
                blocks.append(block)
            elif isinstance(block, Line):
                texts.append(block.text)
            else:
                texts += [inside.text for inside in block.cells if inside.text]
        return "\n".join(texts), blocks

    def _is_hidden(self, element: Any) -> bool:
        style = re.sub(r"\s", "", (element.get("style") or "").lower())
        hidden = element.get("hidden") is not None or bool(_HIDDEN.search(style))
        if hidden and "".join(element.itertext()).strip():
            self.hidden += 1
        return hidden


def _is_pre(element: Any) -> bool:
    return element.tag == "pre" or bool(_PRE.search(re.sub(r"\s", "", (element.get("style") or "").lower())))


def _taken(text: _Text) -> Iterator[Line]:
    found = text.take()
    if found:
        yield Line(found)


def _lines(block: Line) -> Iterator[Line]:
    for line in block.text.split("\n"):
        if line.strip():
            yield Line(line, block.where)


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _ROW_PARENTS:
            yield from (row for row in child if row.tag == "tr")


def _span(cell: Any, name: str) -> int:
    digits = re.match(r"\d{1,5}", (cell.get(name) or "").strip())
    return max(int(digits[0]), 1) if digits else 1
