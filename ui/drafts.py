"""Drafts kept on disk, one JSON file each in the data folder's ``drafts``: they outlive a reload, a crash and the day.

A file is written whole beside the old one and then put in its place, so that a kill leaves the old draft or the new.
"""

from __future__ import annotations

import json
import os
import re
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from corpus.records import Document
from errors import ReadError, WriteError
from ui.draft_table import Origin

_VERSION = 1
_ID = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True)
class Kept:
    """One draft as it was last saved."""

    id: str
    name: str
    document: Document
    """One project, with everything that was edited."""
    origins: tuple[Origin, ...]
    questions: tuple[str, ...]
    revision: int = 0
    """Counts the savings; 0 for a draft that was never saved."""
    saved: str = ""
    """ISO 8601, UTC."""
    window: str = ""
    """Which window saved it last. Streamlit may break a run off between the file and the session's memory of it: then
    the file is one revision ahead, and that is no other window's doing."""


@dataclass(frozen=True)
class Title:
    """One line in the list of drafts."""

    id: str
    name: str
    saved: str


def new_id() -> str:
    """A name for a draft's file that no other has."""
    return uuid.uuid4().hex[:12]


def folder(data: Path) -> Path:
    """Where the drafts of the corpus in ``data`` lie."""
    return data / "drafts"


def save(draft: Kept, data: Path) -> Kept:
    """Keep ``draft``; it with its new revision. Where somebody else has saved it meanwhile, it becomes a copy instead.

    Raises WriteError where the folder cannot be written.
    """
    path = _path(draft.id, data)
    if path.exists() and (there := load(draft.id, data)).revision != draft.revision:
        if there.window and there.window == draft.window:
            draft = replace(draft, revision=there.revision)
        else:
            draft = replace(draft, id=new_id(), name=f"{draft.name}（副本）", revision=0)
            path = _path(draft.id, data)
    made = replace(draft, revision=draft.revision + 1, saved=datetime.now(UTC).isoformat(timespec="seconds"))
    part = path.with_name(f"{path.name}.{os.getpid()}.{uuid.uuid4().hex[:6]}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8") as file:
            json.dump(_to_json(made), file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise WriteError(
            f"草稿没有存下（{error.strerror}）；请检查 {path.parent} 的权限和磁盘空间，或先导出。"
        ) from error
    return made


def load(draft_id: str, data: Path) -> Kept:
    """The draft with this id. Raises ReadError where there is none, or where its file is not one of ours."""
    path = _path(draft_id, data)
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["version"] != _VERSION:
            raise ReadError(path.name, f"由另一版本的程序保存（{content['version']}），不能打开。")
        return _of_json(draft_id, content)
    except FileNotFoundError as error:
        raise ReadError("草稿", "没有这一份，可能已经删除；请另起一份或打开别的草稿。") from error
    except OSError as error:
        raise ReadError(path.name, f"读不出来（{error.strerror}）；请检查权限。") from error
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        raise ReadError(path.name, "内容已损坏，不能打开；请删去后另起一份。") from error


def titles(data: Path) -> list[Title]:
    """The drafts that are kept, the last saved first; files that are not ours are left out."""
    found = []
    for path in folder(data).glob("*.json"):
        if _ID.fullmatch(path.stem):
            try:
                kept = load(path.stem, data)
            except ReadError:
                found.append(Title(path.stem, "（打不开的草稿）", ""))
            else:
                found.append(Title(kept.id, kept.name, kept.saved))
    return sorted(found, key=lambda title: title.saved, reverse=True)


def remove(draft_id: str, data: Path) -> None:
    """Forget a draft; one that is not there is forgotten already. Raises WriteError where it cannot be deleted."""
    try:
        _path(draft_id, data).unlink(missing_ok=True)
    except OSError as error:
        raise WriteError(f"草稿没有删掉（{error.strerror}）；请检查权限。") from error


def _path(draft_id: str, data: Path) -> Path:
    """The file of a draft; an id that comes from an address is never a path."""
    if not _ID.fullmatch(draft_id):
        raise ReadError("草稿", "地址里的编号不对；请从草稿列表打开。")
    return folder(data) / f"{draft_id}.json"


def _to_json(draft: Kept) -> dict[str, Any]:
    return {
        "version": _VERSION,
        "name": draft.name,
        "revision": draft.revision,
        "saved": draft.saved,
        "window": draft.window,
        "document": draft.document.to_json(),
        "origins": [{"sources": [dict(s) for s in one.sources], "reference": one.reference} for one in draft.origins],
        "questions": list(draft.questions),
    }


def _of_json(draft_id: str, content: dict[str, Any]) -> Kept:
    origins: Sequence[dict[str, Any]] = content["origins"]
    return Kept(
        id=draft_id,
        name=str(content["name"]),
        document=Document.model_validate(content["document"]),
        origins=tuple(Origin(tuple(dict(s) for s in one["sources"]), str(one["reference"])) for one in origins),
        questions=tuple(map(str, content["questions"])),
        revision=int(content["revision"]),
        saved=str(content["saved"]),
        window=str(content.get("window", "")),
    )
