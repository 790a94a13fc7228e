"""The model's second opinion: yes/no questions on named cells, each yes with a quote that code finds in that cell.

The model weighs little. Its findings are marked, never above warning, and cost no points; a warning of a rule that only
compares words may become a hint, when the model answers so twice; nothing is raised, nothing disappears. What speaks to
the reviewer in a table is not shown to the model, and the warnings of such a table stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from corpus.chars import squeeze
from corpus.records import Document
from errors import ModelError
from prompts.gateway import Client
from prompts.loader import Message, fence, load
from review.evidence import Words
from review.facts.planted import kept_from_model
from review.findings import Checks, Finding, NotRun, Report, Severity, Source, Spot
from review.model_use import Meter
from review.question import Question, questions
from review.rule import Row, Table
from review.shown import Sheet, cell_text, sheet

SOFT = frozenset(
    {
        "goal-indicator-gap",
        "output-not-cover-main-spend",
        "goal-project-mismatch",
        "goal-lacks-outcome",
        "usage-missing",
        "cost-scope-mismatch",
        "irrelevant-indicator-padding",
        "misclassified-indicator",
        "satisfaction-object-mismatch",
        "satisfaction-object-unclear",
        "satisfaction-missing",
        "basis-irrelevant",
        "basis-name-suspect",
        "copy-paste-other-project",
        "copy-paste-other-unit",
        "cross-project-inconsistency",
        "commitment-without-indicator",
        "formula-error",
        "undefined-rate",
        "value-unreasonable",
        "value-illogical",
    }
)
"""Rules of the catalogue's 语义 and 混合 kinds: they compare words where meaning counts, so their warnings may be lowered."""
_AT_ONCE = 12
"""Questions of one call."""
_SHORTEST, _LONGEST = 2, 80
"""Characters of a quote."""
_REASON = 80
_ASKED_TWICE = (
    "下面每条警告是否其实不成立、可以不改？yes 表示可以不改：",
    "换一个角度看：按资料里的文字，下面每条警告说的毛病是否并不存在？yes 表示并不存在：",
)
"""Two ways to ask the same; only what gets two yeses is lowered."""
_FOR_ROWS = {"level3", "description", "value", "basis"}


class Answer(BaseModel):
    """One answer."""

    model_config = ConfigDict(extra="forbid")

    id: str
    yes: bool
    quote: str
    reason: str


class Answers(BaseModel):
    """The answers of one call."""

    model_config = ConfigDict(extra="forbid")

    answers: Sequence[Answer]


@dataclass(frozen=True)
class _Task:
    """One question as it was asked, or one warning to look at again."""

    id: str
    words: str
    row: Row | None = None
    question: Question | None = None
    finding: Finding | None = None


@dataclass
class _Case:
    """One table with what is asked about it."""

    table: Table
    sheet: Sheet
    words: Words
    own: list[Finding]
    tasks: list[_Task] = field(default_factory=list)
    warnings: list[_Task] = field(default_factory=list)


@dataclass
class _Tally:
    dropped: int = 0
    lowered: int = 0
    asked: set[str] = field(default_factory=set)
    answered: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)


def judge(
    report: Report,
    documents: Sequence[Document],
    client: Client,
    codes: Iterable[str] | None = None,
    lower: bool = True,
) -> Report:
    """``report`` with the model's findings beside the rules' and ``report.model`` filled; raises nothing of the model's.

    ``codes``: the questions to ask, all without it. Where the model fails, the rules' report stands, what could not be
    asked is listed, and ``report.model.note`` says why in one sentence.
    """
    chosen = [q for q in questions() if codes is None or q.code in set(codes)]
    tally = _Tally()
    meter = Meter(client)
    cases = [case for document in documents for case in _cases(document, report, chosen)]
    new = _second_opinions(cases, client, tally)
    lowered = _lowered(cases, client, tally) if lower else {}
    findings = [lowered.get(finding, finding) for finding in report.findings] + new
    note = tally.errors[0] if tally.errors else ""
    use = meter.use(tables=len(cases), dropped=tally.dropped, lowered=tally.lowered, note=note or None)
    return report.model_copy(
        update={
            "findings": tuple(_ordered(findings, documents)),
            "notices": (*report.notices, *_planted(cases)),
            "checks": _checks(report.checks, chosen, tally, note),
            "model": use,
        }
    )


def _cases(document: Document, report: Report, chosen: Sequence[Question]) -> Iterator[_Case]:
    words = Words(document)
    for project in document.projects:
        table = Table.of(document, project)
        own = [
            f
            for f in report.findings
            if (f.document, f.project_no, f.project) == (document.source, project.no, project.name)
        ]
        case = _Case(table, sheet(table), words, own)
        known = {(f.name, f.where.row) for f in own}
        for question in chosen:
            for row, asked in question.asked(table):
                told = (question.name, row.number if row else None) in known
                hidden = row is not None and f"第{row.number}行" in case.sheet.planted
                if not told and not hidden:
                    case.tasks.append(_Task(f"q{len(case.tasks) + 1}", asked, row, question))
        if case.sheet.whole:
            soft = [f for f in own if f.name in SOFT and f.severity is Severity.WARNING and f.source is Source.RULE]
            case.warnings += [_Task(f"w{n}", _warning(f), finding=f) for n, f in enumerate(soft, 1)]
        yield case


def _warning(finding: Finding) -> str:
    where = f"第{finding.where.row}行" if finding.where.row else "全表"
    return f"{where}：{squeeze(finding.message)[:120]}"


def _second_opinions(cases: Sequence[_Case], client: Client, tally: _Tally) -> list[Finding]:
    prompt = load("judge")
    jobs = [
        (case, part, prompt.message(table=case.sheet.text, questions=_listed(part)))
        for case in cases
        for part in _parts(case.tasks)
    ]
    found = []
    for case, part, answers in _answered(jobs, client, tally):
        for task in part:
            question = task.question
            if question is None or task.id not in answers:
                continue
            tally.answered.add(question.code)
            answer = answers[task.id]
            if answer.yes:
                finding = _finding(case, question, task.row, answer)
                tally.dropped += finding is None
                found += [finding] if finding else []
    return found


def _lowered(cases: Sequence[_Case], client: Client, tally: _Tally) -> dict[Finding, Finding]:
    prompt = load("second")
    agreed: dict[Finding, list[str]] = {}
    for asked in _ASKED_TWICE:
        jobs = [
            (case, part, prompt.message(table=case.sheet.text, asked=asked, warnings=fence(_listed(part))))
            for case in cases
            for part in _parts(case.warnings)
        ]
        for case, part, answers in _answered(jobs, client, tally):
            for task in part:
                answer = answers.get(task.id)
                if answer is None or not answer.yes or task.finding is None:
                    continue
                reason = _reason(answer.reason, case)
                if _quotable(answer, case) and reason:
                    agreed.setdefault(task.finding, []).append(reason)
                else:
                    tally.dropped += 1
    changed = {
        finding: finding.model_copy(
            update={
                "severity": Severity.HINT,
                "message": f"{finding.message}（模型两次认为可以不改，已降为提示：{reasons[0]}）",
            }
        )
        for finding, reasons in agreed.items()
        if len(reasons) == len(_ASKED_TWICE)
    }
    tally.lowered = len(changed)
    return changed


@lru_cache(maxsize=64)
def _shape(ids: tuple[str, ...]) -> type[Answers]:
    """The shape of the answers to these questions: one each. Given more room, a small model never comes to an end."""
    one = create_model("Answer", __base__=Answer, id=(str, Field(json_schema_extra={"enum": list(ids)})))
    length: dict[str, Any] = {"minItems": len(ids), "maxItems": len(ids)}
    return create_model("Answers", __base__=Answers, answers=(list[one], Field(json_schema_extra=length)))


_Job = tuple[_Case, Sequence[_Task], Message]


def _answered(
    jobs: Sequence[_Job], client: Client, tally: _Tally
) -> Iterator[tuple[_Case, Sequence[_Task], dict[str, Answer]]]:
    """(case, tasks, answers by id); where there is no answer the reason is kept and the job left out."""
    for _, part, _ in jobs:
        tally.asked |= {task.question.code for task in part if task.question}
    shapes = [_shape(tuple(task.id for task in part)) for _, part, _ in jobs]
    for (case, part, _), answer in zip(jobs, client.ask_all([message for *_, message in jobs], shapes), strict=True):
        if isinstance(answer, ModelError):
            tally.errors.append(str(answer))
        else:
            ids = {task.id for task in part}
            # An answer to what was not asked is none; of two answers to one question neither is sure.
            times = [one.id for one in answer.answers]
            yield case, part, {a.id: a for a in answer.answers if a.id in ids and times.count(a.id) == 1}


def _finding(case: _Case, question: Question, row: Row | None, answer: Answer) -> Finding | None:
    """The finding of a yes; None where its quote is not in the cell that was asked about."""
    if not _quotable(answer, case):
        return None
    wanted = squeeze(answer.quote)
    where = [f for f in question.fields for text in cell_text(case.table, row, f) if wanted in squeeze(text)]
    if not where:
        return None
    project = case.table.project
    reason = _reason(answer.reason, case)
    return Finding(
        code=question.code,
        name=question.name,
        severity=question.severity,
        source=Source.MODEL,
        document=case.table.document.source,
        project=project.name,
        project_no=project.no,
        where=Spot(
            level2=row.indicator.level2 if row else None,
            row=row.number if row else None,
            field=where[0],
            page=row.indicator.where.page if row else project.where.page,
        ),
        evidence=answer.quote.strip(),
        message=f"{question.told}{f'：{reason}' if reason else ''}。（模型意见，请人工判断）",
        suggestion=question.advice,
        clause=question.clause,
    )


def _quotable(answer: Answer, case: _Case) -> bool:
    """Whether the quote is the document's and neither it nor the reason speaks to the reviewer."""
    quote = squeeze(answer.quote)
    spoken = kept_from_model(answer.quote) or kept_from_model(answer.reason)
    return _SHORTEST <= len(quote) <= _LONGEST and not spoken and case.words.hold(quote)


def _reason(text: str, case: _Case) -> str:
    """The model's reason on one line; empty where it names numbers or works that the document does not."""
    flat = re.sub(r"[\x00-\x1f\x7f-\x9f\s]+", "", text)[:_REASON].rstrip("。；;，,")
    claims = re.findall(r"\d+(?:\.\d+)?", flat) + re.findall(r"《([^》]*)》?", flat)
    return flat if all(case.words.hold(claim) or _is_place(claim, case) for claim in claims) else ""


def _is_place(claim: str, case: _Case) -> bool:
    """Whether a number is that of a row or a goal, which the sheet shows."""
    return claim.isdecimal() and int(claim) <= max(len(case.table.rows), len(case.table.project.goals))


def _parts(tasks: Sequence[_Task]) -> Iterator[Sequence[_Task]]:
    return (tasks[start : start + _AT_ONCE] for start in range(0, len(tasks), _AT_ONCE))


def _listed(tasks: Sequence[_Task]) -> str:
    return "\n".join(f"{task.id} {task.words}" for task in tasks)


def _ordered(findings: Sequence[Finding], documents: Sequence[Document]) -> list[Finding]:
    """By document, project and row; the rules' before the model's within a row."""
    places: dict[tuple[str, int | None, str | None], tuple[int, int]] = {}
    for n, document in enumerate(documents):
        for k, project in enumerate(document.projects):
            places.setdefault((document.source, project.no, project.name), (n, k))
    first = {document.source: n for n, document in reversed(list(enumerate(documents)))}

    def order(finding: Finding) -> tuple[int, int, int]:
        key = (finding.document, finding.project_no, finding.project)
        n, k = places.get(key, (first.get(finding.document, 0), -1))
        return n, k, finding.where.row or 0

    return sorted(findings, key=order)


def _planted(cases: Sequence[_Case]) -> tuple[str, ...]:
    return tuple(
        f"{case.table.document.source}“{case.table.project.name or case.table.project.title or '未名项目'}”的"
        f"{'、'.join(dict.fromkeys(case.sheet.planted))}有对审核者说的话，没有给模型看，也不影响结论；请查明是谁写的。"
        for case in cases
        if case.sheet.planted
    )


def _checks(checks: Checks, chosen: Sequence[Question], tally: _Tally, note: str) -> Checks:
    ran, idle, blocked = [], [], []
    for question in chosen:
        if question.code in tally.answered:
            ran.append(question.code)
        elif question.code in tally.asked:
            blocked.append(NotRun(code=question.code, reason=note or "模型没有回答"))
        else:
            idle.append(NotRun(code=question.code, reason="没有可问的单元格，或规则已经指出"))
    return Checks(
        ran=(*checks.ran, *ran),
        not_applicable=(*checks.not_applicable, *idle),
        could_not_run=(*checks.could_not_run, *blocked),
    )
