"""A brief and a draft as a model is shown them: fenced as data, short, and without what speaks to the reviewer."""

from __future__ import annotations

import re

from corpus.records import Document
from drafting.brief import Brief
from drafting.costs import plain
from prompts.loader import fence
from review.facts.planted import kept_from_model
from review.rule import Table
from review.shown import sheet

_LONGEST = 800
"""Characters of the purpose that are sent; the rest of 3,000 tokens is the table's and the rules'."""
_LEFT_OUT = "（略）"


def brief_told(brief: Brief) -> str:
    """What the user says of the project."""
    facts = (
        ("项目", brief.name),
        ("部门", brief.department or "未填"),
        ("预算", f"{plain(brief.budget)}万元"),
        ("用途", brief.purpose[:_LONGEST]),
        ("依据", "；".join(brief.basis)),
    )
    return fence("\n".join(f"{label}：{shown(text)}" for label, text in facts if text))


def table_told(document: Document) -> str:
    """The table as it stands."""
    return sheet(Table.of(document, document.projects[0])).text


def shown(text: str) -> str:
    """``text`` without the sentences that speak, or might speak, to whoever reviews."""
    if not kept_from_model(text):
        return text
    kept = [part for part in re.split(r"(?<=[。；;！!？?\n])", text) if not kept_from_model(part)]
    return "".join(kept) + _LEFT_OUT
