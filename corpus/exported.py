"""A corpus as one file: a document a line as ``jixiao read`` prints it, with what reviewers said of it beside it.

Every reader of JSON lines reads such a file too and passes over what stands beside the documents.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from corpus.decisions import Decision
from corpus.ledger import Verdicts
from corpus.readers.json import read
from corpus.records import Document
from errors import ReadError

_KEPT = "corpus"
_FIRST = 65_536
"""Bytes in which the mark of an exported file is looked for: it stands before the document's own fields."""


class Kept(NamedTuple):
    """One document of a corpus and what belongs to it."""

    document: Document
    verdicts: Verdicts | None
    """As for :meth:`corpus.ledger.Ledger.add`."""
    decisions: tuple[Decision, ...]


def line(kept: Kept) -> str:
    """One line of the file."""
    verdicts = kept.verdicts and [[no, row, *codes] for (no, row), codes in kept.verdicts.items()]
    beside = {
        "verdicts": None if kept.verdicts is None else verdicts or [],
        "decisions": [decision.model_dump(mode="json") for decision in kept.decisions],
    }
    return json.dumps({_KEPT: beside, **kept.document.to_json()}, ensure_ascii=False) + "\n"


def is_export(path: Path) -> bool:
    """Whether the file begins as an exported corpus does."""
    try:
        with path.open("rb") as file:
            return file.read(_FIRST).startswith(b'{"corpus": {"verdicts": ')
    except OSError:
        return False


def lines(path: Path) -> Iterator[Kept | ReadError]:
    """What is in an exported file, line by line, so that its size does not matter; an error for a line that is none."""
    try:
        with path.open("rb") as file:
            for number, content in enumerate(file, 1):
                if content.strip():
                    yield _parsed(path.name, number, content)
    except OSError as error:
        yield ReadError(path.name, f"读到一半读不下去（{error.strerror}）；请检查磁盘后再试，已收入的不受影响。")


def _parsed(name: str, number: int, content: bytes) -> Kept | ReadError:
    try:
        (document,) = read(f"{name} 第 {number} 行", content)
        value = json.loads(content)
        document = document.model_copy(update={"sha256": value.get("sha256") or ""})  # a reader puts in its own
        beside = value.get(_KEPT) or {}
        verdicts = beside.get("verdicts")
        return Kept(
            document,
            None if verdicts is None else {(no, row): codes for no, row, *codes in verdicts},
            tuple(map(Decision.model_validate, beside.get("decisions", ()))),
        )
    except ReadError as error:
        return error
    except (ValidationError, ValueError, TypeError, AttributeError) as error:
        problem = str(error).splitlines()[0]
        return ReadError(name, f"第 {number} 行不是 jixiao corpus export 写出的一行（{problem}）；其余各行照常收入。")


def verdicts_of(rows: Sequence[tuple[int | None, int, str | None]]) -> Verdicts | None:
    """The ledger's (``Project.no``, row, codes with blanks between, or None) as :meth:`corpus.ledger.Ledger.add` takes
    them; None where nobody judged."""
    if all(weak is None for _, _, weak in rows):
        return None
    return {(no, row): weak.split() for no, row, weak in rows if weak}
