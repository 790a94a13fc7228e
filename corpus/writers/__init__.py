"""The official form, written: a document → the bytes of a Word, Excel or JSON file."""

from __future__ import annotations

from corpus.records import Document
from errors import WriteError

FORMATS = ("docx", "xlsx", "json")


def write(document: Document, fmt: str) -> bytes:
    """``document`` as a file of the format ``fmt``, one of ``FORMATS``.

    What is written reads back equal, but for the fields that describe the file itself (source, sha256, notices, where);
    docs/decisions/0003-official-form-and-round-trip.md says how each field is kept.
    Raises WriteError for another format, and where the form has no room for the contents.
    """
    if fmt == "docx":
        from corpus.writers import docx

        return docx.write(document)
    if fmt == "xlsx":
        from corpus.writers import xlsx

        return xlsx.write(document)
    if fmt == "json":
        from corpus.writers import json

        return json.write(document)
    raise WriteError(f"不支持写成“{fmt}”格式；可用的格式：{'、'.join(FORMATS)}。")
