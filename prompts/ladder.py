"""How an endpoint can be made to answer in JSON: the best way first, found out once and remembered in the data folder."""

from __future__ import annotations

import json
import os
import tempfile
import threading
from enum import StrEnum
from pathlib import Path

from errors import ModelError


class Rung(StrEnum):
    """One way to ask for JSON, the strictest first."""

    JSON_SCHEMA = "json_schema"
    FUNCTION_CALLING = "function_calling"
    JSON_OBJECT = "json_object"
    TEXT = "text"

    @property
    def below(self) -> Rung | None:
        """The next way to try; None below text."""
        rungs = list(Rung)
        at = rungs.index(self) + 1
        return rungs[at] if at < len(rungs) else None

    @property
    def words(self) -> str:
        """What a user is told."""
        return {
            Rung.JSON_SCHEMA: "按结构输出（json_schema）",
            Rung.FUNCTION_CALLING: "函数调用（function_calling）",
            Rung.JSON_OBJECT: "JSON 模式（json_object）",
            Rung.TEXT: "普通文字，由程序取出 JSON（text）",
        }[self]


class Memory:
    """What is known of endpoints, in ``endpoints.json`` of a folder. A damaged file is forgotten, nothing is lost."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "endpoints.json"
        self._lock = threading.Lock()

    def rung(self, endpoint: str, model: str) -> Rung | None:
        """The way that works there; None where it is not known yet."""
        try:
            return Rung(self._all().get(f"{endpoint} {model}", ""))
        except ValueError:
            return None

    def remember(self, endpoint: str, model: str, rung: Rung) -> None:
        """Keep what works. Raises ModelError where the folder cannot be written."""
        with self._lock:
            known = self._all() | {f"{endpoint} {model}": rung.value}
            write(self._path, json.dumps(known, ensure_ascii=False, indent=1))

    def _all(self) -> dict[str, str]:
        try:
            known = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(k): str(v) for k, v in known.items()} if isinstance(known, dict) else {}


def write(path: Path, text: str) -> None:
    """``text`` as a whole or not at all. Raises ModelError where the folder cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    except OSError as error:
        raise unwritable(path.parent, error) from error


def unwritable(folder: Path, error: OSError) -> ModelError:
    """What is told where the data folder takes no files."""
    return ModelError(
        f"模型调用记录写不进 {folder}（{error.strerror or error}）；请检查文件夹权限，或用 JIXIAO_DATA 换一个文件夹。"
    )
