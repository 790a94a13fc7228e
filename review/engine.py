"""Finds the rules, runs them over documents, and says what ran and what did not.

There is no list of rules: every class under :mod:`review.rules` that names itself is one. A rule that is put together
wrongly is a mistake of ours and raises TypeError with its file and line when the rules are loaded.
"""

from __future__ import annotations

import difflib
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NoReturn

from corpus.records import Document, Project
from corpus.values import PENDING
from errors import ConfigError
from review import rules as rule_package
from review.assess import assess
from review.checks import Log
from review.evidence import Words
from review.exceptions import Exempt
from review.findings import Assessment, Finding, Ignored, Report, Severity
from review.manual import manual, page
from review.question import questions
from review.rule import CannotRun, DocumentRule, NotApplicable, RowRule, Rule, Table, TableRule

_CODE = re.compile(r"JX[1-6]\d\d")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_BASES = (RowRule, TableRule, DocumentRule)
PENDING_RULE = "cell-pending"


class EvidenceError(AssertionError):
    """A rule quotes words that are not in the document: a defect of the rule, shown to us and never to a user."""


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Every rule with its default thresholds, in the order of codes. Raises TypeError for a malformed rule."""
    found: dict[str, type[Rule]] = {}
    for module in pkgutil.walk_packages(rule_package.__path__, "review.rules."):
        for _, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if kind.__module__ == module.name and issubclass(kind, _BASES) and "code" in vars(kind):
                _validate(kind, found.values())
                found[kind.code] = kind
    return tuple(found[code]() for code in sorted(found))


def catalogue() -> tuple[Rule, ...]:
    """The rules and, behind them, the questions that a model is asked (JX9xx): all that has a manual."""
    return (*rules(), *questions())


def find_rule(code_or_name: str) -> Rule:
    """The rule with this code or name. Raises ConfigError with the nearest name where there is none."""
    wanted = code_or_name.strip().lower()
    for rule in catalogue():
        if wanted in (rule.code.lower(), rule.name):
            return rule
    raise ConfigError(_unknown(code_or_name))


def review_rules(
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    thresholds: Mapping[str, Mapping[str, float]] | None = None,
    severities: Mapping[str, str] | None = None,
) -> list[Rule]:
    """The rules that a review with these options runs.

    ``select`` and ``ignore`` hold codes, names or the beginnings of either (``JX3``, ``unmeasurable-``); ``thresholds``
    maps a rule's name or code to its options, ``severities`` codes, names or beginnings to error, warning, hint or off.
    Raises ConfigError for what no rule answers to.
    """
    wanted = chosen_codes(select, ignore, severities)
    limits = _limits(thresholds or {})
    return [type(rule)(limits.get(rule.code)) for rule in rules() if rule.code in wanted]


def chosen_codes(
    select: Sequence[str] = (), ignore: Sequence[str] = (), severities: Mapping[str, str] | None = None
) -> set[str]:
    """Codes of the rules and of the model's questions that a review with these options has, as :func:`review_rules`."""
    wanted = _matching(select) if select else {rule.code for rule in catalogue()}
    wanted -= _matching(ignore)
    return wanted - {code for code, severity in _severities(severities or {}).items() if severity is None}


def review(
    documents: Sequence[Document],
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    thresholds: Mapping[str, Mapping[str, float]] | None = None,
    severities: Mapping[str, str] | None = None,
    exceptions: Mapping[str, Sequence[Exempt]] | None = None,
    last_year: Sequence[Document] | None = None,
    strict: bool = False,
) -> Report:
    """Review ``documents``: findings by document, project, row and code; each defect told once.

    Options as in :func:`review_rules`; ``exceptions`` maps the source of a document to what is set aside in it;
    ``last_year`` are the documents that the projects' targets of last year stand in. A finding whose quote is not in its
    document is withheld and its rule listed as not run; with ``strict`` (our tests) it raises EvidenceError.
    """
    chosen = review_rules(select, ignore, thresholds, severities)
    changed = _severities(severities or {})
    earlier = None if last_year is None else tuple(p for document in last_year for p in document.projects)
    log = Log()
    placed: list[_Placed] = []
    for number, document in enumerate(documents):
        words = Words(document)
        found = list(_run(chosen, document, number, log, earlier))
        for one in _told_once(found, {rule.code: rule for rule in chosen}):
            if words.hold(one.finding.evidence):
                placed.append(one)
            elif strict:
                raise EvidenceError(f"{one.finding.name} quotes what is not printed: {one.finding.evidence!r}")
            else:
                log.withheld(one.finding.code)
    placed.sort(key=lambda p: p.order)
    placed = [one.weighing(changed.get(one.finding.code)) for one in placed]
    kept, ignored, notices = _set_aside(placed, documents, exceptions or {}, {rule.code for rule in chosen})
    return Report(
        findings=tuple(one.finding for one in kept),
        ignored=ignored,
        notices=notices,
        checks=log.checks(rule.code for rule in chosen),
        assessment=tuple(_assessments(documents, kept)),
    )


def merged(parts: Iterable[Report], codes: Iterable[str]) -> Report:
    """The report of documents that were reviewed apart with the same options, in their order."""
    parts = list(parts)
    log = Log()
    for part in parts:
        log.take(part.checks)
    return Report(
        findings=tuple(f for part in parts for f in part.findings),
        ignored=tuple(i for part in parts for i in part.ignored),
        notices=tuple(n for part in parts for n in part.notices),
        checks=log.checks(codes),
        assessment=tuple(a for part in parts for a in part.assessment),
    )


def manual_page() -> str:
    """docs/rules.md, made from every rule's docstring."""
    return page(catalogue())


@dataclass(frozen=True)
class _Placed:
    """A finding and where it stands in the order of the documents; project -1 is the document itself."""

    finding: Finding
    document: int
    project: int

    @property
    def order(self) -> tuple[int, int, int, str]:
        """By document, project, row, code; findings without a row first."""
        return self.document, self.project, self.finding.where.row or 0, self.finding.code

    def weighing(self, severity: Severity | None) -> _Placed:
        """With another severity, where the settings give the rule one."""
        return (
            self if severity is None else replace(self, finding=self.finding.model_copy(update={"severity": severity}))
        )

    @property
    def cell(self) -> tuple[int, int | str | None]:
        """What another finding must share for one of the two to be superfluous."""
        where = self.finding.where
        return self.project, where.field if where.row is None else where.row


def _run(
    chosen: Sequence[Rule], document: Document, number: int, log: Log, last_year: tuple[Project, ...] | None
) -> Iterator[_Placed]:
    tables = [Table.of(document, project) for project in document.projects]
    if last_year is not None:
        tables = [replace(table, last_year=last_year) for table in tables]
    index = {(p.no, p.name): k for k, p in reversed(list(enumerate(document.projects)))}
    for rule in chosen:
        if isinstance(rule, DocumentRule):
            for finding in _guarded(rule, rule.check(document), log):
                at = index.get((finding.project_no, finding.project), -1)
                if not _awaited(finding, tables[at] if at >= 0 else None):
                    yield _Placed(finding, number, at)
            continue
        for k, table in enumerate(tables):
            for finding in _over_table(rule, table, log):
                if not _awaited(finding, table):
                    yield _Placed(finding, number, k)


def _awaited(finding: Finding, table: Table | None) -> bool:
    """Whether the finding is about a cell marked 待填报: the rule cell-pending tells of those, and no other."""
    if finding.name == PENDING_RULE:
        return False
    if PENDING in finding.evidence:
        return True
    row = finding.where.row
    return bool(table and row and finding.where.field == "value" and PENDING in table.rows[row - 1].value)


def _assessments(documents: Sequence[Document], placed: Sequence[_Placed]) -> Iterator[Assessment]:
    # By position, not by name: two files or two projects may have the same one.
    by_place: dict[tuple[int, int], list[Finding]] = {}
    for one in placed:
        by_place.setdefault((one.document, one.project), []).append(one.finding)
    for n, document in enumerate(documents):
        for k, project in enumerate(document.projects):
            yield assess(document, project, by_place.get((n, k), []))


def _over_table(rule: Rule, table: Table, log: Log) -> Iterator[Finding]:
    if isinstance(rule, TableRule):
        yield from _guarded(rule, rule.check(table), log)
    elif isinstance(rule, RowRule):
        for row in table.rows:
            if not row.is_filler:
                yield from _guarded(rule, rule.check(row, table), log)


def _guarded(rule: Rule, results: Iterator[Finding], log: Log) -> Iterator[Finding]:
    try:
        yield from results
    except (NotApplicable, CannotRun) as error:
        log.note(rule.code, error)
    else:
        log.ran.add(rule.code)


def _told_once(found: Sequence[_Placed], by_code: Mapping[str, Rule]) -> Iterator[_Placed]:
    """Leave out what gives way to another finding on the same cell, and exact repetitions."""
    present: dict[tuple[int, int | str | None], set[str]] = {}
    for one in found:
        present.setdefault(one.cell, set()).add(one.finding.name)
    seen = set()
    for one in found:
        key = (one.cell, one.finding.code, one.finding.where.field, one.finding.evidence, one.finding.message)
        if key in seen or present[one.cell].intersection(by_code[one.finding.code].gives_way_to):
            continue
        seen.add(key)
        yield one


def _set_aside(
    placed: Sequence[_Placed], documents: Sequence[Document], exceptions: Mapping[str, Sequence[Exempt]], ran: set[str]
) -> tuple[list[_Placed], tuple[Ignored, ...], tuple[str, ...]]:
    """(what is left, what is set aside, notices of exceptions that met nothing although their rules ran)."""
    codes = {exempt.rule: _matching([exempt.rule]) for one in exceptions.values() for exempt in one}
    kept, ignored = [], []
    met: set[tuple[str, int]] = set()
    for one in placed:
        document = documents[one.document]
        project = document.projects[one.project] if one.project >= 0 else None
        for number, exempt in enumerate(exceptions.get(document.source, ())):
            if exempt.covers(one.finding, project, codes[exempt.rule]):
                met.add((document.source, number))
                ignored.append(Ignored(finding=one.finding, reason=exempt.reason))
                break
        else:
            kept.append(one)
    notices = [
        f"{source} 的例外清单第 {number + 1} 条（规则 {exempt.rule}）没有对上任何问题，可以删去。"
        for source in dict.fromkeys(document.source for document in documents)
        for number, exempt in enumerate(exceptions.get(source, ()))
        if (source, number) not in met and codes[exempt.rule] & ran
    ]
    return kept, tuple(ignored), tuple(notices)


def _severities(changed: Mapping[str, str]) -> dict[str, Severity | None]:
    """Code → severity, None for off; the longest of several fitting beginnings counts."""
    found: dict[str, Severity | None] = {}
    for token in sorted(changed, key=len):
        if changed[token] not in {*Severity, "off"}:
            raise ConfigError(f"规则“{token}”的级别“{changed[token]}”不可用；可用的有 error、warning、hint、off。")
        severity = None if changed[token] == "off" else Severity(changed[token])
        found.update(dict.fromkeys(_matching([token]), severity))
    return found


def _validate(kind: type[Rule], others: Iterable[type[Rule]]) -> None:
    for name in ("code", "name", "severity", "clause"):
        if not getattr(kind, name, ""):
            _malformed(kind, f"lacks {name}")
    if not _CODE.fullmatch(kind.code):
        _malformed(kind, f"code {kind.code!r} is not JX1xx … JX6xx")
    if not _NAME.fullmatch(kind.name):
        _malformed(kind, f"name {kind.name!r} is not kebab-case")
    for other in others:
        if other.code == kind.code or other.name == kind.name:
            _malformed(kind, f"shares code or name with {other.__module__} ({other.code} {other.name})")
    try:
        manual(kind)
    except ValueError as error:
        _malformed(kind, str(error))


def _malformed(kind: type[Rule], what: str) -> NoReturn:
    place = vars(kind).get("check", getattr(kind, "check", None)).__code__
    raise TypeError(f"{place.co_filename}:{place.co_firstlineno}: rule {kind.__name__} {what}")


def _matching(tokens: Sequence[str]) -> set[str]:
    codes: set[str] = set()
    for token in tokens:
        low = token.strip().lower()
        hits = {r.code for r in catalogue() if low in (r.code.lower(), r.name)} or {
            r.code for r in catalogue() if low and (r.code.lower().startswith(low) or r.name.startswith(low))
        }
        if not hits:
            raise ConfigError(_unknown(token))
        codes |= hits
    return codes


def _unknown(token: str) -> str:
    known = [word for rule in catalogue() for word in (rule.name, rule.code)]
    near = difflib.get_close_matches(token.strip(), known, n=1, cutoff=0.5) or difflib.get_close_matches(
        token.strip().upper(), known, n=1, cutoff=0.5
    )
    hint = f"是不是“{near[0]}”？" if near else ""
    return f"没有编号或名称为“{token}”的规则。{hint}用 jixiao rules 查看全部规则。"


def _limits(thresholds: Mapping[str, Mapping[str, float]]) -> dict[str, Mapping[str, float]]:
    limits = {}
    for name, options in thresholds.items():
        rule = find_rule(name)
        known = [option.name for option in rule.options]
        for option in options:
            if option not in known:
                there = f"可用的有：{'、'.join(known)}" if known else "这条规则没有阈值"
                raise ConfigError(f"规则“{name}”没有名为“{option}”的阈值；{there}。")
        limits[rule.code] = options
    return limits
