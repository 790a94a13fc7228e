"""One row of a table drafted anew by a model: after a wish in words, or as alternatives to choose from.

Without a model the same is done by :mod:`drafting.alternatives`. Neither changes the table: the caller puts in what the
user chooses, and keeps what was shown before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.records import Document
from corpus.taxonomy import Level2
from drafting.alternatives import named_class, place_of
from drafting.answers import Options
from drafting.draft import DraftRow
from drafting.table import brief_behind, row_of
from drafting.told import brief_told, shown, table_told
from drafting.wording import Owner, option_row, same_row
from errors import ModelError
from prompts.gateway import Client
from prompts.loader import fence, load
from review.engine import review
from review.findings import ModelUse, Severity
from review.model_use import Meter

ROUNDS = 3
"""Times that a row is asked for before nothing is offered."""
_WISH = 300
"""Characters of a wish."""
_OTHERS = "给出三个互不相同、贴合本项目、可数可查的指标来代替这一行，类别不变"
_SHOWN = 20
"""Names shown before that the model is told of."""


@dataclass(frozen=True)
class Redrafted:
    """Rows to choose from, best first; none where nothing held."""

    rows: tuple[DraftRow, ...]
    model: ModelUse
    """What it cost; ``model.note`` says in one sentence why there is nothing, where the model failed."""


def redraft_row(document: Document, row: int, wish: str, client: Client, *, seen: Iterable[str] = ()) -> Redrafted:
    """Row ``row`` (from 1) of the first table of ``document`` after a wish in words (``改成可量化的``, ``不少于20次``).

    Numbers and documents of the wish are the user's. ``seen``: names that were offered before. At most three rows.
    Raises ConfigError where the table lacks its name or budget, or has no such row.
    """
    return _Row(document, row, wish[:_WISH], client, tuple(seen)).asked()


def model_alternatives(document: Document, row: int, client: Client, *, seen: Iterable[str] = ()) -> Redrafted:
    """At most three other rows for the place of row ``row`` (from 1). Else as :func:`redraft_row`."""
    return _Row(document, row, "", client, tuple(seen)).asked()


class _Row:
    """One row with what is asked about it."""

    def __init__(self, document: Document, row: int, wish: str, client: Client, seen: Sequence[str]) -> None:
        project, level = place_of(document, row)
        brief = brief_behind(document, project)
        self._document = document
        self._number = row
        self._client = client
        self._seen = seen
        self._level: Level2 = named_class(wish) or level
        self._base = row_of(project.indicators[row - 1])
        self._others = [taken for n, i in enumerate(project.indicators, 1) if n != row and (taken := row_of(i))]
        self._wish = wish
        self._owner = Owner.of(brief, *([("wish", wish)] if wish else []))
        self._before = self._faults(None)
        self._parts = {"brief": brief_told(brief), "table": table_told(document)}

    def asked(self) -> Redrafted:
        meter = Meter(self._client)
        found: list[DraftRow] = []
        dropped, note, told = 0, None, ""
        for _ in range(ROUNDS):
            try:
                answer = self._client.ask(
                    load("row").message(**self._parts, row=self._told(), wish=self._request(told)), Options
                )
            except ModelError as error:
                note = str(error)
                break
            faults: list[str] = []
            for option in answer.options[:3]:
                made = option_row(self._base, self._level, option.words(self._level), self._owner, self._client.model)
                wrong = self._wrong(made, found)
                dropped += bool(wrong)
                faults += wrong
                found += [made] if made and not wrong else []
            told = "；".join(dict.fromkeys(faults))
            if found or not told:
                break
        return Redrafted(tuple(found), meter.use(tables=1, dropped=dropped, note=note))

    def _told(self) -> str:
        base = self._base
        return fence(f"第{self._number}行（{self._level.value}）：{base.name if base else ''}")

    def _request(self, told: str) -> str:
        wish = shown(self._wish) if self._wish else _OTHERS
        known = f"。已经给过、不要再给：{'、'.join(map(shown, self._seen[-_SHOWN:]))}" if self._seen else ""
        return wish + known + (f"。上一稿的问题：{told}" if told else "")

    def _wrong(self, made: DraftRow | None, found: Sequence[DraftRow]) -> list[str]:
        """What is wrong with a row; nothing where it may be offered."""
        if made is None:
            return ["名称、描述太长或带有资料里没有的数字和文件"]
        if made == self._base or made.name in self._seen:
            return ["与原来的或已经给过的一样"]
        if any(same_row(made, other) for other in (*self._others, *found)):
            return ["与表里别的行重复"]
        return [message for code, message in self._faults(made).items() if code not in self._before]

    def _faults(self, made: DraftRow | None) -> dict[str, str]:
        """What our reviewer says of the row, or of the row ``made`` in its place."""
        document = self._document
        project = document.projects[0]
        if made is not None:
            rows = (*project.indicators[: self._number - 1], made.indicator(), *project.indicators[self._number :])
            changed = project.model_copy(update={"indicators": rows})
            document = document.model_copy(update={"projects": (changed, *document.projects[1:])})
        return {
            finding.code: finding.message
            for finding in review([document]).findings
            if finding.where.row == self._number
            and (finding.project_no, finding.project) == (project.no, project.name)
            and finding.severity is not Severity.HINT
        }
