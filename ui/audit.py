"""Who did what when: ``audit.jsonl`` in the data folder, one line an action, no words out of documents.

Full files are put aside as ``audit-<time>.jsonl`` and never deleted by us.
"""

from __future__ import annotations

import json
import threading
from collections import deque
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from errors import WriteError
from ui.roles import Action

_FULL = 10_000_000
"""Bytes after which a new file is begun."""
_lock = threading.Lock()


class Line(NamedTuple):
    """One action."""

    time: str
    """ISO 8601, UTC."""
    who: str
    action: str
    what: str
    """Name of a file or draft, code of a rule, id of a document; how many where there are several."""


def record(data: Path, who: str, action: Action, what: str) -> None:
    """Add a line. Raises WriteError where the folder cannot be written."""
    now = datetime.now(UTC)
    line = Line(now.isoformat(timespec="seconds"), who[:200], action.value, what[:200])
    file = _file(data)
    try:
        with _lock:
            data.mkdir(parents=True, exist_ok=True)
            if file.is_file() and file.stat().st_size > _FULL:
                file.replace(file.with_name(f"audit-{now:%Y%m%d-%H%M%S-%f}.jsonl"))
            with file.open("a", encoding="utf-8") as out:
                out.write(json.dumps(line._asdict(), ensure_ascii=False) + "\n")
    except OSError as error:
        raise WriteError(f"操作记录没有写下（{error.strerror}）；请检查 {data} 的权限和磁盘空间。") from error


def latest(data: Path, count: int) -> list[Line]:
    """The last ``count`` lines, the newest first; what cannot be read as a line is left out."""
    try:
        with _file(data).open(encoding="utf-8", errors="replace") as lines:
            last = deque(lines, maxlen=count)
    except OSError:
        return []
    found = []
    for text in reversed(last):
        try:
            found.append(Line(**json.loads(text)))
        except (ValueError, TypeError):
            continue
    return found


def _file(data: Path) -> Path:
    return data / "audit.jsonl"
