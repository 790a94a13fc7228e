"""Which reader a file belongs to. Its content decides, the extension only confirms: offices rename files."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import PurePath

from corpus.readers.archive import OLE
from corpus.readers.office import TARGETS
from errors import ReadError

_TEXT = (".txt", ".text", ".md", ".markdown")
_TABLES = (".csv", ".tsv", ".tab")
_JSON = (".json", ".jsonl", ".ndjson")
_PAGES = (".html", ".htm", ".xhtml")
_BOOKS = (".xlsx", ".xlsm", ".xls", ".et")
_WORD = (".docx", ".docm", ".doc", ".wps")
_SCANS = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp")
LIGHT = (*_TEXT, *_TABLES, *_JSON)
"""Extensions of the kinds that are read in a straight run over their text, without any library."""
EXTENSIONS = (
    *_WORD, *_BOOKS, ".pdf", *_PAGES, *_TABLES, ".txt", ".md", ".json", ".jsonl", ".rtf", ".odt", ".ods", *_SCANS
)  # fmt: skip
"""What a folder is searched for."""
_KNOWN = frozenset({*EXTENSIONS, *LIGHT, *_PAGES, *TARGETS, ""})
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_NAMES = {
    "pdf": "PDF",
    "docx": "Word 文档",
    "xlsx": "Excel 工作簿",
    "zip": "Office 文档或压缩包",
    "ole": "旧版 Office 文档",
}
_EMPTY = b" \t\r\n\0\xef\xbb\xbf\xff\xfe"
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|style)\b", re.IGNORECASE)
_SAMPLE = 4096


def reader_of(name: str, data: bytes) -> str:
    """The module of :mod:`corpus.readers` that reads ``data``.

    Raises ReadError, in one sentence, for what is empty, of another format than its name says, or unknown.
    """
    extension = PurePath(name).suffix.lower()
    if not data.strip(_EMPTY):
        raise ReadError(name, "文件是空的；请检查是否传错了文件。")
    if data.startswith(_PICTURES):
        return "scan"
    if extension not in _KNOWN:
        raise ReadError(name, f"不认识扩展名“{extension}”；能读 {'、'.join(EXTENSIONS)}，其他格式请先另存。")
    if extension in {".rtf", ".odt", ".ods"}:
        return "office"
    kind = _content(data)
    if extension in LIGHT and kind in _NAMES:
        raise ReadError(name, f"扩展名是“{extension}”，内容却是{_NAMES[kind]}；请改回正确的扩展名再试。")
    if kind in {"pdf", "docx", "xlsx"} and extension not in (".docx", ".xlsx"):
        return kind
    if extension in {"", *_TEXT, *_TABLES, *_JSON, *_PAGES}:
        return _light(name, data, extension, kind)
    if extension in (".xls", ".et", ".doc", ".wps"):
        return _old(data, extension, kind)
    return {".pdf": "pdf"}.get(extension, "docx" if extension in _WORD else "xlsx")


def _content(data: bytes) -> str:
    """pdf, docx, xlsx, zip, ole, html or text, by the first bytes."""
    if data.startswith(b"%PDF"):
        return "pdf"
    if data.startswith(OLE[:4]):
        return "ole"
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    return "html" if _PAGE.search(data[:_SAMPLE].replace(b"\0", b"")) else "text"


def _packed(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError):
        return "zip"
    return "docx" if "word/document.xml" in names else "xlsx" if "xl/workbook.xml" in names else "zip"


def _light(name: str, data: bytes, extension: str, kind: str) -> str:
    """The reader of a text: web page, JSON, separated values, pipe table or running text."""
    if kind in _NAMES:
        raise ReadError(name, f"扩展名是“{extension or '（无）'}”，内容却是{_NAMES[kind]}；请改回正确的扩展名再试。")
    if extension in _PAGES or (extension == "" and kind == "html"):
        return "html"
    if extension in _JSON or (extension == "" and data.lstrip()[:1] in (b"{", b"[")):
        return "json"
    if extension in _TABLES:
        return "csv"
    from corpus.readers.csv import has_rows
    from corpus.readers.markdown import has_pipe_table, holds_html
    from corpus.readers.text import decode

    if (b"|" in data or "｜".encode() in data) and has_pipe_table(decode(name, data)):
        return "markdown"
    if b"</table" in data.lower() and holds_html(decode(name, data)):
        return "markdown"
    return "csv" if has_rows(decode(name, data)) else "text"


def _old(data: bytes, extension: str, kind: str) -> str:
    """Systems that export "Excel" often write a web page or separated values under .xls."""
    if kind in {"html", "text"}:
        return "html" if kind == "html" else "csv" if extension in _BOOKS else "text"
    return "xlsx" if extension == ".xls" else "office"
