"""How a report is shown. One file a format, each with ``render(report, documents) -> str``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from corpus.records import Document
from errors import ConfigError
from review.findings import Report
from review.formats import json, text

_RENDERERS: dict[str, Callable[[Report, Sequence[Document]], str]] = {"text": text.render, "json": json.render}


def names() -> tuple[str, ...]:
    """The formats that :func:`render` knows."""
    return tuple(_RENDERERS)


def render(report: Report, documents: Sequence[Document], fmt: str) -> str:
    """``report`` as text in ``fmt``, with a line end. Raises ConfigError for a format that is not there."""
    if fmt not in _RENDERERS:
        raise ConfigError(f"没有名为“{fmt}”的输出格式；可用的有：{'、'.join(_RENDERERS)}。")
    return _RENDERERS[fmt](report, documents)
