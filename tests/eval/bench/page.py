"""docs/benchmarks.md: one section a part, each between marks, so that a part can be measured again alone."""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
import sys
from typing import Any

import tests.eval.bench

_TITLE = '# 速度与内存\n\n本页由 `make bench` 生成；`make bench PARTS="rules reading"` 只重测其中几节。\n'
_SECTION = re.compile(r"<!-- part: (\S+) -->\n.*?<!-- end: \1 -->\n", re.DOTALL)


def parts() -> dict[str, Any]:
    """The modules that measure something, by name, in the order of the page."""
    found: dict[str, Any] = {}
    for name in (module.name for module in pkgutil.iter_modules(tests.eval.bench.__path__)):
        if name != "__main__" and hasattr(part := importlib.import_module(f"tests.eval.bench.{name}"), "section"):
            found[name] = part
    return dict(sorted(found.items(), key=lambda item: item[1].ORDER))


def refreshed(page: str, name: str, section: str) -> str:
    """``page`` with ``section`` as that of the part ``name``; sections of parts that are no more are dropped."""
    sections = {match[1]: match[0] for match in _SECTION.finditer(page)}
    sections[name] = f"<!-- part: {name} -->\n{section.strip()}\n<!-- end: {name} -->\n"
    return "\n".join([_TITLE, *(sections[known] for known in parts() if known in sections)])


def machine() -> str:
    """What the figures were measured on, for a line of the section."""
    return f"{os.cpu_count()} 核，Python {sys.version.split()[0]}"
