"""The official form, written: a document → the bytes of a Word, Excel, HTML or JSON file."""

from __future__ import annotations

from corpus.records import Document
from errors import WriteError

FORMATS = ("docx", "xlsx", "html", "json")


def write(document: Document, fmt: str) -> bytes:
    """``document`` as a file of the format ``fmt``, one of ``FORMATS``.

    What is written reads back equal, but for the fields that describe the file itself (source, sha256, notices, where);
    docs/decisions/0003-official-form-and-round-trip.md says how each field is kept.
    Raises WriteError for another format, and where the form has no room for the contents.
    """
    if fmt == "docx":
        from corpus.writers.docx import write as write_docx

        return write_docx(document)
    if fmt == "xlsx":
        from corpus.writers.xlsx import write as write_xlsx

        return write_xlsx(document)
    if fmt == "html":
        from corpus.writers.html import write as write_html

        return write_html(document)
    if fmt == "json":
        from corpus.writers.json import write as write_json

        return write_json(document)
    raise WriteError(f"不支持写成“{fmt}”格式；可用的格式：{'、'.join(FORMATS)}。")
