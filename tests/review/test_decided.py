"""Decisions in later reviews: what was set aside no longer counts, until its row changes."""

from __future__ import annotations

from corpus.decisions import Decision, Subject, Verdict
from corpus.records import Document
from review import engine
from review.assess import assess
from review.decided import settle, subjects
from review.findings import Finding
from tests.ui.builder import document, project


def first_row_finding(read: Document) -> tuple[Finding, Subject]:
    report = engine.review([read])
    named = subjects(report.findings, [read])
    return next((f, s) for f, s in zip(report.findings, named, strict=True) if f.where.row)


def decided(subject: Subject, verdict: Verdict) -> dict[Subject, Decision]:
    return {subject: Decision(subject=subject, verdict=verdict, reason="理由")}


def test_what_is_set_aside_moves_out_with_its_reason_and_its_points_come_back() -> None:
    read = document()
    report = engine.review([read])
    finding, subject = first_row_finding(read)
    after = settle(report, [read], decided(subject, Verdict.IGNORED))
    assert [one.finding for one in after.ignored if one.finding == finding]
    assert {one.reason for one in after.ignored} == {"忽略：理由"}
    assert finding not in after.findings
    assert after.assessment[0].score >= report.assessment[0].score
    assert after.assessment[0].items == tuple(
        assess(read, read.projects[0], [f for f in after.findings if f.project]).items
    )


def test_what_is_accepted_still_counts() -> None:
    read = document()
    report = engine.review([read])
    assert settle(report, [read], decided(first_row_finding(read)[1], Verdict.ACCEPTED)) == report


def test_a_decision_ends_with_the_words_it_was_made_for() -> None:
    read = document()
    finding, subject = first_row_finding(read)
    assert finding.where.row is not None
    rows = list(read.projects[0].indicators)
    changed = rows[finding.where.row - 1].model_copy(update={"level3": "改过的" + rows[finding.where.row - 1].level3})
    rows[finding.where.row - 1] = changed
    after = document(project().model_copy(update={"indicators": tuple(rows)}))
    assert subject not in subjects(engine.review([after]).findings, [after])
