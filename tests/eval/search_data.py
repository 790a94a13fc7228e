"""The labelled queries and the documents they are asked of: the seeds and the public tables in ../shared.

Answers are ids of our own, ``file/project`` or ``file/project/row``: ``000/8/1`` is row 1 of project 8 of seed 000,
``s07/1/3`` row 3 of the table of s07 in ``real/tables.jsonl``. The documents themselves stay in ../shared.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.entries import Kind
from corpus.readers import read_file
from corpus.records import Budget, Department, Document, Indicator, Project
from corpus.values import parse_value

QUERIES = Path(__file__).parent / "search_queries.tsv"
EVERYDAY = Path(__file__).parent / "search_queries_everyday.tsv"
"""Queries in the words of people who do not know the tables', written later."""
LATER = Path(__file__).parent / "search_queries_later.tsv"
LAST = Path(__file__).parent / "search_queries_last.tsv"
FRESH = Path(__file__).parent / "search_queries_fresh.tsv"
"""Three more batches, each frozen before any score was looked at; the fresh one was never fitted on."""
HELD_OUT = frozenset({"002", "s09", "s14", "s18", "s24", "s37", "s55", "s65"})
"""Files of whole departments that no weight, word list or threshold was tuned on."""


@dataclass(frozen=True)
class Labelled:
    """One query with its graded answers; none where the corpus holds nothing that fits."""

    kind: Kind
    query: str
    answers: dict[str, int]
    """Id → 2 (what was asked for) or 1 (worth a look)."""

    @property
    def held_out(self) -> bool:
        """Whether all best answers, or for want of answers the query itself, belong to the test part."""
        best = [key for key, grade in self.answers.items() if grade == 2]
        if not best:
            return len(self.query) % 2 == 0
        return all(key.split("/")[0] in HELD_OUT for key in best)


def queries(path: Path = QUERIES) -> list[Labelled]:
    """Every labelled query, in the order of the file."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, query, answers = line.split("\t")
            graded = dict(answer.split("=") for answer in answers.split())
            found.append(
                Labelled("table" if kind == "table" else "indicator", query, {k: int(g) for k, g in graded.items()})
            )
    return found


def documents(shared: Path, goals: bool = True) -> dict[str, Document]:
    """File key → document. ``goals`` False leaves purpose and goals out, as files that print none have it."""
    found = {key: read_file(next((shared / "seeds").glob(f"{key}_*.txt"))) for key in ("000", "002")}
    for line in (shared / "real" / "tables.jsonl").read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        found[raw["source"].split("_")[0]] = _public(raw, shared / "real" / "text" / raw["source"])
    if not goals:
        found = {
            key: document.model_copy(
                update={
                    "projects": tuple(p.model_copy(update={"purpose": None, "goals": ()}) for p in document.projects)
                }
            )
            for key, document in found.items()
        }
    return found


def _public(raw: dict[str, Any], text: Path) -> Document:
    """One line of tables.jsonl, with the purpose and goals that the reader finds in the text."""
    read = read_file(text).projects[:1]
    project = Project(
        no=1,
        name=raw["project"],
        budget=Budget(total=raw["budget_wan"]),
        purpose=read[0].purpose if read else None,
        goals=read[0].goals if read else (),
        indicators=tuple(
            Indicator(
                level1=row["level1"],
                level2=row["level2"],
                level3=row["level3"],
                description=row["description"],
                value=parse_value(row["value"] or ""),
            )
            for row in raw["indicators"]
        ),
    )
    year = int(raw["year"]) if raw["year"] else None
    department = Department(name=raw["department"].split("(")[0])
    return Document(source=raw["source"], year=year, department=department, projects=(project,))
