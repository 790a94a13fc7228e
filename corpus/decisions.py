"""What people decided about findings, kept in the ledger's database, so that a document reviewed again remembers it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Column, ColumnElement, MetaData, String, Table, Text, insert, inspect, select
from sqlalchemy.schema import CreateTable

from corpus.database import Database
from corpus.records import Record
from errors import ConfigError, CorpusError
from settings import Settings

_table = Table(
    "decisions",
    MetaData(),  # apart from the ledger's own: made at the first decision, also in a ledger that is older than this table
    Column("document", String(64), primary_key=True),
    Column("row", String(32), primary_key=True),
    Column("rule", String(16), primary_key=True),
    Column("verdict", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("decided", String(32), nullable=False),
)


class Verdict(StrEnum):
    """What somebody says of a finding."""

    ACCEPTED = "accepted"
    IGNORED = "ignored"
    FALSE_ALARM = "false-alarm"


class Subject(NamedTuple):
    """What a decision is about; stays the same while the file, the words of the row and the rule do."""

    document: str
    """sha256 of the file."""
    row: str
    """Hash of the words of the table's row, or of the quote where the finding has no row."""
    rule: str
    """Code of the rule."""


class Decision(Record):
    """One person's word on one finding."""

    subject: Subject
    verdict: Verdict
    reason: str = ""
    decided: str = ""
    """ISO 8601, UTC; set when it is kept."""

    @property
    def sets_aside(self) -> bool:
        """Whether the finding no longer counts."""
        return self.verdict is not Verdict.ACCEPTED


class Decisions(Database):
    """The decisions in the ledger's database. Methods and errors as of every :class:`corpus.database.Database`."""

    @classmethod
    def beside(cls, settings: Settings) -> Decisions:
        """Those of the corpus that ``settings`` name. Raises CorpusError where its folder cannot be made."""
        if settings.ledger_url:
            return cls(settings.ledger_url)
        data: Path = settings.data
        try:
            data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CorpusError(
                f"语料库文件夹 {data} 不能建立（{error.strerror}）；请检查权限，或换一个文件夹。"
            ) from error
        return cls(f"sqlite:///{data / 'ledger.sqlite3'}")

    def of(self, documents: Iterable[str]) -> dict[Subject, Decision]:
        """The decisions about the files with these sha256."""
        wanted = set(documents)
        with self._transaction("读取") as connection:
            if not wanted or not inspect(connection).has_table(_table.name):
                return {}
            found = {}
            for mark in sorted(wanted):
                for row in connection.execute(select(_table).where(_table.c.document == mark)):
                    subject = Subject(row.document, row.row, row.rule)
                    found[subject] = Decision(
                        subject=subject, verdict=Verdict(row.verdict), reason=row.reason, decided=row.decided
                    )
            return found

    def decide(self, decision: Decision) -> None:
        """Keep ``decision`` in place of an earlier one. Raises ConfigError where 忽略 comes without a reason."""
        reason = decision.reason.strip()
        if decision.verdict is Verdict.IGNORED and not reason:
            raise ConfigError("忽略一个问题要写明理由，以便以后的人看得懂。")
        with self._transaction("写入") as connection:
            connection.execute(CreateTable(_table, if_not_exists=True))
            connection.execute(_table.delete().where(*_is(decision.subject)))
            connection.execute(
                insert(_table).values(
                    **decision.subject._asdict(),
                    verdict=decision.verdict.value,
                    reason=reason,
                    decided=datetime.now(UTC).isoformat(timespec="seconds"),
                )
            )

    def restore(self, decisions: Iterable[Decision]) -> None:
        """Keep decisions from elsewhere with their dates, where nobody here decided otherwise."""
        wanted = {decision.subject: decision for decision in decisions}
        known = self.of({subject.document for subject in wanted})
        new = [decision for subject, decision in wanted.items() if subject not in known]
        if not new:
            return
        with self._transaction("写入") as connection:
            connection.execute(CreateTable(_table, if_not_exists=True))
            connection.execute(insert(_table), [{**d.subject._asdict(), **_said(d)} for d in new])

    def withdraw(self, subject: Subject) -> None:
        """Forget the decision about ``subject``, if there is one."""
        with self._transaction("写入") as connection:
            if inspect(connection).has_table(_table.name):
                connection.execute(_table.delete().where(*_is(subject)))


def _is(subject: Subject) -> tuple[ColumnElement[bool], ...]:
    return _table.c.document == subject.document, _table.c.row == subject.row, _table.c.rule == subject.rule


def _said(decision: Decision) -> dict[str, str]:
    return {"verdict": decision.verdict.value, "reason": decision.reason, "decided": decision.decided}
