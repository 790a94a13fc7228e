"""Numbers of an .xlsx as Excel prints them: the value with the cell's number format, which calamine does not tell."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from io import BytesIO
from typing import IO
from xml.etree import ElementTree

from corpus.readers.xlsx_scan import MAX_BYTES, Scan, column
from errors import ReadError

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION = re.compile(r"\{.*relationships\}id$")
_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}
_FORMAT = re.compile(
    r'(?P<before>(?:"[^"]*")*)(?P<comma>#,##)?(?P<whole>[0#]+)(?P<point>\.0+)?(?P<after>%|(?:"[^"]*")*)'
)
MAX_FIELDS = 5_000_000
"""Rows × columns of one sheet; a stray cell at its far end would fill the memory with empty ones."""
_CONSTANT = re.compile(r"\d+(?:\.\d+)?%?")


@dataclass(frozen=True)
class SheetFacts:
    """What the sheet's part tells beside its values."""

    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    """(row, column from 0) → text of cells that print something else than their value; ``scan`` may know of more."""
    hidden: list[int] = field(default_factory=list)
    """Hidden rows that hold something, from 1."""
    unsolved: list[int] = field(default_factory=list)
    """Rows, from 1, with formulas whose result no program has saved: what they print is not in the file."""
    formats: Sequence[str] = ()
    """The number format of each cell style."""
    scan: Scan | None = None
    """Where numbers are still to be searched for."""

    def shown(self, rows: int) -> dict[tuple[int, int], str]:
        """(row, column from 0) → text of all cells in so many rows whose number format or formula says what they print."""
        found = {}
        if self.scan is not None:
            for row, col, style, value in self.scan.numbers(_printing(self.formats), rows):
                if (text := printed(value, self.formats[style])) is not None:
                    found[row, col] = text
        return found | self.texts


def sheet_facts(name: str, data: bytes) -> list[SheetFacts]:
    """For each sheet in order how its numbers are printed and which rows are hidden.

    ``=100%``, typed as text that Excel took for a formula, comes back as it was typed. Raises ReadError (naming the file
    ``name``) where the workbook's parts are not sound XML or a sheet is larger than ``MAX_FIELDS``.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            formats = _formats(archive)
            return [_sheet(name, archive, path, formats) for path in _sheet_paths(archive)]
    except (ElementTree.ParseError, KeyError, zipfile.BadZipFile, zlib.error, ValueError, EOFError) as error:
        raise ReadError(name, "工作簿内部已损坏；请用 Excel 重新另存为 .xlsx 后再试。") from error


def _sheet_paths(archive: zipfile.ZipFile) -> Iterator[str | None]:
    parts = set(archive.namelist())
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for element in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if _tag(element) == "sheet":
            key = next((value for attribute, value in element.items() if _RELATION.match(attribute)), None)
            path = posixpath.normpath(posixpath.join("/xl", targets.get(key, ""))).lstrip("/")
            yield path if path in parts else None


def _formats(archive: zipfile.ZipFile) -> list[str]:
    """The number format of each cell style."""
    if "xl/styles.xml" not in archive.namelist():
        return []
    codes = dict(_BUILT_IN)
    styles: list[str] = []
    for part in ElementTree.fromstring(archive.read("xl/styles.xml")):
        if _tag(part) == "numFmts":
            codes |= {int(code.get("numFmtId", "0")): code.get("formatCode", "") for code in part}
        elif _tag(part) == "cellXfs":
            styles = [codes.get(int(style.get("numFmtId", "0")), "") for style in part]
    return styles


def _sheet(name: str, archive: zipfile.ZipFile, path: str | None, formats: list[str]) -> SheetFacts:
    """The facts of one sheet; its size is checked here, before any library lays it out in memory."""
    if path is None:
        return SheetFacts()
    if archive.getinfo(path).file_size <= MAX_BYTES and (found := _searched(Scan(archive.read(path)), formats)):
        return found
    facts = SheetFacts()
    height = width = 0
    with archive.open(path) as stream:
        for (row, col), text in _cells(stream, formats, facts):
            height, width = max(height, row + 1), max(width, col + 1)
            if height * width > MAX_FIELDS:
                raise ReadError(name, "工作表太大；请删去表外的空行空列和无关数据后再试。")
            if text is not None:
                facts.texts[row, col] = text
    return facts


def _searched(scan: Scan, formats: list[str]) -> SheetFacts | None:
    """The facts as :func:`_cells` gives them; None where the part is not written as usual, or may be too large."""
    size = scan.size() if scan.is_usual() else None
    if size is None or size[0] * size[1] > MAX_FIELDS or 0 in _printing(formats):  # a cell without a style has style 0
        return None
    return SheetFacts(
        texts={(row, col): "=" + text for row, col, text in scan.formulas() if _CONSTANT.fullmatch(text)},
        hidden=list(scan.hidden_rows()),
        unsolved=[row for row, formula in scan.unsolved() if not _CONSTANT.fullmatch(formula)],
        formats=formats,
        scan=scan,
    )


def _printing(formats: Sequence[str]) -> set[int]:
    """The styles whose number format says how to print."""
    return {k for k, code in enumerate(formats) if _format(code)}


def _cells(stream: IO[bytes], formats: list[str], facts: SheetFacts) -> Iterator[tuple[tuple[int, int], str | None]]:
    """Place of every cell that holds something, with its text where its number format says it; fills the rest of ``facts``."""
    for _, element in ElementTree.iterparse(stream):
        tag = element.tag.rpartition("}")[2]
        if tag == "row":
            if element.get("hidden") in {"1", "true"} and any(len(cell) for cell in element):
                facts.hidden.append(int(element.get("r", "0")))
            element.clear()
        if tag != "c" or not len(element):
            continue
        place = _place(element.get("r", ""))
        if place is None:
            continue
        parts = {_tag(child): child.text or "" for child in element}
        if "f" in parts and not parts.get("v") and not _CONSTANT.fullmatch(parts["f"]):
            facts.unsolved.append(place[0] + 1)
        if element.get("t", "n") != "n":
            yield place, None
            continue
        style = int(element.get("s", "0"))
        if _CONSTANT.fullmatch(parts.get("f", "")):
            yield place, "=" + parts["f"]
        else:
            yield place, printed(parts.get("v", ""), formats[style] if style < len(formats) else "")


@lru_cache(maxsize=20_000)
def printed(value: str, code: str) -> str | None:
    """How Excel prints the number ``value`` with the format ``code``: ``("1", "0%")`` → ``"100%"``.

    None where the format is general, a date, or one that is not needed here.
    """
    match = _format(code)
    places = len(match["point"] or ".") - 1 if match else 0
    try:
        number = Decimal(value) * (100 if match and match["after"] == "%" else 1)
        number = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    except InvalidOperation:  # no number, or one with more digits than any amount has
        return None
    if match is None or not number.is_finite():
        return None
    digits = f"{number:{',' if match['comma'] else ''}f}"
    return (match["before"] + digits + match["after"]).replace('"', "")


def _plain(code: str) -> str:
    """A number format without colours, conditions and blanks, each escaped character in quotes."""
    return re.sub(r"\\(\S)", r'"\1"', re.sub(r"_.|\\ |\s|\[[^\]]*\]|General", "", code))


@lru_cache(maxsize=1000)
def _format(code: str) -> re.Match[str] | None:
    """The parts of a number format that says how to print; None for general and others."""
    return _FORMAT.fullmatch(_plain(code.split(";")[0]))


def _place(reference: str) -> tuple[int, int] | None:
    match = re.fullmatch(r"([A-Z]{1,3})(\d+)", reference)
    if match is None:
        return None
    return int(match[2]) - 1, column(match[1].encode())


def _tag(element: ElementTree.Element) -> str:
    return element.tag.removeprefix(_MAIN).removeprefix(_STRICT)
