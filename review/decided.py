"""People's decisions applied to a report: what was ignored or called a false alarm is set aside and costs no points."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from corpus.chars import fold
from corpus.decisions import Decision, Subject, Verdict
from corpus.fingerprint import fingerprint
from corpus.records import Document
from review.assess import assess
from review.findings import Assessment, Finding, Ignored, Report
from review.suppress import fingerprints

VERDICT_WORDS = {Verdict.ACCEPTED: "采纳", Verdict.IGNORED: "忽略", Verdict.FALSE_ALARM: "误报"}
_Place = tuple[str, int | None, str | None]


def mark(document: Document) -> str:
    """What tells ``document`` from others: sha256 of its file, or of its content where it was not read from one."""
    return document.sha256 or fingerprint(document)


def subjects(findings: Sequence[Finding], documents: Sequence[Document]) -> list[Subject]:
    """What a decision about each finding would be about.

    Where different documents have one source nobody can tell whose finding it is: no decision is about it.
    """
    marks: dict[str, str] = {}
    for document in documents:
        own = mark(document)
        marks[document.source] = own if marks.get(document.source, own) == own else ""
    found = []
    for finding, known in zip(findings, fingerprints(findings, documents), strict=True):
        words = f"{fold(finding.project or '')}\x1f{known.rpartition('|')[2]}"
        row = hashlib.sha256(words.encode()).hexdigest()[:16]
        found.append(Subject(marks[finding.document], row, finding.code))
    return found


def settle(report: Report, documents: Sequence[Document], decisions: Mapping[Subject, Decision]) -> Report:
    """``report`` with the findings that were set aside moved to ``ignored`` and the forms of their projects filled anew."""
    kept: list[Finding] = []
    ignored: list[Ignored] = []
    for finding, subject in zip(report.findings, subjects(report.findings, documents), strict=True):
        decision = decisions.get(subject)
        if decision is not None and decision.sets_aside:
            ignored.append(Ignored(finding=finding, reason=told(decision)))
        else:
            kept.append(finding)
    if not ignored:
        return report
    changed = {(one.finding.document, one.finding.project_no, one.finding.project) for one in ignored}
    forms = _forms(report, documents, kept, changed)
    return report.model_copy(
        update={"findings": tuple(kept), "ignored": (*report.ignored, *ignored), "assessment": forms}
    )


def told(decision: Decision) -> str:
    """A decision in words: ``忽略：余款列入下年预算``."""
    word = VERDICT_WORDS[decision.verdict]
    return f"{word}：{decision.reason}" if decision.reason else word


def _forms(
    report: Report, documents: Sequence[Document], kept: Sequence[Finding], changed: set[_Place]
) -> tuple[Assessment, ...]:
    by_place: dict[_Place, list[Finding]] = {}
    for finding in kept:
        by_place.setdefault((finding.document, finding.project_no, finding.project), []).append(finding)
    tables = [(document, project) for document in documents for project in document.projects]
    forms = []
    for filled, (document, project) in zip(report.assessment, tables, strict=True):
        place = (document.source, project.no, project.name)
        forms.append(assess(document, project, by_place.get(place, [])) if place in changed else filled)
    return tuple(forms)
