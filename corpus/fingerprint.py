"""What tells a document's content from another's, wherever its file lies."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from corpus.chars import fold
from corpus.records import Document


def fingerprint(document: Document) -> str:
    """Of the content alone: file name, places and notices aside, white space and width forms too (hex, 64 characters)."""
    kept = document.model_dump(mode="json", exclude={"source", "sha256", "notices"})
    return hashlib.sha256(json.dumps(_content(kept), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _content(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _content(part) for key, part in value.items() if key != "where"}
    if isinstance(value, list):
        return [_content(part) for part in value]
    return fold(value) if isinstance(value, str) else value
