"""Decisions about findings: kept beside the ledger, replaced, withdrawn, also where the ledger is older than they are."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.decisions import Decision, Decisions, Subject, Verdict
from corpus.store import Corpus
from errors import ConfigError
from settings import load

SUBJECT = Subject("a" * 64, "0123456789abcdef", "JX301")


def kept(data: Path) -> Decisions:
    return Decisions.beside(load(data=data))


def test_nothing_is_decided_where_nobody_has_decided(tmp_path: Path) -> None:
    assert kept(tmp_path / "new").of([SUBJECT.document]) == {}


def test_a_decision_is_kept_replaced_and_withdrawn(tmp_path: Path) -> None:
    kept(tmp_path).decide(Decision(subject=SUBJECT, verdict=Verdict.FALSE_ALARM))
    kept(tmp_path).decide(Decision(subject=SUBJECT, verdict=Verdict.IGNORED, reason=" 下年安排 "))
    (found,) = kept(tmp_path).of([SUBJECT.document, "b" * 64]).values()
    assert (found.verdict, found.reason, found.sets_aside) == (Verdict.IGNORED, "下年安排", True)
    assert found.decided
    assert kept(tmp_path).of(["b" * 64]) == {}
    kept(tmp_path).withdraw(SUBJECT)
    assert kept(tmp_path).of([SUBJECT.document]) == {}


def test_to_ignore_takes_a_reason(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="理由"):
        kept(tmp_path).decide(Decision(subject=SUBJECT, verdict=Verdict.IGNORED, reason=" "))


@pytest.mark.parametrize("corpus_first", [True, False])
def test_decisions_and_the_corpus_share_one_database(tmp_path: Path, corpus_first: bool) -> None:
    if corpus_first:
        Corpus.open(tmp_path).close()
    kept(tmp_path).decide(Decision(subject=SUBJECT, verdict=Verdict.ACCEPTED))
    with Corpus.open(tmp_path) as corpus:
        assert corpus.list() == []
    assert list(kept(tmp_path).of([SUBJECT.document])) == [SUBJECT]


def test_several_people_decide_at_once(tmp_path: Path) -> None:
    subjects = [SUBJECT._replace(row=f"{n:016x}") for n in range(24)]

    def decide(subject: Subject) -> None:
        kept(tmp_path).decide(Decision(subject=subject, verdict=Verdict.ACCEPTED))

    with ThreadPoolExecutor(6) as people:
        list(people.map(decide, subjects))
    assert set(kept(tmp_path).of([SUBJECT.document])) == set(subjects)
