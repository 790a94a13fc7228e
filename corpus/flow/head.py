"""The head of a flattened table: code, name, budget, purpose, spending plan and goals, above the indicator header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.chars import fold, squeeze
from corpus.flow.lines import Line
from corpus.records import Budget, Department, Notice, SpendingStep, Where

TITLE = re.compile(r"^(\d{1,3})\s*[.、．]\s*[“\"]?(.*)$")
UNIT_LINE = re.compile(r"^(?:(\d{6})\s+)?(.*?)\s*(?:金额)?单位\s*[:：]\s*万元")
_TITLE_END = "绩效目标表"
_CODE_PIECE = re.compile(r"[0-9A-Za-z\-]+")
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")
_MONTH = re.compile(r"(\d{1,2})\s*月底")
_GOAL_START = re.compile(r"^(\d{1,2})\s*[.、．](?!\d)\s*(.*)$", re.DOTALL)
_GOAL_LABEL = re.compile(r"^目标内容\s*\d*\s*[:：]?\s*")


@dataclass(frozen=True)
class Head:
    """What stands above the indicators of one table."""

    code: str | None
    name: str | None
    budget: Budget
    purpose: str | None
    plan: tuple[SpendingStep, ...]
    goals: tuple[str, ...]
    notices: tuple[Notice, ...]


def title(lines: Sequence[Line]) -> tuple[int | None, str | None]:
    """Number and project title from the lines above a table: ``3.安全生产举报奖励绩效目标表`` → (3, 安全生产举报奖励)."""
    return named("".join(line.text for line in lines))


def named(text: str) -> tuple[int | None, str | None]:
    """As :func:`title`, of the words themselves."""
    match = TITLE.match(text)
    body = (match[2] if match else text).removesuffix(_TITLE_END).strip()
    return (int(match[1]) if match else None), body or None


def department(line: Line) -> Department | None:
    """The unit from the line above the table: ``426001 某县应急管理局本级 单位：万元``; its code may be missing."""
    match = UNIT_LINE.match(line.text)
    return Department(code=match[1], name=match[2]) if match and match[2] else None


def parse_head(lines: Sequence[Line]) -> Head:
    """The head from its lines, 项目编码 first, indicator header excluded."""
    texts = [line.text for line in lines]
    budget_at = _find(texts, "预算规模")
    plan_at = _find(texts, "资金支出计", budget_at)
    goals_at = _find(texts, "绩效目标", plan_at)
    code, name = _code_and_name(texts[:budget_at])
    budget, purpose = _budget(texts[budget_at:plan_at])
    plan, notices = _plan(lines[plan_at:goals_at])
    return Head(code, name, budget, purpose, plan, _goals(texts[goals_at:]), tuple(notices))


def _find(texts: Sequence[str], label: str, start: int = 0) -> int:
    return next((k for k in range(start, len(texts)) if squeeze(texts[k]).startswith(label)), len(texts))


def _code_and_name(texts: Sequence[str]) -> tuple[str | None, str | None]:
    """The code may be broken over lines and go on before the label 项目名称, the name may stand before and behind it."""
    joined = "\n".join(texts)
    before, _, after = joined.partition("项目名称")
    pieces = before.replace("项目编码", " ").split()
    code = "".join(piece for piece in pieces if _CODE_PIECE.fullmatch(piece))
    name = "".join(piece for piece in pieces if not _CODE_PIECE.fullmatch(piece)) + after.replace("\n", "").strip()
    return code or None, name or None


def _budget(texts: Sequence[str]) -> tuple[Budget, str | None]:
    """Amounts in 万元 and the purpose; a number behind 其他资金, or alone on the line below, is an amount, all else text."""
    joined = "\n".join(texts)
    for label in ("预算规模及", "资金用途"):
        joined = re.sub(rf"^\s*{label}\s*", "", joined, count=1, flags=re.MULTILINE)
    total = _amount(r"预算数", joined)
    fiscal = _amount(r"财政\s*资金", joined)
    other_label = re.search(r"其他\s*资金", joined)
    if other_label is None:
        return Budget(total=total, fiscal=fiscal), None
    same_line, _, below = joined[other_label.end() :].partition("\n")
    other = _NUMBER.fullmatch(same_line.strip())
    purpose = below if other else same_line.strip() + below
    first, _, rest = purpose.partition("\n")
    if other is None and rest.strip() and (other := _NUMBER.fullmatch(first.strip())):
        purpose = rest
    return (
        Budget(total=total, fiscal=fiscal, other=_decimal(other[0]) if other else None),
        "".join(line.strip() for line in purpose.split("\n")) or None,
    )


def _amount(label: str, text: str) -> Decimal | None:
    match = re.search(label + r"\s*(" + _NUMBER.pattern + r")", text)
    return _decimal(match[1]) if match else None


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _plan(lines: Sequence[Line]) -> tuple[tuple[SpendingStep, ...], list[Notice]]:
    """Percentages in printed order. With fewer of them than columns a flat text does not say whose they are: month null."""
    text = " ".join(line.text for line in lines)
    months = [int(month) for month in _MONTH.findall(text)]
    percents = _PERCENT.findall(_MONTH.sub(" ", text).replace("（%）", " "))
    if len(percents) == len(months):
        return tuple(SpendingStep(month=m, percent=p) for m, p in zip(months, percents, strict=True)), []
    notice = Notice(
        code="plan-columns-unknown",
        text=f"资金支出计划有 {len(months)} 个时点、{len(percents)} 个数值，文本看不出空在哪一格，未填月份",
        where=Where(page=lines[0].page, line=lines[0].number) if lines else Where(),
    )
    return tuple(SpendingStep(percent=p) for p in percents), [notice] if percents else []


def _goals(texts: Sequence[str]) -> tuple[str, ...]:
    """Goals without their numbers; the label 绩效目标 may stand before or between the lines."""
    goals: list[str] = []
    for text in texts:
        body = text
        if fold(body).startswith("绩效目标"):
            body = re.sub(r"^绩\s*效\s*目\s*标\s*", "", body)
        if not body:
            continue
        match = _GOAL_START.match(body)
        if match and int(match[1]) == len(goals) + 1:
            goals.append(match[2])
        elif goals:
            goals[-1] += body
        else:
            goals.append(body)
    stripped = (_GOAL_LABEL.sub("", goal).strip() for goal in goals)
    return tuple(goal for goal in stripped if goal)
