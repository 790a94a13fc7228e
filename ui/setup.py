"""The settings in words: value, source, and never a key. Pure functions, no Streamlit."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from review.rule import Rule
from settings import FILE, PREFIX, Settings

SECRET = "已设置（不显示）"
UNSET = "（未设）"
_IN_ADDRESS = re.compile(r"(?<=://)[^/@\s]*(?=@)|(?<=[?&])\S+")
"""Parts of an address that may hold a password or a key."""


class Line(NamedTuple):
    """One setting."""

    name: str
    value: str
    source: str
    meaning: str


class Limit(NamedTuple):
    """One threshold of one rule."""

    code: str
    rule: str
    option: str
    value: str
    default: str
    source: str
    meaning: str
    proof: str


def lines(current: Settings, environment: Mapping[str, str] = os.environ, file: Path = Path(FILE)) -> list[Line]:
    """Every setting but the tables of rules, in the order of the record."""
    written, given = _written(file), from_environment(environment)
    found = []
    for name, field in Settings.model_fields.items():
        if name in ("thresholds", "severities", "roles"):
            continue
        value = getattr(current, name)
        told = UNSET if value is None else shown(value) if field.repr else SECRET
        source = f"环境变量 {given[name]}" if name in given else "文件 jixiao.toml" if name in written else "默认"
        found.append(Line(name, told, source, field.description or ""))
    return found


def limits(current: Settings, rules: Sequence[Rule]) -> list[Limit]:
    """Every threshold of every rule, in the order of codes."""
    found = []
    for rule in rules:
        set_ = {**current.thresholds.get(rule.name, {}), **current.thresholds.get(rule.code, {})}
        for option in rule.options:
            value = set_.get(option.name, option.default)
            source = FILE if option.name in set_ else "默认"
            found.append(
                Limit(
                    rule.code,
                    rule.name,
                    option.name,
                    f"{value:g}",
                    f"{option.default:g}",
                    source,
                    option.meaning,
                    option.source,
                )
            )
    return found


def shown(value: object) -> str:
    """A value in words, without what may be a password in an address."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return f"{value:g}"
    return _IN_ADDRESS.sub("***", str(value))


def from_environment(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The settings that the environment decides, whatever the file says: setting → name of the variable."""
    known = {key.upper(): key for key in environment}  # as they are looked for: capitals or not
    return {name: known[variable] for name in Settings.model_fields if (variable := _variable(name)) in known}


def _variable(name: str) -> str:
    """The environment variable of a setting."""
    return name.upper() if Settings.model_fields[name].validation_alias else f"{PREFIX}{name.upper()}"


def _written(file: Path) -> Mapping[str, object]:
    """What the file of settings holds; it was read before without complaint, so what is missing is not there."""
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
