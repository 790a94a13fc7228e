"""Builds small PDF files with ruled tables and Chinese text, for tests of the reader."""

from collections.abc import Sequence

Page = Sequence[tuple[float, float, str] | tuple[float, float, float, float]]
"""Texts (left, top, text) and ruled boxes (left, top, right, bottom), in points from the upper left corner."""

_HEIGHT = 842
_SIZE = 10
_OBJECT = "/Type /Font /Subtype"


def table(rows: Sequence[Sequence[str | None]], top: float, width: float = 80, height: float = 30) -> Page:
    """A ruled table at the left margin; None is covered by the cell above, ``\\n`` begins a new line in a cell."""
    things: list[tuple[float, float, str] | tuple[float, float, float, float]] = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text is None:
                continue
            below = 1
            while r + below < len(rows) and rows[r + below][c] is None:
                below += 1
            left, upper = 50 + c * width, top + r * height
            things.append((left, upper, left + width, upper + below * height))
            things += [(left + 3, upper + 3 + k * 12, line) for k, line in enumerate(text.split("\n"))]
    return things


def build(pages: Sequence[Page], *, picture: bool = False, below: str = "") -> bytes:
    """The bytes of a PDF with ``pages``; with ``picture`` each page shows an image too; ``below``: what is painted first."""
    kids = " ".join(f"{6 + 2 * k} 0 R" for k in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        f"<< {_OBJECT} /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        f"<< {_OBJECT} /CIDFontType0 /BaseFont /STSong-Light /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
        _stream("\0", " /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"),
    ]
    for k, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 {_HEIGHT}] /Contents {7 + 2 * k} 0 R "
            "/Resources << /Font << /F 3 0 R >> /XObject << /I 5 0 R >> >> >>"
        )
        content = "\n".join([below, *(_draw(thing) for thing in page)])
        objects.append(_stream(content + (" q 400 0 0 400 90 200 cm /I Do Q" if picture else "")))
    return _file(objects)


def _draw(thing: tuple[float, float, str] | tuple[float, float, float, float]) -> str:
    if len(thing) == 3:
        left, top, text = thing
        return f"BT /F {_SIZE} Tf {left} {_HEIGHT - top - _SIZE} Td <{text.encode('utf-16-be').hex()}> Tj ET"
    left, top, right, bottom = thing
    return f"{left} {_HEIGHT - bottom} {right - left} {bottom - top} re S"


def _stream(content: str, entries: str = "") -> str:
    return f"<<{entries} /Length {len(content)} >>\nstream\n{content}\nendstream"


def _file(objects: Sequence[str]) -> bytes:
    out = "%PDF-1.5\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n"
    table_at = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table_at}\n%%EOF\n"
    return out.encode("latin-1")
