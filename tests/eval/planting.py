"""Plants every fault into every sound table and says what the review then tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.records import Document
from review.engine import review
from review.findings import Finding
from tests.eval.faults import FAULTS, Fault
from tests.eval.tables import sound


@dataclass(frozen=True)
class Planted:
    """One fault in one table."""

    fault: Fault
    source: str
    found: bool
    changes: tuple[str, ...]
    """Findings that came or went and have nothing to do with the fault."""


def plant_all() -> Iterator[Planted]:
    """Every fault in every table that has a place for it."""
    before = {document.source: _told(document) for document in sound()}
    for fault in FAULTS:
        for document in sound():
            faulty = fault.plant(document)
            if faulty is not None:
                yield _compare(fault, document, before[document.source], _told(faulty))


def _told(document: Document) -> list[Finding]:
    return list(review([document], strict=True).findings)


def _compare(fault: Fault, document: Document, before: list[Finding], after: list[Finding]) -> Planted:
    here, there = Counter(map(_key, before)), Counter(map(_key, after))
    changed = [key for key in ((here - there) + (there - here)) if key[0] not in {fault.rule, *fault.also}]
    found = sum(1 for f in after if f.name == fault.rule) > sum(1 for f in before if f.name == fault.rule)
    return Planted(fault, document.source, found, tuple(" · ".join(map(str, key)) for key in sorted(changed)))


def _key(finding: Finding) -> tuple[str, str, str, str]:
    """What stays the same when rows move."""
    return finding.name, finding.severity.value, finding.project or "", finding.evidence
