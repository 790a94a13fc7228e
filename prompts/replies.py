"""What a model said → a JSON object, or why there is none. Nothing is added to a reply: one that is cut is no reply."""

from __future__ import annotations

import json
import re
from typing import TypeVar

from pydantic import BaseModel, ValidationError

T = TypeVar("T", bound=BaseModel)

_MARK = re.compile(r"<(/?)think(?:ing)?>", re.IGNORECASE)
_TRAILING = re.compile(r",(\s*[}\]])")
_TRIES = 20
"""Braces at which an object is looked for; a text with more of them is no answer."""
_LONGEST = 100_000
"""Characters of a reply; a longer one is no answer to any of our questions."""


class NoAnswer(Exception):
    """A reply that cannot be used. ``what`` goes back to the model, ``verdict`` into the record; no words of either."""

    def __init__(self, verdict: str, what: str) -> None:
        super().__init__(what)
        self.verdict = verdict
        self.what = what


def parsed(text: str, shape: type[T]) -> T:
    """The record of class ``shape`` that ``text`` holds. Raises NoAnswer."""
    found = object_in(text)
    try:
        return shape.model_validate(found)
    except ValidationError as error:
        # The place and kind of each mistake, never the words that were wrong: they may be a document's.
        faults = [(".".join(map(str, fault["loc"])), fault["type"], fault["msg"]) for fault in error.errors()[:5]]
        verdict = "invalid: " + "; ".join(f"{place} {kind}" for place, kind, _ in faults)
        told = "；".join(f"{place or '整体'}：{message}" for place, _, message in faults)
        raise NoAnswer(verdict[:300], f"JSON 不符合要求（{told[:500]}）") from None


def object_in(text: str) -> object:
    """The largest JSON object in ``text``, thoughts and fences aside. Raises NoAnswer."""
    if len(text) > _LONGEST:
        raise NoAnswer("too long", "回答过长，请只输出要求的 JSON")
    plain = without_thoughts(text)
    if not plain:
        raise NoAnswer("empty", "回答是空的，请输出要求的 JSON")
    for candidate in (plain, _TRAILING.sub(r"\1", plain)):
        if found := _largest(candidate):
            return found
    raise NoAnswer("no json", "回答里没有完整的 JSON 对象，请只输出要求的 JSON，不要截断")


def without_thoughts(text: str) -> str:
    """``text`` without ``<think>`` parts, also where one of the two marks is missing."""
    said: list[str] = []
    start = 0
    thinking = False
    for mark in _MARK.finditer(text):
        closing = bool(mark[1])
        if closing and not thinking:
            said.clear()  # the opening mark was part of the prompt: all before was thought
        elif not closing and not thinking:
            said.append(text[start : mark.start()])
        thinking = not closing
        start = mark.end()
    if not thinking:
        said.append(text[start:])
    return "".join(said).strip()


def _largest(text: str) -> dict[str, object] | None:
    decoder = json.JSONDecoder()
    best: dict[str, object] | None = None
    longest = start = 0
    for _ in range(_TRIES):
        start = text.find("{", start)
        if start < 0:
            break
        try:
            found, end = decoder.raw_decode(text, start)
        except (json.JSONDecodeError, RecursionError):
            start += 1
            continue
        if end - start > longest:
            best, longest = found, end - start
        start = end
    return best
