"""The columns that the names of a header make: which field each holds, and for which period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus import layouts
from corpus.chars import fold

MID = "mid:"
"""Before the field of a column that holds mid-term targets beside the annual ones."""
OTHER = "other"
"""The field of a column whose name says nothing to us."""


@dataclass(frozen=True)
class Name:
    """One column name, with the record field it stands for."""

    text: str
    field: str
    period: str
    """``mid``, ``year`` or nothing."""
    newline: bool


def columns_of(names: Sequence[Name]) -> tuple[str, ...]:
    """Record fields in printed order; those of a second period carry :data:`MID`."""
    names = _with_subheadings([name for name in _with_name(names) if name.field != "section"])
    if sum(name.field == "level2" for name in names) < 2:
        names = _one_name(names)
    fields = [name.field for name in names]
    if fields.count("level3") > 1:
        return _two_groups(names)
    columns: list[str] = []
    values = [k for k, field in enumerate(fields) if field == "value"]
    annual = next((k for k in values if names[k].period == "year"), None)
    if annual is None:
        annual = next((k for k in values if names[k].period != "mid"), values[-1])
    for k, field in enumerate(fields):
        if field == "value" and k != annual:
            columns.append(MID + field)
        elif field != OTHER and field in columns:
            columns.append(OTHER)
        else:
            columns.append(field)
    if "level3" not in columns:
        columns[columns.index("level2")] = "level3"
    if "description" not in columns and "remark" in columns:
        columns[columns.index("remark")] = "description"
    if "operator" not in columns and "direction" in columns:
        columns[columns.index("direction")] = "operator"  # some forms print the sign under 指标方向
    return tuple([name for name in ("level1", "level2") if name not in columns] + columns)


def _with_name(names: Sequence[Name]) -> list[Name]:
    """``names``, 绩效指标 being that of the indicators where it stands behind the classes and nothing else names them."""
    fields = [name.field for name in names]
    at = len(fields) - 1 - fields[::-1].index("section") if "section" in fields else -1
    if at < 0 or "level3" in fields or "level2" not in fields[:at]:
        return list(names)
    return [*names[:at], replace(names[at], field="level3"), *names[at + 1 :]]


def _one_name(names: Sequence[Name]) -> list[Name]:
    """``names`` with a second column of a single group that could hold the name (指标内容 behind 三级指标) as description."""
    first = next((name for name in names if name.field == "level3"), None)
    return [
        replace(name, field="description") if name.field == "level3" and name is not first and name.text in _DESCRIBES
        else name
        for name in names
    ]  # fmt: skip


_DESCRIBES = frozenset(map(fold, layouts.COLUMNS["description"]))


def _two_groups(names: Sequence[Name]) -> tuple[str, ...]:
    """Mid-term and annual columns side by side: the second group is the annual one unless its names say otherwise."""
    thirds = [k for k, name in enumerate(names) if name.field == "level3"]
    border = thirds[1]
    while names[border - 1].field in {"level1", "level2"}:
        border -= 1
    own_classes = any(name.field == "level1" for name in names[border:])
    first_is_annual = names[thirds[0]].period == "year" or names[thirds[1]].period == "mid"
    seen: set[str] = set()
    columns: list[str] = []
    for k, name in enumerate(names):
        mid = (k < border) is not first_is_annual and (own_classes or name.field != "level1") and name.field != OTHER
        field = MID + name.field if mid else name.field
        columns.append(OTHER if field in seen else field)
        seen.add(field)
    return tuple([name for name in ("level1", "level2") if name not in columns] + columns)


def _with_subheadings(names: list[Name]) -> list[Name]:
    """``names`` with the names that a second header row gives the parts of 指标值 put in its place."""
    kinds = {"value", "history", "actual"}
    tail = len(names)
    while tail > 0 and names[tail - 1].field in kinds:
        tail -= 1
    subs = names[tail:]
    parents = [k for k, name in enumerate(names[:tail]) if name.field == "value" and "指标值" in name.text]
    if len(subs) < 2 or not parents or not any(name.field == "value" for name in subs):
        return names
    at = parents[0]
    return [*names[:at], *subs, *names[at + 1 : tail]]
