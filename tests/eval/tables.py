"""Tables without a fault: the library's samples and those of ``sound/`` (all fictional), as documents."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from corpus.library import samples
from corpus.records import Document
from tests.review.builder import document

SOUND = Path(__file__).parent / "sound"


@cache
def sound() -> tuple[Document, ...]:
    """Every sound document, in a fixed order."""
    written = [
        document(yaml.safe_load(path.read_text(encoding="utf-8")), source=f"{path.stem}.txt")
        for path in sorted(SOUND.glob("*.yaml"))
    ]
    return (*samples(), *written)
