"""Word lists of the reviewer: TOML files that a finance officer can edit without knowing the program.

``words("measure")`` is the parsed file ``measure.toml`` beside this module; each file is read once a process.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


@cache
def words(name: str) -> dict[str, Any]:
    """The tables of ``<name>.toml``."""
    with (_HERE / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def any_of(name: str, key: str) -> str:
    """The list ``key`` of file ``name`` as a regular expression group; longer words first, so that they win.

    ``key`` may be dotted: ``rates.known``. A word may itself hold the signs ``.``, ``*``, ``?`` and ``|`` of an expression.
    """
    found: Any = words(name)
    for part in key.split("."):
        found = found[part]
    return "(?:" + "|".join(sorted(found, key=len, reverse=True)) + ")"


@lru_cache(maxsize=1024)
def suggestion(topic: str, name: str, description: str = "") -> str:
    """What to write instead: the first entry of ``suggestions.toml`` under ``topic`` whose words are in ``name``.

    Where only the last one, for everything else, would do, the description is asked too.
    """
    entries: list[dict[str, str]] = words("suggestions")[topic]
    for text in (name, description):
        for entry in entries[:-1]:
            if re.search(entry["where"], text):
                return entry["write"]
    return entries[-1]["write"]
