"""Near-certain corrections of signs and typing, for ``--fix``: shown as a diff, written only where the user says.

What a person has to decide (a cost's ``=`` that should be ``≤``, a name that cannot be measured) is never changed here,
nor is a number: only how it is typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from corpus.citations import parse_basis
from corpus.records import Document, Indicator, Project, Record
from corpus.values import parse_value
from review.formats.words import FIELD_WORDS

_WIDE = str.maketrans("０１２３４５６７８９％．＝＞＜﹦﹥﹤≧≦", "0123456789%.=><=><≥≤")
_UP = re.compile(r"(?<![<>=≥≤])(?:>=|=>)(?![<>=≥≤])")
_DOWN = re.compile(r"(?<![<>=≥≤])(?:<=|=<)(?![<>=≥≤])")
_GAP = re.compile(r"(?<=[≥≤<>=])[ \u3000]+(?=\d)|(?<=\d)[ \u3000]+(?=%)")
_DIGITS = str.maketrans("０１２３４５６７８９％", "0123456789%")
_YEAR = re.compile(r"(?<=[\u4e00-\u9fff])\s*[\[【［﹝]((?:19|20)\d\d)[\]】］﹞](?=\s*第?\d+号)")
_TWICE = re.compile(r"([，。、；：！？])\1+")


class Fix(Record):
    """One cell that was changed."""

    document: str
    project: str | None
    row: int | None
    field: str
    before: str
    after: str


def fix_document(document: Document) -> tuple[Document, tuple[Fix, ...]]:
    """``document`` with its near-certain slips corrected, and what was changed. Idempotent."""
    fixes: list[Fix] = []
    projects = tuple(_project(document.source, project, fixes) for project in document.projects)
    return document.model_copy(update={"projects": projects}), tuple(fixes)


def diff(fixes: Iterable[Fix]) -> str:
    """The changes as lines for people: place, then the old words and the new."""
    lines = []
    for fix in fixes:
        row = "" if fix.row is None else f"第{fix.row}行/"
        lines.append(f"{fix.document}:{fix.project or '未名项目'}:{row}{FIELD_WORDS[fix.field]}")
        lines += [f"- {line}" for line in fix.before.split("\n")]
        lines += [f"+ {line}" for line in fix.after.split("\n")]
    return "".join(f"{line}\n" for line in lines)


def fix_value(text: str) -> str:
    """指标值 with half-width digits and signs, ``>=`` as ``≥``, and no gaps between sign, number and percent."""
    plain = text.translate(_WIDE)
    return _GAP.sub("", _DOWN.sub("≤", _UP.sub("≥", plain)))


def fix_basis(text: str) -> str:
    """依据 with the year of a document number in 〔〕, as GB/T 9704 prints it, and half-width digits."""
    return _YEAR.sub(r"〔\1〕", text.translate(_DIGITS))


def fix_words(text: str) -> str:
    """Running text with half-width digits and no mark twice."""
    return _TWICE.sub(r"\1", text.translate(_DIGITS))


def _project(source: str, project: Project, fixes: list[Fix]) -> Project:
    def changed(row: int | None, field: str, before: str, repair: Callable[[str], str]) -> str:
        after = repair(before)
        if after != before:
            fixes.append(Fix(document=source, project=project.name, row=row, field=field, before=before, after=after))
        return after

    update: dict[str, object] = {"goals": tuple(changed(None, "goals", goal, fix_words) for goal in project.goals)}
    if project.purpose is not None:
        update["purpose"] = changed(None, "purpose", project.purpose, fix_words)
    update["indicators"] = _rows(project.indicators, changed)
    return project.model_copy(update=update)


def _rows(
    rows: Sequence[Indicator], changed: Callable[[int | None, str, str, Callable[[str], str]], str]
) -> tuple[Indicator, ...]:
    """The rows with their cells repaired; what did not change keeps its normal form as it was read."""
    repaired = []
    for number, row in enumerate(rows, 1):
        update: dict[str, object] = {"level3": changed(number, "level3", row.level3, fix_words)}
        if row.description is not None:
            update["description"] = changed(number, "description", row.description, fix_words)
        value = changed(number, "value", row.value.text, fix_value)
        if value != row.value.text:
            update["value"] = parse_value(value)
        if row.basis is not None:
            basis = changed(number, "basis", row.basis.text, fix_basis)
            if basis != row.basis.text:
                update["basis"] = parse_basis(basis)
        repaired.append(row.model_copy(update=update))
    return tuple(repaired)
