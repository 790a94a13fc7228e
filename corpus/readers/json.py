"""JSON: what ``jixiao read`` prints, a document, a project, a draft, a list of these, or one of them a line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from corpus.citations import parse_basis
from corpus.records import (
    Basis,
    Budget,
    Citation,
    Department,
    Document,
    Indicator,
    Measure,
    Notice,
    PartOne,
    PartOneItem,
    Project,
    SpendingStep,
    Value,
    Where,
)
from corpus.values import parse_value
from errors import ReadError

VERSION = 1
_INSIDE: Mapping[type[BaseModel], Mapping[str, type[BaseModel]]] = {
    Document: {"department": Department, "part_one": PartOne, "projects": Project, "notices": Notice},
    PartOne: {"items": PartOneItem, "measures": Measure},
    Project: {
        "budget": Budget,
        "spending_plan": SpendingStep,
        "indicators": Indicator,
        "midterm": Indicator,
        "where": Where,
    },
    Indicator: {"value": Value, "basis": Basis, "where": Where},
    Basis: {"citations": Citation},
    Notice: {"where": Where},
}
"""Which fields of a record hold records themselves."""


def read(name: str, data: bytes) -> list[Document]:
    """Every document in ``data``; fields that a record does not have (those of a draft, say) are passed over.

    A document that names no source is given ``name`` and the hash of ``data``. Raises ReadError where the text is no
    JSON, comes from a later version, holds no table, or a field has the wrong type (which one is said).
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(name, "不是 UTF-8 编码的 JSON；请另存为 UTF-8 后再试。") from error
    if not text.strip():
        raise ReadError(name, "文件是空的；请检查后重新上传。")
    identity = {"source": name, "sha256": hashlib.sha256(data).hexdigest()}
    documents = [document for value in _values(name, text) for document in _documents(name, value, identity)]
    if not documents:
        raise ReadError(name, "JSON 中没有绩效目标表；请确认它由 jixiao read 或 jixiao draft 导出。")
    return documents


def _values(name: str, text: str) -> Iterator[Any]:
    """The one JSON value of ``text``, or those of its lines."""
    try:
        yield json.loads(text)
        return
    except (json.JSONDecodeError, RecursionError) as error:
        lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
        if isinstance(error, RecursionError) or len(lines) < 2 or not lines[0][1].rstrip().endswith("}"):
            raise ReadError(name, "不是有效的 JSON；请确认它由 jixiao read 或 jixiao draft 导出。") from error
    for number, line in lines:
        try:
            yield json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            raise ReadError(name, f"第 {number} 行不是有效的 JSON；请检查这一行。") from error


def _documents(name: str, value: Any, identity: Mapping[str, str]) -> Iterator[Document]:
    if isinstance(value, list):
        for entry in value:
            yield from _documents(name, entry, identity)
    elif not isinstance(value, dict):
        raise ReadError(name, "JSON 中没有绩效目标表；应是一个对象，或每行一个对象。")
    elif "documents" in value:
        if value.get("version", VERSION) != VERSION:
            raise ReadError(name, f"JSON 的版本是 {value['version']}，本程序只认识 {VERSION}；请升级 jixiao。")
        if not isinstance(value["documents"], list):
            raise ReadError(name, "JSON 的字段 documents 应是列表。")
        yield from _documents(name, value["documents"], identity)
    elif "projects" in value or "part_one" in value:
        yield _validated(name, {**identity, **{key: part for key, part in value.items() if part not in (None, "")}})
    elif "indicators" in value:
        around = {key: value[key] for key in ("year", "department") if value.get(key) is not None}
        if isinstance(around.get("department"), str):
            around["department"] = {"name": around["department"]}
        yield _validated(name, {**identity, **around, "projects": [value]})
    else:
        raise ReadError(name, "JSON 中没有绩效目标表；应有字段 documents、projects 或 indicators。")


def _validated(name: str, value: dict[str, Any]) -> Document:
    try:
        return Document.model_validate(_known(Document, value))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step + 1) if isinstance(step, int) else step for step in first["loc"])
        raise ReadError(name, f"JSON 的字段 {place} 的类型不对（{first['msg']}）；请改正后再试。") from error


def _known(model: type[BaseModel], value: Any) -> Any:
    """``value`` with the fields that ``model`` has; null where the record has no null means the field's default."""
    if isinstance(value, list):
        return [_known(model, entry) for entry in value]
    if isinstance(value, str) and model is Value:
        return parse_value(value)
    if isinstance(value, str) and model is Basis:
        return parse_basis(value)
    if not isinstance(value, dict):
        return value
    inside = _INSIDE.get(model, {})
    kept = {
        key: _known(inside[key], value[key]) if key in inside else value[key]
        for key, field in model.model_fields.items()
        if key in value and not (value[key] is None and field.default is not None)
    }
    if model is Value and kept.keys() == {"text"} and isinstance(kept["text"], str):
        return parse_value(kept["text"])
    if model is Basis and kept.keys() == {"text"} and isinstance(kept["text"], str):
        return parse_basis(kept["text"])
    return kept
