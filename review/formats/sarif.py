"""The report as SARIF 2.1.0, for code scanning and other tools that collect findings.

A table has no lines: a place is told by ``logicalLocations`` (table → row → cell). The rules have no public address, so
each carries its manual as ``help`` instead of a ``helpUri``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from corpus.chars import squeeze
from corpus.records import Document
from review.engine import rules
from review.findings import Finding, Report, Severity
from review.formats.words import FIELD_WORDS, place
from review.manual import SECTIONS, explain, manual
from review.rule import Rule
from review.suppress import fingerprints

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "jixiaoRow/v1"
"""Changes only when what it is made of does."""
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


def render(report: Report, documents: Sequence[Document]) -> str:
    """One run with every finding; those of the baseline are ``unchanged``, exceptions carry their reason."""
    run = _Run(documents, compared=report.known is not None)
    results = run.results(report.findings, "new")
    results += run.results(report.known or (), "unchanged")
    for one, result in zip(report.ignored, run.results([i.finding for i in report.ignored], "new"), strict=True):
        result["suppressions"] = [{"kind": "external", "justification": one.reason}]
        results.append(result)
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver()},
                "language": "zh-CN",
                "columnKind": "unicodeCodePoints",
                "artifacts": run.artifacts(),
                "logicalLocations": run.locations,
                "invocations": [_invocation(report)],
                "results": results,
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _driver() -> dict[str, Any]:
    return {"name": "jixiao", "semanticVersion": version("jixiao"), "rules": [_rule(rule) for rule in rules()]}


def _rule(rule: Rule) -> dict[str, Any]:
    page = manual(rule)
    sections = "\n\n".join(f"**{word}**：{page.sections[word]}" for word in SECTIONS)
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": page.title},
        "fullDescription": {"text": page.body or page.title},
        "help": {"text": explain(rule), "markdown": f"{page.body}\n\n{sections}\n\n**条款**：{rule.clause}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.name], "clause": rule.clause},
    }


def _invocation(report: Report) -> dict[str, Any]:
    """What could not be checked, and notices of the review."""
    blocked = [
        {"level": "warning", "message": {"text": one.reason}, "associatedRule": {"id": one.code}}
        for one in report.checks.could_not_run
    ]
    told = [{"level": "note", "message": {"text": text}} for text in report.notices]
    return {"executionSuccessful": True, "toolExecutionNotifications": blocked + told}


class _Run:
    """Results of one run, and the artifacts and logical locations that they share."""

    def __init__(self, documents: Sequence[Document], *, compared: bool) -> None:
        self._documents = documents
        self._compared = compared
        self._sources = [document.source for document in documents]
        self._codes = [rule.code for rule in rules()]
        self._known: dict[tuple[str, ...], int] = {}
        self.locations: list[dict[str, Any]] = []

    def artifacts(self) -> list[dict[str, Any]]:
        """The documents, with their hashes."""
        return [
            {"location": {"uri": quote(d.source)}} | ({"hashes": {"sha-256": d.sha256}} if d.sha256 else {})
            for d in self._documents
        ]

    def results(self, findings: Sequence[Finding], state: str) -> list[dict[str, Any]]:
        """``findings`` as results; ``state`` counts only where there was a baseline."""
        marks = fingerprints(findings, self._documents)
        return [
            self._result(finding, mark) | ({"baselineState": state} if self._compared else {})
            for finding, mark in zip(findings, marks, strict=True)
        ]

    def _result(self, finding: Finding, mark: str) -> dict[str, Any]:
        artifact: dict[str, Any] = {"uri": quote(finding.document)}
        if finding.document in self._sources:
            artifact["index"] = self._sources.index(finding.document)
        index = self._logical(finding)
        # A model's finding has no rule, and then no index.
        rule = {"ruleIndex": self._codes.index(finding.code)} if finding.code in self._codes else {}
        return {
            "ruleId": finding.code,
            **rule,
            "level": _LEVELS[finding.severity],
            "message": {"text": f"{finding.message}建议：{finding.suggestion}"},
            "locations": [
                {
                    "physicalLocation": {"artifactLocation": artifact},
                    "logicalLocations": [
                        {"index": index, "fullyQualifiedName": self.locations[index]["fullyQualifiedName"]}
                    ],
                    "message": {"text": place(finding)},
                }
            ],
            "partialFingerprints": {FINGERPRINT: mark},
            "properties": {
                "evidence": finding.evidence,
                "suggestion": finding.suggestion,
                "clause": finding.clause,
                "source": finding.source.value,
                "project": finding.project,
                "projectNo": finding.project_no,
                "where": finding.where.model_dump(),
            },
        }

    def _logical(self, finding: Finding) -> int:
        """The index of the finding's cell among the run's logical locations: document, table, row, cell."""
        where = finding.where
        number = "" if finding.project_no is None else f"{finding.project_no}."
        path = [("document", finding.document)]
        if finding.project is not None or finding.project_no is not None:
            path.append(("table", number + squeeze(finding.project or "")))
        if where.row is not None:
            path.append(("row", f"第{where.row}行"))
        elif where.item is not None:
            path.append(("item", f"第{where.item}项"))
        if where.field is not None:
            path.append(("cell", FIELD_WORDS.get(where.field, where.field)))
        return self._nested(path)

    def _nested(self, path: Iterable[tuple[str, str]]) -> int:
        names: tuple[str, ...] = ()
        index = -1
        for kind, name in path:
            names = (*names, name)
            if names not in self._known:
                entry: dict[str, Any] = {"name": name, "kind": kind, "fullyQualifiedName": "/".join(names)}
                if index >= 0:
                    entry["parentIndex"] = index
                self._known[names] = len(self.locations)
                self.locations.append(entry)
            index = self._known[names]
        return index
