"""Changes to ``jixiao.toml``: checked as a whole before anything is written; comments and what else it holds stay."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

import settings
from errors import ConfigError, WriteError

Change = Mapping[tuple[str, ...], object]
"""Name of a setting, or names of tables down to one → its new value; None takes it out, so that the default counts."""
_PRIVATE = 0o600


def save(change: Change, file: Path | None = None) -> None:
    """Write ``change`` into the file of settings of this run (or ``file``); all of it or nothing.

    Raises ConfigError naming a value that cannot be, and WriteError where the file cannot be written.
    """
    file = file or Path(settings.FILE)
    before = _text(file)
    document = tomlkit.parse(before)
    for path, value in change.items():
        _put(document, path, value)
    checked = settings.load(**document.unwrap())
    for path, value in change.items():
        if len(path) == 1 and value is not None:
            document[path[0]] = getattr(checked, path[0])  # "7" typed on the page is the number 7 in the file
    holds_key = any(not field.repr and name in document for name, field in settings.Settings.model_fields.items())
    _write(file, tomlkit.dumps(document), private=holds_key)


def _text(file: Path) -> str:
    try:
        text = file.read_text(encoding="utf-8-sig") if file.exists() else ""
        tomlkit.parse(text)
    except (OSError, ValueError, TOMLKitError) as error:
        raise ConfigError(f"{file} 读不出来（{error}）；请先改正它的写法。") from error
    return text


def _put(table: MutableMapping[str, Any], path: tuple[str, ...], value: object) -> None:
    name, *rest = path
    if rest:
        if name not in table:
            if value is None:
                return
            table[name] = tomlkit.table()
        _put(table[name], tuple(rest), value)
        if not table[name]:
            del table[name]
    elif value is None:
        table.pop(name, None)
    else:
        table[name] = value


def _write(file: Path, text: str, *, private: bool) -> None:
    """The whole text or nothing; a file that holds a key is for the account alone that runs the program."""
    part: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=file.absolute().parent, prefix=f"{file.name}.", suffix=".part")
        part = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        part.chmod(_PRIVATE if private or not file.exists() else file.stat().st_mode & 0o777)
        part.replace(file)
    except OSError as error:
        if part is not None:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        raise WriteError(
            f"设置没有存下（{error.strerror}）；请检查 {file.absolute().parent} 的权限，或改用环境变量。"
        ) from error
