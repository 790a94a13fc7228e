"""How a report is shown. One file a format; each loads what it needs when it is asked for.

A format's ``render(report, documents)`` gives a str, or bytes for an Office file. Those that hand the reviewed file back
also take the originals: sha256 → bytes.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal, overload

from corpus.records import Document
from errors import ConfigError
from review.findings import Report

_MODULES = {
    "text": "text",
    "json": "json",
    "sarif": "sarif",
    "html": "html",
    "docx": "docx",
    "xlsx": "xlsx",
    "form-docx": "form_docx",
    "form-xlsx": "form_xlsx",
    "summary": "summary",
}
BINARY = frozenset({"docx", "xlsx", "form-docx", "form-xlsx", "summary"})
"""Formats that are Office files: bytes, never printed."""
ONE_BY_ONE = frozenset({"docx", "xlsx"})
"""Formats that hand the reviewed file back: one output for each document."""
_NO_ORIGINALS: Mapping[str, bytes] = MappingProxyType({})


def names() -> tuple[str, ...]:
    """The formats that :func:`render` knows."""
    return tuple(_MODULES)


def ending(fmt: str) -> str:
    """The extension of a file in ``fmt``, with its point."""
    if fmt in BINARY:
        return ".docx" if fmt.endswith("docx") else ".xlsx"
    return {"text": ".txt"}.get(fmt, f".{fmt}")


@overload
def render(report: Report, documents: Sequence[Document], fmt: Literal["text", "json", "sarif", "html"]) -> str: ...
@overload
def render(
    report: Report, documents: Sequence[Document], fmt: str, originals: Mapping[str, bytes] = ...
) -> str | bytes: ...
def render(
    report: Report, documents: Sequence[Document], fmt: str, originals: Mapping[str, bytes] = _NO_ORIGINALS
) -> str | bytes:
    """``report`` in ``fmt``: a text with a line end, or the bytes of an Office file.

    ``originals``: the bytes of the files that ``documents`` were read from, by their sha256, for the formats that hand
    the reviewed file back. Raises ConfigError for a format that is not there, WriteError where it has no room.
    """
    if fmt not in _MODULES:
        raise ConfigError(f"没有名为“{fmt}”的输出格式；可用的有：{'、'.join(_MODULES)}。")
    module = importlib.import_module(f"review.formats.{_MODULES[fmt]}")
    content: str | bytes = (
        module.render(report, documents, originals) if fmt in ONE_BY_ONE else module.render(report, documents)
    )
    return content
