"""The JSON that ``jixiao read`` prints."""

from __future__ import annotations

import json

from corpus.part_facts import with_facts
from corpus.records import Document


def write(document: Document) -> bytes:
    """``document`` in the envelope of ``read --format json``, UTF-8."""
    envelope = {"version": 1, "documents": [with_facts(document)]}
    return (json.dumps(envelope, ensure_ascii=False, indent=2) + "\n").encode()
