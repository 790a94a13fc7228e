"""What part one promises, as typed facts that can be held against part two: amounts, thresholds, documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from corpus.citations import citations
from corpus.promises import promises
from corpus.records import Citation, Document, Money, PartOne, Record
from corpus.values import parse_value, wan

_MONEY = frozenset({"元", "万元", "亿元"})


class Fact(Record):
    """One amount, threshold or document that a text of part one names."""

    kind: Literal["amount", "threshold", "document"]
    text: str
    """The clause, white space aside; the title or number of a document."""
    subject: str | None = None
    """The words before the number, folded: what it is a number of."""
    operator: str | None = None
    number: Money | None = None
    """As printed, in ``unit``."""
    unit: str | None = None
    amount: Money | None = None
    """万元, for kind ``amount``."""
    document: Citation | None = None


def facts(text: str) -> tuple[Fact, ...]:
    """The facts in ``text``: the number that each clause sets, in printed order, then the documents."""
    return (*_numbers(text), *_documents(text))


def _numbers(text: str) -> Iterator[Fact]:
    for found in promises(text):
        value = parse_value(f"{found.number}{found.unit}")
        if value.unit is None:
            continue  # 512宣传活动: a date, and no number of things
        yield Fact(
            kind="amount" if found.unit in _MONEY else "threshold",
            text=found.printed,
            subject=found.what,
            operator=found.operator,
            number=found.number,
            unit=found.unit,
            amount=wan(value) if found.unit in _MONEY else None,
        )


def _documents(text: str) -> Iterator[Fact]:
    for citation in citations(text):
        yield Fact(kind="document", text=citation.title or citation.number or "", document=citation)


def with_facts(document: Document) -> dict[str, Any]:
    """``document`` as ``read --format json`` prints it: part one and each of its items with their ``facts``."""
    told = document.to_json()
    if document.part_one is not None:
        told["part_one"]["facts"] = _told(_of_the_whole(document.part_one))
        for item, shown in zip(document.part_one.items, told["part_one"]["items"], strict=True):
            shown["facts"] = _told("\n".join((item.duties, item.goal, item.indicators_text)))
    return told


def _of_the_whole(part: PartOne) -> str:
    return "\n".join(text for text in (part.overall_goal, *part.paragraphs) if text)


def _told(text: str) -> list[dict[str, Any]]:
    return [fact.model_dump(mode="json") for fact in facts(text)]
