"""Prompts are Markdown files with strict named variables; what comes from documents is fenced as data.

A file holds the part that stays the same for every question, a line ``---``, and the part with ``${variables}``. The
stable part comes first, so that servers can keep it between calls.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Template

_FOLDER = Path(__file__).resolve().parent
_CUT = re.compile(r"^---$", re.MULTILINE)
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")
"""Control, zero-width, direction and tag characters: what a reader cannot see, a model is not shown."""


class PromptError(ValueError):
    """A prompt is put together wrongly: a mistake of ours, never shown to a user."""


@dataclass(frozen=True)
class Message:
    """One question as it is sent."""

    prompt: str
    """Name of the prompt."""
    digest: str
    """Hash of the prompt's file."""
    system: str
    user: str


@dataclass(frozen=True)
class Prompt:
    """One prompt file."""

    name: str
    digest: str
    """First 12 hex digits of the SHA-256 of the file."""
    system: str
    user: str

    @property
    def variables(self) -> frozenset[str]:
        """Names that :meth:`message` must be given."""
        return frozenset(Template(self.user).get_identifiers())

    def message(self, **given: str) -> Message:
        """The prompt with its variables filled in. Raises PromptError for a missing or unknown name."""
        if missing := self.variables - given.keys():
            raise PromptError(f"prompt {self.name} lacks {', '.join(sorted(missing))}")
        if unknown := given.keys() - self.variables:
            raise PromptError(f"prompt {self.name} has no variable {', '.join(sorted(unknown))}")
        return Message(self.name, self.digest, self.system, Template(self.user).substitute(given))


@lru_cache
def load(name: str) -> Prompt:
    """The prompt ``name``. Raises PromptError where the file is missing, has no cut or a variable in its stable part."""
    path = _FOLDER / f"{name}.md"
    if not path.is_file():
        raise PromptError(f"there is no prompt {name}")
    return parse(name, path.read_text("utf-8"))


def parse(name: str, text: str) -> Prompt:
    """The prompt that ``text`` spells. Raises PromptError as :func:`load`."""
    parts = _CUT.split(text)
    if len(parts) != 2:
        raise PromptError(f"prompt {name} needs one line --- between its two parts, not {len(parts) - 1}")
    system, user = (part.strip() for part in parts)
    if not Template(user).is_valid():
        raise PromptError(f"prompt {name} holds a $ that is no variable")
    if Template(system).get_identifiers():
        raise PromptError(f"prompt {name} has variables in its stable part")
    return Prompt(name, hashlib.sha256(text.encode()).hexdigest()[:12], system, user)


def names() -> Iterator[str]:
    """Every prompt there is."""
    return (path.stem for path in sorted(_FOLDER.glob("*.md")))


def visible(text: str) -> str:
    """``text`` without the characters that nobody sees."""
    return _UNSEEN.sub("", text)


def fence(text: str) -> str:
    """``text`` of a document between two marks that it cannot hold itself, so that it cannot step out of them.

    Characters that nobody sees are left out; all others stay.
    """
    shown = visible(text)
    mark = hashlib.sha256(shown.encode()).hexdigest()[:10]
    while mark in shown:
        mark = hashlib.sha256(mark.encode()).hexdigest()[:10]
    return f"〈资料 {mark}〉\n{shown}\n〈资料完 {mark}〉"
