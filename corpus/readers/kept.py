"""What a long run has read, kept on disk by the content of the files, so that a run that was stopped goes on where it was.

Nothing else reads it: a reading is kept for some days and for this version of the readers only.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from corpus.records import Document
from settings import package_root

FOLDER = "readings"
"""Under the data folder."""
_DAYS = 3
"""After which a reading is thrown away: a run that nobody took up again by then is over."""
_DOCUMENTS = TypeAdapter(list[Document])


class Kept:
    """The readings in one folder, which is made when the first is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, name: str, data: bytes) -> list[Document] | None:
        """The documents that were read in ``data`` under this name before; None where they must be read."""
        try:
            return _DOCUMENTS.validate_json(self._place(name, data).read_bytes())
        except (OSError, ValidationError):
            return None

    def keep(self, name: str, data: bytes, documents: list[Document]) -> None:
        """Keep what was read; a disk that is full or cannot be written only means that it is read again."""
        place = self._place(name, data)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(handle, "wb") as file:
                file.write(_DOCUMENTS.dump_json(documents))
            Path(draft).replace(place)
        except OSError:
            return

    def forget_old(self) -> None:
        """Throw away what is too old to be of use."""
        oldest = time.time() - _DAYS * 86_400
        try:
            for place in self._folder.iterdir():
                if place.stat().st_mtime < oldest:
                    place.unlink()
        except OSError:
            return

    def _place(self, name: str, data: bytes) -> Path:
        key = hashlib.sha256(data)
        key.update(f"\0{name}\0{_readers()}".encode())
        return self._folder / f"{key.hexdigest()}.json"


@cache
def _readers() -> str:
    """A mark of the code that reads: other code may read the same file otherwise."""
    root = package_root() / "corpus"
    files = sorted(place for ending in ("*.py", "*.toml", "*.txt") for place in root.rglob(ending))
    return hashlib.sha256(
        b"".join(f"{f.name}{f.stat().st_size}{f.stat().st_mtime_ns}".encode() for f in files)
    ).hexdigest()
