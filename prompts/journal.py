"""Each call recorded, each good reply kept: ``model/`` in the data folder.

``calls.jsonl`` has one line a call: time, prompt and its hash, endpoint, model, way of asking, tokens, seconds, verdict.
It holds no key, and no words of documents unless the setting ``model_record_texts`` asks for them. ``replies/`` keeps
good replies by the hash of everything that was sent, so that the same question costs nothing the second time.
"""

from __future__ import annotations

import hashlib
import json
import threading
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from prompts.ladder import unwritable, write

_FULL = 10_000_000
"""Bytes after which the record is put aside and a new one begun."""


class Call(BaseModel):
    """One line of the record."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    prompt: str
    digest: str
    endpoint: str
    """Host and port, nothing else of the address."""
    model: str
    rung: str
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    verdict: str
    """``ok``, ``cached``, or what was wrong, in a few words of ours."""
    sent: str | None = None
    """What was said and answered; null unless the setting asks for it."""
    answered: str | None = None


class Journal:
    """The records and kept replies of one data folder."""

    def __init__(self, data: Path) -> None:
        self.folder = data / "model"
        self._lock = threading.Lock()

    def record(self, call: Call) -> None:
        """Add a line. Raises ModelError where the folder cannot be written."""
        line = json.dumps(
            {"time": datetime.now(UTC).isoformat(timespec="seconds")} | call.model_dump(exclude_none=True)
        )
        path = self.folder / "calls.jsonl"
        try:
            with self._lock:
                self.folder.mkdir(parents=True, exist_ok=True)
                if path.is_file() and path.stat().st_size > _FULL:
                    path.replace(self.folder / "calls.1.jsonl")
                with path.open("a", encoding="utf-8") as file:
                    file.write(line + "\n")
        except OSError as error:
            raise unwritable(self.folder, error) from error

    def kept(self, key: str) -> str | None:
        """The reply kept under ``key``."""
        try:
            return self._file(key).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def keep(self, key: str, reply: str) -> None:
        """Keep a good reply. Raises ModelError where the folder cannot be written."""
        write(self._file(key), reply)

    def _file(self, key: str) -> Path:
        return self.folder / "replies" / key[:2] / f"{key}.json"


def key_of(*parts: str) -> str:
    """A key that differs where any of ``parts`` differs."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
