"""Cell notes put into an Excel workbook without touching anything else in it.

Not through openpyxl, which drops the last results of formulas, pictures and form controls when it saves: the parts that
hold notes are added to the archive (or grown, where the sheet has notes already), every other part is copied as it is.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

Notes = Mapping[tuple[int, int], str]
"""(row, column), both from 0, of the top left field of a cell → the text of its note."""

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_V, _X = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:excel"
_BEHIND = {
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
}
"""What follows legacyDrawing in a sheet; the order is fixed."""
_VML = (
    f'<xml xmlns:v="{_V}" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="{_X}">'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_SHAPE = (
    f'<v:shape xmlns:v="{_V}" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="{_X}" id="_x0000_s{{id}}" '
    'type="#_x0000_t202" style="position:absolute;visibility:hidden;width:280pt;height:140pt" fillcolor="#ffffe1" '
    'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
    "<x:Row>{row}</x:Row><x:Column>{col}</x:Column></x:ClientData></v:shape>"
)


def add_notes(data: bytes, notes: Mapping[int, Notes], author: str) -> bytes:
    """The workbook ``data`` with ``notes`` (by number of the sheet, from 1); a cell's own note is kept and continued."""
    with ZipFile(BytesIO(data)) as archive:
        book = _Book({name: archive.read(name) for name in archive.namelist()})
        sheets = book.sheets()
        for number, cells in sorted(notes.items()):
            if cells:
                book.annotate(sheets[number - 1], cells, author)
        stream = BytesIO()
        with ZipFile(stream, "w", ZIP_DEFLATED) as out:
            for info in archive.infolist():
                out.writestr(info, book.parts.pop(info.filename))
            for name, content in book.parts.items():
                out.writestr(name, content)
    return stream.getvalue()


class _Book:
    """The parts of a workbook by name."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts

    def sheets(self) -> list[str]:
        """The part of every sheet, in the order of the workbook."""
        root = _parse(self.parts["xl/workbook.xml"])
        targets = self._targets("xl/workbook.xml")
        ids = [next(v for k, v in sheet.items() if k.endswith("}id")) for sheet in root.iter("{*}sheet")]
        return [targets[key][1] for key in ids]

    def annotate(self, sheet: str, cells: Notes, author: str) -> None:
        """Put ``cells`` on one sheet."""
        comments, shapes = self._comments(sheet), self._shapes(sheet)
        self._write_comments(comments, cells, author)
        self._write_shapes(shapes, cells)

    def _comments(self, sheet: str) -> str:
        """The part that holds the sheet's notes, made if there is none."""
        for kind, target in self._targets(sheet).values():
            if kind.endswith("/comments"):
                return target
        name = self._free("xl/comments{}.xml")
        main = etree.QName(_parse(self.parts[sheet])).namespace
        self.parts[name] = f'<comments xmlns="{main}"><authors/><commentList/></comments>'.encode()
        self._relate(sheet, f"{_OFFICE}/comments", name)
        self._declare("Override", "PartName", f"/{name}", _COMMENTS_TYPE)
        return name

    def _shapes(self, sheet: str) -> str:
        """The part that holds the boxes of the sheet's notes, made if there is none."""
        root = _parse(self.parts[sheet])
        main = etree.QName(root).namespace
        own = root.find(f"{{{main}}}legacyDrawing")
        if own is not None:
            return self._targets(sheet)[next(v for k, v in own.items() if k.endswith("}id"))][1]
        name = self._free("xl/drawings/vmlDrawing{}.vml")
        self.parts[name] = _VML.encode()
        self._declare("Default", "Extension", "vml", _VML_TYPE)
        drawing = root.makeelement(
            f"{{{main}}}legacyDrawing", {f"{{{_OFFICE}}}id": self._relate(sheet, f"{_OFFICE}/vmlDrawing", name)}
        )
        behind = [k for k, child in enumerate(root) if etree.QName(child).localname in _BEHIND]
        root.insert(behind[0] if behind else len(root), drawing)
        self.parts[sheet] = _bytes(root)
        return name

    def _write_comments(self, part: str, cells: Notes, author: str) -> None:
        root = _parse(self.parts[part])
        main = f"{{{etree.QName(root).namespace}}}"
        authors, listed = root.find(f"{main}authors"), root.find(f"{main}commentList")
        names = [one.text for one in authors]
        if author not in names:
            etree.SubElement(authors, f"{main}author").text = author
            names.append(author)
        known = {one.get("ref"): one for one in listed}
        for (row, col), words in sorted(cells.items()):
            ref = _ref(row, col)
            comment = known.get(ref)
            if comment is None:
                comment = etree.SubElement(listed, f"{main}comment", ref=ref, authorId=str(names.index(author)))
                etree.SubElement(comment, f"{main}text")
            else:
                words = f"\n\n{words}"
            _continue(comment.find(f"{main}text"), main, words)
        self.parts[part] = _bytes(root)

    def _write_shapes(self, part: str, cells: Notes) -> None:
        root = _parse(self.parts[part])
        boxes = {
            (one.findtext(f"{{{_X}}}Row"), one.findtext(f"{{{_X}}}Column")) for one in root.iter(f"{{{_X}}}ClientData")
        }
        number = 1025 + 1024 * sum(1 for _ in root.iter(f"{{{_V}}}shape"))
        for row, col in sorted(cells):
            if (str(row), str(col)) not in boxes:
                root.append(_parse(_SHAPE.format(id=number, row=row, col=col).encode()))
                number += 1
        self.parts[part] = _bytes(root)

    def _targets(self, part: str) -> dict[str, tuple[str, str]]:
        """Relations of a part: id → (type, part)."""
        content = self.parts.get(_rels(part))
        folder = posixpath.dirname(part)
        return {
            one.get("Id"): (one.get("Type"), posixpath.normpath(posixpath.join("/", folder, one.get("Target")))[1:])
            for one in (_parse(content) if content else ())
            if one.get("TargetMode") != "External"
        }

    def _relate(self, part: str, kind: str, target: str) -> str:
        """Add a relation; its id."""
        name = _rels(part)
        root = _parse(self.parts.get(name) or f'<Relationships xmlns="{_RELS}"/>'.encode())
        taken = {one.get("Id") for one in root}
        key = next(f"rIdNote{n}" for n in range(1, len(taken) + 2) if f"rIdNote{n}" not in taken)
        etree.SubElement(root, f"{{{_RELS}}}Relationship", Id=key, Type=kind, Target=f"/{target}")
        self.parts[name] = _bytes(root)
        return key

    def _declare(self, tag: str, key: str, value: str, content: str) -> None:
        """Say in [Content_Types].xml what a part or an extension is."""
        root = _parse(self.parts["[Content_Types].xml"])
        if all(one.get(key) != value for one in root):
            element = root.makeelement(f"{{{_TYPES}}}{tag}", {key: value, "ContentType": content})
            root.insert(0 if tag == "Default" else len(root), element)
            self.parts["[Content_Types].xml"] = _bytes(root)

    def _free(self, pattern: str) -> str:
        return next(name for n in range(1, len(self.parts) + 2) if (name := pattern.format(n)) not in self.parts)


def _continue(text: Any, main: str, words: str) -> None:
    """Add a run. A note that is one plain piece becomes a run first, as programs show either the one or the others."""
    for plain in text.findall(f"{main}t"):
        run = text.makeelement(f"{main}r", {})
        text.replace(plain, run)
        run.append(plain)
    piece = etree.SubElement(etree.SubElement(text, f"{main}r"), f"{main}t")
    piece.text = words
    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _rels(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _ref(row: int, col: int) -> str:
    letters, rest = "", col + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row + 1}"


def _parse(content: bytes) -> Any:
    """XML from a stranger's file: no entities, no network; drawings of old programs are not always well-formed."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))


def _bytes(root: Any) -> bytes:
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content
